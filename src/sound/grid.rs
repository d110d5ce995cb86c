//! Rising frequencies, shared by the curves that lie on them.

use std::sync::OnceLock;

use super::places::Standard;

/// Rising frequencies, with their logarithms.
#[derive(Debug, Clone)]
pub struct Grid {
    hz: Vec<f64>,
    ln_hz: Vec<f64>,
    /// Where the standard frequencies lie, once somebody asked.
    standard: OnceLock<Standard>,
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
        Ok(Self { hz, ln_hz, standard: OnceLock::new() })
    }

    /// `count` frequencies from `low` to `high` Hz, both included, evenly spaced in log frequency.
    pub(crate) fn log_spaced(low: f64, high: f64, count: usize) -> Self {
        let steps = (count.max(2) - 1) as f64;
        let ln_hz: Vec<f64> = (0..count.max(2)).map(|i| low.ln() + (high.ln() - low.ln()) * i as f64 / steps).collect();
        Self { hz: ln_hz.iter().map(|l| l.exp()).collect(), ln_hz, standard: OnceLock::new() }
    }

    /// The frequencies in Hz.
    pub fn hz(&self) -> &[f64] {
        &self.hz
    }

    pub(super) fn ln_hz(&self) -> &[f64] {
        &self.ln_hz
    }

    /// Where the standard frequencies lie: found once for all curves that share the grid.
    pub(super) fn standard(&self, find: impl FnOnce(&Self) -> Standard) -> &Standard {
        self.standard.get_or_init(|| find(self))
    }
}
