//! A curve at the standard frequencies: its level, its bands, what scores are taken from.

use std::sync::OnceLock;

use super::curve::Curve;
use super::grid::Grid;
use super::places::{Mean, Places, Standard};
use super::standard::{LEVEL, ROUGH, grids, whole_grid};

/// Where the standard frequencies lie on a grid.
fn places(grid: &Grid) -> Standard {
    let x = grid.ln_hz();
    Standard {
        level: Mean::over(x, LEVEL.ln_hz()),
        whole: Places::new(x, whole_grid().ln_hz()),
        bands: grids().map(|band| Mean::over(x, band.ln_hz())).collect(),
        rough: OnceLock::new(),
    }
}

impl Curve {
    fn standard(&self) -> &Standard {
        self.grid().standard(places)
    }

    /// Mean level over 500-1000 Hz, dB.
    pub fn level_db(&self) -> f64 {
        self.standard().level.of(self.db())
    }

    /// Levels at other frequencies, with mean 0 over 500-1000 Hz.
    pub fn levelled(&self, on: &Grid) -> Vec<f64> {
        let level = self.level_db();
        self.sample(on).into_iter().map(|v| v - level).collect()
    }

    /// Levels at the frequencies of scores (20 Hz-10 kHz), with mean 0 over 500-1000 Hz.
    pub(super) fn levelled_whole(&self) -> &[f64] {
        self.whole(|curve| {
            let level = curve.level_db();
            curve.standard().whole.sample(curve.db()).map(|v| v - level).collect()
        })
    }

    /// Mean over each band, with mean 0 over 500-1000 Hz, dB.
    pub(super) fn levelled_bands(&self) -> impl Iterator<Item = f64> + '_ {
        let level = self.level_db();
        self.standard().bands.iter().map(move |band| band.of(self.db()) - level)
    }

    /// Levels at the frequencies that roughness is taken from, dB.
    pub(super) fn at_rough(&self) -> impl Iterator<Item = f64> + '_ {
        let places = self.standard().rough.get_or_init(|| Places::new(self.grid().ln_hz(), ROUGH.ln_hz()));
        places.sample(self.db())
    }
}
