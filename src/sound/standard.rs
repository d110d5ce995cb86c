//! The frequencies that all curves are asked at: level, score, bands.

use std::sync::LazyLock;

use super::grid::Grid;

/// 500-1000 Hz, where curves are brought to the same level.
pub(super) static LEVEL: LazyLock<Grid> = LazyLock::new(|| Grid::log_spaced(500.0, 1000.0, 49));

/// One decade of the R40 series of preferred numbers (ISO 3), as `AutoEq` uses it.
const R40: [f64; 40] = [
    1.0, 1.06, 1.12, 1.18, 1.25, 1.32, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.12, 2.24, 2.36, 2.5, 2.65, 2.8, 3.0, 3.15,
    3.35, 3.55, 3.75, 4.0, 4.25, 4.5, 4.75, 5.0, 5.3, 5.6, 6.0, 6.3, 6.7, 7.1, 7.5, 8.0, 8.5, 9.0, 9.5,
];

/// The R40 frequencies from `low` to `high` Hz, both included.
fn r40(low: f64, high: f64) -> Grid {
    let decades = [10.0, 100.0, 1000.0, 10_000.0];
    let hz: Vec<f64> = decades
        .iter()
        .flat_map(|decade| R40.iter().map(move |n| (n * decade * 100.0).round() / 100.0))
        .filter(|hz| (low..=high).contains(hz))
        .collect();
    Grid::new(hz).unwrap_or_else(|_| Grid::log_spaced(low, high, 109))
}

/// 20 Hz-10 kHz: where deviation and slope are taken.
static WHOLE: LazyLock<Grid> = LazyLock::new(|| r40(20.0, 10_000.0));
/// 40 Hz-10 kHz: where the mean error and all distances are taken.
static SCORED: LazyLock<Grid> = LazyLock::new(|| r40(40.0, 10_000.0));

pub(super) fn whole_grid() -> &'static Grid {
    &WHOLE
}

pub(super) fn scored_grid() -> &'static Grid {
    &SCORED
}

/// Twenty-fourths of an octave from half an octave below 2 kHz to half an octave above 8 kHz: where
/// roughness is taken.
pub(super) static ROUGH: LazyLock<Grid> =
    LazyLock::new(|| Grid::log_spaced(1000.0 * 2f64.sqrt(), 8000.0 * 2f64.sqrt(), 73));

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
