//! The rulebook specialised to one person: wishes folded in, dead rules gone.

use crate::eval::{self, Facts, FieldSet, Unknown, fold_bool, fold_num};
use crate::lang::typed::{Bool, Num};
use crate::rulebook::{Kind, Rule, Rulebook};
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
    kind: Kind,
    /// The facts of the model that its outcome rests on.
    pub reads: FieldSet,
}

/// All rules that can say something for this person.
#[derive(Debug)]
pub struct Plan<'a> {
    /// Score rules, by criterion in the order of the criteria.
    pub scores: Vec<Vec<PlannedRule<'a>>>,
    /// Hard conditions.
    pub requires: Vec<PlannedRule<'a>>,
    /// Cautions.
    pub warns: Vec<PlannedRule<'a>>,
}

impl<'a> Plan<'a> {
    /// For a person's wishes. `absent` are fields that depend on something this person did
    /// not give, such as the connection when no source was named.
    pub fn new(rulebook: &'a Rulebook, want: &Facts, absent: FieldSet) -> Self {
        let mut plan = Self {
            scores: rulebook.criteria.iter().map(|_| Vec::new()).collect(),
            requires: Vec::new(),
            warns: Vec::new(),
        };
        for rule in rulebook.active() {
            let Some(planned) = PlannedRule::new(rule, want, absent) else { continue };
            match &planned.kind {
                Kind::Score { criterion, .. } => plan.scores[*criterion].push(planned),
                Kind::Require(_) => plan.requires.push(planned),
                Kind::Warn(_) => plan.warns.push(planned),
            }
        }
        plan
    }
}

impl<'a> PlannedRule<'a> {
    /// `None` when the rule does not apply to this person, or is decided without the model.
    fn new(rule: &'a Rule, want: &Facts, absent: FieldSet) -> Option<Self> {
        let kind = fold(&rule.kind, want, absent);
        let decided = matches!(
            &kind,
            Kind::Score { when: Some(Bool::Lit(false)), .. }
                | Kind::Warn(Bool::Lit(false))
                | Kind::Require(Bool::Lit(true))
        );
        let reads = kind.fields();
        (!decided && !depends_on_wish(reads, absent)).then_some(Self { rule, kind, reads })
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
    let kind = fold(&rule.kind, facts, FieldSet::default());
    if depends_on_wish(kind.fields(), FieldSet::default()) {
        return Outcome::NotApplicable;
    }
    outcome(&kind, facts)
}

/// A folded rule that still reads a wish, or something absent, depends on what was not given.
fn depends_on_wish(reads: FieldSet, absent: FieldSet) -> bool {
    reads.iter().any(|id| id.field().record == Record::Want || absent.contains(id))
}

fn fold(kind: &Kind, want: &Facts, absent: FieldSet) -> Kind {
    let fixed = |id: FieldId| id.field().record == Record::Want || absent.contains(id);
    match kind {
        Kind::Score { criterion, when, points } => Kind::Score {
            criterion: *criterion,
            when: when.as_ref().map(|w| fold_bool(w, want, &fixed)).filter(|w| *w != Bool::Lit(true)),
            points: if matches!(points, Num::Lit(_)) { points.clone() } else { fold_num(points, want, &fixed) },
        },
        Kind::Require(condition) => Kind::Require(fold_bool(condition, want, &fixed)),
        Kind::Warn(condition) => Kind::Warn(fold_bool(condition, want, &fixed)),
    }
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
