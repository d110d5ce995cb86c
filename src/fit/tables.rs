//! The tables of `data/fit`, made ready by the build script.
//!
//! Keeps true: every pair of connectors and of plug and jack has a verdict with a reason; an id
//! that stands in one table stands in the table it points to (tests check both).

use std::borrow::Cow;

use super::Verdict;
use crate::words::Plug;

/// A connector at the ear.
#[derive(Debug)]
pub(super) struct Connector {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// Makers that use it.
    pub(super) brands: &'static [&'static str],
}

/// A pair in its table: the verdict, the places of its texts, whether it hangs on a condition.
type Cell<V> = (V, u16, u16, u16, bool);

/// How two parts go together.
#[derive(Debug)]
pub(super) struct Pair<V> {
    pub(super) verdict: V,
    pub(super) reason: &'static str,
    /// What can be damaged; empty if nothing.
    pub(super) risk: &'static str,
    /// What to buy, in words; empty if nothing helps.
    pub(super) buy: &'static str,
    /// Whether it hangs on a condition that the reason names.
    pub(super) conditional: bool,
}

/// A plug at the source end.
#[derive(Debug)]
pub(super) struct PlugPart {
    pub(super) id: &'static str,
    pub(super) short: &'static str,
    /// Its diameter, mm, where size decides what it goes into.
    pub(super) diameter_mm: Option<f64>,
    /// What its contacts carry.
    pub(super) wires: &'static [&'static str],
}

/// A jack of a source.
#[derive(Debug)]
pub(super) struct JackPart {
    pub(super) id: &'static str,
    pub(super) short: &'static str,
    /// Contacts that an amplifier drives.
    pub(super) driven: &'static [&'static str],
    /// Whether it is left out where a plug alone is asked about.
    pub(super) unlisted: bool,
}

/// How a plug and a jack go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// Straight in.
    Direct,
    /// With a passive adapter.
    Adapter,
    /// With a part that has electronics of its own.
    Active,
    /// Not at all.
    No,
    /// An adapter is sold, and can damage the source.
    Unsafe,
}

/// Where a part goes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Goes {
    /// It ends in this plug.
    Plug(&'static str),
    /// It belongs into these jacks.
    Jacks(Cow<'static, [&'static str]>),
    /// It ends as the cable does that goes into it.
    Same,
}

/// How a part joins the contacts of its socket to those of its plug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wires {
    /// The four wires of a balanced cable, each to its own contact.
    Keep4,
    /// Both returns of a balanced cable to the one ground.
    JoinReturns,
    /// Left, right and the shared return of a single-ended cable.
    Se3,
    /// The same and the microphone.
    Se3Mic,
    /// The shared return to both inverted contacts: the dangerous one.
    SeToBalanced,
    /// The shared return to the ground contact alone.
    GroundContact,
    /// Data.
    Digital,
    /// Nothing passes: it has jacks of its own.
    None,
}

/// What sort of part it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Changes the shape.
    Adapter,
    /// Sold, and dangerous.
    UnsafeAdapter,
    /// Lowers the level.
    Attenuator,
    /// Feeds two earphones.
    Splitter,
    /// A converter with jacks of its own.
    Dongle,
    /// A wireless receiver with jacks of its own.
    Bluetooth,
    /// Leads analogue sound out of the few USB-C ports that have it.
    PassiveUsbC,
    /// A resistance in series.
    Resistor,
}

/// An adapter, dongle, attenuator or splitter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) id: Cow<'static, str>,
    pub(super) name: Cow<'static, str>,
    /// Plugs that go into it.
    pub(super) from: Cow<'static, [&'static str]>,
    pub(super) to: Goes,
    pub(super) wires: Wires,
    /// Whether it has electronics of its own.
    pub(super) active: bool,
    pub(super) kind: Kind,
    pub(super) price_usd: Option<f64>,
    /// What it costs in convenience or sound.
    pub(super) costs: Option<&'static str>,
    /// Jacks of a dongle or receiver.
    pub(super) jacks: Cow<'static, [&'static str]>,
    /// The device that it is, if it is a certain one.
    pub(super) device: Option<&'static str>,
    /// Its resistance in series with the earphone, ohm.
    pub(super) series_ohm: Option<f64>,
}

