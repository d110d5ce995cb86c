//! A level in dB over frequency in Hz.

use std::sync::{Arc, OnceLock};

use super::onto::{Onto, Places};

/// Rising frequencies, with their logarithms.
#[derive(Debug, Clone)]
pub struct Grid {
    hz: Vec<f64>,
    ln_hz: Vec<f64>,
    /// Where the standard frequencies lie, once somebody asked.
    onto: OnceLock<Onto>,
}

impl PartialEq for Grid {
    fn eq(&self, other: &Self) -> bool {
        self.hz == other.hz
    }
}

/// Why numbers are not a curve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurveError {
    /// Two lists of different lengths.
    #[error("{db} levels for {hz} frequencies")]
    Lengths {
        /// Number of levels.
        db: usize,
        /// Number of frequencies.
        hz: usize,
    },
    /// Frequencies that do not rise, or are not positive.
    #[error("frequencies must be positive and rise")]
    NotRising,
    /// A level that is no number.
    #[error("a level is not a finite number")]
    NotFinite,
}

impl Grid {
    /// From rising, positive frequencies in Hz.
    ///
    /// # Errors
    /// When they are not, or when there is none.
    pub fn new(hz: Vec<f64>) -> Result<Self, CurveError> {
        let rising = hz.windows(2).all(|w| w[0] < w[1]);
        if hz.is_empty() || !rising || hz[0] <= 0.0 || !hz.iter().all(|f| f.is_finite()) {
            return Err(CurveError::NotRising);
        }
        let ln_hz = hz.iter().map(|f| f.ln()).collect();
        Ok(Self { hz, ln_hz, onto: OnceLock::new() })
    }

    /// `count` frequencies from `low` to `high` Hz, both included, evenly spaced in log frequency.
    pub(crate) fn log_spaced(low: f64, high: f64, count: usize) -> Self {
        let steps = (count.max(2) - 1) as f64;
        let ln_hz: Vec<f64> = (0..count.max(2)).map(|i| low.ln() + (high.ln() - low.ln()) * i as f64 / steps).collect();
        Self { hz: ln_hz.iter().map(|l| l.exp()).collect(), ln_hz, onto: OnceLock::new() }
    }

    /// The frequencies in Hz.
    pub fn hz(&self) -> &[f64] {
        &self.hz
    }

    pub(super) fn ln_hz(&self) -> &[f64] {
        &self.ln_hz
    }

    fn onto(&self) -> &Onto {
        self.onto.get_or_init(|| Onto::new(self))
    }
}

/// A response or target.
#[derive(Debug, Clone)]
pub struct Curve {
    grid: Arc<Grid>,
    db: Vec<f64>,
    /// Levels at the frequencies of scores, once somebody asked: every judgement needs them.
    whole: OnceLock<Box<[f64]>>,
}

impl PartialEq for Curve {
    fn eq(&self, other: &Self) -> bool {
        self.grid == other.grid && self.db == other.db
    }
}

impl Curve {
    /// From frequencies in Hz and levels in dB.
    ///
    /// # Errors
    /// Lists that do not make a curve.
    pub fn new(hz: Vec<f64>, db: Vec<f64>) -> Result<Self, CurveError> {
        Self::on_grid(Arc::new(Grid::new(hz)?), db)
    }

    /// On a grid that several curves share.
    ///
    /// # Errors
    /// A different number of levels, or a level that is no number.
    pub fn on_grid(grid: Arc<Grid>, db: Vec<f64>) -> Result<Self, CurveError> {
        if grid.hz.len() != db.len() {
            return Err(CurveError::Lengths { db: db.len(), hz: grid.hz.len() });
        }
        if !db.iter().all(|v| v.is_finite()) {
            return Err(CurveError::NotFinite);
        }
        Ok(Self { grid, db, whole: OnceLock::new() })
    }

    /// Other levels at the same frequencies.
    ///
    /// # Errors
    /// A different number of levels, or a level that is no number.
    pub fn with_levels(&self, db: Vec<f64>) -> Result<Self, CurveError> {
        Self::on_grid(self.grid.clone(), db)
    }

    /// The frequencies.
    pub fn hz(&self) -> &[f64] {
        &self.grid.hz
    }

    pub(super) fn grid(&self) -> &Grid {
        &self.grid
    }

    pub(super) fn shared_grid(&self) -> Arc<Grid> {
        self.grid.clone()
    }

    /// The levels in dB.
    pub fn db(&self) -> &[f64] {
        &self.db
    }

    /// Levels at other frequencies; outside the data the end value holds.
    pub fn sample(&self, on: &Grid) -> Vec<f64> {
        Places::new(&self.grid, on).sample(&self.db).collect()
    }

    /// Means over a twelfth of an octave around other frequencies (a triangle, at half its height).
    pub(crate) fn smoothed(&self, on: &Grid) -> Vec<f64> {
        const WIDTH: f64 = 1.0 / 12.0;
        const HALF: i32 = 8;
        let offsets: Vec<f64> = (-HALF..=HALF).map(|k| f64::from(k) / f64::from(HALF + 1)).collect();
        let total: f64 = offsets.iter().map(|o| 1.0 - o.abs()).sum();
        let mut sum = vec![0.0; on.hz.len()];
        for offset in offsets {
            let factor = 2f64.powf(offset * WIDTH);
            let Ok(moved) = Grid::new(on.hz.iter().map(|hz| hz * factor).collect()) else { continue };
            let weight = (1.0 - offset.abs()) / total;
            sum.iter_mut().zip(self.sample(&moved)).for_each(|(s, db)| *s += weight * db);
        }
        sum
    }

    /// Mean level over 500-1000 Hz, dB.
    pub fn level_db(&self) -> f64 {
        self.grid.onto().level.of(&self.db)
    }

    /// Levels at other frequencies, with mean 0 over 500-1000 Hz.
    pub fn levelled(&self, on: &Grid) -> Vec<f64> {
        let level = self.level_db();
        self.sample(on).into_iter().map(|v| v - level).collect()
    }
}

impl Curve {
    /// Levels at the frequencies of scores (20 Hz-10 kHz), with mean 0 over 500-1000 Hz.
    pub(super) fn levelled_whole(&self) -> &[f64] {
        self.whole.get_or_init(|| {
            let level = self.level_db();
            self.grid.onto().whole.sample(&self.db).map(|v| v - level).collect()
        })
    }

    /// Mean over each band, with mean 0 over 500-1000 Hz, dB.
    pub(super) fn levelled_bands(&self) -> impl Iterator<Item = f64> + '_ {
        let level = self.level_db();
        self.grid.onto().bands.iter().map(move |band| band.of(&self.db) - level)
    }
}

/// Mean of some numbers; 0 of none.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
