//! What a person can ask for: one list for flags, profile files and questions.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use clap::Args;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::VariantNames;

use super::PastGear;
use crate::eval::{Facts, Value, facts::mask_of};
use crate::rulebook::wish::Wish;
use crate::schema::{FieldId, Record};
use crate::sound::Levels;
use crate::words::{self, Critique, Driver, FitWish, Plug, Size, Sound, Spoken, Use};

/// How much it may cost, in USD.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// The least, if it was given.
    pub low: Option<f64>,
    /// The most.
    pub high: f64,
}

impl FromStr for Budget {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const MOST: [&str; 6] = ["<=", "<", "up to", "under", "below", "max"];
        // Prices are printed with the month of their list in brackets.
        let text = text.split(" (").next().unwrap_or(text);
        let price = |part: &str| -> Result<f64, String> {
            let bare = part.trim().trim_start_matches('$').trim_end_matches("dollars").trim_end_matches("usd");
            match bare.trim().trim_end_matches('$').replace('\'', "").parse::<f64>() {
                Ok(value) if value.is_finite() && value >= 0.0 => Ok(value),
                Ok(value) if value < 0.0 => {
                    Err(format!("a budget cannot be negative ({value}); write 300, or 100..300, in USD"))
                }
                _ => Err(format!("\"{}\" is not a price; write 300, or 100..300, in USD", part.trim())),
            }
        };
        let said = text.trim().to_lowercase();
        if let Some(most) = MOST.iter().find_map(|word| said.strip_prefix(word)) {
            return Ok(Self { low: None, high: price(most)? });
        }
        let dash = |text: &str, mark| text.split_once(mark).filter(|(low, _)| !low.trim().is_empty()).map(both);
        let range = said.split_once("..").map(both).or_else(|| dash(&said, "-")).or_else(|| dash(&said, "\u{2013}"));
        let Some((low, high)) = range.or_else(|| said.split_once(" to ").map(both)) else {
            return Ok(Self { low: None, high: price(&said)? });
        };
        let (low, high) = (price(&low)?, price(&high)?);
        if low > high {
            return Err(format!("the low end {low} is above the high end {high}; write {high}..{low}"));
        }
        Ok(Self { low: Some(low), high })
    }
}

fn both((low, high): (&str, &str)) -> (String, String) {
    (low.to_owned(), high.to_owned())
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some(low) => write!(f, "{low}..{}", self.high),
            None => write!(f, "{}", self.high),
        }
    }
}

impl Serialize for Budget {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.low {
            None if self.high.fract() == 0.0 => serializer.serialize_i64(self.high as i64),
            None => serializer.serialize_f64(self.high),
            Some(_) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Budget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(f64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Number(n) => n.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(de::Error::custom)
    }
}

/// How much a criterion matters: `detail=3`.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// Id of the criterion.
    pub criterion: String,
    /// Factor from 0 to 5.
    pub factor: f64,
}

impl FromStr for Weight {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is not a weight; write for example detail=3 (0 to 5)");
        let (criterion, factor) = text.split_once('=').ok_or_else(wrong)?;
        let factor: f64 = factor.trim().parse().map_err(|_| wrong())?;
        if !(0.0..=5.0).contains(&factor) {
            return Err(wrong());
        }
        Ok(Self { criterion: criterion.trim().to_owned(), factor })
    }
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}={}", self.criterion, self.factor))
    }
}

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Everything a person can ask for. What is not given changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Args, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[command(next_help_heading = "What you want")]
pub struct Preferences {
    /// The most it may cost in USD, or a range: 300, 100..300
    #[arg(long, value_name = "USD", allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NumberOrText>")]
    pub budget: Option<Budget>,

    /// The shape of sound
    #[arg(long, value_parser = Spoken::<Sound>::new(), value_name = "SHAPE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<Sound>,

    /// Bass from 1 to 5 (1 much less, 3 as most people like it, 5 much more)
    #[arg(long, value_name = "1-5", value_parser = level_of, allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "level")]
    pub bass: Option<u8>,

    /// Treble from 1 to 5
    #[arg(long, value_name = "1-5", value_parser = level_of, allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "level")]
    pub treble: Option<u8>,

    /// How far forward voices stand, from 1 to 5
    #[arg(long, value_name = "1-5", value_parser = level_of, allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "level")]
    pub vocals: Option<u8>,

    /// How much fine detail matters, from 1 to 5
    #[arg(long, value_name = "1-5", value_parser = level_of, allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "level")]
    pub detail: Option<u8>,

