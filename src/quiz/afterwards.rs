//! What comes after the questions: the list on one screen, and what can be done with it.

use super::screen::{Act, Field, Item, Line, Screen};
use super::talk::{Ended, Outcome, Talk};
use super::{Question, Quiz, Reply};
use crate::advice::{self, Advice, Asked, Preferences, Ranking, critique_title};
use crate::catalog::Catalog;
use crate::report;
use crate::sound::graph::Graph;

/// Models that are listed.
const LISTED: usize = 5;
/// Models that are drawn: more lines cannot be told apart.
const DRAWN: usize = 3;
/// Rows of a graph.
const ROWS: usize = 10;
/// The name that is offered when the answers are saved.
const SAVE_AS: &str = "iem-profile.jsonc";

/// How the part after the questions ends.
pub(super) enum End {
    /// The person is done.
    Done(Box<Outcome>),
    /// To the last question.
    Back,
}

/// What can be done with the list, in the order of the screen.
const DEEDS: [&str; 7] = [
    "That is all, thank you",
    "Why? The whole list with its reasons",
    "Draw the first three over my target",
    "Change one answer",
    "Like one of these, but ...",
    "Save my answers",
    "The same as a command line",
];

/// Shows the list, and does what is wanted with it.
pub(super) fn after(talk: &mut Talk<'_, '_>, quiz: &mut Quiz) -> Result<End, Ended> {
    if quiz.left() > 0 {
        talk.notes.push("No further answer changes the first three, so no more is asked.".to_owned());
    }
    let mut wishes = quiz.wishes();
    let mut advice = listed(talk, &wishes)?;
    let mut saved: Option<String> = None;
    let mut at = 0;
    loop {
        let screen = list(talk, &advice, &wishes, at);
        let deed = match talk.ask(screen)? {
            Act::Back => return Ok(End::Back),
            Act::Chosen(places) => places.first().copied().unwrap_or_default(),
            Act::Skip | Act::Written(_) => 0,
        };
        at = deed;
        let changed = match deed {
            0 => {
                if saved.is_none() && talk.setting.save_as.is_some() {
                    saved = save(talk, &wishes)?;
                }
                return Ok(End::Done(Box::new(Outcome { wishes, advice, saved })));
            }
            1 => {
                let page = talk.setting.page;
                let text = report::recommend_human(&advice, talk.setting.catalog, &wishes, page, true);
                talk.front.read("The list with its reasons", &text)?;
                None
            }
            2 => {
                draw(talk, &advice, &wishes)?;
                None
            }
            3 => change(talk, quiz)?,
            4 => critique(talk, &wishes, &advice)?,
            5 => {
                saved = save(talk, &wishes)?.or(saved);
                None
            }
            _ => {
                let text = report::again(&wishes, talk.setting.page);
                talk.front.read("The same without questions", &text)?;
                None
            }
        };
        if let Some(new) = changed {
            let before: Vec<String> = advice.results.iter().map(|r| r.id.clone()).collect();
            advice = listed(talk, &new)?;
            wishes = new;
            let now: Vec<String> = advice.results.iter().map(|r| r.id.clone()).collect();
            talk.notes.push(format!("What changed: {}.", difference(&before, &now, talk.setting.catalog)));
            at = 0;
        }
    }
}

fn listed(talk: &Talk<'_, '_>, wishes: &Preferences) -> Result<Advice, Ended> {
    let mut advice = advice::recommend(talk.setting.catalog, talk.setting.rulebook, wishes, LISTED)?;
    advice::add_twins(talk.setting.catalog, &mut advice);
    Ok(advice)
}

/// The list on one screen; where there is little room the second lines go first.
fn list(talk: &Talk<'_, '_>, advice: &Advice, wishes: &Preferences, at: usize) -> Screen {
    let said = report::wishes(wishes);
    let said = if said.is_empty() { "nothing asked: what suits most people".to_owned() } else { said };
    let mut lines = vec![Line { text: format!("For you: {said}"), keep: false, wrap: true }];
    for (first, second) in report::short(advice, talk.setting.catalog, wishes, talk.setting.page) {
        lines.push(Line { text: first, keep: true, wrap: false });
        lines.push(Line { text: second, keep: false, wrap: false });
    }
    if advice.results.is_empty() {
        let text = "No model meets all of that.".to_owned();
        lines.push(Line { text, keep: true, wrap: true });
        let opens = |r: &advice::Repair| format!("- {}: {}", r.say, report::text::count(r.opens, "model"));
        lines.extend(advice.repairs.iter().take(4).map(|r| Line { text: opens(r), keep: true, wrap: true }));
    }
    Screen {
        title: "Your list".to_owned(),
        lines,
        ask: "And now?".to_owned(),
        items: DEEDS.map(Item::new).to_vec(),
        at,
        most: 1,
        back: true,
        help: "Points are of 100: 80 says that nearly all you asked for is met. What is met, partly met or not known \
               stands under each model; its reasons come with 2. Nothing is stored unless you save it with 6."
            .to_owned(),
        ..Screen::default()
    }
}

