//! Measured curves judged: `iem-curve-score-1`, `-impedance-1`, `-shift-1`, and the same for people.

use serde_json::{Map, Value, json};

use super::Page;
use super::models::signature;
use super::text::{HEAD, pad, paragraph, styled};
use crate::sound::sides::Sides;
use crate::sound::words;
use crate::sound::{Curve, Impedance, Rig, Scored, Shift, Withheld};

impl Scored {
    /// Whether bands and words, which hold for 711 couplers alone, may be shown.
    fn comparable(&self) -> bool {
        self.rig == Rig::Coupler711
    }

    /// What must be known before any number is believed.
    fn caveats(&self) -> Vec<String> {
        let sides = self.sides.as_ref().and_then(Sides::caveat);
        let rig = (!self.comparable()).then(|| {
            if self.rig == Rig::Unknown {
                return "Which coupler was it? The file names one that is not known to be a 711, so score, bands and words \
                        are withheld. If it was a 711, add --rig 711."
                    .to_owned();
            }
            format!(
                "This curve is of another kind than those of 711 couplers ({}): the errors below compare it with a \
                 target that was made for another coupler; bands and words are withheld.",
                self.rig.title()
            )
        });
        let odds = self.named.filter(|named| *named != self.rig).map(|named| {
            format!("The file or its name tells of {}; --rig {} was taken instead.", named.title(), self.rig)
        });
        [sides, rig, odds].into_iter().flatten().collect()
    }
}

/// What was found of each side.
fn sides_json(sides: &Sides) -> Value {
    let one = |o: &crate::sound::sides::One| {
        json!({
            "name": o.name,
            "side": o.side.map(|s| s.to_string()),
            "used": o.used,
            "level_db": o.level_db,
            "bass_db": o.bass_db,
        })
    };
    json!({
        "found": sides.found.to_string(),
        "averaged": !sides.disagree(),
        "difference_rms_db": sides.rms_db,
        "difference_bass_db": sides.bass_db,
        "each": sides.each.iter().map(one).collect::<Vec<_>>(),
    })
}

/// `iem-curve-score-1`; `bands` and `signature` are null where they do not hold.
pub fn score_json(scored: &Scored) -> Value {
    let bands: Map<String, Value> = scored.bands.iter().map(|(band, db)| (band.id.to_owned(), json!(db))).collect();
    let errors = &scored.judged.errors;
    let caveats = scored.caveats();
    json!({
        "schema": "iem-curve-score-1",
        "score": scored.judged.score,
        "std": errors.deviation_db,
        "slope": errors.slope,
        "mean": errors.mean_db,
        "bands": scored.comparable().then_some(bands),
        "signature": scored.comparable().then(|| signature(&scored.sounds)),
        "target": scored.target.id,
        "rig": scored.rig.to_string(),
        "reason": scored.judged.withheld.map(|w| because(w, scored)),
        "sides": scored.sides.as_ref().map(sides_json),
        "caveat": (!caveats.is_empty()).then(|| caveats.join(" ")),
    })
}

/// The same for people.
pub fn score_human(scored: &Scored, page: Page) -> String {
    let mut out = String::from("\n");
    let errors = &scored.judged.errors;
    for caveat in scored.caveats() {
        out += &paragraph(page, " ! ", "   ", &caveat);
    }
    match (scored.judged.score, scored.judged.withheld) {
        (Some(score), _) => {
            out += &format!(" {}\n", styled(page, HEAD, &format!("Preference score {score:.0}")));
            let about = "Harman's in-ear model: 100 is perfect, and its own error is about 5 points.";
            out += &paragraph(page, " ", " ", about);
        }
        (None, why) => {
            let why = why.map(|w| because(w, scored)).unwrap_or_default();
            out += &paragraph(page, " ", " ", &format!("No preference score: {why}"));
        }
    }
    out += &format!("\n Against {}:\n", scored.target.name);
    let lines = [
        ("deviation", format!("{:.2} dB", errors.deviation_db), "how uneven the error is, 20 Hz-10 kHz"),
        ("slope", format!("{:+.2} dB", errors.slope), "of the error over ln f; above 0 is brighter than the target"),
        ("mean error", format!("{:.2} dB", errors.mean_db), "40 Hz-10 kHz, with no error at 500 Hz"),
    ];
    for (name, value, about) in lines {
        out += &paragraph(page, &format!("   {}{}", pad(name, 12), pad(&value, 10)), &" ".repeat(25), about);
    }
    if !scored.comparable() {
        return out;
    }
    out += "\n Against neutral (IEF Neutral 2023), level with it at 500-1000 Hz:\n";
    for (band, db) in scored.bands.iter() {
        let range = format!("{}-{} Hz", band.low_hz, band.high_hz);
        let uncertain = if band.high_hz > 10_000.0 { "  shown, never scored" } else { "" };
        out += &format!("   {}{db:+5.1} dB   {}{uncertain}\n", pad(band.title, 12), pad(&range, 13).trim_end());
    }
    let likely = scored.sounds.iter().filter(|(_, p)| *p >= 0.1);
    let said: Vec<String> = likely.map(|(word, p)| format!("{} {:.0} %", words::title(word), p * 100.0)).collect();
    out += &paragraph(page, "\n ", "   ", &format!("Sounds: {}", said.join(", ")));
    out
}

