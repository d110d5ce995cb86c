//! From wishes to ranked models with reasons that add up.
//!
//! `preferences` is what a person can ask for, `plan` the rulebook specialised to it,
//! `link` the connection to the person's source, `rank` the scores and their order.
//! Everything that is shown comes from the lines computed here; reports compute nothing.

pub mod impact;
pub mod link;
pub mod plan;
pub mod preferences;
mod rank;
mod receipt;

pub use preferences::{Budget, Preferences, Weight};
pub use rank::{Advice, CriterionScore, Excluded, Recommendation, facts_for, recommend};
pub use receipt::{Line, Warning};

use crate::lang::Problem;

/// Why advice could not be given: the call is wrong.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The expression of `--where` has mistakes.
    #[error("--where: {}", .0.first().map(|p| p.message.as_str()).unwrap_or_default())]
    Where(Vec<Problem>),
    /// A weight for a criterion that does not exist.
    #[error("--weight: there is no criterion `{name}`; the criteria are {known}")]
    Criterion {
        /// What was written.
        name: String,
        /// What there is.
        known: String,
    },
    /// A device, cable or plug that is not known.
    #[error("{0}")]
    Part(String),
}
