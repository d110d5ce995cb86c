//! What fits a model: jacks, cables, tips, and a person's devices.

use maud::{Markup, html};

use crate::advice::link::Connection;
use crate::calls::{Show, ways};
use crate::fit::{Electrical, JackNote, TipAdvice, Verdict};
use crate::sound::Shift;
use crate::web::Site;
use crate::web::form::{TextField, first_letter_large, trouble_of};
use crate::web::given::Trouble;
use crate::web::lines::Lines;
use crate::web::marks::verdict;
use crate::web::query::Query;
use crate::{Engine, Entry, Plug, Request, report};

/// A device with what it does to the model.
#[derive(Debug)]
pub(super) struct Device {
    /// As the person calls it.
    pub name: String,
    id: String,
    connection: Connection,
    electrical: Option<Electrical>,
}

impl Device {
    /// How it bends the sound, where that is known.
    pub(super) fn tone(&self) -> Option<&Shift> {
        self.connection.tone.as_ref()
    }
}

/// The device of the address, else those that the person owns; what is wrong with it goes to the mistakes.
pub(super) fn devices(site: &Site, entry: &Entry, lines: &mut Lines<'_>) -> Vec<Device> {
    const MOST: usize = 8;
    let asked = lines.wishes.source.clone();
    let owned = || site.engine().gear().map(|gear| gear.devices.clone()).unwrap_or_default();
    let names = asked.clone().map_or_else(owned, |name| vec![name]);
    let mut out = Vec::new();
    for name in names.into_iter().take(MOST) {
        match device(site.engine(), entry, &name) {
            Ok(found) => out.extend(found),
            Err(trouble) if asked.is_some() && trouble_of(&lines.wrong, "source").is_none() => {
                lines.wrong.push(trouble);
            }
            Err(_) => {}
        }
    }
    out
}

fn device(engine: &Engine, entry: &Entry, name: &str) -> Result<Option<Device>, Trouble> {
    let id = entry.model.id.to_string();
    let show = Show { model: vec![id.clone()], source: Some(name.to_owned()) };
    let at_source = |error| Trouble { field: Some("source".to_owned()), ..Trouble::of(&error) };
    let connection = show.connection(entry).map_err(at_source)?;
    let request = Request { iem: Some(id.clone()), ..Request::default() };
    let electrical = engine.check(&request, &[name.to_owned()]).ok().and_then(|report| report.electrical);
    Ok(connection.map(|connection| Device { name: name.to_owned(), id, connection, electrical }))
}

/// Whether it is loud enough, hisses, and sounds otherwise on a person's devices.
pub(super) fn on_devices(devices: &[Device], lines: &Lines<'_>) -> Markup {
    let asked = lines.query.last("source").unwrap_or_default();
    let field = TextField {
        key: "source",
        label: "Your device",
        hint: "A phone, dongle, player or amplifier, or its jack: \"apple dongle\", \"4.4 mm\"",
        value: asked,
        suggest: Some("devices"),
    };
    html! {
        section aria-labelledby="devices" {
            h2 #devices { "On your device" }
            @for device in devices { (one(device)) }
            form.inline action="#devices" {
                (lines.kept_wishes(&["source"]))
                @if lines.aim != "none" || lines.query.has("target") { input type="hidden" name="target" value=(lines.aim); }
                (field.markup(&lines.wrong))
                button { "Try it" }
            }
        }
    }
}

fn one(device: &Device) -> Markup {
    let c = &device.connection;
    let said = device.electrical.as_ref().map(report::electrical_said).unwrap_or_default();
    let unknown = device.electrical.as_ref().map(|e| e.unknown.join(", ")).unwrap_or_default();
    let chain = Query::of([("iem", device.id.as_str()), ("source", device.name.as_str())]).at("/check");
    html! {
        h3 { (device.name) " " (verdict(c.verdict)) }
        p { (first_letter_large(c.because.trim_end_matches('.'))) ". " a href=(chain) { "The whole chain" } }
        @if !said.is_empty() { ul { @for line in said { li { (first_letter_large(&line)) } } } }
        @if !unknown.is_empty() { p.note { "Not known: " (unknown) "." } }
    }
}

