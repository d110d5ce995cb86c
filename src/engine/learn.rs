//! The words explained: topics, and what a word leads to.

use super::{Engine, Error};
use crate::learn::{Library, Subject, library};
use crate::names::Match;

impl Engine {
    /// Every topic and group of topics. They are the same whatever the layers.
    pub fn library() -> &'static Library {
        library()
    }

    /// The topic or the group that a word leads to.
    ///
    /// # Errors
    /// A word that leads nowhere, with the nearest ones, or to several topics.
    pub fn learn(word: &str) -> Result<Subject<'static>, Error> {
        let unclear = |found| Error::Topic { name: word.to_owned(), found };
        match library().find(word) {
            Match::One(subject) => Ok(subject),
            Match::Many(several) => {
                Err(unclear(Match::Many(several.into_iter().map(|subject| subject.id().to_owned()).collect())))
            }
            Match::None { nearest } => Err(unclear(Match::None { nearest })),
        }
    }
}
