//! Loose names: how people type the name of a model, a connector, a plug or a device.
//!
//! Takes an index of (name, id) pairs and a text; gives the one thing meant, all things that
//! could be meant, or the nearest names. Keeps true: an exact name wins over longer names that
//! contain it, a number is never guessed (`KA13` is not a typing error for `KA3`), a piece of a word
//! is no match, and a text that names a maker never means a thing of another maker.

mod fillers;
mod index;
pub(crate) mod makers;
mod words;

pub(crate) use fillers::keys;
pub use index::Index;
pub(crate) use index::{Found, Sureness};
pub(crate) use words::{line, words};

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
            Self::None { nearest } if nearest.is_empty() => {
                format!("there is no {kind} \"{name}\"{}; {otherwise}", of_maker(name))
            }
            Self::None { nearest } => {
                format!("there is no {kind} \"{name}\"{}; the nearest are {}", of_maker(name), nearest.join(", "))
            }
        }
    }
}

/// Whose thing is meant, where a text names makers.
fn of_maker(text: &str) -> String {
    let makers: Vec<&str> = makers::named_in(text).makers.into_iter().map(makers::name).collect();
    if makers.is_empty() { String::new() } else { format!(" of {}", makers.join(" and ")) }
}

/// The text without case, accents, spaces and punctuation: `IE 900` and `ie-900` are equal,
/// so are `0,78` and `0.78`, and `MkII`, `Mk2` and `mk 2`.
pub fn normalise(text: &str) -> String {
    words(text).concat()
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
