//! The phase of a minimum-phase impedance from its magnitude.
//!
//! H. W. Bode's relation between gain and phase: the phase at f is the slope d ln|Z| / d ln f
//! weighted with ln coth(|u| / 2) / pi, u = ln(f' / f). Below the lowest frequency and above
//! 10 kHz, where differences of levels are mostly how the earphone sat, the magnitude is taken as
//! constant. The impedance of a passive two-pole has its phase within 90 degrees.

use crate::sound::grid::Grid;

/// Cosine of the phase at each frequency of an evenly spaced grid.
pub(super) fn cosines(grid: &Grid, ohm: &[f64]) -> Vec<f64> {
    let count = ohm.len();
    if count < 3 {
        return vec![1.0; count];
    }
    let ln_hz = grid.ln_hz();
    let step = (ln_hz[count - 1] - ln_hz[0]) / (count - 1) as f64;
    let weights: Vec<f64> = (0..count).map(|k| weight(k, step)).collect();
    let last = grid.hz().iter().rposition(|hz| *hz <= HIGHEST_HZ).unwrap_or(count - 1);
    let ln_ohm: Vec<f64> = (0..count).map(|i| ohm[i.min(last)].ln()).collect();
    // Half the rise from the point before to the point after; the ends go on level.
    let rise = |i: usize| (ln_ohm[(i + 1).min(count - 1)] - ln_ohm[i.saturating_sub(1)]) / 2.0;
    let rises: Vec<f64> = (0..count).map(rise).collect();
    let angle = |i: usize| rises.iter().enumerate().map(|(k, r)| r * weights[k.abs_diff(i)]).sum::<f64>();
    (0..count).map(|i| (angle(i) / std::f64::consts::PI).clamp(-LIMIT, LIMIT).cos()).collect()
}

/// Couplers are not trusted above, Hz.
const HIGHEST_HZ: f64 = 10_000.0;
/// A little less than a right angle.
const LIMIT: f64 = 1.55;

/// ln coth(|u| / 2) at a distance of `k` steps; its mean over the step around 0.
fn weight(k: usize, step: f64) -> f64 {
    if k == 0 {
        return (4.0 / step).ln() + 1.0;
    }
    let half = k as f64 * step / 2.0;
    (1.0 / half.tanh()).ln()
}
