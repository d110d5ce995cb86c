//! Earphones a person has heard, and what was right or wrong with them.
//!
//! Written `MODEL` or `MODEL:complaint`; which model is meant is looked up in the catalogue.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::VariantNames;

use crate::diag::nearest;
use crate::words::Complaint;

/// An earphone that was liked or disliked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastGear {
    /// The model as the person wrote it.
    pub model: String,
    /// What was wrong with it, if anything.
    pub complaint: Option<Complaint>,
}

impl FromStr for PastGear {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (model, complaint) = split(text)?;
        if model.trim().is_empty() {
            return Err("name a model, for example \"IE 200\" or \"IE 200:too-bassy\"".to_owned());
        }
        Ok(Self { model: model.trim().to_owned(), complaint })
    }
}

/// The model and the complaint behind the last colon; names of models have colons too, so what is
/// no complaint, and looks like none, belongs to the name.
fn split(text: &str) -> Result<(&str, Option<Complaint>), String> {
    let Some((model, word)) = text.rsplit_once(':') else { return Ok((text, None)) };
    let word = word.trim().replace([' ', '_'], "-").to_lowercase();
    match (word.parse(), nearest(&word, Complaint::VARIANTS.iter().copied())) {
        (Ok(complaint), _) => Ok((model, Some(complaint))),
        (Err(_), Some(near)) => Err(format!(
            "\"{word}\" is not one of the complaints; did you mean {near}? There are {}",
            Complaint::VARIANTS.join(", ")
        )),
        (Err(_), None) => Ok((text, None)),
    }
}

impl fmt::Display for PastGear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.complaint {
            None => f.write_str(&self.model),
            Some(complaint) => write!(f, "{}:{complaint}", self.model),
        }
    }
}

impl Serialize for PastGear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PastGear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_belongs_to_a_name_or_starts_a_complaint() {
        let read = |text: &str| text.parse::<PastGear>().map(|g| (g.model, g.complaint));
        assert_eq!(read("Blessing 2: Dusk"), Ok(("Blessing 2: Dusk".to_owned(), None)));
        assert_eq!(read("7Hz x Crinacle Zero:2"), Ok(("7Hz x Crinacle Zero:2".to_owned(), None)));
        assert_eq!(read("Zero:2:too bassy"), Ok(("Zero:2".to_owned(), Some(Complaint::TooBassy))));
        assert!(read("ie 200:to-bassy").is_err_and(|e| e.contains("too-bassy")));
        assert!(read(":sharp").is_err());
    }
}
