//! The questionnaire: one question a page. The answers so far stand in the address, in their order: the id of
//! a question with the id of an option, a text, or `-` for "I don't know". `at` opens a certain question.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::quiz::guide::Guide;
use crate::report::text::price;
use crate::web::answer::Answer;
use crate::web::form::{TextField, field_id, field_mistake, first_letter_large, kept, mistakes};
use crate::web::frame::{Sheet, framed};
use crate::web::given::Trouble;
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Engine, Error, Question, Quiz, Reply};

/// "I don't know" in an address.
const DONT_KNOW: &str = "-";
/// Models shown beside a question.
const LEADERS: usize = 3;

/// Where the questionnaire stands.
struct State {
    quiz: Quiz,
    /// The answers that were understood.
    said: Query,
    wrong: Vec<Trouble>,
}

/// The page of the next question, or the way to the advice where none is left.
pub(crate) fn quiz(site: &Site, query: &Query) -> Answer {
    let engine = site.engine();
    if let Some(together) = rated(query) {
        return Answer::elsewhere(together.at("/quiz"));
    }
    let mut state = match State::read(engine, query) {
        Ok(state) => state,
        Err(error) => return broken(&error),
    };
    let answered = query.last("now").map(str::to_owned);
    if state.wrong.is_empty() && answered.is_some() {
        return Answer::elsewhere(state.said.at("/quiz"));
    }
    // A refused answer keeps its question.
    let refused = answered.filter(|_| !state.wrong.is_empty());
    let wanted = refused.or_else(|| query.last("at").map(str::to_owned));
    let shown = match wanted.and_then(|id| state.quiz.questions().iter().find(|q| q.id == id).cloned()) {
        Some(question) => question,
        None => match next(engine, &mut state.quiz) {
            Ok(Some(question)) => question,
            Ok(None) => return Answer::elsewhere(address::of_wishes(&state.quiz.wishes()).at("/advice")),
            Err(error) => return broken(&error),
        },
    };
    let status = if state.wrong.is_empty() { 200 } else { 422 };
    let main = page(engine, &state, &shown, query);
    Answer::page(status, framed(&Sheet { title: &shown.ask, main, part: "/quiz", scripts: &[] }))
}

fn broken(error: &Error) -> Answer {
    let main = html! { h1 { "The questions cannot be asked" } (mistakes::<&str>(&[Trouble::of(error)], &[])) };
    Answer::page(500, framed(&Sheet { title: "Questions", main, part: "/quiz", scripts: &[] }))
}

/// The question that matters most now.
fn next(engine: &Engine, quiz: &mut Quiz) -> Result<Option<Question>, Error> {
    let wishes = quiz.wishes();
    let mut guide = Guide::new(engine.catalog()?, engine.rulebook()?);
    guide.advance(quiz).map_err(|e| Error::of_wishes(e, &wishes))?;
    Ok(quiz.question().map(|(question, _)| question.clone()))
}

/// Names and what was thought of them come as two fields: the address that says them as one.
fn rated(query: &Query) -> Option<Query> {
    if !query.has("gear-name") {
        return None;
    }
    let names = query.pairs().filter(|(key, _)| *key == "gear-name").map(|(_, value)| value.trim());
    let said: Vec<String> = names
        .zip(query.pairs().filter(|(key, _)| *key == "gear-how").map(|(_, value)| value))
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, how)| format!("{name}:{how}"))
        .collect();
    let rest = query.without(&["gear-name", "gear-how"]);
    Some(said.into_iter().fold(rest, |query, said| query.and("gear", said)))
}

