//! Where the facts of a model come from. Those of shipped models are read when somebody asks.

use std::sync::{LazyLock, OnceLock};

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};

use super::{Evidence, prepared};
use crate::knowledge;

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
        /// Which facts somebody saw: a bit for each name of `prepared::SEEN`.
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
                let names = prepared::SEEN.iter().enumerate();
                Box::new(names.filter(move |(at, _)| seen >> at & 1 == 1).map(|(_, fact)| *fact))
            }
        }
    }
}