/// A converter at the ear.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Converter {
    pub(super) name: Cow<'static, str>,
    pub(super) cables: Cow<'static, [&'static str]>,
    pub(super) sockets: Cow<'static, [&'static str]>,
    pub(super) price_usd: Option<f64>,
}

/// Replacement cables of a kind.
#[derive(Debug)]
pub(super) struct CableLine {
    pub(super) name: &'static str,
    pub(super) connectors: &'static [&'static str],
    /// By plug.
    pub(super) prices_usd: &'static [(&'static str, f64)],
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

/// A playback device.
#[derive(Debug)]
pub(super) struct Device {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) jacks: &'static [JackOfSource],
    /// What it is itself plugged into: `usb-c`, `lightning`, `bluetooth`.
    pub(super) host: &'static [&'static str],
    /// Whether it puts analogue sound on its USB-C port.
    pub(super) passive_usb_c: Option<&'static str>,
    /// What runs on it: `android`, `ios`.
    pub(super) system: Option<&'static str>,
    /// Systems on which it is not itself, with what is to be known: (system, what).
    pub(super) caveats: &'static [(&'static str, &'static str)],
    pub(super) notes: &'static str,
}

/// A group of words that change the physics.
#[derive(Debug, PartialEq)]
pub(super) struct Physics {
    pub(super) id: &'static str,
    /// Each phrase as its words joined by spaces, the longest first.
    pub(super) phrases: &'static [&'static str],
    /// What a word of it says.
    pub(super) doc: &'static str,
}

/// A word people use for a part, which alone does not say which.
#[derive(Debug)]
pub(super) struct Loose {
    pub(super) term: &'static str,
    pub(super) keys: &'static [&'static str],
    pub(super) is: &'static str,
    pub(super) ask: &'static str,
    pub(super) connectors: &'static [&'static str],
    pub(super) plugs: &'static [&'static str],
    pub(super) jacks: &'static [&'static str],
    /// The plug at the other end of a cable that is always made with it; empty if it is open.
    pub(super) plug: &'static str,
    /// Ends at which it fits nothing that this program knows.
    pub(super) never: &'static [&'static str],
}

/// Models whose socket changed over the years.
#[derive(Debug)]
pub(super) struct Generation {
    pub(super) keys: &'static [&'static str],
    pub(super) sockets: &'static [&'static str],
    /// What the plain name means, where it means one.
    pub(super) plain: Option<&'static str>,
    pub(super) ask: &'static str,
}

/// What a tip is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Material {
    /// Silicone: stretches.
    Silicone,
    /// Foam on a tube: stretches little.
    Foam,
}

/// A line of tips.
#[derive(Debug)]
pub(super) struct TipLine {
    pub(super) name: &'static str,
    pub(super) material: Material,
    /// Nozzles it is made for, outer diameter, mm.
    pub(super) nozzle_mm: [f64; 2],
    /// Whether nobody has checked that.
    pub(super) recalled: bool,
}

/// A place in a text: start and length.
pub(super) type Place = (u32, u16);

/// What stands at a place of a text.
pub(super) fn text_at(text: &'static str, (start, length): Place) -> &'static str {
    text.get(start as usize..start as usize + usize::from(length)).unwrap_or_default()
}

/// Names with their words, joined by spaces, and what they stand for.
pub(super) struct Names {
    text: &'static str,
    rows: &'static [(Place, Place, Place)],
}

impl Names {
    /// Each name, its words, its id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        let at = |place: Place| text_at(self.text, place);
        self.rows.iter().map(move |(name, words, id)| (at(*name), at(*words), at(*id)))
    }
}

include!(concat!(env!("OUT_DIR"), "/fit.rs"));

/// The ids of all connectors.
pub fn connector_ids() -> &'static [&'static str] {
    CONNECTOR_IDS
}

