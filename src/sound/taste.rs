//! Learning from gear: what liked and disliked models tell of a person's target.
//!
//! Takes the gains that the person's wishes give and labels (a measured response, liked or
//! not, perhaps a complaint); gives for bass, vocals and treble how far the person's gains lie
//! from those, with an interval that holds the truth in 80 % of cases.
//!
//! The model of a listener (its numbers stand in `data/tuning.jsonc`): the offsets of the three
//! gains are drawn from normal distributions around 0. A response is liked with probability
//! 1 / (1 + e^((distance - tolerance) / doubt)), where the distance is the rms difference
//! 40 Hz-10 kHz from the person's own target and the tolerance is the person's. A complaint
//! says that the level heard in its range is over (or under) the person's target; it is heard
//! with a normal error. Of each kind one label in a hundred is a slip. What hurts or falls out
//! says nothing of its sound.
//!
//! The posterior is summed over a fixed grid of offsets, so the same labels give the same bits.

use super::curve::{Curve, mean};
use super::standard::{scored_grid, whole_grid};
use super::tuning::{Levels, Listener, PersonalTarget, listener};
use crate::words::{Complaint, Sound};

/// What a person said of an earphone they have heard.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// Its measured response.
    pub curve: &'a Curve,
    /// Whether they liked it.
    pub liked: bool,
    /// What was wrong with it.
    pub complaint: Option<Complaint>,
}

/// An offset and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean of what is plausible, dB.
    pub mean_db: f64,
    /// Lower end of the interval that holds the truth in 80 % of cases, dB.
    pub low_db: f64,
    /// Upper end, dB.
    pub high_db: f64,
}

/// How far a person's gains lie from those of their wishes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Taste {
    /// Of the bass shelf.
    pub bass: Estimate,
    /// Of the peak at the presence of voices.
    pub vocals: Estimate,
    /// Of the treble shelf.
    pub treble: Estimate,
    /// How many labels spoke of sound.
    pub labels: usize,
}

