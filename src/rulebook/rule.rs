//! One rule, one criterion, one example: what the files hold once they are checked.

use super::template::Template;
use super::wish::Wish;
use crate::eval::{Facts, FieldSet};
use crate::lang::typed::{Bool, Num};
use crate::schema::FieldId;
use crate::source::Loc;

/// A point of view from which a model is judged.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its importance; the score is the mean weighted with it.
    pub weight: f64,
    /// Points before any rule.
    pub base: f64,
    /// What people call it.
    pub title: String,
    /// What it says.
    pub about: String,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Adds points to a criterion when the condition holds.
    Score {
        /// Index in [`super::Rulebook::criteria`].
        criterion: usize,
        /// When it counts; always if there is none.
        when: Option<Bool>,
        /// How many points.
        points: Num,
    },
    /// Excludes models for which this is false.
    Require(Bool),
    /// Shows a caution for models for which this is true.
    Warn(Bool),
}

impl Kind {
    /// Every field the rule reads.
    pub fn fields(&self) -> FieldSet {
        let mut set = FieldSet::default();
        let mut see = |id| set.insert(id);
        match self {
            Self::Score { when, points, .. } => {
                if let Some(when) = when {
                    when.fields(&mut see);
                }
                points.fields(&mut see);
            }
            Self::Require(condition) | Self::Warn(condition) => condition.fields(&mut see),
        }
        set
    }

    /// Calls `see` for every text the rule compares with.
    pub fn literals(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::Score { when, points, .. } => {
                if let Some(when) = when {
                    when.literals(see);
                }
                points.literals(see);
            }
            Self::Require(condition) | Self::Warn(condition) => condition.literals(see),
        }
    }
}

/// How a rule answers what a person asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The wishes it answers.
    pub wishes: Vec<Wish>,
    /// When they are met; by the sign of the points if neither this nor `partly` is given.
    pub met: Option<Bool>,
    /// When they are partly met.
    pub partly: Option<Bool>,
    /// Points where a fact of the model is missing and the person asked.
    pub unknown: Option<Num>,
    /// What is said then.
    pub unknown_because: Option<Template>,
}

/// One checked rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `file/id`.
    pub id: String,
    /// What it does.
    pub kind: Kind,
    /// Why, for people.
    pub because: Template,
    /// The wishes it answers, if it answers any.
    pub answers: Option<Answers>,
    /// The author's remarks.
    pub notes: Option<String>,
    /// Where the knowledge comes from.
    pub source: Option<String>,
    /// Whether it counts.
    pub enabled: bool,
    /// Where its id stands.
    pub loc: Loc,
    /// Whether its expressions gave warnings; what follows from them is not reported again.
    pub doubtful: bool,
}

/// What an example expects of one rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// These points, or true and false of a `require` or `warn`.
    Points(f64),
    /// True or false of a `require` or `warn`.
    Holds(bool),
    /// A fact is missing.
    Unknown,
    /// It depends on a wish that was not given.
    NotApplicable,
}

/// One example of a rule file.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Its facts.
    pub facts: Facts,
    /// The wishes among them, and where each is named.
    pub wishes: Vec<(FieldId, Loc)>,
    /// Rule id (`file/id`), where it is named, and what is expected.
    pub expect: Vec<(String, Loc, Expected)>,
}

impl Example {
    /// Whether a rule of a later file replaces one that this example is about.
    pub(super) fn expects_replaced(&self, rule: &Rule) -> bool {
        self.expect.iter().any(|(id, loc, _)| *id == rule.id && loc.file != rule.loc.file)
    }
}
