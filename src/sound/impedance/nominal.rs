//! The impedance at 1 kHz from two or more resistances, with the range that fits.
//!
//! A nominal impedance that is not right leaves the resistances in disagreement. The range holds
//! all values whose disagreement is not clearly larger than the smallest one, under either view
//! of the phase: the formula without phase is simple but finds too little where |Z| changes
//! fast, and the range says so.

use super::differences::{Differences, ImpedanceError, Phase};
use super::fit::solve;

/// The values tried, ohm.
const RANGE_OHM: [f64; 2] = [2.0, 600.0];
/// Values tried over the whole range, then around the best.
const TRIES: usize = 72;
const FINE: usize = 24;
/// A range wider than this factor is no estimate.
const WIDEST: f64 = 6.0;
/// Deviations of neighbouring frequencies are alike, so 25 Hz-8 kHz holds about 17 independent
/// ones (half an octave each); 90 % of the outcomes lie within 1 + 1.645² / 17 of the least squares.
const ALLOWED: f64 = 1.16;
/// Level errors that no measurement is free of, dB.
const FLOOR_DB: f64 = 0.005;

/// A nominal impedance and where it lies.
pub(super) struct Estimate {
    pub(super) ohm: f64,
    pub(super) interval: [f64; 2],
}

/// Estimates it as seen with or without phase.
pub(super) fn estimate(d: &Differences, phase: Phase) -> Result<Estimate, ImpedanceError> {
    if d.resistances.len() < 2 {
        return Err(ImpedanceError::NominalNeeded);
    }
    let [plain, full] = [Phase::Ignored, Phase::Minimum].map(|phase| profile(d, phase));
    let (one, other) = if phase == Phase::Ignored { (plain, full) } else { (full, plain) };
    let [low, high] = one.interval;
    if low <= RANGE_OHM[0] || high >= RANGE_OHM[1] || high > WIDEST * low {
        return Err(ImpedanceError::NominalOpen { low, high });
    }
    let interval = [low.min(other.interval[0]), high.max(other.interval[1])];
    Ok(Estimate { ohm: one.ohm, interval })
}

/// The best value and the range around it, for one view of the phase.
fn profile(d: &Differences, phase: Phase) -> Estimate {
    let [low, high] = RANGE_OHM.map(f64::ln);
    let mut tried = tries(d, phase, low, high, TRIES);
    let best = least(&tried);
    let around = |i: usize| tried[i.min(tried.len() - 1)].0;
    let (from, to) = (around(best.saturating_sub(1)), around(best + 1));
    tried.extend(tries(d, phase, from, to, FINE));
    tried.sort_by(|a, b| a.0.total_cmp(&b.0));
    let best = least(&tried);
    let count = d.trusted().count() * d.resistances.len();
    let allowed = tried[best].1 * ALLOWED + count as f64 * FLOOR_DB * FLOOR_DB;
    let edge = |indices: &mut dyn Iterator<Item = usize>| {
        let mut inner = best;
        for i in indices {
            if tried[i].1 > allowed {
                return crossing(tried[best].1, allowed, tried[inner], tried[i]);
            }
            inner = i;
        }
        tried[inner].0
    };
    let interval = [edge(&mut (0..best).rev()), edge(&mut (best + 1..tried.len()))].map(f64::exp);
    Estimate { ohm: tried[best].0.exp(), interval }
}

/// (ln ohm, sum of squares) for values from `low` to `high`, evenly spaced.
fn tries(d: &Differences, phase: Phase, low: f64, high: f64, count: usize) -> Vec<(f64, f64)> {
    let mut cos: Option<Vec<f64>> = None;
    let at = |i: usize| low + (high - low) * i as f64 / (count - 1) as f64;
    (0..count)
        .map(|i| {
            let solved = solve(d, at(i).exp(), phase, cos.as_deref());
            let squares = solved.squares;
            cos = Some(solved.cos);
            (at(i), squares)
        })
        .collect()
}

fn least(tried: &[(f64, f64)]) -> usize {
    (0..tried.len()).min_by(|a, b| tried[*a].1.total_cmp(&tried[*b].1)).unwrap_or(0)
}

/// Where the sum of squares passes a limit between two tries; its root grows evenly.
fn crossing(least: f64, limit: f64, inner: (f64, f64), outer: (f64, f64)) -> f64 {
    let root = |v: f64| (v - least).max(0.0).sqrt();
    let span = root(outer.1) - root(inner.1);
    let share = if span > 0.0 { (root(limit) - root(inner.1)) / span } else { 1.0 };
    inner.0 + (outer.0 - inner.0) * share.clamp(0.0, 1.0)
}
