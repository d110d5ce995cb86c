//! Models side by side: for people and as `iem-compare-1`.

use serde_json::{Value, json};

use super::Page;
use super::entry::answers;
use super::models::{facts, model as model_json};
use super::similar::{bands, bands_json};
use super::sources::{label, plain};
use super::text::{CARE, DIM, GOOD, HEAD, paragraph, side_by_side, styled};
use crate::advice::similar::Alike;
use crate::advice::{Comparison, Ranked, RuleGap, Why};
use crate::catalog::Entry;

/// Facts that differ, then those that are the same for all; each with the values of the models.
fn split(entries: &[&Entry]) -> (Vec<(&'static str, Vec<Value>)>, Vec<(&'static str, Value)>) {
    let all: Vec<Vec<(&'static str, Value)>> = entries.iter().map(|e| facts(&e.model)).collect();
    let (mut differ, mut same) = (Vec::new(), Vec::new());
    for (i, (key, first)) in all.first().into_iter().flatten().enumerate() {
        let values: Vec<Value> = all.iter().map(|facts| facts[i].1.clone()).collect();
        if values.iter().any(|v| v != first) {
            differ.push((*key, values));
        } else if !first.is_null() {
            same.push((*key, first.clone()));
        }
    }
    (differ, same)
}

/// `iem-compare-1`.
pub fn json(c: &Comparison<'_>) -> Value {
    let (differ, _) = split(&c.entries);
    let sound = |(to, a): &(&Entry, Alike<'_>)| {
        json!({
            "model": a.entry.model.id, "to": to.model.id,
            "distance_db": a.distance_db, "bands": bands_json(&a.bands),
        })
    };
    json!({
        "schema": "iem-compare-1",
        "models": c.entries.iter().map(|e| model_json(e)).collect::<Vec<_>>(),
        "differs": differ.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
        "sounds": c.sounds.iter().map(sound).collect::<Vec<_>>(),
        "ranking": c.ranking.as_ref().map(ranking_json),
    })
}

fn ranking_json(r: &Ranked<'_>) -> Value {
    let rule = |g: &RuleGap| json!({ "rule": g.rule, "points": g.points, "above": g.above, "below": g.below });
    let why = r.why.iter().zip(r.ranked.windows(2)).map(|(why, pair)| {
        let criteria: Vec<Value> = why
            .criteria
            .iter()
            .map(|g| {
                let rules: Vec<Value> = g.rules.iter().map(rule).collect();
                json!({ "id": g.criterion, "points": g.points, "rules": rules })
            })
            .collect();
        json!({
            "above": pair[0].1.id, "below": pair[1].1.id, "points": why.points, "criteria": criteria,
        })
    });
    let ranked = r.ranked.iter().map(|(_, r)| json!({ "id": r.id, "score": r.score, "confidence": r.confidence }));
    json!({
        "want": r.wishes,
        "ranked": ranked.collect::<Vec<_>>(),
        "why": why.collect::<Vec<_>>(),
        "excluded": r.excluded.iter().map(|e| e.model.id.as_ref()).collect::<Vec<_>>(),
    })
}

/// Side by side for people: what ranks first, what differs, what is the same.
pub fn human(c: &Comparison<'_>, page: Page) -> String {
    let mut out = String::from("\n");
    if let Some(ranking) = &c.ranking {
        out += &ranking_text(ranking, page);
        out.push('\n');
    }
    let (differ, same) = split(&c.entries);
    let head: Vec<String> = std::iter::once(String::new()).chain(c.entries.iter().map(|e| e.model.name())).collect();
    let facts = differ.iter().filter(|(key, _)| !key.ends_with("_note"));
    let fact = |(key, values): &(&str, Vec<Value>)| {
        std::iter::once(label(key)).chain(values.iter().map(|v| value(key, v))).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = facts.map(fact).chain(sound_rows(&c.entries)).collect();
    out += &side_by_side(&head, &rows, page);
    for (to, a) in &c.sounds {
        let text = format!(
            "{} sounds {:.1} dB from {}: {}.",
            a.entry.model.name(),
            a.distance_db,
            to.model.name(),
            bands(&a.bands)
        );
        out += &paragraph(page, " ", "   ", &text);
    }
    if !same.is_empty() {
        let said: Vec<String> = same
            .iter()
            .filter(|(key, _)| !key.ends_with("_note"))
            .map(|(key, v)| format!("{} {}", label(key), plain(key, v)))
            .collect();
        let text = paragraph(page, " The same: ", "   ", &format!("{}.", said.join("; ")));
        out += &styled(page, DIM, text.trim_end());
        out.push('\n');
    }
    out
}

/// Facts that differ between models, then those that are the same for all: name, a value for each model.
pub fn facts_beside(entries: &[&Entry]) -> [Vec<(String, Vec<String>)>; 2] {
    let (differ, same) = split(entries);
    let known = |key: &str| !key.ends_with("_note");
    let differ = differ.iter().filter(|(key, _)| known(key));
    let same = same.iter().filter(|(key, _)| known(key));
    [
        differ.map(|(key, values)| (label(key), values.iter().map(|v| value(key, v)).collect())).collect(),
        same.map(|(key, v)| (label(key), vec![value(key, v); entries.len()])).collect(),
    ]
}

fn value(key: &str, value: &Value) -> String {
    if value.is_null() { "?".to_owned() } else { plain(key, value) }
}

/// Bands against neutral and the number of measurements, where anybody measured.
fn sound_rows(entries: &[&Entry]) -> Vec<Vec<String>> {
    let mut rows = vec![std::iter::once("measurements".to_owned()).collect::<Vec<_>>()];
    rows[0].extend(entries.iter().map(|e| e.measured.as_ref().map_or("none".to_owned(), |m| m.n.to_string())));
    for (i, band) in crate::sound::BANDS.iter().enumerate() {
        let level = |e: &&Entry| {
            let db = e.bands().and_then(|b| b.iter().nth(i)).map(|(_, db)| db);
            db.map_or("?".to_owned(), |db| format!("{:+.1} dB", (db * 10.0).round() / 10.0 + 0.0))
        };
        rows.push(std::iter::once(band.title.to_owned()).chain(entries.iter().map(level)).collect());
    }
    rows
}

fn ranking_text(r: &Ranked<'_>, page: Page) -> String {
    let mut out = String::new();
    let asked = super::wishes::wishes(r.wishes);
    out += &paragraph(page, " For you: ", "          ", &asked);
    for (i, (entry, rec)) in r.ranked.iter().enumerate() {
        let line = format!(" {}  {}, score {:.1} of 100", i + 1, entry.model.name(), rec.score);
        out += &format!("\n{}\n", styled(page, HEAD, &line));
        out += &answers(rec, r.wishes, page);
        if let (Some(why), Some((next, _))) = (r.why.get(i), r.ranked.get(i + 1)) {
            out += &why_text(why, &next.model.name(), page);
        }
    }
    for entry in &r.excluded {
        let text = format!(
            "{} does not meet all of that; iem recommend ... --why-not {} says why.",
            entry.model.name(),
            entry.model.id
        );
        out += &format!("\n{}", paragraph(page, " -  ", "    ", &text));
    }
    out
}

/// The criteria that make the difference, each with its leading reason.
fn why_text(why: &Why, next: &str, page: Page) -> String {
    const NAMED: usize = 4;
    let mut out = paragraph(page, "    ", "    ", &format!("{:.1} points above {next}:", why.points));
    for gap in why.criteria.iter().take(NAMED) {
        let (mark, style) = if gap.points >= 0.0 { ("+", GOOD) } else { ("-", CARE) };
        let leading = gap.rules.iter().find(|r| (r.points >= 0.0) == (gap.points >= 0.0));
        let text =
            format!("{} {:.1}{}", gap.title.to_lowercase(), gap.points.abs(), leading.map(reason).unwrap_or_default());
        out += &styled(page, style, paragraph(page, &format!("    {mark} "), "      ", &text).trim_end());
        out.push('\n');
    }
    out
}

/// What a rule says of the one above and of the other, after a colon.
pub fn reason(r: &RuleGap) -> String {
    match (&r.above, &r.below) {
        (Some(above), Some(below)) if above == below => format!(": {above}"),
        (Some(above), Some(below)) => format!(": {above}; the other: {below}"),
        (Some(above), None) => format!(": {above}"),
        (None, Some(below)) => format!(": the other: {below}"),
        (None, None) => String::new(),
    }
}
