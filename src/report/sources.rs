//! Every fact of a model with where it comes from: `iem show MODEL --sources`.

use serde_json::{Value, json};

use super::Page;
use super::models::facts;
use super::text::{DIM, HEAD, pad, paragraph, price, styled};
use crate::catalog::{Entry, Evidence, Model, listed_in};

/// Width of the column of fact names.
const NAMES: usize = 24;

/// All facts of a model for people.
pub fn human(entry: &Entry, page: Page) -> String {
    let m = &entry.model;
    let mut out = format!("\n {}\n\n", styled(page, HEAD, &m.name()));
    if let Some(measured) = &entry.measured {
        let agree = measured.spread_db.map(|s| format!("; they differ by {s:.1} dB rms")).unwrap_or_default();
        let by = format!("{}{agree}", measured.measured_by.join(", "));
        out += &paragraph(page, &format!(" {}", pad("measured by", NAMES)), &" ".repeat(NAMES + 1), &by);
    }
    for (key, value) in facts(m) {
        if key.ends_with("_note") || value.is_null() {
            continue;
        }
        out += &fact(m, key, &value, page);
    }
    for (key, note) in facts(m).into_iter().filter(|(key, _)| key.ends_with("_note")) {
        if let Value::String(text) = note {
            out += &paragraph(page, &format!(" {}", pad(&label(key), NAMES)), &" ".repeat(NAMES + 1), &text);
        }
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
pub(super) fn missing(m: &Model) -> Vec<String> {
    // Most models are no variant, and one that no site lists lacks nothing.
    let asked = |key: &str| !key.ends_with("_note") && !matches!(key, "variant_of" | "sites");
    facts(m).into_iter().filter(|(k, v)| v.is_null() && asked(k)).map(|(k, _)| label(k)).collect()
}

fn fact(m: &Model, key: &str, value: &Value, page: Page) -> String {
    let said = match key {
        "opinions" => return opinions(m, page),
        // The short page says it.
        "variant_of" => return String::new(),
        "sites" => m.listed().unwrap_or_default(),
        "price_usd" => dated_price(m),
        _ => plain(key, value),
    };
    row(key, &said, &source(m, key), page)
}

/// A fact: its name, what it is, where that comes from.
fn row(key: &str, said: &str, source: &str, page: Page) -> String {
    let first = format!(" {}", pad(&label(key), NAMES));
    paragraph(page, &first, &" ".repeat(NAMES + 1), &format!("{said}  ({source})"))
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
fn opinions(m: &Model, page: Page) -> String {
    let Some(opinions) = &m.opinions else { return String::new() };
    let mut out = String::new();
    if let Some(grades) = &opinions.crinacle {
        let said = format!("crinacle {}", plain("", &json!(grades)));
        out += &row("opinions", &said, "seen: crinacle's list of that year", page);
    }
    if let Some(stars) = &opinions.stars {
        let said: Vec<String> = stars.iter().map(|(reviewer, n)| format!("{n} of 5 stars ({reviewer})")).collect();
        out += &row("stars", &said.join(", "), "read: the reviewer's own list", page);
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
pub(super) fn dated_price(m: &Model) -> String {
    let date = m.sources().get("price_usd").and_then(Evidence::date).map(|month| format!(" ({month})"));
    price(m.price_usd) + &date.unwrap_or_default()
}
