//! A model as rules read it: the records `iem`, `sound` and `opinion`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use indexmap::IndexMap;
use strum::{IntoEnumIterator, VariantNames};

use super::{Crinacle, Drivers, Model, Text};
use crate::eval::{Facts, FieldSet, Value, facts::mask_of};
use crate::schema::{FieldId, Record};
use crate::sound::{BANDS, Bands, Measured};
use crate::words::{Driver, Plug};

type Getter = fn(&Model) -> Option<Value>;

/// How each field of `iem` is read, with the fact of the file that it rests on.
static IEM: &[(&str, &str, Getter)] = &[
    ("id", "", |m| text(Some(&m.id))),
    ("brand", "", |m| text(Some(&m.brand))),
    ("model", "", |m| text(Some(&m.model))),
    ("price_usd", "price_usd", |m| m.price_usd.map(Value::Num)),
    ("released", "released", |m| m.released.map(|y| Value::Num(f64::from(y)))),
    ("discontinued", "discontinued", |m| m.discontinued.map(Value::Bool)),
    ("form", "form", |m| m.form.map(|w| word(w.word()))),
    ("shell", "shell", |m| text(m.shell.as_ref())),
    ("socket", "socket", |m| text(m.socket.as_ref())),
    ("stock_plugs", "stock_plugs", |m| m.stock_plugs.as_ref().map(|plugs| Value::Set(plug_mask(plugs)))),
    ("modular_plug", "modular_plug", |m| m.modular_plug.map(Value::Bool)),
    ("wear", "wear", |m| m.wear.map(|w| word(w.word()))),
    ("shell_size", "shell_size", |m| m.shell_size.map(|w| word(w.word()))),
    ("nozzle_class", "nozzle_class", |m| m.nozzle_class.map(|w| word(w.word()))),
    ("nozzle_mm", "nozzle_mm", |m| m.nozzle_mm.map(Value::Num)),
    ("insertion", "insertion", |m| m.insertion.map(|w| word(w.word()))),
    ("weight_g", "weight_g", |m| m.weight_g.map(Value::Num)),
    ("vented", "vented", |m| m.vented.map(Value::Bool)),
    ("low_profile", "low_profile", |m| m.low_profile.map(Value::Bool)),
    ("isolation_class", "isolation_class", |m| m.isolation_class.map(|w| word(w.word()))),
    ("isolation_db", "isolation_db", |m| m.isolation_db.map(Value::Num)),
    ("drivers", "drivers", |m| m.drivers.as_ref().map(|_| Value::Set(driver_mask(m)))),
    ("driver_count", "drivers", |m| m.drivers.as_ref().map(|d| Value::Num(d.iter().map(|(_, n)| f64::from(n)).sum()))),
    ("dynamic_count", "drivers", |m| count(m, Driver::Dynamic)),
    ("balanced_armature_count", "drivers", |m| count(m, Driver::BalancedArmature)),
    ("planar_count", "drivers", |m| count(m, Driver::Planar)),
    ("electrostatic_count", "drivers", |m| count(m, Driver::Electrostatic)),
    ("bone_conduction_count", "drivers", |m| count(m, Driver::BoneConduction)),
    ("piezo_count", "drivers", |m| count(m, Driver::Piezo)),
    ("impedance_ohm", "impedance_ohm", |m| m.impedance_ohm.map(Value::Num)),
    ("sensitivity_db_mw", "sensitivity_db", |m| m.sensitivity_db_mw().map(Value::Num)),
    ("sensitivity_db_v", "sensitivity_db", |m| m.sensitivity_db_v().map(Value::Num)),
    ("tuning_switches", "tuning_switches", |m| m.tuning_switches.map(Value::Bool)),
];

static IEM_FIELDS: LazyLock<Vec<(FieldId, &str, Getter)>> = LazyLock::new(|| {
    IEM.iter().filter_map(|(name, fact, get)| Some((FieldId::find(Record::Iem, name)?, *fact, *get))).collect()
});

fn word(word: &'static str) -> Value {
    Value::Text(Cow::Borrowed(word))
}

fn text(text: Option<&Text>) -> Option<Value> {
    text.map(|text| Value::Text(text.clone()))
}

/// The driver type of a key in the files: `balanced_armature`.
fn driver(key: &str) -> Option<Driver> {
    let same = |word: &str| word.len() == key.len() && word.split('-').eq(key.split('_'));
    Driver::iter().find(|driver| same(driver.word()))
}

fn count(model: &Model, wanted: Driver) -> Option<Value> {
    let mut drivers = model.drivers.as_ref()?.iter();
    Some(Value::Num(drivers.find(|(key, _)| driver(key) == Some(wanted)).map_or(0.0, |(_, n)| f64::from(n))))
}

fn driver_mask(model: &Model) -> u64 {
    let there = model.drivers.iter().flat_map(Drivers::iter).filter(|(_, n)| *n > 0);
    there.filter_map(|(key, _)| driver(key)).fold(0, |mask, driver| mask | mask_of(Driver::VARIANTS, driver.word()))
}

