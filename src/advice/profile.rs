//! Profile files: wishes written down, and flags said over them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{OwnGear, PastGear, Preferences};
use crate::gear::Gear;

/// Why a file is no profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// It cannot be read.
    #[error("cannot read the profile {}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It does not hold wishes.
    #[error("{}: {what}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// Flags and file cannot be put together.
    #[error("{0}")]
    Merge(#[from] serde_json::Error),
}

impl Preferences {
    /// The wishes of a profile file.
    ///
    /// # Errors
    /// A file that cannot be read, or that does not hold wishes.
    pub fn of_profile(path: &Path) -> Result<Self, ProfileError> {
        let wrong = |what: String| ProfileError::Wrong { path: path.to_owned(), what };
        let text =
            std::fs::read_to_string(path).map_err(|error| ProfileError::Read { path: path.to_owned(), error })?;
        let options = jsonc_parser::ParseOptions::default();
        let mut value: Value = jsonc_parser::parse_to_serde_value(&text, &options).map_err(|e| wrong(e.to_string()))?;
        if let Some(keys) = value.as_object_mut() {
            keys.remove("$schema");
        }
        serde_json::from_value(value).map_err(|e| wrong(e.to_string()))
    }

    /// These wishes with others over them: what was said replaces what stands here.
    ///
    /// # Errors
    /// Wishes that cannot be written down.
    pub fn under(self, said: Self) -> Result<Self, ProfileError> {
        let mut merged = serde_json::to_value(self)?;
        if let (Some(below), Value::Object(above)) = (merged.as_object_mut(), serde_json::to_value(said)?) {
            below.extend(above);
        }
        Ok(serde_json::from_value(merged)?)
    }
}

impl OwnGear {
    /// What a person owns, as wishes hold it.
    pub fn of(gear: &Gear) -> Self {
        let past = |model: &str, complaint| PastGear { model: model.to_owned(), complaint };
        let liked = gear.liked().map(|model| past(model, None)).collect();
        let disliked = gear.disliked().flat_map(|(model, why)| match why {
            [] => vec![past(model, None)],
            why => why.iter().map(|complaint| past(model, Some(*complaint))).collect(),
        });
        Self {
            liked,
            disliked: disliked.collect(),
            models: gear.models.iter().map(|m| m.model.clone()).collect(),
            cables: gear.cables.clone(),
            sources: gear.devices.clone(),
        }
    }
}
