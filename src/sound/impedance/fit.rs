//! |Z(f)| from level differences: in the least-squares sense where there are several.

use super::differences::{Differences, Phase};
use super::phase;
use crate::sound::curve::mean;

/// No earphone is outside, ohm.
const LOWEST_OHM: f64 = 0.1;
/// See [`LOWEST_OHM`].
const HIGHEST_OHM: f64 = 10_000.0;

/// Impedance over the grid of the differences.
pub(super) struct Solved {
    pub(super) ohm: Vec<f64>,
    pub(super) cos: Vec<f64>,
    /// Sum of squared deviations over resistances and trusted frequencies, dB².
    pub(super) squares: f64,
    /// A resistance whose differences no passive impedance gives.
    pub(super) impossible: Option<f64>,
}

impl Solved {
    pub(super) fn rms_db(&self, differences: &Differences) -> f64 {
        let count = differences.trusted().count() * differences.resistances.len();
        (self.squares / count.max(1) as f64).sqrt()
    }
}

/// Level that a resistance leaves at an impedance, dB: 20 log10(|Z| / |Z + R|).
pub(super) fn level_db(ohm: f64, resistance: f64, cos: f64) -> f64 {
    let sum = ohm * ohm + 2.0 * ohm * resistance * cos + resistance * resistance;
    20.0 * ohm.log10() - 10.0 * sum.log10()
}

/// The impedance that leaves a level, ohm; `None` when none does.
fn ohm_at(level_db: f64, resistance: f64, cos: f64) -> Option<f64> {
    let t2 = 10f64.powf(level_db / 10.0);
    let (b, left) = (t2 * resistance * cos, 1.0 - t2);
    let ohm = (b + (b * b + left * t2 * resistance * resistance).max(0.0).sqrt()) / left;
    (left > 0.0 && ohm.is_finite()).then(|| ohm.clamp(LOWEST_OHM, HIGHEST_OHM))
}

/// Solves for a nominal impedance; `start` is the cosine of the phase to begin with.
pub(super) fn solve(d: &Differences, nominal: f64, phase: Phase, start: Option<&[f64]>) -> Solved {
    let count = d.grid.hz().len();
    let mut cos = start.map_or_else(|| vec![1.0; count], <[f64]>::to_vec);
    let mut solved = magnitudes(d, nominal, &cos);
    if phase == Phase::Minimum {
        // The phase follows from the magnitude and the other way round: half steps settle both.
        for _ in 0..if start.is_some() { 8 } else { 24 } {
            let new = phase::cosines(&d.grid, &solved.ohm);
            cos.iter_mut().zip(new).for_each(|(c, n)| *c = f64::midpoint(*c, n));
            solved = magnitudes(d, nominal, &cos);
        }
    }
    solved
}

/// The magnitudes for a known phase.
fn magnitudes(d: &Differences, nominal: f64, cos: &[f64]) -> Solved {
    let anchored: Vec<f64> = d.resistances.iter().map(|r| level_db(nominal, *r, cos[d.anchor])).collect();
    let mut ohm = Vec::with_capacity(cos.len());
    let mut deviations = Vec::with_capacity(cos.len());
    let mut levels = vec![0.0; anchored.len()];
    for (i, c) in cos.iter().enumerate() {
        for (level, (db, at_anchor)) in levels.iter_mut().zip(d.db.iter().zip(&anchored)) {
            *level = db[i] + at_anchor;
        }
        let z = least_squares(&levels, &d.resistances, *c);
        deviations.push(levels.iter().zip(&d.resistances).map(|(l, r)| (level_db(z, *r, *c) - l).powi(2)).sum::<f64>());
        ohm.push(z);
    }
    let squares = d.trusted().map(|i| deviations[i]).sum();
    Solved { impossible: impossible(d, &anchored), ohm, cos: cos.to_vec(), squares }
}

/// The impedance whose levels are nearest to those measured: Gauss-Newton over ln |Z|.
fn least_squares(levels: &[f64], resistances: &[f64], cos: f64) -> f64 {
    let pairs = || levels.iter().zip(resistances);
    let single: Vec<f64> = pairs().map(|(l, r)| ohm_at(*l, *r, cos).unwrap_or(HIGHEST_OHM).ln()).collect();
    let mut x = mean(&single);
    if single.len() == 1 {
        return x.exp();
    }
    let slope_of = 20.0 / std::f64::consts::LN_10;
    for _ in 0..30 {
        let z = x.exp();
        let (mut gradient, mut curvature) = (0.0, 1e-12);
        for (level, r) in pairs() {
            let rest = z * r * cos + r * r;
            let slope = slope_of * rest / (z * z + z * r * cos + rest);
            gradient += slope * (level_db(z, *r, cos) - level);
            curvature += slope * slope;
        }
        let step = (gradient / curvature).clamp(-1.0, 1.0);
        x = (x - step).clamp(LOWEST_OHM.ln(), HIGHEST_OHM.ln());
        if step.abs() < 1e-7 {
            break;
        }
    }
    x.exp()
}

/// A resistance that raises the level over what it was without, at a tenth of the frequencies.
fn impossible(d: &Differences, anchored: &[f64]) -> Option<f64> {
    let trusted = d.trusted().count();
    let rises = |k: usize| d.trusted().filter(|i| d.db[k][*i] + anchored[k] >= 0.0).count();
    (0..anchored.len()).find(|k| rises(*k) * 10 > trusted).map(|k| d.resistances[k])
}
