//! The tables of `data/fit`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Verdict;

/// A connector at the ear.
#[derive(Debug, Deserialize)]
pub(super) struct Connector {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
}

/// A cable connector into a socket.
#[derive(Debug, Deserialize)]
pub(super) struct Mating {
    pub(super) cable: String,
    pub(super) socket: String,
    pub(super) verdict: Verdict,
    pub(super) reason: String,
    #[serde(default)]
    pub(super) damage_risk: String,
}

/// A plug at the source end.
#[derive(Debug, Deserialize)]
pub(super) struct PlugPart {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) short: String,
    /// What its contacts carry.
    pub(super) wires: Vec<String>,
}

/// A jack of a source.
#[derive(Debug, Deserialize)]
pub(super) struct JackPart {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) short: String,
    /// Contacts that an amplifier drives.
    pub(super) driven: Vec<String>,
}

/// How a plug and a jack go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Way {
    /// Straight in.
    Direct,
    /// With a passive adapter.
    Adapter,
    /// With a part that has electronics of its own.
    Active,
    /// An adapter is sold, and can damage the source.
    Unsafe,
    /// Not at all.
    No,
}

/// A plug into a jack.
#[derive(Debug, Deserialize)]
pub(super) struct PlugJack {
    pub(super) plug: String,
    pub(super) jack: String,
    pub(super) verdict: Way,
    pub(super) reason: String,
}

/// Where a part goes.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Goes {
    /// It ends in this plug.
    Plug(String),
    /// It belongs into these jacks.
    Jacks(Vec<String>),
}

/// An adapter, dongle, attenuator or splitter.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    /// Plugs that go into it.
    pub(super) from: Vec<String>,
    pub(super) to: Goes,
    /// Whether it has electronics of its own.
    pub(super) active: bool,
    pub(super) kind: String,
    pub(super) price_usd: Option<f64>,
    /// What it costs in convenience or sound.
    pub(super) costs: Option<String>,
    /// Jacks of a dongle or receiver.
    #[serde(default)]
    pub(super) jacks: Vec<String>,
}

/// A converter at the ear.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Converter {
    pub(super) name: String,
    pub(super) cables: Vec<String>,
    pub(super) sockets: Vec<String>,
    pub(super) price_usd: Option<f64>,
}

/// Replacement cables of a kind.
#[derive(Debug, Deserialize)]
pub(super) struct CableLine {
    pub(super) name: String,
    pub(super) connectors: Vec<String>,
    pub(super) prices_usd: IndexMap<String, f64>,
}

/// A jack of a device with its electrical facts.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DeviceJack {
    #[serde(rename = "type")]
    pub(super) jack: String,
    pub(super) max_vrms: Option<f64>,
    pub(super) output_impedance_ohm: Option<f64>,
    pub(super) noise_uv: Option<f64>,
}

/// Names of a device's siblings that have another jack.
#[derive(Debug, Deserialize)]
pub(super) struct Except {
    pub(super) names: Vec<String>,
    pub(super) jack: String,
}

/// A playback device.
#[derive(Debug, Deserialize)]
pub(super) struct Device {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) jacks: Vec<DeviceJack>,
    pub(super) except: Option<Except>,
    /// Whether it puts analogue sound on its USB-C port.
    pub(super) passive_usb_c: Option<String>,
}

/// The socket of a model that the catalogue may lack.
#[derive(Debug, Deserialize)]
pub(super) struct Hint {
    pub(super) model: String,
    pub(super) socket: String,
    pub(super) names: Vec<String>,
}

/// A word people use for a connector that is none.
#[derive(Debug, Deserialize)]
pub(super) struct Loose {
    pub(super) term: String,
    pub(super) aliases: Vec<String>,
    pub(super) ask: String,
    pub(super) connectors: Vec<String>,
    pub(super) plugs: Vec<String>,
}

/// Everything in `data/fit`.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    pub(super) connectors: Vec<Connector>,
    pub(super) mating: HashMap<(String, String), Mating>,
    pub(super) plugs: Vec<PlugPart>,
    pub(super) jacks: Vec<JackPart>,
    pub(super) plug_jack: HashMap<(String, String), PlugJack>,
    pub(super) parts: Vec<Part>,
    pub(super) converters: Vec<Converter>,
    pub(super) cables: Vec<CableLine>,
    pub(super) devices: Vec<Device>,
    pub(super) hints: Vec<Hint>,
    pub(super) loose: Vec<Loose>,
    /// Makers whose 3.5 mm balanced order differs, with words that name them.
    pub(super) makers: IndexMap<String, Vec<String>>,
    flaws: Vec<String>,
}

