//! What became of measurements and facts of one's own: `iem-import-1`, and the same for people.

use serde_json::{Value, json};

use super::Page;
use super::models::facts;
use super::show::{label, plain};
use super::text::{CARE, GOOD, HEAD, count, paragraph, styled};
use crate::catalog::Entry;

/// A curve that is now the person's.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Id of the model.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the catalogue did not have the model.
    pub new: bool,
    /// Who measured the response that it replaces.
    pub replaces: Option<Vec<String>>,
    /// The file it was written to.
    pub file: String,
    /// What to know about it.
    pub notes: Vec<String>,
}

/// What was not imported, and why.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Its name.
    pub name: String,
    /// Why.
    pub because: String,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Import {
    /// Where the files are.
    pub folder: String,
    /// What was imported.
    pub imported: Vec<Imported>,
    /// What was not.
    pub skipped: Vec<Skipped>,
}

/// `iem-import-1`.
pub fn import_json(import: &Import) -> Value {
    let imported = |i: &Imported| json!({ "id": i.id, "name": i.name, "new": i.new, "replaces": i.replaces, "file": i.file, "notes": i.notes });
    let skipped = |s: &Skipped| json!({ "name": s.name, "because": s.because });
    json!({
        "schema": "iem-import-1",
        "folder": import.folder,
        "imported": import.imported.iter().map(imported).collect::<Vec<_>>(),
        "skipped": import.skipped.iter().map(skipped).collect::<Vec<_>>(),
    })
}

/// The same for people.
pub fn import_human(import: &Import, page: Page) -> String {
    let mut out = String::from("\n");
    if !import.imported.is_empty() {
        let head = format!("{} imported", count(import.imported.len(), "earphone"));
        out += &format!(" {} into {}\n", styled(page, GOOD.bold(), &head), import.folder);
        for one in &import.imported {
            let what = match (&one.replaces, one.new) {
                (_, true) => "new".to_owned(),
                (None, false) => "its first response".to_owned(),
                (Some(by), false) => {
                    format!("instead of the response by {}", crate::diag::list(by.iter().map(String::as_str)))
                }
            };
            out += &paragraph(page, "   ", "     ", &format!("{}: {what}", one.name));
            for note in &one.notes {
                out += &paragraph(page, "     ! ", "       ", note);
            }
        }
    }
    if !import.skipped.is_empty() {
        out += &format!("\n {}\n", styled(page, CARE.bold(), &format!("{} skipped", import.skipped.len())));
        for one in &import.skipped {
            out += &paragraph(page, "   ", "     ", &format!("{}: {}", one.name, one.because));
        }
    }
    if let [one, ..] = import.imported.as_slice() {
        let text = format!("Look at it with: iem show \"{}\". To go back, delete its file there.", one.name);
        out += &paragraph(page, "\n ", " ", &text);
    }
    out
}

/// Facts that were set, as they were and as they are.
pub fn edited_human(before: &Entry, after: &Entry, keys: &[String], file: &str, page: Page) -> String {
    let mut out = format!("\n {}\n", styled(page, HEAD, &after.model.name()));
    let value = |entry: &Entry, key: &str| {
        let found = facts(&entry.model).into_iter().find(|(k, _)| *k == key).map(|(_, v)| v);
        found.map_or_else(|| "as in your file".to_owned(), |v| plain(key, &v))
    };
    for key in keys {
        let text = format!("{}: was {}, is {}", label(key), value(before, key), value(after, key));
        out += &paragraph(page, "   ", "     ", &text);
    }
    out + &paragraph(page, "\n ", " ", &format!("Written to {file}; delete the line there to go back."))
}
