//! A question as a screen, and what was done there as a reply.

use super::screen::{Act, Field, Item, Screen};
use super::{Question, Quiz, Reply};

/// The item that stands for no answer.
const DONT_KNOW: &str = "I don't know (changes nothing)";

/// The screen of a question that is answered at once: by options, or by a text.
pub(super) fn screen(question: &Question, quiz: &Quiz, ask: &str) -> Screen {
    let given = quiz.given(&question.id);
    let base = Screen { ask: ask.to_owned(), help: question.help.clone(), skip: true, ..Screen::default() };
    if let Some(enter) = &question.enter {
        let text = if let Some(Reply::Enter(text)) = given { text.clone() } else { String::new() };
        let hint = format!("{}; Enter alone if you don't know", enter.hint);
        return Screen { field: Some(Field { hint, text, figures: enter.figures }), ..base };
    }
    let present: &[usize] = if let Some(Reply::Choose(places)) = given { places } else { &[] };
    let mut items = options(question, present);
    items.push(Item { now: given == Some(&Reply::DontKnow), ..Item::new(DONT_KNOW) });
    let at = present.first().copied().unwrap_or(question.options.len());
    Screen { items, at, most: question.at_most, none: true, ..base }
}

/// The options of a question, those that are the present answer marked.
pub(super) fn options(question: &Question, present: &[usize]) -> Vec<Item> {
    let item = |(place, option): (usize, &super::Choice)| Item {
        say: option.say.clone(),
        note: option.note.clone(),
        now: present.contains(&place),
    };
    question.options.iter().enumerate().map(item).collect()
}

/// What an act on such a screen replies.
pub(super) fn reply(act: Act) -> Reply {
    match act {
        Act::Chosen(places) => Reply::Choose(places),
        Act::Written(text) => Reply::Enter(text),
        Act::Back => Reply::Back,
        Act::Skip => Reply::DontKnow,
    }
}
