//! How alike two sounds are: one number, and the bands that make it.
//!
//! A [`Shape`] is a response made ready for comparison, so that one can be compared with many.

use super::bands::Bands;
use super::curve::Curve;
use super::standard::{Band, scored_grid};

/// A response over 40 Hz-10 kHz with mean 0 over 500-1000 Hz.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape<'a> {
    db: &'a [f64],
}

impl<'a> Shape<'a> {
    /// Of a response.
    pub fn of(curve: &'a Curve) -> Self {
        let whole = curve.levelled_whole();
        Self { db: &whole[whole.len() - scored_grid().hz().len()..] }
    }

    /// Root mean square difference, dB.
    pub fn distance_db(&self, other: &Shape<'_>) -> f64 {
        let sum: f64 = self.db.iter().zip(other.db).map(|(a, b)| (a - b) * (a - b)).sum();
        (sum / self.db.len() as f64).sqrt()
    }
}

/// How far each band lies above another sound's, dB, the largest difference first.
///
/// Without the air above 8 kHz, where couplers are not to be trusted.
pub fn differences(of: &Bands, to: &Bands) -> Vec<(&'static Band, f64)> {
    let trusted = |(band, _): &(&'static Band, f64)| band.high_hz <= 8000.0;
    let mut all: Vec<(&'static Band, f64)> =
        of.iter().zip(to.iter()).map(|((band, a), (_, b))| (band, a - b)).filter(trusted).collect();
    all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    all
}
