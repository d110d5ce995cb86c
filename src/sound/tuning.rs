//! The personal target and how well a response matches it.
//!
//! The target is the shape of the sound asked for (`data/shapes.jsonc`; without one, of what is
//! liked) plus three filters (bass, vocals, treble), whose gains come from the levels 1 to 5 by
//! `data/tuning.jsonc`.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::curve::{Curve, mean};
use super::filter::{Biquad, Filter};
use super::learnt::{self, Drawn};
use super::places::Mean;
use super::score::{Coefficients, score};
use super::standard::{LEVEL, scored_grid, whole_grid};
use super::target::{Target, published};
use crate::knowledge;
use crate::words::Sound;

/// Gains of the three filters, dB.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Of the bass shelf.
    pub bass_db: f64,
    /// Of the peak at the presence of voices.
    pub vocals_db: f64,
    /// Of the treble shelf.
    pub treble_db: f64,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Filters {
    bass: Filter,
    vocals: Filter,
    treble: Filter,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TuningFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    filters: Filters,
    level_steps_db: [f64; 5],
    score: Coefficients,
    taste: Listener,
}

/// What is assumed of listeners before they say which gear they like ([`super::taste`]).
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Listener {
    /// How far listeners' targets lie apart: standard deviation of each gain, dB.
    pub(super) spread: Levels,
    /// Distances from their target, dB, within which listeners like a sound; all equally common.
    pub(super) tolerance_db: Vec<f64>,
    /// How uncertain a verdict is beside the tolerance, dB.
    pub(super) doubt_db: f64,
    /// Standard deviation of the level that a listener hears in a range, dB.
    pub(super) hearing_db: f64,
}

/// What is assumed of listeners.
pub(super) fn listener() -> Option<&'static Listener> {
    TUNING.as_ref().map(|file| &file.taste)
}

/// The shipped file; `None` only if it were broken, which a test rules out.
static TUNING: LazyLock<Option<TuningFile>> = LazyLock::new(|| {
    jsonc_parser::parse_to_serde_value(knowledge::TUNING.1, &jsonc_parser::ParseOptions::default()).ok()
});

impl Levels {
    /// Both gains together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            bass_db: self.bass_db + other.bass_db,
            vocals_db: self.vocals_db + other.vocals_db,
            treble_db: self.treble_db + other.treble_db,
        }
    }

    /// The gains over the shape of a sound whose target lies nearest to a response, 40 Hz-10 kHz, least squares.
    ///
    /// The filters are taken as linear in their gains, which they are within a few tenths of a dB.
    pub fn nearest(sound: Option<Sound>, curve: &Curve) -> Self {
        let grid = whole_grid();
        let from = grid.hz().len() - scored_grid().hz().len();
        let plain = PersonalTarget::new(sound, Self::default());
        let error: Vec<f64> = curve.levelled_whole().iter().zip(&plain.db).map(|(r, p)| r - p).collect();
        let unit = |bass_db, vocals_db, treble_db| {
            let target = PersonalTarget::new(sound, Self { bass_db, vocals_db, treble_db });
            target.db.iter().zip(&plain.db).map(|(t, p)| t - p).collect::<Vec<f64>>()
        };
        let basis = [unit(1.0, 0.0, 0.0), unit(0.0, 1.0, 0.0), unit(0.0, 0.0, 1.0)];
        let dot = |a: &[f64], b: &[f64]| a[from..].iter().zip(&b[from..]).map(|(a, b)| a * b).sum::<f64>();
        let rows = [0, 1, 2].map(|i| [0, 1, 2].map(|j| dot(&basis[i], &basis[j])));
        let [bass_db, vocals_db, treble_db] = solve(rows, [0, 1, 2].map(|i| dot(&basis[i], &error)));
        Self { bass_db, vocals_db, treble_db }
    }

    /// The gains for levels from 1 to 5; not given is 3, the shape of the sound itself.
    pub fn wanted(bass: Option<u8>, vocals: Option<u8>, treble: Option<u8>) -> Self {
        let Some(file) = TUNING.as_ref() else { return Self::default() };
        let step = |level: Option<u8>| {
            let index = usize::from(level.unwrap_or(3).clamp(1, 5)) - 1;
            file.level_steps_db[index]
        };
        Self { bass_db: step(bass), vocals_db: step(vocals), treble_db: step(treble) }
    }
}

/// How far a response is from a personal target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TuningMatch {
    /// Root mean square distance, 20 Hz-10 kHz, dB.
    pub rms_db: f64,
    /// Bass over the target, 20-200 Hz, dB.
    pub bass_db: f64,
    /// Presence of voices over the target, 1-4 kHz, dB.
    pub vocals_db: f64,
    /// Treble over the target, 4-8 kHz, dB.
    pub treble_db: f64,
}

