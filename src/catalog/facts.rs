//! A model as rules read it: the records `iem`, `sound`, `opinion` and `known`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use strum::{IntoEnumIterator, VariantNames};

use super::known::KNOWN;
use super::{Crinacle, Drivers, Entry, Model, Text};
use crate::eval::{Facts, FieldSet, Value, facts::mask_of};
use crate::schema::{FIELDS, FieldId, Record};
use crate::sound::{BANDS, Guess, letter, points};
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

/// How a field is read.
#[derive(Clone, Copy)]
enum Read {
    /// A fact of the file.
    Fact(Getter),
    /// The level of a band, by its place.
    Band(usize),
    /// Guessed from the response.
    Guess(fn(&Guess) -> Value),
    /// Another number.
    Number(fn(&Entry) -> Option<f64>),
}

/// Grades as the reviewer wrote them.
static WRITTEN: &[(&str, Getter)] = &[
    ("tone_grade", |m| text(graded(m).map(|grades| &grades.tone))),
    ("technical_grade", |m| text(graded(m).map(|grades| &grades.technical))),
];

/// How each field is read, by its place in the schema.
static READ: LazyLock<Vec<Option<Read>>> = LazyLock::new(|| {
    let mut read = vec![None; FIELDS.len()];
    let mut put = |record: Record, name: &str, how: Read| {
        if let Some(id) = FieldId::find(record, name) {
            read[id.index()] = Some(how);
        }
    };
    for (name, _, get) in IEM {
        put(Record::Iem, name, Read::Fact(*get));
    }
    BANDS.iter().enumerate().for_each(|(at, band)| put(Record::Sound, &format!("{}_db", band.id), Read::Band(at)));
    for (name, get) in GUESSED {
        put(Record::Sound, name, Read::Guess(*get));
    }
    for (name, get) in WRITTEN {
        put(Record::Opinion, name, Read::Fact(*get));
    }
    for (record, name, get) in COMPUTED {
        put(*record, name, Read::Number(*get));
    }
    read
});

/// What is guessed from the response.
static GUESSED: &[(&str, fn(&Guess) -> Value)] = &[
    ("roughness_db", |g| Value::Num(g.roughness_db)),
    ("tone_guess", |g| Value::Num(g.tone)),
    ("detail_guess", |g| Value::Num(g.detail)),
    ("tone_guess_grade", |g| word(letter(g.tone))),
    ("detail_guess_grade", |g| word(letter(g.detail))),
];

/// The value of a field of `sound` that is guessed, of another guess than the model's own.
pub fn guessed(guess: &Guess, id: FieldId) -> Option<Value> {
    match READ[id.index()]? {
        Read::Guess(get) => Some(get(guess)),
        _ => None,
    }
}

/// Numbers that are computed.
static COMPUTED: &[(Record, &str, fn(&Entry) -> Option<f64>)] = &[
    (Record::Sound, "spread_db", |e| e.measured.as_ref()?.spread_db),
    (Record::Sound, "measurers", |e| Some(f64::from(e.measured.as_ref()?.n))),
    (Record::Sound, "preference", Entry::preference),
    (Record::Opinion, "tone", |e| points(&grades(e)?.tone)),
    (Record::Opinion, "technical", |e| points(&grades(e)?.technical)),
    (Record::Opinion, "count", |e| Some(f64::from(u8::from(grades(e).is_some())))),
    (Record::Opinion, "stars", |e| e.model.opinions.as_ref()?.stars.as_ref()?.mean()),
    (Record::Known, "sites", |e| e.model.sites.map(f64::from)),
    (Record::Known, "of", |_| Some(f64::from(KNOWN.of))),
];

fn grades(entry: &Entry) -> Option<&Crinacle> {
    graded(&entry.model)
}

fn graded(model: &Model) -> Option<&Crinacle> {
    model.opinions.as_ref()?.crinacle.as_ref()
}

/// The value of a field of `iem`, `sound`, `opinion` or `known`; [`recalled`] says which rest on memory.
pub(super) fn value(entry: &Entry, id: FieldId) -> Option<Value> {
    match READ[id.index()]? {
        Read::Fact(get) => get(&entry.model),
        Read::Band(at) => entry.bands()?.iter().nth(at).map(|(_, db)| Value::Num(db)),
        Read::Guess(get) => entry.guess().map(get),
        Read::Number(get) => get(entry).map(Value::Num),
    }
}

/// The value of a field of `iem`.
pub(super) fn value_of(model: &Model, id: FieldId) -> Option<Value> {
    match READ[id.index()]? {
        Read::Fact(get) => get(model),
        Read::Band(_) | Read::Guess(_) | Read::Number(_) => None,
    }
}

/// All of these values.
pub(super) fn of(entry: &Entry) -> Facts {
    let mut facts = Facts::default();
    FieldId::all().for_each(|id| facts.put(id, value(entry, id)));
    facts
}

/// The fields that rest on each fact of a file, by the fact's name.
static RESTING: LazyLock<BTreeMap<&str, FieldSet>> = LazyLock::new(|| {
    let mut resting: BTreeMap<&str, FieldSet> = BTreeMap::new();
    for (name, fact, _) in IEM.iter().filter(|(_, fact, _)| !fact.is_empty()) {
        let fields = resting.entry(fact).or_default();
        if let Some(id) = FieldId::find(Record::Iem, name) {
            fields.insert(id);
        }
    }
    resting
});

/// The fields that rest on memory only: those of every fact but the ones that somebody saw.
pub fn recalled(model: &Model) -> FieldSet {
    let all = RESTING.values().fold(FieldSet::default(), |a, b| a.union(*b));
    model.seen().filter_map(|fact| RESTING.get(fact)).fold(all, |left, fields| left.less(*fields))
}

/// Words of a driver type as written in a file (`balanced_armature`) or by people.
pub(super) fn is_driver(key: &str) -> bool {
    driver(key).is_some()
}

impl Entry {
    /// The value of a field of `iem`, `sound`, `opinion` or `known`, as rules read it.
    pub fn value(&self, id: FieldId) -> Option<Value> {
        value(self, id)
    }

    /// All of these values.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| of(self))
    }
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
