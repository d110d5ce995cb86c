//! The files of `data/fit` as their schemas say; the build script reads the same files.
//!
//! Nothing here runs in the program: editors complete from the schemas, and a test reads every
//! file by these types, so that no key is misspelt.
#![allow(dead_code, clippy::struct_field_names)] // the fields are the keys of the files

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde_json::Value;

use super::Verdict;

/// Files with a comment, as all of them have.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            struct $name { $($(#[$fdoc])* $field: $ty),* }
        )*
    };
}

/// Words whose meaning the build script knows.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($word:ident),* })*) => {
        $(
            $(#[$doc])*
            #[derive(Deserialize, JsonSchema)]
            #[serde(rename_all = "kebab-case")]
            enum $name { $($word),* }
        )*
    };
}

words! {
    /// How a plug goes into a jack; `active` needs a converter with electronics.
    Way { Direct, Adapter, Active, Unsafe, No }
    /// How a part leads the wires on.
    Wires { Keep4, JoinReturns, Se3, Se3Mic, SeToBalanced, GroundContact, Digital, None }
    /// What sort of part it is.
    Kind { Adapter, UnsafeAdapter, Attenuator, Splitter, Dongle, Bluetooth, PassiveUsbC }
    /// What tips are made of.
    Material { Silicone, Foam }
    /// What a device is plugged into.
    Host { UsbC, Lightning, Bluetooth }
    /// Where a part goes: it ends in a plug, or belongs into jacks.
    End { Connectors, Plugs, Jacks }
    /// What a part is, as seen: `outline` for one whose shape nobody recorded.
    Body { Coaxial, Pins, Ring, Blade, Wire, Barrel, Xlr, Slot, Tongue, Block, Rca, Posts, Window, Tips, None, Outline }
    /// What is in the middle of a socket.
    Centre { Hole, Pin }
}

/// How a socket sits in its shell.
#[derive(Deserialize, JsonSchema, Default)]
#[serde(rename_all = "lowercase")]
enum Seat {
    /// In a flat face.
    #[default]
    Flush,
    /// At the bottom of a well.
    Well,
    /// On a stub that stands out.
    Stub,
}

/// Where a part goes.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Goes {
    /// It ends in this plug.
    Plug(String),
    /// It belongs into these jacks.
    Jacks(Vec<String>),
}

