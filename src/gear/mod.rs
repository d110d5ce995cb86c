//! What a person owns: models (liked or not, and why), cables, devices.
//!
//! Takes `gear.jsonc` of the person's folder; gives lists for the other commands. The file is
//! theirs: it may be edited by hand, and editing it here keeps their comments. No file means
//! no gear.

mod file;
mod serve;

pub(crate) use file::GearFile;
pub use file::{FILE, LoadError, path, read, with, without};
pub use serve::owned;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantNames};

use crate::fit::{self, Models};
pub use crate::words::Complaint;

/// What somebody thinks of a model they own.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, Display, EnumString, VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Opinion {
    /// Likes it.
    Liked,
    /// Does not.
    Disliked,
}

/// A model somebody owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnedModel {
    /// Its name.
    pub model: String,
    /// Whether they like it.
    pub opinion: Option<Opinion>,
    /// Why not.
    pub why: Vec<Complaint>,
}

/// Everything somebody owns, in the order of their file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Gear {
    /// Models.
    pub models: Vec<OwnedModel>,
    /// Cables, such as `mmcx:4.4mm`.
    pub cables: Vec<String>,
    /// Playback devices.
    pub devices: Vec<String>,
}

/// Kinds of things that can be owned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// An earphone.
    Model,
    /// A cable.
    Cable,
    /// A playback device.
    Device,
}

impl Gear {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.models.is_empty() && self.cables.is_empty() && self.devices.is_empty()
    }

    /// Names of the models that are liked.
    pub fn liked(&self) -> impl Iterator<Item = &str> {
        self.models.iter().filter(|m| m.opinion == Some(Opinion::Liked)).map(|m| m.model.as_str())
    }

    /// Names of the models that are disliked, each with the reasons given.
    pub fn disliked(&self) -> impl Iterator<Item = (&str, &[Complaint])> {
        self.models.iter().filter(|m| m.opinion == Some(Opinion::Disliked)).map(|m| (m.model.as_str(), &m.why[..]))
    }

    /// Finds what is owned by a loosely written name.
    pub fn find(&self, text: &str) -> Vec<(Kind, String)> {
        let key = crate::names::normalise(text);
        let same = |name: &str| crate::names::normalise(name) == key;
        let part = |name: &str| !key.is_empty() && crate::names::normalise(name).contains(&key);
        let all = || {
            let models = self.models.iter().map(|m| (Kind::Model, m.model.clone()));
            let cables = self.cables.iter().map(|c| (Kind::Cable, c.clone()));
            models.chain(cables).chain(self.devices.iter().map(|d| (Kind::Device, d.clone())))
        };
        let exact: Vec<_> = all().filter(|(_, name)| same(name)).collect();
        if !exact.is_empty() {
            return exact;
        }
        let device = fit::device(text).map(|(_, name)| name);
        let found: Vec<_> = all().filter(|(kind, name)| *kind == Kind::Device && device == Some(name)).collect();
        if found.is_empty() { all().filter(|(_, name)| part(name)).collect() } else { found }
    }
}

/// What a text names, as it is kept: the kinds it can be, with the full name of each.
pub fn kinds_of(text: &str, models: Models<'_>) -> Vec<(Kind, String)> {
    let mut kinds = Vec::new();
    if let Some(name) = fit::model_name(text, models) {
        kinds.push((Kind::Model, name));
    }
    if cable(text).is_ok() && (text.contains(':') || kinds.is_empty()) {
        kinds.push((Kind::Cable, text.trim().to_owned()));
    }
    if let Some((_, name)) = fit::device(text) {
        kinds.push((Kind::Device, name.to_owned()));
    }
    kinds
}

/// Connector and plug of a cable as it is written: `mmcx` or `mmcx:4.4mm`.
///
/// # Errors
/// A connector or plug that is not known, in words.
pub fn cable(text: &str) -> Result<(&'static str, Option<&'static str>), String> {
    match text.split_once(':') {
        Some((connector, plug)) => Ok((fit::connector(connector)?, Some(fit::plug(plug)?))),
        None => Ok((fit::connector(text)?, None)),
    }
}
