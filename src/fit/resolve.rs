//! Names as people write them to ids, with all candidates where a name is ambiguous.
//!
//! Keeps true: an exact name wins, a number that no name accounts for is never ignored where it
//! could name another part.

use std::sync::LazyLock;

use super::chain::Models;
use super::parts::{
    self, CONNECTOR_NAMES, DEVICE_NAMES, DEVICES, Device, GENERATIONS, HINT_NAMES, JACK_NAMES, LOOSE, Loose, MAKERS,
    Names, PLUG_NAMES,
};
use super::{Earpiece, Shelf};
use crate::names::{self, Found, Index, Sureness};

/// What a name can mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidates {
    pub(super) ids: Vec<&'static str>,
    /// The question that would settle it.
    pub(super) ask: Option<String>,
    /// Words that no table knows.
    pub(super) ignored: Vec<String>,
    /// The maker that a name carries, where order of contacts depends on it.
    pub(super) maker: Option<&'static str>,
    /// What to know besides.
    pub(super) note: Option<String>,
}

impl Candidates {
    fn of(ids: Vec<&'static str>) -> Self {
        Self { ids, ask: None, ignored: Vec::new(), maker: None, note: None }
    }
}

fn index(names: &'static Names) -> Index<&'static str> {
    Index::prepared(names.iter())
}

static CONNECTORS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&CONNECTOR_NAMES));
static PLUGS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&PLUG_NAMES));
static JACKS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&JACK_NAMES));
static DEVICE_INDEX: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&DEVICE_NAMES).with_endings());
static HINTS: LazyLock<Index<&'static str>> = LazyLock::new(|| index(&HINT_NAMES).with_endings());

/// A word that is used for several parts, or for one that fits nothing at this end.
fn loose(text: &str, end: &str, ids: fn(&'static Loose) -> &'static [&'static str]) -> Option<Candidates> {
    let key = names::normalise(text);
    let found = LOOSE.iter().find(|l| l.keys.contains(&key.as_str()))?;
    if found.never.contains(&end) {
        return Some(Candidates::of(vec![found.term]));
    }
    let ids = ids(found);
    let ask = (ids.len() > 1).then(|| format!("{}: {}", found.term, found.ask));
    (!ids.is_empty()).then(|| Candidates { ask, ..Candidates::of(ids.to_vec()) })
}

fn candidates(found: Found<&'static str>, text: &str) -> Candidates {
    let ask = (found.ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", found.ids.join(" or ")));
    Candidates { ask, ignored: found.ignored, ..Candidates::of(found.ids) }
}

fn from_index(index: &Index<&'static str>, text: &str) -> Option<Candidates> {
    index.find(text).map(|found| candidates(found, text))
}

fn unknown(what: &str, text: &str, nearest: &[String]) -> String {
    match nearest {
        [] => format!("there is no {what} \"{text}\""),
        names => format!("there is no {what} \"{text}\"; the nearest are {}", names.join(", ")),
    }
}

/// The connector of a cable: a connector, or a model's own cable.
pub(super) fn cable(text: &str, models: Shelf<'_>) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors) {
        return Ok(found);
    }
    let connector = from_index(&CONNECTORS, text);
    match connector {
        Some(sure) if sure.ignored.is_empty() && sure.ids.len() == 1 => Ok(sure),
        connector => model_socket(text, models)
            .or(connector)
            .ok_or_else(|| unknown("connector", text, &CONNECTORS.nearest(text))),
    }
}

/// What an earpiece is: its socket, and the model if it is one of the catalogue.
pub(super) struct Ear {
    /// `None` for a model whose socket nobody knows.
    pub(super) socket: Option<Candidates>,
    pub(super) model: Option<usize>,
}

/// The socket of an earpiece: a model's, or a socket named directly.
pub(super) fn socket(text: &str, models: Shelf<'_>) -> Result<Ear, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors) {
        return Ok(Ear { socket: Some(found), model: None });
    }
    let exact = CONNECTORS.exact(text);
    let found = models.find(text);
    let sure = found.as_ref().filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within).map(|f| f.ids[0]);
    match (exact, sure) {
        (Some(connector), model) => return Ok(named_like_a_connector(candidates(connector, text), model, models)),
        (None, Some(model)) => return Ok(Ear { socket: socket_of(&models.get(model), text), model: Some(model) }),
        (None, None) => {}
    }
    if let Some(hint) = from_index(&HINTS, text) {
        return Ok(Ear { socket: Some(hint), model: None });
    }
    // A model and words that no name has; a number among them could name another model.
    let near = found.as_ref().filter(|f| f.ids.len() == 1 && !f.leaves_number());
    if let Some(model) = near.map(|f| f.ids[0]) {
        let mut socket = socket_of(&models.get(model), text);
        let (ignored, name) = (found.map(|f| f.ignored).unwrap_or_default(), models.named(model).1);
        if let Some(socket) = &mut socket {
            socket.note = Some(format!("Read \"{text}\" as {name}."));
            socket.ignored = ignored;
        }
        return Ok(Ear { socket, model: Some(model) });
    }
    if let Some(connector) = CONNECTORS.find(text) {
        return Ok(Ear { socket: Some(candidates(connector, text)), model: None });
    }
    match found {
        Some(found) if found.ids.len() > 1 => {
            let names: Vec<_> = found.ids.iter().take(8).map(|at| models.named(*at).1).collect();
            let names = crate::diag::list(names.iter().map(AsRef::as_ref));
            Err(format!("\"{text}\" can be {names}; write one of them"))
        }
        _ => Err(unknown("model or socket", text, &models.index().nearest(text))),
    }
}

