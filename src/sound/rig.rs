//! Couplers: which one a curve was measured with, as far as a text says so.
//!
//! Takes words of a header, a file name or an option; gives the coupler. A curve of another kind
//! than 711 is never judged as one of a 711.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoEnumIterator};

/// A kind of coupler. Curves of one kind mean something else on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, strum::Display, EnumIter)]
pub enum Rig {
    /// IEC 60318-4 and its clones: what nearly all published in-ear curves are made with.
    #[serde(rename = "711")]
    #[strum(serialize = "711")]
    Coupler711,
    /// B&K 5128 and other ITU-T P.57 type 4.3 ears.
    #[serde(rename = "5128")]
    #[strum(serialize = "5128")]
    Type5128,
    /// miniDSP EARS, with whatever compensation.
    #[serde(rename = "ears")]
    #[strum(serialize = "ears")]
    Ears,
    /// A KEMAR manikin, or a curve that was compensated for the free or the diffuse field.
    #[serde(rename = "kemar")]
    #[strum(serialize = "kemar")]
    Kemar,
    /// A microphone in a flat plate.
    #[serde(rename = "flat-plate")]
    #[strum(serialize = "flat-plate")]
    FlatPlate,
    /// The 2 cm3 coupler of hearing aids (IEC 60318-5).
    #[serde(rename = "2cc")]
    #[strum(serialize = "2cc")]
    Coupler2cc,
    /// Anything else: a tube, an ear of one's own, no coupler at all.
    #[serde(rename = "other")]
    #[strum(serialize = "other")]
    Other,
}

impl Rig {
    /// Name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Coupler711 => "711 coupler (IEC 60318-4)",
            Self::Type5128 => "B&K 5128",
            Self::Ears => "miniDSP EARS",
            Self::Kemar => "KEMAR or a curve compensated for free or diffuse field",
            Self::FlatPlate => "flat plate",
            Self::Coupler2cc => "2cc coupler",
            Self::Other => "coupler of another kind",
        }
    }

    /// All names that can be written.
    pub fn ids() -> Vec<String> {
        Self::iter().map(|rig| rig.to_string()).collect()
    }

    /// What a short text, such as the value of an option, stands for.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let exact = Self::iter().find(|rig| plain == rig.to_string().replace('-', ""));
        exact.or(match plain.as_str() {
            "iec711" | "iec603184" | "603184" | "coupler711" | "711coupler" | "711clone" | "ra0045" | "ra0402" => {
                Some(Self::Coupler711)
            }
            "bk5128" | "bandk5128" | "type43" | "p57" => Some(Self::Type5128),
            "minidsp" | "minidspears" | "heq" => Some(Self::Ears),
            "plate" | "flatplate" => Some(Self::FlatPlate),
            "freefield" | "diffusefield" | "kemarff" | "kemardf" => Some(Self::Kemar),
            "2cm3" | "iec603185" | "603185" => Some(Self::Coupler2cc),
            "none" | "diy" | "tube" => Some(Self::Other),
            _ => None,
        })
    }
}

/// The coupler that the text of a header or a file name tells of, another kind than 711 first.
pub(super) fn named(text: &str) -> Option<Rig> {
    let words = words(text);
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let pair = |a: &str, b: &str| lower.windows(2).any(|w| w[0] == a && w[1] == b);
    let has = |any: &[&str]| lower.iter().any(|w| any.contains(&w.as_str()));
    let begins = |any: &[&str]| lower.iter().any(|w| any.iter().any(|a| w.starts_with(a)));
    if has(&["5128", "bk5128", "5128c", "5128b", "5128d"]) || pair("type", "43") || lower.windows(3).any(type_43) {
        return Some(Rig::Type5128);
    }
    if is_ears(&words) || has(&["minidsp", "heq", "hpn", "hpeq"]) {
        return Some(Rig::Ears);
    }
    if begins(&["flatplate"]) || pair("flat", "plate") || pair("baffle", "plate") {
        return Some(Rig::FlatPlate);
    }
    if begins(&["kemar", "freefield"]) || pair("free", "field") || pair("diffuse", "field") {
        return Some(Rig::Kemar);
    }
    if has(&["2cc", "2cm3", "60318-5"]) || lower.windows(2).any(|w| w[0] == "60318" && w[1] == "5") {
        return Some(Rig::Coupler2cc);
    }
    if pair("diy", "coupler") || pair("tube", "coupler") || pair("vinyl", "tube") || has(&["veritas"]) {
        return Some(Rig::Other);
    }
    if pair("free", "air") || pair("no", "coupler") || pair("without", "coupler") {
        return Some(Rig::Other);
    }
    let known = has(&["711", "iec711", "ra0045", "ra0402", "gras711", "711clone"]);
    (known || lower.windows(2).any(|w| w[0] == "60318" && w[1] == "4")).then_some(Rig::Coupler711)
}

fn type_43(w: &[String]) -> bool {
    w[0] == "type" && w[1] == "4" && w[2] == "3"
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect()
}

/// miniDSP's rig is written in capitals; Kiwi Ears and other ears are not meant.
fn is_ears(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(i, word)| {
        let before = i.checked_sub(1).map(|b| words[b].to_lowercase()).unwrap_or_default();
        *word == "EARS" && !["kiwi", "in", "my", "the", "both", "for", "of"].contains(&before.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn couplers_are_known_by_their_words() {
        for (text, rig) in [
            ("made with B&K 5128", Some(Rig::Type5128)),
            ("Aria 5128 L.txt", Some(Rig::Type5128)),
            ("ITU-T P.57 Type 4.3 ear", Some(Rig::Type5128)),
            ("Source: EARS Gain: 18dB, EARS, L, volume: 1.000", Some(Rig::Ears)),
            ("miniDSP E.A.R.S.", Some(Rig::Ears)),
            ("Aria (EARS) L.txt", Some(Rig::Ears)),
            ("kiwi-ears-ke4 25 ohm L.txt", None),
            ("KIWI EARS KE4 L.txt", None),
            ("Truthear Hexa L.txt", None),
            ("KEMAR free-field", Some(Rig::Kemar)),
            ("free field compensated", Some(Rig::Kemar)),
            ("measured on a flat-plate coupler", Some(Rig::FlatPlate)),
            ("FlatPlate_Aria_L", Some(Rig::FlatPlate)),
            ("IEC 60318-4 clone", Some(Rig::Coupler711)),
            ("Aria 711 L.txt", Some(Rig::Coupler711)),
            ("SERNO: 7005128", None),
            ("2cc coupler", Some(Rig::Coupler2cc)),
            ("Headset (USB-C to 3.5mm)", None),
        ] {
            assert_eq!(named(text), rig, "{text}");
        }
    }

    #[test]
    fn options_are_read_loosely() {
        for (text, rig) in [("711", Rig::Coupler711), ("Flat Plate", Rig::FlatPlate), ("EARS", Rig::Ears)] {
            assert_eq!(Rig::parse(text), Some(rig));
        }
        assert_eq!(Rig::parse("banana"), None);
        assert!(Rig::iter().all(|rig| Rig::parse(&rig.to_string()) == Some(rig)));
    }
}
