//! `iem rules list`, `show` and `test`.

use anyhow::bail;
use iem::catalog::Catalog;
use iem::report::text::{count, pad, paragraph};
use iem::rulebook::plan::{Outcome, judge};
use iem::rulebook::{Kind, Loaded, Rule, examples};
use serde_json::{Value, json};

use crate::cli::global::{Answer, Format, Global, look, page, to_json};

/// How a rule comes out over the whole catalogue, for nobody in particular.
#[derive(Debug, Clone, Copy, Default)]
struct Fires {
    /// Models to which it says something: points, a caution, an exclusion.
    models: usize,
    /// Models of which a fact is missing.
    unknown: usize,
    /// Models for which it depends on a wish.
    on_wishes: usize,
}

fn fires(rule: &Rule, catalog: &Catalog) -> Fires {
    let mut fires = Fires::default();
    for entry in catalog.entries() {
        match judge(rule, entry.facts()) {
            Outcome::Points(points) => fires.models += usize::from(points != 0.0),
            Outcome::Holds(holds) => fires.models += usize::from(holds != matches!(rule.kind, Kind::Require(_))),
            Outcome::NotApplicable => fires.on_wishes += 1,
            Outcome::Unknown(_) => fires.unknown += 1,
        }
    }
    fires
}

fn kind(rule: &Rule) -> &'static str {
    match rule.kind {
        Kind::Score { .. } => "score",
        Kind::Require(_) => "require",
        Kind::Warn(_) => "warn",
    }
}

fn said(fires: Fires) -> String {
    if fires.on_wishes > 0 {
        return "depends on your wishes".to_owned();
    }
    format!("{}, unknown for {}", count(fires.models, "model"), fires.unknown)
}

fn as_json(rule: &Rule, loaded: &Loaded, fires: Fires) -> Value {
    let criterion = match &rule.kind {
        Kind::Score { criterion, .. } => loaded.rulebook.criteria.get_index(*criterion).map(|(id, _)| id.clone()),
        _ => None,
    };
    let (line, column) = loaded.sources.line_column(rule.loc);
    let file = loaded.sources.file(rule.loc.file);
    json!({
        "id": rule.id, "kind": kind(rule), "criterion": criterion, "enabled": rule.enabled,
        "file": file.name, "line": line, "column": column, "layer": file.layer.to_string(),
        "notes": rule.notes, "source": rule.source,
        "fires": { "models": fires.models, "unknown": fires.unknown, "depends_on_wishes": fires.on_wishes },
    })
}

pub(super) fn list(top: usize, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let (loaded, catalog) = (engine.rules_in_order(&[])?, engine.catalog()?);
    let rules: Vec<(&Rule, Fires)> = loaded.rulebook.rules.values().take(top).map(|r| (r, fires(r, catalog))).collect();
    if global.format() == Format::Json {
        let rows: Vec<Value> = rules.iter().map(|(r, f)| as_json(r, &loaded, *f)).collect();
        return Ok(Answer::ok(to_json(&json!({ "schema": "iem-rules-1", "rules": rows }))));
    }
    let mut out = String::new();
    for (rule, fires) in &rules {
        let off = if rule.enabled { "" } else { "  switched off" };
        let id = pad(&rule.id, 36);
        out += &format!("{id} {}{off}\n", kind(rule));
        out += &format!("    {}, {}\n", loaded.sources.cite(rule.loc), said(*fires));
    }
    out += &format!("{}.\n", count(rules.len(), "rule"));
    Ok(Answer::ok(out))
}

pub(super) fn show(id: &str, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let loaded = engine.rules_in_order(&[])?;
    let short = |key: &&String| key.split('/').nth(1) == Some(id);
    let keys: Vec<&String> = loaded.rulebook.rules.keys().filter(|key| *key == id || short(key)).collect();
    let rule = match keys[..] {
        [key] => &loaded.rulebook.rules[key],
        [] => {
            let names = loaded.rulebook.rules.keys().map(String::as_str);
            let short = loaded.rulebook.rules.keys().filter_map(|key| key.split('/').nth(1));
            let near = iem::diag::nearest(id, names.chain(short)).map(|n| format!("did you mean `{n}`? "));
            bail!("there is no rule `{id}`; {}`iem rules list` lists them", near.unwrap_or_default())
        }
        _ => bail!("`{id}` can be {}; write one of them", iem::diag::list(keys.into_iter().map(String::as_str))),
    };
    let fires = fires(rule, engine.catalog()?);
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&as_json(rule, &loaded, fires))));
    }
    let file = loaded.sources.file(rule.loc.file);
    let page = page(global);
    let mut out = format!("{} ({}, {})\n", rule.id, kind(rule), if rule.enabled { "on" } else { "switched off" });
    out += &format!("  written in {}, layer {}\n", loaded.sources.cite(rule.loc), file.layer);
    out += &format!("  speaks for {}\n\n", said(fires));
    // The text starts at the id; its further lines stand as deep as the file has them.
    let (_, column) = loaded.sources.line_column(rule.loc);
    for line in text_of(rule, &loaded).lines() {
        let indent = line.chars().take(column - 1).take_while(|c| c.is_whitespace()).count();
        out += &format!("  {}\n", line.chars().skip(indent).collect::<String>());
    }
    for (title, text) in [("Notes", &rule.notes), ("Source", &rule.source)] {
        if let Some(text) = text {
            out += &paragraph(page, &format!("\n  {title}: "), "  ", text);
        }
    }
    Ok(Answer::ok(out))
}

/// The rule as its file writes it: from its id to the brace that closes it.
fn text_of<'a>(rule: &Rule, loaded: &'a Loaded) -> &'a str {
    let text = &loaded.sources.file(rule.loc.file).text[rule.loc.span.start as usize..];
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 1 => return &text[..=i],
            '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}

pub(super) fn test(global: &Global) -> anyhow::Result<Answer> {
    let loaded = global.engine().rules_in_order(&[])?;
    let failed = examples::run(&loaded.rulebook);
    let expectations: usize = loaded.rulebook.examples.iter().map(|e| e.expect.len()).sum();
    let untested: Vec<&str> = loaded
        .rulebook
        .active()
        .filter(|rule| !loaded.rulebook.examples.iter().any(|e| e.expect.iter().any(|(id, ..)| *id == rule.id)))
        .map(|rule| rule.id.as_str())
        .collect();
    let status = u8::from(!failed.is_empty());
    if global.format() == Format::Json {
        let found = iem::diag::json(&failed, &loaded.sources);
        let value = json!({
            "schema": "iem-rules-test-1", "expectations": expectations, "failed": found["diagnostics"],
            "untested": untested,
        });
        return Ok(Answer { text: to_json(&value), status });
    }
    let mut text = iem::diag::human(&failed, &loaded.sources, look());
    text += &format!(
        "{expectations} expectations in {}, {} failed.\n",
        count(loaded.rulebook.examples.len(), "example"),
        failed.len()
    );
    let rules = loaded.rulebook.active().count();
    text += &format!("{} of {rules} rules have an example.\n", rules - untested.len());
    if !untested.is_empty() {
        text += &paragraph(page(global), "Without one: ", "  ", &untested.join(", "));
    }
    Ok(Answer { text, status })
}
