//! The rulebook as people read it: all rules, and one as it is written.

use clap::Args;
use maud::{Markup, html};

use super::missing::{failed, no_such};
use super::parts::table;
use super::pasted::paste_form;
use crate::calls::Recommend;
use crate::names::words;
use crate::report::text::count;
use crate::rulebook::{Example, Expected, Fires, Kind, Loaded, Rule};
use crate::source::Layer;
use crate::web::answer::Answer;
use crate::web::find;
use crate::web::form::{first_letter_large, kept, mistakes};
use crate::web::frame::{Sheet, framed};
use crate::web::given::{Given, read};
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Catalog, Error};

/// What the page itself is asked.
#[derive(Debug, Clone, Default, Args)]
struct Asked {
    /// Words that must stand in a rule
    #[arg(long)]
    q: Option<String>,
    /// Wishes, by which a pasted file is tried
    #[command(flatten)]
    wishes: Recommend,
}

/// All rules, or those that speak of some words.
pub(crate) fn rules(site: &Site, query: &Query) -> Answer {
    let given: Given<Asked> = read(query, &[]);
    all(site, &given).unwrap_or_else(|error| failed(&error))
}

fn all(site: &Site, given: &Given<Asked>) -> Result<Answer, Error> {
    let engine = site.engine();
    let (loaded, catalog) = (engine.rules_in_order(&[])?, engine.catalog()?);
    let q = given.call.as_ref().and_then(|asked| asked.q.as_deref()).unwrap_or_default();
    let asked = words(q);
    let has_words = |rule: &Rule| {
        let own = words(&format!("{} {} {}", rule.id, rule.because.plainly(), loaded.text_of(rule)));
        asked.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    };
    let found: Vec<&Rule> = loaded.rulebook.rules.values().filter(|rule| has_words(rule)).collect();
    let file = |rule: &Rule| rule.id.split('/').next().unwrap_or_default().to_owned();
    let wishes = given.query.without(&["q"]);
    let main = html! {
        h1 { "The rulebook" }
        p {
            "Every score is the sum of what these " (loaded.rulebook.rules.len())
            " rules say; nothing else decides. Each says when it counts, how many points it gives, and why."
        }
        (mistakes(&given.wrong, &["q"]))
        (filter(q, &wishes))
        @if q.is_empty() { (files(&loaded, &found)) } @else { (told(q, &wishes, &found)) }
        @for group in found.chunk_by(|a, b| file(a) == file(b)) {
            section aria-labelledby={ "r-" (file(group[0])) } {
                h2 id={ "r-" (file(group[0])) } { (first_letter_large(&file(group[0]))) }
                ul.rules { @for rule in group { li { (entry(rule, &loaded, catalog)) } } }
            }
        }
        h2 #paste { "Try a rule file of your own" }
        (paste_form("", "", &wishes, &[]))
    };
    let status = if given.wrong.is_empty() { 200 } else { 422 };
    Ok(Answer::page(status, framed(&Sheet { title: "The rulebook", main, part: "/rules", scripts: &[] })))
}

fn filter(q: &str, wishes: &Query) -> Markup {
    html! {
        form.search action="/rules" {
            label.unseen for="f-q" { "Only rules that speak of" }
            input type="search" id="f-q" name="q" value=(q) maxlength="200" placeholder="bass, sleep, price" autocomplete="off";
            (kept(wishes.pairs()))
            button { "Filter" }
        }
    }
}

/// Links to the files on the page.
fn files(loaded: &Loaded, found: &[&Rule]) -> Markup {
    let mut names: Vec<&str> = found.iter().filter_map(|rule| rule.id.split('/').next()).collect();
    names.dedup();
    html! {
        ul.tags {
            @for name in names { li { a.tag href={ "#r-" (name) } { (first_letter_large(name)) } } }
            li { a.tag href="#paste" { "Try your own" } }
        }
        details {
            summary { "How points become a score" }
            p { "Points count within their criterion, which starts at its base and stays between 0 and 100. \
                 The score is the mean of the criteria by weight; one of which no rule applies to you has no share." }
            (criteria(loaded))
        }
    }
}

fn criteria(loaded: &Loaded) -> Markup {
    let rows = html! {
        @for criterion in loaded.rulebook.criteria.values() {
            tr {
                th scope="row" { (criterion.title) }
                td.why { (criterion.about) }
                td.n { (criterion.weight) }
                td.n { (criterion.base) }
            }
        }
    };
    table("Criteria", &["Criterion", "What it says", "Weight", "Base"], &rows)
}

fn told(q: &str, wishes: &Query, found: &[&Rule]) -> Markup {
    html! {
        p role="status" {
            @if found.is_empty() { "No rule speaks of \u{201c}" (q) "\u{201d}." }
            @else { (count(found.len(), "rule")) " with \u{201c}" (q) "\u{201d}." }
            " " a href=(wishes.at("/rules")) { "All rules" }
        }
    }
}

/// A rule in the list.
fn entry(rule: &Rule, loaded: &Loaded, catalog: &Catalog) -> Markup {
    html! {
        h3 { a href=(address::rule(&rule.id)) { (rule.id) } @if !rule.enabled { " (switched off)" } }
        p { (says(rule)) }
        p.note {
            (does(rule, loaded)) " " (speaks(rule, catalog)) "."
            @if let Some(source) = &rule.source { " Source: " (source) "." }
        }
    }
}

