//! Diagnostics: what is wrong in a file that a person wrote, where, and how to mend it.
//!
//! Every user mistake is a [`Diagnostic`] with a [`Code`], a place and, where one is
//! known, a fix. `code` lists the codes, `flag` tells mistakes of a call, `render` shows them to people and
//! programs.

mod code;
pub mod flag;
mod render;

pub use code::{Code, Severity};
pub use render::{Look, call, human, json, plain, summary};

use crate::source::{Loc, Sources};

/// One thing that is wrong, or worth a look, in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem.
    pub code: Code,
    /// The problem in one line.
    pub message: String,
    /// What is underlined.
    pub loc: Loc,
    /// A few words under the underline.
    pub label: String,
    /// How to mend it, or where to read on.
    pub help: Option<String>,
    /// A replacement that mends it.
    pub fix: Option<Fix>,
}

/// A text to put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub loc: Loc,
    /// The new text.
    pub replacement: String,
}

/// Texts with mistakes: what is wrong, and the texts for showing the places.
#[derive(Debug, Clone)]
pub struct Broken {
    /// What is wrong.
    pub found: Vec<Diagnostic>,
    /// The texts.
    pub sources: Sources,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(plain(&self.found, &self.sources).trim_end())
    }
}

impl Diagnostic {
    /// A problem without label, help or fix.
    pub fn new(code: Code, loc: Loc, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), loc, label: String::new(), help: None, fix: None }
    }

    /// With a few words under the underline.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a replacement for the underlined text.
    #[must_use]
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { loc: self.loc, replacement: replacement.into() });
        self
    }

    /// The way out in one line: what to write instead, then the rest.
    pub fn way_out(&self) -> Option<String> {
        match (&self.fix, &self.help) {
            (Some(fix), Some(help)) => Some(format!("write {}; {help}", fix.replacement)),
            (Some(fix), None) => Some(format!("write {}", fix.replacement)),
            (None, help) => help.clone(),
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The nearest of `names` to a misspelt `word`, when it is near enough to suggest: the shortest that
/// begins with it, else one that is at most a third of the word's length away.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const BEGINNING: usize = 3;
    let word = word.to_lowercase();
    let limit = word.chars().count() / 3;
    let names: Vec<&str> = names.into_iter().collect();
    let tight = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let bare = tight(&word);
    let begun = names.iter().filter(|name| bare.len() >= BEGINNING && tight(name).starts_with(&bare));
    if let Some(begun) = begun.min_by_key(|name| name.len()) {
        return Some(begun);
    }
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(&word, &name.to_lowercase()), name))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Names for a help line: all of them up to a dozen, then how many more there are.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let names: Vec<&str> = names.into_iter().collect();
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
