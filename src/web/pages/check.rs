//! The check: the chain drawn, each joint with its verdict, what to buy, what is heard.

use maud::{Markup, PreEscaped, html};

use crate::calls::Check;
use crate::fit::{Fits, JackNote};
use crate::report::drawing::{Direction, chain};
use crate::report::text::price;
use crate::report::{check_headline, electrical_rows, electrical_titled, explained, is_alone, readings};
use crate::web::answer::Answer;
use crate::web::form::{TextField, first_letter_large, mistakes};
use crate::web::frame::{Sheet, framed};
use crate::web::given::{self, Trouble};
use crate::web::marks::verdict;
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Buy, CheckReport, JointReport, PartQuestion, Verdict};

/// The fields, from the ear to the device: key, label, hint, what is suggested.
const PARTS: [(&str, &str, &str, Option<&str>); 5] = [
    ("iem", "Earphone", "A model, or what its socket is: hexa, IE 900, mmcx", Some("models")),
    ("cable", "Cable, at the ear", "Its connector: mmcx, 2-pin 0.78, qdc", Some("connectors")),
    ("plug", "Cable, at the other end", "Its plug: 3.5mm, 4.4mm, usb-c", Some("plugs")),
    ("adapter", "Adapter or dongle in between", "From one to the other: 4.4 female to 3.5 male", Some("adapters")),
    ("source", "Device, or its jack", "A phone, player, dongle: apple dongle, switch, 6.35mm", Some("devices")),
];

/// Numbers that stand for a model and a device: key, label.
const NUMBERS: [(&str, &str); 5] = [
    ("impedance", "Impedance of the earphone, ohm"),
    ("sensitivity", "Sensitivity with its unit, such as 124dB/V or 106dB/mW"),
    ("output-impedance", "Output impedance of the device, ohm"),
    ("max-vrms", "Largest output voltage of the device, V rms"),
    ("noise-uv", "Noise of the device, microvolt"),
];

/// Examples for a page on which nothing was asked.
const EXAMPLES: [(&str, &str); 4] = [
    ("/check?cable=mmcx&plug=4.4mm", "an MMCX cable with a 4.4 mm plug"),
    (
        "/check?iem=IE+900&cable=mmcx&plug=4.4mm&source=apple+dongle",
        "an IE 900 on the Apple dongle with a 4.4 mm cable",
    ),
    ("/check?iem=hexa&source=fiio+ka13&source=dawn+pro", "a Hexa on two dongles"),
    ("/check?plug=4.4mm&adapter=4.4+female+to+3.5+male&source=3.5mm", "an adapter from 4.4 to 3.5 mm"),
];

/// The page of a check.
pub(crate) fn check(site: &Site, query: &Query) -> Answer {
    let engine = site.engine();
    let asked = query.said().next().is_some();
    let (given, report) = if asked {
        given::answered::<Check, _>(query, &[], |call| call.report(engine))
    } else {
        (given::read::<Check>(query, &[]), None)
    };
    let keys: Vec<&str> = PARTS.iter().map(|part| part.0).chain(NUMBERS.iter().map(|number| number.0)).collect();
    // Without the parts that were not understood nothing may be left to check: then that alone is told.
    let others = given.wrong.iter().any(|trouble| trouble.field.is_some());
    let empty = |trouble: &Trouble| trouble.field.is_none() && trouble.message.starts_with("nothing to check");
    let wrong: Vec<Trouble> = given.wrong.into_iter().filter(|trouble| !(others && empty(trouble))).collect();
    // A chain of which a part was not understood has no verdict: what fits without it may be dangerous with it.
    let report = report.filter(|_| wrong.is_empty());
    let title = match &report {
        Some(report) => check_headline(report).unwrap_or_else(|| "What is known of it".to_owned()),
        None if wrong.is_empty() => "Does it fit?".to_owned(),
        None => "Not checked: not all of it was understood".to_owned(),
    };
    let main = html! {
        h1 { (title) }
        (mistakes(&wrong, &keys))
        @if let Some(report) = &report { (answer(report, &given.query)) } @else if !asked {
            p { "Name two parts or more. For example: " @for (at, (to, said)) in EXAMPLES.iter().enumerate() { @if at > 0 { " · " } a href=(to) { (said) } } }
        }
        (form(query, &wrong))
    };
    let status = if wrong.is_empty() { 200 } else { 422 };
    Answer::page(status, framed(&Sheet { title: &title, main, part: "/check", scripts: &[] }))
}

