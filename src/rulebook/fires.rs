//! How often a rule speaks, and the rule as its file writes it.

use super::plan::{Outcome, judge};
use super::{Kind, Loaded, Rule};
use crate::catalog::Catalog;

/// How a rule comes out over the whole catalogue, for nobody in particular.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fires {
    /// Models to which it says something: points, a caution, an exclusion.
    pub models: usize,
    /// Models of which a fact is missing.
    pub unknown: usize,
    /// Models for which it depends on a wish.
    pub on_wishes: usize,
}

impl Fires {
    /// Over these models.
    pub fn of(rule: &Rule, catalog: &Catalog) -> Self {
        let mut fires = Self::default();
        for entry in catalog.entries() {
            match judge(rule, entry.facts()) {
                Outcome::Points(points) => fires.models += usize::from(points != 0.0),
                Outcome::Holds(holds) => fires.models += usize::from(holds != matches!(rule.kind, Kind::Require(_))),
                Outcome::NotApplicable => fires.on_wishes += 1,
                Outcome::Unknown(_) => fires.unknown += 1,
            }
        }
        fires
    }
}

impl Kind {
    /// Its word in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Score { .. } => "score",
            Self::Require(_) => "require",
            Self::Warn(_) => "warn",
        }
    }
}

impl Loaded {
    /// The rule as its file writes it: from its id to the brace that closes it, the further lines as deep as
    /// they stand against the id.
    pub fn text_of(&self, rule: &Rule) -> String {
        let text = whole(&self.sources.file(rule.loc.file).text[rule.loc.span.start as usize..]);
        let (_, column) = self.sources.line_column(rule.loc);
        let line = |line: &str| {
            let indent = line.chars().take(column - 1).take_while(|c| c.is_whitespace()).count();
            line.chars().skip(indent).collect::<String>()
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The rules of an id, whole or without its file.
    pub fn rules_of<'l>(&'l self, id: &'l str) -> impl Iterator<Item = &'l Rule> {
        let meant = move |key: &str| key == id || key.split('/').nth(1) == Some(id);
        self.rulebook.rules.iter().filter(move |(key, _)| meant(key)).map(|(_, rule)| rule)
    }
}

/// A text up to the brace that closes the first one.
fn whole(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 1 => return &text[..=i],
            '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}
