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
    pub(super) level: Mean,
    /// 20 Hz-10 kHz, where scores are taken.
    pub(super) whole: Places,
    /// The bands, in their order.
    pub(super) bands: Vec<Mean>,
}

/// A mean over other frequencies as a weight for each point of a grid: interpolation is linear.
#[derive(Debug, Clone)]
pub(super) struct Mean(Vec<f64>);

impl Mean {
    fn over(from: &Grid, to: &Grid) -> Self {
        let mut weights = vec![0.0; from.hz().len()];
        let Places(places) = Places::new(from, to);
        let share = 1.0 / places.len().max(1) as f64;
        for (below, part) in places {
            let next = (below + 1).min(weights.len() - 1);
            weights[below] += share * (1.0 - part);
            weights[next] += share * part;
        }
        Self(weights)
    }

    /// The mean of these levels, dB.
    pub(super) fn of(&self, db: &[f64]) -> f64 {
        self.0.iter().zip(db).map(|(weight, db)| weight * db).sum()
    }
}

impl Onto {
    pub(super) fn new(grid: &Grid) -> Self {
        Self {
            level: Mean::over(grid, &LEVEL),
            whole: Places::new(grid, whole_grid()),
            bands: bands::grids().map(|band| Mean::over(grid, band)).collect(),
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
}
