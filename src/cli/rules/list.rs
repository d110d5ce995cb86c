//! `iem rules list`, `show` and `test`.

use anyhow::bail;
use iem::calls::{Call, Rules};
use iem::report::text::{count, pad, paragraph};
use iem::report::{fires_human, rule_json};
use iem::rulebook::{Fires, Rule, examples};
use serde_json::json;

use crate::cli::global::{Answer, Format, Global, look, page, to_json};

pub(super) fn list(call: &Rules, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&call.document(engine)?)));
    }
    let (loaded, catalog) = (engine.rules_in_order(&[])?, engine.catalog()?);
    let rules = loaded.rulebook.rules.values().take(call.many.of_all());
    let rules: Vec<(&Rule, Fires)> = rules.map(|r| (r, Fires::of(r, catalog))).collect();
    let mut out = String::new();
    for (rule, fires) in &rules {
        let off = if rule.enabled { "" } else { "  switched off" };
        let id = pad(&rule.id, 36);
        out += &format!("{id} {}{off}\n", rule.kind.word());
        out += &format!("    {}, {}\n", loaded.sources.cite(rule.loc), fires_human(*fires));
    }
    out += &format!("{}.\n", count(rules.len(), "rule"));
    Ok(Answer::ok(out))
}

pub(super) fn show(id: &str, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let loaded = engine.rules_in_order(&[])?;
    let meant: Vec<&Rule> = loaded.rules_of(id).collect();
    let rule = match meant[..] {
        [rule] => rule,
        [] => {
            let names = loaded.rulebook.rules.keys().map(String::as_str);
            let short = loaded.rulebook.rules.keys().filter_map(|key| key.split('/').nth(1));
            let near = iem::diag::nearest(id, names.chain(short)).map(|n| format!("did you mean `{n}`? "));
            bail!("there is no rule `{id}`; {}`iem rules list` lists them", near.unwrap_or_default())
        }
        _ => bail!(
            "`{id}` can be {}; write one of them",
            iem::diag::list(meant.into_iter().map(|rule| rule.id.as_str()))
        ),
    };
    let fires = Fires::of(rule, engine.catalog()?);
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&rule_json(rule, &loaded, fires))));
    }
    let file = loaded.sources.file(rule.loc.file);
    let page = page(global);
    let mut out = format!("{} ({}, {})\n", rule.id, rule.kind.word(), if rule.enabled { "on" } else { "switched off" });
    out += &format!("  written in {}, layer {}\n", loaded.sources.cite(rule.loc), file.layer);
    out += &format!("  speaks for {}\n\n", fires_human(fires));
    for line in loaded.text_of(rule).lines() {
        out += &format!("  {line}\n");
    }
    for (title, text) in [("Notes", &rule.notes), ("Source", &rule.source)] {
        if let Some(text) = text {
            out += &paragraph(page, &format!("\n  {title}: "), "  ", text);
        }
    }
    Ok(Answer::ok(out))
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
