//! All models in the order of their ids.

use std::borrow::Cow;
use std::sync::OnceLock;

use indexmap::IndexMap;

use super::entry::Entry;
use super::model::Model;
use crate::fit::{self, Earpiece};
use crate::names::{Index, Match, Sureness};
use crate::sound::Measured;

/// All models, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    pub(super) entries: Vec<Entry>,
    /// Their names, once somebody asked for one that is not an id.
    pub(super) names: OnceLock<Index<String>>,
}

impl Catalog {
    /// From models and responses; sorted by id, so that the order of files never matters.
    pub fn new(mut models: Vec<Model>, mut responses: IndexMap<String, Measured>) -> Self {
        models.sort_by(|a, b| a.id.cmp(&b.id));
        let entry = |model: Model| {
            let measured = responses.swap_remove(model.id.as_ref());
            Entry::new(Cow::Owned(model), measured)
        };
        Self { entries: models.into_iter().map(entry).collect(), names: OnceLock::new() }
    }

    /// All models in the order of their ids.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The model of an id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.binary_search_by(|e| e.model.id.as_ref().cmp(id)).ok().map(|at| &self.entries[at])
    }

    /// The variants of a model: its other modules, switches, tips and revisions.
    pub fn variants_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries().filter(move |e| e.model.variant_of.as_deref() == Some(id))
    }

    /// What the fit check needs of each model.
    pub fn earpieces(&self) -> Vec<Earpiece> {
        self.entries.iter().map(|e| earpiece(&e.model)).collect()
    }

    /// The model of a loosely written name, or what it could be.
    pub fn find(&self, name: &str) -> Match<String> {
        self.read(name).0
    }

    /// The model of a name that leaves no doubt: no typing error is forgiven. For names that steer an answer.
    pub fn find_surely(&self, name: &str) -> Match<String> {
        match self.read(name) {
            (Match::One(id), false) => {
                Match::None { nearest: self.get(&id).map(|e| e.model.name()).into_iter().collect() }
            }
            (found, _) => found,
        }
    }

    /// The model of a name, and whether that is beyond doubt.
    pub fn read(&self, name: &str) -> (Match<String>, bool) {
        if self.get(name).is_some() {
            return (Match::One(name.to_owned()), true);
        }
        let index = self.names();
        let Some(found) = index.find(name) else { return (Match::None { nearest: index.nearest(name) }, false) };
        match &found.ids[..] {
            // Words that no name accounts for may name another model.
            [id] if !fit::is_harmless(&found.ignored) => {
                (Match::None { nearest: self.get(id).map(|e| e.model.name()).into_iter().collect() }, false)
            }
            [id] => (Match::One(id.clone()), found.sureness < Sureness::Typo),
            _ => (Match::Many(found.ids), false),
        }
    }

    fn names(&self) -> &Index<String> {
        self.names.get_or_init(|| self.index())
    }

    fn index(&self) -> Index<String> {
        let names = self.entries.iter().flat_map(|e| {
            let m = &e.model;
            let full = format!("{} {}", m.brand, m.model);
            let aliases = m.aliases.iter().flat_map(|a| [a.to_string(), format!("{} {a}", m.brand)]);
            [full, m.model.to_string()].into_iter().chain(aliases).map(|name| (name, m.id.to_string()))
        });
        Index::new(names).with_makers()
    }
}

/// What the fit check needs of a model.
pub(crate) fn earpiece(m: &Model) -> Earpiece {
    Earpiece {
        id: m.id.clone(),
        name: m.name().into(),
        names: Earpiece::names_of(&m.id, &m.brand, &m.model, &m.aliases).into(),
        socket: m.socket.clone(),
        socket_note: m.socket_note.clone(),
        stock_plugs: m.stock_plugs.clone().map(Cow::into_owned),
        impedance_ohm: m.impedance_ohm,
        sensitivity_db: m.sensitivity_db,
        sensitivity_ref: m.sensitivity_ref,
        nozzle_mm: m.nozzle_mm,
        nozzle_class: m.nozzle_class,
        form: m.form,
    }
}
