//! The words explained: all topics, and one with its drawings.

use maud::{Markup, html};

use super::drawing::drawing_of;
use super::missing::no_such;
use crate::fit::about::{connectors, jacks, plugs};
use crate::learn::{Block, blocks, plain};
use crate::web::answer::Answer;
use crate::web::find::Kind;
use crate::web::form::first_letter_large;
use crate::web::frame::{Sheet, framed, search_field};
use crate::web::{Site, address};
use crate::{Engine, Subject, Topic};

/// All topics in their groups.
pub(crate) fn learn() -> Answer {
    let library = Engine::library();
    let main = html! {
        h1 { "What you can learn here" }
        p { "Each topic is one screen, in plain words, with its sources. Not sure what a word means? Search for it." }
        (search_field("", "search-learn"))
        @for group in library.groups() {
            section aria-labelledby={ "g-" (group.id) } {
                h2 id={ "g-" (group.id) } { (group.title) }
                dl.topics {
                    @for topic in library.of(group) {
                        div {
                            dt { a href=(address::topic(&topic.id)) { (topic.title) } }
                            dd { (first_letter_large(&topic.summary)) }
                        }
                    }
                }
            }
        }
    };
    Answer::page(200, framed(&Sheet { title: "Learn", main, part: "/learn", scripts: &[] }))
}

/// One topic; another word for it leads there.
pub(crate) fn topic(site: &Site, word: &str) -> Answer {
    if let Some(topic) = Engine::library().topic(word) {
        return page(topic);
    }
    match Engine::learn(word) {
        Ok(Subject::Topic(topic)) => Answer::elsewhere(address::topic(&topic.id)),
        Ok(Subject::Group(group)) => Answer::elsewhere(format!("/learn#g-{}", group.id)),
        Err(_) => no_such(site, "topic", word, Kind::Topics),
    }
}

fn page(topic: &Topic) -> Answer {
    let library = Engine::library();
    let group = library.groups().iter().find(|group| group.topics.contains(&topic.id));
    let see: Vec<&Topic> = topic.see.iter().filter_map(|id| library.topic(id)).collect();
    let drawn = drawings(topic);
    let main = html! {
        p.crumbs {
            a href="/learn" { "Learn" }
            @if let Some(group) = group { " / " a href={ "/learn#g-" (group.id) } { (group.title) } }
        }
        article {
            h1 { (topic.title) }
            p.summary { (first_letter_large(&topic.summary)) "." }
            (text(topic, &drawn))
        }
        (parts(topic))
        @if !see.is_empty() {
            h2 { "Read on" }
            ul {
                @for other in see {
                    li { a href=(address::topic(&other.id)) { (other.title) } ": " (other.summary) }
                }
            }
        }
        h2 { "Sources" }
        p.note { (topic.sources.join("; ")) }
    };
    Answer::page(200, framed(&Sheet { title: &topic.title, main, part: "/learn", scripts: &[] }))
}

/// The first part of each kind that the topic explains, drawn to scale; the others are drawn on their own pages.
fn drawings(topic: &Topic) -> Vec<Markup> {
    let mut kinds: Vec<&str> = Vec::new();
    let first = topic.parts().filter(|(kind, _)| {
        let new = !kinds.contains(kind);
        kinds.push(kind);
        new
    });
    first.map(|(kind, id)| drawing_of(kind, id, 1)).filter(|drawing| !drawing.0.is_empty()).collect()
}

/// Paragraphs, lists, drawings: neighbouring items are one list, neighbouring lines one drawing.
fn text(topic: &Topic, drawn: &[Markup]) -> Markup {
    let all = blocks(&topic.text);
    let same = |a: &Block<'_>, b: &Block<'_>| std::mem::discriminant(a) == std::mem::discriminant(b);
    html! {
        @if !drawn.is_empty() { div.drawings { @for drawing in drawn { (drawing) } } }
        @for run in all.chunk_by(same) {
            @match &run[0] {
                Block::Empty => {},
                // Drawn to scale above, it needs no drawing of letters.
                Block::Drawing(_) if !drawn.is_empty() => {},
                Block::Drawing(_) => (drawing(topic, run)),
                Block::Item(_) => ul { @for block in run { @if let Block::Item(text) = block { li { (inline(text)) } } } },
                Block::Paragraph(_) => {
                    @for block in run { @if let Block::Paragraph(text) = block { p { (inline(text)) } } }
                },
            }
        }
    }
}

/// A drawing of letters. Read aloud it is noise, so its words are said in its place.
fn drawing(topic: &Topic, run: &[Block<'_>]) -> Markup {
    let lines: Vec<&str> = run.iter().map(|b| if let Block::Drawing(line) = b { *line } else { "" }).collect();
    let word = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let labels: Vec<&str> =
        lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '.')).filter(word).collect();
    let labels = if labels.is_empty() { String::new() } else { format!(" Its labels: {}.", labels.join(" ")) };
    let said = format!("Drawing: {}. The text says the same in words.{labels}", plain(&topic.title));
    html! {
        div.scroll.drawing tabindex="0" role="region" aria-label={ "Drawing of " (topic.title) } {
            pre role="img" aria-label=(said) { (lines.join("\n")) }
        }
    }
}

/// A text whose words between backquotes are code; a command that explains a topic is a link to it.
fn inline(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 0 { (part) }
            @else if let Some(topic) = part.strip_prefix("iem learn ").and_then(|id| Engine::library().topic(id)) {
                a href=(address::topic(&topic.id)) { (topic.title) }
            }
            @else if let Some(to) = page_of(part) { a href=(to) { code { (part) } } }
            @else { code { (part) } }
        }
    }
}

/// The page that does what a command does.
fn page_of(command: &str) -> Option<&'static str> {
    Some(match command.strip_prefix("iem ")?.split(' ').next()? {
        "check" => "/check",
        "compare" => "/compare",
        "graph" => "/graph",
        "learn" => "/learn",
        "models" | "show" => "/search",
        "quiz" => "/quiz",
        "recommend" => "/advice",
        "rules" => "/rules",
        _ => return None,
    })
}

/// The parts that a topic explains.
fn parts(topic: &Topic) -> Markup {
    let connector = |id: &str| connectors().iter().find(|c| c.id == id).map(|c| ('c', c.name.as_str()));
    let plug = |id: &str| plugs().iter().find(|p| p.id == id).map(|p| ('p', p.name.as_str()));
    let jack = |id: &str| jacks().iter().find(|j| j.id == id).map(|j| ('j', j.name.as_str()));
    let part = |(kind, id): (&str, &str)| {
        let (letter, name) = match kind {
            "connector" => connector(id),
            "plug" => plug(id),
            "jack" => jack(id),
            _ => None,
        }?;
        Some((address::part(letter, id), name.to_owned()))
    };
    let parts: Vec<(String, String)> = topic.parts().filter_map(part).collect();
    html! {
        @if !parts.is_empty() {
            h2 { "What fits what" }
            ul { @for (to, name) in parts { li { a href=(to) { (name) } } } }
        }
    }
}
