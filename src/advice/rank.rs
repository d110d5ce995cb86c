//! Scores, hard conditions and order.
//!
//! The score of a model is the sum of its lines, in their order; the order of models is
//! total: score, then confidence, then price (lower first, unknown last), then id.

use std::cmp::Ordering;

use indexmap::IndexMap;

use super::link::{Connection, Wiring};
use super::plan::{Outcome, Plan, PlannedRule};
use super::receipt::{Line, Warning};
use super::{Preferences, RequestError};
use crate::catalog::{Catalog, Entry};
use crate::eval::{self, Facts, FieldSet, Value};
use crate::lang::{self, typed::Bool};
use crate::rulebook::{Criterion, Rulebook};
use crate::schema::{FieldId, Record};
use crate::sound::PersonalTarget;

/// A criterion's part in a score.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    /// Its id.
    pub id: String,
    /// Its weight for this person.
    pub weight: f64,
    /// 0 to 100.
    pub score: f64,
    /// False when nothing could be judged and a prior stands in.
    pub judged: bool,
}

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

/// What was left out, and why.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excluded {
    /// How many models.
    pub count: usize,
    /// How many of them only because a fact is not known.
    pub unknown: usize,
    /// Models by the first rule that removed them.
    pub by_rule: IndexMap<String, usize>,
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

/// What a criterion says of one model.
#[derive(Debug, Clone, Copy)]
struct Judgement {
    /// Points from 0 to 100, or nothing could be judged.
    points: Option<f64>,
    /// Mean certainty of the applicable rules, 0 to 1.
    certainty: f64,
}

/// One model in a ranking.
struct Candidate<'a> {
    entry: &'a Entry,
    facts: Facts,
    connection: Option<Connection>,
    judgements: Vec<Judgement>,
    missing: FieldSet,
    score: f64,
    confidence: f64,
}

/// What a run is about.
struct Run<'a> {
    rulebook: &'a Rulebook,
    plan: Plan<'a>,
    /// Weight of each criterion for this person; 0 where no rule applies.
    weights: Vec<f64>,
    /// What an unjudged criterion counts as.
    priors: Vec<f64>,
    condition: Option<Bool>,
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
    let wiring = Wiring::of(wishes)?;
    let want = wishes.facts();
    let plan = Plan::new(rulebook, &want, absent_fields(wiring.is_some()));
    let weights = rulebook
        .criteria
        .iter()
        .zip(&plan.scores)
        .map(|((id, c), rules)| if rules.is_empty() { 0.0 } else { c.weight * wishes.weight_factor(id) })
        .collect();
    let mut run = Run { rulebook, plan, weights, priors: Vec::new(), condition };
    let target = PersonalTarget::new(wishes.levels());
    let all: Vec<Candidate<'_>> =
        catalog.entries().map(|e| run.candidate(e, &want, &target, wiring.as_ref())).collect();
    run.priors = run.medians(&all);

    let mut excluded = Excluded::default();
    let mut kept = Vec::new();
    for mut candidate in all {
        if run.keeps(&mut candidate, &mut excluded) {
            run.add_up(&mut candidate);
            kept.push(candidate);
        }
    }
    kept.sort_by(order);
    let fitting = kept.len();
    let results = kept.into_iter().take(top).map(|c| run.explain(c)).collect();
    Ok(Advice { results, fitting, excluded })
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

/// Fields that say nothing because this person did not give what they depend on.
fn absent_fields(connected: bool) -> FieldSet {
    let mut absent = FieldSet::default();
    for id in FieldId::all() {
        let field = id.field();
        let gear = field.record == Record::Match && matches!(field.name, "liked_db" | "disliked_db");
        if gear || (field.record == Record::Link && !connected) {
            absent.insert(id);
        }
    }
    absent
}

/// The facts of a model for a person: its own, the wishes, the match and the connection.
fn facts_of(
    entry: &Entry,
    want: &Facts,
    target: &PersonalTarget,
    wiring: Option<&Wiring>,
) -> (Facts, Option<Connection>) {
    let mut facts = entry.facts.clone();
    facts.overlay(want);
    let mut put = |record: Record, name: &str, value: f64| {
        if let Some(id) = FieldId::find(record, name) {
            facts.put(id, Some(Value::Num(value)));
        }
    };
    if let Some(measured) = &entry.measured {
        let tuning = target.judge(&measured.curve);
        put(Record::Match, "tuning", tuning.score);
        put(Record::Match, "tuning_db", tuning.rms_db);
        put(Record::Match, "bass_db", tuning.bass_db);
        put(Record::Match, "vocals_db", tuning.vocals_db);
        put(Record::Match, "treble_db", tuning.treble_db);
    }
    let connection = wiring.map(|w| w.connect(&entry.model));
    if let Some(connection) = &connection {
        connection.put_facts(&mut facts);
    }
    (facts, connection)
}