/// The ids of all plugs.
pub fn plug_ids() -> &'static [&'static str] {
    PLUG_IDS
}

/// The ids of all jacks.
pub fn jack_ids() -> &'static [&'static str] {
    JACK_IDS
}

/// The table's own copy of an id.
fn place(ids: &[&str], id: &str) -> Option<usize> {
    ids.iter().position(|known| *known == id)
}

/// The one id of a connector that equals this text.
pub(super) fn connector_id(text: &str) -> Option<&'static str> {
    CONNECTOR_IDS.iter().find(|id| **id == text).copied()
}

fn pair<V: Copy>(cell: &Cell<V>, texts: &'static [&'static str]) -> Pair<V> {
    let text = |at: u16| texts.get(usize::from(at)).copied().unwrap_or_default();
    Pair { verdict: cell.0, reason: text(cell.1), risk: text(cell.2), buy: text(cell.3), conditional: cell.4 }
}

pub(super) fn mating(cable: &str, socket: &str) -> Option<Pair<Verdict>> {
    let at = place(CONNECTOR_IDS, cable)? * CONNECTOR_IDS.len() + place(CONNECTOR_IDS, socket)?;
    MATING.get(at).map(|cell| pair(cell, MATING_TEXTS))
}

pub(super) fn plug_jack(plug: &str, jack: &str) -> Option<Pair<Way>> {
    let at = place(PLUG_IDS, plug)? * JACK_IDS.len() + place(JACK_IDS, jack)?;
    PLUG_JACK.get(at).map(|cell| pair(cell, PLUG_JACK_TEXTS))
}

/// How a plug goes into a jack.
pub(super) fn way(plug: &str, jack: &str) -> Option<Way> {
    plug_jack(plug, jack).map(|pair| pair.verdict)
}

pub(super) fn plug(id: &str) -> Option<&'static PlugPart> {
    PLUGS.iter().find(|p| p.id == id)
}

pub(super) fn jack(id: &str) -> Option<&'static JackPart> {
    JACKS.iter().find(|j| j.id == id)
}

pub(super) fn device(id: &str) -> Option<&'static Device> {
    DEVICES.iter().find(|d| d.id == id)
}

pub(super) fn part(id: &str) -> Option<&'static Part> {
    PARTS.iter().find(|p| p.id == id)
}

/// A part that fits nothing at one end: a word of [`LOOSE`] that is known for that.
pub(super) fn foreign(id: &str) -> Option<&'static Loose> {
    LOOSE.iter().find(|l| l.term == id && !l.never.is_empty())
}

pub(super) fn connector_name(id: &str) -> &str {
    CONNECTORS.iter().find(|c| c.id == id).map_or(id, |c| c.name)
}

/// Makers that use a connector.
pub(super) fn connector_brands(id: &str) -> &'static [&'static str] {
    CONNECTORS.iter().find(|c| c.id == id).map_or(&[], |c| c.brands)
}

/// The name of a connector without what stands in brackets.
pub(crate) fn connector_short(id: &str) -> String {
    let name = connector_name(id);
    name.split(" (").next().unwrap_or(name).replace(", ", " ")
}

pub(super) fn plug_short(id: &str) -> &str {
    plug(id).map_or(id, |p| p.short)
}

pub(super) fn jack_short(id: &str) -> &str {
    jack(id).map_or(id, |j| j.short)
}

/// For comparing; what has no known price comes last.
pub(super) fn price(usd: Option<f64>) -> f64 {
    usd.unwrap_or(f64::INFINITY)
}

/// The id of a plug word in the tables.
pub fn plug_id(plug: Plug) -> &'static str {
    match plug {
        Plug::Mm25 => "2.5-bal",
        Plug::Mm35 => "3.5-trs",
        Plug::Mm44 => "4.4-bal",
        Plug::Mm635 => "6.35-trs",
        Plug::Xlr4 => "xlr4",
        Plug::UsbC => "usb-c",
        Plug::Lightning => "lightning",
    }
}
