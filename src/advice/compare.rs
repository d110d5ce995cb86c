//! Models side by side, and why one ranks above another: the receipts of both, line against line.

use super::similar::Alike;
use super::{CriterionScore, Line, Preferences, Recommendation};
use crate::catalog::Entry;

/// What was computed of the models that are compared.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The models as they were named.
    pub entries: Vec<&'a Entry>,
    /// The sound of each later model beside that of each earlier one, with the earlier one's id.
    pub sounds: Vec<(&'a Entry, Alike<'a>)>,
    /// With wishes: the ranking.
    pub ranking: Option<Ranked<'a>>,
}

/// The models as a person's wishes rank them.
#[derive(Debug)]
pub struct Ranked<'a> {
    /// The wishes.
    pub wishes: &'a Preferences,
    /// Models that meet the hard conditions, best first.
    pub ranked: Vec<(&'a Entry, Recommendation)>,
    /// Why each of them but the last ranks above the next.
    pub why: Vec<Why>,
    /// Models that do not meet them.
    pub excluded: Vec<&'a Entry>,
}

/// What lifts one model above another.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Points of the final score between them; the sum over the criteria.
    pub points: f64,
    /// Each criterion that differs, the largest difference first.
    pub criteria: Vec<Gap>,
}

/// The part of a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Its id.
    pub criterion: String,
    /// What people call it.
    pub title: String,
    /// Points of the final score by which the first model leads; negative where it trails.
    pub points: f64,
    /// The rules that make it, the largest difference first.
    pub rules: Vec<RuleGap>,
}

/// The part of one rule or base, cap, prior.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleGap {
    /// Its id.
    pub rule: String,
    /// Points of the final score by which the first model leads.
    pub points: f64,
    /// What it says of the first model, if it speaks there.
    pub above: Option<String>,
    /// What it says of the second.
    pub below: Option<String>,
}

/// Less than this is no difference, points.
const NOTHING: f64 = 0.05;

/// Why `a` ranks above `b`; with all signs turned, why not.
pub fn why_above(a: &Recommendation, b: &Recommendation) -> Why {
    let mut criteria: Vec<Gap> = a.criteria.iter().map(|c| gap(c, a, b)).collect();
    criteria.retain(|gap| gap.points.abs() >= NOTHING || !gap.rules.is_empty());
    criteria.sort_by(|x, y| y.points.abs().total_cmp(&x.points.abs()));
    Why { points: a.score - b.score, criteria }
}

fn gap(criterion: &CriterionScore, a: &Recommendation, b: &Recommendation) -> Gap {
    let lines = |r: &Recommendation| -> Vec<Line> {
        r.receipt.iter().filter(|l| l.criterion == criterion.id).cloned().collect()
    };
    let (a, b) = (lines(a), lines(b));
    let only_b = b.iter().filter(|l| a.iter().all(|other| other.rule != l.rule));
    let mut rules: Vec<RuleGap> = a
        .iter()
        .map(|line| {
            let other = b.iter().find(|l| l.rule == line.rule);
            RuleGap {
                rule: line.rule.clone(),
                points: line.points - other.map_or(0.0, |l| l.points),
                above: Some(line.because.clone()),
                below: other.map(|l| l.because.clone()),
            }
        })
        .chain(only_b.map(|line| RuleGap {
            rule: line.rule.clone(),
            points: -line.points,
            above: None,
            below: Some(line.because.clone()),
        }))
        .collect();
    let points = rules.iter().map(|r| r.points).sum();
    rules.retain(|r| r.points.abs() >= NOTHING);
    rules.sort_by(|x, y| y.points.abs().total_cmp(&x.points.abs()));
    Gap { criterion: criterion.id.clone(), title: criterion.title.clone(), points, rules }
}
