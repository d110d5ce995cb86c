//! A model: what it is, how it sounds, what fits it, what is known of it and from where.

mod facts;
mod fit;
mod sound;

use maud::{Markup, html};

use crate::web::Site;
use crate::web::address;
use crate::web::answer::{Answer, Ask};
use crate::web::form::mistakes;
use crate::web::frame::{Sheet, framed, search_field};
use crate::web::graph;
use crate::web::lines::{Lines, nearest};
use crate::words::Critique;
use crate::{Engine, Entry, Error, report};

/// Keys of the page that are fields of it.
const FIELDS: [&str; 2] = ["target", "source"];

/// The page of a model.
pub(crate) fn model(site: &Site, id: &str, ask: &Ask) -> Answer {
    let entry = match found(site, id, ask) {
        Ok(entry) => entry,
        Err(answer) => return *answer,
    };
    let mut lines = Lines::of(site, &ask.query.without(&["m"]), &[]);
    let devices = fit::devices(site, entry, &mut lines);
    let main = html! {
        (mistakes(&lines.wrong, &FIELDS))
        (head(entry))
        div.beside {
            div {
                (sound::section(entry, &lines, &devices))
                (sound::twins(site.engine(), entry))
                (fit::section(site.engine(), entry))
                (fit::on_devices(&devices, &lines))
                (facts::section(entry))
            }
            aside.side aria-labelledby="further" { (further(site.engine(), entry, &lines)) }
        }
    };
    let name = entry.model.name();
    Answer::page(lines.status(), framed(&Sheet { title: &name, main, part: "/m", scripts: &[graph::SCRIPT] }))
}

/// The settings of an equaliser, as a file.
pub(crate) fn equaliser(site: &Site, id: &str, ask: &Ask) -> Answer {
    let entry = match found(site, id, ask) {
        Ok(entry) => entry,
        Err(answer) => return *answer,
    };
    let lines = Lines::of(site, &ask.query.without(&["m"]), &[]);
    let settings = lines.target.as_ref().and_then(|target| Engine::equaliser(entry, target));
    match settings.filter(|_| lines.wrong.is_empty()) {
        Some(settings) => {
            let text = report::equaliser_text(&settings).into_bytes();
            let name = format!("{}-{}.txt", entry.model.id, lines.aim);
            Answer::of(200, "text/plain; charset=utf-8", text).saved_as(name)
        }
        None => Answer { status: 422, ..model(site, id, ask) },
    }
}

/// The model of an address; else the way to it, or that there is none.
fn found<'e>(site: &'e Site, id: &str, ask: &Ask) -> Result<&'e Entry, Box<Answer>> {
    match site.engine().model(id) {
        Ok(entry) if entry.model.id == id => Ok(entry),
        // A name with a typing error could mean another: the person says which.
        Ok(entry) if site.engine().readings(&[id.to_owned()]).is_ok_and(|odd| odd.is_empty()) => {
            Err(Box::new(Answer::elsewhere(ask.query.at(&address::model(&entry.model.id)))))
        }
        Ok(entry) => Err(Box::new(unknown(id, &[entry]))),
        Err(Error::Model { found, .. }) => Err(Box::new(unknown(id, &nearest(site.engine(), &found)))),
        Err(_) => Err(Box::new(unknown(id, &[]))),
    }
}

/// No model has this name.
fn unknown(id: &str, near: &[&Entry]) -> Answer {
    let main = html! {
        h1 { "No model is called \u{201c}" (id) "\u{201d}" }
        @if !near.is_empty() {
            p { "Did you mean one of these?" }
            ul {
                @for entry in near { li { a href=(address::model(&entry.model.id)) { (entry.model.name()) } } }
            }
        }
        p { "Search for it; a part of its name is enough." }
        (search_field(id, "search-model"))
    };
    Answer::page(404, framed(&Sheet { title: "No such model", main, part: "/m", scripts: &[] }))
}

/// Name, price, and what it is in a line or two.
fn head(entry: &Entry) -> Markup {
    let m = &entry.model;
    let facts = report::told_facts(m);
    let said = |keys: &[&str]| {
        let named = keys.iter().filter_map(|key| facts.iter().find(|fact| fact.key == *key));
        named
            .map(|fact| format!("{}{}", if fact.checked { "" } else { "~" }, fact.value))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let first = [report::dated_price(m), said(&["released", "form"])];
    let first: Vec<&str> = first.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    html! {
        h1 { (m.name()) }
        p.summary { strong.price { (first[0]) } @for more in &first[1..] { " · " (more) } }
        p.note { (said(&["drivers", "impedance_ohm", "weight_g", "sites"])) }
    }
}

/// Where to go from here.
fn further(engine: &Engine, entry: &Entry, lines: &Lines<'_>) -> Markup {
    let id = entry.model.id.as_ref();
    let like = |word: Critique| {
        let query = lines.query.without(&["target", "like", "but"]).and("like", id).and("but", word.word());
        query.at("/advice")
    };
    let variants: Vec<&Entry> = engine.catalog().map(|c| c.variants_of(id).collect()).unwrap_or_default();
    let main = entry.model.variant_of.as_deref().and_then(|id| engine.model(id).ok());
    html! {
        h2 #further { "Further" }
        ul.plain.ways {
            li { a href={ "/check?iem=" (id) } { "Does it fit your cable and device?" } }
            li { a href={ "/compare?m=" (id) } { "Compare it with others" } }
            @if entry.measured.is_some() {
                li { a href=(lines.query.without(&["source"]).with("m", id).with("target", &lines.aim).at("/graph")) { "Its graph, large" } }
            }
            li { a href={ "/api/v1/models/" (id) } { "All of it as JSON" } }
        }
        h3 { "Like this one, but" }
        ul.tags {
            @for word in <Critique as strum::VariantArray>::VARIANTS {
                li { a.tag href=(like(*word)) { (crate::advice::critique_title(*word)) } }
            }
        }
        @if main.is_some() || !variants.is_empty() {
            h3 { "Variants" }
            ul.plain {
                @if let Some(main) = main {
                    li { "One of the " a href=(address::model(&main.model.id)) { (main.model.name()) } }
                }
                @for variant in variants {
                    li { a href=(address::model(&variant.model.id)) { (variant.model.name()) } }
                }
            }
        }
    }
}
