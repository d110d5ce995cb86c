//! Everything found by one field; without a text all that has a name.

use clap::Args;
use maud::{Markup, html};

use super::missing::failed;
use super::parts::title;
use crate::Error;
use crate::report::text::count;
use crate::web::Site;
use crate::web::answer::Answer;
use crate::web::find::{Hit, Kind, Rank, find, meant, named};
use crate::web::form::mistakes;
use crate::web::frame::{Sheet, framed, search_field};
use crate::web::given::{Given, read};
use crate::web::query::Query;

/// Hits of a kind that stand there at once.
const SHOWN: usize = 12;
/// Hits of a kind that can be unfolded.
const MOST: usize = 200;

/// What is searched.
#[derive(Debug, Clone, Default, Args)]
struct Asked {
    /// What a person types
    #[arg(long)]
    q: Option<String>,
}

/// What was found; the page of a model whose name it is.
pub(crate) fn search(site: &Site, query: &Query) -> Answer {
    let given: Given<Asked> = read(query, &[]);
    page(site, &given).unwrap_or_else(|error| failed(&error))
}

fn page(site: &Site, given: &Given<Asked>) -> Result<Answer, Error> {
    let q = given.call.as_ref().and_then(|asked| asked.q.as_deref()).unwrap_or_default();
    let found = find(site, q, &Kind::ALL)?;
    let exact: Vec<&Hit> = found.iter().filter(|hit| hit.rank == Rank::Is).collect();
    if let ([Hit { kind: Kind::Models, to, .. }], true) = (exact.as_slice(), given.wrong.is_empty()) {
        return Ok(Answer::elsewhere(to.clone()));
    }
    let near = if found.is_empty() && !q.is_empty() { meant(site, q)? } else { Vec::new() };
    let main = html! {
        h1 { @if q.is_empty() { "Look something up" } @else { "Found for \u{201c}" (q) "\u{201d}" } }
        (mistakes(&given.wrong, &["q"]))
        (search_field(q, "f-q"))
        @if q.is_empty() { (everything(site)?) }
        @else if found.is_empty() { (nothing(q, &near)) }
        @else { (groups(&found)) }
    };
    let title = if q.is_empty() { "Look something up".to_owned() } else { format!("Found for \"{q}\"") };
    let status = if given.wrong.is_empty() { 200 } else { 422 };
    Ok(Answer::page(status, framed(&Sheet { title: &title, main, part: "", scripts: &[] })))
}

/// Hits by kind, the kind of the surest hit first.
fn groups(found: &[Hit]) -> Markup {
    let mut kinds: Vec<Kind> = Vec::new();
    for hit in found {
        if !kinds.contains(&hit.kind) {
            kinds.push(hit.kind);
        }
    }
    html! {
        p.note role="status" { (count(found.len(), "hit")) ", the surest first." }
        @for kind in kinds {
            @let hits: Vec<&Hit> = found.iter().filter(|hit| hit.kind == kind).collect();
            h2 { (kind.title()) " " span.note { (hits.len()) } }
            ul.plain { @for hit in hits.iter().take(SHOWN) { (shown(hit)) } }
            @if hits.len() > SHOWN {
                details {
                    summary { (hits.len() - SHOWN) " more" }
                    ul.plain { @for hit in hits.iter().skip(SHOWN).take(MOST) { (shown(hit)) } }
                    @if hits.len() > SHOWN + MOST { p.note { "Not all are listed: another word narrows it down." } }
                }
            }
        }
    }
}

fn shown(hit: &Hit) -> Markup {
    html! {
        li { a href=(hit.to) { (name_of(hit)) } @if !hit.note.is_empty() { span.note { " " (hit.note) } } }
    }
}

/// A name as a title; makers of devices and connectors may write theirs small.
fn name_of(hit: &Hit) -> String {
    if matches!(hit.kind, Kind::Plugs | Kind::Jacks | Kind::Adapters) { title(&hit.name) } else { hit.name.clone() }
}

fn nothing(q: &str, near: &[Hit]) -> Markup {
    html! {
        p role="status" { "Nothing has a name like \u{201c}" (q) "\u{201d}." }
        @if !near.is_empty() {
            h2 { "Perhaps you mean" }
            ul.plain { @for hit in near { (shown(hit)) } }
        }
        h2 { "What can be searched" }
        p {
            "Names of models (\u{201c}hexa\u{201d}), devices (\u{201c}apple dongle\u{201d}), connectors (\u{201c}mmcx\u{201d}), plugs and jacks \
             (\u{201c}4.4\u{201d}), adapters, words that are explained (\u{201c}hiss\u{201d}), and rules (\u{201c}sleep\u{201d}). "
            a href="/search" { "Everything that has a name" }
        }
    }
}

/// All names but those of models, which are too many.
fn everything(site: &Site) -> Result<Markup, Error> {
    const OPEN: [Kind; 3] = [Kind::Connectors, Kind::Plugs, Kind::Jacks];
    let mut parts = Vec::new();
    for kind in OPEN.into_iter().chain([Kind::Devices, Kind::Adapters]) {
        let mut all = named(site, kind)?;
        if !OPEN.contains(&kind) {
            all.sort_by_key(|hit| hit.name.to_lowercase());
        }
        parts.push((kind, all));
    }
    Ok(html! {
        p { "A model, a device, a plug, a word you read somewhere. Or choose:" }
        @for (kind, all) in &parts {
            section aria-labelledby=(kind.title().to_lowercase()) {
                h2 id=(kind.title().to_lowercase()) { (kind.title()) " " span.note { (all.len()) } }
                ul.names { @for hit in all { li { a href=(hit.to) { (name_of(hit)) } } } }
            }
        }
    })
}
