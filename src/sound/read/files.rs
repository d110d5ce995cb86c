//! `data/sound/words.json` as its schema says; the build script reads the same file.
//!
//! Nothing here runs in the program: editors complete from the schema, and a test reads the file by
//! these types, so that no key is misspelt.
#![allow(dead_code)] // the fields are the keys of the file

use schemars::JsonSchema;
use serde::Deserialize;

/// `words.json`: words in the files of measuring programs.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordFile {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    about: String,
    columns: Columns,
    /// What is no response; the first that fits counts.
    quantities: Vec<QuantityWords>,
    titles: Titles,
}

/// How names of columns begin, or what they hold.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Columns {
    /// How the name of a frequency begins.
    frequency: Vec<String>,
    /// What the name of a level holds.
    level: Vec<String>,
    left: Vec<String>,
    right: Vec<String>,
}

/// A quantity that is no response of an earphone.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct QuantityWords {
    /// The name that the program knows it by.
    id: String,
    /// What it is, after "this is".
    is: String,
    /// What to do about it.
    help: String,
    /// Words that name nothing else.
    sure: Vec<String>,
    /// Words that may be part of a model's name.
    weak: Vec<String>,
    /// Words that count as the whole name of a column only.
    alone: Vec<String>,
    /// Its units, without blanks.
    units: Vec<String>,
}

/// Words around the name of a quantity in a title.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Titles {
    /// May stand before the name of a quantity that a title begins with.
    before: Vec<String>,
    /// May stand after it.
    after: Vec<String>,
    /// What follows is no part of the name.
    cut: Vec<String>,
    /// Before a quantity: it is not meant.
    denials: Vec<String>,
    /// After a quantity: it is not meant.
    denied: Vec<String>,
    /// A line with one of them is a sentence and no title.
    sentence: Vec<String>,
    /// Before a colon: settings and notes.
    settings: Vec<String>,
    /// Before a colon: what the file holds.
    keys: Vec<String>,
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_is_what_its_schema_says() {
        let text = include_str!("../../../data/sound/words.json");
        if let Err(error) = serde_json::from_str::<super::WordFile>(text) {
            panic!("data/sound/words.json: {error}");
        }
    }
}
