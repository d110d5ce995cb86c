//! What goes into what, and what it does to the sound.
//!
//! Takes names as people write them and the tables of `data/fit`; gives a verdict per
//! joint and for the whole chain, with reasons and what to buy. `parts` are the tables,
//! `resolve` turns names into parts, `joints` judges two parts, `adapters` what stands
//! between them, `chain` puts it together, `electrical` computes, `report` is the answer.

mod adapters;
mod chain;
pub mod electrical;
mod joints;
mod lists;
mod parts;
mod report;
mod resolve;

pub use chain::{Earpiece, Misuse, Numbers, Request, check};
pub use joints::{Joint, joint_cable_socket, joint_plug_jack, replacement_cable};
pub use parts::{connector_ids, flaws, jack_ids, plug_ids};
pub use report::{Buy, CheckReport, Electrical, Fits, JackNote, JointReport, Question};
pub use resolve::{JackOfSource, connector, plug, source_jacks};

use serde::{Deserialize, Serialize};

/// How well parts go together, better ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::Display)]
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
