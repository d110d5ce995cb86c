//! Every fact of a model with where it comes from: `iem show MODEL --sources`.

use serde_json::{Value, json};

use super::Page;
use super::models::facts;
use super::text::{DIM, HEAD, pad, paragraph, price, styled};
use crate::catalog::{Entry, Evidence, Model, listed_in};

/// Width of the column of fact names.
const NAMES: usize = 24;

/// A fact of a model for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its key in files.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// What it is.
    pub value: String,
    /// Where that comes from; `None` of a note.
    pub source: Option<String>,
    /// Whether somebody read it there.
    pub checked: bool,
}

/// Every fact that is known of a model, then the notes.
pub fn told(m: &Model) -> Vec<Fact> {
    let (notes, facts): (Vec<_>, Vec<_>) =
        facts(m).into_iter().filter(|(_, value)| !value.is_null()).partition(|(key, _)| key.ends_with("_note"));
    let note = |(key, value): (&'static str, Value)| Fact {
        key,
        label: label(key),
        value: plain("", &value),
        source: None,
        checked: false,
    };
    facts.into_iter().flat_map(|(key, value)| fact(m, key, &value)).chain(notes.into_iter().map(note)).collect()
}

/// All facts of a model for people.
pub fn human(entry: &Entry, page: Page) -> String {
    let m = &entry.model;
    let mut out = format!("\n {}\n\n", styled(page, HEAD, &m.name()));
    if let Some(measured) = &entry.measured {
        let agree = measured.spread_db.map(|s| format!("; they differ by {s:.1} dB rms")).unwrap_or_default();
        let by = format!("{}{agree}", measured.measured_by.join(", "));
        out += &paragraph(page, &format!(" {}", pad("measured by", NAMES)), &" ".repeat(NAMES + 1), &by);
    }
    for fact in told(m) {
        let source = fact.source.map(|source| format!("  ({source})")).unwrap_or_default();
        let said = format!("{}{source}", fact.value);
        out += &paragraph(page, &format!(" {}", pad(&fact.label, NAMES)), &" ".repeat(NAMES + 1), &said);
    }
    let missing = missing(m);
    if !missing.is_empty() {
        out.push('\n');
        let text = format!("Not known: {}.", missing.join(", "));
        out += &styled(page, DIM, paragraph(page, " ", " ", &text).trim_end());
        out.push('\n');
    }
    out
}

/// What nobody recorded of it.
pub fn missing(m: &Model) -> Vec<String> {
    // Most models are no variant, and one that no site lists lacks nothing.
    let asked = |key: &str| !key.ends_with("_note") && !matches!(key, "variant_of" | "sites");
    facts(m).into_iter().filter(|(k, v)| v.is_null() && asked(k)).map(|(k, _)| label(k)).collect()
}

/// A fact in one line or more; none of what the short page says.
fn fact(m: &Model, key: &'static str, value: &Value) -> Vec<Fact> {
    let value = match key {
        "opinions" => return opinions(m),
        "variant_of" => return Vec::new(),
        "sites" => m.listed().unwrap_or_default(),
        "price_usd" => dated_price(m),
        _ => plain(key, value),
    };
    let checked = key == "sites" || !m.is_recalled(key);
    vec![Fact { key, label: label(key), value, source: Some(source(m, key)), checked }]
}

/// Where a fact comes from.
fn source(m: &Model, key: &str) -> String {
    const RECALLED: &str = "recalled, nobody has checked it";
    let rows = m.sources().get(key).map(Evidence::rows).unwrap_or_default();
    let said: Vec<String> = rows
        .iter()
        .map(|told| match (told.source, told.confidence) {
            ("recalled", _) => RECALLED.to_owned(),
            (source, "seen") => format!("read: {source}"),
            (source, _) => format!("recalled: {source}"),
        })
        .collect();
    match key {
        _ if !said.is_empty() => said.join("; "),
        "sites" => format!("read: {}", listed_in()),
        _ => RECALLED.to_owned(),
    }
}

/// Grades and stars, a line each.
fn opinions(m: &Model) -> Vec<Fact> {
    let Some(opinions) = &m.opinions else { return Vec::new() };
    let read = |label: &str, value: String, source: &str| Fact {
        key: "opinions",
        label: label.to_owned(),
        value,
        source: Some(source.to_owned()),
        checked: true,
    };
    let mut out = Vec::new();
    if let Some(grades) = &opinions.crinacle {
        let said = format!("crinacle {}", plain("", &json!(grades)));
        out.push(read("opinions", said, "seen: crinacle's list of that year"));
    }
    if let Some(stars) = &opinions.stars {
        let said: Vec<String> = stars.iter().map(|(reviewer, n)| format!("{n} of 5 stars ({reviewer})")).collect();
        out.push(read("stars", said.join(", "), "read: the reviewer's own list"));
    }
    out
}

/// A key for people: `price_usd` is `price`.
pub(super) fn label(key: &str) -> String {
    let bare = ["_usd", "_ohm", "_db", "_mm", "_g"].iter().find_map(|unit| key.strip_suffix(unit)).unwrap_or(key);
    bare.replace('_', " ")
}

/// A value for people, with its unit.
pub(super) fn plain(key: &str, value: &Value) -> String {
    let unit = [("_usd", " USD"), ("_ohm", " ohm"), ("_db", " dB"), ("_mm", " mm"), ("_g", " g")]
        .iter()
        .find_map(|(suffix, unit)| key.ends_with(suffix).then_some(*unit))
        .unwrap_or_default();
    match value {
        Value::Bool(b) => if *b { "yes" } else { "no" }.to_owned(),
        Value::String(text) => format!("{text}{unit}"),
        Value::Number(n) => format!("{}{unit}", n.as_f64().unwrap_or_default()),
        Value::Array(items) => items.iter().map(|i| plain("", i)).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map
            .iter()
            .filter(|(_, v)| !v.is_null())
            .map(|(k, v)| format!("{} {}", k.replace('_', " "), plain("", v)))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Null => "unknown".to_owned(),
    }
}

/// The price with the month of the list that it was read from.
pub fn dated_price(m: &Model) -> String {
    let date = m.sources().get("price_usd").and_then(Evidence::date).map(|month| format!(" ({month})"));
    price(m.price_usd) + &date.unwrap_or_default()
}
