//! What goes into what, and what it does to the sound.
//!
//! Takes names as people write them and the tables of `data/fit`; gives a verdict per
//! joint and for the whole chain, with reasons and what to buy. The files stand on floors, from
//! the ground up: `answer` holds the types of an answer, `tables` the parts, `looks` what they look like; `names` turns words
//! into parts, `asked` is all that was asked; `wires` and `path` are what stands between a plug and
//! a jack, `joints` judges two parts, `lists` says what one part alone fits, `chain` puts it
//! together, `known` lists what can be named, `about` tells what else is known of a part. Beside them `sound` does the electrical match with the formulas of `electrical`, and
//! `tips` judges ear tips.

pub mod about;
mod answer;
mod asked;
mod chain;
mod earpiece;
pub mod electrical;
#[cfg(test)]
mod exhaustive;
mod files;
mod joints;
mod known;
mod lists;
mod looks;
mod names;
mod path;
mod sound;
mod tables;
mod tips;
mod wires;

pub use answer::{
    Buy, Cables, Candidate, CheckReport, Counts, Fits, FittingModel, JackNote, Jacks, JointReport, Owned, Question,
    SourceReport, Understood,
};
pub use asked::{Misuse, Request};
pub use chain::{check, check_all};
pub use earpiece::{Earpiece, Models, Shelf, earpieces};
pub(crate) use files::schemas;
pub use joints::{Joint, joint_cable_socket, joint_plug_jack, replacement_cable, verdict_cable_socket};
pub use known::{Spelling, connector_names, device_names, jack_names, part_names, plug_names};
pub(crate) use looks::{Body, Centre, Look, Seat, connector_look, jack_look, plug_look};
pub use names::{connector, device, model_id, model_name, nearest_models, plug, source_jacks};
pub(crate) use names::{is_harmless, parts_like, parts_meant, parts_named};
pub use sound::{Between, Electrical, Numbers, electrical_match};
pub(crate) use tables::connector_short;
pub use tables::{JackOfSource, connector_ids, jack_ids, plug_id, plug_ids};
pub use tips::{Tip, TipAdvice, advice as tip_advice};

use serde::{Deserialize, Serialize};

/// How well parts go together, better ones first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    strum::Display,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Verdict {
    /// Fits.
    Ok,
    /// Works if a condition holds.
    Caution,
    /// Needs a part.
    Adapter,
    /// Does not go together.
    No,
    /// Could damage something.
    Unsafe,
    /// A fact is missing.
    Unknown,
}
