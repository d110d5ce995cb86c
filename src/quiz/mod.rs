//! The questionnaire as a pure state machine.
//!
//! Takes the questions of `data/questions.jsonc` and one [`Reply`] after the other; gives the
//! next question, the wishes so far and what works against each other in them. It prints nothing
//! and reads nothing. [`guide`] says which questions still matter, [`interview`] leads through
//! all of it with any front end, one [`screen`] after the other: a terminal, a page, a script.

mod afterwards;
mod answers;
pub mod draw;
pub mod guide;
pub mod interview;
pub(crate) mod questions;
pub mod screen;
mod show_question;
mod talk;

pub use questions::{Choice, Conflict, Enter, Owned, Question, QuestionFile, questions};

use serde_json::{Map, Value};

use crate::advice::{OwnGear, Preferences};
use crate::eval;
use crate::lang;

/// What a person does with a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Chooses options by their places.
    Choose(Vec<usize>),
    /// Enters a text where the question wants one.
    Enter(String),
    /// Enters texts, each with the place of an option.
    Rate(Vec<(String, usize)>),
    /// Does not know: changes nothing.
    DontKnow,
    /// Goes back to the question before.
    Back,
}

/// A questionnaire under way.
#[derive(Debug, Clone)]
pub struct Quiz {
    questions: Vec<Question>,
    conflicts: Vec<(lang::typed::Bool, String)>,
    /// Keys of a profile before any answer.
    before: Map<String, Value>,
    /// What the person owns.
    own: OwnGear,
    /// What each question has set so far; empty for "don't know".
    answers: Vec<Map<String, Value>>,
    /// What was replied to each question last, also where "back" took the answer away since.
    given: Vec<Option<Reply>>,
    /// Places of the questions that were asked, in order; "back" takes the last one away.
    asked: Vec<usize>,
    at: Option<usize>,
}

impl Quiz {
    /// The shipped questions from the first.
    pub fn new() -> Self {
        Self::with(questions(), &Preferences::default())
    }

