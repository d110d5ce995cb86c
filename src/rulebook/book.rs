//! All rules that count, and what became of the files they stand in.

use indexmap::IndexMap;

use super::rule::{Criterion, Example, Rule};
use crate::diag::{Broken, Diagnostic, Severity};
use crate::source::{Loc, Sources};

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
    /// Adds the content of a later file: a rule of the same id replaces the earlier one whole.
    /// Gives what it replaced.
    pub(super) fn add(&mut self, rules: Vec<Rule>, examples: Vec<Example>) -> Vec<(Loc, Loc)> {
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
