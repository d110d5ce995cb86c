//! The ranked list: for people and as `iem-recommend-1`.

use serde_json::{Map, Value, json};

use super::Page;
use super::entry::entry;
use super::sentences;
use super::text::{DIM, GOOD, HEAD, count, paragraph, price, styled};
use super::wishes::wishes;
use crate::advice::{
    Advice, Answered, CritiqueOption, Preferences, RESAMPLINGS, Recommendation, Repair, critique_title,
};
use crate::catalog::{Catalog, Entry};

/// `iem-recommend-1`.
pub fn json(advice: &Advice, catalog: &Catalog, wishes: &Preferences) -> Value {
    let results = advice.results.iter().enumerate().map(|(i, r)| result(i + 1, r, catalog));
    let mut out = json!({
        "schema": "iem-recommend-1",
        "want": wishes,
        "results": results.collect::<Vec<_>>(),
        "excluded": {
            "count": advice.excluded.count,
            "unknown": advice.excluded.unknown,
            "by_rule": advice.excluded.by_rule,
        },
        "repairs": advice.repairs.iter().map(repair).collect::<Vec<_>>(),
    });
    if let (Some(keep), Some(map)) = (&advice.keep, out.as_object_mut()) {
        map.insert("keep".to_owned(), json!({ "id": keep.id, "distance_db": keep.distance_db }));
    }
    if let (Some(taste), Some(map)) = (&advice.taste, out.as_object_mut()) {
        let offsets = taste.offsets().map(|(range, e)| {
            (range.to_owned(), json!({ "mean_db": e.mean_db, "low_db": e.low_db, "high_db": e.high_db }))
        });
        map.insert("taste".to_owned(), Value::Object(offsets.into_iter().collect()));
    }
    out
}

fn repair(repair: &Repair) -> Value {
    json!({ "change": repair.change, "opens": repair.opens, "best": repair.best })
}

fn result(rank: usize, r: &Recommendation, catalog: &Catalog) -> Value {
    let model = catalog.get(&r.id).map(|e| &e.model);
    let criteria: Vec<Value> = r
        .criteria
        .iter()
        .map(|c| json!({ "id": c.id, "weight": c.weight, "score": c.score, "judged": c.judged }))
        .collect();
    let receipt: Vec<Value> = r
        .receipt
        .iter()
        .map(|l| json!({ "rule": l.rule, "criterion": l.criterion, "points": l.points, "because": l.because }))
        .collect();
    let warnings: Vec<Value> = r.warnings.iter().map(|w| json!({ "rule": w.rule, "because": w.because })).collect();
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("rank", json!(rank));
    put("id", json!(r.id));
    put("brand", json!(model.map(|m| &m.brand)));
    put("model", json!(model.map(|m| &m.model)));
    put("price_usd", json!(model.and_then(|m| m.price_usd)));
    put("score", json!(r.score));
    put("confidence", json!(r.confidence));
    put("criteria", Value::Array(criteria));
    put("receipt", Value::Array(receipt));
    put("warnings", Value::Array(warnings));
    put("unknown", json!(r.unknown));
    put("wishes", r.wishes.iter().map(answered).collect());
    put("tied_with", json!(r.tied_with));
    put("connection", connection(r));
    Value::Object(out)
}

fn answered(a: &Answered) -> Value {
    json!({
        "wish": a.wish.name(), "answer": a.answer.to_string(), "because": a.because, "points": a.points, "rules": a.rules,
    })
}

fn connection(r: &Recommendation) -> Value {
    let Some(c) = &r.connection else { return Value::Null };
    let buy: Vec<Value> =
        c.buy.iter().map(|b| json!({ "item": b.item, "why": b.why, "price_usd": b.price_usd })).collect();
    json!({ "verdict": c.verdict, "because": c.because, "buy": buy, "set_price_usd": c.set_price_usd })
}

/// The same wishes as a call, broken before a flag where the page ends, ready to be copied.
pub fn again(wishes: &Preferences, page: Page) -> String {
    const FIRST: &str = " The same again: ";
    let mut out = String::from(FIRST);
    let mut width = FIRST.len();
    for (place, flag) in wishes.command_line().split(" --").enumerate() {
        let flag = if place == 0 { flag.to_owned() } else { format!(" --{flag}") };
        if width + flag.len() + 2 > page.width && place > 0 {
            out += " \\\n   ";
            width = 4;
        }
        width += flag.len();
        out += &flag;
    }
    out + "\n"
}

/// A remark that stands back.
fn quiet(text: &str, page: Page) -> String {
    styled(page, DIM, paragraph(page, " ", " ", text).trim_end()) + "\n"
}

/// The list for people.
pub fn human(advice: &Advice, catalog: &Catalog, asked: &Preferences, page: Page, why: bool) -> String {
    let mut out = String::from("\n");
    let all = advice.fitting + advice.excluded.count;
    let said = wishes(asked);
    let said = if said.is_empty() { "nothing asked: what suits most people".to_owned() } else { said };
    out += &paragraph(page, " For you: ", "          ", &said);
    out += &format!("          {} of {all} models fit\n", advice.fitting);
    out += &gear_line(asked, page);
    if let Some(taste) = &advice.taste {
        out += &quiet(&sentences::learned(taste), page);
    }
    if advice.results.is_empty() {
        out += &nothing(advice, page);
        return out + &mend(advice, catalog, page);
    }
    if let Some(text) = sentences::kept(advice, catalog) {
        out += &styled(page, GOOD, paragraph(page, " ", " ", &text).trim_end());
        out.push('\n');
    }
    let folded = folded(advice, catalog);
    for (i, r) in advice.results.iter().enumerate() {
        match folded[i] {
            None => out += &format!("\n{}", entry(i + 1, r, catalog, asked, page, why)),
            Some(first) if folded[i - 1] != Some(first) => {
                out += &format!("\n{}", also(i, &folded, advice, catalog, page));
            }
            Some(_) => {}
        }
    }
    out.push('\n');
    out += &mend(advice, catalog, page);
    for text in sentences::ties(advice).into_iter().chain(sentences::no_rule(advice, asked)) {
        out += &paragraph(page, " ", " ", &text);
    }
    out += &quiet(&sentences::legend(advice), page);
    if !why {
        out += &styled(page, DIM, " Where every point comes from: add --why");
        out.push('\n');
    }
    out
}

