//! The whole conversation: questions, advice, one answer changed, "like this one, but ...".
//!
//! It speaks to a [`Front`] and to nothing else, so that a terminal and a script lead through
//! the same conversation.

use std::io;

use super::guide::Guide;
use super::{Question, Quiz, Reply};
use crate::advice::{self, Advice, Preferences, Ranking, RequestError, critique_title};
use crate::catalog::Catalog;
use crate::names::{self, Match};
use crate::report::{self, Page};
use crate::rulebook::Rulebook;

/// What leads a conversation with a person.
pub trait Front {
    /// Says something in passing.
    fn say(&mut self, text: &str);
    /// Shows advice.
    fn show(&mut self, text: &str);
    /// Lets one of some items be chosen; gives its place.
    ///
    /// # Errors
    /// When the person cannot be reached any more.
    fn choose(&mut self, prompt: &str, items: &[String], default: usize) -> io::Result<usize>;
    /// Lets a text be written; it may be empty.
    ///
    /// # Errors
    /// When the person cannot be reached any more.
    fn enter(&mut self, prompt: &str) -> io::Result<String>;
    /// Saves wishes under a name; says what went wrong.
    ///
    /// # Errors
    /// Why nothing was saved, for the person.
    fn save(&mut self, path: &str, wishes: &Preferences) -> Result<(), String>;
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
}

