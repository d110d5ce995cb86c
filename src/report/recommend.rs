//! The ranked list: for people and as `iem-recommend-1`.

use serde_json::{Map, Value, json};

use super::Page;
use super::entry::entry;
use super::text::{DIM, GOOD, HEAD, count, paragraph, price, styled};
use super::wishes::{title, wishes};
use crate::advice::{
    Advice, Answered, CritiqueOption, Preferences, RESAMPLINGS, Recommendation, Repair, critique_title,
};
use crate::catalog::{Catalog, Entry};
use crate::sound::taste::Taste;

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
        out += &learned(taste, page);
    }
    if advice.results.is_empty() {
        out += &nothing(advice, page);
        return out + &mend(advice, catalog, page);
    }
    out += &kept(advice, catalog, page);
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
    out += &ties(advice, page);
    out += &no_rule(advice, asked, page);
    out += &styled(page, DIM, paragraph(page, " ", " ", &legend(advice)).trim_end());
    out.push('\n');
    if !why {
        out += &styled(page, DIM, " Where every point comes from: add --why");
        out.push('\n');
    }
    out
}

/// Runs of neighbours that the measurements cannot tell apart.
fn ties(advice: &Advice, page: Page) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, r) in advice.results.iter().enumerate() {
        let with_next = advice.results.get(at + 1).is_some_and(|next| r.tied_with.contains(&next.id));
        match runs.last_mut() {
            _ if !with_next => {}
            Some((_, last)) if *last == at => *last = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    let said = runs.iter().map(|(first, last)| {
        let joined = if last - first == 1 { "and" } else { "to" };
        format!("{} {joined} {}", first + 1, last + 1)
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return String::new();
    }
    let text = format!(
        "A tie, each with the next: {}. Measurers differ by more than what lies between them.",
        said.join("; ")
    );
    paragraph(page, " ", " ", &text)
}

/// Wishes that no rule judges, said once.
fn no_rule(advice: &Advice, asked: &Preferences, page: Page) -> String {
    let named: Vec<String> = advice.unanswered.iter().map(|wish| title(wish.name(), asked)).collect();
    if named.is_empty() {
        return String::new();
    }
    paragraph(page, " ", " ", &format!("No rule judges this, so it changes nothing: {}.", named.join(", ")))
}

/// What the score of the first says, in a line.
fn legend(advice: &Advice) -> String {
    let first = advice.results.first().map_or(0.0, |r| r.score);
    let said = match first {
        80.0.. => "nearly all of what counts for you",
        65.0.. => "most of what counts for you",
        50.0.. => "about half of what counts for you",
        _ => "little of what counts for you",
    };
    format!(
        "{first:.0} of 100: {said}. Confidence: how much of what that needs is known and checked; fit and isolation \
         rest mostly on facts that nobody has checked."
    )
}

/// What the person owns already and could keep.
fn kept(advice: &Advice, catalog: &Catalog, page: Page) -> String {
    let Some((keep, found)) = advice.keep.as_ref().and_then(|k| Some((k, catalog.get(&k.id)?))) else {
        return String::new();
    };
    let name = found.model.name();
    let text = if keep.distance_db == 0.0 {
        format!("You own the first of the list, the {name}: keep it.")
    } else {
        format!(
            "You own nearly this sound: your {name} is {:.1} dB from the first of the list. Keep it, unless \
             something else bothers you.",
            keep.distance_db
        )
    };
    styled(page, GOOD, paragraph(page, " ", " ", &text).trim_end()) + "\n"
}

/// What past gear told, so that it can be corrected.
fn learned(taste: &Taste, page: Page) -> String {
    let said = taste
        .offsets()
        .map(|(range, e)| format!("{range} {:+.1} dB ({:+.1} to {:+.1})", e.mean_db, e.low_db, e.high_db));
    let text = format!(
        "Your gear moves the target: {}; in brackets what is 80 % likely. Wrong? Say it with --bass, --vocals, \
         --treble.",
        said.join(", ")
    );
    styled(page, DIM, paragraph(page, " ", " ", &text).trim_end()) + "\n"
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
        out += &paragraph(page, "   ", "     ", &format!("{} {}", count(*n, "model"), removed(rule, *n == 1)));
    }
    if advice.repairs.is_empty() {
        out += &paragraph(page, " ", " ", "None of your own wishes alone stands in the way; see the rules above.");
    }
    out
}

/// Why models are left out, in words that follow their number.
fn removed(rule: &str, one: bool) -> String {
    let verb = |one_does: &str, all_do: &str| if one { one_does.to_owned() } else { all_do.to_owned() };
    match rule {
        "budget/over" => verb("costs more than your budget", "cost more than your budget"),
        "budget/under" => verb("costs less than you said", "cost less than you said"),
        "budget/price-unknown" => verb("has no known price", "have no known price"),
        "trust/nothing-to-judge" => verb("was measured and graded by nobody", "were measured and graded by nobody"),
        "where" => verb("does not meet your --where", "do not meet your --where"),
        "like" => verb("is the one to start from", "are those to start from"),
        _ if rule.starts_with("but") => verb("does not differ as --but says", "do not differ as --but says"),
        _ if rule.starts_with("connection/") => {
            verb("does not go with your cable or source", "do not go with your cable or source")
        }
        "wishes/form" => verb("has another form than you want", "have another form than you want"),
        _ if rule.starts_with("wishes/") => verb("has a driver that you refuse", "have a driver that you refuse"),
        own => {
            let file = own.split('/').next().unwrap_or(own);
            verb(
                &format!("is left out by the rules in {file}.jsonc"),
                &format!("are left out by the rules in {file}.jsonc"),
            )
        }
    }
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
