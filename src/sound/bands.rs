//! The seven bands: how far a response lies above or below neutral.

use std::sync::LazyLock;

use super::curve::Curve;
use super::standard::{BANDS, Band};
use super::target::neutral;

/// The bands of the neutral reference.
static NEUTRAL: LazyLock<Vec<f64>> = LazyLock::new(|| neutral().curve.levelled_bands().collect());

/// Mean of response minus neutral reference in each band, dB.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    db: [f64; 7],
}

impl Bands {
    /// The bands of a response.
    pub fn of(curve: &Curve) -> Self {
        let mut db = [0.0; 7];
        for ((value, band), at_neutral) in db.iter_mut().zip(curve.levelled_bands()).zip(NEUTRAL.iter()) {
            *value = band - at_neutral;
        }
        Self { db }
    }

    /// Each band with its level in dB against neutral.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Band, f64)> {
        BANDS.iter().zip(self.db)
    }
}
