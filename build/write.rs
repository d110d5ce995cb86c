//! Rust text for values of JSON: what the other parts of the build script share.
//!
//! A file that lacks what it must have stops the build with the file's name and the key.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use serde_json::Value;

use crate::words::line;

/// A data file that was read.
pub struct File {
    name: String,
    pub value: Value,
}

impl File {
    /// Reads a JSON file below the root.
    pub fn read(root: &Path, name: &str) -> io::Result<Self> {
        println!("cargo::rerun-if-changed={name}");
        let text = fs::read_to_string(root.join(name))?;
        let value = serde_json::from_str(&text).map_err(|e| io::Error::other(format!("{name}: {e}")))?;
        Ok(Self { name: name.to_owned(), value })
    }

    /// The rows of a list.
    pub fn list(&self, key: &str) -> io::Result<&Vec<Value>> {
        self.value[key].as_array().ok_or_else(|| self.lacks(key))
    }

    /// A text that must be there.
    pub fn text<'a>(&self, row: &'a Value, key: &str) -> io::Result<&'a str> {
        row[key].as_str().ok_or_else(|| self.lacks(&format!("{key} in {row}")))
    }

    fn lacks(&self, key: &str) -> io::Error {
        io::Error::other(format!("{}: lacks {key}", self.name))
    }
}

/// The texts of a list; empty if there is none.
pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|items| items.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// `&["a", "b"]`.
pub fn slice(items: &[&str]) -> String {
    format!("&{items:?}")
}

/// `Some(1.5)` or `None`.
pub fn number(value: &Value) -> String {
    format!("{:?}", value.as_f64())
}

/// `Some("text")` or `None`.
pub fn text(value: &Value) -> String {
    format!("{:?}", value.as_str())
}

/// `se-to-balanced` as a variant: `SeToBalanced`.
pub fn camel(word: &str) -> String {
    word.split('-')
        .map(|part| part.get(..1).unwrap_or_default().to_uppercase() + part.get(1..).unwrap_or_default())
        .collect()
}

/// A text that many rows share. Places in it need nothing from the loader, references do.
#[derive(Default)]
pub struct Text(pub String);

impl Text {
    /// A text as its place: where it starts, how long it is.
    pub fn place(&mut self, text: &str) -> String {
        let start = self.0.len();
        self.0.push_str(text);
        format!("({start}, {})", text.len())
    }
}

/// A list of names with their words and what they stand for, each name once.
#[derive(Default)]
pub struct Names {
    rows: Vec<(String, String, String)>,
}

impl Names {
    /// Adds a name of an id, unless a name of the same words stands for it already.
    pub fn add(&mut self, name: &str, id: &str) {
        let split = line(name);
        let same = |(_, words, other): &(String, String, String)| *words == split && other == id;
        if !split.is_empty() && !self.rows.iter().any(same) {
            self.rows.push((name.to_owned(), split, id.to_owned()));
        }
    }

    /// As a static table of places in a text of its own.
    pub fn write(&self, out: &mut String, table: &str) {
        let mut text = Text::default();
        let mut places = |part: &str| text.place(part);
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|(name, words, id)| format!("    ({}, {}, {}),\n", places(name), places(words), places(id)))
            .collect();
        let _ = writeln!(
            out,
            "pub(super) static {table}: Names = Names {{ text: {:?}, rows: &[\n{}] }};",
            text.0,
            rows.concat()
        );
    }
}
