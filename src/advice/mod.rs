//! From wishes to ranked models with reasons that add up.
//!
//! `preferences` is what a person can ask for, `link` the connection to the person's source,
//! `cases` what rules read of each model. `scoring` scores all models, `rank` orders them,
//! `explain` says where the score of one comes from, `wishes` what it says to each wish, `standing` what
//! stands out of it, `ties` from which neighbours it cannot be told.
//! Everything that is shown comes from the lines computed here; reports compute nothing.

mod answer;
mod asked;
mod cases;
mod change;
mod compare;
pub(crate) mod critique;
mod explain;
pub mod impact;
pub mod link;
mod options;
mod past_gear;
pub mod preferences;
mod profile;
mod rank;
mod receipt;
pub mod repairs;
pub mod scoring;
mod stability;
mod standing;
mod ties;
mod why_not;
mod wishes;

pub use answer::{add_twins, recommend};
pub use asked::{Asked, Heard};
pub use change::Change;
pub use critique::title as critique_title;
pub mod similar;

pub use compare::{Comparison, Gap, Ranked, RuleGap, Why, why_above};
pub use explain::CriterionScore;
pub use options::CritiqueOption;
pub use past_gear::PastGear;
pub use preferences::{Budget, OwnGear, Preferences, Weight};
pub use profile::ProfileError;
pub use rank::{Advice, Ranking, Recommendation, facts_for};
pub use receipt::{Keep, Line, Repair, Twin, Warning};
pub use repairs::repairs;
pub use scoring::Excluded;
pub use stability::RESAMPLINGS;
pub use standing::Standing;
pub use why_not::{Against, WhyNot, why_not};
pub use wishes::Answered;

use crate::lang::Problem;
use crate::names::Match;
use crate::schema::FieldId;
use crate::words::Critique;

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
    /// A model that is not known, or a name of several.
    #[error("{flag}: {}{}", .found.told(.name, "model", "`iem models WORDS` searches the catalogue"), complaints(.flag, .name))]
    Model {
        /// The flag.
        flag: &'static str,
        /// What was written.
        name: String,
        /// What it could mean.
        found: Match<String>,
    },
    /// A word of `--but` that needs a fact nobody knows.
    #[error("--but {word}: {} of the {model} is not known, so nothing can be compared with it", fact_title(.fact))]
    Critique {
        /// The word.
        word: Critique,
        /// The model to start from.
        model: String,
        /// Path of the missing fact.
        fact: String,
    },
}

/// What can stand behind a colon, where something else does.
fn complaints(flag: &str, name: &str) -> String {
    let asked = matches!(flag, "--liked" | "--disliked") && name.contains(':');
    let words = || crate::diag::list(<crate::words::Complaint as strum::VariantNames>::VARIANTS.iter().copied());
    if asked { format!("; behind the colon stands one of {}", words()) } else { String::new() }
}

/// What a field is about, for people.
fn fact_title(path: &str) -> &'static str {
    FieldId::all().map(FieldId::field).find(|f| f.path() == path).map_or("a fact", |f| f.doc)
}