    /// Other questions, with wishes that hold before any answer.
    pub fn with(file: QuestionFile, before: &Preferences) -> Self {
        let conflicts =
            file.conflicts.into_iter().filter_map(|c| Some((lang::condition(&c.when).ok()?, c.say))).collect();
        let own = before.own.clone();
        let before = match serde_json::to_value(before) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        };
        let answers = vec![Map::new(); file.questions.len()];
        let at = (!file.questions.is_empty()).then_some(0);
        let given = vec![None; file.questions.len()];
        Self { questions: file.questions, conflicts, before, own, answers, given, asked: Vec::new(), at }
    }

    /// All questions.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question to ask now and its number from 1; `None` when done.
    pub fn question(&self) -> Option<(&Question, usize)> {
        Some((self.questions.get(self.at?)?, self.asked.len() + 1))
    }

    /// How many questions there are at most.
    pub fn count(&self) -> usize {
        self.questions.len()
    }

    /// Takes a reply and moves on.
    ///
    /// # Errors
    /// A reply that is no answer to the question, with what is wrong; nothing moves then.
    pub fn reply(&mut self, reply: &Reply) -> Result<(), String> {
        if *reply == Reply::Back {
            if let Some(before) = self.asked.pop() {
                self.at = Some(before);
                self.answers[before].clear();
            }
            return Ok(());
        }
        let Some(at) = self.at else { return Ok(()) };
        let set = set_by(&self.questions[at], reply)?;
        self.with_answer(at, set.clone())?;
        self.answers[at] = set;
        self.given[at] = Some(reply.clone());
        self.asked.push(at);
        let next = self.open().next();
        self.at = next;
        Ok(())
    }

    /// Goes to a question by its place.
    fn go_to(&mut self, at: usize) {
        self.at = Some(at);
    }

    /// Ends the questionnaire.
    pub fn finish(&mut self) {
        self.at = None;
    }

    /// Takes back the answer to a question and goes to it, asked or not.
    pub fn reopen(&mut self, id: &str) {
        if let Some(at) = self.questions.iter().position(|q| q.id == id) {
            self.answers[at].clear();
            self.asked.retain(|asked| *asked != at);
            self.at = Some(at);
        }
    }

    /// Answers a question again, or for the first time, without moving.
    ///
    /// # Errors
    /// A reply that is no answer to the question, with what is wrong; nothing changes then.
    pub fn revise(&mut self, id: &str, reply: &Reply) -> Result<(), String> {
        let Some(at) = self.questions.iter().position(|q| q.id == id) else { return Ok(()) };
        let set = set_by(&self.questions[at], reply)?;
        self.with_answer(at, set.clone())?;
        self.answers[at] = set;
        self.given[at] = Some(reply.clone());
        if !self.asked.contains(&at) {
            self.asked.push(at);
        }
        Ok(())
    }

    /// The places of the questions that were not asked and are still needed, in their order.
    fn open(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.questions.len()).filter(|at| !self.asked.contains(at) && self.is_needed(*at))
    }

    /// How many questions were not asked and could be.
    pub fn left(&self) -> usize {
        self.open().count()
    }

    fn is_needed(&self, at: usize) -> bool {
        let question = &self.questions[at];
        let set = |key: &String| self.before.contains_key(key) || self.answers.iter().any(|a| a.contains_key(key));
        let owned = match question.owned {
            Some(Owned::Models) => !self.own.models.is_empty(),
            Some(Owned::Cables) => !self.own.cables.is_empty(),
            Some(Owned::Devices) => !self.own.sources.is_empty(),
            None => false,
        };
        !owned && !question.unless.iter().any(set)
    }

    /// The open question that an answer made the next one, if any did.
    fn urged(&self) -> Option<usize> {
        let chosen = self.asked.iter().flat_map(|at| {
            let places = match &self.given[*at] {
                Some(Reply::Choose(places)) => places.clone(),
                Some(Reply::Rate(rated)) => rated.iter().map(|(_, place)| *place).collect(),
                _ => Vec::new(),
            };
            places.into_iter().filter_map(|place| self.questions[*at].options.get(place))
        });
        let wanted: Vec<&String> = chosen.flat_map(|option| &option.then).collect();
        wanted.into_iter().find_map(|id| self.open().find(|at| self.questions[*at].id == *id))
    }

    /// What was last replied to the question of an id.
    pub fn given(&self, id: &str) -> Option<&Reply> {
        self.given[self.questions.iter().position(|q| q.id == id)?].as_ref()
    }

    /// What the person owns.
    pub fn own(&self) -> &OwnGear {
        &self.own
    }

    /// What was replied to a question, in words; empty where nothing was, or "don't know".
    pub fn answer_in_words(&self, id: &str) -> String {
        let Some(question) = self.questions.iter().find(|q| q.id == id) else { return String::new() };
        let say = |place: &usize| question.options.get(*place).map_or("", |option| option.say.as_str());
        match self.given(id) {
            Some(Reply::Choose(places)) => places.iter().map(say).collect::<Vec<_>>().join("; "),
            Some(Reply::Enter(text)) => text.clone(),
            Some(Reply::Rate(rated)) => {
                let said = rated.iter().map(|(name, place)| format!("{name} ({})", say(place)));
                said.collect::<Vec<_>>().join("; ")
            }
            Some(Reply::DontKnow | Reply::Back) | None => String::new(),
        }
    }

    /// What was set before any answer and by all answers so far.
    pub fn wishes(&self) -> Preferences {
        self.merged(&self.answers).unwrap_or_default()
    }

    /// The wishes if the question at a place were answered like this.
    fn with_answer(&self, at: usize, set: Map<String, Value>) -> Result<Preferences, String> {
        let mut answers = self.answers.clone();
        answers[at] = set;
        self.merged(&answers)
    }

    fn merged(&self, answers: &[Map<String, Value>]) -> Result<Preferences, String> {
        let all = Value::Object(joined(std::iter::once(&self.before).chain(answers)));
        let told = |all: &Value| match Preferences::of_text("answers", &all.to_string()) {
            Err(broken) => broken.found.first().map(|d| match d.way_out() {
                Some(help) => format!("{}; {help}", d.message),
                None => d.message.clone(),
            }),
            Ok(_) => None,
        };
        let wishes: Preferences = serde_json::from_value(all.clone()).map_err(|_| told(&all).unwrap_or_default())?;
        let wishes = Preferences { own: self.own.clone(), ..wishes };
        wishes.flaw().map_or(Ok(wishes), Err)
    }

    /// What works against each other in the wishes so far.
    pub fn conflicts(&self) -> Vec<&str> {
        let want = self.wishes().facts();
        let holds = |(when, _): &&(lang::typed::Bool, String)| eval::boolean(when, &want) == Ok(true);
        self.conflicts.iter().filter(holds).map(|(_, say)| say.as_str()).collect()
    }

    /// Each question that was answered with more than "don't know", and what its answer set.
    pub fn answered(&self) -> impl Iterator<Item = (&Question, &Map<String, Value>)> {
        self.questions.iter().zip(&self.answers).filter(|(_, set)| !set.is_empty())
    }
}

