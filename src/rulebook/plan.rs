//! The rulebook specialised to one person: wishes folded in, dead rules gone.

use super::book::Rulebook;
use super::rule::{Criterion, Kind, Rule};
use crate::eval::{self, Facts, FieldSet, Unknown, fold_bool, fold_num};
use crate::lang::typed::Bool;
use crate::schema::{FieldId, Record};

/// What a rule says of one model.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A score rule: so many points, 0 when its condition does not hold.
    Points(f64),
    /// A `require` or `warn`: whether it holds.
    Holds(bool),
    /// It depends on a wish that was not given.
    NotApplicable,
    /// A fact is missing.
    Unknown(Unknown),
}

/// A rule folded to one person's wishes.
#[derive(Debug)]
pub struct PlannedRule<'a> {
    /// The rule as written.
    pub rule: &'a Rule,
    /// What is left of it for this person.
    pub kind: Kind,
    /// The facts of the model that its outcome rests on.
    pub reads: FieldSet,
}

/// A criterion with the rules that can say something for this person.
#[derive(Debug)]
pub struct PlannedCriterion<'a> {
    /// Its id.
    pub id: &'a str,
    /// As written.
    pub criterion: &'a Criterion,
    /// Its weight for this person; 0 where no rule applies.
    pub weight: f64,
    /// Its weight as a share of all weights, 0 to 1.
    pub share: f64,
    /// Its rules, in the order of their files.
    pub rules: Vec<PlannedRule<'a>>,
}

/// The rulebook for one person.
#[derive(Debug)]
pub struct Plan<'a> {
    /// In the order of `criteria.jsonc`.
    pub criteria: Vec<PlannedCriterion<'a>>,
    /// Hard conditions.
    pub requires: Vec<PlannedRule<'a>>,
    /// Cautions.
    pub warns: Vec<PlannedRule<'a>>,
    /// Further conditions of this person alone: only what meets them is kept.
    pub conditions: Vec<Condition>,
}

/// A condition of one person, with the name under which it is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Such as `where`, or `but/cheaper`.
    pub name: String,
    /// Only models for which it is true are kept.
    pub holds: Bool,
}

/// What a person brings to the rulebook.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The wishes.
    pub want: &'a Facts,
    /// Fields that depend on something this person did not give, such as the connection
    /// when no source was named.
    pub absent: FieldSet,
    /// Further conditions.
    pub conditions: &'a [Condition],
}

impl<'a> Plan<'a> {
    /// For a person; `factor` multiplies the weight of a criterion.
    pub fn new(rulebook: &'a Rulebook, person: Person<'_>, factor: impl Fn(&str) -> f64) -> Self {
        let mut criteria: Vec<PlannedCriterion<'a>> = rulebook
            .criteria
            .iter()
            .map(|(id, criterion)| PlannedCriterion { id, criterion, weight: 0.0, share: 0.0, rules: Vec::new() })
            .collect();
        let (mut requires, mut warns) = (Vec::new(), Vec::new());
        for planned in rulebook.active().filter_map(|rule| PlannedRule::new(rule, person)) {
            match &planned.kind {
                Kind::Score { criterion, .. } => criteria[*criterion].rules.push(planned),
                Kind::Require(_) => requires.push(planned),
                Kind::Warn(_) => warns.push(planned),
            }
        }
        for planned in criteria.iter_mut().filter(|c| !c.rules.is_empty()) {
            planned.weight = planned.criterion.weight * factor(planned.id);
        }
        let total: f64 = criteria.iter().map(|c| c.weight).sum();
        if total > 0.0 {
            for planned in &mut criteria {
                planned.share = planned.weight / total;
            }
        }
        let fold = |c: &Condition| Condition {
            name: c.name.clone(),
            holds: fold_bool(&c.holds, person.want, &|id| person.fixes(id)),
        };
        let conditions = person.conditions.iter().map(fold).collect();
        Self { criteria, requires, warns, conditions }
    }

