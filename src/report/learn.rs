//! The words explained: contents, a group, a topic, `iem-learn-1`.

use serde_json::{Value, json};

use super::Page;
use super::text::{DIM, HEAD, pad, styled};
use crate::learn::{Block, Group, Library, Topic, blocks, plain};

/// `iem-learn-1`.
pub fn json<'a>(topics: impl IntoIterator<Item = &'a Topic>) -> Value {
    let topic = |t: &Topic| {
        json!({
            "id": t.id, "title": t.title, "summary": t.summary, "words": t.words, "see": t.see,
            "text": t.text, "sources": t.sources,
        })
    };
    json!({ "schema": "iem-learn-1", "topics": topics.into_iter().map(topic).collect::<Vec<_>>() })
}

/// All groups with the ids of their topics.
pub fn contents(library: &Library, page: Page) -> String {
    let mut out = format!("\n{}\n", styled(page, HEAD, " What you can learn here"));
    for group in library.groups() {
        out += &format!("\n {} {}\n", styled(page, HEAD, &group.title), styled(page, DIM, &format!("({})", group.id)));
        out += &paragraph(page, "   ", "   ", &group.topics.join(", "));
    }
    out.push('\n');
    let hint = "A topic: iem learn seal. A group with a line on each: iem learn drivers.";
    out + &paragraph(page, " ", " ", hint)
}

/// A group: a line for each topic.
pub fn group(library: &Library, group: &Group, page: Page) -> String {
    let mut out = format!("\n {}\n\n", styled(page, HEAD, &group.title));
    let width = group.topics.iter().map(String::len).max().unwrap_or(0) + 2;
    for topic in library.of(group) {
        let first = format!("   {}", pad(&topic.id, width));
        out += &paragraph(page, &first, &" ".repeat(width + 3), &topic.summary);
    }
    let example = group.topics.first().map_or("seal", String::as_str);
    format!("{out}\n{}", paragraph(page, " ", " ", &format!("More on one: iem learn {example}")))
}

/// A topic: its text wrapped, drawings as they are, where to read on, where it comes from.
pub fn topic(topic: &Topic, page: Page) -> String {
    let mut out = format!("\n{}\n\n", styled(page, HEAD, &format!(" {}", topic.title)));
    for block in blocks(&topic.text) {
        out += &match block {
            Block::Empty => "\n".to_owned(),
            Block::Drawing(line) => format!("   {line}\n"),
            Block::Item(text) => paragraph(page, " - ", "   ", &plain(&text)),
            Block::Paragraph(text) => paragraph(page, " ", " ", &plain(&text)),
        };
    }
    out.push('\n');
    if !topic.see.is_empty() {
        out += &paragraph(page, " Read on: iem learn ", "   ", &topic.see.join(", "));
    }
    let sources = paragraph(page, " Sources: ", "   ", &topic.sources.join("; "));
    for line in sources.lines() {
        out += &format!("{}\n", styled(page, DIM, line));
    }
    out
}

/// A paragraph in which no word is parted: `hooded-2-pin` and `time-lover.com` are typed as they stand.
fn paragraph(page: Page, first: &str, rest: &str, text: &str) -> String {
    let options = textwrap::Options::new(page.width.max(20)).initial_indent(first).subsequent_indent(rest);
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation)) + "\n"
}
