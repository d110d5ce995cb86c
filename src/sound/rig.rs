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
    /// One is named that is not known to be any of these.
    #[serde(rename = "unknown")]
    #[strum(serialize = "unknown")]
    Unknown,
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
            Self::Unknown => "not known which coupler",
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
            _ => known(text),
        })
    }
}

/// The coupler that the text of a header or a file name tells of, another kind than 711 first.
///
/// The name of a maker of many couplers alone says that it is not known which.
pub(super) fn named(text: &str) -> Option<Rig> {
    let maker = || words(text).iter().any(|w| w.eq_ignore_ascii_case("gras")).then_some(Rig::Other);
    if let (true, found) = not_a(text) {
        return found;
    }
    known(text).or_else(maker).or_else(|| unknown(text).then_some(Rig::Unknown))
}

/// `not a 711`: whether a coupler is denied, and which one remains.
fn not_a(text: &str) -> (bool, Option<Rig>) {
    const DENIALS: [&str; 11] =
        ["not", "no", "non", "isn", "wasn", "instead", "unlike", "kein", "keine", "nicht", "never"];
    const BETWEEN: [&str; 18] = [
        "a", "an", "the", "my", "of", "on", "t", "with", "real", "true", "standard", "ordinary", "gras", "iec", "b",
        "k", "ein", "auf",
    ];
    let words = words(text);
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let Some(at) = lower.iter().position(|w| DENIALS.contains(&w.as_str())) else { return (false, None) };
    let skipped = lower[at + 1..].iter().take_while(|w| BETWEEN.contains(&w.as_str())).count();
    let rest = &words[at + 1 + skipped..];
    let Some(denied) = (1..=3).find_map(|n| known(&rest.get(..n.min(rest.len()))?.join(" "))) else {
        return (false, None);
    };
    let before = known(&words[..at].join(" "));
    let after = known(&rest[1.min(rest.len())..].join(" "));
    let other = before.or(after).filter(|rig| *rig != denied);
    (true, other.or((denied == Rig::Coupler711).then_some(Rig::Other)))
}

/// Whether a line says what was measured with, and that is no coupler that is known: `Rig: custom`.
fn unknown(text: &str) -> bool {
    const KEYS: [&str; 10] = [
        "rig",
        "coupler",
        "fixture",
        "jig",
        "simulator",
        "test rig",
        "measurement rig",
        "measuring rig",
        "ear simulator",
        "artificial ear",
    ];
    /// What belongs to a measurement and is no coupler.
    const BESIDE: [&str; 52] = [
        "tip",
        "tips",
        "eartips",
        "cable",
        "rew",
        "arta",
        "audiotools",
        "app",
        "sweep",
        "dac",
        "amp",
        "dongle",
        "adapter",
        "adaptor",
        "ohm",
        "filter",
        "filters",
        "nozzle",
        "smoothing",
        "fit",
        "insertion",
        "eq",
        "window",
        "volume",
        "foam",
        "silicone",
        "source",
        "resistor",
        "impedance",
        "stock",
        "software",
        "squig",
        "laptop",
        "phone",
        "interface",
        "level",
        "db",
        "khz",
        "seal",
        "side",
        "left",
        "right",
        "mode",
        "switch",
        "switches",
        "bluetooth",
        "usb",
        "version",
        "love",
        "care",
        "windows",
        "by",
    ];
    let lower = text.to_lowercase();
    let keyed = lower.split_once([':', '=']).is_some_and(|(key, value)| {
        let key = key.split(['(', ',']).next().unwrap_or_default().trim();
        KEYS.contains(&key) && value.chars().any(char::is_alphanumeric)
    });
    if keyed {
        return true;
    }
    let said = [
        "measured with",
        "measured on",
        "measured using",
        "measured in",
        "measured at",
        "measured through",
        "gemessen mit",
        "gemessen an",
        "gemessen auf",
    ];
    let Some(rest) = said.iter().find_map(|w| lower.split_once(w)).map(|(_, rest)| rest) else {
        return [
            "anechoic",
            "my coupler",
            "own coupler",
            "homemade coupler",
            "custom coupler",
            "unknown coupler",
            "unknown rig",
            "custom rig",
        ]
        .iter()
        .any(|w| lower.contains(w));
    };
    let rest = words(rest);
    let first = &rest[..rest.len().min(6)];
    let number = first.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    !first.is_empty() && !number && !first.iter().any(|w| BESIDE.contains(w))
}

