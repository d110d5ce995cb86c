//! The source: a device with its jacks, or a bare jack.

use super::lookup::{Candidates, DEVICE_INDEX, JACKS, candidates, loose, maker, unknown};
use super::senses::{Doubt, Left};
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
    /// Words that nothing accounts for.
    pub(crate) doubts: Vec<Doubt>,
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
            doubts: found.doubts,
            maker: maker(text),
            device: None,
        }
    }

    /// The device, or the jack that it can be.
    pub(crate) fn title(&self) -> String {
        if self.is_device() {
            return self.name.clone();
        }
        let jacks: Vec<&str> = self.candidates.iter().flatten().map(|jack| tables::jack_short(jack.id)).collect();
        jacks.join(" or ")
    }

    /// Whether it is a device rather than a bare jack.
    pub(crate) fn is_device(&self) -> bool {
        !self.names.is_empty()
    }
}

/// Groups of words that say of a source what it is anyway.
const OF_COURSE: &[&str] = &["output", "stereo", "female", "headphone-output"];
/// Groups that say of a player, a dongle or an amplifier what it is anyway.
const OF_PLAYERS: &[&str] = &["dac", "active", "amplifier"];
/// Groups of words beside a name that tell of an output not made for headphones, the most dangerous
/// first, with the jack that answers for it.
const OTHER_JACKS: &[(&str, &str)] = &[
    ("loudspeaker", "speaker-out"),
    ("high-voltage", "speaker-out"),
    ("send", "mixer-send"),
    ("main-output", "xlr3-line"),
    ("line", "line-out-3.5-rca"),
    ("pre-out", "line-out-3.5-rca"),
    ("aux", "mixer-send"),
    ("digital", "optical-out"),
];

/// The source by name.
pub(crate) fn source(text: &str) -> Result<Source, String> {
    if let Some(found) = loose(text, "jacks", |l| l.jacks)? {
        return Ok(Source::plain(text, found));
    }
    let exact = JACKS.exact(text);
    // A device's name goes before a jack's that is not written out: "headphone jack of the mixer".
    let named = if exact.is_some() && JACKS.literal(text).is_none() { DEVICE_INDEX.exact(text) } else { None };
    match (exact, named) {
        (_, Some(device)) if device.ids.len() == 1 => return Ok(devices(text, &device.ids, &device.ignored)),
        (Some(jack), _) => return Ok(Source::plain(text, candidates(jack, text))),
        (None, _) => {}
    }
    let device = DEVICE_INDEX.find(text).filter(|f| may_leave_number(f, text));
    if let Some(exact) = device.as_ref().filter(|f| f.sureness == Sureness::Exact) {
        return Ok(devices(text, &exact.ids, &exact.ignored));
    }
    let jack = JACKS.find(text).filter(|f| !f.leaves_number()).map(|found| jack_of(found, text));
    let named = device.as_ref().filter(|f| f.sureness < Sureness::Typo);
    let named = named.map(|f| devices(text, &f.ids, &f.ignored));
    if let Some(other) = other_jack(text, named.as_ref(), jack.as_ref()) {
        return Ok(other);
    }
    match (named, jack, device) {
        // What accounts for more of the words: "aux send of a mixer" is no mixer's headphone jack.
        (Some(device), Some(jack), _) if jack.doubts.len() < device.doubts.len() => Ok(Source::plain(text, jack)),
        (Some(device), ..) => Ok(device),
        (None, Some(jack), _) => Ok(Source::plain(text, jack)),
        (None, None, Some(device)) => Ok(devices(text, &device.ids, &device.ignored)),
        (None, None, None) => {
            let mut nearest = DEVICE_INDEX.nearest(text);
            nearest.extend(JACKS.nearest(text));
            Err(unknown("device or jack", text, &nearest))
        }
    }
}

/// An output not made for headphones that stands beside a name, where the name does not account for it.
fn other_jack(text: &str, device: Option<&Source>, jack: Option<&Candidates>) -> Option<Source> {
    // Where one of the readings accounts for all words, it is that.
    let doubts = match (device.map(|d| &d.doubts), jack.map(|j| &j.doubts)) {
        (Some(a), Some(b)) => {
            if b.len() < a.len() {
                b
            } else {
                a
            }
        }
        (a, b) => a.or(b)?,
    };
    let words: Vec<String> = doubts.iter().flat_map(|doubt| crate::names::words(&doubt.word)).collect();
    let left = Left::of(&words);
    let (_, id) = OTHER_JACKS.iter().find(|(group, _)| left.has(group))?;
    Some(Source::plain(text, Candidates::of(vec![*id])))
}

