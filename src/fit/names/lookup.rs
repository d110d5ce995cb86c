//! Names of the tables: what a text means among connectors, plugs, jacks and devices, with all
//! candidates where it is ambiguous.

use std::sync::LazyLock;

use super::senses::{Doubt, Left};
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
    /// Words of no consequence that were left out.
    pub(crate) ignored: Vec<String>,
    /// Words that nothing accounts for.
    pub(crate) doubts: Vec<Doubt>,
    /// The maker that a name carries, where order of contacts depends on it.
    pub(crate) maker: Option<&'static str>,
    /// What to know besides.
    pub(crate) note: Option<String>,
    /// The plug that the words beside a connector name.
    pub(crate) plug: Option<&'static str>,
    /// Whether the cable has no plug: it receives radio.
    pub(crate) plugless: bool,
    /// Analogue sound was asked for where the part usually carries data.
    pub(crate) analogue: bool,
}

impl Candidates {
    pub(crate) fn of(ids: Vec<&'static str>) -> Self {
        Self {
            ids,
            ask: None,
            ignored: Vec::new(),
            doubts: Vec::new(),
            maker: None,
            note: None,
            plug: None,
            plugless: false,
            analogue: false,
        }
    }

    /// With the words that were left over.
    pub(crate) fn with_left(self, left: &Left) -> Self {
        Self { ignored: left.harmless.clone(), doubts: left.doubts(), ..self }
    }
}

fn index(names: &'static Names) -> Index<&'static str> {
    Index::prepared(names.iter())
}

pub(super) static CONNECTORS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&CONNECTOR_NAMES));
pub(super) static PLUGS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&PLUG_NAMES));
pub(super) static JACKS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&JACK_NAMES));
pub(super) static DEVICE_INDEX: LazyLock<Index<&'static str>> =
    LazyLock::new(|| index(&DEVICE_NAMES).with_endings().with_makers());
pub(super) static HINTS: LazyLock<Index<&'static str>> =
    LazyLock::new(|| index(&HINT_NAMES).with_endings().with_makers_by_name());

/// Connectors, plugs and jacks of which a text is a name, word for word if it can be, as (`connector`, id).
pub(crate) fn parts_named(text: &str) -> Vec<(&'static str, &'static str)> {
    let literal = in_tables(|index| index.literal(text));
    if literal.is_empty() { in_tables(|index| index.exact(text)) } else { literal }
}

/// The same for what all words of a text can mean loosely.
pub(crate) fn parts_meant(text: &str) -> Vec<(&'static str, &'static str)> {
    in_tables(|index| index.find(text).filter(|found| found.ignored.is_empty()))
}

/// The same for what a text can mean loosely, other words beside it.
pub(crate) fn parts_like(text: &str) -> Vec<(&'static str, &'static str)> {
    in_tables(|index| index.find(text))
}

fn in_tables(find: impl Fn(&Index<&'static str>) -> Option<Found<&'static str>>) -> Vec<(&'static str, &'static str)> {
    let tables = [("connector", &CONNECTORS), ("plug", &PLUGS), ("jack", &JACKS)];
    let ids = |(kind, index): (&'static str, &LazyLock<Index<&'static str>>)| {
        find(index).into_iter().flat_map(|found| found.ids).map(|id| (kind, id)).collect::<Vec<_>>()
    };
    tables.into_iter().flat_map(ids).collect()
}

/// A word that is used for several parts, or for one that fits nothing at this end.
///
/// # Errors
/// A word for something that does not belong at this end at all.
pub(super) fn loose(
    text: &str,
    end: &str,
    ids: fn(&'static Loose) -> &'static [&'static str],
) -> Result<Option<Candidates>, String> {
    let key = names::normalise(text);
    let bare = names::keys(text);
    let Some(found) = LOOSE.iter().find(|l| l.keys.contains(&key.as_str()) || l.keys.contains(&bare[1].as_str()))
    else {
        return Ok(None);
    };
    if found.never.contains(&end) {
        return Ok(Some(Candidates::of(vec![found.term])));
    }
    let all = [found.connectors, found.plugs, found.jacks].iter().all(|ids| ids.is_empty());
    if all && found.never.is_empty() && end != "jacks" {
        let ask = if found.ask.is_empty() { String::new() } else { format!("; {}", found.ask) };
        return Err(format!("\"{text}\" is {}{ask}", found.is));
    }
    let ids = ids(found);
    let ask = (ids.len() > 1).then(|| format!("{}: {}", found.term, found.ask));
    let at_ear = end == "connectors";
    let plug = (at_ear && !found.plug.is_empty()).then_some(found.plug);
    let plugless = at_ear && found.never.contains(&"plugs");
    Ok((!ids.is_empty()).then(|| Candidates { ask, plug, plugless, ..Candidates::of(ids.to_vec()) }))
}

/// What a text leaves over beside the names of one device.
pub(super) fn left_beside(device: &'static str, text: &str) -> Vec<String> {
    let own = DEVICE_NAMES.iter().filter(|(_, _, id)| *id == device);
    let found = Index::prepared(own).with_endings().with_makers().find(text);
    found.map(|found| found.ignored).unwrap_or_default()
}

pub(super) fn candidates(found: Found<&'static str>, text: &str) -> Candidates {
    let ask = (found.ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", found.ids.join(" or ")));
    let left = Left::of(&found.ignored);
    Candidates { ask, ..Candidates::of(found.ids) }.with_left(&left)
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
    if let Some(doubt) = found.doubts.first() {
        return Err(format!("\"{text}\": what does \"{}\" mean here? Leave it out if it means nothing", doubt.word));
    }
    match found.ids[..] {
        [id] => Ok(id),
        _ => Err(format!("\"{text}\" can be {}; write one of them", found.ids.join(", "))),
    }
}
