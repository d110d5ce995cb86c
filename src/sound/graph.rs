//! Responses made ready for drawing: all on one grid, at one level, with the range they need.
//!
//! Takes responses and targets; gives lines in dB over 20 Hz-20 kHz, each with mean 0 over
//! 500-1000 Hz. What lies above 10 kHz is uncertain with 711-type couplers and must be marked.

use std::sync::LazyLock;

use super::curve::Curve;
use super::grid::Grid;
use super::target::Target;
use super::{Bands, Measured};

/// Above this frequency couplers of the 711 type are not to be trusted, Hz.
pub const UNCERTAIN_HZ: f64 = 10_000.0;

/// Points of a line.
const POINTS: usize = 241;

static GRID: LazyLock<Grid> = LazyLock::new(|| Grid::log_spaced(20.0, 20_000.0, POINTS));

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A measured response.
    Response,
    /// A target, drawn dashed.
    Target,
}

/// One line of a graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Id of the model or target.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it stands for.
    pub kind: Kind,
    /// Level at each frequency of [`hz`], dB.
    pub db: Vec<f64>,
    /// How far the measurers disagree, dB rms, drawn as a band to both sides.
    pub spread_db: Option<f64>,
    /// How many measured it.
    pub measurers: Option<u16>,
    /// The bands against neutral, for people who cannot see the picture.
    pub bands: Option<Bands>,
}

/// Lines to draw together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Graph {
    /// The lines, targets first.
    pub series: Vec<Series>,
}

/// The frequencies of all lines, Hz.
pub fn hz() -> &'static [f64] {
    GRID.hz()
}

/// Place of a frequency between 20 Hz (0) and 20 kHz (1).
pub fn place(hz: f64) -> f64 {
    (hz / 20.0).ln() / 1000f64.ln()
}

impl Graph {
    /// Adds a measured response.
    pub fn add(&mut self, id: &str, name: &str, measured: &Measured) {
        self.series.push(Series {
            spread_db: measured.spread_db,
            measurers: Some(measured.n),
            ..series(id, name, Kind::Response, &measured.curve)
        });
    }

    /// Adds a response of which nothing but the curve is known.
    pub fn add_curve(&mut self, id: &str, name: &str, curve: &Curve) {
        self.series.push(series(id, name, Kind::Response, curve));
    }

    /// Adds a target, below the responses.
    pub fn add_target(&mut self, target: &Target) {
        self.series.insert(0, series(&target.id, &target.name, Kind::Target, &target.curve));
    }

    /// The measured lines.
    pub fn responses(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(|s| s.kind == Kind::Response)
    }

    /// The lowest and the highest level to show: multiples of 5 dB, at least 25 dB apart.
    ///
    /// What is uncertain does not stretch the range.
    pub fn range_db(&self) -> (f64, f64) {
        const STEP_DB: f64 = 5.0;
        const LEAST_DB: f64 = 25.0;
        let (mut low, mut high) = (0.0f64, 0.0f64);
        for series in &self.series {
            for (db, _) in series.db.iter().zip(hz()).filter(|(_, hz)| **hz <= UNCERTAIN_HZ) {
                (low, high) = (low.min(*db), high.max(*db));
            }
        }
        (low, high) = ((low / STEP_DB).floor() * STEP_DB, (high / STEP_DB).ceil() * STEP_DB);
        (low, high) = (low.max(-40.0), high.min(40.0));
        while high - low < LEAST_DB {
            if high <= -low { high += STEP_DB } else { low -= STEP_DB }
        }
        (low, high)
    }
}

fn series(id: &str, name: &str, kind: Kind, curve: &Curve) -> Series {
    Series {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        db: curve.levelled(&GRID),
        spread_db: None,
        measurers: None,
        bands: (kind == Kind::Response).then(|| Bands::of(curve)),
    }
}

impl Series {
    /// Its name, said to be a target where it is one and the name does not say so.
    #[doc(hidden)]
    pub fn title(&self) -> String {
        match self.kind {
            Kind::Target if !self.name.contains("target") => format!("{}, the target", self.name),
            _ => self.name.clone(),
        }
    }

    /// Level at a frequency in Hz, dB.
    pub fn at(&self, hz: f64) -> f64 {
        let at = place(hz).clamp(0.0, 1.0) * (self.db.len() - 1) as f64;
        let (low, share) = (at.floor() as usize, at.fract());
        let next = (low + 1).min(self.db.len() - 1);
        self.db[low] + (self.db[next] - self.db[low]) * share
    }
}
