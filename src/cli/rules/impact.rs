//! `iem rules impact`: what an edit changes.

use std::path::Path;

use iem::Engine;
use iem::advice::impact::{Impact, impact};
use iem::report::text::count;
use iem::rulebook::Rulebook;
use serde_json::json;

use crate::cli::global::{Answer, Format, Global, to_json};

/// Models named as rising or falling.
const NAMED: usize = 5;

pub(super) fn run(old: &Path, new: &Path, profiles: usize, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let catalog = engine.catalog()?;
    let found = impact(catalog, &rulebook(old, engine)?, &rulebook(new, engine)?, profiles)?;
    let name = |id: &str| catalog.get(id).map_or_else(|| id.to_owned(), |e| e.model.name());
    let text = match global.format() {
        Format::Json => to_json(&json!({
            "schema": "iem-rules-impact-1", "profiles": found.profiles, "first_changed": found.first_changed,
            "top3_changed": found.top_changed, "emptied": found.emptied, "moved": found.moved,
        })),
        _ => human(&found, name),
    };
    Ok(Answer::ok(text))
}

/// The rules with one version of a file or folder on top.
fn rulebook(path: &Path, engine: &Engine) -> Result<Rulebook, iem::Error> {
    Ok(engine.rules_in_order(&[path.to_owned()])?.rulebook)
}

fn human(found: &Impact, name: impl Fn(&str) -> String) -> String {
    let n = found.profiles;
    let share = |k: usize| format!("{k} of {n} ({:.0} %)", 100.0 * k as f64 / n.max(1) as f64);
    let mut out = format!("{} compared.\n", count(n, "made-up profile"));
    out += &format!("  another first model:  {}\n", share(found.first_changed));
    out += &format!("  another first three:  {}\n", share(found.top_changed));
    out += &format!("  no answer any more:   {}\n", share(found.emptied));
    let mut moved: Vec<(&String, i64)> = found.moved.iter().map(|(id, by)| (id, *by)).collect();
    moved.sort_by_key(|(id, by)| (std::cmp::Reverse(by.abs()), (*id).clone()));
    if found.top_changed == 0 {
        return out + "  Nobody would be told anything else.\n";
    }
    let titles = [("now among the first three of more profiles", true), ("of fewer", false)];
    for (title, rising) in titles {
        let some: Vec<String> = moved
            .iter()
            .filter(|(_, by)| (*by > 0) == rising)
            .take(NAMED)
            .map(|(id, by)| format!("{} ({by:+})", name(id)))
            .collect();
        if !some.is_empty() {
            out += &format!("  {title}: {}\n", some.join(", "));
        }
    }
    out
}
