//! The models: facts with their provenance, measured responses, names.
//!
//! Takes the files of `data/catalogue` and `data/responses.json`; gives a [`Catalog`] with
//! unique ids in the order of their ids. A fact that is not known is absent, never 0.

mod drivers;
mod evidence;
pub(crate) mod facts;
pub(crate) mod load;
mod model;
mod named;
mod overlay;
mod own;
pub mod phone_book;
mod prepared;

pub use drivers::Drivers;
pub use evidence::{Evidences, Sources};
pub use facts::recalled;
pub use load::{Flaw, flaws, parse_brand, parse_responses};
pub use model::{Crinacle, Evidence, Model, Opinions, Source, Text};
pub use named::{Named, Names};
pub use own::OwnFile;

use std::borrow::Cow;
use std::sync::OnceLock;

use indexmap::IndexMap;

use crate::eval::{Facts, Value};
use crate::fit::Earpiece;
use crate::names::{Index, Match};
use crate::schema::FieldId;
use crate::sound::{Bands, Measured};

/// A model with what was computed of its response.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its facts.
    pub model: Cow<'static, Model>,
    /// Its measured response.
    pub measured: Option<Measured>,
    bands: OnceLock<Option<Bands>>,
    preference: OnceLock<Option<f64>>,
    facts: OnceLock<Facts>,
}

impl Entry {
    /// Nothing is computed before it is asked for: a ranking reads few of the fields.
    fn new(model: Cow<'static, Model>, measured: Option<Measured>) -> Self {
        Self { model, measured, bands: OnceLock::new(), preference: OnceLock::new(), facts: OnceLock::new() }
    }

    /// The bands of its response against neutral.
    pub fn bands(&self) -> Option<&Bands> {
        self.bands.get_or_init(|| Some(Bands::of(&self.measured.as_ref()?.curve))).as_ref()
    }

    /// Its preference score, see [`crate::sound::preference`].
    pub fn preference(&self) -> Option<f64> {
        let score = || Some(crate::sound::preference(&self.measured.as_ref()?.curve)?.score);
        *self.preference.get_or_init(score)
    }

    /// The value of a field of `iem`, `sound` or `opinion`, as rules read it.
    pub fn value(&self, id: FieldId) -> Option<Value> {
        facts::value(self, id)
    }

    /// All of these values.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| facts::of(self))
    }
}

/// All models, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    entries: Vec<Entry>,
}

impl Catalog {
    /// The built-in catalogue.
    ///
    /// # Errors
    /// What is wrong in the shipped files; a test keeps them whole.
    pub fn built_in() -> Result<Self, Vec<Flaw>> {
        load::built_in()
    }

    /// The built-in catalogue with files of the user's layers over it, as (name, text).
    ///
    /// # Errors
    /// What is wrong in these files.
    pub fn layered(files: &[(String, String)]) -> Result<Self, Vec<Flaw>> {
        if files.is_empty() { Self::built_in() } else { overlay::layered(files) }
    }

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