/// A name that is a connector's, and perhaps a model's too: "SE215" is both, "T2" is two things.
fn named_like_a_connector(mut socket: Candidates, model: Option<usize>, models: Shelf<'_>) -> Ear {
    let family = |id: &str| id.split('-').next().map(str::to_owned);
    let Some(at) = model else { return Ear { socket: Some(socket), model: None } };
    let own = models.socket(at);
    if own.is_none_or(|own| socket.ids.iter().any(|id| family(id) == family(own))) {
        return Ear { socket: Some(socket), model };
    }
    socket.note = Some(format!("Read as the connector; for the earphone write \"{}\"", models.named(at).1));
    Ear { socket: Some(socket), model: None }
}

/// The socket of a model: of the generation that its name means, else by its facts, else by hint.
fn socket_of(model: &Earpiece, text: &str) -> Option<Candidates> {
    let keys = [names::normalise(text), names::normalise(&model.name)];
    let generation = GENERATIONS.iter().find(|g| keys.iter().any(|key| g.keys.contains(&key.as_str())));
    let own = model.socket.as_deref().and_then(parts::connector_id).map(|id| Candidates::of(vec![id]));
    let named = HINTS.exact(text).filter(|f| f.ids.len() == 1).map(|f| f.ids[0]);
    match generation {
        // The name itself says which generation it is.
        Some(g) if named.is_some_and(|socket| g.plain != Some(socket)) => named.map(|id| Candidates::of(vec![id])),
        Some(g) if g.plain.is_none() => {
            Some(Candidates { ask: Some(g.ask.to_owned()), ..Candidates::of(g.sockets.to_vec()) })
        }
        Some(g) => own.map(|own| Candidates { note: Some(g.ask.to_owned()), ..own }),
        None => own.or_else(|| {
            // Only its own hint counts for a model: a similar name is another model.
            HINTS.find(text).filter(|f| f.sureness <= Sureness::Ending).map(|f| candidates(f, text))
        }),
    }
}

/// The socket of a model named in a text, by hint or catalogue.
fn model_socket(text: &str, models: Shelf<'_>) -> Option<Candidates> {
    if let Some(found) = HINTS.find(text).filter(|f| !f.leaves_number()) {
        return Some(candidates(found, text));
    }
    let found = models.find(text).filter(|f| !f.leaves_number())?;
    let mut ids: Vec<&'static str> = Vec::new();
    for model in &found.ids {
        let id = models.socket(*model).and_then(parts::connector_id)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Some(candidates(Found { ids, sureness: found.sureness, ignored: found.ignored }, text))
}

/// The plug of a cable.
pub(super) fn plug_candidates(text: &str) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "plugs", |l| l.plugs) {
        return Ok(found);
    }
    let nothing = || unknown("plug", text, &PLUGS.nearest(text));
    let mut found = from_index(&PLUGS, text).ok_or_else(nothing)?;
    found.maker = maker(text);
    // A plug with exchangeable tips and a tip named: it is that tip.
    if found.ids == ["modular"] && !found.ignored.is_empty() {
        if let Some(tip) = from_index(&PLUGS, &found.ignored.join(" ")).filter(|t| t.ids.len() == 1) {
            found.ids = tip.ids;
            found.ignored.clear();
        }
    } else if leaves_number(&found) {
        return Err(nothing());
    }
    Ok(found)
}

