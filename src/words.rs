//! The closed vocabularies: every word that a fact or a wish can be.
//!
//! Each list stands here once, as an enum; flags, file checks, the rule language,
//! questions and help read its words from [`strum::VariantNames`].

use std::ffi::OsStr;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, VariantArray, VariantNames};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
                 schemars::JsonSchema, Display, EnumString, EnumIter, VariantArray, VariantNames, clap::ValueEnum)]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        #[value(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The word itself.
            pub fn word(self) -> &'static str {
                <Self as VariantNames>::VARIANTS[self as usize]
            }
        }
    };
}

/// Reads a word of a flag as people write it: `BA`, `Balanced Armature`, `4.4 mm`, `v_shaped`.
#[derive(Debug, Clone)]
pub struct Spoken<T: clap::ValueEnum + Clone + Send + Sync + 'static>(EnumValueParser<T>);

impl<T: clap::ValueEnum + Clone + Send + Sync + 'static> Spoken<T> {
    /// A reader of these words.
    #[allow(clippy::new_without_default)] // nobody wants one by default
    pub fn new() -> Self {
        Self(EnumValueParser::new())
    }
}

/// What each level from 1 to 5 is called, for what there can be more of, for voices, and for what matters.
pub static LEVELS: [[&str; 5]; 3] = [
    ["much less", "less", "the usual", "more", "much more"],
    ["far back", "back", "as usual", "forward", "far forward"],
    ["hardly matters", "matters little", "matters as usual", "matters", "matters much"],
];

/// The level of a text as answers write it: `4`, `more`, `more bass`, `detail matters much`.
pub fn level(text: &str) -> Option<u8> {
    const THINGS: [&str; 6] = ["bass", "treble", "voices", "vocals", "detail", "isolation"];
    let text = text.trim().to_lowercase();
    let bare = THINGS.iter().find_map(|thing| text.strip_prefix(thing).or_else(|| text.strip_suffix(thing)));
    let bare = bare.unwrap_or(&text).trim();
    let named = LEVELS
        .iter()
        .find_map(|row| row.iter().position(|word| *word == bare || word.strip_prefix("the ") == Some(bare)));
    let level = named.and_then(|at| u8::try_from(at + 1).ok()).or_else(|| text.parse().ok());
    level.filter(|level| (1..=5).contains(level))
}

/// What answers write around a word: `for the commute`, `small ears`. Never a "no": it turns the
/// meaning round.
const BEFORE: [&str; 3] = ["for ", "the ", "your "];
/// The same behind it.
const BEHIND: [&str; 10] =
    [" ears", " sound", " shell", " form", " nozzle", " insertion", " drivers", " driver", " jack", " plug"];

/// The word that a person says.
fn said<T: clap::ValueEnum>(text: &str) -> Option<T> {
    let whole = text.trim().to_lowercase();
    let mut bare = whole.as_str();
    for before in BEFORE {
        bare = bare.strip_prefix(before).unwrap_or(bare);
    }
    let bare = BEHIND.iter().find_map(|behind| bare.strip_suffix(behind)).unwrap_or(bare);
    let one = bare.strip_suffix('s').unwrap_or(bare);
    let read = |text: &str| {
        let tight = text.replace([' ', '_'], "-");
        let fitting = [tight.replace("-mm", "mm"), tight.replace('-', "")];
        fitting.iter().find_map(|word| T::from_str(word, true).ok())
    };
    [whole.as_str(), bare, one].into_iter().find_map(read)
}

/// The word of any vocabulary that a text is, as the vocabulary writes it.
pub fn spoken(text: &str) -> Option<String> {
    fn name<T: clap::ValueEnum>(text: &str) -> Option<String> {
        said::<T>(text)?.to_possible_value().map(|value| value.get_name().to_owned())
    }
    let all = [name::<Driver>, name::<Plug>, name::<Use>, name::<Sound>, name::<Size>, name::<Form>, name::<FitWish>];
    let more = [name::<Wear>, name::<NozzleClass>, name::<Insertion>, name::<IsolationClass>, name::<LinkVerdict>];
    all.iter().chain(&more).find_map(|name| name(text))
}