/// The facts of one model for a person, as rules read them; without a model only the wishes.
///
/// # Errors
/// A device, cable or plug that is not known.
pub fn facts_for(entry: Option<&Entry>, wishes: &Preferences) -> Result<Facts, RequestError> {
    let want = wishes.facts();
    let Some(entry) = entry else { return Ok(want) };
    let target = PersonalTarget::new(wishes.levels());
    Ok(facts_of(entry, &want, &target, Wiring::of(wishes)?.as_ref()).0)
}

/// Best first.
fn order(a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    let price = |c: &Candidate<'_>| c.entry.model.price_usd.unwrap_or(f64::INFINITY);
    b.score
        .total_cmp(&a.score)
        .then(b.confidence.total_cmp(&a.confidence))
        .then(price(a).total_cmp(&price(b)))
        .then_with(|| a.entry.model.id.cmp(&b.entry.model.id))
}

impl Run<'_> {
    fn candidate<'e>(
        &self,
        entry: &'e Entry,
        want: &Facts,
        target: &PersonalTarget,
        wiring: Option<&Wiring>,
    ) -> Candidate<'e> {
        let (facts, connection) = facts_of(entry, want, target, wiring);
        let mut missing = FieldSet::default();
        let judgements = self.judge(&facts, &mut missing);
        Candidate { entry, facts, connection, judgements, missing, score: 0.0, confidence: 0.0 }
    }

    /// Every criterion's points and certainty.
    fn judge(&self, facts: &Facts, missing: &mut FieldSet) -> Vec<Judgement> {
        let criteria = self.rulebook.criteria.values();
        criteria.zip(&self.plan.scores).map(|(criterion, rules)| judgement(criterion, rules, facts, missing)).collect()
    }

    /// The median points of the judged models, by criterion; the base where there is none.
    fn medians(&self, all: &[Candidate<'_>]) -> Vec<f64> {
        let median = |(i, criterion): (usize, &Criterion)| {
            let mut points: Vec<f64> = all.iter().filter_map(|c| c.judgements[i].points).collect();
            points.sort_by(f64::total_cmp);
            let middle = points.len() / 2;
            match points.len() {
                0 => criterion.base,
                n if n % 2 == 1 => points[middle],
                _ => f64::midpoint(points[middle - 1], points[middle]),
            }
        };
        self.rulebook.criteria.values().enumerate().map(median).collect()
    }

    /// Whether a model meets all hard conditions; counts it as excluded if not.
    fn keeps(&self, candidate: &mut Candidate<'_>, excluded: &mut Excluded) -> bool {
        let facts = &candidate.facts;
        let mut removed_by: Option<(&str, bool)> = None;
        for require in &self.plan.requires {
            match require.judge(facts) {
                Outcome::Holds(false) if removed_by.is_none() => {
                    removed_by = Some((&require.rule.id, require.decided_by_missing(facts)));
                }
                Outcome::Unknown(unknown) => candidate.missing = candidate.missing.union(unknown.missing),
                _ => {}
            }
        }
        if let (None, Some(condition)) = (removed_by, &self.condition) {
            removed_by = match eval::boolean(condition, facts) {
                Ok(true) => None,
                Ok(false) => Some(("where", false)),
                Err(_) => Some(("where", true)),
            };
        }
        let Some((rule, unknown)) = removed_by else { return true };
        excluded.count += 1;
        excluded.unknown += usize::from(unknown);
        *excluded.by_rule.entry(rule.to_owned()).or_default() += 1;
        false
    }

    fn add_up(&self, candidate: &mut Candidate<'_>) {
        let total: f64 = self.weights.iter().sum();
        let mut score = 0.0;
        self.walk(candidate, |_, _, points, _| score += points);
        candidate.score = score;
        let certain = |(weight, judged): (&f64, &Judgement)| weight * judged.certainty;
        let sum: f64 = self.weights.iter().zip(&candidate.judgements).map(certain).sum();
        candidate.confidence = if total > 0.0 { sum / total } else { 0.0 };
    }

    /// Visits every line of a score in order: criterion, kind of line, points of the final score, rule.
    fn walk(&self, candidate: &Candidate<'_>, mut visit: impl FnMut(usize, Part, f64, Option<&PlannedRule<'_>>)) {
        let total: f64 = self.weights.iter().sum();
        if total <= 0.0 {
            return;
        }
        for (i, criterion) in self.rulebook.criteria.values().enumerate() {
            let share = self.weights[i] / total;
            if self.weights[i] <= 0.0 {
                continue;
            }
            if candidate.judgements[i].points.is_none() {
                visit(i, Part::Prior, self.priors[i] * share, None);
                continue;
            }
            let mut sum = criterion.base;
            if criterion.base != 0.0 {
                visit(i, Part::Base, criterion.base * share, None);
            }
            for planned in &self.plan.scores[i] {
                if let Outcome::Points(points) = planned.judge(&candidate.facts)
                    && points != 0.0
                {
                    sum += points;
                    visit(i, Part::Rule, points * share, Some(planned));
                }
            }
            let capped = sum.clamp(0.0, 100.0);
            if capped != sum {
                visit(i, Part::Cap, (capped - sum) * share, None);
            }
        }
    }

    fn explain(&self, candidate: Candidate<'_>) -> Recommendation {
        let mut receipt = Vec::new();
        self.walk(&candidate, |i, part, points, planned| {
            if let Some((id, criterion)) = self.rulebook.criteria.get_index(i) {
                let line = |rule: String, because: String| Line { rule, criterion: id.clone(), points, because };
                receipt.push(match planned {
                    Some(p) => line(p.rule.id.clone(), p.rule.because.fill(&candidate.facts)),
                    None => line(format!("{id}/{}", part.word()), part.because(criterion, self.priors[i])),
                });
            }
        });
        let warns = self.plan.warns.iter().filter(|w| w.judge(&candidate.facts) == Outcome::Holds(true));
        let warnings = warns
            .map(|w| Warning { rule: w.rule.id.clone(), because: w.rule.because.fill(&candidate.facts) })
            .collect();
        let criteria = self.rulebook.criteria.keys().enumerate().map(|(i, id)| CriterionScore {
            id: id.clone(),
            weight: self.weights[i],
            score: candidate.judgements[i].points.unwrap_or(self.priors[i]),
            judged: candidate.judgements[i].points.is_some(),
        });
        Recommendation {
            id: candidate.entry.model.id.clone(),
            score: candidate.score,
            confidence: candidate.confidence,
            criteria: criteria.collect(),
            receipt,
            warnings,
            unknown: candidate.missing.paths(),
            connection: candidate.connection,
        }
    }
}

