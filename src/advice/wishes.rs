//! Every wish that a person stated, answered for one model.

use super::explain::nobody_knows;
use super::receipt::Line;
use crate::eval::Facts;
use crate::rulebook::plan::{Answer, Plan, PlannedAnswer, PlannedWish};
use crate::rulebook::wish::Wish;

/// A stated wish, answered for one model.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The wish.
    pub wish: Wish,
    /// The answer: of several rules the worst, unknown standing between partly and not.
    pub answer: Answer,
    /// The reason.
    pub because: String,
    /// Points of the final score that the rules which answer it gave.
    pub points: f64,
    /// The rules that had an answer.
    pub rules: Vec<String>,
}

/// Answers all wishes of a person, in the order of the flags, for a model with this receipt.
pub(super) fn answered(plan: &Plan<'_>, facts: &Facts, receipt: &[Line]) -> Vec<Answered> {
    plan.wishes.iter().map(|planned| answer(planned, facts, receipt)).collect()
}

fn answer(planned: &PlannedWish<'_>, facts: &Facts, receipt: &[Line]) -> Answered {
    let given: Vec<(&PlannedAnswer<'_>, Answer)> =
        planned.answers.iter().filter_map(|rule| Some((rule, rule.judge(facts)?))).collect();
    // Of equal answers one that rests on the model says more than one that holds for all.
    let worst = given.iter().min_by_key(|(rule, answer)| (*answer, rule.holds_for_all()));
    let rules: Vec<String> = given.iter().map(|(rule, _)| rule.rule.id.clone()).collect();
    let points = receipt.iter().filter(|line| rules.contains(&line.rule)).map(|line| line.points).sum();
    let (answer, because) = match worst {
        Some((rule, Answer::Unknown)) => (Answer::Unknown, nobody_knows(rule.rule, facts)),
        Some((rule, answer)) => (*answer, rule.rule.because.fill(facts)),
        None if planned.answers.is_empty() => (Answer::Unknown, "no rule judges this".to_owned()),
        None => (Answer::Unknown, "nothing is known of it that would answer this".to_owned()),
    };
    Answered { wish: planned.wish, answer, because, points, rules }
}
