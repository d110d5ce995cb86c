//! Loose names: how people type the name of a model, a connector, a plug or a device.
//!
//! Takes an index of (name, id) pairs and a text; gives the one thing meant, all things that
//! could be meant, or the nearest names. Keeps true: an exact name wins over longer names that
//! contain it, and a number is never guessed: `KA13` is not a typing error for `KA3`.

mod words;

use std::borrow::Cow;

use strsim::damerau_levenshtein;

pub(crate) use words::words;

/// Words that may stand around a name without changing what it means.
const FILLERS: &[&str] = &[
    "cable",
    "connector",
    "plug",
    "jack",
    "socket",
    "port",
    "adapter",
    "adaptor",
    "end",
    "tip",
    "output",
    "out",
    "the",
    "a",
    "an",
    "my",
    "with",
    "iem",
    "earphone",
    "earphones",
    "type",
    "standard",
    "model",
];

/// What a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<T> {
    /// Exactly one thing.
    One(T),
    /// Several things, in the order of the index.
    Many(Vec<T>),
    /// Nothing; the nearest names, best first, at most three.
    None {
        /// Names that look alike.
        nearest: Vec<String>,
    },
}

impl Match<String> {
    /// What to say of a name that does not mean one thing.
    pub fn told(&self, name: &str, kind: &str, otherwise: &str) -> String {
        match self {
            Self::One(id) => format!("\"{name}\" is {id}"),
            Self::Many(ids) => {
                let list = crate::diag::list(ids.iter().map(String::as_str));
                format!("\"{name}\" can be {list}; write one of them")
            }
            Self::None { nearest } if nearest.is_empty() => format!("there is no {kind} \"{name}\"; {otherwise}"),
            Self::None { nearest } => format!("there is no {kind} \"{name}\"; the nearest are {}", nearest.join(", ")),
        }
    }
}

/// How surely a text was understood: the smaller, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// The whole name or alias.
    Exact,
    /// The last words of a name (the model without its maker).
    Ending,
    /// All words of the text occur in one name.
    Within,
    /// A name occurs in the text, beside words that no name has.
    Around,
    /// A small typing error.
    Typo,
}

/// All things that a text can mean at its surest level.
#[derive(Debug, Clone)]
pub(crate) struct Found<T> {
    pub(crate) ids: Vec<T>,
    pub(crate) sureness: Sureness,
    /// Words of the text that no name accounts for.
    pub(crate) ignored: Vec<String>,
}

