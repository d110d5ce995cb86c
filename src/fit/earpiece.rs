//! What the fit check needs of a model, and the models to choose from.
//!
//! The built-in models stand in a table that the build script made of the catalogue: nothing is
//! read at start. Models of the person's own files come from the whole catalogue.

use std::borrow::Cow;

use strum::VariantArray;

use super::tables::{self, Place, connector_ids};
use crate::names::{self, Found, Index, Sureness};
use crate::words::{Form, NozzleClass, Plug, SensitivityRef};

/// A model as the fit check sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Earpiece {
    /// Its id.
    pub id: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
    /// All its names: a line each, the name, a tab, its words joined by spaces.
    pub names: Cow<'static, str>,
    /// Id of its socket.
    pub socket: Option<Cow<'static, str>>,
    /// What to know about the socket.
    pub socket_note: Option<Cow<'static, str>>,
    /// Plugs of the cables in the box.
    pub stock_plugs: Option<Vec<Plug>>,
    /// Nominal impedance, ohm.
    pub impedance_ohm: Option<f64>,
    /// Sensitivity in dB, in the unit of `sensitivity_ref`.
    pub sensitivity_db: Option<f64>,
    /// Unit of the sensitivity.
    pub sensitivity_ref: Option<SensitivityRef>,
    /// Outer diameter of the nozzle, mm.
    pub nozzle_mm: Option<f64>,
    /// Thickness of the nozzle in a word.
    pub nozzle_class: Option<NozzleClass>,
    /// Universal or custom.
    pub form: Option<Form>,
}

/// No word.
const NONE: u8 = u8::MAX;

/// A built-in model: places of texts (an empty one is unknown), words by their place in the
/// vocabulary, numbers that are not a number when unknown.
struct Row {
    id: Place,
    name: Place,
    names: Place,
    /// Its place among the connectors.
    socket: u8,
    socket_note: Place,
    /// A digit for each.
    stock_plugs: Place,
    impedance_ohm: f64,
    sensitivity_db: f64,
    sensitivity_ref: u8,
    nozzle_mm: f64,
    nozzle_class: u8,
    form: u8,
}

include!(concat!(env!("OUT_DIR"), "/earpieces.rs"));

fn text_at(place: Place) -> &'static str {
    tables::text_at(TEXT, place)
}

fn some(place: Place) -> Option<&'static str> {
    Some(text_at(place)).filter(|text| !text.is_empty())
}

fn word<T: VariantArray + Copy + 'static>(at: u8) -> Option<T> {
    T::VARIANTS.get(usize::from(at)).copied().filter(|_| at != NONE)
}

fn socket_id(at: u8) -> Option<&'static str> {
    connector_ids().get(usize::from(at)).copied().filter(|_| at != NONE)
}

fn number(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}

impl Row {
    fn earpiece(&self) -> Earpiece {
        let plugs = |digits: &str| digits.bytes().filter_map(|d| word::<Plug>(d.wrapping_sub(b'0'))).collect();
        Earpiece {
            id: text_at(self.id).into(),
            name: text_at(self.name).into(),
            names: text_at(self.names).into(),
            socket: socket_id(self.socket).map(Cow::Borrowed),
            socket_note: some(self.socket_note).map(Cow::Borrowed),
            stock_plugs: some(self.stock_plugs).map(plugs),
            impedance_ohm: number(self.impedance_ohm),
            sensitivity_db: number(self.sensitivity_db),
            sensitivity_ref: word(self.sensitivity_ref),
            nozzle_mm: number(self.nozzle_mm),
            nozzle_class: word(self.nozzle_class),
            form: word(self.form),
        }
    }
}

impl Earpiece {
    /// The lines of `names`: full name, model, aliases, aliases with the brand, id; each once.
    pub(crate) fn names_of(id: &str, brand: &str, model: &str, aliases: &[Cow<'static, str>]) -> String {
        let full = format!("{brand} {model}");
        let with_brand = aliases.iter().map(|alias| format!("{brand} {alias}"));
        let all = [full, model.to_owned()].into_iter().chain(aliases.iter().map(ToString::to_string)).chain(with_brand);
        let mut seen: Vec<String> = Vec::new();
        let mut out = String::new();
        for name in all.chain([id.to_owned()]) {
            let key = crate::names::normalise(&name);
            if !key.is_empty() && !seen.contains(&key) {
                out += &format!("{name}\t{}\n", crate::names::line(&name));
                seen.push(key);
            }
        }
        out
    }
}

/// The models to choose from.
#[derive(Debug, Clone, Copy)]
pub enum Shelf<'a> {
    /// Those of the program.
    BuiltIn,
    /// These.
    Of(&'a [Earpiece]),
}

impl Shelf<'_> {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::BuiltIn => ROWS.len(),
            Self::Of(all) => all.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The model of a place below [`len`](Self::len).
    pub fn get(&self, at: usize) -> Earpiece {
        match self {
            Self::BuiltIn => ROWS[at].earpiece(),
            Self::Of(all) => all[at].clone(),
        }
    }

