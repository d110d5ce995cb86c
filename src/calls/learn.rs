//! The words explained.

use clap::Args;
use serde_json::Value;

use super::Call;
use crate::{Engine, Error, Subject, json};

/// A word to learn about.
#[derive(Debug, Clone, Default, Args)]
pub struct Learn {
    /// A word, a part, a kind of driver, a group of topics; without it, all topics
    #[arg(value_name = "TOPIC")]
    pub topic: Vec<String>,
}

impl Learn {
    /// What the word leads to; `None` without one.
    ///
    /// # Errors
    /// A word that leads nowhere, or to several topics.
    pub fn subject(&self) -> Result<Option<Subject<'static>>, Error> {
        if self.topic.is_empty() { Ok(None) } else { Engine::learn(&self.topic.join(" ")).map(Some) }
    }
}

impl Call for Learn {
    fn document(&self, _: &Engine) -> Result<Value, Error> {
        let library = Engine::library();
        Ok(match self.subject()? {
            None => json::learn(library.topics()),
            Some(Subject::Topic(topic)) => json::learn([topic]),
            Some(Subject::Group(group)) => json::learn(library.of(group)),
        })
    }
}
