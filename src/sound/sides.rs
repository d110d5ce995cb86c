//! Left and right of one earphone: whether they agree, and which one to show when they do not.
//!
//! Takes the curves of all sides; gives the curve to show and what was found. Sides that differ by
//! more than 3 dB rms over 100 Hz-6 kHz are never averaged, nor those that, set to one level at
//! 500-1000 Hz, differ by more than 6 dB anywhere below 200 Hz or by 4.5 dB on average below 100 Hz:
//! the better sealed one is shown, of equal ones the louder.

use super::curve::{Curve, average};
use super::grid::Grid;

/// Larger differences over 100 Hz-6 kHz are not two sides of one earphone, dB rms.
pub const MOST_RMS_DB: f64 = 3.0;
/// Larger differences below 200 Hz are a leak, dB.
pub const MOST_BASS_DB: f64 = 6.0;
/// A larger mean difference below 100 Hz is a leak, dB.
const MOST_MEAN_BASS_DB: f64 = 4.5;
/// A side that is quieter than another by so much is not connected, dB.
const DEAD_DB: f64 = 10.0;

/// A side of an earphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// One curve of an earphone.
#[derive(Debug, Clone, PartialEq)]
pub struct One {
    /// The file or column.
    pub name: String,
    /// Which side, where that is said.
    pub side: Option<Side>,
    /// Mean level over 500-1000 Hz, dB.
    pub level_db: f64,
    /// Mean over 20-200 Hz against that level, dB.
    pub bass_db: f64,
    /// Whether it is in what is shown.
    pub used: bool,
}

/// What became of the sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Found {
    /// They agree and were averaged.
    Agree,
    /// One is far quieter: dead, or not connected.
    Dead,
    /// One has far less bass: it leaked.
    Leak,
    /// They are as different as two earphones.
    Differ,
}

/// All sides and how far they differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// Each curve.
    pub each: Vec<One>,
    /// The largest difference over 100 Hz-6 kHz, dB rms.
    pub rms_db: f64,
    /// The largest difference below 200 Hz once they are level, dB.
    pub bass_db: f64,
    /// What became of them.
    pub found: Found,
}

/// A curve with its name and side.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The file or column.
    pub name: String,
    /// Which side, where that is said.
    pub side: Option<Side>,
    /// What was measured.
    pub curve: Curve,
}

/// The curve to show and what was found; `None` without a curve or a common range.
pub fn settle(all: &[Named]) -> Option<(Curve, Option<Sides>)> {
    if let [one] = all {
        return Some((one.curve.clone(), None));
    }
    let mut each: Vec<One> = all.iter().map(One::of).collect();
    let best = (0..each.len()).max_by(|a, b| rank(&each, *a).total_cmp(&rank(&each, *b)))?;
    let gaps: Vec<Gap> = all.iter().map(|n| gap(&all[best].curve, &n.curve)).collect();
    let most = |of: fn(&Gap) -> f64| gaps.iter().map(of).fold(0.0, f64::max);
    let (rms_db, bass_db) = (most(|g| g.rms), most(|g| g.bass));
    for (one, gap) in each.iter_mut().zip(&gaps) {
        one.used = gap.rms <= MOST_RMS_DB && !gap.leaks();
    }
    let used: Vec<Curve> = each.iter().zip(all).filter(|(one, _)| one.used).map(|(_, n)| n.curve.clone()).collect();
    let quietest = each.iter().map(|o| o.level_db).fold(f64::INFINITY, f64::min);
    let thinnest = each.iter().map(|o| o.bass_db).fold(f64::INFINITY, f64::min);
    let found = match used.len() == all.len() {
        true => Found::Agree,
        false if each[best].level_db - quietest > DEAD_DB => Found::Dead,
        false if gaps.iter().any(Gap::leaks) && each[best].bass_db - thinnest > 2.0 => Found::Leak,
        false => Found::Differ,
    };
    Some((average(&used)?, Some(Sides { each, rms_db, bass_db, found })))
}