fn jack_of(found: Found<&'static str>, text: &str) -> Candidates {
    let mut left = Left::of(&found.ignored);
    left.take_all(OF_COURSE);
    for (group, balanced) in [("balanced", true), ("single-ended", false)] {
        let agrees = |id: &&str| tables::jack(id).is_some_and(|j| j.driven.contains(&"L+") == balanced);
        if found.ids.iter().all(agrees) {
            left.take(group);
        }
    }
    candidates(found, text).with_left(&left)
}

/// Whether devices of its kind are told apart by years and sizes, not by their jacks.
fn sized(device: &Device) -> bool {
    matches!(device.kind, "laptop" | "desktop-computer" | "console" | "handheld")
}

/// A number beside a computer's or console's name is its year or size; beside a player's it is
/// another player, which may have other jacks. A jack may be named too ("2i2 rear").
fn may_leave_number(found: &Found<&'static str>, text: &str) -> bool {
    let many_alike = |id: &&str| tables::device(id).is_some_and(sized);
    let year = |word: &String| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let jack = || JACKS.find(&found.ignored.join(" ")).is_some_and(|j| !j.leaves_number());
    !found.leaves_number()
        || found.ids.iter().all(many_alike)
        || found.ignored.iter().all(|word| !word.starts_with(|c: char| c.is_ascii_digit()) || year(word))
        || (jack() && !text.is_empty())
}

fn devices(text: &str, ids: &[&'static str], ignored: &[String]) -> Source {
    let found: Vec<&'static Device> = DEVICES.iter().filter(|d| ids.contains(&d.id)).collect();
    let mut left = Left::of(ignored);
    let mut candidates = Vec::new();
    for (at, device) in found.iter().enumerate() {
        let (jacks, own) = narrowed(device, ignored);
        candidates.push(if jacks.is_empty() { vec![JackOfSource::plain("none")] } else { jacks });
        // What one of several accounts for is accounted for.
        if at == 0 || own.weight() < left.weight() {
            left = own;
        }
    }
    let names: Vec<&str> = found.iter().map(|d| d.name).collect();
    Source {
        name: names.join(" or "),
        ask: (candidates.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", names.join(" or "))),
        candidates,
        ignored: left.harmless.clone(),
        doubts: left.doubts(),
        maker: maker(text),
        device: if let [one] = found[..] { Some(one) } else { None },
        names,
    }
}

/// A device's jacks, only those that further words name if they do ("2i2 rear", "balanced"), and
/// what is left of the words.
fn narrowed(device: &'static Device, words: &[String]) -> (Vec<JackOfSource>, Left) {
    let named = JACKS.find(&words.join(" ")).filter(|_| !words.is_empty());
    if let Some(found) = named.filter(|f| device.jacks.iter().any(|j| f.ids.contains(&j.id))) {
        let jacks = device.jacks.iter().filter(|j| found.ids.contains(&j.id)).cloned().collect();
        return (jacks, left_of(device, &found.ignored));
    }
    let mut left = left_of(device, words);
    let mut jacks = device.jacks.to_vec();
    for (group, balanced) in [("balanced", true), ("single-ended", false)] {
        let agrees = |j: &JackOfSource| tables::jack(j.id).is_some_and(|j| j.driven.contains(&"L+") == balanced);
        if left.has(group) && jacks.iter().any(agrees) {
            left.take(group);
            jacks.retain(agrees);
        }
    }
    (jacks, left)
}

/// Words beside a device's name, without those that only repeat what it is.
fn left_of(device: &'static Device, words: &[String]) -> Left {
    let number = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<String> = words.iter().filter(|w| !(sized(device) && number(w))).cloned().collect();
    let mut left = Left::of(&words);
    left.take_all(OF_COURSE);
    if !matches!(device.kind, "phone" | "tablet" | "mixer" | "input" | "transmitter") {
        left.take_all(OF_PLAYERS);
    }
    if device.host.iter().any(|host| *host != "bluetooth") {
        left.take("host");
    }
    if device.host.contains(&"bluetooth") {
        left.take("wireless");
    }
    left
}

/// The jacks of a source by name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn source_jacks(text: &str) -> Result<Vec<JackOfSource>, String> {
    let found = source(text)?;
    if let Some(doubt) = found.doubts.first() {
        return Err(format!(
            "\"{text}\" was read as {}, but what does \"{}\" mean? Leave it out if it means nothing",
            found.name, doubt.word
        ));
    }
    match <[Vec<JackOfSource>; 1]>::try_from(found.candidates) {
        Ok([jacks]) => Ok(jacks),
        Err(_) => Err(found.ask.unwrap_or_default()),
    }
}

/// Id and name of the one device that a text names.
pub fn device(text: &str) -> Option<(&'static str, &'static str)> {
    source(text).ok().filter(|s| s.doubts.is_empty())?.device.map(|d| (d.id, d.name))
}
