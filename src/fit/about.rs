//! What the tables know of a part beyond what decides whether it fits: shape, hazards, numbers, sources.
//!
//! Read from the files of `data/fit` when somebody first asks; a check never does. Keeps true: the parts and
//! their order are those of `tables` (a test checks it).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::knowledge;

/// Something known, and how.
#[derive(Debug, Clone, Deserialize)]
pub struct Fact {
    /// What.
    pub fact: String,
    /// `seen`, `recalled`, `derived`.
    pub evidence: String,
    /// Where.
    pub source: String,
    /// `high`, `medium`, `low`.
    pub confidence: String,
}

/// One diameter, or one for each of two pins.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum Diameter {
    /// The same for all pins.
    One(f64),
    /// Two pins of unequal size.
    Two([f64; 2]),
}

/// How a connector is built.
#[derive(Debug, Clone, Deserialize)]
pub struct Geometry {
    /// In a few words.
    #[serde(rename = "type")]
    pub kind: String,
    /// Of its pins, mm.
    pub pin_diameter_mm: Option<Diameter>,
    /// From the middle of one pin to the middle of the other, mm.
    pub spacing_mm: Option<f64>,
    /// What to know besides.
    pub note: String,
}

/// Which contact is which.
#[derive(Debug, Clone, Deserialize)]
pub struct Polarity {
    /// How it is marked.
    pub marking: String,
    /// Which contact is positive.
    pub positive: String,
    /// Whether a person can put it in the wrong way round.
    pub reversible_by_user: bool,
}

/// How often it can be plugged in.
#[derive(Debug, Clone, Deserialize)]
pub struct Cycles {
    /// How often.
    pub value: u32,
    /// `seen` or `recalled`.
    pub evidence: String,
    /// Where.
    pub source: String,
    /// What that number is.
    #[serde(default)]
    pub note: String,
}

/// A connector at the ear.
#[derive(Debug, Clone, Deserialize)]
pub struct Connector {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is built.
    pub geometry: Geometry,
    /// Whether it turns in its socket.
    pub rotates: Option<bool>,
    /// Which contact is which.
    pub polarity: Polarity,
    /// How often it can be plugged in.
    pub mating_cycles: Option<Cycles>,
    /// Makers and models that use it.
    pub brands: Vec<String>,
    /// What breaks.
    pub hazards: Vec<String>,
    /// What is known, with its source.
    pub facts: Vec<Fact>,
}

/// A plug at the source end.
#[derive(Debug, Clone, Deserialize)]
pub struct Plug {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name in a sentence.
    pub short: String,
    /// Its diameter, mm.
    pub diameter_mm: Option<f64>,
    /// What its contacts carry, from the tip on.
    pub pinout_tip_to_sleeve: Option<Vec<String>>,
    /// What goes wrong.
    pub hazards: Vec<String>,
    /// What is known, with its source.
    pub facts: Vec<Fact>,
}

/// A jack of a source.
#[derive(Debug, Clone, Deserialize)]
pub struct Jack {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name in a sentence.
    pub short: String,
    /// Which sort of output it is.
    pub topology: String,
    /// What to know.
    pub note: String,
    /// Contacts that an amplifier drives.
    pub driven: Vec<String>,
    /// Contacts that are ground, or carry a microphone.
    pub ground: Vec<String>,
    /// What is known, with its source.
    pub facts: Vec<Fact>,
}

/// A jack of a device, with what is known of it electrically.
#[derive(Debug, Clone, Deserialize)]
pub struct DeviceJack {
    /// The id of the jack.
    #[serde(rename = "type")]
    pub id: String,
    /// Largest voltage, V rms.
    pub max_vrms: Option<f64>,
    /// The load from which on it reaches that, ohm.
    pub max_vrms_from_ohm: Option<f64>,
    /// Output impedance, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// Whether that is only known to be no more.
    pub output_impedance_is_upper_bound: Option<bool>,
    /// Noise, microvolt, A-weighted.
    pub noise_uv: Option<f64>,
    /// Largest voltage by load in ohm.
    #[serde(default)]
    pub vrms_into_ohm: BTreeMap<String, f64>,
    /// What to know.
    #[serde(default)]
    pub note: String,
}

/// Where a fact of a device comes from.
#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    /// Which fact.
    pub field: String,
    /// Where it comes from.
    pub source: String,
    /// `high`, `medium`, `low`.
    pub confidence: String,
}

/// Where a device is not itself.
#[derive(Debug, Clone, Deserialize)]
pub struct Caveat {
    /// The system it is plugged into.
    pub on: String,
    /// What is to be known there.
    pub say: String,
}

/// A playback device.
#[derive(Debug, Clone, Deserialize)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Which sort of device: `phone-dongle`, `dap`.
    pub kind: String,
    /// Its jacks.
    pub jacks: Vec<DeviceJack>,
    /// What to know.
    pub notes: String,
    /// Where the facts come from.
    pub evidence: Vec<Told>,
    /// What it is itself plugged into.
    #[serde(default)]
    pub host: Vec<String>,
    /// Whether it puts analogue sound on its USB-C port: yes, no or unknown.
    pub passive_usb_c: Option<String>,
    /// Where it is not itself.
    #[serde(default)]
    pub caveats: Vec<Caveat>,
}

#[derive(Deserialize)]
struct Rows<T> {
    #[serde(alias = "connectors", alias = "plugs", alias = "jacks", alias = "devices")]
    rows: Vec<T>,
}

/// The rows of a file, none should it not be readable: a test keeps it whole.
fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str::<Rows<T>>(text).map(|file| file.rows).unwrap_or_default()
}

static CONNECTORS: LazyLock<Vec<Connector>> = LazyLock::new(|| rows(knowledge::FIT[0].1));
static PLUGS: LazyLock<Vec<Plug>> = LazyLock::new(|| rows(knowledge::FIT[1].1));
static JACKS: LazyLock<Vec<Jack>> = LazyLock::new(|| rows(knowledge::FIT[2].1));
static DEVICES: LazyLock<Vec<Device>> = LazyLock::new(|| rows(knowledge::FIT[3].1));

/// All connectors.
pub fn connectors() -> &'static [Connector] {
    &CONNECTORS
}

/// All plugs.
pub fn plugs() -> &'static [Plug] {
    &PLUGS
}

/// All jacks.
pub fn jacks() -> &'static [Jack] {
    &JACKS
}

/// All devices.
pub fn devices() -> &'static [Device] {
    &DEVICES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::tables;

    #[test]
    fn the_parts_are_those_of_the_tables() {
        let connectors: Vec<&str> = connectors().iter().map(|c| c.id.as_str()).collect();
        let plugs: Vec<&str> = plugs().iter().map(|p| p.id.as_str()).collect();
        let jacks: Vec<&str> = jacks().iter().map(|j| j.id.as_str()).collect();
        assert_eq!(connectors, tables::connector_ids());
        assert_eq!(plugs, tables::plug_ids());
        assert_eq!(jacks, tables::jack_ids());
        assert!(devices().len() > 300 && devices().iter().all(|d| tables::device(&d.id).is_some()));
    }
}
