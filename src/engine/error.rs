//! What can go wrong with a question.

use crate::advice::{Preferences, ProfileError, RequestError};
use crate::catalog::Flaw;
use crate::catalog::mistakes::mistakes;
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
    /// Files cannot be read; the text says why, with the path.
    #[error(transparent)]
    Read(std::io::Error),
    /// A file that a person wrote or an expression has mistakes: each with its place and its mend.
    #[error("{0}")]
    Broken(Box<Broken>),
    /// Files of models have mistakes.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Models(Vec<Flaw>),
    /// Wishes that make no sense.
    #[error(transparent)]
    Wishes(RequestError),
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

    /// Mistakes in files of models with their places, as far as they stand in these files.
    pub(super) fn of_models(flaws: Vec<Flaw>, files: &[(String, String)]) -> Self {
        let broken = mistakes(files);
        if broken.found.is_empty() { Self::Models(flaws) } else { Self::Broken(Box::new(broken)) }
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

impl From<ProfileError> for Error {
    fn from(error: ProfileError) -> Self {
        match error {
            ProfileError::Read(error) => Self::Read(error),
            ProfileError::Broken(broken) => Self::Broken(broken),
        }
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Io(error) => Self::Read(error),
            LoadError::Broken(broken) => Self::Broken(broken),
        }
    }
}
