//! Filters that bring a response near a target: what an equaliser is set to.
//!
//! Takes a response and a target; gives a shelf and at most seven peaks with bounded gains, and the preamp
//! that keeps them from clipping. Fitted over 20 Hz-10 kHz, both curves level at 500-1000 Hz and smoothed to
//! a twelfth of an octave. Above 4 kHz, where couplers and ears part, peaks stay broad, and boost less the
//! higher they are: at most 3 dB from 6 kHz on.

use std::sync::LazyLock;

use super::curve::{Curve, mean};
use super::filter::{Filter, Shape};
use super::grid::Grid;
use super::standard::LEVEL;

/// A filter with its gain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Set {
    /// The filter.
    pub filter: Filter,
    /// Its gain, dB.
    pub gain_db: f64,
}

/// Filters in their order, and what they reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Equaliser {
    /// Level before the filters, so that nothing clips, dB; never above 0.
    pub preamp_db: f64,
    /// The filters, from low to high.
    pub filters: Vec<Set>,
    /// How far the response is from the target before, dB rms 20 Hz-10 kHz.
    pub before_db: f64,
    /// And after.
    pub after_db: f64,
}

/// Where the fit looks.
static LOOK: LazyLock<Grid> = LazyLock::new(|| Grid::log_spaced(20.0, 10_000.0, 109));

/// Most peaks beside the shelf.
const PEAKS: usize = 7;
/// A filter that takes away less than this of the error, dB rms, is left out.
const WORTH_DB: f64 = 0.04;
/// Above the first, peaks stay broad and boost less; from the second on little, Hz.
const UNSURE_HZ: (f64, f64) = (4000.0, 6000.0);
/// Rounds of refinement.
const ROUNDS: usize = 24;

/// The filters for a response.
pub fn equalise(response: &Curve, target: &Curve) -> Equaliser {
    let wanted = wanted(response, target);
    let mut fit = Fit { wanted: &wanted, sets: Vec::new() };
    let shelf = Filter { shape: Shape::LowShelf, hz: 105.0, q: 0.7 };
    fit.sets.push(Set { filter: shelf, gain_db: best_gain(shelf, &wanted) });
    fit.refine();
    for _ in 0..PEAKS {
        let before = rms(&fit.rest(None));
        let kept = fit.sets.clone();
        let Some(peak) = fit.next_peak() else { break };
        fit.sets.push(peak);
        fit.refine();
        if before - rms(&fit.rest(None)) < WORTH_DB {
            fit.sets = kept;
            break;
        }
    }
    fit.done()
}

/// What is to be added at each frequency, dB.
fn wanted(response: &Curve, target: &Curve) -> Vec<f64> {
    let level = mean(&response.sample(&LEVEL)) - mean(&target.sample(&LEVEL));
    let both = target.sample(&LOOK).into_iter().zip(response.smoothed(&LOOK));
    both.map(|(aim, is)| aim - is + level).collect()
}

/// A fit on its way.
struct Fit<'a> {
    wanted: &'a [f64],
    sets: Vec<Set>,
}

impl Fit<'_> {
    /// What is left to add at each frequency, without the filter at a place.
    fn rest(&self, without: Option<usize>) -> Vec<f64> {
        let mut rest = self.wanted.to_vec();
        for (_, set) in self.sets.iter().enumerate().filter(|(at, _)| Some(*at) != without) {
            let biquad = set.filter.set(set.gain_db);
            rest.iter_mut().zip(LOOK.hz()).for_each(|(rest, hz)| *rest -= biquad.db_at(*hz));
        }
        rest
    }

    /// The peak that takes most of the rest away.
    fn next_peak(&self) -> Option<Set> {
        let rest = self.rest(None);
        let tried = LOOK.hz().iter().step_by(3).filter(|hz| (30.0..=8500.0).contains(*hz)).flat_map(|hz| {
            [0.6, 1.0, 1.6, 2.5, 4.0].map(|q| bounded(Set { filter: peak(*hz, q), gain_db: 0.0 }).filter)
        });
        let all = tried.map(|filter| Set { filter, gain_db: best_gain(filter, &rest) });
        all.map(|set| (left(&rest, set), set)).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, set)| set)
    }

    /// Moves frequency, width and gain of every filter as long as that helps.
    fn refine(&mut self) {
        let (mut step, mut best) = (1.0, rms(&self.rest(None)));
        for _ in 0..ROUNDS {
            let before = best;
            for at in 0..self.sets.len() {
                let rest = self.rest(Some(at));
                for tried in neighbours(self.sets[at], step).into_iter().map(bounded) {
                    let now = left(&rest, tried);
                    if now < best {
                        (best, self.sets[at]) = (now, tried);
                    }
                }
            }
            if before - best < 1e-3 {
                step *= 0.5;
            }
            if step < 0.05 {
                break;
            }
        }
    }

    fn done(mut self) -> Equaliser {
        self.sets.iter_mut().for_each(|set| *set = rounded(*set));
        self.sets.retain(|set| set.gain_db != 0.0);
        self.sets.sort_by(|a, b| a.filter.hz.total_cmp(&b.filter.hz));
        let (before_db, after_db) = (rms(self.wanted), rms(&self.rest(None)));
        let equaliser = Equaliser { preamp_db: 0.0, filters: self.sets, before_db, after_db };
        let loudest =
            Grid::log_spaced(10.0, 20_000.0, 241).hz().iter().map(|hz| equaliser.db_at(*hz)).fold(0.0, f64::max);
        Equaliser { preamp_db: -(loudest * 10.0).ceil() / 10.0 + 0.0, ..equaliser }
    }
}