/// Why a conversation ended early.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The person cannot be reached.
    #[error(transparent)]
    Front(#[from] io::Error),
    /// Wishes that make no sense.
    #[error(transparent)]
    Wishes(#[from] RequestError),
}

/// Models that are listed.
const LISTED: usize = 5;

/// Leads through the questions and the advice; gives the wishes and the last advice.
///
/// # Errors
/// See [`Ended`].
pub fn interview(front: &mut dyn Front, quiz: &mut Quiz, setting: Setting<'_>) -> Result<(Preferences, Advice), Ended> {
    let mut guide = Guide::new(setting.catalog, setting.rulebook);
    let mut told: Vec<String> = Vec::new();
    guide.advance(quiz)?;
    while let Some((question, number)) = quiz.question().map(|(q, n)| (q.clone(), n)) {
        head(front, quiz, &mut guide, number, setting)?;
        let reply = ask(front, &question, number > 1, setting)?;
        if let Err(wrong) = quiz.reply(&reply) {
            front.say(&format!(" {wrong}"));
            continue;
        }
        warn(front, quiz, &mut told);
        if reply != Reply::Back {
            guide.advance(quiz)?;
        }
    }
    if quiz.left() > 0 {
        front.say("\n No further answer can change the first three any more, so no more is asked.");
    }
    after(front, quiz, setting)
}

/// The lines above a question.
fn head(
    front: &mut dyn Front,
    quiz: &Quiz,
    guide: &mut Guide<'_>,
    number: usize,
    setting: Setting<'_>,
) -> Result<(), Ended> {
    front.say(&format!("\n Question {number} of at most {}", quiz.count()));
    let wishes = quiz.wishes();
    let so_far = report::wishes(&wishes);
    if so_far.is_empty() {
        return Ok(());
    }
    front.say(&format!(" So far: {so_far}"));
    let leaders = guide.leaders(&wishes)?;
    let names = leaders.iter().filter_map(|id| setting.catalog.get(id)).zip(1..);
    let names: Vec<String> = names.map(|(e, n)| format!("{n} {}", e.model.name())).collect();
    front.say(&if names.is_empty() {
        " No model meets all of that so far: go back and loosen an answer, or go on and see what would help.".to_owned()
    } else {
        format!(" Leading: {}", names.join("   "))
    });
    Ok(())
}

/// Says what works against each other, once.
fn warn(front: &mut dyn Front, quiz: &Quiz, told: &mut Vec<String>) {
    for conflict in quiz.conflicts() {
        if !told.iter().any(|t| t == conflict) {
            front.say(&format!("\n ! {conflict}"));
            told.push(conflict.to_owned());
        }
    }
    told.retain(|t| quiz.conflicts().contains(&t.as_str()));
}

/// Asks one question until there is a reply.
fn ask(front: &mut dyn Front, question: &Question, can_go_back: bool, setting: Setting<'_>) -> Result<Reply, Ended> {
    match &question.enter {
        Some(_) if question.options.is_empty() => enter(front, question, can_go_back, setting),
        Some(_) => rate(front, question, can_go_back, setting),
        None => choose(front, question, can_go_back, setting),
    }
}

fn prompt<'q>(question: &'q Question, setting: Setting<'_>) -> &'q str {
    if setting.expert { &question.ask_expert } else { &question.ask }
}

/// What a line that was written means.
enum Written {
    Text(String),
    Reply(Reply),
}

/// A text; `?` explains, `b` goes back, nothing means "I don't know".
fn line(front: &mut dyn Front, question: &Question, prompt: &str, can_go_back: bool) -> io::Result<Written> {
    let hint = question.enter.as_ref().map(|e| e.hint.as_str()).unwrap_or_default();
    let back = if can_go_back { ", b to go back" } else { "" };
    front.say(&format!(" {hint}; empty if you don't know, ? for help{back}"));
    loop {
        let text = front.enter(prompt)?;
        match text.trim() {
            "?" | "help" => front.say(&format!("\n {}\n", question.help)),
            "" => return Ok(Written::Reply(Reply::DontKnow)),
            "b" | "back" if can_go_back => return Ok(Written::Reply(Reply::Back)),
            other => return Ok(Written::Text(other.to_owned())),
        }
    }
}

fn enter(front: &mut dyn Front, question: &Question, can_go_back: bool, setting: Setting<'_>) -> Result<Reply, Ended> {
    Ok(match line(front, question, prompt(question, setting), can_go_back)? {
        Written::Text(text) => Reply::Enter(text),
        Written::Reply(reply) => reply,
    })
}

/// Models by name, each with what it was like.
fn rate(front: &mut dyn Front, question: &Question, can_go_back: bool, setting: Setting<'_>) -> Result<Reply, Ended> {
    let mut rated: Vec<(String, usize)> = Vec::new();
    while rated.len() < question.at_most {
        let first = rated.is_empty();
        let asked = if first { prompt(question, setting) } else { "Another one? Empty if that is all" };
        let name = match line(front, question, asked, can_go_back && first)? {
            Written::Text(name) => name,
            Written::Reply(Reply::DontKnow) if !first => break,
            Written::Reply(reply) => return Ok(reply),
        };
        let Some(id) = model(front, &name, setting)? else { continue };
        let items: Vec<String> = question.options.iter().map(|o| o.say.clone()).collect();
        let place = front.choose("What was it like?", &items, 0)?;
        rated.push((id, place));
    }
    Ok(Reply::Rate(rated))
}

/// The id of the model that a name means; asks when it can be several.
fn model(front: &mut dyn Front, name: &str, setting: Setting<'_>) -> Result<Option<String>, Ended> {
    let found = setting.catalog.find(name);
    let candidates = match &found {
        Match::One(id) => {
            // A typing error is a guess: what it was read as is said, so that it can be put right.
            let full = setting.catalog.get(id).map(|e| e.model.name()).unwrap_or_default();
            if names::normalise(&full) != names::normalise(name) {
                front.say(&format!(" Read as {full}."));
            }
            return Ok(Some(id.clone()));
        }
        Match::Many(ids) => ids.clone(),
        Match::None { nearest } => {
            front.say(&format!(" {}", found.told(name, "model", "write its maker and its name, or leave it empty")));
            nearest
                .iter()
                .filter_map(|n| if let Match::One(id) = setting.catalog.find(n) { Some(id) } else { None })
                .collect()
        }
    };
    if candidates.is_empty() {
        return Ok(None);
    }
    let named = |id: &String| setting.catalog.get(id).map_or_else(|| id.clone(), |e| e.model.name());
    let mut items: Vec<String> = candidates.iter().take(8).map(named).collect();
    items.push("none of these".to_owned());
    let place = front.choose("Which one is it?", &items, 0)?;
    Ok(candidates.into_iter().take(8).nth(place))
}

/// Options, one after the other where several can be chosen.
fn choose(front: &mut dyn Front, question: &Question, can_go_back: bool, setting: Setting<'_>) -> Result<Reply, Ended> {
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < question.at_most.min(question.options.len()) {
        let left: Vec<usize> = (0..question.options.len()).filter(|place| !chosen.contains(place)).collect();
        let mut items = options(question, &left);
        let first = chosen.is_empty();
        items.push(if first { "I don't know (changes nothing)" } else { "that is all" }.to_owned());
        if first {
            items.push("What does this mean?".to_owned());
            items.extend(can_go_back.then(|| "Back to the question before".to_owned()));
        }
        let asked = if first { prompt(question, setting) } else { "And besides?" };
        let place = front.choose(asked, &items, left.len())?;
        match (left.get(place), place - left.len().min(place)) {
            (Some(option), _) => chosen.push(*option),
            (None, 0) if first => return Ok(Reply::DontKnow),
            (None, 0) => break,
            (None, 1) => front.say(&format!("\n {}\n", question.help)),
            (None, _) => return Ok(Reply::Back),
        }
    }
    Ok(Reply::Choose(chosen))
}

/// The lines of some options, remarks in a column of their own.
fn options(question: &Question, places: &[usize]) -> Vec<String> {
    let all = || places.iter().map(|place| &question.options[*place]);
    let widest = all().filter(|o| !o.note.is_empty()).map(|o| o.say.chars().count()).max().unwrap_or(0);
    let line =
        |o: &super::Choice| if o.note.is_empty() { o.say.clone() } else { format!("{:widest$}  {}", o.say, o.note) };
    all().map(line).collect()
}

/// The advice, and what can be done with it.
fn after(front: &mut dyn Front, quiz: &mut Quiz, setting: Setting<'_>) -> Result<(Preferences, Advice), Ended> {
    let mut wishes = quiz.wishes();
    let mut advice = listed(front, &wishes, setting)?;
    loop {
        let items = ["That is all, thank you", "Change one answer", "Like one of these, but ...", "Save my answers"];
        match front.choose("And now?", &items.map(str::to_owned), 0)? {
            1 => {
                let Some(changed) = change(front, quiz, setting)? else { continue };
                wishes = changed;
            }
            2 => {
                let Some(critique) = critique(front, &wishes, &advice, setting)? else { continue };
                wishes = critique;
            }
            3 => {
                save(front, &wishes)?;
                continue;
            }
            _ => return Ok((wishes, advice)),
        }
        let before: Vec<String> = advice.results.iter().map(|r| r.id.clone()).collect();
        advice = listed(front, &wishes, setting)?;
        let now: Vec<String> = advice.results.iter().map(|r| r.id.clone()).collect();
        front.say(&format!("\n What changed: {}", difference(&before, &now, setting.catalog)));
    }
}

/// Shows the list and how to get it again.
fn listed(front: &mut dyn Front, wishes: &Preferences, setting: Setting<'_>) -> Result<Advice, Ended> {
    let mut advice = advice::recommend(setting.catalog, setting.rulebook, wishes, LISTED)?;
    advice::add_twins(setting.catalog, &mut advice);
    front.show(&report::recommend_human(&advice, setting.catalog, wishes, setting.page, false));
    front.show(&format!("\n{}", report::again(wishes, setting.page)));
    Ok(advice)
}

/// Asks one question again; `None` if the person did not want to.
fn change(front: &mut dyn Front, quiz: &mut Quiz, setting: Setting<'_>) -> Result<Option<Preferences>, Ended> {
    let questions = quiz.questions().to_vec();
    let answered: Vec<String> = quiz.answered().map(|(q, _)| q.id.clone()).collect();
    let line = |q: &Question| format!("{}{}", if answered.contains(&q.id) { "" } else { "(not answered) " }, q.ask);
    let mut items: Vec<String> = questions.iter().map(line).collect();
    items.push("none of them".to_owned());
    let place = front.choose("Which answer?", &items, items.len() - 1)?;
    let Some(question) = questions.get(place) else { return Ok(None) };
    let before = quiz.clone();
    quiz.reopen(&question.id);
    loop {
        let reply = ask(front, question, true, setting)?;
        if reply == Reply::Back {
            *quiz = before;
            return Ok(None);
        }
        match quiz.reply(&reply) {
            Ok(()) => break,
            Err(wrong) => front.say(&format!(" {wrong}")),
        }
    }
    quiz.finish();
    warn(front, quiz, &mut Vec::new());
    Ok(Some(quiz.wishes()))
}

/// "Like number 2, but warmer": only what leads somewhere is offered.
fn critique(
    front: &mut dyn Front,
    wishes: &Preferences,
    advice: &Advice,
    setting: Setting<'_>,
) -> Result<Option<Preferences>, Ended> {
    let entries: Vec<_> = advice.results.iter().filter_map(|r| setting.catalog.get(&r.id)).collect();
    let mut items: Vec<String> = entries.iter().map(|e| e.model.name()).collect();
    items.push("none of these".to_owned());
    let Some(than) = entries.get(front.choose("Like which one?", &items, 0)?) else { return Ok(None) };
    let ranking = Ranking::new(setting.catalog, setting.rulebook, wishes)?;
    let options = ranking.critiques(than);
    let line = |words: &[crate::words::Critique], count: usize| {
        let titles: Vec<&str> = words.iter().map(|word| critique_title(*word)).collect();
        format!("{} ({})", titles.join(" and "), report::text::count(count, "model"))
    };
    let mut items: Vec<String> = options.iter().map(|o| line(&o.words, o.count)).collect();
    items.push("as it is: show what is nearest to it".to_owned());
    let place = front.choose("But ...", &items, 0)?;
    let but = options.get(place).map(|o| o.words.clone()).unwrap_or_default();
    Ok(Some(Preferences { like: Some(than.model.id.to_string()), but, ..wishes.clone() }))
}

fn save(front: &mut dyn Front, wishes: &Preferences) -> io::Result<()> {
    let path = front.enter("Under which name? (iem-profile.jsonc)")?;
    let path = if path.trim().is_empty() { "iem-profile.jsonc" } else { path.trim() };
    match front.save(path, wishes) {
        Ok(()) => front.say(&format!(" Saved. Use it again: iem recommend --profile {path}")),
        Err(wrong) => front.say(&format!(" Nothing was saved: {wrong}")),
    }
    Ok(())
}

/// How one list differs from another, in words.
pub fn difference(before: &[String], now: &[String], catalog: &Catalog) -> String {
    let name = |id: &String| catalog.get(id).map_or_else(|| id.clone(), |e| e.model.name());
    let mut said = Vec::new();
    for (place, id) in now.iter().enumerate() {
        match before.iter().position(|b| b == id) {
            None => said.push(format!("{} is new on {}", name(id), place + 1)),
            Some(was) if was > place => said.push(format!("{} up from {} to {}", name(id), was + 1, place + 1)),
            Some(was) if was < place => said.push(format!("{} down from {} to {}", name(id), was + 1, place + 1)),
            Some(_) => {}
        }
    }
    said.extend(before.iter().filter(|id| !now.contains(id)).map(|id| format!("{} is gone", name(id))));
    if said.is_empty() { "nothing among the first five".to_owned() } else { said.join("; ") }
}
