//! What can stand for a value of a name: `MODEL`, `DEVICE`, `FIELD`.
//!
//! Keeps true: what is offered is understood where it is offered, and holds no character that a shell would want
//! quoted. What is typed may be the beginning of any word of any name of a thing, in any case.

use std::ffi::OsStr;

use clap::ValueEnum;
use clap_complete::CompletionCandidate;
use iem::diag::Code;
use iem::fit::{self, Spelling};
use iem::schema::{FIELDS, Record};
use iem::{Complaint, Engine, Plug, Rig, names, schemas, sound};
use strum::IntoEnumIterator;

/// Something that can be typed.
struct Known {
    value: String,
    about: String,
    /// Its names, each its words joined by spaces; none where only the value itself is a name.
    names: Vec<String>,
}

impl Known {
    fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self { value: value.into(), about: about.into(), names: Vec::new() }
    }

    /// How well a text is its beginning: 0 of the whole, 1 of a later word; `None` if it is neither.
    fn begins_with(&self, text: &str, key: &str) -> Option<u8> {
        if self.value.starts_with(text) {
            return Some(0);
        }
        let starts = |name: &String| {
            let place = |at: usize| name[at..].replace([' ', '~'], "").starts_with(key);
            let later = || name.match_indices(' ').any(|(at, _)| place(at));
            if place(0) { Some(0) } else { later().then_some(1) }
        };
        self.names.iter().filter_map(starts).min().filter(|_| !key.is_empty())
    }
}

/// What can stand for a value: before a colon, and behind one.
#[derive(Clone, Copy)]
pub(super) struct Values {
    first: fn() -> Vec<Known>,
    behind: Option<fn() -> Vec<Known>>,
}

/// What completes a value, by its name in the usage.
///
/// A command that takes one more kind of name (a topic, a criterion) says here where the names are.
const KNOWN: &[(&str, Values)] = &[
    ("MODEL", only(models)),
    ("WORDS", only(models)),
    ("MODEL[:WHY]", Values { first: models, behind: Some(complaints) }),
    ("OWNED", only(owned)),
    ("[KIND] NAME", only(things)),
    ("CONNECTOR", only(connectors)),
    ("PLUG", only(plugs)),
    ("DEVICE", only(sources)),
    ("ADAPTER", only(adapters)),
    ("CABLE", Values { first: connectors, behind: Some(plugs) }),
    ("TARGET", only(targets)),
    ("TARGET|mine|none", only(targets_and_words)),
    ("RIG", only(rigs)),
    ("TOPIC", only(topics)),
    ("FIELD", only(model_fields)),
    ("EXPR", only(fields)),
    ("KEY=VALUE", only(facts)),
    ("CRITERION=N", only(criteria)),
    ("ID", only(rules)),
    ("CODE", only(codes)),
];

/// Names of values that nobody but the person knows.
#[cfg(test)]
pub(super) const FREE: &[&str] =
    &["1-5", "USD", "OHM", "DB", "V", "UV", "HZ", "N", "TEXT", "WHO", "NAME", "OHM=FILE", "COMMAND", "ADDRESS", "HOST"];

const fn only(first: fn() -> Vec<Known>) -> Values {
    Values { first, behind: None }
}

/// What is known of values of this name.
pub(super) fn of(name: &str) -> Option<Values> {
    KNOWN.iter().find(|(known, _)| *known == name).map(|(_, values)| *values)
}

impl Values {
    /// What can stand where a text was begun, the best first.
    pub(super) fn offer(self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        match (self.behind, typed.rsplit_once(':')) {
            (Some(behind), Some((before, begun))) => {
                beginning(behind(), begun).map(|c| c.add_prefix(format!("{before}:"))).collect()
            }
            _ => beginning((self.first)(), typed).collect(),
        }
    }
}

fn beginning(all: Vec<Known>, begun: &str) -> impl Iterator<Item = CompletionCandidate> {
    let (text, key) = (begun.to_lowercase(), names::normalise(begun));
    let found: Vec<(u8, Known)> =
        all.into_iter().filter_map(|known| Some((known.begins_with(&text, &key)?, known))).collect();
    // Who writes the beginning of a name means no later word of another.
    let best = found.iter().map(|(rank, _)| *rank).min();
    found.into_iter().filter(move |(rank, _)| Some(*rank) == best).map(|(_, known)| {
        CompletionCandidate::new(known.value).help((!known.about.is_empty()).then(|| known.about.into()))
    })
}