fn answer(report: &CheckReport, query: &Query) -> Markup {
    html! {
        @for text in readings(&report.understood) { p.note { (text) } }
        (drawn(report))
        @if let Some(question) = &report.question { (asked(question, query)) }
        @if report.sources.is_empty() { (joints(report)) } @else { (sources(report)) }
        (shopping(&report.buy))
        @if report.sources.is_empty() { @if let Some(e) = &report.electrical {
            h2 { "What you will hear" }
            dl.facts { @for (title, text) in electrical_titled(e) { dt { (title) } dd { (first_letter_large(&text)) } } }
        } }
        @if let Some(fits) = &report.fits { (fitting(fits)) }
        @if let Some(tips) = report.tips.as_ref().filter(|_| is_alone(report)) {
            h2 { "Tips" }
            p { (first_letter_large(&tips.because)) }
            ul { @for tip in &tips.fit { li { (tip.name) " (" (tip.material) ")" } } }
        }
        @if !report.owned.is_empty() {
            h2 { "What you own" }
            ul { @for thing in &report.owned { li { @if let Some(v) = thing.verdict { (verdict(v)) " " } (thing.name) ": " (thing.because) } } }
        }
        @for note in &report.notes { p.note { (note) } }
        (reading_on(&report.joints))
        div.actions {
            button type="button" data-copy="" hidden { "Copy link" }
            a href=(query.at("/api/v1/check")) { "As JSON" }
        }
    }
}

/// The chain: beside each other where there is room, else from above to below.
fn drawn(report: &CheckReport) -> Markup {
    let Some(across) = chain(report, Direction::Across) else { return html! {} };
    html! {
        figure.chain {
            div.wide-only { (PreEscaped(across.fragment("across"))) }
            @if let Some(down) = chain(report, Direction::Down) {
                div.narrow-only { (PreEscaped(down.fragment("down"))) }
            }
        }
    }
}

/// What must be asked: each answer is a link to the check with it.
fn asked(question: &PartQuestion, query: &Query) -> Markup {
    html! {
        section.warn aria-labelledby="question" {
            h2 #question { (question.text) }
            ul.plain {
                @for candidate in &question.candidates {
                    li { a href=(query.with(question.part, candidate.id.clone()).at("/check")) { (candidate.name) } ": " (verdict(candidate.verdict)) }
                }
            }
        }
    }
}

fn joints(report: &CheckReport) -> Markup {
    html! {
        @if !report.joints.is_empty() {
            h2 { "Joint by joint" }
            ol.plain.joints { @for joint in &report.joints { li { (joint_of(joint, !report.buy.is_empty())) } } }
        }
    }
}

fn joint_of(joint: &JointReport, buying: bool) -> Markup {
    html! {
        h3 { (joint.names[0]) " - " (joint.names[1]) ": " (verdict(joint.verdict)) }
        p { (first_letter_large(&joint.because)) }
        @if let Some(fix) = joint.fix.as_ref().filter(|_| !buying || joint.verdict != Verdict::Adapter) {
            p { strong { "Mend: " } (fix) }
        }
    }
}

fn sources(report: &CheckReport) -> Markup {
    let (head, rows) = electrical_rows(&report.sources);
    html! {
        h2 { "Side by side" }
        div.scroll tabindex="0" role="region" aria-label="The sources side by side" {
            table {
                thead { tr { @for title in &head { th scope="col" { (first_letter_large(title)) } } } }
                tbody {
                    @for (row, source) in rows.iter().zip(&report.sources) {
                        tr {
                            th scope="row" { (row[0]) }
                            td { @if let Some(v) = source.verdict { (verdict(v)) } @else { "-" } }
                            @for cell in &row[2..] { td { (cell) } }
                        }
                    }
                }
            }
        }
        @for source in &report.sources {
            h3 { (source.name) }
            ul { @for joint in &source.joints { li { (verdict(joint.verdict)) " " (joint.because) } } }
            (shopping(&source.buy))
        }
    }
}

fn shopping(buy: &[Buy]) -> Markup {
    html! {
        @if !buy.is_empty() {
            h2 { "What to buy" }
            ul {
                @for part in buy {
                    li { strong { (part.item) } ", "
                        @match part.price_usd { Some(usd) => { "about " (price(Some(usd))) }, None => { "price unknown" } }
                        ": " (part.why) }
                }
            }
        }
    }
}