impl State {
    fn read(engine: &Engine, query: &Query) -> Result<Self, Error> {
        let mut state = Self { quiz: engine.quiz()?, said: Query::default(), wrong: Vec::new() };
        let questions = state.quiz.questions().to_vec();
        let mut seen: Vec<&str> = Vec::new();
        for (key, _) in query.said().filter(|(key, _)| !matches!(*key, "now" | "at")) {
            let Some(question) = questions.iter().find(|question| question.id == key) else {
                state.refuse(None, &format!("no question is called \"{key}\""), "it was passed over");
                continue;
            };
            if !seen.contains(&key) {
                seen.push(key);
                state.take(engine, question, &query.all(key).collect::<Vec<_>>());
            }
        }
        for key in ["at", "now"] {
            if let Some(id) = query.last(key).filter(|id| questions.iter().all(|question| question.id != *id)) {
                state.refuse(None, &format!("no question is called \"{id}\""), "the next one is asked instead");
            }
        }
        let forgotten = query.last("now").filter(|id| !seen.contains(id));
        if let Some(question) = forgotten.and_then(|id| questions.iter().find(|question| question.id == id)) {
            let what = if question.options.is_empty() { "nothing was written" } else { "nothing was chosen" };
            state.refuse(Some(&question.id), what, "answer it, or say that you don't know");
        }
        Ok(state)
    }

    /// Takes the answer to a question, if it is one.
    fn take(&mut self, engine: &Engine, question: &Question, values: &[&str]) {
        let before = self.quiz.clone();
        let taken = reply(question, values).and_then(|reply| self.quiz.revise(&question.id, &reply));
        let wrong = match taken {
            Err(wrong) => Some(wrong),
            // Names are looked up when models are ranked for them; a text alone can be wrong there.
            Ok(()) if question.enter.is_some() => engine.ranking(&self.quiz.wishes()).err().map(|e| e.to_string()),
            Ok(()) => None,
        };
        let Some(wrong) = wrong else {
            self.said =
                values.iter().fold(std::mem::take(&mut self.said), |said, value| said.and(&question.id, *value));
            return;
        };
        self.quiz = before;
        let (message, help) = crate::diag::flag::parted(&wrong);
        let message = message
            .split_once(": ")
            .filter(|(flag, _)| flag.starts_with("--") || flag.starts_with('"'))
            .map_or(message.clone(), |(_, m)| m.to_owned());
        self.refuse(Some(&question.id), &message, &help.unwrap_or_default());
    }

