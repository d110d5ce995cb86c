//! What the fit check needs of each built-in model: `earpieces.rs`, one text and a table of
//! places in it.
//!
//! The catalogue's files hold much more; reading them all only to count which sockets a cable
//! fits took most of a check's time. Places instead of references keep the table free of what
//! the loader must set right at every start. A test compares it with the files.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{fs, io};

use serde_json::Value;

use crate::words::{GAP, GLUE, line, words};
use crate::write::{Text, texts};

/// Vocabularies in the order of `src/words.rs`; a word is kept as its place.
const PLUGS: &[&str] = &["2.5mm", "3.5mm", "4.4mm", "6.35mm", "xlr4", "usb-c", "lightning"];
const SENSITIVITY: &[&str] = &["mW", "V", "unknown"];
const NOZZLES: &[&str] = &["thin", "standard", "wide"];
const FORMS: &[&str] = &["universal", "custom", "both"];

/// The whole text of `earpieces.rs`.
pub fn table(files: &[PathBuf], connectors: &[String]) -> io::Result<String> {
    let mut models: Vec<(String, String, Value)> = Vec::new();
    for path in files {
        let wrong = |what: &str| io::Error::other(format!("{}: {what}", path.display()));
        let mut file: Value = serde_json::from_str(&fs::read_to_string(path)?).map_err(|e| wrong(&e.to_string()))?;
        let brand = file["brand"].as_str().ok_or_else(|| wrong("lacks brand"))?.to_owned();
        let all = file["models"].as_object_mut().ok_or_else(|| wrong("lacks models"))?;
        models.extend(std::mem::take(all).into_iter().map(|(id, model)| (id, brand.clone(), model)));
    }
    models.sort_by(|a, b| a.0.cmp(&b.0));
    let mut text = Text::default();
    let mut out = String::from("static ROWS: &[Row] = &[\n");
    for (id, brand, model) in &models {
        let _ = writeln!(out, "    {},", row(id, brand, model, connectors, &mut text));
    }
    out.push_str("];\n");
    out += &keys(&models, &mut text);
    let _ = writeln!(out, "static TEXT: &str = {:?};", text.0);
    Ok(out)
}

/// Every name without spaces and its model, sorted by name, so that a whole name is found at once.
fn keys(models: &[(String, String, Value)], text: &mut Text) -> String {
    let mut keys: Vec<(String, usize)> = Vec::new();
    for (at, (id, brand, m)) in models.iter().enumerate() {
        let names = names(id, brand, m["model"].as_str().unwrap_or_default(), &texts(&m["aliases"]));
        let words =
            names.lines().filter_map(|line| line.split_once('\t')).map(|(_, line)| line.replace([GAP, GLUE], ""));
        keys.extend(words.map(|key| (key, at)));
    }
    keys.sort();
    let rows: Vec<String> = keys.iter().map(|(key, at)| format!("({}, {at})", text.place(key))).collect();
    format!("static KEYS: &[(Place, u16)] = &[{}];\n", rows.join(", "))
}

fn row(id: &str, brand: &str, m: &Value, connectors: &[String], text: &mut Text) -> String {
    let model = m["model"].as_str().unwrap_or_default();
    let number = |key: &str| m[key].as_f64().map_or("f64::NAN".to_owned(), |n| format!("{n:?}"));
    let word = |key: &str, words: &[&str]| {
        let at = m[key].as_str().and_then(|word| words.iter().position(|w| *w == word));
        at.map_or("NONE".to_owned(), |at| at.to_string())
    };
    let plugs: Vec<String> = texts(&m["stock_plugs"])
        .iter()
        .filter_map(|plug| PLUGS.iter().position(|p| p == plug))
        .map(|at| at.to_string())
        .collect();
    format!(
        "Row {{ id: {}, name: {}, names: {}, socket: {}, socket_note: {}, stock_plugs: {}, impedance_ohm: {}, \
         sensitivity_db: {}, sensitivity_ref: {}, nozzle_mm: {}, nozzle_class: {}, form: {} }}",
        text.place(id),
        text.place(&format!("{brand} {model}")),
        text.place(&names(id, brand, model, &texts(&m["aliases"]))),
        word("socket", &connectors.iter().map(String::as_str).collect::<Vec<_>>()),
        text.place(m["socket_note"].as_str().unwrap_or_default()),
        text.place(&plugs.concat()),
        number("impedance_ohm"),
        number("sensitivity_db"),
        word("sensitivity_ref", SENSITIVITY),
        number("nozzle_mm"),
        word("nozzle_class", NOZZLES),
        word("form", FORMS),
    )
}

/// All names with their words, as `Earpiece::names` has them: a line each, a tab between.
fn names(id: &str, brand: &str, model: &str, aliases: &[&str]) -> String {
    let full = format!("{brand} {model}");
    let with_brand: Vec<String> = aliases.iter().map(|alias| format!("{brand} {alias}")).collect();
    let all = [full.as_str(), model].into_iter().chain(aliases.iter().copied());
    let mut out = String::new();
    let mut seen: Vec<String> = Vec::new();
    for name in all.chain(with_brand.iter().map(String::as_str)).chain([id]) {
        let split = line(name);
        let key = words(name).concat();
        if !key.is_empty() && !seen.contains(&key) {
            let _ = writeln!(out, "{name}\t{split}");
            seen.push(key);
        }
    }
    out
}