    /// The fields that scores and hard conditions rest on.
    pub fn fields(&self) -> FieldSet {
        let mut fields = FieldSet::default();
        for rule in self.criteria.iter().flat_map(|c| &c.rules).chain(&self.requires) {
            fields = fields.union(rule.reads);
        }
        for condition in &self.conditions {
            condition.holds.fields(&mut |id| fields.insert(id));
        }
        fields
    }

    /// The texts that scores and hard conditions compare with.
    pub fn literals(&self) -> Vec<String> {
        let mut texts = Vec::new();
        let mut see = |text: &str| texts.push(text.to_owned());
        for rule in self.criteria.iter().flat_map(|c| &c.rules).chain(&self.requires) {
            rule.kind.literals(&mut see);
        }
        for condition in &self.conditions {
            condition.holds.literals(&mut see);
        }
        texts
    }
}

impl Person<'_> {
    /// Whether a field has the same value, or none, for all models.
    fn fixes(&self, id: FieldId) -> bool {
        id.field().record == Record::Want || self.absent.contains(id)
    }

    /// A folded rule that still reads a wish, or something absent, depends on what was not given.
    fn leaves_open(&self, reads: FieldSet) -> bool {
        reads.iter().any(|id| self.fixes(id))
    }

    fn fold(&self, kind: &Kind) -> Kind {
        let fixed = |id: FieldId| self.fixes(id);
        let condition = |expr: &Bool| fold_bool(expr, self.want, &fixed);
        match kind {
            Kind::Score { criterion, when, points } => Kind::Score {
                criterion: *criterion,
                when: when.as_ref().map(condition).filter(|w| *w != Bool::Lit(true)),
                points: fold_num(points, self.want, &fixed),
            },
            Kind::Require(expr) => Kind::Require(condition(expr)),
            Kind::Warn(expr) => Kind::Warn(condition(expr)),
        }
    }
}

impl<'a> PlannedRule<'a> {
    /// `None` when the rule does not apply to this person, or is decided without the model.
    fn new(rule: &'a Rule, person: Person<'_>) -> Option<Self> {
        let kind = person.fold(&rule.kind);
        let decided = matches!(
            &kind,
            Kind::Score { when: Some(Bool::Lit(false)), .. }
                | Kind::Warn(Bool::Lit(false))
                | Kind::Require(Bool::Lit(true))
        );
        let reads = kind.fields();
        (!decided && !person.leaves_open(reads)).then_some(Self { rule, kind, reads })
    }

    /// What it says of a model.
    pub fn judge(&self, facts: &Facts) -> Outcome {
        outcome(&self.kind, facts)
    }

    /// Whether a fact it rests on was never checked.
    pub fn rests_on_memory(&self, facts: &Facts) -> bool {
        self.reads.iter().any(|id| facts.is_recalled(id))
    }

    /// Whether it was decided by what is not known: it asks whether facts are known, and none is.
    pub fn decided_by_missing(&self, facts: &Facts) -> bool {
        !self.reads.is_empty() && self.reads.iter().all(|id| facts.get(id).is_none())
    }
}

/// What a rule says of given facts, wishes included. For examples and `iem rules eval`.
pub fn judge(rule: &Rule, facts: &Facts) -> Outcome {
    let person = Person { want: facts, absent: FieldSet::default(), conditions: &[] };
    let kind = person.fold(&rule.kind);
    if person.leaves_open(kind.fields()) { Outcome::NotApplicable } else { outcome(&kind, facts) }
}

fn outcome(kind: &Kind, facts: &Facts) -> Outcome {
    match kind {
        Kind::Score { when, points, .. } => match when.as_ref().map_or(Ok(true), |w| eval::boolean(w, facts)) {
            Ok(false) => Outcome::Points(0.0),
            Ok(true) => eval::number(points, facts).map_or_else(Outcome::Unknown, Outcome::Points),
            Err(unknown) => Outcome::Unknown(unknown),
        },
        Kind::Require(condition) | Kind::Warn(condition) => {
            eval::boolean(condition, facts).map_or_else(Outcome::Unknown, Outcome::Holds)
        }
    }
}
