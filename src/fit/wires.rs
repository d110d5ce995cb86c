//! Wires followed through: from the four wires of an earphone to the contacts of a jack.
//!
//! Takes a plug, the parts behind it and a jack; says whether every wire arrives where it
//! belongs, and whether two contacts that an amplifier drives are joined. Keeps true: size
//! never decides, only what is connected to what.

use super::tables::{self, Wires};

/// Wires of the earphone as bits.
mod wire {
    pub(super) const LEFT_PLUS: u8 = 1;
    pub(super) const LEFT_MINUS: u8 = 2;
    pub(super) const RIGHT_PLUS: u8 = 4;
    pub(super) const RIGHT_MINUS: u8 = 8;
    pub(super) const RETURNS: u8 = LEFT_MINUS | RIGHT_MINUS;
}

/// Contacts of the plug that has most of them.
const MOST: usize = 5;

/// What each contact of a plug is connected to; places without a name are no contact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Harness([(&'static str, u8); MOST]);

/// What arrives at a jack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrives {
    /// Every wire where it belongs.
    Whole,
    /// Two driven contacts are joined.
    JoinsOutputs,
    /// Some wire does not arrive.
    Incomplete,
}

impl Harness {
    /// The cable behind a plug; `None` for digital plugs, whose wires are data.
    pub(super) fn of_plug(id: &str) -> Option<Self> {
        if id == "modular" {
            // Four wires up to the exchangeable tip.
            return Self::of_plug("2.5-bal");
        }
        let contacts = tables::plug(id)?.wires;
        let balanced = contacts.contains(&"L+");
        let joined = |name: &str| match name {
            "L" | "L+" => wire::LEFT_PLUS,
            "R" | "R+" => wire::RIGHT_PLUS,
            "L-" => wire::LEFT_MINUS,
            "R-" => wire::RIGHT_MINUS,
            "GND" if !balanced => wire::RETURNS,
            _ => 0,
        };
        let analogue = contacts.iter().any(|c| c.starts_with('L') && c.len() <= 2);
        analogue.then(|| Self::new(contacts.iter().map(|c| (*c, joined(c)))))
    }

    fn new(contacts: impl IntoIterator<Item = (&'static str, u8)>) -> Self {
        let mut harness = Self::default();
        for (place, contact) in harness.0.iter_mut().zip(contacts) {
            *place = contact;
        }
        harness
    }

    fn at(&self, contact: &str) -> Option<u8> {
        self.0.iter().find(|(name, _)| *name == contact).map(|(_, wires)| *wires)
    }

    /// Behind a passive part; `None` if the part does not lead these contacts on.
    pub(super) fn through(&self, part: Wires) -> Option<Self> {
        let at = |contact: &str| self.at(contact);
        let contacts: &[(&'static str, u8)] = match part {
            Wires::Keep4 => &[("L+", at("L+")?), ("L-", at("L-")?), ("R+", at("R+")?), ("R-", at("R-")?)],
            Wires::JoinReturns => &[("L", at("L+")?), ("R", at("R+")?), ("GND", at("L-")? | at("R-")?)],
            Wires::Se3 => &[("L", at("L")?), ("R", at("R")?), ("GND", at("GND")?)],
            Wires::Se3Mic => &[("L", at("L")?), ("R", at("R")?), ("GND", at("GND")?), ("MIC", 0)],
            Wires::SeToBalanced => &[("L+", at("L")?), ("L-", at("GND")?), ("R+", at("R")?), ("R-", at("GND")?)],
            Wires::GroundContact => &[("L+", at("L")?), ("L-", 0), ("R+", at("R")?), ("R-", 0), ("GND", at("GND")?)],
            Wires::Digital | Wires::None => return None,
        };
        Some(Self::new(contacts.iter().copied()))
    }

    /// What of it arrives at a jack that the plug goes into.
    pub(super) fn arrives(&self, jack: &str) -> Arrives {
        let driven = tables::jack(jack).map_or(&[] as &[&str], |j| j.driven);
        let balanced_jack = driven.contains(&"L+");
        if balanced_jack && self.at("L+").is_none() {
            // Three contacts in a jack of four: the sleeve lies on two of them.
            return Arrives::JoinsOutputs;
        }
        let arriving = |contact: &str| self.at(contact).unwrap_or(0);
        let shared = (0..driven.len()).any(|a| (0..a).any(|b| arriving(driven[a]) & arriving(driven[b]) != 0));
        if shared {
            return Arrives::JoinsOutputs;
        }
        let belongs = |contact: &str| match contact {
            "L" | "L+" => wire::LEFT_PLUS,
            "R" | "R+" => wire::RIGHT_PLUS,
            "L-" => wire::LEFT_MINUS,
            _ => wire::RIGHT_MINUS,
        };
        let all = driven.iter().all(|contact| belongs(contact) == arriving(contact));
        let grounded = balanced_jack || self.at("GND") == Some(wire::RETURNS);
        if !driven.is_empty() && all && grounded { Arrives::Whole } else { Arrives::Incomplete }
    }
}
