//! Everything that has a name and a page: found by what a person types, loosely.
//!
//! Takes a text; gives hits, the surest first. A name that equals the text goes before one that has all its words,
//! that before one that begins with it, that before one of whose words each word of the text is the beginning.

use std::cmp::Reverse;

use super::query::Query;
use super::{Site, address};
use crate::fit::{self, Spelling};
use crate::names::{Match, normalise, words};
use crate::{Engine, Error, Subject};

/// What can be found, in the order in which kinds are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Models.
    Models,
    /// Devices.
    Devices,
    /// Connectors at the ear.
    Connectors,
    /// Plugs.
    Plugs,
    /// Jacks.
    Jacks,
    /// Adapters and dongles.
    Adapters,
    /// Topics.
    Topics,
    /// Rules.
    Rules,
}

impl Kind {
    /// All kinds.
    pub(super) const ALL: [Self; 8] = [
        Self::Models,
        Self::Devices,
        Self::Connectors,
        Self::Plugs,
        Self::Jacks,
        Self::Adapters,
        Self::Topics,
        Self::Rules,
    ];

    /// Its title, which is also its place on the page of all names.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Models => "Models",
            Self::Devices => "Devices",
            Self::Connectors => "Connectors",
            Self::Plugs => "Plugs",
            Self::Jacks => "Jacks",
            Self::Adapters => "Adapters",
            Self::Topics => "Explained",
            Self::Rules => "Rules",
        }
    }
}

/// How well a name answers to a text, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It is the name.
    Is,
    /// Each word is a word of the name.
    Whole,
    /// The name begins so.
    Begins,
    /// Each word begins a word of the name.
    Words,
    /// From a later word on the name begins so, its words in one: `zero2` in `Zero: 2`.
    Holds,
    /// Only what is said of it holds the text, or the text is misspelt.
    Loose,
}

/// Something with a name and a page.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its page.
    pub to: String,
    /// A few words about it.
    pub note: String,
    /// How well it answers.
    pub rank: Rank,
    /// Other names.
    also: Vec<String>,
    /// How well known it is.
    known: u16,
}

impl Hit {
    fn new(kind: Kind, name: impl Into<String>, to: String) -> Self {
        Self { kind, name: name.into(), to, note: String::new(), rank: Rank::Loose, also: Vec::new(), known: 0 }
    }
}

/// What a text answers to, among these kinds; all of it, the surest first.
///
/// # Errors
/// Layers that cannot be read.
pub(super) fn find(site: &Site, text: &str, kinds: &[Kind]) -> Result<Vec<Hit>, Error> {
    let asked = Typed { key: normalise(text), words: words(text) };
    if asked.key.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for kind in kinds {
        let ranked = named(site, *kind)?.into_iter().filter_map(|hit| Some(Hit { rank: asked.rank(&hit)?, ..hit }));
        found.extend(ranked);
    }
    // A word that is the name of a part is rarely meant for the model that is called so too.
    let last = |hit: &Hit| hit.rank == Rank::Is && hit.kind == Kind::Models;
    found.sort_by_key(|hit| (hit.rank, last(hit), Reverse(hit.known), hit.kind));
    Ok(found)
}

/// Everything of a kind.
///
/// # Errors
/// Layers that cannot be read.
pub(super) fn named(site: &Site, kind: Kind) -> Result<Vec<Hit>, Error> {
    Ok(match kind {
        Kind::Models => models(site)?,
        Kind::Devices => spelt(kind, fit::device_names(), |s| address::part('d', s.id)),
        Kind::Connectors => spelt(kind, fit::connector_names(), |s| address::part('c', s.id)),
        Kind::Plugs => spelt(kind, fit::plug_names(), |s| address::part('p', s.id)),
        Kind::Jacks => spelt(kind, fit::jack_names(), |s| address::part('j', s.id)),
        Kind::Adapters => spelt(kind, fit::part_names(), |s| Query::of([("adapter", s.title)]).at("/check")),
        Kind::Topics => topics(),
        Kind::Rules => rules(site)?,
    })
}

fn models(site: &Site) -> Result<Vec<Hit>, Error> {
    let hit = |entry: &crate::Entry| {
        let m = &entry.model;
        let also = m.aliases.iter().flat_map(|a| [a.to_string(), format!("{} {a}", m.brand)]);
        let also = also.chain([m.model.to_string(), m.id.to_string()]).collect();
        let known = m.sites.unwrap_or(0);
        Hit { also, known, ..Hit::new(Kind::Models, m.name(), address::model(&m.id)) }
    };
    Ok(site.engine().catalog()?.entries().map(hit).collect())
}

/// Parts of the tables, each once with all its spellings.
fn spelt(kind: Kind, all: impl Iterator<Item = Spelling>, to: impl Fn(&Spelling) -> String) -> Vec<Hit> {
    let mut out: indexmap::IndexMap<&str, Hit> = indexmap::IndexMap::new();
    for spelling in all {
        let hit = out.entry(spelling.id).or_insert_with(|| Hit::new(kind, spelling.title, to(&spelling)));
        hit.also.push(spelling.words.replace('~', " "));
    }
    out.into_values().collect()
}