fn leaves_number(found: &Candidates) -> bool {
    found.ignored.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn maker(text: &str) -> Option<&'static str> {
    let words = format!(" {} ", names::words(text).join(" "));
    let named = |signs: &[&str]| signs.iter().any(|sign| words.contains(&format!(" {sign} ")));
    MAKERS.iter().find(|(_, signs)| named(signs)).map(|(maker, _)| *maker)
}

/// A jack with what is known of it electrically.
#[derive(Debug, Clone, PartialEq)]
pub struct JackOfSource {
    /// Its id.
    pub id: &'static str,
    /// Largest voltage, V rms, unloaded.
    pub max_vrms: Option<f64>,
    /// Largest voltage at loads in ohm, V rms.
    pub loaded_vrms: &'static [(f64, f64)],
    /// Output impedance, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// Whether that is only known to be no more.
    pub output_impedance_is_upper_bound: bool,
    /// Noise, microvolt.
    pub noise_uv: Option<f64>,
}

impl JackOfSource {
    /// A jack of which only the kind is known.
    pub fn plain(id: &'static str) -> Self {
        Self {
            id,
            max_vrms: None,
            loaded_vrms: &[],
            output_impedance_ohm: None,
            output_impedance_is_upper_bound: false,
            noise_uv: None,
        }
    }
}

/// A source: the jacks it offers (the best one counts), or candidates of one jack.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) name: String,
    /// Alternatives; each is what the source would be.
    pub(super) candidates: Vec<Vec<JackOfSource>>,
    /// Names of the alternatives where they are devices.
    pub(super) names: Vec<&'static str>,
    pub(super) ask: Option<String>,
    pub(super) ignored: Vec<String>,
    pub(super) maker: Option<&'static str>,
    /// The device, where it is a certain one.
    pub(super) device: Option<&'static Device>,
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
    pub(super) fn is_device(&self) -> bool {
        !self.names.is_empty()
    }
}

/// The source by name.
pub(super) fn source(text: &str) -> Result<Source, String> {
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
        parts::device(id).is_some_and(|d| matches!(d.kind, "laptop" | "desktop-computer" | "console" | "handheld"))
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

/// The one connector of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn connector(text: &str) -> Result<&'static str, String> {
    single(&cable(text, Shelf::Of(&[]))?, text)
}

/// The one plug of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn plug(text: &str) -> Result<&'static str, String> {
    single(&plug_candidates(text)?, text)
}

fn single(found: &Candidates, text: &str) -> Result<&'static str, String> {
    match found.ids[..] {
        [id] => Ok(id),
        _ => Err(format!("\"{text}\" can be {}; write one of them", found.ids.join(", "))),
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

/// Id of the one model that a text names.
pub fn model_id(text: &str, models: Models<'_>) -> Option<String> {
    let found = models.shelf.find(text).filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within)?;
    Some(models.shelf.named(found.ids[0]).0.into_owned())
}

/// Name of the one model that a text names.
pub fn model_name(text: &str, models: Models<'_>) -> Option<String> {
    let found = models.shelf.find(text).filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within)?;
    Some(models.shelf.named(found.ids[0]).1.into_owned())
}

pub(super) fn plug_names(text: &str) -> Option<Found<&'static str>> {
    PLUGS.find(text)
}

pub(super) fn connector_names(text: &str) -> Option<Found<&'static str>> {
    CONNECTORS.find(text)
}

pub(super) fn device_names() -> &'static Index<&'static str> {
    &DEVICE_INDEX
}