rows! {
    /// Something known, and how.
    Fact { fact: String, evidence: String, source: String, confidence: String }
    /// What a part looks like; a size that nobody recorded is left out.
    Drawing {
        body: Body,
        /// How the socket sits in the shell.
        #[serde(default)]
        seat: Seat,
        /// Whether it goes in one way only, by a notch or a block.
        #[serde(default)]
        keyed: bool,
        /// Whether the plug stands at an angle.
        #[serde(default)]
        angled: bool,
        /// What is in the middle of the socket.
        centre: Option<Centre>,
        /// The plug that goes straight into a jack: it has its size.
        plug: Option<String>,
        /// Diameter, or width and height.
        #[serde(default)]
        size_mm: Vec<f64>,
        /// Length of a plug from its tip to its handle.
        length_mm: Option<f64>,
        /// Names of the contacts in order, `?` for one whose meaning is each maker's own; a plug has its pinout.
        #[serde(default)]
        contacts: Vec<String>,
        /// Number of contacts that are too many to name.
        #[serde(default)]
        pads: u8,
        /// How to recognise it.
        looks: String,
        /// `recalled`, or `seen:` and where.
        evidence: String,
    }
    /// A connector at the ear.
    Connector {
        id: String, name: String, family: String,
        /// Every way people write it.
        aliases: Vec<String>,
        geometry: BTreeMap<String, Value>, rotates: Option<bool>, polarity: BTreeMap<String, Value>,
        mating_cycles: Option<BTreeMap<String, Value>>,
        brands: Vec<String>, hazards: Vec<String>, facts: Vec<Fact>, drawing: Drawing,
    }
    /// `connectors.json`.
    Connectors { #[serde(rename = "$schema")] schema: Option<String>, about: String, connectors: Vec<Connector> }
    /// A cable's connector in an earpiece's socket.
    Mating {
        cable: String, socket: String, verdict: Verdict, reason: String,
        /// What can be damaged; empty if nothing.
        damage_risk: String,
        confidence: String, evidence: String,
        /// What to assume of an unknown barrel.
        assume_if_unknown: Option<String>,
    }
    /// `mating.json`: every ordered pair of connectors.
    Matings { #[serde(rename = "$schema")] schema: Option<String>, about: String, polarity_rule: String, pairs: Vec<Mating> }
    /// A plug.
    Plug {
        id: String, name: String, short: String, topology: String, diameter_mm: Option<f64>, contacts: Option<u8>,
        pinout_tip_to_sleeve: Option<Vec<String>>,
        /// What its contacts carry.
        wires: Vec<String>,
        aliases: Vec<String>, hazards: Vec<String>, facts: Vec<Fact>, drawing: Drawing,
    }
    /// `plugs.json`.
    Plugs { #[serde(rename = "$schema")] schema: Option<String>, about: String, context_rule: String, plugs: Vec<Plug> }
    /// A jack.
    Jack {
        id: String, name: String, short: String, topology: String, aliases: Vec<String>, note: String,
        facts: Vec<Fact>,
        /// Contacts that an amplifier drives.
        driven: Vec<String>,
        ground: Vec<String>,
        /// Not listed where a plug alone is asked about: nobody plugs earphones in there by plan.
        #[serde(default)]
        unlisted: bool,
        drawing: Drawing,
    }
    /// `jacks.json`.
    Jacks { #[serde(rename = "$schema")] schema: Option<String>, jacks: Vec<Jack> }
    /// A plug in a jack.
    PlugJack {
        plug: String, jack: String, verdict: Way, reason: String, buy: String, evidence: String, confidence: String,
        direct_insert_hazard: String,
        /// What must hold for a direct fit.
        condition: Option<String>,
        ok_if_maker: Option<String>,
    }
    /// `plug_jack.json`: every pair of plug and jack.
    PlugJacks { #[serde(rename = "$schema")] schema: Option<String>, about: String, key_rule: String, gray: String, pairs: Vec<PlugJack> }
    /// A part between plug and jack.
    Part {
        id: String, name: String, aliases: Vec<String>, kind: Kind,
        /// Plugs that go into it.
        from: Vec<String>,
        to: Goes, wires: Wires, active: bool, rigid: bool,
        /// Typical price, from memory.
        price_usd: f64,
        evidence: String,
        /// What it costs in convenience or sound.
        costs: Option<String>,
        /// Jacks of a dongle or receiver.
        #[serde(default)]
        jacks: Vec<String>,
        device: Option<String>,
    }
    /// A resistance in series that is sold under a name.
    Resistance { id: String, aliases: Vec<String>, ohm: f64, evidence: String }
    /// A converter between cable and earpiece.
    Converter {
        id: String, name: String, from: String, to: String, cables: Vec<String>, sockets: Vec<String>,
        price_usd: f64, evidence: String,
    }
    /// Replacement cables of a kind, with their price by plug.
    CableLine { name: String, connectors: Vec<String>, prices_usd: BTreeMap<String, f64>, evidence: String }
    /// `adapters.json`.
    Adapters { #[serde(rename = "$schema")] schema: Option<String>, about: String, parts: Vec<Part>, resistances: Vec<Resistance>, converters: Vec<Converter>, cables: Vec<CableLine> }
    /// A jack of a device.
    DeviceJack {
        r#type: String, max_vrms: Option<f64>, max_vrms_from_ohm: Option<f64>, max_vrms_below_ohm: Option<f64>,
        output_impedance_ohm: Option<f64>, output_impedance_is_upper_bound: Option<bool>,
        /// A-weighted.
        noise_uv: Option<f64>,
        /// Largest voltage by load in ohm.
        vrms_into_ohm: Option<BTreeMap<String, f64>>,
        note: Option<String>,
    }
    /// Where a fact of a device comes from.
    DeviceEvidence { field: String, source: String, confidence: String }
    /// Where a device is not itself.
    Caveat {
        /// The system it is plugged into: android, ios.
        on: String,
        /// What is to be known there.
        say: String,
    }
    /// A playback device.
    Device {
        id: String, name: String, kind: String, aliases: Vec<String>, jacks: Vec<DeviceJack>, notes: String,
        evidence: Vec<DeviceEvidence>,
        #[serde(default)]
        host: Vec<Host>,
        /// Whether it puts analogue sound on its USB-C port: yes, no or unknown.
        passive_usb_c: Option<String>,
        /// What runs on it: android, ios.
        system: Option<String>,
        #[serde(default)]
        caveats: Vec<Caveat>,
    }
    /// `devices.json`.
    Devices { #[serde(rename = "$schema")] schema: Option<String>, about: String, devices: Vec<Device> }
    /// The socket of a model that the catalogue may lack.
    Hint {
        model: String, socket: String, confidence: String, evidence: String, source: String, names: Vec<String>,
    }
    /// A word that is used for several parts, or for one that fits nothing.
    Loose {
        term: String, aliases: Vec<String>, is: String, ask: String, facts: Vec<Fact>,
        connectors: Vec<String>, plugs: Vec<String>, jacks: Vec<String>,
        /// The plug of a cable that is always made with this one.
        plug: Option<String>,
        /// Ends at which it fits nothing.
        never: Vec<End>,
    }
    /// Models whose socket changed over the years.
    Generation {
        models: Vec<String>, sockets: Vec<String>, ask: String,
        /// What the plain name means, where it means one.
        plain: Option<String>,
    }
    /// `hints.json`.
    Hints { #[serde(rename = "$schema")] schema: Option<String>,
        model_hints: Vec<Hint>, not_connectors: Vec<Loose>, context_aliases: BTreeMap<String, String>,
        generations: Vec<Generation>, makers: BTreeMap<String, Vec<String>>,
    }
    /// A group of words that change the physics.
    Physics { id: String, words: Vec<String>, doc: String }
    /// How resistances are written.
    Ohm {
        units: Vec<String>,
        /// Words for a thousand ohm.
        thousands: Vec<String>,
    }
    /// What a word beside a source's name says: it can be these jacks.
    Output {
        /// A group of `physics`.
        group: String,
        jacks: Vec<String>,
    }
    /// Words for a kind of thing.
    KindWords {
        words: Vec<String>,
        /// Kinds of devices that are such a thing; beside any other they name another thing.
        kinds: Vec<String>,
    }
    /// `words.json`: words beside names.
    Words { #[serde(rename = "$schema")] schema: Option<String>, about: String,
        /// Words that may stand around any name.
        fillers: Vec<String>,
        /// Words that deny what stands beside them.
        denials: Vec<String>,
        /// Units that stand behind a length or a number of wires.
        length_units: Vec<String>,
        ohm: Ohm, outputs: Vec<Output>, kinds: Vec<KindWords>, physics: Vec<Physics>, harmless: Vec<String>,
    }
    /// A line of tips.
    TipLine { line: String, material: Material, nozzle_mm: Option<[f64; 2]>, facts: Vec<Fact> }
    /// `tips.json`.
    Tips { #[serde(rename = "$schema")] schema: Option<String>,
        meta: BTreeMap<String, Value>, measure: BTreeMap<String, Value>, nozzle_classes: Vec<BTreeMap<String, Value>>,
        comply: BTreeMap<String, Value>, silicone_lines: Vec<TipLine>, lips: Vec<BTreeMap<String, Value>>,
        matrix: Vec<BTreeMap<String, Value>>,
    }
}

/// Name, schema and strict reader of each file.
macro_rules! files {
    ($($name:literal: $ty:ty),* $(,)?) => {
        /// Path and content of the schema of each file.
        pub(crate) fn schemas() -> Vec<(&'static str, schemars::Schema)> {
            vec![$((concat!("data/schema/fit-", $name, ".schema.json"), schema_for!($ty))),*]
        }

        #[test]
        fn files_are_what_their_schemas_say() {
            $(
                let text = include_str!(concat!("../../data/fit/", $name, ".json"));
                if let Err(error) = serde_json::from_str::<$ty>(text) {
                    panic!("data/fit/{}.json: {error}", $name);
                }
            )*
        }
    };
}

files! {
    "connectors": Connectors, "mating": Matings, "plugs": Plugs, "jacks": Jacks, "plug_jack": PlugJacks,
    "adapters": Adapters, "devices": Devices, "hints": Hints, "tips": Tips, "words": Words,
}
