//! The source: a device with its jacks, or a bare jack.

use super::lookup::{Candidates, DEVICE_INDEX, JACKS, candidates, left_beside, loose, maker, unknown};
use super::senses::{Doubt, Left, other_kind, without_kind};
use crate::fit::tables::{self, DEVICES, Device, JackOfSource, OUTPUTS};
use crate::names::{Found, Sureness, words};

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
/// The source by name.
pub(crate) fn source(text: &str) -> Result<Source, String> {
    // "aux out" is a jack's name, though "aux" alone is several.
    let literal = JACKS.literal(text);
    if let Some(found) = loose(text, "jacks", |l| l.jacks)?.filter(|_| literal.is_none()) {
        return Ok(Source::plain(text, found));
    }
    let exact = JACKS.exact(text);
    // A device's name goes before a jack's that is not written out: "headphone jack of the mixer".
    let named = if exact.is_some() && literal.is_none() { DEVICE_INDEX.exact(text) } else { None };
    match (exact, named) {
        (_, Some(device)) if device.ids.len() == 1 => return Ok(devices(text, &device.ids, &device.ignored)),
        (Some(jack), _) => return Ok(Source::plain(text, candidates(jack, text))),
        (None, _) => {}
    }
    let found = DEVICE_INDEX.find(text).filter(|f| may_leave_number(f, text));
    if let Some(exact) = found.as_ref().filter(|f| f.sureness == Sureness::Exact) {
        return Ok(devices(text, &exact.ids, &exact.ignored));
    }
    if let Some(other) = jack_of_device(text) {
        return Ok(other);
    }
    let device = found.clone().and_then(same_kind);
    if let Some(both) = two_outputs(text).filter(|_| device.is_none()) {
        return Ok(both);
    }
    let jack = JACKS.find(text).filter(|f| !f.leaves_number()).map(|found| jack_of(found, text));
    let named = device.as_ref().filter(|f| f.sureness < Sureness::Typo);
    let named = named.map(|f| devices(text, &f.ids, &f.ignored));
    if let Some(other) = other_jack(text, named.as_ref(), jack.as_ref()) {
        return Ok(other);
    }
    match (named, jack, device) {
        // A headphone output of something that has none in the tables.
        (Some(device), Some(jack), _)
            if device.candidates.iter().flatten().all(|j| is_other(j.id))
                && Left::of(&words(text)).has("headphone-output") =>
        {
            Ok(Source::plain(text, jack))
        }
        // What accounts for more of the words: "aux send of a mixer" is no mixer's headphone jack.
        (Some(device), Some(jack), _) if jack.doubts.len() < device.doubts.len() => Ok(Source::plain(text, jack)),
        (Some(device), ..) => Ok(device),
        (None, Some(jack), _) => Ok(Source::plain(text, jack)),
        (None, None, Some(device)) => Ok(devices(text, &device.ids, &device.ignored)),
        (None, None, None) => Err(nothing(text, found.as_ref())),
    }
}

/// Why a text is no source.
fn nothing(text: &str, similar: Option<&Found<&'static str>>) -> String {
    let another = similar.and_then(|found| {
        let device = tables::device(found.ids.first()?)?;
        Some((device.name, other_kind(&found.ignored, device.kind)?))
    });
    if let Some((name, word)) = another {
        return format!(
            "\"{text}\" is not known: \"{word}\" makes it another thing than {name}. Write which socket it has, such \
             as 3.5mm or usb-c"
        );
    }
    let mut nearest = DEVICE_INDEX.nearest(text);
    nearest.extend(JACKS.nearest(text));
    unknown("device or jack", text, &nearest)
}

