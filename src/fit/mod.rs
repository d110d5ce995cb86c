//! What goes into what, and what it does to the sound.
//!
//! Takes names as people write them and the tables of `data/fit`; gives a verdict per
//! joint and for the whole chain, with reasons and what to buy. `parts` are the tables,
//! `resolve` and `given` turn names into parts, `joints` judges two parts, `wires` and
//! `adapters` what stands between them, `chain` puts it together, `sound` does the electrical
//! match with the formulas of `electrical`, `tips` judges ear tips, `report` is the answer.

mod adapters;
mod chain;
mod earpiece;
pub mod electrical;
#[cfg(test)]
mod exhaustive;
mod files;
mod given;
mod joints;
mod lists;
mod parts;
mod report;
mod resolve;
mod sound;
mod tips;
mod wires;

pub use chain::{Misuse, Models, Request, check, check_all};
pub use earpiece::{Earpiece, Shelf, earpieces};
pub(crate) use files::schemas;
pub use joints::{Joint, joint_cable_socket, joint_plug_jack, replacement_cable, verdict_cable_socket};
pub use lists::plug_id;
pub use parts::{connector_ids, jack_ids, plug_ids};
pub use report::{
    Buy, Cables, Candidate, CheckReport, Counts, Fits, FittingModel, JackNote, Jacks, JointReport, Owned, Question,
    SourceReport,
};
pub use resolve::{JackOfSource, connector, device, model_id, model_name, plug, source_jacks};
pub use sound::{Electrical, Numbers, electrical_match};
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