    /// Id of the socket of a model.
    pub(super) fn socket(&self, at: usize) -> Option<&str> {
        match self {
            Self::BuiltIn => socket_id(ROWS[at].socket),
            Self::Of(all) => all[at].socket.as_deref(),
        }
    }

    /// Place of the socket of a model among the connectors.
    pub(super) fn socket_place(&self, at: usize) -> Option<usize> {
        match self {
            Self::BuiltIn => Some(usize::from(ROWS[at].socket)).filter(|_| ROWS[at].socket != NONE),
            Self::Of(all) => connector_ids().iter().position(|id| all[at].socket.as_deref() == Some(id)),
        }
    }

    /// Id and name of a model.
    pub(super) fn named(&self, at: usize) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::BuiltIn => (text_at(ROWS[at].id).into(), text_at(ROWS[at].name).into()),
            Self::Of(all) => (all[at].id.clone(), all[at].name.clone()),
        }
    }

    /// The models that a text means: whole names first, which need no index.
    pub(super) fn find(&self, text: &str) -> Option<Found<usize>> {
        self.exact(text).or_else(|| self.index().find(text))
    }

    fn exact(&self, text: &str) -> Option<Found<usize>> {
        let Self::BuiltIn = self else { return None };
        let named = |key: &str| -> Vec<usize> {
            let first = KEYS.partition_point(|(own, _)| text_at(*own) < key);
            let same = KEYS[first..].iter().take_while(|(own, _)| text_at(*own) == key);
            same.map(|(_, at)| usize::from(*at)).collect()
        };
        let ids = names::keys(text).iter().map(|key| named(key)).find(|ids| !ids.is_empty())?;
        Some(Found { ids, sureness: Sureness::Exact, ignored: Vec::new() })
    }

    /// All names, each with the place of its model.
    pub(super) fn index(&self) -> Index<usize> {
        let lines = |at: usize, names: &str| -> Vec<(Cow<'static, str>, Cow<'static, str>, usize)> {
            let split = names.lines().filter_map(|line| line.split_once('\t'));
            split.map(|(name, words)| (name.to_owned().into(), words.to_owned().into(), at)).collect()
        };
        let index = match self {
            Self::BuiltIn => Index::prepared(ROWS.iter().enumerate().flat_map(|(at, row)| {
                let names = text_at(row.names).lines().filter_map(|line| line.split_once('\t'));
                names.map(move |(name, words)| (name, words, at))
            })),
            Self::Of(all) => Index::prepared(all.iter().enumerate().flat_map(|(at, model)| lines(at, &model.names))),
        };
        index.with_makers()
    }
}

/// The built-in models.
pub fn earpieces() -> Vec<Earpiece> {
    ROWS.iter().map(Row::earpiece).collect()
}

/// The models, and what else is known of them.
#[derive(Clone, Copy)]
pub struct Models<'a> {
    /// What the fit check needs of each.
    pub shelf: Shelf<'a>,
    /// The impedance curve of a model by its id, where there is one: (Hz, ohm).
    pub curve: &'a dyn Fn(&str) -> Option<(Vec<f64>, Vec<f64>)>,
}

/// The impedance curve of a built-in model that somebody measured.
fn measured_impedance(id: &str) -> Option<(Vec<f64>, Vec<f64>)> {
    crate::sound::impedance_of(id).map(|known| (known.impedance.hz().to_vec(), known.impedance.ohm().to_vec()))
}

impl<'a> From<&'a [Earpiece]> for Models<'a> {
    fn from(earpieces: &'a [Earpiece]) -> Self {
        Self { shelf: Shelf::Of(earpieces), curve: &measured_impedance }
    }
}

impl Models<'static> {
    /// Those of the program.
    pub fn built_in() -> Self {
        Self { shelf: Shelf::BuiltIn, curve: &measured_impedance }
    }
}

impl<'a> From<&'a Vec<Earpiece>> for Models<'a> {
    fn from(earpieces: &'a Vec<Earpiece>) -> Self {
        earpieces.as_slice().into()
    }
}
