//! Where frequencies lie among others: interpolation that is linear in dB over log frequency, and means.
//!
//! Takes rising ln f; keeps a place or a weight for each point, so that levels are only multiplied.

use std::sync::OnceLock;

/// For each point of another grid: the point of this grid below it, and how far it lies to the next.
#[derive(Debug, Clone)]
pub(super) struct Places(Vec<(usize, f64)>);

/// A mean over other frequencies as a weight for each point of a grid: interpolation is linear.
#[derive(Debug, Clone)]
pub(super) struct Mean {
    /// The first point that counts.
    from: usize,
    /// Weights up to the last point that counts.
    weights: Vec<f64>,
}

/// The places of all standard frequencies on one grid.
#[derive(Debug, Clone)]
pub(super) struct Standard {
    /// 500-1000 Hz.
    pub(super) level: Mean,
    /// 20 Hz-10 kHz, where scores are taken.
    pub(super) whole: Places,
    /// The bands, in their order.
    pub(super) bands: Vec<Mean>,
    /// Where roughness is taken, once somebody asked.
    pub(super) rough: OnceLock<Places>,
}

impl Mean {
    /// From ln f of a grid, over the points of another.
    pub(super) fn over(x: &[f64], to: &[f64]) -> Self {
        let mut weights = vec![0.0; x.len()];
        let Places(places) = Places::new(x, to);
        let share = 1.0 / places.len().max(1) as f64;
        for (below, part) in places {
            let next = (below + 1).min(weights.len() - 1);
            weights[below] += share * (1.0 - part);
            weights[next] += share * part;
        }
        let from = weights.iter().position(|weight| *weight != 0.0).unwrap_or(0);
        let to = weights.iter().rposition(|weight| *weight != 0.0).map_or(from, |last| last + 1);
        Self { from, weights: weights[from..to].to_vec() }
    }

    /// The mean of these levels, dB.
    pub(super) fn of(&self, db: &[f64]) -> f64 {
        self.weights.iter().zip(db.get(self.from..).unwrap_or_default()).map(|(weight, db)| weight * db).sum()
    }
}

impl Places {
    /// From ln f of a grid, for the points of another.
    pub(super) fn new(x: &[f64], to: &[f64]) -> Self {
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
        Self(to.iter().map(place).collect())
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