#[derive(Deserialize)]
struct ConnectorFile {
    connectors: Vec<Connector>,
}
#[derive(Deserialize)]
struct MatingFile {
    pairs: Vec<Mating>,
}
#[derive(Deserialize)]
struct PlugFile {
    plugs: Vec<PlugPart>,
}
#[derive(Deserialize)]
struct JackFile {
    jacks: Vec<JackPart>,
}
#[derive(Deserialize)]
struct PlugJackFile {
    pairs: Vec<PlugJack>,
}
#[derive(Deserialize)]
struct AdapterFile {
    parts: Vec<Part>,
    converters: Vec<Converter>,
    cables: Vec<CableLine>,
}
#[derive(Deserialize)]
struct DeviceFile {
    devices: Vec<Device>,
}
#[derive(Deserialize)]
struct HintFile {
    model_hints: Vec<Hint>,
    not_connectors: Vec<Loose>,
    makers: IndexMap<String, Vec<String>>,
}

fn read<T: DeserializeOwned>(name: &str, text: &str, flaws: &mut Vec<String>) -> Option<T> {
    serde_json::from_str(text).map_err(|e| flaws.push(format!("data/fit/{name}.json: {e}"))).ok()
}

macro_rules! file {
    ($name:literal, $flaws:expr) => {
        read($name, include_str!(concat!("../../data/fit/", $name, ".json")), $flaws)
    };
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut flaws = Vec::new();
    let mut all = Knowledge::default();
    if let Some(file) = file!("connectors", &mut flaws) {
        let ConnectorFile { connectors } = file;
        all.connectors = connectors;
    }
    if let Some(file) = file!("mating", &mut flaws) {
        let MatingFile { pairs } = file;
        all.mating = pairs.into_iter().map(|p| ((p.cable.clone(), p.socket.clone()), p)).collect();
    }
    if let Some(file) = file!("plugs", &mut flaws) {
        let PlugFile { plugs } = file;
        all.plugs = plugs;
    }
    if let Some(file) = file!("jacks", &mut flaws) {
        let JackFile { jacks } = file;
        all.jacks = jacks;
    }
    if let Some(file) = file!("plug_jack", &mut flaws) {
        let PlugJackFile { pairs } = file;
        all.plug_jack = pairs.into_iter().map(|p| ((p.plug.clone(), p.jack.clone()), p)).collect();
    }
    if let Some(file) = file!("adapters", &mut flaws) {
        let AdapterFile { parts, converters, cables } = file;
        (all.parts, all.converters, all.cables) = (parts, converters, cables);
    }
    if let Some(file) = file!("devices", &mut flaws) {
        let DeviceFile { devices } = file;
        all.devices = devices;
    }
    if let Some(file) = file!("hints", &mut flaws) {
        let HintFile { model_hints, not_connectors, makers } = file;
        (all.hints, all.loose, all.makers) = (model_hints, not_connectors, makers);
    }
    all.flaws = flaws;
    all
});

pub(super) fn knowledge() -> &'static Knowledge {
    &KNOWLEDGE
}

/// What is wrong in the shipped tables; a test keeps this empty.
pub fn flaws() -> &'static [String] {
    &KNOWLEDGE.flaws
}

/// The ids of all connectors.
pub fn connector_ids() -> &'static [&'static str] {
    static IDS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| KNOWLEDGE.connectors.iter().map(|c| c.id.as_str()).collect());
    &IDS
}

/// The ids of all plugs.
pub fn plug_ids() -> &'static [&'static str] {
    static IDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| KNOWLEDGE.plugs.iter().map(|c| c.id.as_str()).collect());
    &IDS
}

/// The ids of all jacks.
pub fn jack_ids() -> &'static [&'static str] {
    static IDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| KNOWLEDGE.jacks.iter().map(|c| c.id.as_str()).collect());
    &IDS
}

impl Knowledge {
    pub(super) fn connector_name(&self, id: &str) -> String {
        self.connectors.iter().find(|c| c.id == id).map_or_else(|| id.to_owned(), |c| c.name.clone())
    }

    pub(super) fn plug(&self, id: &str) -> Option<&PlugPart> {
        self.plugs.iter().find(|p| p.id == id)
    }

    pub(super) fn jack(&self, id: &str) -> Option<&JackPart> {
        self.jacks.iter().find(|j| j.id == id)
    }

    pub(super) fn plug_short(&self, id: &str) -> String {
        self.plug(id).map_or_else(|| id.to_owned(), |p| p.short.clone())
    }

    pub(super) fn jack_short(&self, id: &str) -> String {
        self.jack(id).map_or_else(|| id.to_owned(), |j| j.short.clone())
    }
}