/// How well a side is measured beside the others: a dead one last, then by its bass, then by its level.
fn rank(each: &[One], i: usize) -> f64 {
    let loudest = each.iter().map(|o| o.level_db).fold(f64::NEG_INFINITY, f64::max);
    let dead = loudest - each[i].level_db > DEAD_DB;
    // Equal sides: the first one.
    each[i].bass_db + each[i].level_db * 1e-3 - if dead { 1e6 } else { 0.0 } - i as f64 * 1e-9
}

/// How far two sides are apart, dB.
struct Gap {
    /// Rms over 100 Hz-6 kHz, as they were recorded.
    rms: f64,
    /// The largest below 200 Hz, at one level.
    bass: f64,
    /// The mean below 100 Hz at one level, without its sign.
    mean_bass: f64,
}

impl Gap {
    fn leaks(&self) -> bool {
        self.bass > MOST_BASS_DB || self.mean_bass >= MOST_MEAN_BASS_DB
    }
}

fn gap(a: &Curve, b: &Curve) -> Gap {
    let level = a.level_db() - b.level_db();
    let difference =
        |grid: &Grid| -> Vec<f64> { a.smoothed(grid).iter().zip(b.smoothed(grid)).map(|(a, b)| a - b).collect() };
    let mean = |all: Vec<f64>| all.iter().sum::<f64>() / all.len().max(1) as f64;
    let squares = difference(&Grid::log_spaced(100.0, 6000.0, 142)).iter().map(|d| d * d).collect();
    let low = [a, b].iter().filter_map(|c| c.hz().first()).fold(20.0f64, |low, hz| low.max(*hz));
    let below = |hz: f64| difference(&Grid::log_spaced(low.min(0.95 * hz), hz, 41));
    Gap {
        rms: mean(squares).sqrt(),
        bass: below(200.0).iter().fold(0.0f64, |most, d| most.max((d - level).abs())),
        mean_bass: (mean(below(100.0)) - level).abs(),
    }
}

impl One {
    fn of(named: &Named) -> Self {
        let level_db = named.curve.level_db();
        let low = Grid::log_spaced(20.0, 200.0, 41);
        let bass = named.curve.sample(&low).iter().sum::<f64>() / low.hz().len() as f64;
        Self { name: named.name.clone(), side: named.side, level_db, bass_db: bass - level_db, used: true }
    }

    /// Name for people: `the right side (Aria R.txt)`.
    fn title(&self) -> String {
        match self.side {
            Some(side) if self.name == side.to_string() => format!("the {side} side"),
            Some(side) => format!("the {side} side ({})", self.name),
            None => format!("the side in {}", self.name),
        }
    }
}

impl Sides {
    /// Whether a side was left out.
    pub fn disagree(&self) -> bool {
        self.found != Found::Agree
    }

    /// How much louder the loudest side is than the quietest, dB.
    fn level_gap_db(&self) -> f64 {
        let levels = || self.each.iter().map(|o| o.level_db);
        levels().fold(f64::NEG_INFINITY, f64::max) - levels().fold(f64::INFINITY, f64::min)
    }

    /// What a person must know; `None` when the sides agree.
    pub fn caveat(&self) -> Option<String> {
        let list = |used: bool| {
            let titles: Vec<String> = self.each.iter().filter(|o| o.used == used).map(One::title).collect();
            titles.join(" and ")
        };
        let (shown, left) = (list(true), list(false));
        let (rms, bass) = (self.rms_db, self.bass_db);
        let what = match self.found {
            Found::Agree => return None,
            Found::Dead => format!(
                "The sides differ by {:.1} dB in level: {left} is far quieter, as when it is dead or not connected.",
                self.level_gap_db()
            ),
            Found::Leak => format!(
                "The sides differ by up to {bass:.1} dB below 200 Hz and {rms:.1} dB rms over 100 Hz-6 kHz: {left} has no seal (a leak), \
                 or the driver is faulty."
            ),
            Found::Differ => format!(
                "The sides differ by {rms:.1} dB rms (100 Hz-6 kHz) and by up to {bass:.1} dB below 200 Hz: \
                 more than two sides of one earphone do."
            ),
        };
        Some(format!(
            "{what} They are not averaged: shown is {shown} alone; {left} is left out. Measure that side again."
        ))
    }
}
