//! The driver types of a model, with how many there are a side.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text of the files; that of a shipped model stands in the program itself.
pub type Text = Cow<'static, str>;

/// Driver types as written in the files, in their order, each once.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers(pub(super) Cow<'static, [(Text, u8)]>);

impl Drivers {
    /// Each type with how many there are.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.0.iter().map(|(kind, count)| (kind.as_ref(), *count))
    }

    /// How many there are of a type, if it is named.
    pub fn get(&self, kind: &str) -> Option<u8> {
        self.iter().find(|(known, _)| *known == kind).map(|(_, count)| count)
    }
}

impl Serialize for Drivers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Drivers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A map of the library keeps the order and lets no type stand twice.
        let map = IndexMap::<Text, u8>::deserialize(deserializer)?;
        Ok(Self(map.into_iter().collect()))
    }
}
