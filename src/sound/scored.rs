//! A measured curve judged: score and errors against a target, bands and words.

use super::read::Reading;
use super::sides::Sides;
use super::words::Sounds;
use super::{Bands, Judged, Rig, Target, judge};

/// A curve, what it was compared with, and how far it is from it.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The target.
    pub target: Target,
    /// The coupler the curve was measured with.
    pub rig: Rig,
    /// The coupler that file or name tell of.
    pub named: Option<Rig>,
    /// What was found of left and right.
    pub sides: Option<Sides>,
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
        let rig = rig.or(reading.rig).unwrap_or(Rig::Coupler711);
        let judged = judge(&reading.curve, &target, rig);
        let bands = Bands::of(&reading.curve);
        let sounds = Sounds::of(&reading.curve, &bands);
        let (named, sides) = (reading.rig, reading.sides.clone());
        Self { target, rig, named, sides, judged, bands, sounds }
    }
}
