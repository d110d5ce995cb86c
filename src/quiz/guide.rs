//! Which question to ask next: the one whose answer is likely to change the first three most.
//!
//! Every option of every open question is tried: how many points would the present first lie behind the
//! first that the answer brings? A question without an option that changes
//! anything is left out, and comes back when a later answer makes it matter. When none is left,
//! the questionnaire is over. What an answer made the next question goes before all that: who sleeps
//! with them is asked about ears. Where a model is to be named, the first of the list stands in for
//! what a person may write; a question that wants nothing but a text keeps its place.

use std::collections::HashMap;

use super::Quiz;
use crate::advice::{Preferences, Ranking, RequestError};
use crate::catalog::Catalog;
use crate::rulebook::Rulebook;

/// Places that a question must be able to change.
pub const TOP: usize = 3;

/// Knows the models, and remembers what it has ranked.
pub struct Guide<'a> {
    catalog: &'a Catalog,
    rulebook: &'a Rulebook,
    ranked: HashMap<String, Vec<String>>,
    /// Points by which a model lies behind the first for some wishes.
    behind: HashMap<(String, String), f64>,
}

/// Points behind the first of a model that an answer would rule out.
const RULED_OUT: f64 = 20.0;

impl<'a> Guide<'a> {
    /// For this catalogue and these rules.
    pub fn new(catalog: &'a Catalog, rulebook: &'a Rulebook) -> Self {
        Self { catalog, rulebook, ranked: HashMap::new(), behind: HashMap::new() }
    }

    /// The ids of the first three models, best first.
    ///
    /// # Errors
    /// Wishes that make no sense, such as a model nobody knows.
    pub fn leaders(&mut self, wishes: &Preferences) -> Result<Vec<String>, RequestError> {
        let key = wishes.command_line();
        if let Some(known) = self.ranked.get(&key) {
            return Ok(known.clone());
        }
        let ids = Ranking::new(self.catalog, self.rulebook, wishes)?.leading(TOP);
        self.ranked.insert(key, ids.clone());
        Ok(ids)
    }

    /// Goes to the question that matters most; ends the questionnaire if none does.
    ///
    /// # Errors
    /// Wishes that make no sense.
    pub fn advance(&mut self, quiz: &mut Quiz) -> Result<(), RequestError> {
        if let Some(at) = quiz.urged() {
            quiz.go_to(at);
            return Ok(());
        }
        let now = self.leaders(&quiz.wishes())?;
        let mut best: Option<(f64, usize)> = None;
        let open: Vec<usize> = quiz.open().collect();
        for at in open {
            let question = &quiz.questions()[at];
            if question.options.is_empty() || question.early {
                // What people may write cannot be tried: such a question keeps its place. So does one from
                // which others follow.
                best = Some((f64::INFINITY, at));
                break;
            }
            let effect = self.effect(quiz, at, &now)?;
            if effect > 0.0 && best.is_none_or(|(most, _)| effect > most) {
                best = Some((effect, at));
            }
        }
        match best {
            Some((_, at)) => quiz.go_to(at),
            None => quiz.finish(),
        }
        Ok(())
    }

    /// Points by which a model lies behind the first.
    fn behind(&mut self, wishes: &Preferences, model: &str) -> Result<f64, RequestError> {
        let key = (wishes.command_line(), model.to_owned());
        if let Some(known) = self.behind.get(&key) {
            return Ok(*known);
        }
        let ranking = Ranking::new(self.catalog, self.rulebook, wishes)?;
        let leading = ranking.leading(TOP);
        let first = leading.first().and_then(|id| ranking.score_of(id)).map_or(0.0, |(score, _)| score);
        let behind = match ranking.score_of(model) {
            Some((score, true)) => (first - score).clamp(0.0, RULED_OUT),
            _ => RULED_OUT,
        };
        self.ranked.insert(key.0.clone(), leading);
        self.behind.insert(key, behind);
        Ok(behind)
    }

    /// How much the answers to a question matter, as a mean over its options: the points by which they
    /// put the present first behind; the places behind it only decide between equals.
    fn effect(&mut self, quiz: &Quiz, at: usize, now: &[String]) -> Result<f64, RequestError> {
        let options = quiz.questions()[at].options.clone();
        let mut sum = 0.0;
        for option in &options {
            let set = super::filled(&option.set, now.first().map_or("", String::as_str));
            let Ok(wishes) = quiz.with_answer(at, set) else { continue };
            let behind = match now.first() {
                Some(first) => self.behind(&wishes, first)?,
                None => 0.0,
            };
            let then = self.leaders(&wishes)?;
            let new = then.iter().filter(|id| !now.contains(id)).count() + now.len().saturating_sub(then.len());
            let changed = f64::from(u8::from(then.first() != now.first()));
            let moved = f64::from(u8::from(then != now));
            sum += changed + behind + (new as f64 + moved) / 100.0;
        }
        Ok(sum / options.len().max(1) as f64)
    }
}
