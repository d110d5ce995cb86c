//! A device: its jacks with what is known of them electrically, and what goes into them.

use maud::{Markup, html};

use super::drawing::drawing_of;
use super::missing::no_such;
use super::parts::{self, Beside};
use crate::fit::about::{Device, DeviceJack, devices, jacks, plugs};
use crate::fit::joint_plug_jack;
use crate::web::answer::Answer;
use crate::web::find::Kind;
use crate::web::form::first_letter_large;
use crate::web::frame::{Sheet, framed};
use crate::web::query::Query;
use crate::web::{Site, address};

/// The page of a device.
pub(crate) fn device(site: &Site, id: &str) -> Answer {
    match devices().iter().find(|d| d.id == id) {
        Some(device) => page(device),
        None => no_such(site, "device", id, Kind::Devices),
    }
}

fn page(d: &Device) -> Answer {
    let checked = Query::of([("source", d.name.as_str())]).at("/check");
    let advised = Query::of([("source", d.name.as_str())]).at("/advice");
    let told =
        d.evidence.iter().map(|e| (field(&e.field), e.source.replacen("seen: ", "read: ", 1), e.confidence.as_str()));
    let told: Vec<(String, String, &str)> = told.collect();
    let main = html! {
        p.crumbs { a href="/search#devices" { "All devices" } }
        h1 { (d.name) }
        p { (first_letter_large(&kind(&d.kind))) @if !d.host.is_empty() { ", connected by " (hosts(&d.host)) } "." }
        @if !d.notes.is_empty() { p { (first_letter_large(&d.notes)) } }
        @for caveat in &d.caveats { p.warn { strong { "On " (system(&caveat.on)) ": " } (caveat.say) } }
        @if let Some(passive) = &d.passive_usb_c { p { (analogue(passive)) } }
        p.actions {
            a.button href=(checked) { "Does something fit it?" }
            a.button href=(advised) { "Models that suit it" }
        }
        h2 { "Its jacks" }
        (jack_table(d))
        h2 { "What goes into it" }
        p.note { "Each plug into the jack that takes it best, with nothing in between." }
        (parts::fits(&format!("Plugs into {}", d.name), "The cable has", into(d)))
        @if told.is_empty() {
            h2 { "Where this comes from" }
            p { "From memory: nobody has checked it." }
        } @else {
            (parts::told_table(told.iter().map(|(fact, source, sure)| (fact.as_str(), source.clone(), *sure))))
        }
    };
    Answer::page(200, framed(&Sheet { title: &d.name, main, part: "/check", scripts: &[] }))
}

/// Each plug into the best jack.
fn into(d: &Device) -> Vec<Beside> {
    let best = |plug: &str| {
        let joints = d.jacks.iter().map(|jack| joint_plug_jack(plug, &jack.id));
        joints.min_by_key(|joint| (joint.verdict, joint.buy.len()))
    };
    let beside = plugs().iter().filter_map(|plug| {
        Some(Beside { to: address::part('p', &plug.id), name: plug.name.clone(), joint: best(&plug.id)? })
    });
    beside.collect()
}

fn jack_table(d: &Device) -> Markup {
    let name = |id: &str| jacks().iter().find(|j| j.id == id).map_or_else(|| id.to_owned(), |j| parts::title(&j.short));
    let notes = d.jacks.iter().any(|jack| !jack.note.is_empty());
    let rows = html! {
        @for (at, jack) in d.jacks.iter().enumerate() {
            tr {
                th scope="row" { a href=(address::part('j', &jack.id)) { (name(&jack.id)) } (drawing_of("jack", &jack.id, at + 1)) }
                td { (volts(jack)) }
                td { (ohms(jack)) }
                td { @match jack.noise_uv { Some(uv) => { (uv) " \u{b5}V" }, None => (unknown()) } }
                @if notes { td.why { (jack.note) } }
            }
        }
    };
    let head = ["Jack", "Largest voltage", "Output impedance", "Noise, A-weighted", "To know"];
    parts::table(&format!("Jacks of the {}", d.name), &head[..head.len() - usize::from(!notes)], &rows)
}

fn unknown() -> Markup {
    html! { span.note { "not known" } }
}

fn volts(jack: &DeviceJack) -> Markup {
    html! {
        @if jack.max_vrms.is_none() && jack.vrms_into_ohm.is_empty() { (unknown()) }
        @if let Some(v) = jack.max_vrms {
            (v) " V rms"
            @match jack.max_vrms_from_ohm { Some(ohm) => { " into " (ohm) " ohm and more" }, None => {} }
        }
        @for (at, (ohm, v)) in jack.vrms_into_ohm.iter().enumerate() {
            @if at > 0 || jack.max_vrms.is_some() { ", " }
            (v) " V rms into " (ohm) " ohm"
        }
    }
}

fn ohms(jack: &DeviceJack) -> Markup {
    html! {
        @match jack.output_impedance_ohm {
            Some(ohm) => {
                @if jack.output_impedance_is_upper_bound == Some(true) { "at most " }
                (ohm) " ohm"
            },
            None => (unknown()),
        }
    }
}

fn kind(kind: &str) -> String {
    match kind {
        "phone-dongle" => "a dongle".to_owned(),
        "dap" => "a portable music player".to_owned(),
        "portable" => "a portable amplifier".to_owned(),
        "desktop" => "an amplifier for the desk".to_owned(),
        "tws-hook" => "wireless ear hooks".to_owned(),
        "wireless-pack" => "a wireless body pack".to_owned(),
        "wired-pack" => "a wired body pack".to_owned(),
        "audio-interface" => "an audio interface".to_owned(),
        "bluetooth-cable" => "a Bluetooth cable".to_owned(),
        "input" => "an input, not an output".to_owned(),
        "other" => "a device of another sort".to_owned(),
        other => format!("a {}", other.replace('-', " ")),
    }
}

fn hosts(all: &[String]) -> String {
    let word = |host: &String| match host.as_str() {
        "usb-c" => "USB-C",
        "lightning" => "Lightning",
        "bluetooth" => "Bluetooth",
        _ => "another way",
    };
    all.iter().map(word).collect::<Vec<_>>().join(" or ")
}

fn system(name: &str) -> &str {
    match name {
        "android" => "Android",
        "ios" => "iPhone and iPad",
        other => other,
    }
}

fn analogue(passive: &str) -> &'static str {
    match passive {
        "yes" => "Its USB-C port carries analogue sound: passive adapters work.",
        "no" => "Its USB-C port carries no analogue sound: only adapters with a converter inside work.",
        _ => "Whether its USB-C port carries analogue sound is not known: take an adapter with a converter inside.",
    }
}

/// The key of a fact in words: `jacks[0].max_vrms` is about the first jack.
fn field(key: &str) -> String {
    let Some(rest) = key.strip_prefix("jacks") else { return key.to_owned() };
    let (which, name) = rest.split_once('.').unwrap_or((rest, ""));
    let which = match which.trim_matches(['[', ']']).parse::<usize>() {
        Ok(at) => format!("jack {}", at + 1),
        Err(_) => "jacks".to_owned(),
    };
    match name {
        "" | "type" => which,
        "max_vrms" => format!("{which}: largest voltage"),
        "output_impedance_ohm" => format!("{which}: output impedance"),
        "noise_uv" => format!("{which}: noise"),
        other => format!("{which}: {}", other.replace('_', " ")),
    }
}
