//! A conversation under way: asks questions of every kind through a [`Front`], and says what is due.

use std::io;

use super::guide::Guide;
use super::screen::{Act, Field, Item, Line, Screen};
use super::show_question::{options, reply, screen};
use super::{Question, Quiz, Reply};
use crate::advice::{Advice, Preferences, RequestError};
use crate::catalog::Catalog;
use crate::names::{self, Match};
use crate::report::{self, Page};
use crate::rulebook::Rulebook;

/// What leads a conversation with a person.
pub trait Front {
    /// Shows a screen until there is an answer; `suggest` says what a text under way may mean.
    ///
    /// # Errors
    /// When the person cannot be reached any more, or has left.
    fn ask(&mut self, screen: &Screen, suggest: &dyn Fn(&str) -> Vec<String>) -> io::Result<Act>;
    /// Shows a text of any length, page by page.
    ///
    /// # Errors
    /// When the person cannot be reached any more, or has left.
    fn read(&mut self, title: &str, text: &str) -> io::Result<()>;
    /// The full path under which a name would be saved, and whether there is such a file.
    fn place(&self, name: &str) -> (String, bool);
    /// Saves wishes under a name; says what went wrong.
    ///
    /// # Errors
    /// Why nothing was saved, for the person.
    fn save(&mut self, name: &str, wishes: &Preferences) -> Result<(), String>;
}

/// What the conversation is about and how it looks.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The models.
    pub catalog: &'a Catalog,
    /// The rules.
    pub rulebook: &'a Rulebook,
    /// The page advice is shown on.
    pub page: Page,
    /// Short questions for people who know the words.
    pub expert: bool,
    /// The name that is offered when the answers are saved, and whether the person asked to save them.
    pub save_as: Option<&'a str>,
}

