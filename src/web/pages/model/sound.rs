//! How a model sounds: the curve over a target, words, bands, an equaliser's settings, models that sound alike.

use maud::{Markup, html};

use super::fit::Device;
use crate::sound::words::{Sounds, title};
use crate::web::address;
use crate::web::form::field_id;
use crate::web::graph::{bands_table, figure};
use crate::web::lines::Lines;
use crate::{Alike, Engine, Entry, Filter, Graph, report};

/// A source that bends the sound by less is not drawn, dB.
const HEARD_DB: f64 = 0.5;

/// The sound of a model.
pub(super) fn section(entry: &Entry, lines: &Lines<'_>, devices: &[Device]) -> Markup {
    let (Some(measured), Some(bands)) = (&entry.measured, entry.bands()) else {
        return html! {
            section aria-labelledby="sound" {
                h2 #sound { "How it sounds" }
                p { "Nobody's measurement of it is in the catalogue, so nothing is said of its sound." }
            }
        };
    };
    let mut graph = Graph::default();
    graph.add(&entry.model.id, &entry.model.name(), measured);
    for device in devices {
        if let Some(tone) = device.tone().filter(|tone| tone.span_db() >= HEARD_DB) {
            graph.add_curve("on-source", &format!("on {}", device.name), &tone.apply(&measured.curve));
        }
    }
    if let Some(target) = &lines.target {
        graph.add_target(target);
    }
    let data = lines.query.without(&["m", "source"]).with("m", entry.model.id.as_ref()).with("target", &lines.aim);
    html! {
        section aria-labelledby="sound" {
            h2 #sound { "How it sounds" }
            p { (words(&Sounds::of(&measured.curve, bands))) }
            (figure(&graph, "sound", Some(&data.at("/api/v1/graph"))))
            (target_form(entry, lines))
            (equaliser(entry, lines))
            details {
                summary { "The bands in numbers" }
                (bands_table(&graph))
            }
            p.note { "Measured by " (measured.measured_by.join(", ")) "." }
        }
    }
}

fn target_form(entry: &Entry, lines: &Lines<'_>) -> Markup {
    html! {
        form.inline action={ (address::model(&entry.model.id)) "#" (field_id("target")) } {
            (lines.kept_wishes(&[]))
            (lines.target_field())
            button { "Draw" }
        }
    }
}

/// The way to the settings, and what they reach.
fn equaliser(entry: &Entry, lines: &Lines<'_>) -> Markup {
    let found = lines.target.as_ref().and_then(|target| Some((target, Engine::equaliser(entry, target)?)));
    let Some((target, settings)) = found else { return html! {} };
    let query = lines.query.without(&["m", "source"]).with("target", &lines.aim);
    html! {
        p {
            a href=(query.at(&format!("{}/eq.txt", address::model(&entry.model.id)))) download { "Equaliser settings" }
            " (text file) that bring it from " span.num { (format!("{:.1}", settings.before_db)) } " to "
            span.num { (format!("{:.1}", settings.after_db)) } " dB rms of " (target.name) ". "
            span.note {
                (settings.filters.len()) " filters, preamp " span.num { (format!("{:.1}", settings.preamp_db)) }
                " dB; for Equalizer APO, Wavelet and others that read such files. Your ears differ from a coupler above 4 kHz: set that by ear."
            }
        }
    }
}

/// Models of nearly the same sound, and cheaper ones.
pub(super) fn twins(engine: &Engine, entry: &Entry) -> Markup {
    const NAMED: usize = 4;
    let Ok(all) = engine.similar(&entry.model.id, &Filter::default()) else { return html! {} };
    let cheaper = |alike: &&Alike<'_>| {
        alike.entry.model.price_usd.zip(entry.model.price_usd).is_some_and(|(other, own)| other < own)
    };
    let near: Vec<&Alike<'_>> = all.found.iter().take(NAMED).collect();
    let less: Vec<&Alike<'_>> = all
        .found
        .iter()
        .filter(cheaper)
        .filter(|a| near.iter().all(|n| n.entry.model.id != a.entry.model.id))
        .take(NAMED)
        .collect();
    if near.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 #twins { "What sounds like it" }
            div.scroll tabindex="0" role="region" aria-labelledby="twins" {
                table {
                    caption { "dB apart: rms difference 40 Hz-10 kHz at the same level; less than 1.5 is nearly the same sound" }
                    thead {
                        tr {
                            th scope="col" { "Model" } th.n scope="col" { "Price" } th.n scope="col" { "dB apart" }
                            th scope="col" { "Where it differs, dB" } th scope="col" { "Side by side" }
                        }
                    }
                    tbody { @for alike in &near { (twin(entry, alike)) } }
                    @if !less.is_empty() {
                        tbody {
                            tr { th colspan="5" scope="rowgroup" { "Nearest of those that cost less" } }
                            @for alike in &less { (twin(entry, alike)) }
                        }
                    }
                }
            }
        }
    }
}

fn twin(of: &Entry, alike: &Alike<'_>) -> Markup {
    let m = &alike.entry.model;
    html! {
        tr {
            th scope="row" { a href=(address::model(&m.id)) { (m.name()) } }
            td.n { (m.price_usd.map_or_else(|| "?".to_owned(), |usd| report::text::price(Some(usd)))) }
            td.n { (format!("{:.1}", alike.distance_db)) }
            td.long { (report::differences_said(&alike.bands)) }
            td { a href={ "/compare?m=" (of.model.id) "&m=" (m.id) } { "Compare" span.unseen { " with " (m.name()) } } }
        }
    }
}

/// The likeliest words, each with its probability.
fn words(sounds: &Sounds) -> String {
    const LEAST: f64 = 0.1;
    let likely = sounds.iter().enumerate().filter(|(at, (_, p))| *at == 0 || *p >= LEAST).take(3);
    let said: Vec<String> = likely.map(|(_, (word, p))| format!("{} ({:.0} %)", title(word), p * 100.0)).collect();
    format!("Reviewers would most likely call it {}.", said.join(" or "))
}
