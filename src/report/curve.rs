//! Measured curves judged: `iem-curve-score-1` and the same for people.

use serde_json::{Map, Value, json};

use super::Page;
use super::models::signature;
use super::text::{HEAD, pad, paragraph, styled};
use crate::sound::words::{self, Sounds};
use crate::sound::{Bands, Judged, Rig, Target, Withheld};

/// A curve, what it was compared with, and how far it is from it.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// The target.
    pub target: &'a Target,
    /// The coupler the curve was measured with.
    pub rig: Rig,
    /// Score and errors.
    pub judged: &'a Judged,
    /// Bands against neutral.
    pub bands: &'a Bands,
    /// Words of the signature with their probabilities.
    pub sounds: &'a Sounds,
}

/// `iem-curve-score-1`.
pub fn score_json(scored: &Scored) -> Value {
    let bands: Map<String, Value> = scored.bands.iter().map(|(band, db)| (band.id.to_owned(), json!(db))).collect();
    let errors = &scored.judged.errors;
    json!({
        "schema": "iem-curve-score-1",
        "score": scored.judged.score,
        "std": errors.deviation_db,
        "slope": errors.slope,
        "mean": errors.mean_db,
        "bands": bands,
        "signature": signature(scored.sounds),
        "target": scored.target.id,
        "rig": scored.rig.to_string(),
        "reason": scored.judged.withheld.map(|w| because(w, scored)),
    })
}

/// The same for people.
pub fn score_human(scored: &Scored, page: Page) -> String {
    let mut out = String::from("\n");
    let errors = &scored.judged.errors;
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
            "curves of a {} coupler cannot be compared with {}, which holds for {}.",
            scored.rig, scored.target.name, scored.target.rig
        ),
    }
}
