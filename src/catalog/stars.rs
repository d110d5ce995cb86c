//! Stars that reviewers give, from 1 to 5.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::drivers::Text;

/// Reviewers with the stars they give, in the order of the files, each once.
#[derive(Debug, Clone, PartialEq)]
pub struct Stars(pub(super) Cow<'static, [(Text, f64)]>);

impl Stars {
    /// Each reviewer with the stars.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(reviewer, stars)| (reviewer.as_ref(), *stars))
    }

    /// The mean over the reviewers; none if nobody gives any.
    pub fn mean(&self) -> Option<f64> {
        let (sum, n) = self.iter().fold((0.0, 0.0), |(sum, n), (_, stars)| (sum + stars, n + 1.0));
        (n > 0.0).then(|| sum / n)
    }
}

impl Serialize for Stars {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Stars {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A map of the library keeps the order and lets no reviewer stand twice.
        let map = IndexMap::<Text, f64>::deserialize(deserializer)?;
        Ok(Self(map.into_iter().collect()))
    }
}