impl<T: clap::ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Spoken<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        match value.to_str().and_then(said) {
            Some(word) => Ok(word),
            None => self.0.parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

words! {
    /// How the earpiece gets its shape.
    Form {
        /// One shape for everybody, with ear tips.
        Universal,
        /// Made from a mould of the owner's ears.
        Custom,
        /// Sold either way.
        Both,
    }
}
words! {
    /// Which form a person wants.
    FitWish {
        /// One shape for everybody, with ear tips.
        Universal,
        /// Made from a mould of your ears.
        Custom,
        /// Either is fine.
        Any,
    }
}
words! {
    /// How the cable leaves the ear.
    Wear {
        /// Over the ear.
        OverEar,
        /// Straight down.
        StraightDown,
        /// As the wearer likes.
        Either,
    }
}
words! {
    /// Sizes of shells and of ears.
    Size {
        /// Small.
        Small,
        /// Medium.
        Medium,
        /// Large.
        Large,
    }
}
words! {
    /// Thickness of the nozzle.
    NozzleClass {
        /// Under 5 mm.
        Thin,
        /// 5 to 6 mm.
        Standard,
        /// 6 mm and more.
        Wide,
    }
}
words! {
    /// How far an earpiece goes into the ear canal.
    Insertion {
        /// Rests at the opening.
        Shallow,
        /// The usual depth.
        Medium,
        /// To the second bend, or nearly.
        Deep,
    }
}
words! {
    /// How much outside noise is kept out.
    IsolationClass {
        /// Much of the surroundings is heard.
        Low,
        /// As usual for an in-ear.
        Medium,
        /// As good as earplugs, or nearly.
        High,
    }
}
words! {
    /// What makes the sound.
    Driver {
        /// A cone or dome moved by a coil, as in a loudspeaker.
        #[serde(alias = "dd", alias = "DD")]
        #[value(aliases = ["dd", "DD"])]
        Dynamic,
        /// A tiny armature moving a diaphragm by a pin.
        #[serde(alias = "ba", alias = "BA")]
        #[value(aliases = ["ba", "BA"])]
        BalancedArmature,
        /// A flat film with the coil printed on it.
        Planar,
        /// A film moved by static charge.
        #[serde(alias = "est", alias = "EST")]
        #[value(aliases = ["est", "EST"])]
        Electrostatic,
        /// Shakes the shell, heard through the bone.
        #[serde(alias = "bc", alias = "BC")]
        #[value(aliases = ["bc", "BC", "bone"])]
        BoneConduction,
        /// A crystal that bends with the voltage.
        Piezo,
    }
}
words! {
    /// The shape of sound a person wants.
    Sound {
        /// As neutral as loudspeakers in a good room.
        Neutral,
        /// Fuller low end, soft treble.
        Warm,
        /// Clear and airy, lean bass.
        Bright,
        /// Strong bass and strong treble, less between.
        VShaped,
        /// Deep bass and fine treble, untouched middle.
        UShaped,
        /// Bass first.
        Bassy,
        /// What most listeners in Harman's studies preferred.
        Harman,
    }
}
words! {
    /// Where and for what a person listens.
    Use {
        /// A quiet home.
        Home,
        /// An office with people around.
        Office,
        /// Trains, buses, planes.
        Commute,
        /// On stage.
        Stage,
        /// Mixing and recording.
        Studio,
        /// Games.
        Gaming,
        /// Moving and sweating.
        Sport,
        /// Falling asleep.
        Sleep,
    }
}
words! {
    /// Whether the sensitivity is given per milliwatt or per volt.
    #[allow(clippy::upper_case_acronyms)]
    SensitivityRef {
        /// dB SPL at 1 mW.
        #[serde(rename = "mW")]
        #[strum(serialize = "mW")]
        MilliWatt,
        /// dB SPL at 1 V rms.
        #[serde(rename = "V")]
        #[strum(serialize = "V")]
        Volt,
        /// The source gives no unit.
        Unknown,
    }
}
words! {
    /// The jacks and plugs people name.
    Plug {
        /// 2.5 mm balanced.
        #[serde(rename = "2.5mm")]
        #[strum(serialize = "2.5mm")]
        #[value(name = "2.5mm", alias = "2.5")]
        Mm25,
        /// 3.5 mm, the usual headphone jack.
        #[serde(rename = "3.5mm")]
        #[strum(serialize = "3.5mm")]
        #[value(name = "3.5mm", alias = "3.5")]
        Mm35,
        /// 4.4 mm balanced.
        #[serde(rename = "4.4mm")]
        #[strum(serialize = "4.4mm")]
        #[value(name = "4.4mm", alias = "4.4")]
        Mm44,
        /// 6.35 mm, the big jack of amplifiers and interfaces.
        #[serde(rename = "6.35mm")]
        #[strum(serialize = "6.35mm")]
        #[value(name = "6.35mm", alias = "6.35")]
        Mm635,
        /// Four-pin XLR, balanced.
        #[serde(rename = "xlr4")]
        #[strum(serialize = "xlr4")]
        #[value(name = "xlr4", aliases = ["4-pin-xlr", "4pinxlr"])]
        Xlr4,
        /// USB-C.
        UsbC,
        /// Apple Lightning.
        Lightning,
    }
}
words! {
    /// How well two parts go together, as rules see it.
    LinkVerdict {
        /// Fits.
        Ok,
        /// Works if a condition holds.
        Caution,
        /// Needs a part.
        Adapter,
        /// Could damage something.
        Unsafe,
        /// Does not go together.
        No,
    }
}
words! {
    /// What was wrong with an earphone somebody has heard.
    Complaint {
        /// Too much bass.
        TooBassy,
        /// Too little bass.
        Thin,
        /// Voices shout.
        Shouty,
        /// Sharp treble.
        Sharp,
        /// Too little treble.
        Dull,
        /// It hurts; says nothing of its sound.
        Hurts,
        /// It falls out; says nothing of its sound.
        FallsOut,
    }
}
words! {
    /// How a recommendation should differ from a model.
    Critique {
        /// Costs less.
        Cheaper,
        /// Fuller below and softer above.
        Warmer,
        /// Leaner below and clearer above.
        Brighter,
        /// More bass.
        MoreBass,
        /// Less bass.
        LessBass,
        /// Less treble.
        LessTreble,
        /// More detail.
        MoreDetail,
        /// A smaller shell.
        Smaller,
        /// Blocks more noise.
        MoreIsolation,
    }
}
words! {
    /// What reviewers call the sound of an earphone.
    Signature {
        /// As loudspeakers in a good room.
        Neutral,
        /// Neutral with a little more on top.
        BrightNeutral,
        /// Neutral with a fuller low end and softer voices.
        WarmNeutral,
        /// Neutral above, a shelf of deep bass below.
        NeutralBassBoost,
        /// Close to Harman's target.
        Harman,
        /// A little more bass and treble than between.
        MildV,
        /// Much bass and treble, less between; the bass reaches into the voices.
        VShaped,
        /// Deep bass and fine treble, the middle untouched.
        UShaped,
        /// Bass, voices and treble each ahead of what lies between.
        WShaped,
        /// Full below, soft above.
        Warm,
        /// Little treble.
        Dark,
        /// Much treble.
        Bright,
        /// Bass first.
        Bassy,
        /// Voices first.
        MidForward,
    }
}
