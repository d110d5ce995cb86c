//! Where the standard frequencies lie on a grid: found once for all curves that share it.

use std::sync::LazyLock;

use super::bands;
use super::curve::Grid;
use super::score::whole_grid;

/// 500-1000 Hz, where curves are brought to the same level.
static LEVEL: LazyLock<Grid> = LazyLock::new(|| Grid::log_spaced(500.0, 1000.0, 49));

/// For each point of another grid: the point of this grid below it, and how far it lies to the next.
#[derive(Debug, Clone)]
pub(super) struct Places(Vec<(usize, f64)>);

/// The places of all standard frequencies on one grid.
#[derive(Debug, Clone)]
pub(super) struct Onto {
    /// 500-1000 Hz.
    pub(super) level: Places,
    /// 20 Hz-10 kHz, where scores are taken.
    pub(super) whole: Places,
    /// The bands, in their order.
    pub(super) bands: Vec<Places>,
}

impl Onto {
    pub(super) fn new(grid: &Grid) -> Self {
        Self {
            level: Places::new(grid, &LEVEL),
            whole: Places::new(grid, whole_grid()),
            bands: bands::grids().map(|band| Places::new(grid, band)).collect(),
        }
    }
}

impl Places {
    pub(super) fn new(from: &Grid, to: &Grid) -> Self {
        let x = from.ln_hz();
        let mut i = 0;
        let place = |at: &f64| {
            while i + 2 < x.len() && x[i + 1] < *at {
                i += 1;
            }
            match x.get(i + 1) {
                Some(next) => (i, ((at - x[i]) / (next - x[i])).clamp(0.0, 1.0)),
                None => (i, 0.0),
            }
        };
        Self(to.ln_hz().iter().map(place).collect())
    }

    /// Levels at the other grid's points, linear in dB over log frequency; outside the data the
    /// end value holds.
    pub(super) fn sample<'a>(&'a self, db: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.0.iter().map(|&(i, part)| {
            let next = db.get(i + 1).unwrap_or(&db[i]);
            db[i] + (next - db[i]) * part
        })
    }

    /// Mean of these levels, dB.
    pub(super) fn mean(&self, db: &[f64]) -> f64 {
        self.sample(db).sum::<f64>() / self.0.len().max(1) as f64
    }
}