    /// How much blocking outside noise matters, from 1 to 5
    #[arg(long, value_name = "1-5", value_parser = level_of, allow_negative_numbers = true)]
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "level")]
    pub isolation: Option<u8>,

    /// Where and for what, up to two
    #[arg(long = "use", value_parser = Spoken::<Use>::new(), value_delimiter = ',', value_name = "WHERE")]
    #[serde(rename = "use", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Use>")]
    pub uses: Vec<Use>,

    /// Universal tips or a shell made for your ears
    #[arg(long, value_parser = Spoken::<FitWish>::new(), value_name = "FORM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit: Option<FitWish>,

    /// Size of your ears
    #[arg(long, value_parser = Spoken::<Size>::new(), value_name = "SIZE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ears: Option<Size>,

    /// A jack on your source; repeatable
    #[arg(long = "plug", value_parser = Spoken::<Plug>::new(), value_delimiter = ',', value_name = "JACK")]
    #[serde(rename = "plug", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Plug>")]
    pub plugs: Vec<Plug>,

    /// The device you listen with, instead of --plug
    #[arg(long, value_name = "DEVICE", conflicts_with = "plugs")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,

    /// A cable you own, such as mmcx:4.4mm; repeatable
    #[arg(long = "cable", value_name = "CABLE")]
    #[serde(rename = "cable", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<String>")]
    pub cables: Vec<String>,

    /// You need a microphone
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mic: bool,

    /// You will use an equaliser
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub eq: bool,

    /// A driver type you like; repeatable
    #[arg(long = "driver", value_parser = Spoken::<Driver>::new(), value_delimiter = ',', value_name = "TYPE")]
    #[serde(rename = "driver", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Driver>")]
    pub drivers: Vec<Driver>,

    /// A driver type you refuse; repeatable
    #[arg(long = "no-driver", value_parser = Spoken::<Driver>::new(), value_delimiter = ',', value_name = "TYPE")]
    #[serde(rename = "no-driver", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Driver>")]
    pub no_drivers: Vec<Driver>,

    /// An earphone you liked: MODEL, or MODEL:too-bassy with what was wrong; repeatable
    #[arg(long = "liked", value_name = "MODEL[:WHY]")]
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<String>")]
    pub liked: Vec<PastGear>,

    /// An earphone you disliked: MODEL, or MODEL:too-bassy (thin, shouty, sharp, dull, hurts, falls-out)
    #[arg(long = "disliked", value_name = "MODEL[:WHY]")]
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<String>")]
    pub disliked: Vec<PastGear>,

    /// Something like this model, but different: see --but
    #[arg(long = "like", value_name = "MODEL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,

    /// How it should differ from --like; several words may follow
    #[arg(long = "but", value_parser = Spoken::<Critique>::new(), value_name = "WORD", num_args = 1.., requires = "like")]
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Critique>")]
    pub but: Vec<Critique>,

    /// A further condition in the rule language: "iem.released >= 2022"
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,

    /// How much a criterion matters, 0 to 5: detail=3; repeatable
    #[arg(long = "weight", value_name = "CRITERION=N")]
    #[serde(rename = "weight", skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<String>")]
    pub weights: Vec<Weight>,

    /// What the person owns; counts where no cable, jack or device was named
    #[arg(skip)]
    #[serde(skip)]
    pub own: OwnGear,
}

/// What a person owns, from their list of gear.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnGear {
    /// Models that are liked.
    pub liked: Vec<PastGear>,
    /// Models that are disliked, once for each complaint.
    pub disliked: Vec<PastGear>,
    /// All models by name.
    pub models: Vec<String>,
    /// Cables, such as `mmcx:4.4mm`.
    pub cables: Vec<String>,
    /// Devices by name.
    pub sources: Vec<String>,
}

/// A number or a text, as a profile may write a budget.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // describes what `Budget` reads
enum NumberOrText {
    Number(f64),
    Text(String),
}

/// A single value or a list of them, as a profile may write it.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

/// Reads a single value or a list of them.
fn one_or_many<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(all) => all,
        OneOrMany::One(one) => vec![one],
    })
}

fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    match Option::<u8>::deserialize(deserializer)? {
        Some(n) if !(1..=5).contains(&n) => Err(de::Error::custom(format!("{n} is not a level from 1 to 5"))),
        level => Ok(level),
    }
}

/// A level as a flag has it.
fn level_of(text: &str) -> Result<u8, String> {
    words::level(text)
        .ok_or_else(|| format!("`{text}` is not a level; write one from 1 (much less) over 3 to 5 (much more)"))
}

/// What the match with the target counts for people who use an equaliser.
const WITH_EQ: f64 = 0.6;