/// Lines that are not rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Base,
    Rule,
    Cap,
    Prior,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Rule => "rule",
            Self::Cap => "cap",
            Self::Prior => "prior",
        }
    }

    fn because(self, criterion: &Criterion, prior: f64) -> String {
        let title = criterion.title.to_lowercase();
        match self {
            Self::Prior => {
                format!("nothing is known about its {title}: the middle of all models ({prior:.0}) stands in")
            }
            Self::Cap => format!("{title} counts from 0 to 100"),
            Self::Base | Self::Rule => format!("every model starts with {} for {title}", criterion.base),
        }
    }
}

fn judgement(criterion: &Criterion, rules: &[PlannedRule<'_>], facts: &Facts, missing: &mut FieldSet) -> Judgement {
    let mut points = criterion.base;
    let (mut known, mut certainty) = (0usize, 0.0);
    for rule in rules {
        match rule.judge(facts) {
            Outcome::Points(p) => {
                points += p;
                known += 1;
                certainty += if rule.rests_on_memory(facts) { 0.6 } else { 1.0 };
            }
            Outcome::Unknown(unknown) => *missing = missing.union(unknown.missing),
            Outcome::Holds(_) | Outcome::NotApplicable => {}
        }
    }
    Judgement {
        points: (known > 0).then(|| points.clamp(0.0, 100.0)),
        certainty: certainty / rules.len().max(1) as f64,
    }
}