impl Taste {
    /// Each offset with the range it is about.
    pub fn offsets(&self) -> [(&'static str, Estimate); 3] {
        [("bass", self.bass), ("vocals", self.vocals), ("treble", self.treble)]
    }

    /// What to add to the gains of the wishes.
    pub fn shift(&self) -> Levels {
        Levels { bass_db: self.bass.mean_db, vocals_db: self.vocals.mean_db, treble_db: self.treble.mean_db }
    }
}

/// Points of the grid along each offset, from -3 to +3 standard deviations.
const POINTS: usize = 17;

/// Three offsets or what belongs to each of them: bass, vocals, treble.
type Three = [f64; 3];

/// Estimates a person's offsets from the gains `base` over the shape of a sound, from labels.
pub fn estimate(sound: Option<Sound>, base: Levels, labels: &[Label<'_>]) -> Taste {
    let Some(listener) = listener() else {
        let none = Estimate { mean_db: 0.0, low_db: 0.0, high_db: 0.0 };
        return Taste { bass: none, vocals: none, treble: none, labels: 0 };
    };
    let spoken: Vec<&Label<'_>> = labels.iter().filter(|l| l.speaks_of_sound()).collect();
    let target = Slopes::around(sound, base);
    let evidence: Vec<Evidence> = spoken.iter().map(|l| Evidence::of(l, &target)).collect();
    let spread = [listener.spread.bass_db, listener.spread.vocals_db, listener.spread.treble_db];
    let mut margins = [[0.0; POINTS]; 3];
    for (index, weight) in posterior(listener, &target, &evidence, spread).into_iter().enumerate() {
        for (margin, point) in margins.iter_mut().zip(place(index)) {
            margin[point] += weight;
        }
    }
    let [bass, vocals, treble] = std::array::from_fn(|axis| summary(&margins[axis], spread[axis]));
    Taste { bass, vocals, treble, labels: spoken.len() }
}

impl Label<'_> {
    /// Not if the earphone was given up for how it sits in the ear.
    fn speaks_of_sound(&self) -> bool {
        self.liked || !matches!(self.complaint, Some(Complaint::Hurts | Complaint::FallsOut))
    }
}

/// The point along each axis of a cell of the grid.
fn place(index: usize) -> [usize; 3] {
    [index / (POINTS * POINTS), index / POINTS % POINTS, index % POINTS]
}

/// Place of a point of the grid, in standard deviations.
fn step(point: usize) -> f64 {
    6.0 * point as f64 / (POINTS - 1) as f64 - 3.0
}

/// How common offsets are, up to a factor.
fn plausibility(at: [usize; 3]) -> f64 {
    (-0.5 * at.map(|point| step(point) * step(point)).iter().sum::<f64>()).exp()
}

/// The target around some gains: how it moves with each of them, taken as linear.
struct Slopes {
    /// The target on the whole grid, dB.
    db: Vec<f64>,
    /// Its change a dB of gain.
    by: [Vec<f64>; 3],
    /// Mean product of the changes over the scored grid.
    products: [Three; 3],
}

impl Slopes {
    fn around(sound: Option<Sound>, base: Levels) -> Self {
        let target = |step: Three| {
            let levels = Levels {
                bass_db: base.bass_db + step[0],
                vocals_db: base.vocals_db + step[1],
                treble_db: base.treble_db + step[2],
            };
            PersonalTarget::new(sound, levels).db().to_vec()
        };
        let by: [Vec<f64>; 3] = std::array::from_fn(|axis| {
            let step = |by: f64| std::array::from_fn(|i| if i == axis { by } else { 0.0 });
            target(step(1.0)).iter().zip(target(step(-1.0))).map(|(up, down)| (up - down) / 2.0).collect()
        });
        let products = std::array::from_fn(|i| std::array::from_fn(|j| scored_product(&by[i], &by[j])));
        Self { db: target([0.0; 3]), by, products }
    }
}

/// Mean product of two curves of the whole grid over 40 Hz-10 kHz.
fn scored_product(a: &[f64], b: &[f64]) -> f64 {
    let first = whole_grid().hz().len() - scored_grid().hz().len();
    mean(&a[first..].iter().zip(&b[first..]).map(|(a, b)| a * b).collect::<Vec<_>>())
}

/// A label made ready for any offsets.
struct Evidence {
    liked: bool,
    /// Mean square distance to the target without offsets, dB².
    square: f64,
    /// How the distance falls with each offset.
    along: Three,
    complaint: Option<Heard>,
}

/// A complaint as a level: over the target by `excess_db` without offsets, in its direction.
struct Heard {
    excess_db: f64,
    /// How the excess falls with each offset.
    by: Three,
}

impl Evidence {
    fn of(label: &Label<'_>, target: &Slopes) -> Self {
        let response = label.curve.levelled(whole_grid());
        // No ear tells apart what is farther off than this; it keeps all sums finite.
        let error: Vec<f64> = response.iter().zip(&target.db).map(|(r, t)| (r - t).clamp(-60.0, 60.0)).collect();
        Self {
            liked: label.liked,
            square: scored_product(&error, &error),
            along: std::array::from_fn(|axis| scored_product(&error, &target.by[axis])),
            complaint: label.complaint.and_then(range).map(|(sign, low, high)| Heard {
                excess_db: sign * mean_over(&error, low, high),
                by: std::array::from_fn(|axis| sign * mean_over(&target.by[axis], low, high)),
            }),
        }
    }

    /// Rms distance from the target with these offsets, dB.
    fn distance_db(&self, target: &Slopes, offsets: Three) -> f64 {
        let mut square = self.square;
        for i in 0..3 {
            square -= 2.0 * offsets[i] * self.along[i];
            for j in 0..3 {
                square += offsets[i] * offsets[j] * target.products[i][j];
            }
        }
        square.max(0.0).sqrt()
    }