    fn refuse(&mut self, field: Option<&str>, message: &str, help: &str) {
        self.wrong.push(Trouble {
            field: field.map(str::to_owned),
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }

    /// The question that was answered before this one.
    fn before(&self, shown: &str) -> Option<String> {
        let ids: Vec<&str> = self.said.said().map(|(key, _)| key).collect();
        let end = ids.iter().position(|id| *id == shown).unwrap_or(ids.len());
        ids[..end].last().map(|id| (*id).to_owned())
    }
}

/// What the values of a question in an address reply.
fn reply(question: &Question, values: &[&str]) -> Result<Reply, String> {
    let rated = |value: &&str| {
        let (name, how) = value.rsplit_once(':').unwrap_or((value, "liked"));
        json!([name.trim(), how])
    };
    let answer = match (values, &question.enter, question.options.is_empty()) {
        (values, ..) if values.contains(&DONT_KNOW) => Value::Null,
        ([.., text], Some(_), true) => json!(text),
        (values, Some(_), false) => values.iter().map(rated).collect(),
        (values, None, _) => json!(values),
        ([], ..) => Value::Null,
    };
    Quiz::reply_to(question, &answer)
}

fn page(engine: &Engine, state: &State, question: &Question, query: &Query) -> Markup {
    let id = question.id.as_str();
    let number =
        state.said.without(&[id]).said().map(|(key, _)| key).collect::<std::collections::BTreeSet<_>>().len() + 1;
    let most = state.quiz.count();
    html! {
        div.beside {
            div {
                p.crumbs #step { "Question " (number) " of at most " (most) }
                progress.steps value=(number) max=(most) aria-labelledby="step" { (number) " of " (most) }
                (mistakes(&state.wrong, &[id]))
                form action="/quiz" {
                    (kept(state.said.without(&[id]).said()))
                    input type="hidden" name="now" value=(id);
                    (asked(question, state, query))
                    div.actions {
                        button.main { "Continue" }
                        button name=(id) value=(DONT_KNOW) formnovalidate { "I don't know" }
                        @if let Some(before) = state.before(id) {
                            a href=(state.said.with("at", before).at("/quiz")) { "Back" }
                        }
                    }
                }
            }
            aside.side aria-labelledby="so-far" { (so_far(engine, state)) }
        }
    }
}

/// The question with its explanation and what can be answered.
fn asked(question: &Question, state: &State, query: &Query) -> Markup {
    let id = question.id.as_str();
    let faulty = state.wrong.iter().any(|trouble| trouble.field.as_deref() == Some(id));
    let written = query.all(id).find(|value| *value != DONT_KNOW).unwrap_or_default();
    if let Some(enter) = question.enter.as_ref().filter(|_| question.options.is_empty()) {
        let hint = format!("{} {}", question.help, first_letter_large(&enter.hint));
        return html! {
            h1 { label for=(field_id(id)) { (question.ask) } }
            (TextField { key: id, label: "", hint: &hint, value: written, suggest: None }.markup(&state.wrong))
        };
    }
    let chosen: Vec<&str> = query.all(id).collect();
    html! {
        fieldset id=(field_id(id)) .faulty[faulty] {
            legend { h1 { (question.ask) } }
            p.hint { (question.help) }
            (field_mistake(&state.wrong, id))
            @if question.enter.is_some() { (gear(question, &chosen)) } @else {
                div.choices {
                    @for (at, option) in question.options.iter().enumerate() {
                        label.choice for={ (field_id(id)) "-" (at) } {
                            input id={ (field_id(id)) "-" (at) } name=(id) value=(option.id) checked[chosen.contains(&option.id.as_str())]
                                type=(if question.at_most > 1 { "checkbox" } else { "radio" });
                            span { (option.say) @if !option.note.is_empty() { small { (option.note) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Names with what was thought of them.
fn gear(question: &Question, said: &[&str]) -> Markup {
    let hint = question.enter.as_ref().map_or("", |enter| enter.hint.as_str());
    html! {
        p.hint { (first_letter_large(hint)) }
        @for at in 0..question.at_most {
            @let (name, how) = said.get(at).filter(|said| **said != DONT_KNOW).and_then(|said| said.rsplit_once(':')).unwrap_or(("", ""));
            div.pair {
                div.field {
                    label for={ "gear-name-" (at) } { "Earphone " (at + 1) }
                    input type="text" id={ "gear-name-" (at) } name="gear-name" value=(name) maxlength="200"
                        autocomplete="off" data-suggest="models";
                }
                div.field {
                    label for={ "gear-how-" (at) } { "What of it" }
                    select id={ "gear-how-" (at) } name="gear-how" {
                        @for option in &question.options { option value=(option.id) selected[option.id == how] { (option.say) } }
                    }
                }
            }
        }
    }
}

/// What the answers mean so far: the first three, and each answer with a way to change it.
fn so_far(engine: &Engine, state: &State) -> Markup {
    let wishes = state.quiz.wishes();
    let advice = engine.recommend(&wishes, LEADERS).ok();
    let catalog = engine.catalog().ok();
    let mut ids: Vec<&str> = state.said.said().map(|(key, _)| key).collect();
    ids.dedup();
    let title =
        |id: &str| state.quiz.questions().iter().find(|q| q.id == id).map_or(id.to_owned(), |q| q.title.clone());
    html! {
        h2 #so-far { "So far" }
        @if let (Some(advice), Some(catalog)) = (advice, catalog) {
            ol.leaders {
                @for r in &advice.results {
                    @if let Some(entry) = catalog.get(&r.id) {
                        li { a href=(address::model(&r.id)) { (entry.model.name()) } br;
                            small { (price(entry.model.price_usd)) ", score " (format!("{:.0}", r.score)) } }
                    }
                }
            }
            @if advice.results.is_empty() { p.warn { "No model meets all of that." } }
        }
        p { a.button href=(address::of_wishes(&wishes).at("/advice")) { "Show me now" } }
        @for conflict in state.quiz.conflicts() { p.warn { (conflict) } }
        @if !ids.is_empty() {
            h3 { "Your answers" }
            dl.facts {
                @for id in ids {
                    dt { (first_letter_large(&title(id))) }
                    @let words = state.quiz.answer_in_words(id);
                    dd { @if words.is_empty() { "don't know" } @else { (words) } " "
                        a href=(state.said.with("at", id).at("/quiz")) { "change" span.unseen { " " (title(id)) } } }
                }
            }
        }
    }
}
