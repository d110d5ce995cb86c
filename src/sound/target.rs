//! The target curves of `data/targets`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::curve::Curve;
use crate::knowledge;

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
    /// Whose it is.
    pub source: String,
    /// What it is.
    pub about: String,
    /// Whether the preference score is defined against it.
    pub preference_score: bool,
    /// The curve.
    pub curve: Curve,
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
        source: String::new(),
        about: String::new(),
        preference_score: false,
        curve: Curve::new(vec![20.0, 20_000.0], vec![0.0, 0.0]).unwrap_or_else(|_| unreachable!()),
    })
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