/// Names shown of a list before it is folded.
const SHOWN: usize = 12;

fn fitting(fits: &Fits) -> Markup {
    let c = fits.counts;
    let known = c.ok + c.caution + c.adapter + c.no;
    html! {
        @if known > 0 {
            h2 { "At the ear" }
            p { "Of the " (known) " models whose socket is known: " (c.ok) " fit, " (c.caution) " with care, " (c.adapter) " with a converter, " (c.no) " do not." }
            @if !fits.models.is_empty() {
                details {
                    summary { "The " (fits.models.len()) " that go" }
                    ul.columns { @for model in &fits.models { li { a href=(address::model(&model.id)) { (model.name) } @if model.verdict != Verdict::Ok { " " (verdict(model.verdict)) } } } }
                }
            }
        }
        @if let Some(cables) = &fits.cables {
            h2 { "Cables at the ear" }
            (notes(Verdict::Ok, &cables.ok, "c")) (notes(Verdict::Caution, &cables.caution, "c"))
            (notes(Verdict::Adapter, &cables.adapter, "c")) (notes(Verdict::No, &cables.never, "c"))
        }
        @for (title, jacks, place) in [("At the source", Some(&fits.jacks), "j"), ("Plugs", fits.plugs.as_ref(), "p")] {
            @if let Some(jacks) = jacks.filter(|j| !(j.direct.is_empty() && j.adapter.is_empty() && j.never.is_empty())) {
                h2 { (title) }
                (notes(Verdict::Ok, &jacks.direct, place)) (notes(Verdict::Adapter, &jacks.adapter, place)) (notes(Verdict::No, &jacks.never, place))
            }
        }
    }
}

fn notes(said: Verdict, notes: &[JackNote], place: &str) -> Markup {
    let rows = |notes: &[JackNote]| {
        html! {
            ul { @for note in notes { li { a href={ "/" (place) "/" (note.id) } { (note.name) } ": " (note.because) } } }
        }
    };
    html! {
        @if !notes.is_empty() {
            h3 { (verdict(said)) }
            @if notes.len() <= SHOWN { (rows(notes)) } @else {
                (rows(&notes[..SHOWN]))
                details { summary { (notes.len() - SHOWN) " more" } (rows(&notes[SHOWN..])) }
            }
        }
    }
}

/// Pages that explain the parts that do not simply fit.
fn reading_on(joints: &[JointReport]) -> Markup {
    let ids = explained(joints);
    html! {
        @if !ids.is_empty() {
            p.note { "The parts explained: " @for (at, id) in ids.iter().take(3).enumerate() { @if at > 0 { " · " } a href=(address::topic(id)) { (id) } } }
        }
    }
}

fn form(query: &Query, wrong: &[Trouble]) -> Markup {
    let counted = NUMBERS.iter().any(|(key, _)| query.last(key).is_some());
    html! {
        form.parts action="/check" {
            h2 { "The parts" }
            p.hint { "From the ear to the device; leave out what you do not have or do not know." }
            @for (key, label, hint, suggest) in PARTS {
                @let several = matches!(key, "adapter" | "source");
                @let values: Vec<&str> = if several { query.all(key).collect() } else { query.last(key).into_iter().collect() };
                (TextField { key, label, hint, value: values.first().copied().unwrap_or_default(), suggest }.markup(wrong))
                @for (at, value) in values.iter().skip(1).copied().chain((several && !values.is_empty()).then_some("")).enumerate() {
                    div.field {
                        label for={ "f-" (key) "-" (at + 2) } { "Another " (if key == "source" { "device to compare" } else { "adapter behind it" }) }
                        input type="text" id={ "f-" (key) "-" (at + 2) } name=(key) value=(value) maxlength="300" autocomplete="off" data-suggest=[suggest];
                    }
                }
            }
            details open[counted] {
                summary { "Numbers instead of names" }
                @for (key, label) in NUMBERS {
                    (TextField { key, label, hint: "", value: query.last(key).unwrap_or_default(), suggest: None }.markup(wrong))
                }
            }
            div.actions { button.main { "Check" } a href="/check" { "Begin again" } }
        }
    }
}
