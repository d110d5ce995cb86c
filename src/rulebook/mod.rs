//! Rule files to checked rules.
//!
//! Takes the files of all layers; gives a [`Rulebook`] that holds only checked rules with
//! unique ids in the order of their files, or diagnostics. `file` reads one file,
//! `template` the texts with placeholders, `examples` the examples; `layers` finds files;
//! `plan` folds the rules to one person's wishes.

pub(crate) mod criteria;
pub mod examples;
mod facts;
mod file;
pub mod layers;
pub mod lints;
pub mod plan;
pub mod template;

use indexmap::IndexMap;

pub use self::file::read_file;
use crate::diag::{Broken, Diagnostic, Severity};
use crate::eval::FieldSet;
use crate::lang::typed::{Bool, Num};
use crate::source::{Loc, Sources};
use examples::Example;
use template::Template;

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
        /// Index in [`Rulebook::criteria`].
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

/// One checked rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `file/id`.
    pub id: String,
    /// What it does.
    pub kind: Kind,
    /// Why, for people.
    pub because: Template,
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

/// All rules that count, checked.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    /// The criteria in order.
    pub criteria: IndexMap<String, Criterion>,
    /// The rules in the order of their files.
    pub rules: IndexMap<String, Rule>,
    /// The examples of all files.
    pub examples: Vec<Example>,
}

/// What became of some files.
#[derive(Debug)]
pub struct Loaded {
    /// The rules that are in order.
    pub rulebook: Rulebook,
    /// The texts, for showing places.
    pub sources: Sources,
    /// Everything that was found, sorted by place.
    pub found: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether nothing worse than a warning was found.
    pub fn is_usable(&self) -> bool {
        self.found.iter().all(|d| d.severity() != Severity::Error)
    }

    /// What was found, with the texts.
    pub fn broken(self) -> Box<Broken> {
        Box::new(Broken { found: self.found, sources: self.sources })
    }
}

impl Rulebook {
    /// The built-in rulebook alone.
    ///
    /// # Errors
    /// The diagnostics, should the shipped files be broken; a test keeps them whole.
    pub fn built_in() -> Result<Self, Vec<Diagnostic>> {
        let loaded = layers::load(layers::built_in());
        if loaded.is_usable() { Ok(loaded.rulebook) } else { Err(loaded.found) }
    }

    /// Adds the content of a later file: a rule of the same id replaces the earlier one whole.
    /// Gives what it replaced.
    fn add(&mut self, rules: Vec<Rule>, examples: Vec<Example>) -> Vec<(Loc, Loc)> {
        let mut replaced = Vec::new();
        for rule in rules {
            self.examples.retain(|e| !e.expects_replaced(&rule));
            let loc = rule.loc;
            if let Some(old) = self.rules.insert(rule.id.clone(), rule) {
                replaced.push((loc, old.loc));
            }
        }
        self.examples.extend(examples);
        replaced
    }

    /// The rules that are switched on.
    pub fn active(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().filter(|r| r.enabled)
    }
}
