//! The graph as large as the screen, to download, and of a pasted curve.

mod files;
mod pasted;

pub(crate) use files::file;
pub(crate) use pasted::pasted;

use maud::{Markup, html};

use crate::sound::Rig;
use crate::web::Site;
use crate::web::answer::{Answer, Ask};
use crate::web::form::{field_id, field_mistake, mistakes, trouble_of};
use crate::web::frame::{Sheet, framed};
use crate::web::given::Trouble;
use crate::web::graph::{self, bands_table, large};
use crate::web::lines::Lines;

/// Keys that are fields of the page.
const FIELDS: [&str; 4] = ["m", "target", "text", "rig"];
/// Longest text that is read, bytes.
const LONGEST: usize = 200_000;

/// The page.
pub(crate) fn graph(site: &Site, ask: &Ask) -> Answer {
    let lines = Lines::of(site, &ask.query, &[]);
    let names: Vec<String> = lines.entries().map(|entry| entry.model.name()).collect();
    let title = match names.as_slice() {
        [] => "Graphs of measured sound".to_owned(),
        [one] => format!("Graph of {one}"),
        [rest @ .., last] => format!("Graph of {} and {last}", rest.join(", ")),
    };
    let drawing = lines.graph();
    let data = lines.drawn().map(|query| query.at("/api/v1/graph"));
    let main = html! {
        (mistakes(&lines.wrong, &FIELDS))
        h1 { (title) }
        (lines.readings())
        (unmeasured(&lines))
        (large(&drawing, "graph", data.as_deref()))
        (downloads(&lines))
        (form(&lines))
        (bands_table(&drawing))
        (paste(&lines, &Pasted::default(), &[]))
    };
    Answer::page(lines.status(), framed(&Sheet { title: &title, main, part: "/graph", scripts: &[graph::SCRIPT] }))
}

/// Models without a line.
fn unmeasured(lines: &Lines<'_>) -> Markup {
    let names: Vec<String> = lines.entries().filter(|e| e.measured.is_none()).map(|e| e.model.name()).collect();
    html! {
        @if !names.is_empty() {
            p { "Nobody's measurement of " (names.join(", ")) " is in the catalogue, so it has no line." }
        }
    }
}

/// Models and target.
fn form(lines: &Lines<'_>) -> Markup {
    html! {
        section aria-labelledby="lines" {
            h2 #lines { "Lines" }
            form action="/graph" {
                (lines.kept_wishes(&[]))
                div.columns { (lines.model_fields()) (lines.target_field()) }
                div.actions {
                    button.main { "Draw" }
                    @if lines.entries().count() > 1 { a href=(lines.shown().at("/compare")) { "Their facts side by side" } }
                }
            }
        }
    }
}

fn downloads(lines: &Lines<'_>) -> Markup {
    let Some(query) = lines.drawn() else { return html! {} };
    html! {
        p.downloads {
            "Download: " a href=(query.at("/graph.svg")) download { "SVG" } " · "
            @if cfg!(feature = "png") { a href=(query.at("/graph.png")) download { "PNG" } " · " }
            a href=(query.at("/graph.csv")) download { "CSV" } " · "
            a href=(query.at("/api/v1/graph")) { "JSON" }
        }
    }
}

/// What was pasted before.
#[derive(Debug, Clone, Copy, Default)]
struct Pasted<'a> {
    text: &'a str,
    rig: Option<Rig>,
}

/// The field for a curve of one's own.
fn paste(lines: &Lines<'_>, before: &Pasted<'_>, wrong: &[Trouble]) -> Markup {
    let id = field_id("text");
    let faulty = trouble_of(wrong, "text").is_some();
    let described = if faulty { format!("{id}-hint {id}-mistake") } else { format!("{id}-hint") };
    html! {
        section aria-labelledby="own" {
            h2 #own { "A curve of your own" }
            form method="post" action="/graph" {
                @for entry in lines.entries() { input type="hidden" name="m" value=(entry.model.id); }
                input type="hidden" name="target" value=(lines.aim);
                (lines.kept_wishes(&["text", "rig"]))
                div.field.faulty[faulty] {
                    label for=(id) { "Measured response" }
                    p.hint id={ (id) "-hint" } {
                        "Paste what your measuring program exports: a REW text, CSV with a header, columns of Hz and dB; left and right \
                         in columns side by side. At most 200 kB. It is read, drawn and forgotten."
                    }
                    (field_mistake(wrong, "text"))
                    textarea id=(id) name="text" spellcheck="false" autocomplete="off" aria-describedby=(described)
                        aria-invalid=[faulty.then_some("true")] { "\n" (before.text) }
                }
                (rig_field(before, wrong))
                div.actions { button.main { "Draw and judge it" } }
            }
        }
    }
}

fn rig_field(before: &Pasted<'_>, wrong: &[Trouble]) -> Markup {
    let id = field_id("rig");
    html! {
        div.field {
            label for=(id) { "Coupler" }
            (field_mistake(wrong, "rig"))
            select id=(id) name="rig" {
                option value="" selected[before.rig.is_none()] { "As the text says; else a 711" }
                @for rig in <Rig as strum::IntoEnumIterator>::iter() {
                    option value=(rig) selected[before.rig == Some(rig)] { (rig.title()) }
                }
            }
        }
    }
}
