//! The whole conversation: one question a screen, then the advice and what can be done with it.
//!
//! It speaks to a [`Front`] and to nothing else, so that a terminal and a script lead through
//! the same conversation.

use super::afterwards::{End, after};
use super::guide::Guide;
use super::talk::Talk;
pub use super::talk::{Ended, Front, Outcome, Setting};
use super::{Quiz, Reply};

/// Leads through the questions and the advice.
///
/// # Errors
/// See [`Ended`].
pub fn interview(front: &mut dyn Front, quiz: &mut Quiz, setting: Setting<'_>) -> Result<Outcome, Ended> {
    let mut talk =
        Talk { front, guide: Guide::new(setting.catalog, setting.rulebook), setting, notes: Vec::new(), again: None };
    talk.notes.push("A few questions; none must be answered.".to_owned());
    let mut told: Vec<String> = Vec::new();
    talk.guide.advance(quiz)?;
    loop {
        let Some((question, number)) = quiz.question().map(|(q, n)| (q.clone(), n)) else {
            match after(&mut talk, quiz)? {
                End::Done(outcome) => return Ok(*outcome),
                End::Back => quiz.reply(&Reply::Back).unwrap_or_default(),
            }
            continue;
        };
        let title = format!("Question {number} of at most {}", quiz.count());
        let reply = talk.question(&question, quiz, &title, number > 1)?;
        if let Err(wrong) = quiz.reply(&reply) {
            talk.refused(wrong, &reply);
            continue;
        }
        talk.warn(quiz, &mut told);
        if reply != Reply::Back {
            talk.guide.advance(quiz)?;
        }
    }
}
