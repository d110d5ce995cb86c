//! A level in dB over frequency in Hz.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::grid::{CurveError, Grid};
use super::places::Places;

/// A response or target.
#[derive(Debug, Clone)]
pub struct Curve {
    grid: Arc<Grid>,
    /// Those of a shipped response stand in the program itself.
    db: Cow<'static, [f64]>,
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
    pub fn on_grid(grid: Arc<Grid>, db: impl Into<Cow<'static, [f64]>>) -> Result<Self, CurveError> {
        let db = db.into();
        if grid.hz().len() != db.len() {
            return Err(CurveError::Lengths { db: db.len(), hz: grid.hz().len() });
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
        self.grid.hz()
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
        Places::new(self.grid.ln_hz(), on.ln_hz()).sample(&self.db).collect()
    }

    /// Means over a twelfth of an octave around other frequencies (a triangle, at half its height).
    pub(crate) fn smoothed(&self, on: &Grid) -> Vec<f64> {
        const WIDTH: f64 = 1.0 / 12.0;
        const HALF: i32 = 8;
        let offsets: Vec<f64> = (-HALF..=HALF).map(|k| f64::from(k) / f64::from(HALF + 1)).collect();
        let total: f64 = offsets.iter().map(|o| 1.0 - o.abs()).sum();
        let mut sum = vec![0.0; on.hz().len()];
        for offset in offsets {
            let factor = 2f64.powf(offset * WIDTH);
            let Ok(moved) = Grid::new(on.hz().iter().map(|hz| hz * factor).collect()) else { continue };
            let weight = (1.0 - offset.abs()) / total;
            sum.iter_mut().zip(self.sample(&moved)).for_each(|(s, db)| *s += weight * db);
        }
        sum
    }

    /// See `onto`.
    pub(super) fn whole(&self, find: impl FnOnce(&Self) -> Box<[f64]>) -> &[f64] {
        self.whole.get_or_init(|| find(self))
    }
}

/// Mean of some numbers; 0 of none.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The mean in dB over the range that all curves share, at the frequencies of the first.
///
/// `None` without a curve, or when the ranges do not overlap.
pub fn average(curves: &[Curve]) -> Option<Curve> {
    let first = curves.first()?;
    if curves.len() == 1 {
        return Some(first.clone());
    }
    let low = curves.iter().filter_map(|c| c.hz().first()).fold(0.0_f64, |a, b| a.max(*b));
    let high = curves.iter().filter_map(|c| c.hz().last()).fold(f64::INFINITY, |a, b| a.min(*b));
    let hz: Vec<f64> = first.hz().iter().copied().filter(|f| (low..=high).contains(f)).collect();
    let grid = Arc::new(Grid::new(hz).ok()?);
    let mut sum = vec![0.0; grid.hz().len()];
    for curve in curves {
        sum.iter_mut().zip(curve.sample(&grid)).for_each(|(s, db)| *s += db);
    }
    let n = curves.len() as f64;
    Curve::on_grid(grid, sum.into_iter().map(|s| s / n).collect::<Vec<_>>()).ok()
}
