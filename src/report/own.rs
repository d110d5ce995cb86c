//! What became of measurements and facts of one's own: `iem-import-1`, and the same for people.

use serde_json::{Value, json};
use strum::IntoEnumIterator;

use super::Page;
use super::models::facts;
use super::sources::{label, plain};
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

/// Why something was not imported, as a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "kebab-case")]
pub enum SkippedKind {
    /// A variant of a model: a sample, tips, a filter, a switch.
    Variant,
    /// The catalogue has a response that is measured as well or better.
    Kept,
    /// Its curve files are not there.
    NoFile,
    /// None of its curve files can be read.
    Unreadable,
    /// Another coupler than those of the catalogue.
    Rig,
    /// The entry of the list says too little.
    Entry,
    /// The model came before.
    Twice,
}

impl SkippedKind {
    fn title(self) -> &'static str {
        match self {
            Self::Variant => "variants (samples, tips, filters, switches) of a model stay beside it",
            Self::Kept => "as well or better measured in the catalogue",
            Self::NoFile => "without a curve file",
            Self::Unreadable => "with files that cannot be read",
            Self::Rig => "measured with another coupler",
            Self::Entry => "with an entry that says too little",
            Self::Twice => "came twice",
        }
    }
}

/// What was not imported, and why.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The kind of reason.
    pub kind: SkippedKind,
    /// Its name.
    pub name: String,
    /// Why.
    pub because: String,
    /// The model that it is a variant of.
    pub variant_of: Option<String>,
}

impl Skipped {
    /// For a reason.
    pub fn new(kind: SkippedKind, name: String, because: String) -> Self {
        Self { kind, name, because, variant_of: None }
    }

    /// As a variant of a model.
    pub fn variant(name: String, of: &str) -> Self {
        let because = format!("a variant of {of}, whose facts it shares; to take it, import its files with --name");
        Self { kind: SkippedKind::Variant, name, because, variant_of: Some(of.to_owned()) }
    }
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
    let skipped = |s: &Skipped| json!({ "kind": s.kind.to_string(), "name": s.name, "because": s.because, "variant_of": s.variant_of });
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
        for kind in SkippedKind::iter() {
            out += &skipped_of(kind, import, page);
        }
    }
    if let [one, ..] = import.imported.as_slice() {
        let text = format!("Look at it with: iem show \"{}\". To go back, delete its file there.", one.name);
        out += &paragraph(page, "\n ", " ", &text);
    }
    out
}

/// What was skipped for one reason: the first names, all of them where there are few.
fn skipped_of(kind: SkippedKind, import: &Import, page: Page) -> String {
    const FIRST: usize = 3;
    let of: Vec<&Skipped> = import.skipped.iter().filter(|s| s.kind == kind).collect();
    let mut out = String::new();
    if of.is_empty() {
        return out;
    }
    out += &paragraph(page, "   ", "     ", &format!("{} {}:", of.len(), kind.title()));
    for one in of.iter().take(FIRST) {
        out += &paragraph(page, "     ", "       ", &format!("{}: {}", one.name, one.because));
    }
    if of.len() > FIRST {
        out += &paragraph(page, "     ", "       ", &format!("and {} more; --json lists them all", of.len() - FIRST));
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
