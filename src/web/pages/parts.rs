//! What the pages of connectors, plugs, jacks and devices share: verdicts, tables, names, sources.

use maud::{Markup, html};

use crate::catalog::Entry;
use crate::fit::about::Fact;
use crate::fit::{Joint, Verdict};
use crate::report::text::count;
use crate::web::address;
use crate::web::form::first_letter_large;
use crate::web::marks::verdict;
use crate::{Engine, Topic};

/// Names of a list that stand there at once.
const SHOWN: usize = 24;

/// A table that can be scrolled with the keyboard where it is wider than the screen. Its caption is said aloud;
/// a heading above it says the same to the eye.
pub(super) fn table(caption: &str, head: &[&str], rows: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.reference {
                caption.unseen { (caption) }
                thead { tr { @for title in head { th scope="col" { (title) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// A part beside the one of the page, and how the two go together.
pub(super) struct Beside {
    /// Its page.
    pub to: String,
    /// Its name.
    pub name: String,
    /// How the two go together.
    pub joint: Joint,
}

/// Parts with verdict and reason, what goes together first; what does not can be unfolded.
pub(super) fn fits(caption: &str, title: &str, mut all: Vec<Beside>) -> Markup {
    let place = |verdict: Verdict| match verdict {
        Verdict::Unsafe => 3,
        Verdict::No => 4,
        other => other as u8,
    };
    all.sort_by_key(|beside| place(beside.joint.verdict));
    let split = all.partition_point(|beside| place(beside.joint.verdict) < 4);
    let (goes, not) = all.split_at(split);
    let head = [title, "How they go together"];
    html! {
        @if goes.is_empty() { p { "Nothing that this program knows." } } @else { (table(caption, &head, &rows(goes))) }
        @if !not.is_empty() {
            details {
                summary { (not.len()) " more that do not go together, with reasons" }
                (table(&format!("{caption}: not"), &head, &rows(not)))
            }
        }
    }
}

/// A row for each way to go together: parts of which the same is to be said share it.
fn rows(all: &[Beside]) -> Markup {
    let mut groups: Vec<(&Joint, Vec<&Beside>)> = Vec::new();
    for beside in all {
        match groups.iter_mut().find(|(joint, _)| **joint == beside.joint) {
            Some((_, same)) => same.push(beside),
            None => groups.push((&beside.joint, vec![beside])),
        }
    }
    html! {
        @for (joint, same) in groups {
            tr {
                th scope="row" { @for beside in same { a.line href=(beside.to) { (beside.name) } } }
                td.why {
                    (verdict(joint.verdict))
                    p { (joint.because) }
                    @if let Some(fix) = &joint.fix {
                        @let price = joint.price_usd().filter(|usd| *usd > 0.0 && !joint.buy.is_empty());
                        p.note { "Way out: " (fix) @if let Some(usd) = price { ", about " (format!("{usd:.0}")) " USD" } }
                    }
                }
            }
        }
    }
}

/// Links, the first ones at once, the others to unfold.
pub(super) fn names(all: &[(String, String)], more: &str) -> Markup {
    let list = |some: &[(String, String)]| {
        html! { ul.names { @for (to, name) in some { li { a href=(to) { (name) } } } } }
    };
    let (first, rest) = all.split_at(all.len().min(SHOWN));
    html! {
        (list(first))
        @if !rest.is_empty() { details { summary { (rest.len()) " " (more) } (list(rest)) } }
    }
}

/// Models with a fact, the best known first.
pub(super) fn models(mut all: Vec<&Entry>, fact: &str) -> Markup {
    all.sort_by_key(|e| (std::cmp::Reverse(e.model.sites.unwrap_or(0)), e.model.name()));
    let links: Vec<(String, String)> = all.iter().map(|e| (address::model(&e.model.id), e.model.name())).collect();
    html! {
        @if links.is_empty() {
            p { "No model of the catalogue is known to have " (fact) "." }
        } @else {
            p.note { (count(links.len(), "model")) " known to have " (fact) ", the best known first." }
            (names(&links, "more models"))
        }
    }
}

/// The topics that explain a part (`connector`, `plug`, `jack`).
pub(super) fn explained(kind: &str, id: &str) -> Markup {
    let topics: Vec<&Topic> = Engine::library().topics().iter().filter(|topic| topic.explains(kind, id)).collect();
    html! {
        @if !topics.is_empty() {
            p {
                "Explained under "
                @for (at, topic) in topics.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href=(address::topic(&topic.id)) { (topic.title) }
                }
                "."
            }
        }
    }
}

/// What goes wrong.
pub(super) fn hazards(all: &[String]) -> Markup {
    html! {
        @if !all.is_empty() {
            h2 { "What goes wrong" }
            ul { @for hazard in all { li { (hazard) } } }
        }
    }
}

/// Facts with where they come from.
pub(super) fn sources(facts: &[Fact]) -> Markup {
    if facts.is_empty() {
        return html! { h2 { "Where this comes from" } p { "From memory: nobody has checked it." } };
    }
    let rows = facts.iter().map(|f| (f.fact.as_str(), told(&f.evidence, &f.source), f.confidence.as_str()));
    told_table(rows)
}

/// A table of what is known, where from, and how sure it is.
pub(super) fn told_table<'a>(rows: impl Iterator<Item = (&'a str, String, &'a str)>) -> Markup {
    let rows = html! {
        @for (fact, source, sure) in rows {
            tr { th.why scope="row" { (fact) } td.why { (source) } td { (sure) } }
        }
    };
    html! {
        h2 { "Where this comes from" }
        (table("Facts and their sources", &["Fact", "Source", "Sure"], &rows))
    }
}

/// A source in words.
pub(super) fn told(evidence: &str, source: &str) -> String {
    match evidence {
        "seen" => format!("read: {source}"),
        "recalled" if source == "recalled" || source.is_empty() => "from memory, nobody has checked it".to_owned(),
        "recalled" => format!("from memory: {source}"),
        other => format!("{other}: {source}"),
    }
}

/// A name at the beginning of a line: a plain word begins large, `iFi` stays as its maker writes it.
pub(super) fn title(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if first.chars().all(char::is_lowercase) { first_letter_large(name) } else { name.to_owned() }
}

/// A contact in words.
pub(super) fn contact(name: &str) -> String {
    match name {
        "L" => "left",
        "R" => "right",
        "L+" => "left +",
        "L-" => "left \u{2212}",
        "R+" => "right +",
        "R-" => "right \u{2212}",
        "GND" => "ground",
        "MIC" => "microphone",
        other => other,
    }
    .to_owned()
}

/// Contacts in words.
pub(super) fn contacts(names: &[String]) -> String {
    names.iter().map(|name| contact(name)).collect::<Vec<_>>().join(", ")
}
