//! Loose names: how people type the name of a model, a connector, a plug or a device.
//!
//! Takes an index of (name, id) pairs and a text; gives the one thing meant, all things that
//! could be meant, or the nearest names. Keeps true: an exact name wins over longer names that
//! contain it, and a number is never guessed: `KA13` is not a typing error for `KA3`.

use strsim::damerau_levenshtein;

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

#[derive(Debug, Clone)]
struct Entry<T> {
    name: String,
    key: String,
    words: Vec<String>,
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

/// The words of a text in their normal form; letters and digits are separate words.
pub(crate) fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = fold(text).chars().collect();
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let digit_after = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let digit_before = at > 0 && chars[at - 1].is_ascii_digit();
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit());
        if c.is_alphanumeric() {
            let same = word.is_empty() || c.is_ascii_digit() == number;
            if !same {
                push_word(&mut out, &mut word);
            }
            word.push(c);
        } else if matches!(c, '.' | ',') && digit_before && digit_after {
            word.push('.');
        } else if c == '.' && digit_after && word.is_empty() {
            word.push_str("0.");
        } else if c == '/' && is_fraction(&chars, at) {
            word.push('/');
        } else {
            push_word(&mut out, &mut word);
            if c == '+' {
                out.push("+".to_owned());
            }
        }
    }
    push_word(&mut out, &mut word);
    out.retain(|w| w != "mm");
    out
}

/// `1/8` is one number, `200/300` are two.
fn is_fraction(chars: &[char], at: usize) -> bool {
    let single = |near: Option<&char>, far: Option<&char>| {
        near.is_some_and(char::is_ascii_digit) && !far.is_some_and(char::is_ascii_digit)
    };
    at > 0
        && single(chars.get(at - 1), at.checked_sub(2).and_then(|i| chars.get(i)))
        && single(chars.get(at + 1), chars.get(at + 2))
}

fn push_word(out: &mut Vec<String>, word: &mut String) {
    match word.as_str() {
        "" => return,
        "ii" => out.push("2".to_owned()),
        "iii" => out.push("3".to_owned()),
        "iv" => out.push("4".to_owned()),
        "mkii" => out.extend(["mk".to_owned(), "2".to_owned()]),
        "mkiii" => out.extend(["mk".to_owned(), "3".to_owned()]),
        "mkiv" => out.extend(["mk".to_owned(), "4".to_owned()]),
        other => out.push(other.to_owned()),
    }
    word.clear();
}

/// Lower case, with the accents of European letters taken off.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => out.push('a'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => out.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => out.push('u'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ñ' => out.push('n'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            '½' => out.push_str("1/2"),
            '¼' => out.push_str("1/4"),
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            other => out.push(other),
        }
    }
    out
}

impl<T: Clone + PartialEq> Index<T> {
    /// An index of names and aliases. The same id may come with many names.
    pub fn new<S: AsRef<str>>(pairs: impl IntoIterator<Item = (S, T)>) -> Self {
        let entries = pairs
            .into_iter()
            .map(|(name, id)| {
                let words = words(name.as_ref());
                Entry { name: name.as_ref().to_owned(), key: words.concat(), words, id }
            })
            .filter(|entry| !entry.key.is_empty())
            .collect();
        Self { entries, endings: false }
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
            .or_else(|| self.typo(&kept))
    }

    /// The nearest names, best first, at most three.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let asked = words(text);
        let key = asked.concat();
        let mut scored: Vec<(usize, &str)> = self
            .entries
            .iter()
            .map(|e| {
                let shared = asked.iter().filter(|w| w.len() > 1 && e.words.contains(w)).count();
                let distance = damerau_levenshtein(&key, &e.key);
                (distance.saturating_sub(4 * shared), e.name.as_str())
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
        self.collect(Sureness::Exact, |e| e.key == key)
    }

    fn ending(&self, asked: &[String]) -> Option<Found<T>> {
        let key = asked.concat();
        if !self.endings || key.is_empty() {
            return None;
        }
        self.collect(Sureness::Ending, |e| (1..e.words.len()).any(|from| e.words[from..].concat() == key))
    }

    fn within(&self, asked: &[String]) -> Option<Found<T>> {
        let known: usize = asked.iter().map(String::len).sum();
        if known < 2 {
            return None;
        }
        self.collect(Sureness::Within, |e| contains(&e.words, asked))
    }

    fn around(&self, asked: &[String]) -> Option<Found<T>> {
        let weight = |e: &Entry<T>| e.key.len();
        let fits = |e: &Entry<T>| weight(e) > 1 && contains(asked, &e.words);
        let best = self.entries.iter().filter(|e| fits(e)).max_by_key(|e| weight(e))?;
        let mut ignored = asked.to_vec();
        for word in &best.words {
            if let Some(at) = ignored.iter().position(|w| w == word) {
                ignored.remove(at);
            }
        }
        let best_weight = weight(best);
        let mut found = self.collect(Sureness::Around, |e| fits(e) && weight(e) == best_weight)?;
        found.ignored = ignored;
        Some(found)
    }

    fn typo(&self, asked: &[String]) -> Option<Found<T>> {
        let key = asked.concat();
        let numbers = digits(&key);
        let distance = |e: &Entry<T>| {
            let limit = key.chars().count() / 3;
            let far = damerau_levenshtein(&key, &e.key);
            (far <= limit && digits(&e.key) == numbers).then_some(far)
        };
        let best = self.entries.iter().filter_map(distance).min()?;
        self.collect(Sureness::Typo, |e| distance(e) == Some(best))
    }
}

fn without_fillers(all: &[String]) -> Vec<String> {
    let kept: Vec<String> = all.iter().filter(|w| !FILLERS.contains(&w.as_str())).cloned().collect();
    if kept.is_empty() { all.to_vec() } else { kept }
}

/// Whether every word of `part` occurs in `whole`, each as often.
fn contains(whole: &[String], part: &[String]) -> bool {
    let count = |list: &[String], word: &String| list.iter().filter(|w| *w == word).count();
    !part.is_empty() && part.iter().all(|w| count(whole, w) >= count(part, w))
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
}
