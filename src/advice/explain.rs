//! One model explained by the row evaluator: every point with its rule and reason.

use super::receipt::{Line, Warning};
use crate::eval::{Facts, FieldSet};
use crate::rulebook::plan::{Outcome, Plan, PlannedCriterion, PlannedRule};
use crate::rulebook::{Criterion, Rule};

/// A criterion's part in a score.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its weight for this person.
    pub weight: f64,
    /// 0 to 100.
    pub score: f64,
    /// False when nothing could be judged and a prior stands in.
    pub judged: bool,
}

/// Where a score comes from.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// 0 to 100.
    pub score: f64,
    /// 0 to 1: how much of what matters is known, and how well.
    pub confidence: f64,
    /// Each criterion.
    pub criteria: Vec<CriterionScore>,
    /// The lines of the score; they add up to it within 1e-9.
    pub receipt: Vec<Line>,
    /// Cautions.
    pub warnings: Vec<Warning>,
    /// Facts that were needed and are missing.
    pub missing: FieldSet,
}

/// What a fact that was never checked counts against one that was.
const RECALLED: f64 = 0.6;

/// Explains one model. `priors` stand in for criteria that cannot be judged.
pub fn explain(plan: &Plan<'_>, priors: &[f64], facts: &Facts) -> Explanation {
    let mut e = Explanation {
        score: 0.0,
        confidence: 0.0,
        criteria: Vec::new(),
        receipt: Vec::new(),
        warnings: Vec::new(),
        missing: FieldSet::default(),
    };
    for (criterion, prior) in plan.criteria.iter().zip(priors) {
        e.add_criterion(criterion, *prior, facts);
    }
    for judged in [true, false] {
        for (planned, criterion) in plan.criteria.iter().zip(&e.criteria).filter(|(_, c)| c.judged == judged) {
            e.score += criterion.score * planned.share;
        }
    }
    for require in &plan.requires {
        if let Outcome::Unknown(unknown) = require.judge(facts) {
            e.missing = e.missing.union(unknown.missing);
        }
    }
    let warns = plan.warns.iter().filter(|w| w.judge(facts) == Outcome::Holds(true));
    e.warnings = warns.map(|w| Warning { rule: w.rule.id.clone(), because: w.rule.because.fill(facts) }).collect();
    e
}

impl Explanation {
    fn add_criterion(&mut self, planned: &PlannedCriterion<'_>, prior: f64, facts: &Facts) {
        let PlannedCriterion { id, criterion, weight, share, rules, asked } = planned;
        let mut sum = criterion.base;
        // What gave points, and whether only because a fact is missing.
        let mut known: Vec<(&PlannedRule<'_>, f64, bool)> = Vec::with_capacity(rules.len());
        let mut certain = 0.0;
        for rule in rules {
            match rule.judge(facts) {
                Outcome::Points(points) => {
                    sum += points;
                    known.push((rule, points, false));
                    certain += if rule.rests_on_memory(facts) { RECALLED } else { 1.0 };
                }
                Outcome::Unknown(unknown) => {
                    self.missing = self.missing.union(unknown.missing);
                    if let Some(points) = rule.unknown_points(facts) {
                        sum += points;
                        known.push((rule, points, true));
                    }
                }
                Outcome::Holds(_) | Outcome::NotApplicable => {}
            }
        }
        let points = (!known.is_empty()).then(|| sum.clamp(0.0, 100.0));
        let score = points.unwrap_or(prior);
        self.criteria.push(CriterionScore {
            id: (*id).to_owned(),
            title: criterion.title.clone(),
            weight: *weight,
            score,
            judged: points.is_some(),
        });
        if *share <= 0.0 {
            return;
        }
        self.confidence += share * certain / rules.len() as f64;
        let mut line = |rule: String, points: f64, because: String| {
            self.receipt.push(Line { rule, criterion: (*id).to_owned(), points: points * share, because });
        };
        let Some(points) = points else {
            return line(format!("{id}/prior"), prior, prior_because(criterion, prior, *asked));
        };
        if criterion.base != 0.0 {
            line(format!("{id}/base"), criterion.base, base_because(criterion));
        }
        for (rule, points, missing) in known.iter().filter(|(_, points, missing)| *missing || *points != 0.0) {
            let because = if *missing { nobody_knows(rule.rule, facts) } else { rule.rule.because.fill(facts) };
            line(rule.rule.id.clone(), *points, because);
        }
        if points != sum {
            line(format!("{id}/cap"), points - sum, format!("{} counts from 0 to 100", title(criterion)));
        }
    }
}

fn title(criterion: &Criterion) -> String {
    criterion.title.to_lowercase()
}

fn base_because(criterion: &Criterion) -> String {
    format!("every model starts with {} for {}", criterion.base, title(criterion))
}

fn prior_because(criterion: &Criterion, prior: f64, asked: bool) -> String {
    let stands_in = if asked { "what a quarter of all models stay under" } else { "the middle of all models" };
    format!("nothing is known about its {}: {stands_in} ({prior:.0}) stands in", title(criterion))
}

/// What is said where a fact is missing and the person asked.
pub(super) fn nobody_knows(rule: &Rule, facts: &Facts) -> String {
    let said = rule.answers.as_ref().and_then(|answers| answers.unknown_because.as_ref());
    said.map_or_else(|| "a fact that this needs is not known".to_owned(), |template| template.fill(facts))
}