/// The first places over the person's own target.
fn draw(talk: &mut Talk<'_, '_>, advice: &Advice, wishes: &Preferences) -> Result<(), Ended> {
    let catalog = talk.setting.catalog;
    let mut graph = Graph::default();
    let measured = advice.results.iter().filter_map(|r| catalog.get(&r.id));
    for (entry, measured) in measured.filter_map(|e| Some((e, e.measured.as_ref()?))).take(DRAWN) {
        graph.add(&entry.model.id, &entry.model.name(), measured);
    }
    if let Some(target) = Asked::of(catalog, wishes)?.target().drawn() {
        graph.add_target(&target);
    }
    let page = talk.setting.page;
    let text = if page.rich { report::graph::human(&graph, page, ROWS) } else { report::graph::plain(&graph, page) };
    talk.front.read("The first three over your target", &text)?;
    Ok(())
}

/// Asks one question again; `None` if the person did not want to.
fn change(talk: &mut Talk<'_, '_>, quiz: &mut Quiz) -> Result<Option<Preferences>, Ended> {
    let mut questions: Vec<Question> = quiz.questions().to_vec();
    // What was answered first: its present answer stands beside it.
    questions.sort_by_key(|q| quiz.answer_in_words(&q.id).is_empty());
    let note = |q: &Question| Some(quiz.answer_in_words(&q.id)).filter(|said| !said.is_empty());
    let item = |q: &Question| Item {
        say: q.title.clone(),
        note: note(q).unwrap_or_else(|| "not answered".to_owned()),
        now: false,
    };
    let items: Vec<Item> = questions.iter().map(item).collect();
    let asked = Screen {
        title: "Change one answer".to_owned(),
        ask: "Which answer?".to_owned(),
        items,
        most: 1,
        back: true,
        ..Screen::default()
    };
    let Act::Chosen(places) = talk.ask(asked)? else { return Ok(None) };
    let Some(question) = places.first().and_then(|place| questions.get(*place)) else { return Ok(None) };
    loop {
        let reply = talk.question(question, quiz, "Change one answer", true)?;
        if reply == Reply::Back {
            return Ok(None);
        }
        match quiz.revise(&question.id, &reply) {
            Ok(()) => break,
            Err(wrong) => talk.refused(wrong, &reply),
        }
    }
    talk.warn(quiz, &mut Vec::new());
    Ok(Some(quiz.wishes()))
}

/// "Like number 2, but warmer": only what leads somewhere is offered.
fn critique(talk: &mut Talk<'_, '_>, wishes: &Preferences, advice: &Advice) -> Result<Option<Preferences>, Ended> {
    let catalog = talk.setting.catalog;
    let entries: Vec<_> = advice.results.iter().filter_map(|r| catalog.get(&r.id)).collect();
    let title = "Like one of these, but ...".to_owned();
    let base = Screen { title, most: 1, back: true, ..Screen::default() };
    let items = entries.iter().map(|e| Item::new(e.model.name())).collect();
    let Act::Chosen(places) = talk.ask(Screen { ask: "Like which one?".to_owned(), items, ..base.clone() })? else {
        return Ok(None);
    };
    let Some(than) = places.first().and_then(|place| entries.get(*place)) else { return Ok(None) };
    let ranking = Ranking::new(catalog, talk.setting.rulebook, wishes)?;
    let options = ranking.critiques(than);
    let item = |words: &[crate::words::Critique], count: usize| {
        let titles: Vec<&str> = words.iter().map(|word| critique_title(*word)).collect();
        let note = report::text::count(count, "model");
        Item { say: titles.join(" and "), note, now: false }
    };
    let mut items: Vec<Item> = options.iter().map(|o| item(&o.words, o.count)).collect();
    items.push(Item::new("as it is: show what is nearest to it"));
    let ask = format!("Like the {}, but ...", than.model.name());
    let Act::Chosen(places) = talk.ask(Screen { ask, items, ..base })? else { return Ok(None) };
    let but = places.first().and_then(|place| options.get(*place)).map(|o| o.words.clone()).unwrap_or_default();
    Ok(Some(Preferences { like: Some(than.model.name()), but, ..wishes.clone() }))
}

/// Saves under a name that the person gives, never over a file without asking; the place where it was saved.
fn save(talk: &mut Talk<'_, '_>, wishes: &Preferences) -> Result<Option<String>, Ended> {
    let mut name = talk.setting.save_as.unwrap_or(SAVE_AS).to_owned();
    let base = Screen { title: "Save my answers".to_owned(), back: true, ..Screen::default() };
    loop {
        let field = Field {
            hint: "a name such as iem-profile.jsonc; Enter saves, Esc does not".to_owned(),
            text: name,
            figures: false,
        };
        let asked = Screen { ask: "Under which name?".to_owned(), field: Some(field), ..base.clone() };
        let Act::Written(written) = talk.ask(asked)? else { return Ok(None) };
        name = written;
        let (place, taken) = talk.front.place(&name);
        if taken {
            let items = vec![Item::new("no, another name"), Item::new("yes, replace it")];
            let ask = format!("{place} is there already. Replace it?");
            if talk.ask(Screen { ask, items, most: 1, ..base.clone() })? != Act::Chosen(vec![1]) {
                continue;
            }
        }
        match talk.front.save(&name, wishes) {
            Ok(()) => {
                talk.notes.push(format!("Saved as {place}. Use it again: iem recommend --profile {name}"));
                return Ok(Some(place));
            }
            Err(wrong) => talk.notes.push(format!("Nothing was saved: {wrong}")),
        }
    }
}

/// How one list differs from another, in words.
fn difference(before: &[String], now: &[String], catalog: &Catalog) -> String {
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
