//! `data/responses.json` as static tables: `responses.rs`, read by `src/catalog/prepared.rs`.
//!
//! Reading 35,000 numbers from text took a fifth of a recommendation. Names of measurers are
//! kept once, and places instead of references keep the table free of what the loader must set.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::write::{File, texts};

/// The whole text of `responses.rs`.
pub fn table(root: &Path) -> io::Result<String> {
    let file = File::read(root, "data/responses.json")?;
    let wrong = |what: &str| io::Error::other(format!("data/responses.json: {what}"));
    let all = file.value["responses"].as_object().ok_or_else(|| wrong("lacks responses"))?;
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().map(|items| items.iter().filter_map(serde_json::Value::as_f64).collect()).unwrap_or_default()
    };
    let grid = numbers(&file.value["grid_hz"]);
    let (mut names, mut ids, mut people): (Vec<&str>, String, Vec<usize>) = (Vec::new(), String::new(), Vec::new());
    let (mut rows, mut levels) = (String::new(), String::new());
    for (id, response) in all {
        let db = numbers(&response["db"]);
        if db.len() != grid.len() {
            return Err(wrong(&format!("{id}: {} levels for {} frequencies", db.len(), grid.len())));
        }
        let first = people.len();
        for name in texts(&response["measured_by"]) {
            let at = names.iter().position(|known| *known == name).unwrap_or(names.len());
            if at == names.len() {
                names.push(name);
            }
            people.push(at);
        }
        let n = response["n"].as_u64().ok_or_else(|| wrong(&format!("{id}: lacks n")))?;
        let spread = response["spread_db"].as_f64().map_or("f64::NAN".to_owned(), |db| format!("{db:?}"));
        let (start, length) = (ids.len(), id.len());
        let _ = writeln!(
            rows,
            "    Row {{ id: ({start}, {length}), n: {n}, spread_db: {spread}, people: ({first}, {}) }},",
            people.len()
        );
        let _ = writeln!(levels, "    {db:?},");
        ids.push_str(id);
    }
    let (count, points) = (all.len(), grid.len());
    Ok(format!(
        "static GRID_HZ: [f64; {points}] = {grid:?};\n\
         static IDS: &str = {ids:?};\n\
         static NAMES: &[&str] = &{names:?};\n\
         static PEOPLE: &[u16] = &{people:?};\n\
         static ROWS: [Row; {count}] = [\n{rows}];\n\
         static LEVELS_DB: [[f64; {points}]; {count}] = [\n{levels}];\n"
    ))
}
