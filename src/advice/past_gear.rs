//! Earphones a person has heard, and what was right or wrong with them.
//!
//! Written `MODEL` or `MODEL:complaint`; which model is meant is looked up in the catalogue.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use strum::VariantNames;

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
        let (model, complaint) = match text.rsplit_once(':') {
            None => (text, None),
            Some((model, word)) => {
                let complaint = word.trim().replace([' ', '_'], "-").to_lowercase().parse().map_err(|_| {
                    format!("\"{}\" is not one of the complaints: {}", word.trim(), Complaint::VARIANTS.join(", "))
                })?;
                (model, Some(complaint))
            }
        };
        if model.trim().is_empty() {
            return Err("name a model, for example \"IE 200\" or \"IE 200:too-bassy\"".to_owned());
        }
        Ok(Self { model: model.trim().to_owned(), complaint })
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
