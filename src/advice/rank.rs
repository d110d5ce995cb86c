//! From wishes to the best models.
//!
//! All models are scored block by block; the few that are shown are explained row by row.
//! The order is total: score, then confidence, then price (lower first, unknown last), then id.

use std::cmp::Ordering;

use super::asked::Asked;
use super::cases::Cases;
use super::explain::{CriterionScore, Explanation, explain};
use super::link::{Connection, Wiring};
use super::receipt::{Keep, Line, Repair, Twin, Warning};
use super::scoring::{Excluded, Scores, score};
use super::standing::{Average, Standing};
use super::ties::{ties, uncertainty};
use super::wishes::{Answered, answered};
use super::{Preferences, RequestError};
use crate::catalog::{Catalog, Entry};
use crate::eval::{Facts, Table};
use crate::rulebook::Rulebook;
use crate::rulebook::plan::{Person, Plan};
use crate::rulebook::wish::Wish;
use crate::sound::taste::Taste;

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
    /// Every wish that was stated, answered, in the order of the flags.
    pub wishes: Vec<Answered>,
    /// What stands out of it against the list, strongest first.
    pub standing: Vec<Standing>,
    /// Ids of the neighbours that the measurements cannot tell it from.
    pub tied_with: Vec<String>,
    /// A cheaper model of nearly the same sound, where [`super::add_twins`] found one.
    pub twin: Option<Twin>,
}

/// The answer to a person's wishes.
#[derive(Debug, Clone)]
pub struct Advice {
    /// The best models, best first.
    pub results: Vec<Recommendation>,
    /// How many models meet all hard conditions.
    pub fitting: usize,
    /// Which they are: their places in the catalogue.
    pub met: Vec<usize>,
    /// What was left out.
    pub excluded: Excluded,
    /// Stated wishes that no rule judges.
    pub unanswered: Vec<Wish>,
    /// What past gear tells of taste; the target was moved by it.
    pub taste: Option<Taste>,
    /// What the person owns already and could keep.
    pub keep: Option<Keep>,
    /// What to give up so that more remain, where fewer than [`super::repairs::TOO_FEW`] do.
    pub repairs: Vec<Repair>,
}

/// All models scored for one person.
pub struct Ranking<'a> {
    pub(super) cases: Cases<'a>,
    pub(super) plan: Plan<'a>,
    pub(super) scores: Scores,
}

impl<'a> Ranking<'a> {
    /// Scores all models.
    ///
    /// # Errors
    /// Wishes that make no sense: an expression with mistakes, an unknown criterion, model, device or cable.
    pub fn new(catalog: &'a Catalog, rulebook: &'a Rulebook, wishes: &Preferences) -> Result<Self, RequestError> {
        let wishes = &with_criteria(rulebook, wishes)?;
        let asked = Asked::of(catalog, wishes)?;
        let conditions = asked.conditions.clone();
        let cases = Cases::new(catalog.entries(), asked, Wiring::of(wishes)?);
        let stated = wishes.stated();
        let person = Person { want: cases.want(), absent: cases.absent(), conditions: &conditions, stated: &stated };
        let plan = Plan::new(rulebook, person, |criterion| cases.asked().weight_factor(criterion));
        let table = Table::new(&cases, plan.fields().iter(), plan.literals());
        let scores = score(&plan, &table);
        Ok(Self { cases, plan, scores })
    }

