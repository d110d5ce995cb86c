//! `data/responses.json` as static tables: `responses.rs`, read by `src/catalog/prepared.rs`.
//!
//! Reading 35,000 numbers from text took a fifth of a recommendation. The rows are sorted by id.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::write::{File, number, texts};

/// The whole text of `responses.rs`; every response belongs to one of the known models.
pub fn table(root: &Path, known: &[String]) -> io::Result<String> {
    let file = File::read(root, "data/responses.json")?;
    let wrong = |what: &str| io::Error::other(format!("data/responses.json: {what}"));
    let all = file.value["responses"].as_object().ok_or_else(|| wrong("lacks responses"))?;
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().map(|items| items.iter().filter_map(serde_json::Value::as_f64).collect()).unwrap_or_default()
    };
    let grid = numbers(&file.value["grid_hz"]);
    let mut people: Vec<&str> = Vec::new();
    let mut sorted: Vec<(&String, &serde_json::Value)> = all.into_iter().collect();
    sorted.sort_by_key(|(id, _)| *id);
    let (mut rows, mut levels) = (String::new(), String::new());
    for (id, response) in sorted {
        let db = numbers(&response["db"]);
        if db.len() != grid.len() {
            return Err(wrong(&format!("{id}: {} levels for {} frequencies", db.len(), grid.len())));
        }
        if !known.contains(id) {
            return Err(wrong(&format!("{id} is not a model of the catalogue")));
        }
        let first = people.len();
        people.extend(texts(&response["measured_by"]));
        let n = response["n"].as_u64().ok_or_else(|| wrong(&format!("{id}: lacks n")))?;
        let spread = number(&response["spread_db"]);
        let last = people.len();
        let _ = writeln!(rows, "    Row {{ id: {id:?}, n: {n}, spread_db: {spread}, people: ({first}, {last}) }},");
        let _ = writeln!(levels, "    {db:?},");
    }
    let (count, points) = (all.len(), grid.len());
    let people: Vec<String> = people.iter().map(|name| format!("Cow::Borrowed({name:?})")).collect();
    Ok(format!(
        "static GRID_HZ: [f64; {points}] = {grid:?};\n\
         static PEOPLE: [Text; {}] = [{}];\n\
         static ROWS: [Row; {count}] = [\n{rows}];\n\
         static LEVELS_DB: [[f64; {points}]; {count}] = [\n{levels}];\n",
        people.len(),
        people.join(", "),
    ))
}
