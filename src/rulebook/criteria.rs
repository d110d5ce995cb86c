//! The criteria file: points of view in their order, each with weight, base, title, about.

use indexmap::IndexMap;
use jsonc_parser::ast::Value;

use super::rule::Criterion;
use crate::diag::{Code, Diagnostic};
use crate::jsonc::{Entry, Reader};
use crate::source::{FileId, Sources};

/// The points of view from which a model is judged, in the order of receipts.
#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CriteriaFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    #[serde(rename = "criteria")]
    _criteria: IndexMap<String, Criterion>,
}

const KEYS: [&str; 4] = ["weight", "base", "title", "about"];

/// Reads the file; `None` after an error, all of which are reported.
pub(super) fn read(sources: &Sources, file: FileId) -> (Option<IndexMap<String, Criterion>>, Vec<Diagnostic>) {
    let mut reader = Reader::new(sources, file);
    let criteria = reader.parse().and_then(|value| read_root(&mut reader, &value));
    (criteria.filter(|_| reader.found.is_empty()), reader.found)
}

fn read_root<'s>(reader: &mut Reader<'s>, value: &Value<'s>) -> Option<IndexMap<String, Criterion>> {
    let object = reader.object(value, "a criteria file")?;
    let mut table = reader.table(object, Code::E003);
    if let Some(entry) = table.take("$schema") {
        reader.string(entry.value, "`$schema`");
    }
    let criteria = table.take("criteria");
    let meant = table.finish(reader, &["$schema", "criteria"]);
    let Some(entry) = criteria else {
        if !meant.may_be("criteria") {
            let start = reader.place(value).span.start as usize;
            let problem = Diagnostic::new(Code::E005, reader.loc(start, start + 1), "this file has no `criteria`");
            reader.found.push(problem.label("`criteria` is missing"));
        }
        return None;
    };
    let object = reader.object(entry.value, "`criteria`")?;
    let entries = reader.table(object, Code::E003).rest();
    Some(entries.iter().filter_map(|entry| Some((entry.key.clone(), criterion(reader, entry)?))).collect())
}

fn criterion<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>) -> Option<Criterion> {
    let object = reader.object(entry.value, "a criterion")?;
    let mut table = reader.table(object, Code::E003);
    let entries = KEYS.map(|key| table.take(key));
    let meant = table.finish(reader, &KEYS);
    for (key, _) in KEYS.iter().zip(&entries).filter(|(key, entry)| entry.is_none() && !meant.may_be(key)) {
        let message = format!("the criterion `{}` has no `{key}`", entry.key);
        reader.found.push(Diagnostic::new(Code::E005, entry.loc, message).label(format!("`{key}` is missing")));
    }
    let [weight, base, title, about] = entries;
    let weight = weight.and_then(|entry| number(reader, &entry, 1000.0));
    let base = base.and_then(|entry| number(reader, &entry, 100.0));
    let title = title.and_then(|entry| text(reader, &entry));
    let about = about.and_then(|entry| text(reader, &entry));
    Some(Criterion { weight: weight?, base: base?, title: title?, about: about? })
}

/// A number from 0 to `most`.
fn number<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>, most: f64) -> Option<f64> {
    let number = entry.value.as_number_lit().and_then(|literal| literal.value.parse().ok());
    let number = number.filter(|n| (0.0..=most).contains(n));
    if number.is_none() {
        reader.wrong_shape(entry.value, &format!("`{}`", entry.key), &format!("a number from 0 to {most}"));
    }
    number
}

fn text<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>) -> Option<String> {
    reader.string(entry.value, &format!("`{}`", entry.key)).map(|text| text.value)
}
