//! One model with all its facts and where each comes from.

use serde_json::{Value, json};

use super::Page;
use super::models::{drivers, facts};
use super::text::{DIM, HEAD, count, pad, paragraph, price, styled};
use crate::catalog::{Catalog, Entry, Evidence, Model, listed_in};
use crate::sound::graph::Graph;
use crate::sound::words::{Sounds, title};
use crate::sound::{Measured, harman};

/// Width of the column of fact names.
const NAMES: usize = 24;

/// All facts of a model for people; the catalogue has its variants.
pub fn human(entry: &Entry, catalog: &Catalog, page: Page) -> String {
    let m = &entry.model;
    let mut out = String::from("\n ");
    out += &styled(page, HEAD, &m.name());
    out.push('\n');
    out += &paragraph(page, " ", " ", &headline(m));
    out += &variants(entry, catalog, page);
    out.push('\n');
    out += &sound(entry, page);
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
    // Most models are no variant, and one that no site lists lacks nothing.
    let asked = |key: &str| !key.ends_with("_note") && !matches!(key, "variant_of" | "sites");
    let missing: Vec<String> =
        facts(m).into_iter().filter(|(k, v)| v.is_null() && asked(k)).map(|(k, _)| label(k)).collect();
    if !missing.is_empty() {
        out.push('\n');
        let text = format!("Not known: {}.", missing.join(", "));
        out += &styled(page, DIM, paragraph(page, " ", " ", &text).trim_end());
        out.push('\n');
    }
    out
}

fn headline(m: &Model) -> String {
    let mut parts = vec![dated_price(m)];
    parts.extend(m.released.map(|y| y.to_string()));
    parts.extend(m.form.map(|f| f.to_string()));
    parts.extend(m.drivers.as_ref().map(drivers));
    parts.extend(m.socket.as_deref().map(str::to_owned));
    parts.extend(m.impedance_ohm.map(|z| format!("{z} ohm")));
    parts.join(" · ")
}

/// Height of the picture; with it the first screen still holds the bands and words.
const ROWS: usize = 11;

fn sound(entry: &Entry, page: Page) -> String {
    let (Some(measured), Some(bands)) = (&entry.measured, entry.bands()) else {
        return paragraph(page, " ", " ", "Nobody's measurement of it is in the catalogue.") + "\n";
    };
    let mut out = if page.rich { picture(entry, measured, page) } else { String::new() };
    let said: Vec<String> = bands.iter().map(|(band, db)| format!("{} {db:+.1}", band.title)).collect();
    out += &paragraph(page, " ", "   ", &format!("{} dB (against neutral)", said.join(", ")));
    out += &paragraph(page, " sounds: ", "   ", &words(&Sounds::of(&measured.curve, bands)));
    let agree = measured.spread_db.map(|s| format!("; they differ by {s:.1} dB rms")).unwrap_or_default();
    let by = format!("measured by {}{agree}", measured.measured_by.join(", "));
    out += &styled(page, DIM, paragraph(page, " ", "   ", &by).trim_end());
    out + "\n\n"
}

/// The response against Harman's target.
fn picture(entry: &Entry, measured: &Measured, page: Page) -> String {
    let mut graph = Graph::default();
    graph.add(&entry.model.id, &entry.model.name(), measured);
    graph.add_target(harman());
    let by = count(usize::from(measured.n), "reviewer");
    let caption = format!("what {by} measured, against Harman's target (dashed); ░ uncertain");
    let caption = paragraph(page, "       ", "       ", &caption);
    format!("{}{}\n", styled(page, DIM, caption.trim_end()) + "\n", super::graph::picture(&graph, page, ROWS))
}

/// The likeliest words, each with its probability.
fn words(sounds: &Sounds) -> String {
    const NAMED: usize = 3;
    const LEAST: f64 = 0.1;
    let likely = sounds.iter().enumerate().filter(|(i, (_, p))| *i == 0 || *p >= LEAST).take(NAMED);
    let said: Vec<String> = likely.map(|(_, (word, p))| format!("{} {:.0} %", title(word), p * 100.0)).collect();
    format!("{} (what reviewers would call it)", said.join(", "))
}

fn fact(m: &Model, key: &str, value: &Value, page: Page) -> String {
    let said = match key {
        "opinions" => return opinions(m, page),
        // It stands in a line of its own, above.
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

/// The price with the month of the list that it was read from.
fn dated_price(m: &Model) -> String {
    let date = m.sources().get("price_usd").and_then(Evidence::date).map(|month| format!(" ({month})"));
    price(m.price_usd) + &date.unwrap_or_default()
}

/// Of what it is a variant, and what its own variants are.
fn variants(entry: &Entry, catalog: &Catalog, page: Page) -> String {
    const WHAT: &str = "another module, switch, tip or revision of it";
    let mut out = String::new();
    if let Some(main) = entry.model.variant_of.as_deref().and_then(|id| catalog.get(id)) {
        out += &paragraph(page, " one of: ", "   ", &format!("{} (this is {WHAT})", main.model.name()));
    }
    let names: Vec<String> = catalog.variants_of(&entry.model.id).map(|e| e.model.name()).collect();
    if !names.is_empty() {
        out += &paragraph(page, " also: ", "   ", &format!("{} ({WHAT})", names.join(", ")));
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
