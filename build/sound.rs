//! `data/sound/words.json` as static tables: `sound.rs`, read by `src/sound/read/quantity.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::write::{File, camel, slice, texts};

const FILE: &str = "data/sound/words.json";

/// The whole text of `sound.rs`.
pub fn tables(root: &Path) -> io::Result<String> {
    let file = File::read(root, FILE)?;
    let mut out = String::from("pub(super) static QUANTITIES: &[Quantity] = &[\n");
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    for row in file.list("quantities")? {
        let id = file.text(row, "id")?;
        let list = |key: &str| words(&row[key]).map(|all| slice(&all));
        let _ = writeln!(
            out,
            "    Quantity {{ what: What::{}, is: {:?}, help: {:?}, sure: {}, weak: {}, alone: {} }},",
            camel(id),
            file.text(row, "is")?,
            file.text(row, "help")?,
            list("sure")?,
            list("weak")?,
            list("alone")?,
        );
        for unit in words(&row["units"])? {
            // A word of a time says the same twice: the first quantity has it.
            units.entry(unit.to_owned()).or_insert_with(|| camel(id));
        }
    }
    out.push_str("];\npub(super) static UNITS: &[(&str, What)] = &[\n");
    for (unit, what) in units {
        let _ = writeln!(out, "    ({unit:?}, What::{what}),");
    }
    out.push_str("];\n");
    for part in ["columns", "titles"] {
        let lists = file.value[part].as_object().ok_or_else(|| io::Error::other(format!("{FILE}: lacks {part}")))?;
        for (key, list) in lists {
            let _ = writeln!(out, "pub(super) static {}: &[&str] = {};", key.to_uppercase(), slice(&words(list)?));
        }
    }
    Ok(out)
}

/// The words of a list; a capital letter would never be found.
fn words(list: &Value) -> io::Result<Vec<&str>> {
    let all = texts(list);
    match all.iter().find(|w| w.to_lowercase() != **w || w.trim() != **w || w.is_empty()) {
        Some(word) => Err(io::Error::other(format!("{FILE}: write {word:?} in small letters, without blanks around"))),
        None => Ok(all),
    }
}