/// Devices beside whose names no word stands for another kind of thing: "galaxy buds" are no phone.
fn same_kind(found: Found<&'static str>) -> Option<Found<&'static str>> {
    let same =
        |id: &&'static str| tables::device(id).is_some_and(|device| other_kind(&found.ignored, device.kind).is_none());
    let ids: Vec<&'static str> = found.ids.iter().copied().filter(same).collect();
    (!ids.is_empty()).then_some(Found { ids, ..found })
}

/// Whether a jack answers for words that tell of another output than a headphone jack.
fn is_other(jack: &str) -> bool {
    tables::jack(jack).is_some_and(|j| j.unlisted) || matches!(jack, "6.35-line" | "line-out-3.5-rca")
}

/// A jack that is not made for headphones, of a device: "laptop mic jack", "pink jack of the PC".
fn jack_of_device(text: &str) -> Option<Source> {
    let said = Left::of(&words(text));
    if said.has("high-voltage") {
        return other_of(&said, text);
    }
    let jack = JACKS.find(text).filter(|f| f.sureness == Sureness::Around && f.ids.len() == 1)?;
    let named = DEVICE_INDEX.find(&jack.ignored.join(" "))?;
    let whole = named.sureness < Sureness::Typo && Left::of(&named.ignored).weight() == 0;
    let own = |id: &&str| tables::device(id).is_some_and(|d| d.jacks.iter().any(|j| j.id == jack.ids[0]));
    if !whole || !is_other(jack.ids[0]) || named.ids.iter().any(own) {
        return None;
    }
    // "aux" is everyday speech for several of them.
    let aux = said.has("aux").then(|| other_of(&said, text)).flatten();
    aux.or_else(|| Some(Source::plain(text, Candidates::of(jack.ids))))
}

/// The outputs that words tell of, the most dangerous first.
fn other_of(said: &Left, text: &str) -> Option<Source> {
    let (_, ids) = OUTPUTS.iter().find(|(group, _)| said.has(group))?;
    Some(Source::plain(text, one_of(ids.to_vec(), text)))
}

/// A headphone output and another one in one text: "phones/line out" is either.
fn two_outputs(text: &str) -> Option<Source> {
    let left = Left::of(&words(text));
    let phones = JACKS.find(left.said("headphone-output")?).map_or("3.5-se", |found| found.ids[0]);
    let (_, others) = OUTPUTS.iter().find(|(group, _)| left.has(group))?;
    let mut ids = vec![phones];
    ids.extend(others.iter().filter(|id| **id != phones));
    Some(Source::plain(text, one_of(ids, text)))
}

fn one_of(ids: Vec<&'static str>, text: &str) -> Candidates {
    let names: Vec<&str> = ids.iter().map(|id| tables::jack_short(id)).collect();
    let ask = (ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", names.join(" or ")));
    Candidates { ask, ..Candidates::of(ids) }
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
    let left = Left::of(&doubts.iter().flat_map(|doubt| words(&doubt.word)).collect::<Vec<_>>());
    other_of(&left, text)
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
    let jack = || JACKS.find(&unnumbered(&found.ignored).join(" ")).is_some_and(|j| !j.leaves_number());
    !found.leaves_number()
        || found.ids.iter().all(many_alike)
        || found.ignored.iter().all(|word| !word.starts_with(|c: char| c.is_ascii_digit()) || year(word))
        || (jack() && !text.is_empty())
}

/// Words without the number of an output: the second of several sends is a send.
fn unnumbered(words: &[String]) -> Vec<String> {
    let number = |word: &&String| word.parse::<u8>().is_ok_and(|n| (1..=64).contains(&n));
    let rest: Vec<String> = words.iter().filter(|word| !number(word)).cloned().collect();
    let jack = JACKS.find(&rest.join(" ")).filter(|_| rest.len() < words.len() && !rest.is_empty());
    if jack.is_some_and(|found| found.ids.iter().all(|id| is_other(id))) { rest } else { words.to_vec() }
}

fn devices(text: &str, ids: &[&'static str], ignored: &[String]) -> Source {
    let found: Vec<&'static Device> = DEVICES.iter().filter(|d| ids.contains(&d.id)).collect();
    let several = found.len() > 1 && !ignored.is_empty();
    let read = |device: &&'static Device| {
        // Each of several accounts for words of its own: "dawn pro 4.4" is the Dawn Pro, not the Dawn 4.4.
        let own = if several { left_beside(device.id, text) } else { ignored.to_vec() };
        let (jacks, left) = narrowed(device, &own);
        (*device, if jacks.is_empty() { vec![JackOfSource::plain("none")] } else { jacks }, left)
    };
    let mut read: Vec<_> = found.iter().map(read).collect();
    let least = read.iter().map(|(.., left)| left.weight()).min().unwrap_or_default();
    read.retain(|(.., left)| left.weight() == least);
    let left = read.first().map(|(.., left)| left.clone()).unwrap_or_default();
    let found: Vec<&'static Device> = read.iter().map(|(device, ..)| *device).collect();
    let candidates: Vec<Vec<JackOfSource>> = read.into_iter().map(|(_, jacks, _)| jacks).collect();
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
    let words = &unnumbered(words);
    let mut raw = Left::of(words);
    let other = OUTPUTS.iter().find(|(group, _)| raw.has(group));
    if let Some((group, _)) = other.filter(|_| raw.has("headphone-output")) {
        // Two outputs are named: which of them is a question.
        let mut left = left_of(device, words);
        if !left.has(group) {
            raw.take("headphone-output");
            left = raw;
        }
        return (device.jacks.to_vec(), left);
    }
    let named = JACKS.find(&words.join(" ")).filter(|_| !words.is_empty());
    if let Some(found) = named.filter(|f| device.jacks.iter().any(|j| f.ids.contains(&j.id))) {
        let jacks = device.jacks.iter().filter(|j| found.ids.contains(&j.id)).cloned().collect();
        return (jacks, left_of(device, &found.ignored));
    }
    let mut left = left_of(device, words);
    let mut jacks = device.jacks.to_vec();
    let meant = |jack: &JackOfSource| {
        let named = other.is_some_and(|(_, ids)| ids.contains(&jack.id));
        named && (is_other(jack.id) || jack.id == "xlr4")
    };
    if jacks.iter().any(meant) {
        jacks.retain(meant);
        left.take_all(&other.map(|(group, _)| *group).into_iter().collect::<Vec<_>>());
    }
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
    let mut left = Left::of(&without_kind(&words, device.kind));
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