/// Ears and cheeks with a KEMAR pinna, and manikins of that kind (GRAS).
const PINNAE: [&str; 7] = ["43ag", "45bb", "45bc", "45ca", "45cb", "45cc", "45bd"];
/// Heads, ears and couplers that are none of the kinds with a name.
const OTHERS: [&str; 24] = [
    "4195",
    "4153",
    "4185",
    "4158",
    "4158c",
    "4159",
    "4159c",
    "bk4195",
    "bk4158",
    "anechoic",
    "4128",
    "ears3",
    "hats",
    "kunstkopf",
    "manikin",
    "mannequin",
    "zwislocki",
    "veritas",
    "4128c",
    "4128d",
    "k4128",
    "bk4128",
    "ku100",
    "pinna",
];
/// What ordinary 711 couplers are called.
const OF_711: [&str; 18] = [
    "711", "4157", "bk4157", "ra0403", "ra0404", "awa6162", "711s", "gc711", "iec711", "60711", "iec60711", "ra0045",
    "ra0401", "ra0402", "gras711", "711clone", "43ac", "clone711",
];

/// The coupler that a text names.
fn known(text: &str) -> Option<Rig> {
    let words = words(text);
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let pair = |a: &str, b: &str| lower.windows(2).any(|w| w[0] == a && w[1] == b);
    let has = |any: &[&str]| lower.iter().any(|w| any.contains(&w.as_str()));
    let begins = |any: &[&str]| lower.iter().any(|w| any.iter().any(|a| w.starts_with(a)));
    let of_5128 = has(&["5128", "5128c", "5128b", "5128d"]) || begins(&["bk5128", "k5128", "type5128", "hats5128"]);
    let of_4620 = has(&["4620", "bk4620", "type4620"]) || begins(&["k4620"]);
    let ear_43 = lower
        .windows(3)
        .any(|w| w[0] == "4" && w[1] == "3" && ["ear", "coupler", "rig", "simulator"].contains(&w[2].as_str()));
    if of_5128 || of_4620 || ear_43 || pair("type", "43") || pair("type4", "3") || lower.windows(3).any(type_43) {
        return Some(Rig::Type5128);
    }
    let spelled = lower.windows(4).any(|w| w.concat() == "ears" && w[0] == "e");
    let rigs = ["rig", "jig", "fixture"];
    let ears_rig = lower.windows(2).any(|w| w[0] == "ears" && rigs.contains(&w[1].as_str()))
        || lower.windows(2).any(|w| w[1] == "ears" && rigs.contains(&w[0].as_str()));
    let kiwi = has(&["kiwi"]);
    if is_ears(&words) || spelled || (ears_rig && !kiwi) || has(&["minidsp", "heq", "hpn", "hpeq"]) {
        return Some(Rig::Ears);
    }
    if begins(&["flatplate"]) || pair("flat", "plate") || pair("baffle", "plate") {
        return Some(Rig::FlatPlate);
    }
    let field = pair("free", "field") || pair("diffuse", "field") || begins(&["freefield", "diffusefield"]);
    if begins(&["kemar"]) || begins(&PINNAE) || field {
        return Some(Rig::Kemar);
    }
    let iec = |part: &str| lower.windows(2).any(|w| (w[0] == "60318" || w[0] == "iec60318") && w[1] == part);
    if has(&["2cc", "2cm3", "ra0038"]) || iec("5") {
        return Some(Rig::Coupler2cc);
    }
    let heads = [("artificial", "head"), ("dummy", "head"), ("head", "acoustics"), ("torso", "simulator")];
    let ears = [("artificial", "ear"), ("silicone", "ear"), ("rubber", "ear"), ("probe", "tube"), ("k", "4128")];
    let plain = [("diy", "coupler"), ("tube", "coupler"), ("vinyl", "tube")];
    let none = [("free", "air"), ("no", "coupler"), ("without", "coupler"), ("bare", "microphone"), ("bare", "mic")];
    let type_3 = lower.windows(3).any(|w| w[0] == "type" && w[1] == "3" && ["3", "4"].contains(&w[2].as_str()));
    let in_ear = lower.windows(3).any(|w| w[0] == "in" && w[1] == "ear" && w[2].starts_with("mic"));
    let other = type_3 || in_ear || heads.iter().chain(&ears).chain(&plain).chain(&none).any(|(a, b)| pair(a, b));
    if other
        || has(&OTHERS)
        || iec("1")
        || iec("3")
        || ["人工头", "人工頭", "ダミーヘッド"].iter().any(|w| text.contains(w))
    {
        return Some(Rig::Other);
    }
    (has(&OF_711) || iec("4")).then_some(Rig::Coupler711)
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
            ("HATS", Some(Rig::Other)),
            ("B&K HATS 5128-C", Some(Rig::Type5128)),
            ("B&K5128", Some(Rig::Type5128)),
            ("GRAS 43AG", Some(Rig::Kemar)),
            ("GRAS 43AG-7 with RA0402", Some(Rig::Kemar)),
            ("GRAS 45BC-12", Some(Rig::Kemar)),
            ("GRAS RA0045", Some(Rig::Coupler711)),
            ("IEC 60711 clone", Some(Rig::Coupler711)),
            ("GRAS", Some(Rig::Other)),
            ("Dummy Head", Some(Rig::Other)),
            ("E.A.R.S.", Some(Rig::Ears)),
            ("Ears rig", Some(Rig::Ears)),
            ("Rig: ears", Some(Rig::Ears)),
            ("BK 4620", Some(Rig::Type5128)),
            ("4.3 ear", Some(Rig::Type5128)),
            ("B&K 4195", Some(Rig::Other)),
            ("B&K 4158-C", Some(Rig::Other)),
            ("anechoic", Some(Rig::Other)),
            ("in-ear mic", Some(Rig::Other)),
            ("In-ear microphone, own ears", Some(Rig::Other)),
            ("Coupler: custom", Some(Rig::Unknown)),
            ("Rig = unknown", Some(Rig::Unknown)),
            ("Measured with a UMIK-1", Some(Rig::Unknown)),
            ("Measured on my own rig", Some(Rig::Unknown)),
            ("not a 711", Some(Rig::Other)),
            ("this is no IEC 711 coupler", Some(Rig::Other)),
            ("not a 711 but a 5128", Some(Rig::Type5128)),
            ("711, not a 5128", Some(Rig::Coupler711)),
            ("not a 5128", None),
            ("Coupler: IEC 60318-4", Some(Rig::Coupler711)),
            ("Rig: 711 clone", Some(Rig::Coupler711)),
            ("Measured with B&K 4157", Some(Rig::Coupler711)),
            ("measured with foam tips", None),
            ("Measurement data measured by REW V5.20", None),
            ("measured with 75 ohm", None),
            ("IEC 60318-1 artificial ear", Some(Rig::Other)),
        ] {
            assert_eq!(named(text), rig, "{text}");
        }
    }

    #[test]
    fn options_are_read_loosely() {
        for (text, rig) in
            [("711", Rig::Coupler711), ("Flat Plate", Rig::FlatPlate), ("EARS", Rig::Ears), ("HATS", Rig::Other)]
        {
            assert_eq!(Rig::parse(text), Some(rig));
        }
        assert_eq!(Rig::parse("banana"), None);
        assert_eq!(Rig::parse("GRAS"), None);
        assert!(Rig::iter().all(|rig| Rig::parse(&rig.to_string()) == Some(rig)));
    }
}
