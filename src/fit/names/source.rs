//! The source: a device with its jacks, or a bare jack.

use super::lookup::{Candidates, DEVICE_INDEX, JACKS, candidates, from_index, loose, maker, unknown};
use crate::fit::tables::{self, DEVICES, Device, JackOfSource};
use crate::names::{Found, Sureness};

/// A source: the jacks it offers (the best one counts), or candidates of one jack.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// Alternatives; each is what the source would be.
    pub(crate) candidates: Vec<Vec<JackOfSource>>,
    /// Names of the alternatives where they are devices.
    pub(crate) names: Vec<&'static str>,
    pub(crate) ask: Option<String>,
    pub(crate) ignored: Vec<String>,
    pub(crate) maker: Option<&'static str>,
    /// The device, where it is a certain one.
    pub(crate) device: Option<&'static Device>,
}

impl Source {
    fn plain(text: &str, found: Candidates) -> Self {
        Self {
            name: text.to_owned(),
            candidates: found.ids.iter().map(|id| vec![JackOfSource::plain(id)]).collect(),
            names: Vec::new(),
            ask: found.ask,
            ignored: found.ignored,
            maker: maker(text),
            device: None,
        }
    }

    /// Whether it is a device rather than a bare jack.
    pub(crate) fn is_device(&self) -> bool {
        !self.names.is_empty()
    }
}

/// The source by name.
pub(crate) fn source(text: &str) -> Result<Source, String> {
    if let Some(found) = loose(text, "jacks", |l| l.jacks) {
        return Ok(Source::plain(text, found));
    }
    if let Some(jack) = JACKS.exact(text) {
        return Ok(Source::plain(text, candidates(jack, text)));
    }
    let device = DEVICE_INDEX.find(text).filter(|f| may_leave_number(f, text));
    if let Some(device) = device.as_ref().filter(|f| f.sureness < Sureness::Typo) {
        return Ok(devices(text, &device.ids, &device.ignored));
    }
    match (JACKS.find(text).filter(|f| !f.leaves_number()), device) {
        (Some(jack), _) => Ok(Source::plain(text, candidates(jack, text))),
        (None, Some(device)) => Ok(devices(text, &device.ids, &device.ignored)),
        (None, None) => {
            let mut nearest = DEVICE_INDEX.nearest(text);
            nearest.extend(JACKS.nearest(text));
            Err(unknown("device or jack", text, &nearest))
        }
    }
}

/// A number beside a computer's or console's name is its year or size; beside a player's it is
/// another player, which may have other jacks. A jack may be named too ("2i2 rear").
fn may_leave_number(found: &Found<&'static str>, text: &str) -> bool {
    let many_alike = |id: &&str| {
        tables::device(id).is_some_and(|d| matches!(d.kind, "laptop" | "desktop-computer" | "console" | "handheld"))
    };
    let year = |word: &String| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let jack = || JACKS.find(&found.ignored.join(" ")).is_some_and(|j| !j.leaves_number());
    !found.leaves_number()
        || found.ids.iter().all(many_alike)
        || found.ignored.iter().all(|word| !word.starts_with(|c: char| c.is_ascii_digit()) || year(word))
        || (jack() && !text.is_empty())
}

fn devices(text: &str, ids: &[&'static str], ignored: &[String]) -> Source {
    let found: Vec<&'static Device> = DEVICES.iter().filter(|d| ids.contains(&d.id)).collect();
    let candidates: Vec<Vec<JackOfSource>> = found
        .iter()
        .map(|d| narrowed(d.jacks.to_vec(), ignored))
        .map(|jacks| if jacks.is_empty() { vec![JackOfSource::plain("none")] } else { jacks })
        .collect();
    let names: Vec<&str> = found.iter().map(|d| d.name).collect();
    Source {
        name: names.join(" or "),
        ask: (candidates.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", names.join(" or "))),
        candidates,
        ignored: ignored.to_vec(),
        maker: maker(text),
        device: if let [one] = found[..] { Some(one) } else { None },
        names,
    }
}

/// A device's jacks, only the one that further words name if they do ("2i2 rear").
fn narrowed(jacks: Vec<JackOfSource>, words: &[String]) -> Vec<JackOfSource> {
    let named = from_index(&JACKS, &words.join(" ")).filter(|_| !words.is_empty());
    match named {
        Some(found) if jacks.iter().any(|j| found.ids.contains(&j.id)) => {
            jacks.into_iter().filter(|j| found.ids.contains(&j.id)).collect()
        }
        _ => jacks,
    }
}

/// The jacks of a source by name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn source_jacks(text: &str) -> Result<Vec<JackOfSource>, String> {
    let found = source(text)?;
    match <[Vec<JackOfSource>; 1]>::try_from(found.candidates) {
        Ok([jacks]) => Ok(jacks),
        Err(_) => Err(found.ask.unwrap_or_default()),
    }
}

/// Id and name of the one device that a text names.
pub fn device(text: &str) -> Option<(&'static str, &'static str)> {
    source(text).ok()?.device.map(|d| (d.id, d.name))
}
