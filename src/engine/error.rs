//! What can go wrong with a question.

use crate::advice::{Preferences, ProfileError, RequestError};
use crate::catalog::Flaw;
use crate::diag::Broken;
use crate::fit::Misuse;
use crate::gear::LoadError;
use crate::lang;
use crate::names::Match;
use crate::sound::read::ReadError;
use crate::sound::{ImpedanceError, NoTarget};

/// Why there is no answer: the call or a file is wrong. The text is for people.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Files cannot be read.
    #[error("cannot read {what}: {error}")]
    Read {
        /// Which files.
        what: &'static str,
        /// Why, with the path.
        error: std::io::Error,
    },
    /// A rule file, the list of gear or an expression has mistakes: each with its place and its mend.
    #[error("{0}")]
    Broken(Box<Broken>),
    /// Files of models have mistakes.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Models(Vec<Flaw>),
    /// Wishes that make no sense.
    #[error(transparent)]
    Wishes(RequestError),
    /// A profile that is none.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// A part of a check that nobody knows.
    #[error(transparent)]
    Part(#[from] Misuse),
    /// A name that is not one model.
    #[error("{}", .found.told(.name, "model", "`iem models WORDS` searches the catalogue"))]
    Model {
        /// What was written.
        name: String,
        /// What it could mean.
        found: Match<String>,
    },
    /// A word that leads to no topic, or to several.
    #[error("{}", .found.told(.name, "topic", "`iem learn` lists them all"))]
    Topic {
        /// What was written.
        name: String,
        /// Ids of topics that it could mean.
        found: Match<String>,
    },
    /// A target nobody knows.
    #[error("--target: {0}")]
    Target(#[from] NoTarget),
    /// A file that is no measured response.
    #[error(transparent)]
    Curve(#[from] ReadError),
    /// Curves from which no impedance follows.
    #[error(transparent)]
    Impedance(#[from] ImpedanceError),
    /// What was asked cannot be answered, and why.
    #[error("{0}")]
    Asked(String),
}

impl Error {
    /// What was asked cannot be answered.
    pub(super) fn asked(what: impl Into<String>) -> Self {
        Self::Asked(what.into())
    }

    /// A mistake in wishes; one in `--where` with its place underlined.
    #[doc(hidden)]
    pub fn of_wishes(error: RequestError, wishes: &Preferences) -> Self {
        match (error, wishes.condition.as_deref()) {
            (RequestError::Where(problems), Some(text)) => {
                Self::Broken(Box::new(lang::broken("--where", text, problems)))
            }
            (other, _) => Self::Wishes(other),
        }
    }
}

impl From<Vec<Flaw>> for Error {
    fn from(flaws: Vec<Flaw>) -> Self {
        Self::Models(flaws)
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Io(error) => Self::Read { what: "your gear", error },
            LoadError::Broken(broken) => Self::Broken(broken),
        }
    }
}