impl Default for Quiz {
    fn default() -> Self {
        Self::new()
    }
}

/// The keys that a reply to a question sets.
fn set_by(question: &Question, reply: &Reply) -> Result<Map<String, Value>, String> {
    let option = |place: &usize| {
        question.options.get(*place).ok_or_else(|| format!("there are {} options", question.options.len()))
    };
    let few = |n: usize| {
        if n > question.at_most { Err(format!("choose at most {}", question.at_most)) } else { Ok(()) }
    };
    match (reply, &question.enter) {
        (Reply::Choose(places), None) => {
            few(places.len())?;
            let sets =
                places.iter().map(|place| option(place).map(|o| o.set.clone())).collect::<Result<Vec<_>, _>>()?;
            Ok(joined(sets.iter()))
        }
        (Reply::Enter(text), Some(enter)) if question.options.is_empty() => Ok(filled(&enter.set, text.trim())),
        (Reply::Rate(rated), Some(_)) if !question.options.is_empty() => {
            few(rated.len())?;
            let set = |(text, place): &(String, usize)| option(place).map(|o| filled(&o.set, text.trim()));
            Ok(joined(rated.iter().map(set).collect::<Result<Vec<_>, _>>()?.iter()))
        }
        (Reply::DontKnow | Reply::Back, _) => Ok(Map::new()),
        (_, Some(enter)) => Err(format!("write {}", enter.hint)),
        (_, None) => Err("choose one of the options".to_owned()),
    }
}

/// Puts a text in place of `{}`.
fn filled(set: &Map<String, Value>, text: &str) -> Map<String, Value> {
    fn fill(value: &Value, text: &str) -> Value {
        match value {
            Value::String(s) => Value::String(s.replace("{}", text)),
            Value::Array(items) => items.iter().map(|item| fill(item, text)).collect(),
            other => other.clone(),
        }
    }
    set.iter().map(|(key, value)| (key.clone(), fill(value, text))).collect()
}

/// Lists grow, conditions hold together, anything else is what was said last.
fn joined<'a>(sets: impl Iterator<Item = &'a Map<String, Value>>) -> Map<String, Value> {
    let mut all: Map<String, Value> = Map::new();
    for (key, value) in sets.flatten() {
        match (all.get_mut(key), value) {
            (Some(Value::Array(items)), Value::Array(more)) => {
                items.extend(more.iter().filter(|m| !items.contains(m)).cloned().collect::<Vec<_>>());
            }
            (Some(Value::String(text)), Value::String(more)) if key == "where" && text != more => {
                *text = format!("({text}) && ({more})");
            }
            _ => drop(all.insert(key.clone(), value.clone())),
        }
    }
    all
}

impl Quiz {
    /// The reply that an answer of a file or an address means: an option's id, a list of ids, a text, or for
    /// models a list of `[name, id of an option]`; `null` for "I don't know".
    ///
    /// # Errors
    /// What is no answer to the question, with what is.
    pub fn reply_to(question: &Question, answer: &Value) -> Result<Reply, String> {
        reply_to(question, answer)
    }
}

fn reply_to(question: &Question, answer: &Value) -> Result<Reply, String> {
    let ids = || crate::diag::list(question.options.iter().map(|o| o.id.as_str()));
    let place = |value: &Value| {
        let found = value.as_str().and_then(|id| question.options.iter().position(|o| o.id == id));
        found.ok_or_else(|| format!("{value} is no answer; the answers are {}", ids()))
    };
    match (answer, &question.enter, question.options.is_empty()) {
        (Value::Null, ..) => Ok(Reply::DontKnow),
        (Value::String(text), Some(_), true) => Ok(Reply::Enter(text.clone())),
        (Value::Number(number), Some(_), true) => Ok(Reply::Enter(number.to_string())),
        (Value::Array(rows), Some(_), false) => {
            let row = |row: &Value| match (row.get(0).and_then(Value::as_str), row.get(1)) {
                (Some(name), Some(verdict)) => Ok((name.to_owned(), place(verdict)?)),
                _ => Err(format!("{row} should be a pair such as [\"ie 200\", \"liked\"]")),
            };
            rows.iter().map(row).collect::<Result<_, String>>().map(Reply::Rate)
        }
        (Value::Array(rows), None, _) => rows.iter().map(place).collect::<Result<_, _>>().map(Reply::Choose),
        (one, None, _) => Ok(Reply::Choose(vec![place(one)?])),
        (_, Some(enter), _) => Err(format!("write {}", enter.hint)),
    }
}
