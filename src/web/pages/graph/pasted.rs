//! A pasted curve: drawn over the target with its sides, judged, and forgotten.

use maud::{Markup, html};

use super::{FIELDS, LONGEST, Pasted, form, paste};
use crate::sound::read::{self, ReadError, Reading};
use crate::sound::sides::Named;
use crate::sound::{Rig, harman};
use crate::web::Site;
use crate::web::answer::{Answer, Ask};
use crate::web::form::mistakes;
use crate::web::frame::{Sheet, framed};
use crate::web::given::{Trouble, without_dashes};
use crate::web::graph::{bands_table, large};
use crate::web::lines::Lines;
use crate::{Graph, Scored, json};

/// How the text is called in mistakes.
const NAME: &str = "your curve";

/// The page of a pasted curve.
pub(crate) fn pasted(site: &Site, ask: &Ask) -> Answer {
    let mut lines = Lines::of(site, &ask.query.without(&["text", "rig"]), &[]);
    let text = ask.query.pairs().find(|(key, _)| *key == "text").map_or("", |(_, text)| text);
    let rig = rig(ask, &mut lines.wrong);
    let read = if text.len() > LONGEST { Err(too_long()) } else { read::pasted(NAME, text) };
    let before = Pasted { text: if text.len() > LONGEST { "" } else { text }, rig };
    let title = "Your curve";
    let main = match read {
        Ok((reading, curves)) => shown(&lines, &reading, &curves, &before),
        Err(error) => {
            let trouble = trouble(&error);
            lines.wrong.push(trouble.clone());
            html! {
                (mistakes(&lines.wrong, &FIELDS))
                h1 { (title) }
                (flaw(&error, text))
                (paste(&lines, &before, &[trouble]))
            }
        }
    };
    Answer::page(lines.status(), framed(&Sheet { title, main, part: "/graph", scripts: &[] }))
}

/// The coupler that was chosen.
fn rig(ask: &Ask, wrong: &mut Vec<Trouble>) -> Option<Rig> {
    let word = ask.query.last("rig")?;
    let rig = <Rig as strum::IntoEnumIterator>::iter().find(|rig| rig.to_string() == word);
    if rig.is_none() {
        let message = format!("no coupler is called \"{word}\"");
        wrong.push(Trouble { field: Some("rig".to_owned()), message, help: "choose one of the list".to_owned() });
    }
    rig
}

fn too_long() -> ReadError {
    ReadError {
        file: NAME.to_owned(),
        line: None,
        what: "the text is longer than 200 kB".to_owned(),
        help: "export one measurement with 1/48 octave steps or coarser".to_owned(),
    }
}

fn trouble(error: &ReadError) -> Trouble {
    let line = error.line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let message = format!("{line}{}", error.what);
    Trouble { field: Some("text".to_owned()), message, help: without_dashes(&error.help) }
}

/// The line that cannot be read.
fn flaw(error: &ReadError, text: &str) -> Markup {
    let line = error.line.and_then(|at| Some((at, text.lines().nth(at.checked_sub(1)?)?)));
    html! {
        @if let Some((at, line)) = line {
            p { "Line " (at) " of the text:" }
            pre tabindex="0" { code { (line.chars().take(200).collect::<String>()) } }
        }
    }
}

fn shown(lines: &Lines<'_>, reading: &Reading, curves: &[Named], before: &Pasted<'_>) -> Markup {
    let mut graph = lines.graph();
    // Where one side alone is shown, it stands there under its own name.
    if curves.len() < 2 || reading.sides.as_ref().is_none_or(|sides| !sides.disagree()) {
        graph.add_curve("yours", NAME, &reading.curve);
    }
    sides(&mut graph, curves);
    let target = lines.target.clone().unwrap_or_else(|| harman().clone());
    let scored = Scored::of(reading, target, before.rig);
    html! {
        (mistakes(&lines.wrong, &FIELDS))
        h1 { "Your curve" }
        (large(&graph, "graph", None))
        (judged(&scored))
        section aria-labelledby="read" {
            h2 #read { "What was read" }
            (read_as(reading, curves))
        }
        (bands_table(&graph))
        (form(lines))
        (paste(lines, before, &[]))
    }
}

/// Each side as a line of its own.
fn sides(graph: &mut Graph, curves: &[Named]) {
    for (at, one) in curves.iter().enumerate().filter(|_| curves.len() > 1) {
        let name = one.side.map_or_else(|| format!("curve {}", at + 1), |side| format!("its {side} side"));
        graph.add_curve(&format!("side-{}", at + 1), &name, &one.curve);
    }
}

/// Score, errors, words.
fn judged(scored: &Scored) -> Markup {
    let document = json::score(scored);
    let said = |key: &str| document.get(key).and_then(|value| value.as_str()).map(without_dashes);
    let errors = &scored.judged.errors;
    let rows = [
        ("deviation", format!("{:.2} dB", errors.deviation_db), "how uneven the error is, 20 Hz-10 kHz"),
        ("slope", format!("{:+.2} dB", errors.slope), "of the error over ln f; above 0 is brighter than the target"),
        ("mean error", format!("{:.2} dB", errors.mean_db), "40 Hz-10 kHz, with no error at 500 Hz"),
    ];
    html! {
        section aria-labelledby="judged" {
            h2 #judged { "Against " (scored.target.name) }
            @if let Some(caveat) = said("caveat") { p.warn { (caveat) } }
            @if let Some(score) = scored.judged.score {
                p { strong { "Preference score " span.num { (format!("{score:.0}")) } } ". Harman's in-ear model: 100 is perfect, and its own error is about 5 points." }
            } @else if let Some(reason) = said("reason") {
                p { "No preference score: " (reason) }
            }
            div.scroll tabindex="0" role="region" aria-labelledby="judged" {
                table {
                    caption { "How far it is from the target" }
                    thead { tr { th scope="col" { "Error" } th.n scope="col" { "Value" } th scope="col" { "What it is" } } }
                    tbody {
                        @for (name, value, about) in &rows { tr { th scope="row" { (name) } td.n { (value) } td { (about) } } }
                    }
                }
            }
            @if document.get("signature").is_some_and(|words| !words.is_null()) {
                p { "Sounds " (crate::report::sounds_said(&scored.sounds)) "." }
            }
        }
    }
}

fn read_as(reading: &Reading, curves: &[Named]) -> Markup {
    let (hz, coupler) = (reading.curve.hz(), reading.rig.map(Rig::title));
    let ends = hz.first().zip(hz.last()).map(|(low, high)| format!("{low:.0} Hz to {high:.0} Hz")).unwrap_or_default();
    let apart = reading
        .sides
        .as_ref()
        .map(|s| format!("{:.1} dB rms over 100 Hz-6 kHz, {:.1} dB in the bass", s.rms_db, s.bass_db));
    html! {
        dl.facts {
            dt { "Curves" } dd { (curves.len()) }
            dt { "Points" } dd { (hz.len()) ", " (ends) }
            dt { "Coupler" } dd { (coupler.unwrap_or("the text names none: taken as a 711")) }
            @if let Some(apart) = apart { dt { "The sides differ by" } dd { (apart) } }
        }
    }
}
