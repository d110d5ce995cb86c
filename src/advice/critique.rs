//! "Like this one, but ...": words that say how a recommendation should differ from a model.
//!
//! Takes `data/critiques.jsonc`; gives conditions of the rule language with the model's own
//! values filled in, shifts of the target, and factors of weights.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::RequestError;
use crate::catalog::Entry;
use crate::eval::{Facts, Value};
use crate::knowledge;
use crate::lang;
use crate::rulebook::plan::Condition;
use crate::schema::{FieldId, Record};
use crate::sound::Levels;
use crate::words::Critique;

/// What one word asks for.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meaning {
    /// As people say it.
    pub(crate) title: String,
    /// A condition; `like.` before a field is the named model's own value.
    keep: String,
    /// How far the target moves away from that model's sound, dB.
    #[serde(default)]
    pub(crate) shift: Levels,
    /// Factors of the weights of criteria.
    #[serde(default)]
    pub(crate) weights: IndexMap<String, f64>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CritiqueFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    critiques: IndexMap<Critique, Meaning>,
}

static MEANINGS: LazyLock<IndexMap<Critique, Meaning>> = LazyLock::new(|| {
    let options = jsonc_parser::ParseOptions::default();
    let file: Result<CritiqueFile, _> = jsonc_parser::parse_to_serde_value(knowledge::CRITIQUES.1, &options);
    file.map(|f| f.critiques).unwrap_or_default()
});

/// What a word asks for; every word has a meaning, which a test keeps true.
pub(crate) fn meaning(word: Critique) -> Option<&'static Meaning> {
    MEANINGS.get(&word)
}

/// How a word is said to people: "cheaper", "with more bass".
pub fn title(word: Critique) -> &'static str {
    meaning(word).map_or_else(|| word.word(), |m| m.title.as_str())
}

/// The condition that a word sets, measured at the named model.
///
/// # Errors
/// A fact of that model that the word needs and nobody knows.
pub(super) fn condition(word: Critique, than: &Entry) -> Result<Condition, RequestError> {
    let unknown = |fact: String| RequestError::Critique { word, model: than.model.name(), fact };
    let text = meaning(word).map(|m| m.keep.as_str()).unwrap_or_default();
    let filled = fill(text, than.facts()).map_err(unknown)?;
    let holds = lang::condition(&filled).map_err(RequestError::Where)?;
    Ok(Condition { name: format!("but/{word}"), holds })
}

/// Puts a model's values in place of `like.record.field`, and `true` or `false` in place of
/// `has(like.record.field)`.
///
/// # Errors
/// The path of a field that is asked for and not known.
fn fill(text: &str, facts: &Facts) -> Result<String, String> {
    const MARK: &str = "like.";
    let mut out = String::with_capacity(text.len());
    let mut guarded = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let (before, after) = (&rest[..at], &rest[at + MARK.len()..]);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "._".contains(c))).unwrap_or(after.len());
        let (path, tail) = after.split_at(end);
        let value = value(path, facts);
        if let (Some(outside), Some(tail)) = (before.strip_suffix("has("), tail.strip_prefix(')')) {
            out += outside;
            out += if value.is_some() { "true" } else { "false" };
            guarded.push(path);
            rest = tail;
            continue;
        }
        out += before;
        match value {
            Some(value) => out += &value,
            // Behind a `has` that is false it is never looked at.
            None if guarded.contains(&path) => out += "0",
            None => return Err(path.to_owned()),
        }
        rest = tail;
    }
    Ok(out + rest)
}

/// A known value as the rule language writes it.
fn value(path: &str, facts: &Facts) -> Option<String> {
    let (record, name) = path.split_once('.')?;
    let record: Record = record.parse().ok()?;
    match facts.get(FieldId::find(record, name)?)? {
        Value::Num(n) => Some(format!("({n})")),
        Value::Bool(b) => Some(b.to_string()),
        Value::Text(text) => Some(format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))),
        Value::Set(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_word_has_a_meaning_that_can_be_read() {
        let catalog = Catalog::built_in().expect("a whole catalogue");
        for word in Critique::iter() {
            assert!(meaning(word).is_some(), "{word} has no meaning");
            for entry in catalog.entries() {
                match condition(word, entry) {
                    Ok(_) | Err(RequestError::Critique { .. }) => {}
                    Err(other) => panic!("{word} than {}: {other}", entry.model.id),
                }
            }
        }
    }
}
