//! From wishes to ranked models with reasons that add up.
//!
//! `preferences` is what a person can ask for, `link` the connection to the person's source,
//! `cases` what rules read of each model. `scoring` scores all models, `rank` orders them,
//! `explain` says where the score of one comes from.
//! Everything that is shown comes from the lines computed here; reports compute nothing.

mod cases;
mod explain;
pub mod impact;
pub mod link;
mod past_gear;
pub mod preferences;
mod rank;
mod receipt;
pub mod scoring;

pub use explain::CriterionScore;
pub use past_gear::PastGear;
pub use preferences::{Budget, Preferences, Weight};
pub use rank::{Advice, Recommendation, facts_for, recommend};
pub use receipt::{Line, Warning};
pub use scoring::Excluded;

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