    /// What was asked, with every name looked up.
    pub fn asked(&self) -> &Asked<'a> {
        self.cases.asked()
    }

    /// How many models meet all hard conditions.
    pub fn fitting(&self) -> usize {
        self.scores.fitting()
    }

    /// The best `top` models, best first.
    pub fn advice(&self, top: usize) -> Advice {
        let mut best = self.best(if top == 0 { 0 } else { top.max(COMPARED_WITH) });
        let average = Average::of(best.iter().map(|(_, explanation)| explanation));
        best.truncate(top);
        let results = best.into_iter().map(|(row, e)| self.recommendation(row, e, &average)).collect();
        let judged_by_none = self.plan.wishes.iter().filter(|wish| wish.answers.is_empty());
        Advice {
            results: Self::tied(results),
            fitting: self.fitting(),
            met: self.scores.kept().collect(),
            excluded: self.scores.excluded.clone(),
            unanswered: judged_by_none.map(|planned| planned.wish).collect(),
            taste: self.asked().taste,
            keep: None,
            repairs: Vec::new(),
        }
    }

    /// The ids of the best `top` models, best first; cheaper than [`Self::advice`].
    pub fn leading(&self, top: usize) -> Vec<String> {
        self.best(top).into_iter().map(|(row, _)| self.cases.entry(row).model.id.to_string()).collect()
    }

    /// These models in the order of the list, each with its reasons; those that do not meet all hard conditions
    /// are left out. Ties with neighbours that were not asked for are not named.
    pub fn among(&self, ids: &[&str]) -> Vec<Recommendation> {
        let meant = self.scores.kept().filter(|row| ids.contains(&self.cases.entry(*row).model.id.as_ref()));
        let mut meant: Vec<(usize, Explanation)> = meant.map(|row| (row, self.explain(row))).collect();
        meant.sort_by(|(a, ea), (b, eb)| order((self.cases.entry(*a), ea), (self.cases.entry(*b), eb)));
        let average = Average::of(self.best(COMPARED_WITH).iter().map(|(_, explanation)| explanation));
        meant.into_iter().map(|(row, e)| self.recommendation(row, e, &average).0).collect()
    }

    /// The score of a model, and whether it meets all hard conditions.
    pub fn score_of(&self, id: &str) -> Option<(f64, bool)> {
        let row = self.cases.entries().position(|entry| entry.model.id == id)?;
        Some((*self.scores.totals.get(row)?, self.scores.kept().any(|kept| kept == row)))
    }

    /// The best `top` models with where their scores come from, best first.
    fn best(&self, top: usize) -> Vec<(usize, Explanation)> {
        let leaders = leaders(&self.scores, top).into_iter();
        let mut best: Vec<(usize, Explanation)> = leaders.map(|row| (row, self.explain(row))).collect();
        debug_assert!(best.iter().all(|(row, e)| e.score.to_bits() == self.scores.totals[*row].to_bits()));
        best.sort_by(|(a, ea), (b, eb)| order((self.cases.entry(*a), ea), (self.cases.entry(*b), eb)));
        best.truncate(top);
        best
    }

    /// A list with its ties named.
    fn tied(results: Vec<(Recommendation, f64)>) -> Vec<Recommendation> {
        let list: Vec<(f64, f64)> = results.iter().map(|(r, uncertain)| (r.score, *uncertain)).collect();
        let mut results: Vec<Recommendation> = results.into_iter().map(|(result, _)| result).collect();
        let ids: Vec<String> = results.iter().map(|r| r.id.clone()).collect();
        for (result, tied) in results.iter_mut().zip(ties(&list)) {
            result.tied_with = tied.into_iter().map(|at| ids[at].clone()).collect();
        }
        results
    }

    /// The model of a row with its score explained, whether or not it meets the hard conditions.
    pub(super) fn explained(&self, row: usize) -> Recommendation {
        let explanation = self.explain(row);
        let average = Average::of(self.best(COMPARED_WITH).iter().map(|(_, explanation)| explanation));
        self.recommendation(row, explanation, &average).0
    }

    fn explain(&self, row: usize) -> Explanation {
        explain(&self.plan, &self.scores.priors, &self.cases.facts(row))
    }

    /// With how far its score may be off.
    fn recommendation(&self, row: usize, e: Explanation, average: &Average) -> (Recommendation, f64) {
        let facts = self.cases.facts(row);
        let wishes = answered(&self.plan, &facts, &e.receipt);
        let standing = average.stand_out(&self.plan, &e.receipt);
        let recommendation = Recommendation {
            id: self.cases.entry(row).model.id.to_string(),
            score: e.score,
            confidence: e.confidence,
            criteria: e.criteria,
            receipt: e.receipt,
            warnings: e.warnings,
            unknown: e.missing.paths(),
            connection: self.cases.connection(row).cloned(),
            wishes,
            standing,
            tied_with: Vec::new(),
            twin: None,
        };
        (recommendation, uncertainty(&self.plan, &self.scores.priors, &facts))
    }
}

/// The part of the list that a model is set beside to see what stands out of it.
const COMPARED_WITH: usize = 12;

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

/// The wishes with criteria by id, where people wrote what they are called.
fn with_criteria(rulebook: &Rulebook, wishes: &Preferences) -> Result<Preferences, RequestError> {
    let mut wishes = wishes.clone();
    for weight in &mut wishes.weights {
        let is = |name: &str| name.eq_ignore_ascii_case(&weight.criterion);
        let found = rulebook.criteria.iter().find(|(id, criterion)| is(id) || is(&criterion.title));
        let Some((id, _)) = found else {
            let titles: Vec<String> = rulebook.criteria.values().map(|c| c.title.to_lowercase()).collect();
            let known = crate::diag::list(titles.iter().map(String::as_str));
            return Err(RequestError::Criterion { name: weight.criterion.clone(), known });
        };
        weight.criterion.clone_from(id);
    }
    Ok(wishes)
}

/// The facts of one model for a person, as rules read them; without a model only the wishes.
///
/// # Errors
/// A device, cable or plug that is not known.
pub fn facts_for(catalog: &Catalog, entry: Option<&Entry>, wishes: &Preferences) -> Result<Facts, RequestError> {
    let cases = Cases::new(entry.into_iter(), Asked::of(catalog, wishes)?, Wiring::of(wishes)?);
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
