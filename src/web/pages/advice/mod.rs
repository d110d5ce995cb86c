//! The advice: the list with its reasons, and every wish as a field beside it.

mod result;

use maud::{Markup, html};

use crate::advice::Repair;
use crate::calls::Recommend;
use crate::quiz::questions;
use crate::report::graph::small;
use crate::report::{self, sentences, text::count};
use crate::web::answer::Answer;
use crate::web::facets::{facets, keys};
use crate::web::form::{kept, mistakes};
use crate::web::frame::{Sheet, framed};
use crate::web::given::{self, Trouble};
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Advice, Engine, Error, Graph, Preferences, Quiz, WhyNot};

/// What is shown: the wishes as they were understood, and what follows from them.
struct Told {
    wishes: Preferences,
    advice: Advice,
    why_not: Option<WhyNot>,
    /// The first measured models over the person's target.
    graph: Graph,
    top: usize,
}

/// Models that get a picture: more lines than this nobody can tell apart.
const DRAWN: usize = 6;
/// Longest list of a page.
const LONGEST: usize = 50;

/// The page of a list.
pub(crate) fn advice(site: &Site, query: &Query) -> Answer {
    let engine = site.engine();
    let (given, told) = given::answered::<Recommend, _>(query, &[], |call| tell(engine, call));
    let shown = in_the_form(query, given.call.as_ref(), &given.wrong);
    let Some(told) = told else {
        let main = html! {
            h1 { "Advice" }
            (mistakes(&given.wrong, &keys()))
            div #wishes { (side(&shown, &given.wrong)) }
        };
        return Answer::page(422, framed(&Sheet { title: "Advice", main, part: "/quiz", scripts: &[] }));
    };
    let fields = keys();
    let main = html! {
        h1 { "For you" }
        (mistakes(&given.wrong, &fields))
        div.beside {
            p.unseen #said role="status" {}
            div #list { (list(engine, &told, &given.query)) }
            aside.side #wishes aria-labelledby="wishes-title" { (side(&shown, &given.wrong)) }
        }
    };
    let status = if given.wrong.is_empty() { 200 } else { 422 };
    let title = match told.advice.results.first() {
        Some(first) => format!("{} and others for you", name(engine, &first.id)),
        None => "Nothing fits all of that".to_owned(),
    };
    Answer::page(status, framed(&Sheet { title: &title, main, part: "/quiz", scripts: &["advice"] }))
}

/// What the form beside the list holds: the wishes by the words of its choices, however they were written, and
/// what was refused as it was written.
fn in_the_form(query: &Query, call: Option<&Recommend>, wrong: &[Trouble]) -> Query {
    let wishes = call.map(|call| address::of_wishes(&call.wishes)).unwrap_or_default();
    let beside = query.said().filter(|(key, _)| matches!(*key, "brand" | "top"));
    let shown = beside.fold(wishes, |shown, (key, value)| shown.and(key, value));
    let refused = wrong.iter().filter_map(|trouble| trouble.field.as_deref());
    refused.fold(shown, |shown, key| {
        match query.last(key).filter(|value| !shown.all(key).any(|known| known == *value)) {
            Some(value) => shown.and(key, value),
            None => shown,
        }
    })
}

fn tell(engine: &Engine, call: &Recommend) -> Result<Told, Error> {
    let wishes = call.wishes(engine)?;
    let top = call.top();
    if top > LONGEST {
        return Err(Error::Asked(format!("--top: {top} are more than a page shows; write a number up to {LONGEST}")));
    }
    let advice = engine.recommend(&wishes, top)?;
    let why_not = call.why_not.as_deref().map(|model| engine.why_not(&wishes, model)).transpose();
    let why_not = why_not.map_err(|e| named_why_not(&e))?;
    let catalog = engine.catalog()?;
    let measured = advice.results.iter().filter_map(|r| catalog.get(&r.id)).filter(|entry| entry.measured.is_some());
    let drawn: Vec<String> = measured.take(DRAWN).map(|entry| entry.model.id.to_string()).collect();
    let graph = engine.graph(&drawn, "mine", &wishes)?;
    Ok(Told { wishes, advice, why_not, graph, top })
}

/// A mistake in the model of "why is mine not first".
fn named_why_not(error: &Error) -> Error {
    let text = error.to_string();
    Error::Asked(if text.starts_with("--") { text } else { format!("--why-not: {text}") })
}

fn name(engine: &Engine, id: &str) -> String {
    engine.catalog().ok().and_then(|catalog| catalog.get(id)).map_or_else(|| id.to_owned(), |e| e.model.name())
}

