//! What a reviewer would grade, guessed from the measured response and the drivers.
//!
//! Takes a response; gives roughness in dB and the guesses as points from 0 to 100. Formulas and
//! how well they guess: `docs/tuning`; the numbers stand in `data/tone.jsonc` and `detail.jsonc`.

use super::bands::Bands;
use super::curve::{Curve, mean};
use super::learnt::{DETAIL, TONE};

/// What is inside one side, as far as the guess reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inside {
    /// All drivers.
    pub drivers: u32,
    /// Dynamic drivers.
    pub dynamic: u32,
    /// Planar drivers.
    pub planar: u32,
    /// Electrostatic drivers.
    pub electrostatic: u32,
}

/// Guessed grades of a response.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// See [`roughness_db`].
    pub roughness_db: f64,
    /// For tone, 0 to 100.
    pub tone: f64,
    /// For technical ability, 0 to 100.
    pub detail: f64,
}

impl Guess {
    /// From a response with its bands, and the drivers where they are known.
    pub fn of(curve: &Curve, bands: &Bands, inside: Option<Inside>) -> Self {
        let roughness_db = roughness_db(curve);
        let mut at = [roughness_db; 7];
        at.iter_mut().zip(bands.iter()).take(6).for_each(|(input, (_, db))| *input = db);
        let tone =
            (TONE.best + TONE.costs.iter().zip(at).map(|(knots, x)| line(knots, x)).sum::<f64>()).clamp(0.0, 100.0);
        let [_, bass_db, low_mids_db, ..] = at;
        let sound = DETAIL.tone_guess * tone
            + DETAIL.bass_db * bass_db
            + DETAIL.low_mids_db * low_mids_db
            + DETAIL.roughness_db * roughness_db;
        let detail = (DETAIL.constant + sound + inside.map_or(DETAIL.unknown, drivers)).clamp(0.0, 100.0);
        Self { roughness_db, tone, detail }
    }
}

/// What the drivers add, points.
fn drivers(inside: Inside) -> f64 {
    let if_so = |so: bool, points: f64| if so { points } else { 0.0 };
    DETAIL.each * f64::from(inside.drivers).min(DETAIL.most)
        + if_so(inside.planar > 0, DETAIL.planar)
        + if_so(inside.electrostatic > 0, DETAIL.electrostatic)
        + if_so(inside.drivers == 1 && inside.dynamic == 1, DETAIL.one_dynamic)
}

/// A straight line between knots, the end value outside.
fn line(knots: &[(f64, f64)], x: f64) -> f64 {
    let after = knots.partition_point(|(at, _)| *at < x);
    match (after.checked_sub(1).and_then(|i| knots.get(i)), knots.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some((_, y))) => *y,
        (None, None) => 0.0,
    }
}

/// How ragged a response is over 2-8 kHz, dB: rms of the response less its mean over an octave.
///
/// Both are taken at twenty-fourths of an octave: 49 points, each against the 25 around it.
pub fn roughness_db(curve: &Curve) -> f64 {
    const OCTAVE: usize = 24;
    let db: Vec<f64> = curve.at_rough().collect();
    let mut sum: f64 = db.iter().take(OCTAVE).sum();
    let squares: Vec<f64> = (OCTAVE..db.len())
        .map(|last| {
            sum += db[last];
            let over = db[last - OCTAVE / 2] - sum / (OCTAVE + 1) as f64;
            sum -= db[last - OCTAVE];
            over * over
        })
        .collect();
    mean(&squares).sqrt()
}
