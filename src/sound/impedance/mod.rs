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
mod differences;
mod fit;
mod nominal;
mod phase;

use std::path::Path;
use std::sync::Arc;

use super::curve::{Curve, mean};
use super::grid::Grid;
use super::read::{self, ReadError};
use super::standard::{BANDS, Band};

pub(crate) use catalogue::ImpedanceFile;
pub use catalogue::{Known, impedance_flaw, impedance_of, tone_shift};
use differences::{ANCHOR_HZ, Differences};
pub use differences::{ImpedanceError, Phase, Resisted};
use fit::level_db;

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
    /// How far the curves are from what this impedance predicts for them, 25 Hz-8 kHz, dB rms; no number where the
    /// impedance itself was measured.
    pub residual_db: f64,
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

    /// As it was measured; magnitudes add where the file has no phase.
    pub(crate) fn of_file(path: &Path) -> Result<Self, ReadError> {
        let (curve, degrees) = read::impedance(path)?;
        let (grid, ohm) = (curve.shared_grid(), curve.db().to_vec());
        let cos = match &degrees {
            Some(degrees) => degrees.iter().map(|d| d.clamp(-90.0, 90.0).to_radians().cos()).collect(),
            None => vec![1.0; ohm.len()],
        };
        let nominal_ohm = curve.sample(&Grid::log_spaced(ANCHOR_HZ, ANCHOR_HZ * 1.0001, 2))[0];
        Ok(Self { grid, ohm, cos, nominal_ohm, nominal_interval_ohm: None, residual_db: f64::NAN })
    }

    /// How far curves are from what it predicts; `None` where it was measured itself.
    pub(crate) fn residual(&self) -> Option<f64> {
        self.residual_db.is_finite().then_some(self.residual_db)
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
