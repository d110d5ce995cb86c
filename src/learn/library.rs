//! All topics, and what a word means among them.
//!
//! Keeps true: a topic's own words go before the names of parts, exact words before loose ones.

use std::sync::LazyLock;

use super::topic::{Group, Subject, Topic};
use super::{fields, read};
use crate::names::{Index, Match};
use crate::{fit, knowledge};

/// Every topic and group.
#[derive(Debug)]
pub struct Library {
    topics: Vec<Topic>,
    groups: Vec<Group>,
    index: Index<usize>,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::new);

/// What the program brings with it, read when first asked.
pub fn library() -> &'static Library {
    &LIBRARY
}

const CONTENTS: &str = "contents";

impl Library {
    fn new() -> Self {
        let files = || knowledge::LEARN.iter().map(|(path, text)| (*path, *text));
        let contents = files().find(|(path, _)| read::stem(path) == CONTENTS).map_or("", |(_, text)| text);
        let groups = read::groups(contents);
        let written = files().filter(|(path, _)| read::stem(path) != CONTENTS);
        let mut topics: Vec<Topic> = written.map(|(path, text)| read::topic(path, text)).collect();
        topics.extend(fields::topics());
        let place = |topic: &Topic| {
            let of = |group: &Group| group.topics.iter().position(|id| *id == topic.id);
            groups.iter().enumerate().find_map(|(at, group)| Some((at, of(group)?))).unwrap_or((usize::MAX, 0))
        };
        topics.sort_by_key(place);
        let index = index(&topics, &groups);
        Self { topics, groups, index }
    }

    /// All topics in the order in which to read them.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// All groups, in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The topics of a group, in its order.
    pub fn of<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a Topic> {
        group.topics.iter().filter_map(|id| self.topic(id))
    }

    /// The topic of an id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// What a word, loosely written, leads to: a topic, a group, or the topic of a part that it names.
    pub fn find(&self, text: &str) -> Match<Subject<'_>> {
        let own = || self.index.literal(text).or_else(|| self.index.exact(text)).map(|found| found.ids);
        let loose = self.index.find(text);
        // A part that all words mean says more than a topic that some of them name.
        let (whole, rest) = match loose {
            Some(found) if found.ignored.is_empty() => (Some(found.ids), None),
            other => (None, other.map(|found| found.ids)),
        };
        let places = own()
            .or_else(|| self.of_parts(&fit::parts_named(text)))
            .or(whole)
            .or_else(|| self.of_parts(&fit::parts_meant(text)))
            .or(rest)
            .or_else(|| self.of_parts(&fit::parts_like(text)));
        let subjects: Vec<Subject<'_>> = places.into_iter().flatten().filter_map(|at| self.at(at)).collect();
        match subjects.as_slice() {
            [] => Match::None { nearest: self.index.nearest(text) },
            [one] => Match::One(*one),
            _ => Match::Many(subjects),
        }
    }

    /// The topics of parts, each once.
    fn of_parts(&self, parts: &[(&str, &str)]) -> Option<Vec<usize>> {
        let explains = |topic: &&Topic| parts.iter().any(|(kind, id)| topic.explains(kind, id));
        let places: Vec<usize> =
            self.topics.iter().enumerate().filter(|(_, topic)| explains(topic)).map(|(at, _)| at).collect();
        (!places.is_empty()).then_some(places)
    }

    fn at(&self, at: usize) -> Option<Subject<'_>> {
        let group = || self.groups.get(at - self.topics.len()).map(Subject::Group);
        self.topics.get(at).map(Subject::Topic).or_else(group)
    }
}

/// Ids, titles and words; groups stand behind the topics.
fn index(topics: &[Topic], groups: &[Group]) -> Index<usize> {
    let of_topics = topics.iter().enumerate().flat_map(|(at, topic)| {
        let names = [topic.id.as_str(), topic.title.as_str()].into_iter().chain(topic.words.iter().map(String::as_str));
        names.map(move |name| (name, at))
    });
    let of_groups = groups.iter().enumerate().flat_map(|(at, group)| {
        let names = [group.id.as_str(), group.title.as_str()].into_iter().chain(group.words.iter().map(String::as_str));
        names.map(move |name| (name, topics.len() + at))
    });
    Index::new(of_topics.chain(of_groups))
}