fn because(withheld: Withheld, scored: &Scored) -> String {
    match withheld {
        Withheld::Target => format!(
            "it is defined against Harman in-ear 2019 v2 alone (--target harman-ie-2019v2), not against {}.",
            scored.target.name
        ),
        Withheld::Rig => format!(
            "curves of another coupler ({}) cannot be compared with {}, which holds for {}.",
            scored.rig.title(),
            scored.target.name,
            scored.target.rig
        ),
    }
}

/// Frequencies that a table for people shows, Hz.
const SHOWN_HZ: [f64; 10] = [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 4000.0, 6000.0, 10_000.0];

/// `iem-curve-impedance-1`.
pub fn impedance_json(found: &Impedance) -> Value {
    json!({
        "schema": "iem-curve-impedance-1",
        "frequency_hz": found.hz(),
        "ohm": found.ohm(),
        "nominal_ohm": found.nominal_ohm,
        "nominal_interval_ohm": found.nominal_interval_ohm,
        "residual_db": found.residual(),
        "phase_degrees": found.phase_degrees().collect::<Vec<_>>(),
    })
}

/// Impedance over frequency for people; `with_phase` is mentioned where it explains more.
pub fn impedance_human(found: &Impedance, with_phase: Option<&Impedance>, page: Page) -> String {
    let (low, high) = (found.lowest_ohm(), found.highest_ohm());
    let head = format!("{low:.1} to {high:.1} ohm from 20 Hz to 10 kHz, {:.1} ohm at 1 kHz", found.nominal_ohm);
    let mut out = format!("\n {}\n", styled(page, HEAD, &head));
    if let Some([from, to]) = found.nominal_interval_ohm {
        let text = format!(
            "The impedance at 1 kHz was estimated: {:.1} ohm, and values from {from:.1} to {to:.1} ohm fit too. \
             If you know the maker's figure, give it with --nominal.",
            found.nominal_ohm
        );
        out += &paragraph(page, " ", " ", &text);
    }
    let text = match found.residual() {
        Some(db) => format!("The curves agree with it within {db:.2} dB rms, 25 Hz-8 kHz."),
        None => "As it stands in your file.".to_owned(),
    };
    out += &paragraph(page, " ", " ", &text);
    if let Some(better) = with_phase.filter(|b| b.residual_db < 0.7 * found.residual_db) {
        let text = format!(
            "With the phase of the impedance (--minimum-phase) they agree within {:.2} dB, at {:.1} ohm.",
            better.residual_db, better.nominal_ohm
        );
        out += &paragraph(page, " ", " ", &text);
    }
    out.push('\n');
    let at = |hz: f64| nearest(found.hz(), hz).map(|i| found.ohm()[i]);
    for hz in SHOWN_HZ {
        if let Some(ohm) = at(hz) {
            out += &format!("   {}{ohm:7.1} ohm\n", pad(&format!("{hz} Hz"), 10));
        }
    }
    out
}

/// `iem-curve-shift-1`.
pub fn shift_json(shift: &Shift, source_ohm: f64, found: &Impedance) -> Value {
    json!({
        "schema": "iem-curve-shift-1",
        "frequency_hz": shift.curve().hz(),
        "shift_db": shift.curve().db(),
        "source_ohm": source_ohm,
        "nominal_ohm": found.nominal_ohm,
        "nominal_interval_ohm": found.nominal_interval_ohm,
        "tone_shift_db": shift.span_db(),
    })
}

/// What a source does to the sound, for people.
pub fn shift_human(shift: &Shift, source_ohm: f64, page: Page) -> String {
    let head = format!("A source of {source_ohm} ohm bends the sound by {:.1} dB", shift.span_db());
    let mut out = format!("\n {}\n", styled(page, HEAD, &head));
    let about = "Largest minus smallest change from 20 Hz to 10 kHz, against a source of 0 ohm; 0 dB at 1 kHz.";
    out += &paragraph(page, " ", " ", about);
    out.push('\n');
    let curve: &Curve = shift.curve();
    for hz in SHOWN_HZ {
        if let Some(i) = nearest(curve.hz(), hz) {
            out += &format!("   {}{:+6.1} dB\n", pad(&format!("{hz} Hz"), 10), curve.db()[i]);
        }
    }
    out.push_str("\n By band:\n");
    for (band, db) in shift.bands() {
        out += &format!("   {}{db:+6.1} dB\n", pad(band.title, 12));
    }
    out
}

/// The place of a frequency in a list, if one of it is within a twentieth.
fn nearest(all: &[f64], hz: f64) -> Option<usize> {
    let far = |i: &usize| (all[*i] / hz).ln().abs();
    (0..all.len()).min_by(|a, b| far(a).total_cmp(&far(b))).filter(|i| far(i) < 0.05)
}
