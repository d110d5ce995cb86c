//! Names with what they stand for, and what a text means among them.

use std::borrow::Cow;

use strsim::damerau_levenshtein;

use super::fillers::{FILLERS, fillers};
use super::makers::{self, Maker, Named};
use super::words::{GAP, GLUE, Word, line, pieces};
use super::{Match, normalise};

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

/// A name, its words in a line, and what it stands for.
#[derive(Debug, Clone)]
struct Entry<T> {
    name: Cow<'static, str>,
    line: Cow<'static, str>,
    id: T,
}

/// Whose thing a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Things have no maker: connectors, plugs, jacks.
    Nobody,
    /// All names of an id belong to the maker that one of them begins with.
    ById,
    /// Each name belongs to the maker that it begins with.
    ByName,
}

/// Names with what they stand for.
#[derive(Debug, Clone)]
pub struct Index<T> {
    entries: Vec<Entry<T>>,
    endings: bool,
    owner: Owner,
}

/// What was asked: the words that count, and which of them are glued to the one before.
struct Asked {
    words: Vec<String>,
    glued: Vec<bool>,
}

impl Asked {
    fn of(words: &[Word], keep: impl Fn(usize) -> bool) -> Self {
        let kept = || words.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, w)| w);
        Self { words: kept().map(|w| w.text.clone()).collect(), glued: kept().map(|w| w.glued).collect() }
    }

    fn key(&self) -> String {
        self.words.concat()
    }

    /// Words that are not used, unless a piece is used in part.
    fn left(&self, used: &[bool]) -> Option<Vec<String>> {
        let torn = (1..used.len()).any(|at| self.glued[at] && used[at] != used[at - 1]);
        let left = self.words.iter().zip(used).filter(|(_, used)| !**used).map(|(w, _)| w.clone());
        (!torn).then(|| left.collect())
    }
}

impl<T> Entry<T> {
    fn words(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.line.split([GAP, GLUE])
    }

    /// The words, each with whether it is glued to the one before.
    fn pieces(&self) -> Vec<Word> {
        self.words().zip(self.glued()).map(|(text, glued)| Word { text: text.to_owned(), glued }).collect()
    }

    /// Whether the words without those that mean nothing are a key.
    fn is_bare(&self, key: &str) -> bool {
        let mut left = key;
        let mut glued = self.glued().skip(1).chain([false]);
        for (word, stuck) in self.words().zip(self.glued()) {
            let piece = stuck | glued.next().unwrap_or(false);
            if !piece && FILLERS.contains(&word) {
                continue;
            }
            match left.strip_prefix(word) {
                Some(rest) => left = rest,
                None => return false,
            }
        }
        left.is_empty()
    }

    /// The words in one.
    fn key(&self) -> String {
        self.line.replace([GAP, GLUE], "")
    }

    fn weight(&self) -> usize {
        self.line.bytes().filter(|b| !is_joint(*b)).count()
    }

    /// Whether each word is glued to the one before.
    fn glued(&self) -> impl Iterator<Item = bool> + '_ {
        std::iter::once(false).chain(self.line.matches([GAP, GLUE]).map(|joint| joint.starts_with(GLUE)))
    }
}

fn is_joint(byte: u8) -> bool {
    byte == GAP as u8 || byte == GLUE as u8
}

/// Whether a line of words is a key, without making one.
fn is_key(line: &str, key: &str) -> bool {
    line.len() >= key.len() && line.bytes().filter(|b| !is_joint(*b)).eq(key.bytes())
}

impl<T: Clone + PartialEq> Index<T> {
    /// An index of names and aliases. The same id may come with many names.
    pub fn new<S: AsRef<str>>(pairs: impl IntoIterator<Item = (S, T)>) -> Self {
        let named = pairs.into_iter().map(|(name, id)| (name.as_ref().to_owned(), line(name.as_ref()), id));
        Self::prepared(named.filter(|(_, line, _)| !line.is_empty()))
    }

