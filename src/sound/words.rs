//! Words for a sound, as probabilities: what reviewers would call it.
//!
//! Takes a response; gives each word of [`Signature`] with its probability, most likely first;
//! they sum to 1. A multinomial logistic regression on the bands below 8 kHz (couplers are not
//! to be trusted higher up), the bass above a knee, and the distance from Harman's target; its
//! numbers stand in `data/signatures.jsonc`, fitted to reviewers' labels by the test
//! `signatures`, which also measures it on labels it has not seen. Reviewers agree little
//! about words: rules read bands.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use super::bands::Bands;
use super::curve::Curve;
use super::distance_db;
use super::target::harman;
use crate::knowledge;
use crate::words::Signature;

/// What the words are judged by.
pub const INPUTS: [&str; 8] = [
    "sub_bass_db",
    "bass_db",
    "low_mids_db",
    "mids_db",
    "upper_mids_db",
    "treble_db",
    "bass_over_4_db",
    "ln_harman_distance_db",
];

/// `data/signatures.jsonc`.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureFile {
    /// For editors.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Mean and spread of each input over the labelled models.
    pub inputs: IndexMap<String, Input>,
    /// Each word.
    pub words: IndexMap<Signature, Word>,
}

/// How an input is brought to mean 0 and spread 1.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub spread: f64,
}

/// How much speaks for a word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The word for people.
    pub title: String,
    /// Logarithm of the odds at the mean of all inputs.
    pub at_mean: f64,
    /// Change of it with each input.
    pub by_input: [f64; INPUTS.len()],
}

/// The shipped file; `None` only if it were broken, which a test rules out.
static SHIPPED: LazyLock<Option<SignatureFile>> = LazyLock::new(|| {
    jsonc_parser::parse_to_serde_value(knowledge::SIGNATURES.1, &jsonc_parser::ParseOptions::default()).ok()
});

/// The shipped numbers.
pub fn shipped() -> Option<&'static SignatureFile> {
    SHIPPED.as_ref()
}

/// The inputs of a response, in the order of [`INPUTS`].
pub fn inputs(curve: &Curve, bands: &Bands) -> [f64; INPUTS.len()] {
    const KNEE_DB: f64 = 4.0;
    const NEAREST_DB: f64 = 0.1;
    let mut out = [0.0; INPUTS.len()];
    for (input, (_, db)) in out.iter_mut().take(6).zip(bands.iter()) {
        *input = db;
    }
    out[6] = (out[1] - KNEE_DB).max(0.0);
    out[7] = distance_db(curve, &harman().curve).max(NEAREST_DB).ln();
    out
}

/// What a response would be called.
#[derive(Debug, Clone, PartialEq)]
pub struct Sounds {
    words: Vec<(Signature, f64)>,
}

impl Sounds {
    /// The words for a response.
    pub fn of(curve: &Curve, bands: &Bands) -> Self {
        let at = inputs(curve, bands);
        let mut words = shipped().map_or_else(uniform, |file| file.judge(&at));
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Self { words }
    }

    /// Each word with its probability, most likely first; they sum to 1.
    pub fn iter(&self) -> impl Iterator<Item = (Signature, f64)> {
        self.words.iter().copied()
    }
}

impl SignatureFile {
    /// The probability of each word for some inputs, in the order of the file.
    pub fn judge(&self, at: &[f64; INPUTS.len()]) -> Vec<(Signature, f64)> {
        let scaled: Vec<f64> = self.inputs.values().zip(at).map(|(i, value)| (value - i.mean) / i.spread).collect();
        let odds = |word: &Word| word.at_mean + word.by_input.iter().zip(&scaled).map(|(by, x)| by * x).sum::<f64>();
        let all: Vec<(Signature, f64)> = self.words.iter().map(|(word, w)| (*word, odds(w))).collect();
        let most = all.iter().fold(f64::MIN, |most, (_, odds)| most.max(*odds));
        let total: f64 = all.iter().map(|(_, odds)| (odds - most).exp()).sum();
        all.into_iter().map(|(word, odds)| (word, (odds - most).exp() / total)).collect()
    }
}

fn uniform() -> Vec<(Signature, f64)> {
    let n = Signature::iter().count() as f64;
    Signature::iter().map(|word| (word, 1.0 / n)).collect()
}

/// A word for people.
pub fn title(word: Signature) -> &'static str {
    shipped().and_then(|file| file.words.get(&word)).map_or(word.word(), |w| w.title.as_str())
}
