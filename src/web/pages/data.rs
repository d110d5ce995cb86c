//! What the catalogue knows and how, whom to thank, and what is missing: how to help.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::missing::failed;
use super::parts::table;
use crate::catalog::{Evidence, Month};
use crate::fit::about::{connectors, devices, jacks, plugs};
use crate::report::text::count;
use crate::web::answer::Answer;
use crate::web::frame::{Sheet, framed};
use crate::web::{Site, address, markdown};
use crate::{Catalog, Entry, Error, knowledge};

/// Facts that answers need: the key, in words, what for.
const FACTS: [(&str, &str, &str); 12] = [
    ("price_usd", "price", "the budget"),
    ("form", "universal or custom", "which models are listed at all"),
    ("socket", "socket", "which cables fit"),
    ("stock_plugs", "plug in the box", "whether it goes into a device"),
    ("impedance_ohm", "impedance", "loudness, hiss and tone on a device"),
    ("sensitivity_db", "sensitivity", "loudness and hiss on a device"),
    ("drivers", "drivers", "wishes for drivers"),
    ("wear", "over or under the ear", "comfort"),
    ("shell_size", "size of the shell", "small and large ears"),
    ("isolation_class", "how much noise it keeps out", "travel, stage, office"),
    ("insertion", "how deep it sits", "comfort"),
    ("weight_g", "weight", "long hours, sport"),
];

/// Well known models whose missing facts are listed.
const WANTED: usize = 15;

/// The page.
pub(crate) fn data(site: &Site) -> Answer {
    page(site).unwrap_or_else(|error| failed(&error))
}

fn page(site: &Site) -> Result<Answer, Error> {
    let catalog = site.engine().catalog()?;
    let counts = Counts::of(catalog);
    let facts: usize = counts.known.values().sum();
    let recalled: usize = counts.recalled.values().sum();
    let share = |part: usize, all: usize| format!("{:.0} %", 100.0 * part as f64 / all.max(1) as f64);
    let models = catalog.entries().len();
    let measured = catalog.entries().filter(|e| e.measured.is_some()).count();
    let main = html! {
        h1 { "What the answers rest on" }
        p.summary {
            (models) " models with " (facts) " facts. " (share(facts - recalled, facts))
            " were read in a source that is named; the others are from memory, and nobody has checked them."
        }
        dl.facts {
            dt { "Measured sound" }
            dd { (measured) " of " (models) " models, by " (count(counts.measurers.len(), "measurer")) }
            @if let (Some(first), Some(last)) = (counts.months.keys().next(), counts.months.keys().next_back()) {
                dt { "Prices" } dd { "from lists of " (first) " to " (last) "; most from " (counts.most()) }
            }
            dt { "Parts that fit" }
            dd {
                (connectors().len()) " connectors, " (plugs().len()) " plugs, " (jacks().len()) " jacks, "
                (devices().len()) " devices: " a href="/search" { "all of them" }
            }
        }
        h2 { "What is known, and what is missing" }
        (missing(&counts, models))
        h2 { "How to help" }
        p {
            "Most of what this program knows stands in text files, the models in one file a brand under "
            code { "data/catalogue" } ": no programming is needed. Write down a fact and where you read it; leave out \
            what you do not know. These are the best known models with something missing:"
        }
        (wanted(catalog))
        h2 { "Whom to thank" }
        (measurers(&counts))
        (markdown::page(knowledge::SOURCES.1))
    };
    Ok(Answer::page(200, framed(&Sheet { title: "Data and sources", main, part: "/data", scripts: &[] })))
}

/// How much is known, and how.
#[derive(Default)]
struct Counts<'a> {
    /// Models by fact.
    known: BTreeMap<&'a str, usize>,
    /// Those of them that rest on memory.
    recalled: BTreeMap<&'a str, usize>,
    /// Prices by the month of their list.
    months: BTreeMap<Month, usize>,
    /// Models by measurer.
    measurers: BTreeMap<&'a str, usize>,
}

impl<'a> Counts<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let mut out = Self::default();
        for entry in catalog.entries() {
            for (fact, evidence) in entry.model.sources() {
                *out.known.entry(fact).or_default() += 1;
                *out.recalled.entry(fact).or_default() += usize::from(evidence.is_recalled());
            }
            if let Some(month) = entry.model.sources().get("price_usd").and_then(Evidence::date) {
                *out.months.entry(month).or_default() += 1;
            }
            for name in entry.measured.iter().flat_map(|m| m.measured_by.iter()) {
                *out.measurers.entry(name.as_ref()).or_default() += 1;
            }
        }
        out
    }

    /// The month of most prices.
    fn most(&self) -> String {
        self.months.iter().max_by_key(|(_, n)| **n).map(|(month, _)| month.to_string()).unwrap_or_default()
    }
}

fn missing(counts: &Counts<'_>, models: usize) -> Markup {
    let of = |map: &BTreeMap<&str, usize>, key: &str| map.get(key).copied().unwrap_or(0);
    let mut rows: Vec<(usize, usize, &str, &str)> = FACTS
        .iter()
        .map(|(key, name, what)| (of(&counts.known, key), of(&counts.recalled, key), *name, *what))
        .collect();
    rows.sort_by_key(|(known, ..)| *known);
    let rows = html! {
        @for (known, recalled, name, what) in rows {
            tr {
                th scope="row" { (crate::web::form::first_letter_large(name)) }
                td.n { (models.saturating_sub(known)) }
                td.n { (known - recalled) }
                td.n { (recalled) }
                td { (what) }
            }
        }
    };
    table(
        &format!("Facts of {models} models, what is missing most first"),
        &["Fact", "Missing", "Read", "From memory", "What it decides"],
        &rows,
    )
}

/// Well known models with what nobody has looked up.
fn wanted(catalog: &Catalog) -> Markup {
    let lacks = |e: &Entry| -> Vec<&'static str> {
        let sources = e.model.sources();
        let none = FACTS.iter().filter(|(key, ..)| !sources.contains_key(*key)).map(|(_, name, _)| *name);
        let none = none.chain(e.measured.is_none().then_some("measured sound"));
        none.collect()
    };
    let mut all: Vec<(&Entry, Vec<&str>)> = catalog.entries().map(|e| (e, lacks(e))).collect();
    all.retain(|(e, lacks)| !lacks.is_empty() && e.model.variant_of.is_none());
    all.sort_by_key(|(e, _)| std::cmp::Reverse(e.model.sites.unwrap_or(0)));
    let rows = html! {
        @for (entry, lacks) in all.iter().take(WANTED) {
            tr {
                th scope="row" { a href=(address::model(&entry.model.id)) { (entry.model.name()) } }
                td.why { (lacks.join(", ")) }
            }
        }
    };
    table("Well known models", &["Model", "Nobody has recorded"], &rows)
}

fn measurers(counts: &Counts<'_>) -> Markup {
    let mut all: Vec<(&str, usize)> = counts.measurers.iter().map(|(name, n)| (*name, *n)).collect();
    all.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let rows = html! { @for (name, n) in &all { tr { th scope="row" { (name) } td.n { (n) } } } };
    html! {
        details {
            summary { "Who measured how many models" }
            (table("Measurers", &["Name", "Models"], &rows))
        }
    }
}
