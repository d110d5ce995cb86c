//! The impedance of an earphone from measurements through resistors, and what a source's
//! output impedance does to the sound.
//!
//! A resistance R in series changes the level at f by 20 log10(|Z| / (|Z| + R)). Takes the plain
//! curve, curves through known resistances, and the impedance at 1 kHz (the nominal one, or
//! estimated from two or more resistances); gives |Z(f)|. Each file may have its own gain, so
//! only differences against 1 kHz count. Curves are compared as means over a twelfth of an
//! octave, on a grid of 24 points an octave that holds 1 kHz.
//!
//! That formula adds magnitudes; a divider adds complex numbers. [`Phase::Minimum`] takes the
//! phase from |Z(f)| itself, as the impedance of a passive two-pole allows (`phase`).
//! `docs/impedance.md` has the figures. `fit` solves, `nominal` estimates, `catalogue` holds
//! what is known of models.

mod catalogue;
mod fit;
mod nominal;
mod phase;

use std::sync::Arc;

use super::curve::{Curve, average, mean};
use super::grid::Grid;
use super::standard::{BANDS, Band};

pub(crate) use catalogue::ImpedanceFile;
pub use catalogue::{Known, impedance_flaw, impedance_of, tone_shift};
use fit::level_db;

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

/// Impedance over frequency.
#[derive(Debug, Clone, PartialEq)]
pub struct Impedance {
    grid: Arc<Grid>,
    ohm: Vec<f64>,
    /// Cosine of the phase; 1 where magnitudes add.
    cos: Vec<f64>,
    /// At 1 kHz, ohm.
    pub nominal_ohm: f64,
    /// Where the nominal impedance lies, when it was estimated.
    pub nominal_interval_ohm: Option<[f64; 2]>,
    /// How far the curves are from what this impedance predicts for them, 25 Hz-8 kHz, dB rms.
    pub residual_db: f64,
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
pub(super) const ANCHOR_HZ: f64 = 1000.0;

/// Level differences that resistances made, against 1 kHz, dB.
struct Differences {
    grid: Arc<Grid>,
    /// Index of 1 kHz.
    anchor: usize,
    resistances: Vec<f64>,
    db: Vec<Vec<f64>>,
}

impl Impedance {
    /// From a plain curve and others through resistances; the same resistance may come more than
    /// once (left and right).
    ///
    /// # Errors
    /// Curves that do not determine an impedance.
    pub fn fit(
        plain: &Curve,
        with: &[Resisted],
        nominal_ohm: Option<f64>,
        phase: Phase,
    ) -> Result<Self, ImpedanceError> {
        let differences = Differences::new(plain, with)?;
        let (nominal, interval) = match nominal_ohm {
            Some(ohm) if (1.0..=2000.0).contains(&ohm) => (ohm, None),
            Some(ohm) => return Err(ImpedanceError::Implausible(ohm)),
            None => {
                let estimate = nominal::estimate(&differences, phase)?;
                (estimate.ohm, Some(estimate.interval))
            }
        };
        let solved = fit::solve(&differences, nominal, phase, None);
        if let Some(resistance) = solved.impossible {
            return Err(ImpedanceError::Impossible { resistance, nominal });
        }
        Ok(Self {
            residual_db: solved.rms_db(&differences),
            grid: differences.grid,
            ohm: solved.ohm,
            cos: solved.cos,
            nominal_ohm: nominal,
            nominal_interval_ohm: interval,
        })
    }

    /// The frequencies, Hz.
    pub fn hz(&self) -> &[f64] {
        self.grid.hz()
    }

    /// The magnitude at each, ohm.
    pub fn ohm(&self) -> &[f64] {
        &self.ohm
    }

    /// The phase at each without its sign, degrees; 0 when it is ignored.
    pub fn phase_degrees(&self) -> impl Iterator<Item = f64> {
        self.cos.iter().map(|c| c.acos().to_degrees())
    }

    /// The lowest magnitude from 20 Hz to 10 kHz, ohm.
    pub fn lowest_ohm(&self) -> f64 {
        self.audible().map(|(_, ohm)| ohm).fold(f64::INFINITY, f64::min)
    }

    /// The highest magnitude from 20 Hz to 10 kHz, ohm.
    pub fn highest_ohm(&self) -> f64 {
        self.audible().map(|(_, ohm)| ohm).fold(0.0, f64::max)
    }

    fn audible(&self) -> impl Iterator<Item = (f64, f64)> {
        let points = self.hz().iter().copied().zip(self.ohm.iter().copied());
        points.filter(|(hz, _)| (19.5..=10_000.0).contains(hz))
    }

    /// What a source's output impedance does, 0 dB at 1 kHz.
    pub fn shift(&self, source_ohm: f64) -> Shift {
        let levels = self.ohm.iter().zip(&self.cos).map(|(z, c)| level_db(*z, source_ohm, *c));
        let db: Vec<f64> = levels.collect();
        let flat = || Curve::on_grid(self.grid.clone(), vec![0.0; db.len()]);
        let curve = Curve::on_grid(self.grid.clone(), db.clone()).or_else(|_| flat());
        // The grid has no doubled or wild frequency, so one of the two is a curve.
        let curve = curve.unwrap_or_else(|_| unreachable!());
        Shift::new(curve)
    }
}

/// How a source's output impedance bends a response.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    curve: Curve,
}

impl Shift {
    fn new(curve: Curve) -> Self {
        let at = curve.sample(&Grid::log_spaced(ANCHOR_HZ, ANCHOR_HZ * 1.0001, 2))[0];
        let db = curve.db().iter().map(|v| v - at).collect();
        Self { curve: Curve::new(curve.hz().to_vec(), db).unwrap_or(curve) }
    }

    /// The change in dB over Hz, 0 dB at 1 kHz.
    pub fn curve(&self) -> &Curve {
        &self.curve
    }

    /// Largest minus smallest change, 20 Hz-10 kHz, dB.
    pub fn span_db(&self) -> f64 {
        let db = self.curve.sample(&Grid::log_spaced(20.0, 10_000.0, 216));
        let most = db.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        most - db.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// The mean change in each band, dB.
    pub fn bands(&self) -> impl Iterator<Item = (&'static Band, f64)> {
        let at = |band: &Band| mean(&self.curve.sample(&Grid::log_spaced(band.low_hz, band.high_hz, 49)));
        BANDS.iter().map(move |band| (band, at(band)))
    }

    /// A response as it is on that source.
    pub fn apply(&self, response: &Curve) -> Curve {
        let added = self.curve.sample(response.grid());
        let db = response.db().iter().zip(added).map(|(a, b)| a + b).collect::<Vec<_>>();
        Curve::on_grid(response.shared_grid(), db).unwrap_or_else(|_| response.clone())
    }
}

impl Differences {
    fn new(plain: &Curve, with: &[Resisted]) -> Result<Self, ImpedanceError> {
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
    fn trusted(&self) -> impl Iterator<Item = usize> {
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
