//! `iem models` and `iem show`.

use std::cmp::Ordering;

use anyhow::{anyhow, bail};
use iem::advice::{Preferences, link::Wiring};
use iem::catalog::{Catalog, Entry};
use iem::eval::{self, Value};
use iem::names::{self, Match};
use iem::schema::{FIELDS, FieldId};
use iem::{lang, report};

use super::args::{Format, Global, ModelsArgs, ShowArgs};
use super::recommend::catalog;
use super::{Answer, page, to_json};

/// Models listed for people unless they say otherwise.
const SHOWN: usize = 20;

pub(crate) fn list(args: &ModelsArgs, global: &Global) -> anyhow::Result<Answer> {
    if let Some(command) = &args.command {
        return super::own::run(command, global);
    }
    let catalog = catalog(global)?;
    let mut found: Vec<&Entry> = catalog.entries().filter(|e| has_words(e, &args.words)).collect();
    if let Some(text) = &args.condition {
        let condition =
            lang::condition(text).map_err(|problems| anyhow!(super::rules::underlined("--where", text, problems)))?;
        found.retain(|e| eval::boolean(&condition, &e.facts) == Ok(true));
    }
    if let Some(name) = &args.sort {
        sort(&mut found, field(name)?);
    }
    let total = found.len();
    let json = global.format() == Format::Json;
    let limit = args.limit.unwrap_or(if json { usize::MAX } else { SHOWN });
    let shown = found.into_iter().take(limit);
    let text = if json {
        to_json(&report::models_json(shown))
    } else if total == 0 {
        "No model of the catalogue matches.\n".to_owned()
    } else {
        report::models_table(shown, total, page(global))
    };
    Ok(Answer::ok(text))
}

/// Whether every word is part of the model's name or aliases.
fn has_words(entry: &Entry, words: &[String]) -> bool {
    let m = &entry.model;
    let all = format!("{} {} {} {}", m.brand, m.model, m.id, m.aliases.join(" "));
    let all = names::normalise(&all);
    words.iter().all(|word| all.contains(&names::normalise(word)))
}

/// A field by `price`, `price_usd` or `iem.price_usd`.
fn field(name: &str) -> anyhow::Result<FieldId> {
    let wanted = |f: &iem::schema::Field| {
        let short = f.name.trim_end_matches("_usd").trim_end_matches("_ohm").trim_end_matches("_db");
        f.record != iem::schema::Record::Want && (f.path() == name || f.name == name || short == name)
    };
    if let Some(id) = FieldId::all().find(|id| wanted(id.field())) {
        return Ok(id);
    }
    let names = FIELDS.iter().filter(|f| f.record != iem::schema::Record::Want).map(|f| f.name);
    let near = iem::diag::nearest(name, names).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    bail!("--sort: there is no field `{name}`{near}")
}

/// Rising; models without the fact last, then by id.
fn sort(entries: &mut [&Entry], id: FieldId) {
    let compare = |a: &Entry, b: &Entry| match (a.facts.get(id), b.facts.get(id)) {
        (Some(Value::Num(a)), Some(Value::Num(b))) => a.total_cmp(b),
        (Some(Value::Text(a)), Some(Value::Text(b))) => a.cmp(b),
        (Some(Value::Bool(a)), Some(Value::Bool(b))) => a.cmp(b),
        (Some(Value::Set(a)), Some(Value::Set(b))) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    entries.sort_by(|a, b| match compare(a, b) {
        Ordering::Equal => a.model.id.cmp(&b.model.id),
        other => other,
    });
}

pub(crate) fn show(args: &ShowArgs, global: &Global) -> anyhow::Result<Answer> {
    let catalog = catalog(global)?;
    let entry = find(&catalog, &args.model.join(" "))?;
    let wishes = Preferences { source: args.source.clone(), ..Preferences::default() };
    let connection = Wiring::of(&wishes)?.map(|wiring| wiring.connect(&entry.model));
    let on_source = args.source.as_deref().zip(connection.as_ref());
    let on_source = on_source.map(|(source, connection)| report::OnSource { entry, source, connection });
    let text = match global.format() {
        Format::Json => {
            let mut json = report::models_json(std::iter::once(entry));
            if let (Some(on), Some(map)) = (on_source, json.as_object_mut()) {
                map.insert("on_source".to_owned(), report::on_source_json(on));
            }
            to_json(&json)
        }
        _ => {
            report::show_human(entry, page(global))
                + &on_source.map_or(String::new(), |on| report::on_source_human(on, page(global)))
        }
    };
    Ok(Answer::ok(text))
}

/// The model of a loosely written name.
pub(crate) fn find<'a>(catalog: &'a Catalog, name: &str) -> anyhow::Result<&'a Entry> {
    let found = catalog.find(name);
    if let Match::One(id) = &found
        && let Some(entry) = catalog.get(id)
    {
        return Ok(entry);
    }
    bail!(found.told(name, "model", "`iem models WORDS` searches the catalogue"))
}