/// The engine of the person's folders, or the built-in one should their files have mistakes.
fn engine() -> Engine {
    let own = Engine::builder().with_folders().with_gear_of_folder().build();
    if own.models().is_ok() && own.rulebook().is_ok() { own } else { Engine::built_in() }
}

fn models() -> Vec<Known> {
    let engine = engine();
    let Ok(models) = engine.models() else { return Vec::new() };
    let known = |at: usize| {
        let model = models.shelf.get(at);
        let names = model.names.lines().filter_map(|line| line.split_once('\t'));
        Known { names: names.map(|(_, words)| words.to_owned()).collect(), ..Known::new(&*model.id, &*model.name) }
    };
    (0..models.shelf.len()).map(known).collect()
}

/// Names of parts, each part once.
fn parts(spellings: impl Iterator<Item = Spelling>) -> Vec<Known> {
    let mut all: Vec<Known> = Vec::new();
    for spelling in spellings {
        match all.iter_mut().find(|known| known.value == spelling.id) {
            Some(known) => known.names.push(spelling.words.to_owned()),
            None => {
                all.push(Known { names: vec![spelling.words.to_owned()], ..Known::new(spelling.id, spelling.title) });
            }
        }
    }
    all
}

fn connectors() -> Vec<Known> {
    parts(fit::connector_names())
}

/// Plugs as people write them first: `4.4mm`.
fn plugs() -> Vec<Known> {
    let mut all = parts(fit::plug_names());
    for plug in Plug::value_variants() {
        if let Some(known) = all.iter_mut().find(|known| known.value == fit::plug_id(*plug)) {
            plug.word().clone_into(&mut known.value);
        }
    }
    all
}

/// Those whose id alone is understood.
fn understood(sources: impl Iterator<Item = Spelling>) -> impl Iterator<Item = Known> {
    parts(sources).into_iter().filter(|source| fit::source_jacks(&source.value).is_ok())
}

/// Devices, then bare jacks.
fn sources() -> Vec<Known> {
    understood(fit::device_names()).chain(understood(fit::jack_names())).collect()
}

fn adapters() -> Vec<Known> {
    parts(fit::part_names())
}

fn complaints() -> Vec<Known> {
    let words = Complaint::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    words
        .map(|word| Known::new(word.get_name(), word.get_help().map(ToString::to_string).unwrap_or_default()))
        .collect()
}

/// What a person can own.
fn things() -> Vec<Known> {
    let kinds = ["model", "cable", "device"].map(|kind| Known::new(kind, format!("its name is that of a {kind}")));
    kinds.into_iter().chain(models()).chain(understood(fit::device_names())).chain(connectors()).collect()
}

/// What the person owns. A name of several words is offered as its words are typed: joined.
fn owned() -> Vec<Known> {
    let engine = engine();
    let Ok(gear) = engine.gear() else { return Vec::new() };
    let names = gear.models.iter().map(|m| m.model.as_str()).chain(gear.cables.iter().map(String::as_str));
    let joined = |name: &str| {
        name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':' | '+')).fold(String::new(), |all, word| {
            match (all.is_empty(), word.is_empty()) {
                (_, true) => all,
                (true, _) => word.to_lowercase(),
                _ => format!("{all}-{}", word.to_lowercase()),
            }
        })
    };
    names
        .chain(gear.devices.iter().map(String::as_str))
        .map(|name| Known { names: vec![name.to_lowercase()], ..Known::new(joined(name), name) })
        .collect()
}

fn targets() -> Vec<Known> {
    let known = |target: sound::Target| {
        let names = target.aliases.iter().chain([&target.name]).map(|name| name.to_lowercase()).collect();
        Known { names, ..Known::new(target.id, target.name) }
    };
    sound::targets().map(known).collect()
}

fn topics() -> Vec<Known> {
    let known = |topic: &iem::Topic| Known { names: topic.words.clone(), ..Known::new(&*topic.id, &*topic.title) };
    Engine::library().topics().iter().map(known).collect()
}

fn targets_and_words() -> Vec<Known> {
    let words = [("mine", "what your wishes ask for"), ("none", "draws no target")];
    words.map(|(word, about)| Known::new(word, about)).into_iter().chain(targets()).collect()
}

fn rigs() -> Vec<Known> {
    Rig::iter().map(|rig| Known::new(rig.to_string(), rig.title())).collect()
}