fn topics() -> Vec<Hit> {
    let library = Engine::library();
    let topics = library.topics().iter().map(|topic| {
        let also = topic.words.iter().cloned().chain([topic.id.clone()]).collect();
        Hit { note: topic.summary.clone(), also, ..Hit::new(Kind::Topics, &topic.title, address::topic(&topic.id)) }
    });
    let groups = library.groups().iter().map(|group| {
        let also = group.words.iter().cloned().chain([group.id.clone()]).collect();
        Hit { also, ..Hit::new(Kind::Topics, &group.title, format!("/learn#g-{}", group.id)) }
    });
    topics.chain(groups).collect()
}

fn rules(site: &Site) -> Result<Vec<Hit>, Error> {
    let rules = site.engine().rulebook()?.rules.values();
    Ok(rules
        .map(|rule| Hit { note: rule.because.plainly(), ..Hit::new(Kind::Rules, &rule.id, address::rule(&rule.id)) })
        .collect())
}

/// A text as it is compared with names.
struct Typed {
    key: String,
    words: Vec<String>,
}

impl Typed {
    fn rank(&self, hit: &Hit) -> Option<Rank> {
        let names = std::iter::once(&hit.name).chain(&hit.also);
        let best = names.filter_map(|name| self.rank_of(name)).min();
        best.or_else(|| (!hit.note.is_empty() && self.begins_words_of(&hit.note)).then_some(Rank::Loose))
    }

    fn rank_of(&self, name: &str) -> Option<Rank> {
        let key = normalise(name);
        if key == self.key {
            Some(Rank::Is)
        } else if self.are_words_of(name) {
            Some(Rank::Whole)
        } else if key.starts_with(&self.key) {
            Some(Rank::Begins)
        } else if self.begins_words_of(name) {
            Some(Rank::Words)
        } else {
            let own = words(name);
            (1..own.len()).any(|at| own[at..].concat().starts_with(&self.key)).then_some(Rank::Holds)
        }
    }

    fn are_words_of(&self, text: &str) -> bool {
        let own = words(text);
        self.words.iter().all(|word| own.contains(word))
    }

    fn begins_words_of(&self, text: &str) -> bool {
        let own = words(text);
        self.words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    }
}

/// What a text may mean that nothing answers to: names as the terminal reads them, typing errors forgiven.
///
/// # Errors
/// Layers that cannot be read.
pub(super) fn meant(site: &Site, text: &str) -> Result<Vec<Hit>, Error> {
    let catalog = site.engine().catalog()?;
    let model = |id: &str| catalog.get(id).map(|e| Hit::new(Kind::Models, e.model.name(), address::model(id)));
    let mut out: Vec<Hit> = match catalog.find(text) {
        Match::One(id) => model(&id).into_iter().collect(),
        Match::Many(ids) => ids.iter().filter_map(|id| model(id)).collect(),
        Match::None { nearest } => nearest.iter().filter_map(|name| model(&one(catalog.find(name))?)).collect(),
    };
    out.extend(fit::device(text).map(|(id, name)| Hit::new(Kind::Devices, name, address::part('d', id))));
    let subject = |subject: Subject<'_>| match subject {
        Subject::Topic(topic) => Hit::new(Kind::Topics, &topic.title, address::topic(&topic.id)),
        Subject::Group(group) => Hit::new(Kind::Topics, &group.title, format!("/learn#g-{}", group.id)),
    };
    out.extend(match Engine::library().find(text) {
        Match::One(found) => vec![subject(found)],
        Match::Many(found) => found.into_iter().map(subject).collect(),
        Match::None { .. } => Vec::new(),
    });
    Ok(out)
}

fn one(found: Match<String>) -> Option<String> {
    if let Match::One(id) = found { Some(id) } else { None }
}

/// The nearest names of a kind to a text that is none of them, at most three.
///
/// # Errors
/// Layers that cannot be read.
pub(super) fn nearest(site: &Site, text: &str, kind: Kind) -> Result<Vec<Hit>, Error> {
    const NEAREST: usize = 3;
    let found = find(site, text, &[kind])?;
    if !found.is_empty() {
        return Ok(found.into_iter().take(NEAREST).collect());
    }
    let key = normalise(text);
    let distance = |hit: &Hit| {
        let names = std::iter::once(&hit.name).chain(&hit.also);
        names.map(|name| strsim::osa_distance(&key, &normalise(name))).min().unwrap_or(usize::MAX)
    };
    let mut all: Vec<(usize, Hit)> = named(site, kind)?.into_iter().map(|hit| (distance(&hit), hit)).collect();
    all.sort_by_key(|(distance, _)| *distance);
    let near = all.into_iter().filter(|(distance, _)| *distance <= key.chars().count().max(3));
    Ok(near.map(|(_, hit)| hit).take(NEAREST).collect())
}
