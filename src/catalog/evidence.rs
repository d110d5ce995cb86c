//! Where the facts of a model come from. Those of shipped models are read when somebody asks.

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use indexmap::IndexMap;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::month::Month;
use crate::knowledge;

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(untagged)]
pub enum Evidence {
    /// The word `recalled`: from memory, unchecked.
    Recalled(RecalledWord),
    /// One source.
    One(Source),
    /// Several sources.
    Several(Vec<Evidence>),
}

/// Read by the kind of JSON value, which is several times faster than trying one form after the other.
impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kinds;
        impl<'de> Visitor<'de> for Kinds {
            type Value = Evidence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the word `recalled`, {\"seen\": \"source\"}, or a list of these")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Evidence, E> {
                RecalledWord::deserialize(word.into_deserializer()).map(Evidence::Recalled)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Evidence, A::Error> {
                Source::deserialize(MapAccessDeserializer::new(map)).map(Evidence::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Evidence, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Evidence::Several)
            }
        }
        deserializer.deserialize_any(Kinds)
    }
}

/// The word `recalled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RecalledWord {
    /// From memory, unchecked.
    Recalled,
}

/// How a fact was learned.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "Written")]
pub struct Source {
    /// Where it was read; what is not `seen` is remembered or second-hand, and the text says more.
    pub text: String,
    /// Whether somebody read it there.
    pub seen: bool,
    /// The month of the list that it was read from.
    pub date: Option<Month>,
}

/// How a fact was learned: read in a source (`seen`), or remembered or second-hand and unchecked (`recalled`).
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source", extend("oneOf" = [{ "required": ["seen"] }, { "required": ["recalled"] }]))]
struct Written {
    /// Read in this source.
    #[schemars(extend("type" = "string"))]
    seen: Option<String>,
    /// Remembered or second-hand, unchecked; the text says more.
    #[schemars(extend("type" = "string"))]
    recalled: Option<String>,
    /// The month of the list that it was read from: `2026-03`.
    date: Option<Month>,
}

impl TryFrom<Written> for Source {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        match (written.seen, written.recalled) {
            (Some(text), None) => Ok(Self { text, seen: true, date: written.date }),
            (None, Some(text)) => Ok(Self { text, seen: false, date: written.date }),
            _ => Err("a source is either {\"seen\": \"source\"} or {\"recalled\": \"source\"}"),
        }
    }
}

/// One source of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// Where it was read, or `recalled`.
    pub source: &'a str,
    /// `seen` or `recalled`.
    pub confidence: &'static str,
    /// The month of the list that it was read from.
    pub date: Option<Month>,
}

impl Evidence {
    /// Each source.
    pub fn rows(&self) -> Vec<Told<'_>> {
        match self {
            Self::Recalled(_) => vec![Told { source: "recalled", confidence: "recalled", date: None }],
            Self::One(Source { text, seen, date }) => {
                vec![Told { source: text, confidence: if *seen { "seen" } else { "recalled" }, date: *date }]
            }
            Self::Several(all) => all.iter().flat_map(Self::rows).collect(),
        }
    }

    /// Whether nobody has checked it: no row of it was seen.
    pub fn is_recalled(&self) -> bool {
        self.rows().iter().all(|told| told.confidence == "recalled")
    }

    /// The newest month of its sources, where one says it.
    pub fn date(&self) -> Option<Month> {
        self.rows().iter().filter_map(|told| told.date).max()
    }
}

/// The evidence of each fact, by the fact's name.
pub type Sources = IndexMap<String, Evidence>;

/// The evidence of one model.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidences {
    /// Read with the model.
    Read(Sources),
    /// In a shipped file.
    Shipped {
        /// Its place.
        place: u16,
        /// Which facts somebody saw: a bit for each name of `SEEN`.
        seen: u64,
    },
}

impl Default for Evidences {
    fn default() -> Self {
        Self::Read(Sources::new())
    }
}

impl<'de> Deserialize<'de> for Evidences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Sources::deserialize(deserializer).map(Self::Read)
    }
}

#[derive(Deserialize)]
struct Model {
    #[serde(default)]
    evidence: Sources,
}

#[derive(Deserialize)]
struct File {
    models: IndexMap<String, Model>,
}

include!(concat!(env!("OUT_DIR"), "/seen.rs"));

static NONE: LazyLock<Sources> = LazyLock::new(Sources::new);

/// One cell a shipped file.
static SHIPPED: LazyLock<Vec<OnceLock<IndexMap<String, Model>>>> =
    LazyLock::new(|| knowledge::CATALOGUE.iter().map(|_| OnceLock::new()).collect());

impl Evidences {
    /// That of the model with this id.
    pub(super) fn of(&self, id: &str) -> &Sources {
        match self {
            Self::Read(sources) => sources,
            Self::Shipped { place, .. } => {
                let read = || {
                    let text = knowledge::CATALOGUE.get(usize::from(*place)).map_or("", |(_, text)| text);
                    serde_json::from_str::<File>(text).map(|file| file.models).unwrap_or_default()
                };
                let models = SHIPPED.get(usize::from(*place)).map(|cell| cell.get_or_init(read));
                models.and_then(|models| models.get(id)).map_or(&NONE, |model| &model.evidence)
            }
        }
    }

    /// The facts that somebody saw; the others rest on memory.
    pub(super) fn seen(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Read(sources) => {
                Box::new(sources.iter().filter(|(_, e)| !e.is_recalled()).map(|(fact, _)| fact.as_str()))
            }
            Self::Shipped { seen, .. } => {
                let names = SEEN.iter().enumerate();
                Box::new(names.filter(move |(at, _)| seen >> at & 1 == 1).map(|(_, fact)| *fact))
            }
        }
    }
}
