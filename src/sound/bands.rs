//! The seven bands: how far a response lies above or below neutral.

use std::sync::LazyLock;

use super::curve::{Curve, Grid};
use super::target::neutral;

/// A range of frequencies with a name.
#[derive(Debug, PartialEq)]
pub struct Band {
    /// Name in fields and files.
    pub id: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// Lower end, Hz.
    pub low_hz: f64,
    /// Upper end, Hz.
    pub high_hz: f64,
}

const fn band(id: &'static str, title: &'static str, low_hz: f64, high_hz: f64) -> Band {
    Band { id, title, low_hz, high_hz }
}

/// All bands, from low to high.
pub static BANDS: [Band; 7] = [
    band("sub_bass", "sub-bass", 20.0, 60.0),
    band("bass", "bass", 60.0, 200.0),
    band("low_mids", "low mids", 200.0, 500.0),
    band("mids", "mids", 1000.0, 2000.0),
    band("upper_mids", "upper mids", 2000.0, 4000.0),
    band("treble", "treble", 4000.0, 8000.0),
    band("air", "air", 8000.0, 16_000.0),
];

/// Points of each band's mean, evenly spaced in log frequency.
const POINTS: usize = 49;

/// The grid of each band.
static GRIDS: LazyLock<Vec<Grid>> =
    LazyLock::new(|| BANDS.iter().map(|b| Grid::log_spaced(b.low_hz, b.high_hz, POINTS)).collect());

/// The frequencies over which each band's mean is taken.
pub(super) fn grids() -> impl Iterator<Item = &'static Grid> {
    GRIDS.iter()
}

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