    /// How likely its complaint is with these offsets; 1 without one.
    fn complaint_chance(&self, listener: &Listener, offsets: Three) -> f64 {
        let Some(heard) = &self.complaint else { return 1.0 };
        let excess_db = heard.excess_db - offsets.iter().zip(heard.by).map(|(o, by)| o * by).sum::<f64>();
        // The logistic curve of this scale stays within 0.01 of the normal distribution's.
        chance(1.702 * excess_db / listener.hearing_db)
    }
}

/// The direction (1 for too much) and the range in Hz that a complaint is about.
fn range(complaint: Complaint) -> Option<(f64, f64, f64)> {
    match complaint {
        Complaint::TooBassy => Some((1.0, 20.0, 200.0)),
        Complaint::Thin => Some((-1.0, 20.0, 200.0)),
        Complaint::Shouty => Some((1.0, 1000.0, 4000.0)),
        Complaint::Sharp => Some((1.0, 4000.0, 8000.0)),
        Complaint::Dull => Some((-1.0, 4000.0, 8000.0)),
        Complaint::Hurts | Complaint::FallsOut => None,
    }
}

/// Mean of a curve of the whole grid over a range in Hz.
fn mean_over(db: &[f64], low: f64, high: f64) -> f64 {
    let inside = whole_grid().hz().iter().zip(db).filter(|(hz, _)| (low..=high).contains(*hz));
    mean(&inside.map(|(_, db)| *db).collect::<Vec<_>>())
}

/// How plausible each cell of the grid is after the labels, up to a factor.
///
/// One label after the other, each time brought back to a maximum of 1: with the floor that
/// [`chance`] keeps, no number of labels, however contradictory, leaves nothing.
fn posterior(listener: &Listener, target: &Slopes, evidence: &[Evidence], spread: Three) -> Vec<f64> {
    let cells: Vec<[usize; 3]> = (0..POINTS.pow(3)).map(place).collect();
    let mut by_tolerance: Vec<Vec<f64>> =
        listener.tolerance_db.iter().map(|_| cells.iter().map(|at| plausibility(*at)).collect()).collect();
    for label in evidence {
        let heard: Vec<(f64, f64)> = cells
            .iter()
            .map(|at| {
                let offsets = std::array::from_fn(|axis| step(at[axis]) * spread[axis]);
                (label.distance_db(target, offsets), label.complaint_chance(listener, offsets))
            })
            .collect();
        for (weights, tolerance) in by_tolerance.iter_mut().zip(&listener.tolerance_db) {
            for (weight, (distance, complaint)) in weights.iter_mut().zip(&heard) {
                let over = (distance - tolerance) / listener.doubt_db;
                *weight *= chance(if label.liked { -over } else { over }) * complaint;
            }
        }
        let most = by_tolerance.iter().flatten().fold(0.0f64, |most, w| most.max(*w));
        by_tolerance.iter_mut().flatten().for_each(|w| *w /= most);
    }
    (0..cells.len()).map(|cell| by_tolerance.iter().map(|weights| weights[cell]).sum()).collect()
}

/// The logistic curve with a floor: people err, and one odd label must not decide alone.
fn chance(x: f64) -> f64 {
    const FLOOR: f64 = 0.01;
    FLOOR + (1.0 - 2.0 * FLOOR) / (1.0 + (-x).exp())
}

/// Mean and 80 % interval of weights on the grid; each point stands for its step evenly.
fn summary(weights: &[f64; POINTS], spread_db: f64) -> Estimate {
    let total: f64 = weights.iter().sum();
    let width = step(1) - step(0);
    let quantile = |share: f64| {
        let mut left = share * total;
        let point = weights.iter().position(|w| {
            left -= w;
            left <= 0.0
        });
        let point = point.unwrap_or(POINTS - 1);
        let within = if weights[point] > 0.0 { 1.0 + left / weights[point] } else { 0.5 };
        (step(point) + width * (within - 0.5)) * spread_db
    };
    let mean = weights.iter().enumerate().map(|(point, w)| w * step(point)).sum::<f64>() / total;
    Estimate { mean_db: mean * spread_db, low_db: quantile(0.1), high_db: quantile(0.9) }
}
