//! What resistances did to a curve, and what can keep an impedance from following.

use std::sync::Arc;

use crate::sound::curve::{Curve, average};
use crate::sound::grid::Grid;

/// A curve measured through a resistance.
#[derive(Debug, Clone)]
pub struct Resisted {
    /// The resistance in series, ohm.
    pub ohm: f64,
    /// What was measured.
    pub curve: Curve,
}

/// What is made of the phase of the impedance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// Nothing: resistance and impedance add as numbers.
    #[default]
    Ignored,
    /// That of a minimum-phase impedance with the same magnitude.
    Minimum,
}

/// Why there is no impedance.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImpedanceError {
    /// No curve through a resistance.
    #[error("name at least one curve measured through a resistance: --with 75=FILE")]
    NoResistance,
    /// One resistance says nothing about the nominal impedance.
    #[error(
        "one resistance does not tell the impedance at 1 kHz; give it with --nominal 16 (the maker's figure), \
         or name the model with --model, or add a second resistance with --with"
    )]
    NominalNeeded,
    /// Every nominal impedance fits.
    #[error(
        "these curves fit any nominal impedance from {low:.0} to {high:.0} ohm, so it cannot be estimated; \
         give it with --nominal"
    )]
    NominalOpen {
        /// The lowest that fits, ohm.
        low: f64,
        /// The highest that fits, ohm.
        high: f64,
    },
    /// No passive earphone does that.
    #[error(
        "with {resistance} ohm in series the level rises more against 1 kHz than any earphone of {nominal:.1} ohm \
         can make it; check the nominal impedance, and that --plain and --with are not exchanged"
    )]
    Impossible {
        /// The resistance, ohm.
        resistance: f64,
        /// The nominal impedance, ohm.
        nominal: f64,
    },
    /// A resistance or impedance that is none.
    #[error("{0} ohm is not plausible: an earphone has 1 to 2000 ohm, a resistor 0.1 to 10,000")]
    Implausible(f64),
    /// The curves have no common range.
    #[error("the curves do not share a range of frequencies")]
    NoOverlap,
}

/// Steps of the grid in an octave.
const STEPS: i32 = 24;
/// Where all is relative to, Hz.
pub(in crate::sound) const ANCHOR_HZ: f64 = 1000.0;

/// Level differences that resistances made, against 1 kHz, dB.
pub(super) struct Differences {
    pub(super) grid: Arc<Grid>,
    /// Index of 1 kHz.
    pub(super) anchor: usize,
    pub(super) resistances: Vec<f64>,
    pub(super) db: Vec<Vec<f64>>,
}

impl Differences {
    pub(super) fn new(plain: &Curve, with: &[Resisted]) -> Result<Self, ImpedanceError> {
        if let Some(odd) = with.iter().map(|w| w.ohm).find(|r| !(0.1..=10_000.0).contains(r)) {
            return Err(ImpedanceError::Implausible(odd));
        }
        let mut resistances: Vec<f64> = with.iter().map(|w| w.ohm).collect();
        resistances.sort_by(f64::total_cmp);
        resistances.dedup();
        if resistances.is_empty() {
            return Err(ImpedanceError::NoResistance);
        }
        let sides = |r: f64| with.iter().filter(move |w| w.ohm == r).map(|w| w.curve.clone()).collect::<Vec<_>>();
        let curves: Option<Vec<Curve>> = resistances.iter().map(|r| average(&sides(*r))).collect();
        let curves = curves.ok_or(ImpedanceError::NoOverlap)?;
        let (grid, anchor) = common_grid(curves.iter().chain([plain])).ok_or(ImpedanceError::NoOverlap)?;
        let base = plain.smoothed(&grid);
        let against = |curve: &Curve| {
            let db: Vec<f64> = curve.smoothed(&grid).iter().zip(&base).map(|(a, b)| a - b).collect();
            db.iter().map(|v| v - db[anchor]).collect()
        };
        let db = curves.iter().map(against).collect();
        Ok(Self { grid: Arc::new(grid), anchor, resistances, db })
    }

    /// Indices of the grid whose differences are trusted: 25 Hz-8 kHz.
    pub(super) fn trusted(&self) -> impl Iterator<Item = usize> {
        let inside = |i: &usize| (25.0..=8000.0).contains(&self.grid.hz()[*i]);
        (0..self.grid.hz().len()).filter(inside)
    }
}

/// The grid of the range 20 Hz-20 kHz that all curves share, and the index of 1 kHz in it.
fn common_grid<'a>(curves: impl Iterator<Item = &'a Curve>) -> Option<(Grid, usize)> {
    let (mut low, mut high) = (20.0_f64, 20_000.0_f64);
    for curve in curves {
        low = low.max(*curve.hz().first()?);
        high = high.min(*curve.hz().last()?);
    }
    let hz = |step: i32| ANCHOR_HZ * 2f64.powf(f64::from(step) / f64::from(STEPS));
    let steps: Vec<i32> = (-10 * STEPS..=10 * STEPS).filter(|s| (low..=high).contains(&hz(*s))).collect();
    let anchor = steps.iter().position(|s| *s == 0)?;
    Some((Grid::new(steps.into_iter().map(hz).collect()).ok()?, anchor))
}
