//! The makers: a closed vocabulary with everyday names, also of makers that the program knows no
//! model of, so that a name with a maker never becomes a thing of another one.
//!
//! The list is `data/makers.json`, made a sorted table by the build. A weak alias is also an
//! ordinary word: it names the maker only where the text begins with it. Collaborators and shops
//! stand beside a maker and exclude nobody.

use super::words::{Word, pieces};

/// A maker's place in the table.
pub(crate) type Maker = u16;

/// An alias: its words in one, the maker, and what it does.
struct Alias {
    key: &'static str,
    maker: Maker,
    /// Whether it is also an ordinary word.
    weak: bool,
    /// Whether it never excludes another maker.
    beside: bool,
    /// Whether it is the maker's own name.
    own: bool,
}

include!(concat!(env!("OUT_DIR"), "/makers.rs"));

/// Words of the longest alias.
const LONGEST: usize = 4;

fn alias(key: &str) -> Option<&'static Alias> {
    ALIASES.binary_search_by(|a| a.key.cmp(key)).ok().map(|at| &ALIASES[at])
}

/// The longest alias that starts at a word: how many words it has, and what it is. It covers whole
/// pieces: the `aq` of `aq7` names nobody.
fn at(words: &[Word], from: usize) -> Option<(usize, &'static Alias)> {
    let glued = |at: usize| words.get(at).is_some_and(|w| w.glued);
    if glued(from) {
        return None;
    }
    let most = LONGEST.min(words.len() - from);
    (1..=most).rev().filter(|n| !glued(from + n)).find_map(|n| {
        let key: String = words[from..from + n].iter().map(|w| w.text.as_str()).collect();
        alias(&key).map(|found| (n, found))
    })
}

/// The makers that a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// Those that exclude others.
    pub(crate) makers: Vec<Maker>,
    /// Which words of the text name makers, collaborators or shops.
    pub(crate) words: Vec<bool>,
}

impl Named {
    /// Whether a maker is named.
    pub(crate) fn any(&self) -> bool {
        !self.makers.is_empty()
    }
}

/// The makers that a text names.
pub(crate) fn named_in(text: &str) -> Named {
    named(&pieces(text))
}

/// The makers named in the words of a text.
pub(crate) fn named(words: &[Word]) -> Named {
    let mut out = Named { makers: Vec::new(), words: vec![false; words.len()] };
    let mut from = 0;
    while from < words.len() {
        match at(words, from).filter(|(_, alias)| !alias.weak || from == 0) {
            Some((n, alias)) => {
                out.words[from..from + n].fill(true);
                if !alias.beside && !out.makers.contains(&alias.maker) {
                    out.makers.push(alias.maker);
                }
                from += n;
            }
            None => from += 1,
        }
    }
    out
}

/// A text without the words that name makers.
pub(crate) fn left_out(text: &str) -> String {
    let words = pieces(text);
    let named = named(&words);
    let left = words.iter().zip(&named.words).filter(|(_, maker)| !**maker).map(|(word, _)| word.text.as_str());
    left.collect::<Vec<_>>().join(" ")
}

/// The maker that a name begins with. Beside the first name of a thing a weak abbreviation says nothing.
pub(crate) fn leading(words: &[Word], first: bool) -> Option<Maker> {
    let (_, alias) = at(words, 0).filter(|_| !words.is_empty())?;
    (first || alias.own || !alias.weak).then_some(alias.maker)
}

/// A maker's own name.
pub(crate) fn name(maker: Maker) -> &'static str {
    NAMES.get(usize::from(maker)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&'static str> {
        named_in(text).makers.into_iter().map(name).collect()
    }

    #[test]
    fn makers_are_found_by_their_everyday_names() {
        assert_eq!(said("kiwi ears kadenz"), ["Kiwi Ears"]);
        assert_eq!(said("astell kern t8ie"), ["Astell&Kern"]);
        assert_eq!(said("64audio u12t"), ["64 Audio"]);
        assert_eq!(said("ue live"), ["Ultimate Ears"]);
        assert_eq!(said("the blue one"), [""; 0]);
        assert!(said("linsoul").is_empty(), "a shop excludes nobody");
    }
}