impl<T> Found<T> {
    /// Whether a number of the text is not accounted for: it may name another thing of the family.
    pub(crate) fn leaves_number(&self) -> bool {
        self.ignored.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// A name, its words joined by spaces, and what it stands for.
#[derive(Debug, Clone)]
struct Entry<T> {
    name: Cow<'static, str>,
    words: Cow<'static, str>,
    id: T,
}

/// Names with what they stand for.
#[derive(Debug, Clone)]
pub struct Index<T> {
    entries: Vec<Entry<T>>,
    endings: bool,
}

/// The text without case, accents, spaces and punctuation: `IE 900` and `ie-900` are equal,
/// so are `0,78` and `0.78`, and `MkII`, `Mk2` and `mk 2`.
pub fn normalise(text: &str) -> String {
    words(text).concat()
}

impl<T> Entry<T> {
    fn words(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words.split(' ')
    }

    /// The words in one.
    fn key(&self) -> String {
        self.words.replace(' ', "")
    }

    fn weight(&self) -> usize {
        self.words.bytes().filter(|b| *b != b' ').count()
    }
}

/// Whether words joined by spaces are a key, without making one.
fn is_key(words: &str, key: &str) -> bool {
    words.len() >= key.len() && words.bytes().filter(|b| *b != b' ').eq(key.bytes())
}

impl<T: Clone + PartialEq> Index<T> {
    /// An index of names and aliases. The same id may come with many names.
    pub fn new<S: AsRef<str>>(pairs: impl IntoIterator<Item = (S, T)>) -> Self {
        let entries = pairs
            .into_iter()
            .map(|(name, id)| Entry {
                name: Cow::Owned(name.as_ref().to_owned()),
                words: Cow::Owned(words(name.as_ref()).join(" ")),
                id,
            })
            .filter(|entry| !entry.words.is_empty())
            .collect();
        Self { entries, endings: false }
    }

    /// An index of names whose words were split before: (name, words joined by spaces, id).
    pub(crate) fn prepared<S: Into<Cow<'static, str>>>(names: impl IntoIterator<Item = (S, S, T)>) -> Self {
        let entry = |(name, words, id): (S, S, T)| Entry { name: name.into(), words: words.into(), id };
        Self { entries: names.into_iter().map(entry).collect(), endings: false }
    }

    /// The same index, in which the last words of a name count as the name: for `maker model`.
    #[must_use]
    pub fn with_endings(mut self) -> Self {
        self.endings = true;
        self
    }

    /// What `text` means.
    pub fn resolve(&self, text: &str) -> Match<T> {
        match self.find(text) {
            Some(found) => match <[T; 1]>::try_from(found.ids) {
                Ok([id]) => Match::One(id),
                Err(ids) => Match::Many(ids),
            },
            None => Match::None { nearest: self.nearest(text) },
        }
    }

    /// What `text` means, at the surest level that gives anything.
    pub(crate) fn find(&self, text: &str) -> Option<Found<T>> {
        let all = words(text);
        let kept = without_fillers(&all);
        self.whole(&all)
            .or_else(|| self.whole(&kept))
            .or_else(|| self.ending(&kept))
            .or_else(|| self.within(&kept))
            .or_else(|| self.around(&kept))
            .or_else(|| self.around(&all))
            .or_else(|| self.typo(&kept))
    }

    /// What `text` means as a whole name or alias, with or without the words that mean nothing.
    pub(crate) fn exact(&self, text: &str) -> Option<Found<T>> {
        let all = words(text);
        self.whole(&all).or_else(|| self.whole(&without_fillers(&all)))
    }

    /// The nearest names, best first, at most three.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let asked = words(text);
        let key = asked.concat();
        let mut scored: Vec<(usize, &str)> = self
            .entries
            .iter()
            .map(|e| {
                let shared = asked.iter().filter(|w| w.len() > 1 && e.words().any(|own| own == *w)).count();
                let distance = damerau_levenshtein(&key, &e.key());
                (distance.saturating_sub(4 * shared), e.name.as_ref())
            })
            .collect();
        scored.sort_by_key(|(score, _)| *score);
        let mut names: Vec<String> = Vec::new();
        for (score, name) in scored {
            let near = score <= key.len().max(3);
            if near && names.len() < 3 && !names.iter().any(|n| normalise(n) == normalise(name)) {
                names.push(name.to_owned());
            }
        }
        names
    }

    fn collect(&self, sureness: Sureness, test: impl Fn(&Entry<T>) -> bool) -> Option<Found<T>> {
        let mut ids: Vec<T> = Vec::new();
        for entry in self.entries.iter().filter(|e| test(e)) {
            if !ids.contains(&entry.id) {
                ids.push(entry.id.clone());
            }
        }
        (!ids.is_empty()).then_some(Found { ids, sureness, ignored: Vec::new() })
    }

    fn whole(&self, asked: &[String]) -> Option<Found<T>> {
        let key = asked.concat();
        self.collect(Sureness::Exact, |e| is_key(&e.words, &key))
    }

    fn ending(&self, asked: &[String]) -> Option<Found<T>> {
        let key = asked.concat();
        if !self.endings || key.is_empty() {
            return None;
        }
        let ends = |words: &str| words.match_indices(' ').any(|(at, _)| is_key(&words[at + 1..], &key));
        self.collect(Sureness::Ending, |e| ends(&e.words))
    }

    fn within(&self, asked: &[String]) -> Option<Found<T>> {
        let known: usize = asked.iter().map(String::len).sum();
        if known < 2 {
            return None;
        }
        self.collect(Sureness::Within, |e| contains(&e.words(), &asked.iter().map(String::as_str)))
    }

    fn around(&self, asked: &[String]) -> Option<Found<T>> {
        let text = || asked.iter().map(String::as_str);
        let fits = |e: &Entry<T>| e.weight() > 1 && contains(&text(), &e.words());
        let best = self.entries.iter().filter(|e| fits(e)).max_by_key(|e| e.weight())?;
        let mut ignored = asked.to_vec();
        for word in best.words() {
            if let Some(at) = ignored.iter().position(|w| w == word) {
                ignored.remove(at);
            }
        }
        let best_weight = best.weight();
        let mut found = self.collect(Sureness::Around, |e| e.weight() == best_weight && fits(e))?;
        found.ignored = ignored;
        Some(found)
    }

