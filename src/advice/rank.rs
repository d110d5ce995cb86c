//! From wishes to the best models.
//!
//! All models are scored block by block; the few that are shown are explained row by row.
//! The order is total: score, then confidence, then price (lower first, unknown last), then id.

use std::cmp::Ordering;

use super::cases::Cases;
use super::explain::{CriterionScore, Explanation, explain};
use super::link::{Connection, Wiring};
use super::receipt::{Line, Warning};
use super::scoring::{Excluded, Scores, score};
use super::{Preferences, RequestError};
use crate::catalog::{Catalog, Entry};
use crate::eval::{Facts, Table};
use crate::lang;
use crate::rulebook::Rulebook;
use crate::rulebook::plan::{Person, Plan};

/// One model of the list.
#[derive(Debug, Clone)]
pub struct Recommendation {
    /// Its id.
    pub id: String,
    /// 0 to 100, the sum of `receipt`.
    pub score: f64,
    /// 0 to 1: how much of what matters is known, and how well.
    pub confidence: f64,
    /// Each criterion.
    pub criteria: Vec<CriterionScore>,
    /// Where every point comes from.
    pub receipt: Vec<Line>,
    /// Cautions.
    pub warnings: Vec<Warning>,
    /// Facts that were needed and are missing, `record.field`.
    pub unknown: Vec<String>,
    /// How it connects to the person's source, if one was named.
    pub connection: Option<Connection>,
}

/// The answer to a person's wishes.
#[derive(Debug, Clone)]
pub struct Advice {
    /// The best models, best first.
    pub results: Vec<Recommendation>,
    /// How many models meet all hard conditions.
    pub fitting: usize,
    /// What was left out.
    pub excluded: Excluded,
}

/// The best `top` models for a person.
///
/// # Errors
/// Wishes that make no sense: an expression with mistakes, an unknown criterion, device or cable.
pub fn recommend(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    top: usize,
) -> Result<Advice, RequestError> {
    check_weights(rulebook, wishes)?;
    let condition = wishes.condition.as_deref().map(lang::condition).transpose().map_err(RequestError::Where)?;
    let cases = Cases::new(catalog.entries(), wishes, Wiring::of(wishes)?);
    let person = Person { want: cases.want(), absent: cases.absent(), condition: condition.as_ref() };
    let plan = Plan::new(rulebook, person, |criterion| wishes.weight_factor(criterion));
    let table = Table::new(&cases, plan.fields().iter(), plan.literals());
    let scores = score(&plan, &table);
    let fitting = scores.fitting();

    let mut best: Vec<(usize, Explanation)> =
        leaders(&scores, top).into_iter().map(|row| (row, explain(&plan, &scores.priors, &cases.facts(row)))).collect();
    debug_assert!(best.iter().all(|(row, e)| e.score.to_bits() == scores.totals[*row].to_bits()));
    best.sort_by(|(a, ea), (b, eb)| order((cases.entry(*a), ea), (cases.entry(*b), eb)));
    best.truncate(top);
    let result = |(row, e): (usize, Explanation)| Recommendation {
        id: cases.entry(row).model.id.clone(),
        score: e.score,
        confidence: e.confidence,
        criteria: e.criteria,
        receipt: e.receipt,
        warnings: e.warnings,
        unknown: e.missing.paths(),
        connection: cases.connection(row).cloned(),
    };
    Ok(Advice { results: best.into_iter().map(result).collect(), fitting, excluded: scores.excluded })
}

/// The rows with the `top` highest totals that meet all hard conditions, and those that tie
/// with the last of them.
fn leaders(scores: &Scores, top: usize) -> Vec<usize> {
    if top == 0 {
        return Vec::new();
    }
    let total = |row: &usize| scores.totals[*row];
    let mut kept: Vec<usize> = scores.kept().collect();
    if kept.len() > top {
        let (_, last, _) = kept.select_nth_unstable_by(top - 1, |a, b| total(b).total_cmp(&total(a)));
        let least = total(last);
        kept.retain(|row| total(row) >= least);
    }
    kept
}

fn check_weights(rulebook: &Rulebook, wishes: &Preferences) -> Result<(), RequestError> {
    match wishes.weights.iter().find(|w| !rulebook.criteria.contains_key(&w.criterion)) {
        Some(weight) => Err(RequestError::Criterion {
            name: weight.criterion.clone(),
            known: crate::diag::list(rulebook.criteria.keys().map(String::as_str)),
        }),
        None => Ok(()),
    }
}

/// The facts of one model for a person, as rules read them; without a model only the wishes.
///
/// # Errors
/// A device, cable or plug that is not known.
pub fn facts_for(entry: Option<&Entry>, wishes: &Preferences) -> Result<Facts, RequestError> {
    let cases = Cases::new(entry.into_iter(), wishes, Wiring::of(wishes)?);
    Ok(if entry.is_some() { cases.facts(0) } else { cases.want().clone() })
}

/// Best first.
fn order((a, ea): (&Entry, &Explanation), (b, eb): (&Entry, &Explanation)) -> Ordering {
    let price = |e: &Entry| e.model.price_usd.unwrap_or(f64::INFINITY);
    eb.score
        .total_cmp(&ea.score)
        .then(eb.confidence.total_cmp(&ea.confidence))
        .then(price(a).total_cmp(&price(b)))
        .then_with(|| a.model.id.cmp(&b.model.id))
}
