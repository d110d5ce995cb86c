//! Words to parts: what a text means, with all candidates where it is ambiguous and the words
//! that nobody understood.
//!
//! Keeps true: an exact name wins, a number that no name accounts for is never ignored where it
//! could name another part. `lookup` holds the names of the tables, `senses` sorts the words beside a name; `ear`, `plug`, `source` and
//! `adapter` read the words of one place in the chain each.

mod adapter;
mod ear;
mod lookup;
mod plug;
mod senses;
mod source;

pub(super) use adapter::{Given, adapter, between_plugs};
pub(super) use ear::{Ear, cable, socket};
pub use ear::{connector, model_id, model_name, nearest_models};
pub(super) use lookup::Candidates;
pub(crate) use lookup::{parts_like, parts_meant, parts_named};
pub use plug::plug;
pub(super) use plug::plug_candidates;
pub(super) use senses::{Doubt, denies};
pub(super) use source::{Source, source};
pub use source::{device, source_jacks};

/// Whether words beside a name change nothing: colours, lengths, makers that stand beside.
pub(crate) fn is_harmless(words: &[String]) -> bool {
    senses::Left::of(words).weight() == 0
}
