//! Names of the tables: what a text means among connectors, plugs, jacks and devices, with all
//! candidates where it is ambiguous.

use std::sync::LazyLock;

use crate::fit::tables::{
    CONNECTOR_NAMES, DEVICE_NAMES, HINT_NAMES, JACK_NAMES, LOOSE, Loose, MAKERS, Names, PLUG_NAMES,
};
use crate::names::{self, Found, Index};

/// What a name can mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidates {
    pub(crate) ids: Vec<&'static str>,
    /// The question that would settle it.
    pub(crate) ask: Option<String>,
    /// Words that no table knows.
    pub(crate) ignored: Vec<String>,
    /// The maker that a name carries, where order of contacts depends on it.
    pub(crate) maker: Option<&'static str>,
    /// What to know besides.
    pub(crate) note: Option<String>,
}

impl Candidates {
    pub(crate) fn of(ids: Vec<&'static str>) -> Self {
        Self { ids, ask: None, ignored: Vec::new(), maker: None, note: None }
    }
}

fn index(names: &'static Names) -> Index<&'static str> {
    Index::prepared(names.iter())
}

pub(super) static CONNECTORS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&CONNECTOR_NAMES));
pub(super) static PLUGS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&PLUG_NAMES));
pub(super) static JACKS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&JACK_NAMES));
pub(super) static DEVICE_INDEX: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&DEVICE_NAMES).with_endings());
pub(super) static HINTS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&HINT_NAMES).with_endings());

/// A word that is used for several parts, or for one that fits nothing at this end.
pub(super) fn loose(text: &str, end: &str, ids: fn(&'static Loose) -> &'static [&'static str]) -> Option<Candidates> {
    let key = names::normalise(text);
    let found = LOOSE.iter().find(|l| l.keys.contains(&key.as_str()))?;
    if found.never.contains(&end) {
        return Some(Candidates::of(vec![found.term]));
    }
    let ids = ids(found);
    let ask = (ids.len() > 1).then(|| format!("{}: {}", found.term, found.ask));
    (!ids.is_empty()).then(|| Candidates { ask, ..Candidates::of(ids.to_vec()) })
}

pub(super) fn candidates(found: Found<&'static str>, text: &str) -> Candidates {
    let ask = (found.ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", found.ids.join(" or ")));
    Candidates { ask, ignored: found.ignored, ..Candidates::of(found.ids) }
}

pub(super) fn from_index(index: &Index<&'static str>, text: &str) -> Option<Candidates> {
    index.find(text).map(|found| candidates(found, text))
}

pub(super) fn unknown(what: &str, text: &str, nearest: &[String]) -> String {
    match nearest {
        [] => format!("there is no {what} \"{text}\""),
        names => format!("there is no {what} \"{text}\"; the nearest are {}", names.join(", ")),
    }
}

pub(super) fn maker(text: &str) -> Option<&'static str> {
    let words = format!(" {} ", names::words(text).join(" "));
    let named = |signs: &[&str]| signs.iter().any(|sign| words.contains(&format!(" {sign} ")));
    MAKERS.iter().find(|(_, signs)| named(signs)).map(|(maker, _)| *maker)
}

/// The one id, or a question.
pub(super) fn single(found: &Candidates, text: &str) -> Result<&'static str, String> {
    match found.ids[..] {
        [id] => Ok(id),
        _ => Err(format!("\"{text}\" can be {}; write one of them", found.ids.join(", "))),
    }
}