impl TuningMatch {
    /// A field of the record `match`, where it is known.
    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        match name {
            "tuning_db" => Some(self.rms_db),
            "bass_db" => Some(self.bass_db),
            "vocals_db" => Some(self.vocals_db),
            "treble_db" => Some(self.treble_db),
            _ => None,
        }
    }
}

/// Bass, voices and treble as places on the whole grid.
static RANGES: LazyLock<[Range<usize>; 3]> = LazyLock::new(|| {
    let hz = whole_grid().hz();
    [(20.0, 200.0), (1000.0, 4000.0), (4000.0, 8000.0)]
        .map(|(low, high)| hz.partition_point(|hz| *hz < low)..hz.partition_point(|hz| *hz <= high))
});

/// What one person wants to hear.
#[derive(Debug, Clone)]
pub struct PersonalTarget {
    /// The gains over the shape that it was made from.
    pub levels: Levels,
    /// On the whole grid, mean 0 over 500-1000 Hz.
    db: Vec<f64>,
    coefficients: Coefficients,
}

impl PersonalTarget {
    /// From a sound (`None`: what is liked) and the gains of its filters.
    pub fn new(sound: Option<Sound>, levels: Levels) -> Self {
        let coefficients = TUNING
            .as_ref()
            .map_or(Coefficients { constant: 100.0, deviation: 8.5, slope: 6.8, mean: 3.5 }, |f| f.score);
        let filters = filters(levels);
        let shift_db = |hz: f64| filters.iter().flatten().map(|filter| filter.db_at(hz)).sum::<f64>();
        let grid = whole_grid();
        let shaped: Vec<f64> = shape(sound).iter().zip(grid.hz()).map(|(db, hz)| db + shift_db(*hz)).collect();
        let level = Mean::over(grid.ln_hz(), LEVEL.ln_hz()).of(&shaped);
        Self { levels, db: shaped.iter().map(|db| db - level).collect(), coefficients }
    }

    /// The target itself on the whole grid, mean 0 over 500-1000 Hz, dB.
    pub(super) fn db(&self) -> &[f64] {
        &self.db
    }

    /// The target as one to draw; `None` never happens, since the grid is that of a curve.
    pub fn drawn(&self) -> Option<Target> {
        let curve = Curve::new(whole_grid().hz().to_vec(), self.db.clone()).ok()?;
        Some(Target::mine(curve))
    }

    /// How well a response matches.
    pub fn judge(&self, curve: &Curve) -> TuningMatch {
        let error = self.error(curve);
        let [bass, vocals, treble] = &*RANGES;
        TuningMatch {
            rms_db: (error.iter().map(|e| e * e).sum::<f64>() / error.len() as f64).sqrt(),
            bass_db: mean(&error[bass.clone()]),
            vocals_db: mean(&error[vocals.clone()]),
            treble_db: mean(&error[treble.clone()]),
        }
    }

    /// 0 to 100: the form of Harman's model against the personal target, not the Harman score.
    pub fn score(&self, curve: &Curve) -> f64 {
        score(&self.error(curve), self.coefficients).score.clamp(0.0, 100.0)
    }

    /// Response less target on the whole grid, dB.
    fn error(&self, curve: &Curve) -> Vec<f64> {
        curve.levelled_whole().iter().zip(&self.db).map(|(response, target)| response - target).collect()
    }
}

/// The shape of a sound on the whole grid, dB; flat should the build have drawn none, which a test rules out.
fn shape(sound: Option<Sound>) -> Vec<f64> {
    match learnt::shape(sound.map_or("liked", Sound::word)) {
        Some(Drawn::Points(points)) => {
            let (hz, db) = points.iter().copied().unzip();
            Curve::new(hz, db).map_or_else(|_| vec![0.0; whole_grid().hz().len()], |curve| curve.sample(whole_grid()))
        }
        Some(Drawn::Published(id)) => published(id).curve.sample(whole_grid()),
        None => vec![0.0; whole_grid().hz().len()],
    }
}

/// Solves three linear equations by Cramer's rule.
fn solve(m: [[f64; 3]; 3], right: [f64; 3]) -> [f64; 3] {
    let det = |m: [[f64; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let whole = det(m);
    [0, 1, 2].map(|column| {
        let mut with = m;
        with.iter_mut().zip(right).for_each(|(row, r)| row[column] = r);
        det(with) / whole
    })
}

/// The three filters with these gains, in the order in which they are added.
fn filters(levels: Levels) -> [Option<Biquad>; 3] {
    let Some(TuningFile { filters, .. }) = TUNING.as_ref() else { return [None; 3] };
    [
        Some(filters.bass.set(levels.bass_db)),
        Some(filters.vocals.set(levels.vocals_db)),
        Some(filters.treble.set(levels.treble_db)),
    ]
}