    /// An index of names whose words were found before: (name, its words in a line, id).
    pub(crate) fn prepared<S: Into<Cow<'static, str>>>(names: impl IntoIterator<Item = (S, S, T)>) -> Self {
        let entry = |(name, line, id): (S, S, T)| Entry { name: name.into(), line: line.into(), id };
        Self { entries: names.into_iter().map(entry).collect(), endings: false, owner: Owner::Nobody }
    }

    /// The same index, in which the last words of a name count as the name: for `maker model`.
    #[must_use]
    pub fn with_endings(mut self) -> Self {
        self.endings = true;
        self
    }

    /// The same index of things that have makers: a text that names one means a thing of that maker.
    #[must_use]
    pub fn with_makers(mut self) -> Self {
        self.owner = Owner::ById;
        self
    }

    /// The same for names whose ids are shared by things of several makers.
    #[must_use]
    pub(crate) fn with_makers_by_name(mut self) -> Self {
        self.owner = Owner::ByName;
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
        let all = pieces(text);
        let fillers = fillers(&all);
        let (whole, kept) = (Asked::of(&all, |_| true), Asked::of(&all, |at| !fillers[at]));
        if let Some(found) = self.entire(&whole, &kept) {
            return Some(found);
        }
        let named = makers::named(&all);
        if self.owner == Owner::Nobody || !named.any() {
            return self.loosely(&whole, &kept);
        }
        let of_makers = self.among(&named);
        // The makers' words name no thing: what is left is looked for among their things.
        let rest = Asked::of(&all, |at| !named.words[at]);
        let rest_kept = Asked::of(&all, |at| !named.words[at] && !fillers[at]);
        if rest_kept.words.is_empty() {
            return of_makers.within(&kept).or_else(|| of_makers.everything());
        }
        let exact = || of_makers.whole(&rest).or_else(|| of_makers.whole(&rest_kept));
        exact().or_else(|| of_makers.loosely(&whole, &kept)).or_else(|| of_makers.loosely(&rest, &rest_kept))
    }

    /// The names of things of these makers: of all of them where a text names two.
    fn among(&self, named: &Named) -> Self {
        let theirs = |own: &[Maker]| named.makers.iter().all(|maker| own.contains(maker));
        let mut owners: Vec<(&T, Vec<Maker>)> = Vec::new();
        let mut entries = Vec::new();
        for entry in &self.entries {
            let words = entry.pieces();
            if self.owner == Owner::ByName {
                let own: Vec<Maker> = makers::leading(&words, true).into_iter().collect();
                if theirs(&own) {
                    entries.push(entry.clone());
                }
                continue;
            }
            let known = owners.iter().position(|(id, _)| **id == entry.id);
            // The first name is the whole one; in the others an abbreviation may be an ordinary word.
            let all = if known.is_none() { makers::named(&words).makers } else { Vec::new() };
            let own = makers::leading(&words, known.is_none()).into_iter().chain(all);
            match known {
                Some(at) => owners[at].1.extend(own),
                None => owners.push((&entry.id, own.collect())),
            }
        }
        if self.owner == Owner::ById {
            let ids: Vec<&T> = owners.iter().filter(|(_, own)| theirs(own)).map(|(id, _)| *id).collect();
            entries.extend(self.entries.iter().filter(|e| ids.contains(&&e.id)).cloned());
        }
        Self { entries, ..*self }
    }

    fn loosely(&self, all: &Asked, kept: &Asked) -> Option<Found<T>> {
        self.ending(kept).or_else(|| self.within(kept)).or_else(|| self.around(all)).or_else(|| self.typo(kept))
    }

    /// What `text` means as a whole name or alias, with or without the words that mean nothing.
    pub(crate) fn exact(&self, text: &str) -> Option<Found<T>> {
        let all = pieces(text);
        let fillers = fillers(&all);
        self.entire(&Asked::of(&all, |_| true), &Asked::of(&all, |at| !fillers[at]))
    }

    /// What `text` means word for word.
    pub(crate) fn literal(&self, text: &str) -> Option<Found<T>> {
        self.whole(&Asked::of(&pieces(text), |_| true))
    }

    /// A whole name, or one beside which only words stand that mean nothing: the longest such one.
    fn entire(&self, all: &Asked, kept: &Asked) -> Option<Found<T>> {
        let covering = || {
            let found = self.around(all).filter(|f| f.ignored.is_empty())?;
            Some(Found { sureness: Sureness::Exact, ..found })
        };
        let fewer = all.words.len() > kept.words.len();
        self.whole(all)
            .or_else(|| covering().filter(|_| fewer))
            .or_else(|| self.whole(kept))
            .or_else(|| self.bare(kept))
    }

    /// The nearest names, best first, at most three; of the maker that is named, if there are any.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let asked = super::words(text);
        let named = makers::named_in(text);
        if self.owner != Owner::Nobody && named.any() {
            return self.among(&named).near(&asked);
        }
        self.near(&asked)
    }

    fn near(&self, asked: &[String]) -> Vec<String> {
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
            let near = score <= key.len().max(3) && !key.is_empty();
            if near && names.len() < 3 && !names.iter().any(|n| normalise(n) == normalise(name)) {
                names.push(name.to_owned());
            }
        }
        names
    }

    fn everything(&self) -> Option<Found<T>> {
        self.collect(Sureness::Within, |_| true)
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

    fn whole(&self, asked: &Asked) -> Option<Found<T>> {
        let key = asked.key();
        if key.is_empty() {
            return None;
        }
        self.collect(Sureness::Exact, |e| is_key(&e.line, &key))
    }

    /// A whole name, both without the words that mean nothing.
    fn bare(&self, asked: &Asked) -> Option<Found<T>> {
        let key = asked.key();
        if key.len() < 3 {
            return None;
        }
        self.collect(Sureness::Exact, |e| e.line.len() > key.len() && e.is_bare(&key))
    }

    fn ending(&self, asked: &Asked) -> Option<Found<T>> {
        let key = asked.key();
        if !self.endings || key.is_empty() {
            return None;
        }
        let ends = |line: &str| line.match_indices(GAP).any(|(at, _)| is_key(&line[at + 1..], &key));
        self.collect(Sureness::Ending, |e| ends(&e.line))
    }

    /// All words of the text are words of a name, of which no piece is used in part; a name that has
    /// no other words goes before those that have.
    fn within(&self, asked: &Asked) -> Option<Found<T>> {
        let known: usize = asked.words.iter().map(String::len).sum();
        if known < 2 {
            return None;
        }
        let fits = |e: &Entry<T>| {
            if !asked.words.iter().all(|word| e.words().any(|own| own == word)) {
                return false;
            }
            let own: Vec<&str> = e.words().collect();
            let Some(places) = places(&own, &asked.words) else { return false };
            let used = |at: usize| places.contains(&at);
            in_place(&asked.words, &places)
                && !e.glued().enumerate().any(|(at, glued)| glued && used(at) != used(at - 1))
        };
        let count = asked.words.len();
        let whole = self.collect(Sureness::Within, |e| e.words().count() == count && fits(e));
        // "Hugo" may be the first one of a family of which only "Hugo 2" is known.
        let told = |e: &Entry<T>| !e.words().any(|own| is_generation(own) && !asked.words.iter().any(|w| w == own));
        whole.or_else(|| {
            let found = self.collect(Sureness::Within, fits)?;
            let sure = found.ids.len() > 1 || self.entries.iter().any(|e| e.id == found.ids[0] && fits(e) && told(e));
            Some(if sure { found } else { Found { sureness: Sureness::Typo, ..found } })
        })
    }

    /// A name is part of the text: the longest such one, and no piece of the text used in part.
    fn around(&self, asked: &Asked) -> Option<Found<T>> {
        let left = |e: &Entry<T>| -> Option<(Vec<String>, bool)> {
            if !e.words().all(|own| asked.words.iter().any(|word| word == own)) {
                return None;
            }
            let own: Vec<&str> = e.words().collect();
            let places = places(&asked.words, &own).filter(|places| in_place(&own, places))?;
            let used: Vec<bool> = (0..asked.words.len()).map(|at| places.contains(&at)).collect();
            Some((asked.left(&used)?, places.is_sorted()))
        };
        let fitting = self.entries.iter().filter(|e| e.weight() > 1);
        let fitting: Vec<(&Entry<T>, (Vec<String>, bool))> = fitting.filter_map(|e| Some((e, left(e)?))).collect();
        let most = fitting.iter().map(|(e, _)| e.weight()).max()?;
        let longest = || fitting.iter().filter(|(e, _)| e.weight() == most);
        // "Pod Go" and "GO pod" have the same words: the order decides where it can.
        let ordered = longest().any(|(_, (_, ordered))| *ordered);
        let best = || longest().filter(|(_, (_, own))| *own == ordered);
        let mut ids: Vec<T> = Vec::new();
        for (entry, _) in best() {
            if !ids.contains(&entry.id) {
                ids.push(entry.id.clone());
            }
        }
        let ignored = best().next().map(|(_, (left, _))| left.clone()).unwrap_or_default();
        let ignored = ignored.into_iter().filter(|word| !FILLERS.contains(&word.as_str())).collect();
        Some(Found { ids, sureness: Sureness::Around, ignored })
    }

    fn typo(&self, asked: &Asked) -> Option<Found<T>> {
        let key = asked.key();
        let numbers = digits(&key);
        let distance = |e: &Entry<T>| {
            let near = e.line.len() + 4 >= key.len() && key.len() + 8 >= e.line.len();
            let near = near && e.line.bytes().filter(u8::is_ascii_digit).eq(numbers.bytes());
            near.then(|| misspelt(&asked.words, e.words())).flatten()
        };
        let best = self.entries.iter().filter_map(distance).min()?;
        self.collect(Sureness::Typo, |e| distance(e) == Some(best))
    }
}