/// What a rule says, as a sentence.
fn says(rule: &Rule) -> String {
    let said = first_letter_large(&rule.because.plainly());
    if said.ends_with(['.', '!', '?', '\u{2026}']) { said } else { said + "." }
}

/// How often a rule speaks, in words.
fn speaks(rule: &Rule, catalog: &Catalog) -> String {
    let all = catalog.entries().len();
    match Fires::of(rule, catalog) {
        Fires { on_wishes: 1.., .. } => "Depends on your wishes".to_owned(),
        Fires { models: 0, unknown, .. } if unknown == all => "Depends on what you connect, own or ask for".to_owned(),
        Fires { models, unknown: 0, .. } => format!("Speaks for {models} of {all} models"),
        Fires { models, unknown, .. } => {
            format!("Speaks for {models} of {all} models; for {unknown} a fact is missing")
        }
    }
}

/// What a rule does, in a sentence.
fn does(rule: &Rule, loaded: &Loaded) -> String {
    match &rule.kind {
        Kind::Score { criterion, when, .. } => {
            let title = loaded.rulebook.criteria.get_index(*criterion).map_or("", |(_, c)| c.title.as_str());
            let when = if when.is_some() { ", where its condition holds" } else { "" };
            format!("Points for {title}{when}.")
        }
        Kind::Require(_) => "Leaves models out.".to_owned(),
        Kind::Warn(_) => "A caution, without points.".to_owned(),
    }
}

/// The page of one rule.
pub(crate) fn rule(site: &Site, id: &str) -> Answer {
    one(site, id).unwrap_or_else(|error| failed(&error))
}

fn one(site: &Site, id: &str) -> Result<Answer, Error> {
    let engine = site.engine();
    let (loaded, catalog) = (engine.rules_in_order(&[])?, engine.catalog()?);
    let Some(rule) = loaded.rulebook.rules.get(id) else {
        return Ok(no_such(site, "rule", id, find::Kind::Rules));
    };
    let file = rule.id.split('/').next().unwrap_or_default();
    let criterion = match &rule.kind {
        Kind::Score { criterion, .. } => loaded.rulebook.criteria.get_index(*criterion).map(|(_, c)| c),
        _ => None,
    };
    let main = html! {
        p.crumbs { a href="/rules" { "Rules" } " / " a href={ "/rules#r-" (file) } { (first_letter_large(file)) } }
        h1 { (rule.id) @if !rule.enabled { " (switched off)" } }
        p.summary { (says(rule)) }
        dl.facts {
            dt { "What it does" } dd { (does(rule, &loaded)) }
            @if let Some(criterion) = criterion { dt { "Criterion" } dd { (criterion.title) ": " (criterion.about) } }
            @if let Some(answers) = &rule.answers {
                dt { "Wishes it answers" }
                dd { (answers.wishes.iter().map(|wish| wish.name()).collect::<Vec<_>>().join(", ")) }
            }
            dt { "How often it speaks" } dd { (speaks(rule, catalog)) }
            @if let Some(notes) = &rule.notes { dt { "Notes" } dd { (notes) } }
            dt { "Source" } dd { (rule.source.as_deref().unwrap_or("none is named: the author's judgement")) }
            dt { "Written in" } dd { (place(&loaded, rule)) }
        }
        h2 { "As it is written" }
        div.scroll tabindex="0" role="region" aria-label="The rule as it is written" {
            pre { code { (loaded.text_of(rule)) } }
        }
        (examples(&loaded, rule))
    };
    Ok(Answer::page(200, framed(&Sheet { title: &rule.id, main, part: "/rules", scripts: &[] })))
}

/// File and line; of a file of one's own its name alone.
fn place(loaded: &Loaded, rule: &Rule) -> String {
    let cited = loaded.sources.cite(rule.loc);
    match loaded.sources.file(rule.loc.file).layer {
        Layer::BuiltIn => cited,
        layer => format!("{}, layer {layer}", cited.rsplit(['/', '\\']).next().unwrap_or(&cited)),
    }
}

fn examples(loaded: &Loaded, rule: &Rule) -> Markup {
    let all: Vec<(&Example, &Expected)> = loaded
        .rulebook
        .examples
        .iter()
        .flat_map(|example| example.expect.iter().map(move |(id, _, expected)| (example, id, expected)))
        .filter(|(_, id, _)| **id == rule.id)
        .map(|(example, _, expected)| (example, expected))
        .collect();
    let rows = html! {
        @for (example, expected) in &all {
            tr { th.why scope="row" { (first_letter_large(&example.name)) } td { (outcome(expected, &rule.kind)) } }
        }
    };
    html! {
        h2 { "Its examples" }
        @if all.is_empty() { p { "It has none yet." } }
        @else { (table("Examples, run whenever the rules are checked", &["Case", "Must give"], &rows)) }
    }
}

fn outcome(expected: &Expected, kind: &Kind) -> String {
    match (expected, kind) {
        (Expected::Points(points), _) => format!("{points} points"),
        (Expected::Holds(true), Kind::Require(_)) => "is kept".to_owned(),
        (Expected::Holds(false), Kind::Require(_)) => "is left out".to_owned(),
        (Expected::Holds(true), _) => "a caution".to_owned(),
        (Expected::Holds(false), _) => "no caution".to_owned(),
        (Expected::Unknown, _) => "unknown: a fact is missing".to_owned(),
        (Expected::NotApplicable, _) => "nothing: the wish was not given".to_owned(),
    }
}
