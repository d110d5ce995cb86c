//! Neighbours of a list that the measurements cannot tell apart.

use super::explain::explain;
use crate::eval::{Facts, Value};
use crate::rulebook::plan::Plan;
use crate::schema::{FieldId, Record};

/// How far two measurers of one model lie apart where only one measured it, dB rms: the middle of all
/// models that several measured (docs/tuning.md).
const USUAL_SPREAD_DB: f64 = 1.0;

/// How far a score may be off because measurers differ, points: what it changes when the distance to the
/// target is off by the standard error of the median of the measurers. 0 where nothing was measured.
pub(super) fn uncertainty(plan: &Plan<'_>, priors: &[f64], facts: &Facts) -> f64 {
    let number = |record, name| match FieldId::find(record, name).and_then(|id| facts.get(id)) {
        Some(Value::Num(number)) => Some(*number),
        _ => None,
    };
    let (Some(distance), Some(field)) = (number(Record::Match, "tuning_db"), FieldId::find(Record::Match, "tuning_db"))
    else {
        return 0.0;
    };
    let measurers = number(Record::Sound, "measurers").unwrap_or(1.0).max(1.0);
    let error = number(Record::Sound, "spread_db").unwrap_or(USUAL_SPREAD_DB) / measurers.sqrt();
    let score = |distance: f64| {
        let mut moved = facts.clone();
        moved.put(field, Some(Value::Num(distance.max(0.0))));
        explain(plan, priors, &moved).score
    };
    (score(distance - error) - score(distance + error)).abs() / 2.0
}

/// For each entry of a list of (score, uncertainty), best first: its neighbours above and below, without a
/// gap, that it cannot be told apart from.
pub(super) fn ties(list: &[(f64, f64)]) -> Vec<Vec<usize>> {
    let tied = |a: usize, b: usize| (list[a].0 - list[b].0).abs() <= list[a].1.hypot(list[b].1);
    (0..list.len())
        .map(|at| {
            let above = (0..at).rev().take_while(|other| tied(at, *other));
            let mut tied_with: Vec<usize> = above.collect();
            tied_with.reverse();
            tied_with.extend((at + 1..list.len()).take_while(|other| tied(at, *other)));
            tied_with
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ties;

    #[test]
    fn neighbours_tie_and_those_behind_a_gap_do_not() {
        let list = [(90.0, 0.5), (89.6, 0.5), (86.0, 0.1), (85.9, 0.0), (85.8, 0.0)];
        assert_eq!(ties(&list), [vec![1], vec![0], vec![3], vec![2], vec![]]);
        assert_eq!(ties(&[(50.0, 0.0), (50.0, 0.0)]), [vec![1], vec![0]]);
    }
}
