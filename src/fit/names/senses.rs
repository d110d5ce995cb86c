//! What words beside a name say: nothing (colours, lengths), something about the physics, or
//! something that nobody here knows.
//!
//! Keeps true: a word that changes the physics is never dropped. Whoever reads a name takes the
//! groups of words that it accounts for; what is left is a doubt, and a doubt is no plain fit.

use crate::fit::tables::{DENIALS, HARMLESS, KIND_WORDS, LENGTH_UNITS, PHYSICS, Physics};
use crate::names::makers;

/// Words of a long phrase; longer ones count as that long.
const LONGEST: usize = 4;

/// A word of a text that nothing accounts for, with what it could change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// As it was written.
    pub(crate) word: String,
    /// What a word of its kind says; `None` for one of no kind.
    pub(crate) says: Option<&'static str>,
}

/// Words that a name did not account for, by kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Left {
    /// Of no consequence.
    pub(crate) harmless: Vec<String>,
    physics: Vec<(&'static Physics, String)>,
    unknown: Vec<String>,
}

impl Left {
    /// Sorts words by kind; the longest phrase first, in any order of its words.
    pub(crate) fn of(words: &[String]) -> Self {
        let mut out = Self::default();
        let mut words = without_lengths(words);
        // A long phrase goes before a short one of any group: a "stax amp" is no ordinary amplifier.
        for length in (1..=words.len().min(LONGEST)).rev() {
            for (group, phrase) in PHYSICS.iter().flat_map(|g| g.phrases.iter().map(move |p| (g, p))) {
                if phrase.split(' ').count().min(LONGEST) != length {
                    continue;
                }
                let parts: Vec<&str> = phrase.split(' ').collect();
                while let Some(rest) = without(&words, &parts) {
                    words = rest;
                    out.physics.push((group, (*phrase).to_owned()));
                }
            }
        }
        let named = makers::named_in(&words.join(" "));
        for (word, maker) in words.into_iter().zip(named.words) {
            let denies = DENIALS.contains(&word.as_str());
            if maker || (!denies && HARMLESS.binary_search(&word.as_str()).is_ok()) || is_year(&word) {
                out.harmless.push(word);
            } else {
                out.unknown.push(word);
            }
        }
        out
    }

    /// Whether words of a group are among them.
    pub(crate) fn has(&self, group: &str) -> bool {
        self.physics.iter().any(|(own, _)| own.id == group)
    }

    /// The words of a group as they were read.
    pub(crate) fn said(&self, group: &str) -> Option<&str> {
        self.physics.iter().find(|(own, _)| own.id == group).map(|(_, phrase)| phrase.as_str())
    }

    /// Whether all words are of a kind, and some of them change the physics: none of them is a name.
    pub(crate) fn is_only_physics(&self) -> bool {
        !self.physics.is_empty() && self.unknown.is_empty()
    }

    /// Takes the words of a group, which were accounted for; whether there were any.
    pub(crate) fn take(&mut self, group: &str) -> bool {
        let before = self.physics.len();
        self.physics.retain(|(own, _)| own.id != group);
        self.physics.len() < before
    }

    /// Takes the words of groups that only repeat what is known.
    pub(crate) fn take_all(&mut self, groups: &[&str]) {
        self.physics.retain(|(own, _)| !groups.contains(&own.id));
    }

    /// Whether a word denies what stands beside it.
    pub(crate) fn is_denied(&self) -> bool {
        self.unknown.iter().chain(&self.harmless).any(|word| DENIALS.contains(&word.as_str()))
    }

    /// Takes the words that deny.
    pub(crate) fn take_denial(&mut self) {
        self.unknown.retain(|word| !DENIALS.contains(&word.as_str()));
        self.harmless.retain(|word| !DENIALS.contains(&word.as_str()));
    }

    /// How much is left that could change the answer.
    pub(crate) fn weight(&self) -> usize {
        self.physics.len() + self.unknown.len()
    }

    /// Whether words are left that no table knows.
    pub(crate) fn is_strange(&self) -> bool {
        !self.unknown.is_empty()
    }

    /// What is left as doubts.
    pub(crate) fn doubts(&self) -> Vec<Doubt> {
        let physics = self.physics.iter().map(|(group, word)| Doubt { word: word.clone(), says: Some(group.doc) });
        let says = |word: &str| {
            denies(word).then_some("it denies something of what is named; write what it is, not what it is not")
        };
        let unknown = self.unknown.iter().map(|word| Doubt { word: word.clone(), says: says(word) });
        let (denied, unknown): (Vec<Doubt>, Vec<Doubt>) = unknown.partition(|doubt| doubt.says.is_some());
        physics.chain(denied).chain(unknown).collect()
    }
}

/// Whether a word denies what stands beside it.
pub(crate) fn denies(word: &str) -> bool {
    DENIALS.contains(&word)
}

/// Whether a word alone is one of these groups.
pub(super) fn is_of(word: &str, groups: &[&str]) -> bool {
    PHYSICS.iter().any(|group| groups.contains(&group.id) && group.phrases.contains(&word))
}

/// The words without those of a phrase; `None` if one is missing.
fn without(words: &[String], phrase: &[&str]) -> Option<Vec<String>> {
    let mut rest = words.to_vec();
    for part in phrase {
        let at = rest.iter().position(|word| word == part)?;
        rest.remove(at);
    }
    Some(rest)
}

/// The words without lengths such as `1.2 m`, which stand as a number and a unit.
fn without_lengths(words: &[String]) -> Vec<String> {
    let number = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    let unit = |word: &String| LENGTH_UNITS.contains(&word.as_str());
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if number(&words[at]) && words.get(at + 1).is_some_and(unit) {
            at += 2;
        } else {
            out.push(words[at].clone());
            at += 1;
        }
    }
    out
}

/// A word for another kind of thing than a device is: "buds" beside the name of a phone.
pub(super) fn other_kind<'a>(words: &'a [String], kind: &str) -> Option<&'a str> {
    let of = |word: &String| KIND_WORDS.iter().find(|(own, _)| own.contains(&word.as_str())).map(|(_, kinds)| *kinds);
    words.iter().find(|word| of(word).is_some_and(|kinds| !kinds.contains(&kind))).map(String::as_str)
}

/// Words without those that only repeat which kind of thing a device is.
pub(super) fn without_kind(words: &[String], kind: &str) -> Vec<String> {
    let repeats =
        |word: &&String| KIND_WORDS.iter().any(|(own, kinds)| own.contains(&word.as_str()) && kinds.contains(&kind));
    words.iter().filter(|word| !repeats(word)).cloned().collect()
}

/// A year of a model; the `2049` of A2049 is none.
fn is_year(word: &str) -> bool {
    word.parse::<u16>().is_ok_and(|year| (1980..2040).contains(&year))
}
