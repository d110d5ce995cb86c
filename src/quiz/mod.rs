//! The questionnaire as a pure state machine.
//!
//! Takes the questions of `data/questions.jsonc` and one [`Reply`] after the other; gives
//! the next question, the wishes so far and, at the end, all of them. It prints nothing and
//! reads nothing: a front end in the terminal or a page asks.

pub(crate) mod questions;

pub use questions::{Choice, Enter, Question, questions};

use serde_json::{Map, Value};

use crate::advice::Preferences;

/// What a person does with a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Chooses an option by its place.
    Choose(usize),
    /// Enters a text where the question wants one.
    Enter(String),
    /// Does not know: changes nothing.
    DontKnow,
    /// Goes back to the question before.
    Back,
}

/// A questionnaire under way.
#[derive(Debug, Clone)]
pub struct Quiz {
    questions: Vec<Question>,
    /// What each question has set so far; empty for "don't know" and unasked.
    answers: Vec<Map<String, Value>>,
    at: usize,
}

impl Quiz {
    /// The shipped questions from the first.
    pub fn new() -> Self {
        Self::with(questions())
    }

    /// Other questions.
    pub fn with(questions: Vec<Question>) -> Self {
        let answers = vec![Map::new(); questions.len()];
        Self { questions, answers, at: 0 }
    }

    /// The question to ask now, its number from 1, and how many there are; `None` when done.
    pub fn question(&self) -> Option<(&Question, usize, usize)> {
        Some((self.questions.get(self.at)?, self.at + 1, self.questions.len()))
    }

    /// Takes a reply and moves on.
    ///
    /// # Errors
    /// A text that is no answer to the question, with what is wrong; nothing moves then.
    pub fn reply(&mut self, reply: &Reply) -> Result<(), String> {
        let Some(question) = self.questions.get(self.at) else { return Ok(()) };
        let set = match (reply, &question.enter) {
            (Reply::Back, _) => {
                self.at = self.at.saturating_sub(1);
                return Ok(());
            }
            (Reply::DontKnow, _) => Map::new(),
            (Reply::Choose(place), _) => match question.options.get(*place) {
                Some(option) => option.set.clone(),
                None => return Err(format!("there are {} options", question.options.len())),
            },
            (Reply::Enter(text), Some(enter)) => {
                Map::from_iter([(enter.key.clone(), Value::String(text.trim().to_owned()))])
            }
            (Reply::Enter(_), None) => return Err("choose one of the options".to_owned()),
        };
        wishes_of(std::iter::once(&set))?;
        self.answers[self.at] = set;
        self.at += 1;
        Ok(())
    }

    /// The wishes so far.
    pub fn wishes(&self) -> Preferences {
        wishes_of(self.answers.iter()).unwrap_or_default()
    }
}

impl Default for Quiz {
    fn default() -> Self {
        Self::new()
    }
}

/// Answers as wishes.
fn wishes_of<'a>(answers: impl Iterator<Item = &'a Map<String, Value>>) -> Result<Preferences, String> {
    let mut all = Map::new();
    for answer in answers {
        all.extend(answer.clone());
    }
    serde_json::from_value(Value::Object(all)).map_err(|e| e.to_string())
}