/// Plugs as bits of the vocabulary of [`Plug`].
pub fn plug_mask(plugs: &[Plug]) -> u64 {
    plugs.iter().fold(0, |mask, plug| mask | mask_of(Plug::VARIANTS, plug.word()))
}

/// The facts of a model; [`recalled`] says which of them rest on memory.
pub(super) fn of(model: &Model, measured: Option<&Measured>, bands: Option<&Bands>) -> Facts {
    let mut facts = Facts::default();
    for (id, _, get) in IEM_FIELDS.iter() {
        facts.put(*id, get(model));
    }
    let mut put = |id: Option<FieldId>, value: Option<f64>| {
        if let (Some(id), Some(value)) = (id, value) {
            facts.put(id, Some(Value::Num(value)));
        }
    };
    let rest = &*COMPUTED;
    if let (Some(measured), Some(bands)) = (measured, bands) {
        bands.iter().zip(&rest.bands).for_each(|((_, db), id)| put(*id, Some(db)));
        put(rest.spread, measured.spread_db);
        put(rest.measurers, Some(f64::from(measured.n)));
        put(rest.preference, crate::sound::preference(&measured.curve).map(|p| p.score));
    }
    let grades = model.opinions.as_ref().and_then(|o| o.crinacle.as_ref());
    if let Some(grades) = grades {
        put(rest.tone, grade(grades, |scale| &scale.tone, &grades.tone));
        put(rest.technical, grade(grades, |scale| &scale.technical, &grades.technical));
    }
    put(rest.count, Some(f64::from(u8::from(grades.is_some()))));
    facts
}

/// The fields that rest on each fact of a file, by the fact's name.
static RESTING: LazyLock<BTreeMap<&str, FieldSet>> = LazyLock::new(|| {
    let mut resting: BTreeMap<&str, FieldSet> = BTreeMap::new();
    for (id, fact, _) in IEM_FIELDS.iter().filter(|(_, fact, _)| !fact.is_empty()) {
        resting.entry(fact).or_default().insert(*id);
    }
    resting
});

/// The fields that rest on memory only: those of every fact but the ones that somebody saw.
pub fn recalled(model: &Model) -> FieldSet {
    static ALL: LazyLock<FieldSet> = LazyLock::new(|| RESTING.values().fold(FieldSet::default(), |a, b| a.union(*b)));
    let seen = model.sources().iter().filter(|(_, evidence)| !evidence.is_recalled());
    seen.filter_map(|(fact, _)| RESTING.get(fact.as_str())).fold(*ALL, |left, fields| left.less(*fields))
}

/// The fields that are computed, looked up once.
struct Computed {
    bands: Vec<Option<FieldId>>,
    spread: Option<FieldId>,
    measurers: Option<FieldId>,
    preference: Option<FieldId>,
    tone: Option<FieldId>,
    technical: Option<FieldId>,
    count: Option<FieldId>,
}

static COMPUTED: LazyLock<Computed> = LazyLock::new(|| {
    let sound = |name: &str| FieldId::find(Record::Sound, name);
    let opinion = |name: &str| FieldId::find(Record::Opinion, name);
    Computed {
        bands: BANDS.iter().map(|band| sound(&format!("{}_db", band.id))).collect(),
        spread: sound("spread_db"),
        measurers: sound("measurers"),
        preference: sound("preference"),
        tone: opinion("tone"),
        technical: opinion("technical"),
        count: opinion("count"),
    }
});

/// Letter grades of one list as numbers from 0 to 100.
#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
struct Scale {
    tone: IndexMap<String, f64>,
    technical: IndexMap<String, f64>,
}

#[derive(Debug, Default, serde::Deserialize, schemars::JsonSchema)]
pub(crate) struct Grades {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    #[serde(default)]
    crinacle: IndexMap<String, Scale>,
}

static GRADES: LazyLock<Grades> = LazyLock::new(|| {
    let options = jsonc_parser::ParseOptions::default();
    jsonc_parser::parse_to_serde_value(crate::knowledge::GRADES.1, &options).unwrap_or_default()
});

/// A grade on the one scale; `None` for a grade or year that the table lacks.
fn grade(grades: &Crinacle, table: impl Fn(&Scale) -> &IndexMap<String, f64>, letter: &str) -> Option<f64> {
    table(GRADES.crinacle.get(&grades.year.to_string())?).get(letter).copied()
}

/// Words of a driver type as written in a file (`balanced_armature`) or by people.
pub(super) fn is_driver(key: &str) -> bool {
    driver(key).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_iem_is_read() {
        let read: Vec<&str> = IEM.iter().map(|(name, ..)| *name).collect();
        let listed: Vec<&str> = crate::schema::names_of(Record::Iem).collect();
        assert_eq!(read, listed);
    }
}
