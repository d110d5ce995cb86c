//! Why a model is not in the list: the rules that removed it, or where it lost; and the
//! smallest change of the wishes that would put it first.

use super::change::{self, Change};
use super::compare::{Gap, why_above};
use super::repairs;
use super::{Preferences, Ranking, Recommendation, RequestError, asked};
use crate::catalog::Catalog;
use crate::eval;
use crate::rulebook::Rulebook;
use crate::rulebook::plan::Outcome;

/// A hard condition that a model does not meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The rule, `where`, or `but/word`.
    pub rule: String,
    /// Why.
    pub because: String,
    /// Whether it is only that a fact is not known.
    pub unknown: bool,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct WhyNot {
    /// The model.
    pub id: String,
    /// Its place among the models that meet all hard conditions, from 1.
    pub rank: Option<usize>,
    /// How many meet them.
    pub of: usize,
    /// The model with its score, as if it met them.
    pub model: Recommendation,
    /// Hard conditions that it does not meet.
    pub against: Vec<Against>,
    /// What of the person's own wishes would have to be given up for it.
    pub lets_in: Option<String>,
    /// The first of the list, if it is another.
    pub first: Option<Recommendation>,
    /// Where the first is ahead (or behind), the largest difference first.
    pub gaps: Vec<Gap>,
    /// The smallest change that would put it first.
    pub change: Option<Change>,
}

/// Why `name` is not the first of the list.
///
/// # Errors
/// Wishes that make no sense, or a model nobody knows.
pub fn why_not(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    name: &str,
) -> Result<WhyNot, RequestError> {
    let id = asked::find(catalog, "--why-not", name)?.model.id.to_string();
    let ranking = Ranking::new(catalog, rulebook, wishes)?;
    let row = catalog.entries().position(|e| e.model.id == id).unwrap_or_default();
    let order = ranking.advice(usize::MAX).results;
    let rank = order.iter().position(|r| r.id == id).map(|at| at + 1);
    let model = ranking.explained(row);
    let first = order.into_iter().next().filter(|r| r.id != id);
    let gaps = first.as_ref().map(|first| why_above(first, &model).criteria).unwrap_or_default();
    let change = if rank == Some(1) { None } else { change::smallest(catalog, rulebook, wishes, &id)? };
    let lets_in = repairs::lets_in(rulebook, wishes, &ranking, row);
    Ok(WhyNot { against: against(&ranking, row), lets_in, id, rank, of: ranking.fitting(), model, first, gaps, change })
}

/// The hard conditions that a row does not meet.
fn against(ranking: &Ranking<'_>, row: usize) -> Vec<Against> {
    let facts = ranking.cases.facts(row);
    let rules = ranking.plan.requires.iter().filter(|r| r.judge(&facts) == Outcome::Holds(false));
    let mut all: Vec<Against> = rules
        .map(|r| Against {
            rule: r.rule.id.clone(),
            because: r.rule.because.fill(&facts),
            unknown: r.decided_by_missing(&facts),
        })
        .collect();
    for condition in &ranking.plan.conditions {
        let value = eval::boolean(&condition.holds, &facts);
        if value == Ok(true) {
            continue;
        }
        let because = match (condition.name.as_str(), &value) {
            ("like", _) => "it is the model you start from".to_owned(),
            (_, Err(unknown)) => format!("not known: {}", unknown.missing.paths().join(", ")),
            ("where", Ok(_)) => "your own condition is false for it".to_owned(),
            (word, Ok(_)) => format!("it is not {}", word.trim_start_matches("but/")),
        };
        all.push(Against { rule: condition.name.clone(), because, unknown: value.is_err() });
    }
    all
}

impl WhyNot {
    /// The change in JSON: keys of flags with their new values.
    pub fn change_json(&self, wishes: &Preferences) -> serde_json::Value {
        self.change.as_ref().map_or(serde_json::Value::Null, |c| repairs::difference(wishes, &c.wishes).into())
    }
}
