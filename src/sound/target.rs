//! The target curves of `data/targets`.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::curve::Curve;
use super::rig::Rig;
use crate::knowledge;
use crate::names::{Index, Match};

/// An aim for a response, for a certain rig.
#[derive(Debug, Clone)]
pub struct Target {
    /// Name in commands and files.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The coupler it is meant for.
    pub rig: String,
    /// Kinds of couplers whose curves may be compared with it.
    pub valid_for: Vec<Rig>,
    /// Whose it is.
    pub source: String,
    /// What it is.
    pub about: String,
    /// Whether the preference score is defined against it.
    pub preference_score: bool,
    /// The curve.
    pub curve: Curve,
}

impl Target {
    /// The personal target of a person.
    pub(super) fn mine(curve: Curve) -> Self {
        Self {
            id: "mine".to_owned(),
            name: "your target".to_owned(),
            aliases: Vec::new(),
            rig: "711".to_owned(),
            valid_for: vec![Rig::Coupler711],
            source: "your wishes".to_owned(),
            about: "the sound you asked for, as everything is judged by it".to_owned(),
            preference_score: false,
            curve,
        }
    }
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    id: String,
    name: String,
    aliases: Vec<String>,
    rig: String,
    valid_for: Vec<Rig>,
    source: String,
    about: String,
    preference_score: bool,
    points_hz_db: Vec<(f64, f64)>,
}

impl TargetFile {
    fn into_target(self) -> Option<Target> {
        let (hz, db) = self.points_hz_db.into_iter().unzip();
        Some(Target {
            id: self.id,
            name: self.name,
            aliases: self.aliases,
            rig: self.rig,
            valid_for: self.valid_for,
            source: self.source,
            about: self.about,
            preference_score: self.preference_score,
            curve: Curve::new(hz, db).ok()?,
        })
    }
}

/// All targets; a file that is not one is left out (a test keeps them whole).
pub fn targets() -> impl Iterator<Item = Target> {
    knowledge::TARGETS.iter().filter_map(|(_, text)| read(text))
}

/// A target by its id or a loosely written name.
///
/// # Errors
/// An unknown or ambiguous name, with the list of all targets.
pub fn find_target(name: &str) -> Result<Target, UnknownTarget> {
    let all: Vec<Target> = targets().collect();
    let names = all.iter().enumerate().flat_map(|(i, t)| {
        [&t.id, &t.name].into_iter().chain(&t.aliases).map(move |name| (name.clone(), i)).collect::<Vec<_>>()
    });
    let found = all.iter().position(|t| t.id == name).map_or_else(|| Index::new(names).resolve(name), Match::One);
    match found {
        Match::One(i) => Ok(all[i].clone()),
        Match::Many(which) => Err(UnknownTarget::new(name, "can be several", which.iter().map(|i| &all[*i]))),
        Match::None { .. } => Err(UnknownTarget::new(name, "is not known", all.iter())),
    }
}

/// A name that is not one target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the target \"{name}\" {why}; write one of these:\n{list}")]
pub struct UnknownTarget {
    name: String,
    why: &'static str,
    list: String,
}

impl UnknownTarget {
    fn new<'a>(name: &str, why: &'static str, targets: impl Iterator<Item = &'a Target>) -> Self {
        let line = |t: &Target| format!("  {:<20} {}: {}", t.id, t.name, t.about);
        Self { name: name.to_owned(), why, list: targets.map(line).collect::<Vec<_>>().join("\n") }
    }
}

fn read(text: &str) -> Option<Target> {
    serde_json::from_str::<TargetFile>(text).ok()?.into_target()
}

/// One target by its id; a flat one should the shipped file be broken.
fn shipped(id: &str) -> Target {
    let file = format!("data/targets/{id}.json");
    let found = knowledge::TARGETS.iter().find(|(name, _)| *name == file).and_then(|(_, text)| read(text));
    found.unwrap_or_else(|| Target {
        id: id.to_owned(),
        name: "flat".to_owned(),
        aliases: Vec::new(),
        rig: String::new(),
        valid_for: Vec::new(),
        source: String::new(),
        about: String::new(),
        preference_score: false,
        curve: Curve::new(vec![20.0, 20_000.0], vec![0.0, 0.0]).unwrap_or_else(|_| unreachable!()),
    })
}

/// One target by its id; those that the program reads anyway are read once.
pub(super) fn published(id: &str) -> Cow<'static, Target> {
    match id {
        "ief-neutral-2023" => Cow::Borrowed(neutral()),
        "harman-ie-2019v2" => Cow::Borrowed(harman()),
        other => Cow::Owned(shipped(other)),
    }
}

/// The fixed neutral reference of all bands: IEF Neutral 2023.
pub fn neutral() -> &'static Target {
    static NEUTRAL: LazyLock<Target> = LazyLock::new(|| shipped("ief-neutral-2023"));
    &NEUTRAL
}

/// Harman in-ear 2019 v2, the target of the preference score.
pub fn harman() -> &'static Target {
    static HARMAN: LazyLock<Target> = LazyLock::new(|| shipped("harman-ie-2019v2"));
    &HARMAN
}
