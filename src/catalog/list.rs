//! All models in the order of their ids.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::entry::Entry;
use super::model::Model;
use crate::fit::Earpiece;
use crate::names::{Index, Match};
use crate::sound::Measured;

/// All models, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    pub(super) entries: Vec<Entry>,
}

impl Catalog {
    /// From models and responses; sorted by id, so that the order of files never matters.
    pub fn new(mut models: Vec<Model>, mut responses: IndexMap<String, Measured>) -> Self {
        models.sort_by(|a, b| a.id.cmp(&b.id));
        let entry = |model: Model| {
            let measured = responses.swap_remove(model.id.as_ref());
            Entry::new(Cow::Owned(model), measured)
        };
        Self { entries: models.into_iter().map(entry).collect() }
    }

    /// All models in the order of their ids.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The model of an id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.binary_search_by(|e| e.model.id.as_ref().cmp(id)).ok().map(|at| &self.entries[at])
    }

    /// What the fit check needs of each model.
    pub fn earpieces(&self) -> Vec<Earpiece> {
        self.entries.iter().map(|e| earpiece(&e.model)).collect()
    }

    /// Finds a model by a loosely written name.
    pub fn find(&self, name: &str) -> Match<String> {
        if self.get(name).is_some() {
            return Match::One(name.to_owned());
        }
        let names = self.entries.iter().flat_map(|e| {
            let m = &e.model;
            let full = format!("{} {}", m.brand, m.model);
            let aliases = m.aliases.iter().flat_map(|a| [a.to_string(), format!("{} {a}", m.brand)]);
            [m.model.to_string(), full].into_iter().chain(aliases).map(|name| (name, m.id.to_string()))
        });
        Index::new(names).resolve(name)
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