impl Equaliser {
    /// What the filters add at a frequency in Hz, without the preamp, dB.
    pub fn db_at(&self, hz: f64) -> f64 {
        self.filters.iter().map(|set| set.filter.db_at(hz, set.gain_db)).sum()
    }

    /// A response through the filters, without the preamp.
    pub fn apply(&self, curve: &Curve) -> Curve {
        let db = curve.hz().iter().zip(curve.db()).map(|(hz, db)| db + self.db_at(*hz)).collect();
        curve.with_levels(db).unwrap_or_else(|_| curve.clone())
    }
}

/// What a filter leaves of a rest, dB rms.
fn left(rest: &[f64], set: Set) -> f64 {
    let biquad = set.filter.set(set.gain_db);
    let squares = rest.iter().zip(LOOK.hz()).map(|(rest, hz)| (rest - biquad.db_at(*hz)).powi(2));
    (squares.sum::<f64>() / rest.len().max(1) as f64).sqrt()
}

/// The gain of a filter that takes most of a rest away, as if levels added up in proportion.
fn best_gain(filter: Filter, rest: &[f64]) -> f64 {
    let unit = filter.set(1.0);
    let (mut product, mut square) = (0.0, 0.0);
    for (rest, hz) in rest.iter().zip(LOOK.hz()) {
        let share = unit.db_at(*hz);
        product += rest * share;
        square += share * share;
    }
    bounded(Set { filter, gain_db: product / f64::max(square, 1e-9) }).gain_db
}

fn rms(all: &[f64]) -> f64 {
    (all.iter().map(|db| db * db).sum::<f64>() / all.len().max(1) as f64).sqrt()
}

fn peak(hz: f64, q: f64) -> Filter {
    Filter { shape: Shape::Peak, hz, q }
}

/// A filter a step away in each direction.
fn neighbours(set: Set, step: f64) -> Vec<Set> {
    let Set { filter, gain_db } = set;
    let mut out: Vec<Set> = [-1.0, 1.0].map(|by: f64| Set { filter, gain_db: gain_db + by * step }).to_vec();
    for factor in [1.0 + 0.15 * step, 1.0 / (1.0 + 0.15 * step)] {
        out.push(Set { filter: Filter { hz: filter.hz * factor, ..filter }, gain_db });
        if filter.shape == Shape::Peak {
            out.push(Set { filter: Filter { q: filter.q * factor * factor, ..filter }, gain_db });
        }
    }
    out
}

/// The same within what is sensible.
fn bounded(set: Set) -> Set {
    let Set { filter, gain_db } = set;
    if filter.shape == Shape::LowShelf {
        let hz = filter.hz.clamp(60.0, 250.0);
        return Set { filter: Filter { hz, ..filter }, gain_db: gain_db.clamp(-12.0, 9.0) };
    }
    let hz = filter.hz.clamp(30.0, 8500.0);
    let unsure = ((hz / UNSURE_HZ.0).ln() / (UNSURE_HZ.1 / UNSURE_HZ.0).ln()).clamp(0.0, 1.0);
    let (most_q, most_db) = (4.0 - 2.5 * unsure, 6.0 - 3.0 * unsure);
    Set { filter: Filter { hz, q: filter.q.clamp(0.5, most_q), ..filter }, gain_db: gain_db.clamp(-12.0, most_db) }
}

/// As it is written down: whole Hz, tenths of dB, hundredths of Q.
fn rounded(set: Set) -> Set {
    let Set { filter, gain_db } = set;
    let q = (filter.q * 100.0).round() / 100.0;
    Set { filter: Filter { hz: filter.hz.round(), q, ..filter }, gain_db: (gain_db * 10.0).round() / 10.0 + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::{harman, neutral};

    #[test]
    fn a_target_is_reached_from_another() {
        let found = equalise(&neutral().curve, &harman().curve);
        assert!(found.after_db < 0.6 * found.before_db && found.after_db < 1.0, "{found:?}");
        assert!(found.preamp_db <= 0.0 && found.filters.len() <= PEAKS + 1, "{found:?}");
        assert!(found.filters.iter().all(|s| (-12.0..=9.0).contains(&s.gain_db)), "{found:?}");
        let nothing = equalise(&harman().curve, &harman().curve);
        assert!(nothing.after_db < 0.2 && nothing.filters.iter().all(|s| s.gain_db.abs() < 1.0), "{nothing:?}");
    }

    #[test]
    fn nothing_clips() {
        let found = equalise(&neutral().curve, &harman().curve);
        let loudest = (1..2000).map(|i| found.db_at(10.0 * f64::from(i)) + found.preamp_db).fold(f64::MIN, f64::max);
        assert!(loudest <= 0.01, "{loudest}");
    }
}