    fn typo(&self, asked: &[String]) -> Option<Found<T>> {
        let key = asked.concat();
        let numbers = digits(&key);
        let distance = |e: &Entry<T>| {
            let near = e.words.len() + 4 >= key.len() && key.len() + 8 >= e.words.len() && digits(&e.words) == numbers;
            near.then(|| misspelt(asked, e.words())).flatten()
        };
        let best = self.entries.iter().filter_map(distance).min()?;
        self.collect(Sureness::Typo, |e| distance(e) == Some(best))
    }
}

/// How many letters are wrong, if so few that it is a typing error.
///
/// Words that both have do not count: `ES80` is no misspelt `W80`.
fn misspelt<'a>(asked: &[String], name: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut other: Vec<&str> = asked.iter().map(String::as_str).collect();
    let mut own = String::new();
    for word in name {
        match other.iter().position(|w| *w == word) {
            Some(at) => {
                other.remove(at);
            }
            None => own.push_str(word),
        }
    }
    let other = other.concat();
    let swapped = || {
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        sorted(&own) == sorted(&other)
    };
    let wrong = damerau_levenshtein(&own, &other);
    let letters = own.chars().count().min(other.chars().count());
    let small = wrong * 3 <= letters && (letters > 3 || swapped());
    small.then_some(wrong)
}

/// The forms of a text that a whole name is compared with, the surer first.
pub(crate) fn keys(text: &str) -> [String; 2] {
    let all = words(text);
    [all.concat(), without_fillers(&all).concat()]
}

fn without_fillers(all: &[String]) -> Vec<String> {
    let kept: Vec<String> = all.iter().filter(|w| !FILLERS.contains(&w.as_str())).cloned().collect();
    if kept.is_empty() { all.to_vec() } else { kept }
}

/// Whether every word of `part` occurs in `whole`, each as often.
fn contains<'a, 'b>(
    whole: &(impl Iterator<Item = &'a str> + Clone),
    part: &(impl Iterator<Item = &'b str> + Clone),
) -> bool {
    let mut left = part.clone().peekable();
    let some = left.peek().is_some();
    let count = |word: &str| whole.clone().filter(|w| *w == word).count();
    some && left.all(|word| count(word) >= part.clone().filter(|w| *w == word).count())
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        for (a, b) in [
            ("IE 900", "ie-900"),
            ("0,78", "0.78"),
            (".78", "0.78"),
            ("MkII", "mk 2"),
            ("Mk2", "MK-II"),
            ("Fourté", "fourte"),
            ("Wan'er", "waner"),
            ("3.5 mm", "3,5mm"),
        ] {
            assert_eq!(normalise(a), normalise(b), "{a} and {b}");
        }
        assert_ne!(normalise("1/8"), normalise("18"));
    }

    #[test]
    fn exact_beats_longer_and_numbers_are_never_guessed() {
        let index = Index::new([("FiiO KA1", 1), ("FiiO KA13", 13), ("iBasso DC04", 4), ("iBasso DC04 Pro", 5)]);
        assert_eq!(index.resolve("fiio ka1"), Match::One(1));
        assert_eq!(index.resolve("ibasso dc04"), Match::One(4));
        assert_eq!(index.resolve("ibaso dc04"), Match::One(4));
        assert!(matches!(index.resolve("fiio ka17"), Match::None { .. }));
        assert_eq!(index.resolve("ibasso"), Match::Many(vec![4, 5]));
    }

    /// Letters beside a number name a series: they are not typing errors, nor are short words.
    #[test]
    fn short_words_are_never_guessed() {
        let index = Index::new([("Westone W80", 80), ("trs", 3), ("pentaconn", 4), ("qdc", 5)]);
        assert!(matches!(index.resolve("Westone ES80"), Match::None { .. }));
        assert!(matches!(index.resolve("irs"), Match::None { .. }));
        assert_eq!(index.resolve("pentacon"), Match::One(4));
        assert_eq!(index.resolve("penatconn"), Match::One(4));
        assert_eq!(index.resolve("qcd"), Match::One(5));
    }
}
