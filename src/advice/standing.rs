//! What stands out of a model against the list that it stands in.

use std::collections::HashMap;

use super::explain::Explanation;
use super::receipt::Line;
use crate::eval::FieldSet;
use crate::rulebook::plan::Plan;
use crate::schema::{FieldId, Record, Ty, Unit};

/// Points that a rule gives one model more (or fewer) than the list on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Above 0 where it speaks for the model, in points of the score.
    pub points: f64,
    /// The reason.
    pub because: String,
}

/// Least difference that is worth a line, points of the score.
const WORTH_A_LINE: f64 = 0.5;

/// The average points of each rule over a list.
pub(super) struct Average(HashMap<String, f64>);

impl Average {
    /// Over these models.
    pub(super) fn of<'e>(list: impl Iterator<Item = &'e Explanation>) -> Self {
        let mut sums: HashMap<String, f64> = HashMap::new();
        let mut models = 0.0;
        for explanation in list {
            models += 1.0;
            for line in &explanation.receipt {
                *sums.entry(line.rule.clone()).or_default() += line.points;
            }
        }
        for sum in sums.values_mut() {
            *sum /= f64::max(models, 1.0);
        }
        Self(sums)
    }

    /// What stands out of a model with this receipt, strongest first. Not what answers a wish of the person
    /// (that is said already), nor what only restates the price or counts drivers.
    pub(super) fn stand_out(&self, plan: &Plan<'_>, receipt: &[Line]) -> Vec<Standing> {
        let answering = |rule: &str| plan.wishes.iter().flat_map(|w| &w.answers).any(|a| a.rule.id == rule);
        let telling = |rule: &str| {
            let planned = plan.criteria.iter().flat_map(|c| &c.rules).find(|planned| planned.rule.id == rule);
            planned.is_some_and(|planned| says_more_than_price_or_count(planned.reads))
        };
        let mut standing: Vec<Standing> = receipt
            .iter()
            .filter(|line| telling(&line.rule) && !answering(&line.rule))
            .map(|line| Standing {
                points: line.points - self.0.get(&line.rule).copied().unwrap_or_default(),
                because: line.because.clone(),
            })
            .filter(|standing| standing.points.abs() >= WORTH_A_LINE)
            .collect();
        standing.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
        standing
    }
}

/// Whether a rule reads anything beside price, year and numbers of drivers.
fn says_more_than_price_or_count(reads: FieldSet) -> bool {
    reads.iter().any(|id: FieldId| {
        let field = id.field();
        let of_the_model = matches!(field.record, Record::Iem);
        !(of_the_model && matches!(field.ty, Ty::Number(Unit::Usd | Unit::Count)))
    })
}
