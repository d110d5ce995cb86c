//! The rulebook specialised to one person: wishes folded in, dead rules gone.

use super::book::Rulebook;
use super::rule::{Answers, Criterion, Kind, Rule};
use super::wish::Wish;
use crate::eval::{self, Facts, FieldSet, Unknown, fold_bool, fold_num};
use crate::lang::typed::{Bool, Num};
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
    /// Points where one of them is missing, for somebody who asked for what the rule answers.
    pub unknown: Option<Num>,
}

/// What is said of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "lowercase")]
pub enum Answer {
    /// It is not met.
    Not,
    /// A fact is missing.
    Unknown,
    /// It is met in part.
    Partly,
    /// It is met.
    Met,
}

/// A rule that answers a wish of this person.
#[derive(Debug)]
pub struct PlannedAnswer<'a> {
    /// The rule as written.
    pub rule: &'a Rule,
    kind: Kind,
    met: Option<Bool>,
    partly: Option<Bool>,
}

/// A wish that the person stated, with the rules that answer it for this person.
#[derive(Debug)]
pub struct PlannedWish<'a> {
    /// The wish.
    pub wish: Wish,
    /// In the order of their files; empty where no rule judges it.
    pub answers: Vec<PlannedAnswer<'a>>,
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
    /// Whether the person asked for something that it judges; nobody asks for no sound at all.
    pub asked: bool,
}

/// The criterion that everybody asks for.
const ALWAYS_ASKED: &str = "tuning";

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
    /// What the person stated, in the order of the flags.
    pub wishes: Vec<PlannedWish<'a>>,
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
    /// What was stated, in the order of the flags.
    pub stated: &'a [Wish],
}

impl<'a> Plan<'a> {
    /// For a person; `factor` multiplies the weight of a criterion.
    pub fn new(rulebook: &'a Rulebook, person: Person<'_>, factor: impl Fn(&str) -> f64) -> Self {
        let mut criteria: Vec<PlannedCriterion<'a>> = rulebook
            .criteria
            .iter()
            .map(|(id, criterion)| PlannedCriterion {
                id,
                criterion,
                weight: 0.0,
                share: 0.0,
                rules: Vec::new(),
                asked: id == ALWAYS_ASKED,
            })
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
            planned.asked |= planned.rules.iter().any(|rule| person.asked_for(rule.rule));
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
        let wishes = person.stated.iter().map(|wish| PlannedWish::new(rulebook, *wish, person)).collect();
        Self { criteria, requires, warns, conditions, wishes }
    }

    /// The fields that scores and hard conditions rest on.
    pub fn fields(&self) -> FieldSet {
        let mut fields = FieldSet::default();
        for rule in self.criteria.iter().flat_map(|c| &c.rules).chain(&self.requires) {
            fields = fields.union(rule.reads);
            if let Some(unknown) = &rule.unknown {
                unknown.fields(&mut |id| fields.insert(id));
            }
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
            if let Some(unknown) = &rule.unknown {
                unknown.literals(&mut see);
            }
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

    /// Whether a rule answers something that the person stated.
    fn asked_for(&self, rule: &Rule) -> bool {
        rule.answers.as_ref().is_some_and(|answers| answers.wishes.iter().any(|wish| self.stated.contains(wish)))
    }

    /// Points of a rule where a fact is missing.
    fn unknown(&self, rule: &Rule) -> Option<Num> {
        let points = rule.answers.as_ref().filter(|_| self.asked_for(rule))?.unknown.as_ref()?;
        Some(fold_num(points, self.want, &|id| self.fixes(id)))
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
        (!decided && !person.leaves_open(reads)).then(|| Self { rule, kind, reads, unknown: person.unknown(rule) })
    }

    /// Points where [`Self::judge`] says unknown, for somebody who asked.
    pub fn unknown_points(&self, facts: &Facts) -> Option<f64> {
        eval::number(self.unknown.as_ref()?, facts).ok()
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

impl<'a> PlannedWish<'a> {
    fn new(rulebook: &'a Rulebook, wish: Wish, person: Person<'_>) -> Self {
        let answers = rulebook.active().filter_map(|rule| {
            let answers = rule.answers.as_ref().filter(|answers| answers.wishes.contains(&wish))?;
            PlannedAnswer::new(rule, answers, person)
        });
        Self { wish, answers: answers.collect() }
    }
}

impl<'a> PlannedAnswer<'a> {
    /// `None` when the rule does not apply to this person.
    fn new(rule: &'a Rule, answers: &Answers, person: Person<'_>) -> Option<Self> {
        let kind = person.fold(&rule.kind);
        let applies = !matches!(&kind, Kind::Score { when: Some(Bool::Lit(false)), .. });
        let condition = |expr: &Option<Bool>| expr.as_ref().map(|e| fold_bool(e, person.want, &|id| person.fixes(id)));
        (applies && !person.leaves_open(kind.fields())).then(|| Self {
            rule,
            met: condition(&answers.met),
            partly: condition(&answers.partly),
            kind,
        })
    }

    /// What the rule says of the wish for a model; `None` where its `when` does not hold. A true `met` or
    /// `partly` decides whatever else is missing.
    pub fn judge(&self, facts: &Facts) -> Option<Answer> {
        if let Kind::Score { when: Some(when), .. } = &self.kind {
            match eval::boolean(when, facts) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => return Some(Answer::Unknown),
            }
        }
        if self.met.is_none() && self.partly.is_none() {
            return Some(self.by_outcome(facts));
        }
        let holds = |expr: &Option<Bool>| expr.as_ref().map_or(Ok(false), |e| eval::boolean(e, facts));
        Some(match (holds(&self.met), holds(&self.partly)) {
            (Ok(true), _) => Answer::Met,
            (_, Ok(true)) => Answer::Partly,
            (Ok(false), Ok(false)) => Answer::Not,
            _ => Answer::Unknown,
        })
    }

    /// Whether the rule says the same of every model.
    pub fn holds_for_all(&self) -> bool {
        self.kind.fields().is_empty()
    }

    /// By the sign of its points, or whether it holds.
    fn by_outcome(&self, facts: &Facts) -> Answer {
        match outcome(&self.kind, facts) {
            Outcome::Points(points) if points > 0.0 => Answer::Met,
            Outcome::Points(0.0) => Answer::Partly,
            Outcome::Holds(true) => Answer::Met,
            Outcome::Points(_) | Outcome::Holds(false) => Answer::Not,
            Outcome::NotApplicable | Outcome::Unknown(_) => Answer::Unknown,
        }
    }
}

/// What a rule says of given facts, wishes included. For examples and `iem rules eval`.
pub fn judge(rule: &Rule, facts: &Facts) -> Outcome {
    let stated: Vec<Wish> = Wish::stated(facts).collect();
    let person = Person { want: facts, absent: FieldSet::default(), conditions: &[], stated: &stated };
    let kind = person.fold(&rule.kind);
    if person.leaves_open(kind.fields()) {
        return Outcome::NotApplicable;
    }
    match (outcome(&kind, facts), person.unknown(rule)) {
        (Outcome::Unknown(unknown), Some(points)) => {
            eval::number(&points, facts).map_or(Outcome::Unknown(unknown), Outcome::Points)
        }
        (outcome, _) => outcome,
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