/// Where the words of `part` stand in `whole`, each place taken once; `None` if one is missing.
fn places<W: AsRef<str>, P: AsRef<str>>(whole: &[W], part: &[P]) -> Option<Vec<usize>> {
    let mut out: Vec<usize> = Vec::new();
    for word in part {
        let same = |at: &usize| !out.contains(at) && whole[*at].as_ref() == word.as_ref();
        // The one behind the word before it, if there is a choice.
        let next = out.last().map(|at| at + 1).filter(|at| *at < whole.len()).filter(same);
        out.push(next.or_else(|| (0..whole.len()).find(same))?);
    }
    (!part.is_empty()).then_some(out)
}

/// Whether each number stands where the name has it: behind the same word, or before it where it comes
/// first. `2 Chu` is no `Chu 2`.
fn in_place<W: AsRef<str>>(words: &[W], places: &[usize]) -> bool {
    // Sizes (3.5) stand where they like.
    let number = |at: usize| words[at].as_ref().bytes().all(|b| b.is_ascii_digit());
    (0..words.len()).filter(|at| number(*at)).all(|at| match at.checked_sub(1) {
        Some(before) => places[at] == places[before] + 1,
        None => words.len() == 1 || places[1] == places[0] + 1,
    })
}

/// How many letters are wrong, if so few that it is a typing error.
///
/// Words that both have do not count: `ES80` is no misspelt `W80`. Word is held against word: a
/// piece of one is no match for another.
fn misspelt<'a>(asked: &[String], name: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut other: Vec<&str> = asked.iter().map(String::as_str).collect();
    let mut own: Vec<&str> = Vec::new();
    for word in name {
        match other.iter().position(|w| *w == word) {
            Some(at) => {
                other.remove(at);
            }
            None => own.push(word),
        }
    }
    if own.len() != other.len() {
        return None;
    }
    own.iter().zip(&other).map(|(own, other)| slip(own, other)).sum()
}

/// How many letters of a word are wrong, if it is a slip of the fingers: the first letter mostly is right.
fn slip(own: &str, other: &str) -> Option<usize> {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let wrong = damerau_levenshtein(own, other);
    let letters = own.chars().count().min(other.chars().count());
    let swapped = sorted(own) == sorted(other);
    let begins = own.chars().next() == other.chars().next();
    let small = wrong * 3 <= letters && (swapped || (letters > 3 && begins));
    small.then_some(wrong)
}

/// Whether a word of a name counts generations: 2 to 9, or II to IV.
fn is_generation(word: &str) -> bool {
    matches!(word.as_bytes(), [b'2'..=b'9']) || matches!(word, "ii" | "iii" | "iv" | "mkii" | "mkiii" | "mk2" | "mk3")
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}