/// Why a conversation ended early.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The person cannot be reached, or has left.
    #[error(transparent)]
    Front(#[from] io::Error),
    /// Wishes that make no sense.
    #[error(transparent)]
    Wishes(#[from] RequestError),
}

/// What a conversation came to.
#[derive(Debug)]
pub struct Outcome {
    /// The wishes.
    pub wishes: Preferences,
    /// The last advice.
    pub advice: Advice,
    /// Where the wishes were saved, if they were.
    pub saved: Option<String>,
}

/// No suggestions.
pub(super) fn nothing(_: &str) -> Vec<String> {
    Vec::new()
}

/// A conversation under way.
pub(super) struct Talk<'a, 'f> {
    pub(super) front: &'f mut dyn Front,
    pub(super) guide: Guide<'a>,
    pub(super) setting: Setting<'a>,
    /// What the next screen has to say first.
    pub(super) notes: Vec<String>,
    /// A text that was refused: it stays, to be mended.
    pub(super) again: Option<String>,
}

impl Talk<'_, '_> {
    /// Shows a screen under the notes that are due.
    pub(super) fn ask(&mut self, screen: Screen) -> io::Result<Act> {
        self.ask_with(screen, &nothing)
    }

    fn ask_with(&mut self, mut screen: Screen, suggest: &dyn Fn(&str) -> Vec<String>) -> io::Result<Act> {
        let notes = std::mem::take(&mut self.notes);
        screen.lines.splice(0..0, notes.into_iter().map(|text| Line { text, keep: true, wrap: true }));
        self.front.ask(&screen, suggest)
    }

    /// Says why a reply was refused.
    pub(super) fn refused(&mut self, wrong: String, reply: &Reply) {
        self.notes.push(wrong);
        self.again = if let Reply::Enter(text) = reply { Some(text.clone()) } else { None };
    }

    /// Asks one question until there is a reply.
    pub(super) fn question(
        &mut self,
        question: &Question,
        quiz: &Quiz,
        title: &str,
        back: bool,
    ) -> Result<Reply, Ended> {
        let ask = if self.setting.expert { &question.ask_expert } else { &question.ask };
        let foot = self.foot(quiz)?;
        let mut base = Screen { title: title.to_owned(), back, foot, ..screen(question, quiz, ask) };
        if let (Some(field), Some(text)) = (&mut base.field, self.again.take()) {
            field.text = text;
        }
        if question.enter.is_some() && !question.options.is_empty() {
            return self.rate(question, quiz, &base);
        }
        Ok(reply(self.ask(base)?))
    }

    /// What was said so far, what is owned, and the three that lead.
    fn foot(&mut self, quiz: &Quiz) -> Result<Vec<String>, Ended> {
        let wishes = quiz.wishes();
        let mut foot = Vec::new();
        let so_far = report::wishes(&wishes);
        foot.extend((!so_far.is_empty()).then(|| format!("So far: {so_far}")));
        let own = quiz.own();
        let liked = |name: &String| {
            let among = |list: &[crate::advice::PastGear]| list.iter().any(|gear| gear.model == *name);
            let word = if among(&own.liked) {
                " (liked)"
            } else if among(&own.disliked) {
                " (disliked)"
            } else {
                ""
            };
            format!("{name}{word}")
        };
        let cables = own.cables.iter().map(|cable| format!("cable {cable}"));
        let owned: Vec<String> =
            own.models.iter().map(liked).chain(cables).chain(own.sources.iter().cloned()).collect();
        foot.extend((!owned.is_empty()).then(|| format!("You own: {}", owned.join(", "))));
        if foot.is_empty() {
            return Ok(foot);
        }
        let leaders = self.guide.leaders(&wishes)?;
        let names = leaders.iter().filter_map(|id| self.setting.catalog.get(id)).zip(1..);
        let names: Vec<String> = names.map(|(e, n)| format!("{n} {}", e.model.name())).collect();
        foot.push(if names.is_empty() {
            "Leading: none, no model meets all of that so far; b goes back to loosen an answer".to_owned()
        } else {
            format!("Leading: {}", names.join("   "))
        });
        Ok(foot)
    }

    /// Says what works against each other, once.
    pub(super) fn warn(&mut self, quiz: &Quiz, told: &mut Vec<String>) {
        for conflict in quiz.conflicts() {
            if !told.iter().any(|t| t == conflict) {
                self.notes.push(format!("Mind: {conflict}"));
                told.push(conflict.to_owned());
            }
        }
        told.retain(|t| quiz.conflicts().contains(&t.as_str()));
    }

    /// Models by name, each with what it was like.
    fn rate(&mut self, question: &Question, quiz: &Quiz, base: &Screen) -> Result<Reply, Ended> {
        let mut rated: Vec<(String, usize)> = Vec::new();
        if let Some(Reply::Rate(before)) = quiz.given(&question.id) {
            match self.keep(question, before, base)? {
                Some(reply) => return Ok(reply),
                None => self.notes.clear(),
            }
        }
        while rated.len() < question.at_most {
            let first = rated.is_empty();
            let Some(name) = self.name(question, base, first)? else {
                return Ok(if first { Reply::DontKnow } else { Reply::Rate(rated) });
            };
            let Act::Written(name) = name else { return Ok(Reply::Back) };
            let Some(id) = self.model(&name, base)? else { continue };
            let full = self.setting.catalog.get(&id).map_or(name, |e| e.model.name());
            let ask = format!("What was the {full} like?");
            let asked =
                Screen { ask, items: options(question, &[]), field: None, skip: false, back: true, ..base.clone() };
            if let Act::Chosen(places) = self.ask(asked)? {
                rated.extend(places.first().map(|place| (full.clone(), *place)));
                self.notes.push(format!("Noted: {full}."));
            }
        }
        Ok(Reply::Rate(rated))
    }

    /// Whether what was named before stays: `None` to name others.
    fn keep(&mut self, question: &Question, before: &[(String, usize)], base: &Screen) -> Result<Option<Reply>, Ended> {
        let say = |place: &usize| question.options.get(*place).map_or("", |o| o.say.as_str());
        let named: Vec<String> = before.iter().map(|(name, place)| format!("{name}: {}", say(place))).collect();
        let items = vec![Item { now: true, ..Item::new(named.join("; ")) }, Item::new("name others")];
        let asked = Screen { ask: "You named:".to_owned(), items, field: None, ..base.clone() };
        Ok(match self.ask(asked)? {
            Act::Chosen(places) if places == [0] => Some(Reply::Rate(before.to_vec())),
            Act::Back => Some(Reply::Back),
            Act::Skip => Some(Reply::DontKnow),
            _ => None,
        })
    }

    /// A name as it was written; `None` if there is none (any more).
    fn name(&mut self, question: &Question, base: &Screen, first: bool) -> Result<Option<Act>, Ended> {
        let hint = question.enter.as_ref().map(|enter| enter.hint.as_str()).unwrap_or_default();
        let end = if first { "Enter alone if there is none" } else { "Enter alone if that is all" };
        let field = Field { hint: format!("{hint}; {end}"), ..Field::default() };
        let ask = if first { base.ask.clone() } else { "Another one?".to_owned() };
        let screen = Screen { ask, field: Some(field), items: Vec::new(), back: base.back && first, ..base.clone() };
        let catalog = self.setting.catalog;
        let act = self.ask_with(screen, &|text| suggested(text, catalog))?;
        Ok((act != Act::Skip).then_some(act))
    }

    /// The id of the model that a name means; asks when it can be several.
    fn model(&mut self, name: &str, base: &Screen) -> Result<Option<String>, Ended> {
        let catalog = self.setting.catalog;
        let found = catalog.find(name);
        let candidates = match &found {
            Match::One(id) => {
                // A typing error is a guess: what it was read as is said, so that it can be put right.
                let full = catalog.get(id).map(|e| e.model.name()).unwrap_or_default();
                if names::normalise(&full) != names::normalise(name) {
                    self.notes.push(format!("Read as {full}."));
                }
                return Ok(Some(id.clone()));
            }
            Match::Many(ids) => ids.clone(),
            Match::None { nearest } => {
                self.notes.push(found.told(name, "model", "write its maker and its name, or leave it empty"));
                let sure = |n: &String| if let Match::One(id) = catalog.find(n) { Some(id) } else { None };
                nearest.iter().filter_map(sure).collect()
            }
        };
        if candidates.is_empty() {
            return Ok(None);
        }
        let mut candidates = candidates;
        candidates.dedup();
        let named = |id: &String| Item::new(catalog.get(id).map_or_else(|| id.clone(), |e| e.model.name()));
        let mut items: Vec<Item> = candidates.iter().take(MOST_CANDIDATES).map(named).collect();
        items.push(Item::new("none of these"));
        let ask = "Which one is it?".to_owned();
        let asked = Screen { ask, items, none: true, field: None, skip: true, back: true, ..base.clone() };
        let act = self.ask(asked)?;
        let place = if let Act::Chosen(places) = act { places.first().copied() } else { None };
        Ok(place.and_then(|place| candidates.get(place).cloned()))
    }
}

/// Models that are offered where a name can mean several.
const MOST_CANDIDATES: usize = 8;

/// Models that a text under way may mean.
fn suggested(text: &str, catalog: &Catalog) -> Vec<String> {
    const SHOWN: usize = 3;
    let key = names::normalise(text);
    if key.chars().count() < 2 {
        return Vec::new();
    }
    let all = catalog.entries().map(|e| e.model.name());
    let mut found: Vec<(usize, String)> =
        all.filter_map(|name| names::normalise(&name).find(&key).map(|at| (at, name))).collect();
    found.sort_by(|a, b| (a.0, a.1.len(), &a.1).cmp(&(b.0, b.1.len(), &b.1)));
    found.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}