/// Jacks, cables, tips.
pub(super) fn section(engine: &Engine, entry: &Entry) -> Markup {
    let id = entry.model.id.as_ref();
    let request = Request { iem: Some(id.to_owned()), ..Request::default() };
    let check = engine.check(&request, &[]).ok();
    let cables = check.as_ref().and_then(|report| report.fits.as_ref()?.cables.as_ref());
    html! {
        section aria-labelledby="fits" {
            h2 #fits { "What fits it" }
            (jacks(entry))
            @if let Some(cables) = cables {
                h3 { "Cables at its socket" }
                dl.facts {
                    @if let Some(socket) = &entry.model.socket {
                        dt { "Its socket" } dd { a href={ "/c/" (socket) } { (crate::fit::connector_short(socket)) } }
                    }
                    (row("Fits", &cables.ok)) (row("With care", &cables.caution)) (row("With a converter", &cables.adapter))
                }
            } @else if entry.model.socket.is_none() {
                p { "Which cables fit is not known: nobody recorded its socket." }
            }
            @if let Some(tips) = check.as_ref().and_then(|report| report.tips.as_ref()) { (self::tips(tips)) }
        }
    }
}

fn row(word: &str, notes: &[JackNote]) -> Markup {
    html! {
        @if !notes.is_empty() {
            dt { (word) }
            dd { @for (at, note) in notes.iter().enumerate() { @if at > 0 { ", " } a href={ "/c/" (note.id) } { (note.name) } } }
        }
    }
}

/// The usual jacks.
fn jacks(entry: &Entry) -> Markup {
    let ways = ways(&entry.model).unwrap_or_default();
    html! {
        div.scroll tabindex="0" role="region" aria-label="Jacks that it goes into" {
            table {
                caption { "Where its cable goes, and what else it needs" }
                thead { tr { th scope="col" { "Jack" } th scope="col" { "Verdict" } th scope="col" { "Why" } } }
                tbody {
                    @for (plug, way) in &ways {
                        tr {
                            th.keep scope="row" { a href=(chain(entry, *plug)) { (report::jack(*plug)) } }
                            td { (verdict(way.verdict)) }
                            td { (first_letter_large(&way.because)) }
                        }
                    }
                }
            }
        }
        @if let Some(plugs) = &entry.model.stock_plugs {
            p.note {
                "Plugs in the box: "
                @for (at, plug) in plugs.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "/p/" (crate::fit::plug_id(*plug)) } { (report::jack(*plug)) }
                }
            }
        }
        @if ways.iter().any(|(_, way)| way.verdict == Verdict::Unsafe) {
            p.warn { "What is called unsafe can damage a device: do not try it." }
        }
    }
}

fn chain(entry: &Entry, plug: Plug) -> String {
    Query::of([("iem", entry.model.id.as_ref()), ("source", plug.word())]).at("/check")
}

fn tips(tips: &TipAdvice) -> Markup {
    let named = |material: &str, list: &[crate::fit::Tip]| {
        let names: Vec<&str> = list.iter().filter(|tip| tip.material == material).map(|tip| tip.name).collect();
        names.join(", ")
    };
    let rows = [("Fit", &tips.fit), ("With care", &tips.care), ("Not", &tips.never)];
    html! {
        details {
            summary { "Ear tips" }
            p { (first_letter_large(tips.because.trim_end_matches('.'))) "." }
            dl.facts {
                @for (word, list) in rows {
                    @for material in ["silicone", "foam"] {
                        @let names = named(material, list);
                        @if !names.is_empty() { dt { (word) ", " (material) } dd { (names) } }
                    }
                }
            }
        }
    }
}
