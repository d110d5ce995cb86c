//! A measured curve judged: score and errors against a target, bands and words.

use super::read::Reading;
use super::words::Sounds;
use super::{Bands, Judged, Rig, Target, judge};

/// A curve, what it was compared with, and how far it is from it.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The target.
    pub target: Target,
    /// The coupler the curve was measured with.
    pub rig: Rig,
    /// Score and errors.
    pub judged: Judged,
    /// Bands against neutral.
    pub bands: Bands,
    /// Words of the signature with their probabilities.
    pub sounds: Sounds,
}

impl Scored {
    /// Judges what was read of a file; `rig` says what the file does not.
    pub fn of(reading: &Reading, target: Target, rig: Option<Rig>) -> Self {
        let read = if reading.other_rig.is_some() { Rig::Type5128 } else { Rig::Coupler711 };
        let rig = rig.unwrap_or(read);
        let judged = judge(&reading.curve, &target, rig);
        let bands = Bands::of(&reading.curve);
        let sounds = Sounds::of(&reading.curve, &bands);
        Self { target, rig, judged, bands, sounds }
    }
}