/// Fields of a model by their bare names, as `--sort` takes them.
fn model_fields() -> Vec<Known> {
    FIELDS.iter().filter(|f| f.record != Record::Want).map(|f| Known::new(f.name, f.doc)).collect()
}

/// All that an expression can begin with.
fn fields() -> Vec<Known> {
    FIELDS.iter().map(|f| Known::new(f.path(), f.doc)).collect()
}

fn facts() -> Vec<Known> {
    schemas::model_keys().into_iter().map(|key| Known::new(key + "=", "")).collect()
}

fn criteria() -> Vec<Known> {
    let engine = engine();
    let Ok(rulebook) = engine.rulebook() else { return Vec::new() };
    rulebook.criteria.iter().map(|(id, c)| Known::new(format!("{id}="), c.about.as_str())).collect()
}

/// Rules by their ids, and by what follows the file's name.
fn rules() -> Vec<Known> {
    let engine = engine();
    let Ok(rulebook) = engine.rulebook() else { return Vec::new() };
    let known = |id: &String| Known { names: vec![id.replace(['/', '-'], " ")], ..Known::new(id.as_str(), "") };
    rulebook.rules.keys().map(known).collect()
}

fn codes() -> Vec<Known> {
    let known = |code: Code| {
        let title = code.explanation().lines().next().unwrap_or_default();
        Known { names: vec![code.id().to_lowercase()], ..Known::new(code.id(), title) }
    };
    Code::iter().map(known).collect()
}

#[cfg(test)]
mod tests {
    use iem::Request;

    use super::*;

    /// What a list offers where a text was begun.
    fn offered(name: &str, typed: &str) -> Vec<String> {
        let values = of(name).expect("a kind of value");
        values.offer(OsStr::new(typed)).iter().map(|c| c.get_value().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_beginning_of_any_name_is_enough() {
        for (name, typed, first) in [
            ("MODEL", "hexa", "truthear-hexa"),
            ("MODEL", "TRUTHEAR-HE", "truthear-hexa"),
            ("MODEL", "Truthear He", "truthear-hexa"),
            ("MODEL", "ie90", "sennheiser-ie-900"),
            ("MODEL[:WHY]", "kato:sh", "kato:shouty"),
            ("CONNECTOR", "mm", "mmcx"),
            ("PLUG", "4.4m", "4.4mm"),
            ("PLUG", "penta", "4.4mm"),
            ("CABLE", "mmcx:2", "mmcx:2.5mm"),
            ("DEVICE", "apple d", "apple-usbc-us"),
            ("DEVICE", "3.5", "3.5-se"),
            ("ADAPTER", "trrs", "trrs-trs"),
            ("TARGET", "etym", "etymotic"),
            ("TARGET|mine|none", "mi", "mine"),
            ("FIELD", "pri", "price_usd"),
            ("EXPR", "iem.pri", "iem.price_usd"),
            ("KEY=VALUE", "noz", "nozzle_class="),
            ("CRITERION=N", "det", "detail="),
            ("ID", "heavy", "fit/heavy"),
            ("CODE", "e01", "E010"),
            ("RIG", "5", "5128"),
        ] {
            let all = offered(name, typed);
            assert_eq!(all.first().map(String::as_str), Some(first), "{name} {typed}: {all:?}");
        }
        assert!(offered("MODEL", "no such thing").is_empty());
    }

    #[test]
    fn what_is_offered_needs_no_quotes_and_is_understood() {
        for (name, _) in KNOWN {
            for value in offered(name, "") {
                let plain = |c: char| c.is_alphanumeric() || "-_.:=/+".contains(c);
                assert!(value.chars().all(plain), "{name}: {value}");
            }
        }
        let engine = Engine::built_in();
        for id in offered("MODEL", "") {
            assert_eq!(engine.model(&id).expect("a model").model.id, id);
        }
        for id in offered("CONNECTOR", "") {
            assert_eq!(fit::connector(&id), Ok(&*id));
        }
        for word in offered("PLUG", "") {
            assert!(fit::plug(&word).is_ok(), "{word}");
        }
        for id in offered("DEVICE", "") {
            assert!(fit::source_jacks(&id).is_ok(), "{id}");
        }
        for id in offered("ADAPTER", "") {
            let asked = Request { adapters: vec![id.clone()], plug: Some("4.4mm".to_owned()), ..Request::default() };
            assert!(engine.check(&asked, &[]).is_ok(), "{id}");
        }
        for id in offered("TARGET", "") {
            assert!(sound::find_target(&id).is_ok(), "{id}");
        }
    }
}