/// What of the person's own gear the advice reckons with.
fn gear_line(asked: &Preferences, page: Page) -> String {
    let devices = asked.devices_at_hand();
    let cables = if devices.is_empty() && asked.source.is_none() && asked.plugs.is_empty() {
        &[]
    } else if asked.cables.is_empty() {
        asked.cables_at_hand()
    } else {
        &[]
    };
    let named: Vec<String> = devices.iter().cloned().chain(cables.iter().map(|c| format!("cable {c}"))).collect();
    if named.is_empty() {
        return String::new();
    }
    let text = format!("{} (--no-gear leaves it out)", named.join(", "));
    styled(page, DIM, paragraph(page, " With your own gear: ", "   ", &text).trim_end()) + "\n"
}

fn nothing(advice: &Advice, page: Page) -> String {
    let mut out = String::from("\n");
    out += &styled(page, HEAD, " No model meets all of that.");
    out.push('\n');
    for (rule, n) in &advice.excluded.by_rule {
        out +=
            &paragraph(page, "   ", "     ", &format!("{} {}", count(*n, "model"), sentences::removed(rule, *n == 1)));
    }
    if advice.repairs.is_empty() {
        out += &paragraph(page, " ", " ", "None of your own wishes alone stands in the way; see the rules above.");
    }
    out
}

/// What to give up so that more models remain.
fn mend(advice: &Advice, catalog: &Catalog, page: Page) -> String {
    if advice.repairs.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n");
    out += &styled(page, HEAD, " What would open more:");
    out.push('\n');
    for repair in &advice.repairs {
        let best = catalog.get(&repair.best).map(|e| e.model.name()).unwrap_or_default();
        let text = format!("{}: {}, the best is {best}", repair.say, count(repair.opens, "model"));
        out += &paragraph(page, "   - ", "     ", &text);
    }
    out.push('\n');
    out
}

/// How many models of one brand are shown in full among the first of the list.
const OF_ONE_BRAND: usize = 2;
/// The part of the list in which a brand is folded.
const FOLDED_AMONG: usize = 5;

/// For each entry that is folded away, the first entry of its run.
fn folded(advice: &Advice, catalog: &Catalog) -> Vec<Option<usize>> {
    let brand = |r: &Recommendation| catalog.get(&r.id).map(|e| e.model.brand.as_ref());
    let mut folded: Vec<Option<usize>> = Vec::new();
    for (i, r) in advice.results.iter().enumerate() {
        let before = advice.results[..i].iter().filter(|other| brand(other) == brand(r)).count();
        let is_folded = i < FOLDED_AMONG && before >= OF_ONE_BRAND;
        let run = if i > 0 { folded[i - 1] } else { None };
        folded.push(is_folded.then(|| run.unwrap_or(i)));
    }
    folded
}

/// One line for a run of further models of brands that were already shown.
fn also(from: usize, folded: &[Option<usize>], advice: &Advice, catalog: &Catalog, page: Page) -> String {
    let run = folded.iter().zip(&advice.results).enumerate().filter(|(_, (first, _))| **first == Some(from));
    let said = run.filter_map(|(i, (_, r))| {
        let model = &catalog.get(&r.id)?.model;
        Some(format!("{} {} ({}, score {:.0})", i + 1, model.name(), price(model.price_usd), r.score))
    });
    let text = format!("also from brands above: {}", said.collect::<Vec<_>>().join("; "));
    styled(page, DIM, paragraph(page, "    ", "    ", &text).trim_end()) + "\n"
}

/// How often each model comes among the first three when the measurements are shaken.
pub fn stability(counts: &[(String, usize)], catalog: &Catalog, page: Page) -> String {
    let lead = format!(
        "How sure the first places are: in {RESAMPLINGS} lists made from responses that vary as much as measurers \
         disagree, among the first three:"
    );
    let mut out = String::from("\n") + &paragraph(page, " ", " ", &lead);
    for (id, n) in counts.iter().take(8) {
        let name = catalog.get(id).map(|e| e.model.name()).unwrap_or_default();
        out += &paragraph(page, &format!("   {n:>3}  "), "        ", &name);
    }
    out
}

/// Critiques of a model that lead somewhere, with the best model each.
pub fn critiques(options: &[CritiqueOption], than: &Entry, catalog: &Catalog, page: Page) -> String {
    if options.is_empty() {
        return String::new();
    }
    let lead = format!("Like the {0}, but ... (iem recommend --like \"{0}\" --but WORD)", than.model.name());
    let mut out = String::from("\n") + &paragraph(page, " ", " ", &lead);
    for option in options {
        let titles: Vec<&str> = option.words.iter().map(|word| critique_title(*word)).collect();
        let best = catalog.get(&option.best).map(|e| e.model.name()).unwrap_or_default();
        let text = format!("{}: {}, the best is {best}", titles.join(" and "), count(option.count, "model"));
        out += &paragraph(page, "   - ", "     ", &text);
    }
    out
}