impl Preferences {
    /// The cables to reckon with: those named, else those owned.
    pub fn cables_at_hand(&self) -> &[String] {
        if self.cables.is_empty() { &self.own.cables } else { &self.cables }
    }

    /// The owned devices to reckon with: all, unless a jack or a device was named.
    pub fn devices_at_hand(&self) -> &[String] {
        if self.source.is_none() && self.plugs.is_empty() { &self.own.sources } else { &[] }
    }

    /// What is wrong with the values as a whole, if anything is.
    pub fn flaw(&self) -> Option<String> {
        (self.uses.len() > 2)
            .then(|| format!("--use: at most two uses, here are {}; keep the two that matter most", self.uses.len()))
    }

    /// The equivalent call of `iem recommend`.
    pub fn command_line(&self) -> String {
        let mut words = vec!["iem recommend".to_owned()];
        if let Ok(serde_json::Value::Object(map)) = serde_json::to_value(self) {
            for (key, value) in map {
                let values = match value {
                    serde_json::Value::Array(items) => items,
                    serde_json::Value::Bool(_) => {
                        words.push(format!("--{key}"));
                        continue;
                    }
                    one => vec![one],
                };
                words.extend(values.iter().map(|v| format!("--{key} {}", quoted(v))));
            }
        }
        words.join(" ")
    }

    /// As rules read it: the record `want`.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(id) = FieldId::find(Record::Want, name) {
                facts.put(id, value);
            }
        };
        let level = |level: Option<u8>| level.map(|n| Value::Num(f64::from(n)));
        let word = |word: Option<&'static str>| word.map(|w| Value::Text(Cow::Borrowed(w)));
        put("bass", level(self.bass));
        put("treble", level(self.treble));
        put("vocals", level(self.vocals));
        put("detail", level(self.detail));
        put("isolation", level(self.isolation));
        put("budget_usd", self.budget.map(|b| Value::Num(b.high)));
        put("budget_min_usd", self.budget.and_then(|b| b.low).map(Value::Num));
        put("sound", word(self.sound.map(Sound::word)));
        put("use", set(Use::VARIANTS, self.uses.iter().map(|u| u.word())));
        put("fit", word(self.fit.map(FitWish::word)));
        put("ears", word(self.ears.map(Size::word)));
        put("plugs", set(Plug::VARIANTS, self.plugs.iter().map(|p| p.word())));
        put("mic", self.mic.then_some(Value::Bool(true)));
        put("eq", self.eq.then_some(Value::Bool(true)));
        put("drivers", set(Driver::VARIANTS, self.drivers.iter().map(|d| d.word())));
        put("no_drivers", set(Driver::VARIANTS, self.no_drivers.iter().map(|d| d.word())));
        facts
    }

    /// What was asked for that rules can answer, in the order of the flags.
    pub fn stated(&self) -> Vec<Wish> {
        let want = self.facts();
        let gear = |wish: &Wish| match wish.name() {
            "source" => self.source.is_some(),
            "cable" => !self.cables.is_empty(),
            "liked" => !self.liked.is_empty(),
            "disliked" => !self.disliked.is_empty(),
            _ => false,
        };
        let by_fields: Vec<Wish> = Wish::stated(&want).collect();
        Wish::all().filter(|wish| by_fields.contains(wish) || gear(wish)).collect()
    }

    /// The gains of the personal target's filters, over the shape of the sound asked for.
    pub fn levels(&self) -> Levels {
        Levels::wanted(self.bass, self.vocals, self.treble)
    }

    /// The factor that `--weight`, the levels of detail and isolation, and `--eq` give a criterion.
    ///
    /// Levels 1 to 5 multiply by 1/4, 1/2, 1, 2 and 4.
    pub fn weight_factor(&self, criterion: &str) -> f64 {
        let level = match criterion {
            "detail" => self.detail,
            "isolation" => self.isolation,
            _ => None,
        };
        let by_level = 2f64.powi(i32::from(level.unwrap_or(3)) - 3);
        let by_weight = self.weights.iter().rev().find(|w| w.criterion == criterion).map_or(1.0, |w| w.factor);
        // Who equalises hears less of the sound as it comes.
        let by_eq = if self.eq && criterion == "tuning" { WITH_EQ } else { 1.0 };
        by_level * by_weight * by_eq
    }
}

fn set<'a>(words: &[&str], chosen: impl Iterator<Item = &'a str>) -> Option<Value> {
    let mask = chosen.fold(0, |mask, word| mask | mask_of(words, word));
    (mask != 0).then_some(Value::Set(mask))
}

/// A value as a shell wants it.
fn quoted(value: &serde_json::Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:=/,+".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