fn list(engine: &Engine, told: &Told, query: &Query) -> Markup {
    let Told { wishes, advice, graph, .. } = told;
    let Ok(catalog) = engine.catalog() else { return html! {} };
    let said = report::wishes(wishes);
    let all = advice.fitting + advice.excluded.count;
    let target = graph.series.iter().find(|s| s.kind == crate::sound::graph::Kind::Target);
    let picture = |id: &str| graph.responses().find(|s| s.id == id).map(|s| small(s, target, &format!("g-{id}")));
    html! {
        p { @if said.is_empty() { "Nothing asked: what suits most people." } @else { (crate::web::form::first_letter_large(&said)) "." }
            " " (advice.fitting) " of " (all) " models fit. " a href="#wishes" { "Change your wishes" } }
        (conflicts(wishes))
        @if let Some(taste) = &advice.taste { p.note { (sentences::learned(taste)) } }
        @if let Some(text) = sentences::kept(advice, catalog) { p.warn { (text) } }
        @if advice.results.is_empty() {
            (nothing(advice))
        }
        (repairs(engine, &advice.repairs))
        @if !advice.results.is_empty() {
            form action="/compare" {
                (kept(address::of_wishes(wishes).said()))
                ol.ranked {
                    @for (at, r) in advice.results.iter().enumerate() {
                        li { (result::result(at + 1, r, catalog, wishes, picture(&r.id))) }
                    }
                }
                div.actions {
                    button { "Compare ticked ones" }
                    @if advice.fitting > told.top && told.top < LONGEST {
                        a.button href=(query.with("top", (told.top + 5).min(LONGEST).to_string()).at("/advice")) { "Show more" }
                    }
                    button type="button" data-copy="" hidden { "Copy link" }
                }
            }
            @for text in sentences::ties(advice).into_iter().chain(sentences::no_rule(advice, wishes)) { p.note { (text) } }
            p.note { (sentences::legend(advice)) }
            (critiques(engine, told))
        }
        (why_not(engine, told, query))
        (elsewhere(wishes, query))
    }
}

/// Wishes that work against each other, as the questionnaire says it.
fn conflicts(wishes: &Preferences) -> Markup {
    let quiz = Quiz::with(questions(), wishes);
    html! { @for conflict in quiz.conflicts() { p.warn { (conflict) } } }
}

fn nothing(advice: &Advice) -> Markup {
    html! {
        h2 { "No model meets all of that" }
        ul {
            @for (rule, n) in &advice.excluded.by_rule {
                li { (count(*n, "model")) " " (sentences::removed(rule, *n == 1)) }
            }
        }
    }
}

/// What to give up so that more models remain, each a way to the list with that change.
fn repairs(engine: &Engine, repairs: &[Repair]) -> Markup {
    html! {
        @if !repairs.is_empty() {
            h2 { "What would open more" }
            ul {
                @for repair in repairs {
                    li {
                        a href=(address::of_wishes(&repair.wishes).at("/advice")) { (crate::web::form::first_letter_large(&repair.say)) }
                        ": " (count(repair.opens, "model")) ", the best is " (name(engine, &repair.best))
                    }
                }
            }
        }
    }
}

/// Like the first, but: every word that some other model meets.
fn critiques(engine: &Engine, told: &Told) -> Markup {
    let Some(first) = told.advice.results.first() else { return html! {} };
    let options = engine.ranking(&told.wishes).ok().and_then(|ranking| {
        let entry = engine.catalog().ok()?.get(&first.id)?;
        Some(ranking.critiques(entry))
    });
    let options = options.unwrap_or_default();
    let to = |option: &crate::advice::CritiqueOption| {
        let query = address::of_wishes(&told.wishes).without(&["like", "but"]).and("like", first.id.clone());
        option.words.iter().fold(query, |query, word| query.and("but", word.word())).at("/advice")
    };
    html! {
        @if !options.is_empty() {
            h2 { "Like the " (name(engine, &first.id)) ", but ..." }
            ul.tags {
                @for option in &options {
                    @let titles = option.words.iter().map(|word| crate::advice::critique_title(*word)).collect::<Vec<_>>();
                    li { a.tag href=(to(option)) title={ (count(option.count, "model")) ", the best is " (name(engine, &option.best)) } { (titles.join(" and ")) } }
                }
            }
        }
    }
}

fn why_not(engine: &Engine, told: &Told, query: &Query) -> Markup {
    let asked = told.why_not.as_ref();
    let mine = asked.map(|answer| name(engine, &answer.id)).unwrap_or_default();
    html! {
        section #why-not aria-labelledby="why-not-title" {
            h2 #why-not-title { "Why is mine not first?" }
            @if let Some(answer) = asked {
                p { (report::why_not_headline(answer, &mine)) }
                @if !answer.against.is_empty() { ul { @for against in &answer.against { li { (against.because) } } } }
                @if let Some(lets_in) = &answer.lets_in { p { "What would let it in: " (lets_in) "." } }
                @if let Some(first) = &answer.first {
                    p { "The first, " (name(engine, &first.id)) " with " (format!("{:.0}", first.score)) " points, against it:" }
                    ul { @for gap in answer.gaps.iter().take(4) { li { (report::why_not_gap(gap)) } } }
                }
            }
            form.search action="/advice#why-not" {
                (kept(query.without(&["why-not"]).said()))
                label.unseen for="f-why-not" { "A model" }
                input type="text" id="f-why-not" name="why-not" value=(mine) placeholder="A model" maxlength="200"
                    autocomplete="off" data-suggest="models";
                button { "Ask" }
            }
        }
    }
}

/// The same elsewhere: in a terminal, for a program, as questions.
fn elsewhere(wishes: &Preferences, query: &Query) -> Markup {
    html! {
        h2 { "Take it with you" }
        p { "The address of this page holds all of it. As a command line:" }
        pre { code { (wishes.command_line()) } }
        p {
            a href=(query.at("/api/v1/recommend")) { "As JSON" } " · "
            a href="/quiz" { "Go through the questions instead" }
        }
    }
}

fn side(query: &Query, wrong: &[Trouble]) -> Markup {
    html! {
        h2 #wishes-title { "Your wishes" }
        form action="/advice" data-live="list" {
            (kept(query.said().filter(|(key, _)| matches!(*key, "brand" | "top"))))
            (facets(query, wrong))
            div.actions { button.main { "Show the list" } a href="/advice" { "Forget all" } }
        }
    }
}
