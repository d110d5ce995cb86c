//! THE list of fields that rules can read: one row each.
//!
//! The checker of the rule language, the questions, help and
//! documentation all read [`FIELDS`]; nothing about a field is said anywhere else.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use indexmap::IndexMap;
use strum::VariantNames;

use crate::words;

/// Which group of facts a field belongs to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::VariantNames,
    strum::EnumIter,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
pub enum Record {
    /// What the person asked for; a field is absent when it was not given.
    Want,
    /// Facts of a model.
    Iem,
    /// Computed from the measured response of a model.
    Sound,
    /// A model against this person.
    Match,
    /// The connection of a model to this person's source.
    Link,
    /// Reviewers' grades of a model.
    Opinion,
    /// How well known a model is, never how good it is.
    Known,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// US dollars.
    Usd,
    /// Decibels, a difference of levels.
    Db,
    /// Decibels of sound pressure.
    DbSpl,
    /// Decibels SPL at one milliwatt.
    DbPerMw,
    /// Decibels SPL at one volt.
    DbPerV,
    /// Ohms.
    Ohm,
    /// Millimetres.
    Mm,
    /// Grams.
    Gram,
    /// A calendar year.
    Year,
    /// A wish from 1 (much less) to 5 (much more).
    Level,
    /// Stars from 1 to 5.
    Stars,
    /// 0 to 100.
    Points,
    /// How many.
    Count,
}

impl Unit {
    /// As written behind a number; empty for counts, years, levels, stars and points.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Db => "dB",
            Self::DbSpl => "dB SPL",
            Self::DbPerMw => "dB/mW",
            Self::DbPerV => "dB/V",
            Self::Ohm => "ohm",
            Self::Mm => "mm",
            Self::Gram => "g",
            Self::Year | Self::Level | Self::Stars | Self::Points | Self::Count => "",
        }
    }

    /// What it is called in messages.
    pub fn title(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Level => "a level from 1 to 5",
            Self::Stars => "stars from 1 to 5",
            Self::Points => "points from 0 to 100",
            Self::Count => "a count",
            other => other.symbol(),
        }
    }
}

/// The words a text or set field can hold.
#[derive(Debug, Clone, Copy)]
pub enum Words {
    /// Any text.
    Open,
    /// These and no others.
    Closed(fn() -> &'static [&'static str]),
}

impl Words {
    /// The words, or none for open text.
    pub fn list(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Open => None,
            Self::Closed(words) => Some(words()),
        }
    }
}

/// What kind of value a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Ty {
    /// True or false.
    Bool,
    /// A number of this unit.
    Number(Unit),
    /// One word or text.
    Text(Words),
    /// Any number of these words.
    Set(Words),
}

/// One fact or wish that rules can read.
#[derive(Debug)]
pub struct Field {
    /// Its record.
    pub record: Record,
    /// Its name within the record.
    pub name: &'static str,
    /// What it holds.
    pub ty: Ty,
    /// The plausible range of a number.
    pub range: Option<RangeInclusive<f64>>,
    /// One line for people.
    pub doc: &'static str,
    /// The question of the questionnaire that asks for it.
    pub question: Option<&'static str>,
}

impl Field {
    /// `record.name`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.record, self.name)
    }
}

/// A row of [`FIELDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(u8);

impl FieldId {
    /// The row itself.
    pub fn field(self) -> &'static Field {
        &FIELDS[self.index()]
    }

    /// Its place in [`FIELDS`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// All rows in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FIELDS.len()).map(|i| Self(u8::try_from(i).unwrap_or(u8::MAX)))
    }

    /// The row of this record and name.
    pub fn find(record: Record, name: &str) -> Option<Self> {
        BY_NAME.get(&(record, name)).copied()
    }
}

static BY_NAME: LazyLock<IndexMap<(Record, &'static str), FieldId>> =
    LazyLock::new(|| FieldId::all().map(|id| ((id.field().record, id.field().name), id)).collect());

/// The names of a record's fields, in order.
pub fn names_of(record: Record) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(move |f| f.record == record).map(|f| f.name)
}

const fn row(record: Record, name: &'static str, ty: Ty, doc: &'static str) -> Field {
    Field { record, name, ty, range: None, doc, question: None }
}

const fn number(
    record: Record,
    name: &'static str,
    unit: Unit,
    range: RangeInclusive<f64>,
    doc: &'static str,
) -> Field {
    Field { record, name, ty: Ty::Number(unit), range: Some(range), doc, question: None }
}

impl Field {
    const fn asked(mut self, question: &'static str) -> Self {
        self.question = Some(question);
        self
    }
}

const fn text(words: fn() -> &'static [&'static str]) -> Ty {
    Ty::Text(Words::Closed(words))
}
const fn set(words: fn() -> &'static [&'static str]) -> Ty {
    Ty::Set(Words::Closed(words))
}
const OPEN: Ty = Ty::Text(Words::Open);

use Record::{Iem, Known, Link, Match, Opinion, Sound, Want};
use Unit::{Count, Db, DbPerMw, DbPerV, DbSpl, Gram, Level, Mm, Ohm, Points, Stars, Usd, Year};

/// Every field.
#[rustfmt::skip]
pub static FIELDS: &[Field] = &[
    number(Want, "bass", Level, 1.0..=5.0, "how much bass: 1 much less, 3 as most people like it, 5 much more").asked("bass"),
    number(Want, "treble", Level, 1.0..=5.0, "how much treble, 1 to 5").asked("treble"),
    number(Want, "vocals", Level, 1.0..=5.0, "how far forward voices stand, 1 to 5").asked("music"),
    number(Want, "detail", Level, 1.0..=5.0, "how much fine detail matters, 1 to 5").asked("music"),
    number(Want, "isolation", Level, 1.0..=5.0, "how much blocking outside noise matters, 1 to 5").asked("isolation"),
    number(Want, "budget_usd", Usd, 0.0..=100_000.0, "the most it may cost, adapters included").asked("budget"),
    number(Want, "budget_min_usd", Usd, 0.0..=100_000.0, "the least it should cost").asked("budget"),
    row(Want, "sound", text(|| words::Sound::VARIANTS), "the shape of sound wanted").asked("sound"),
    row(Want, "use", set(|| words::Use::VARIANTS), "where and for what, up to two").asked("use"),
    row(Want, "fit", text(|| words::FitWish::VARIANTS), "universal, custom or any").asked("never"),
    row(Want, "ears", text(|| words::Size::VARIANTS), "size of the ear and its canal").asked("ears"),
    row(Want, "plugs", set(|| words::Plug::VARIANTS), "jacks on the person's source").asked("source"),
    row(Want, "mic", Ty::Bool, "needs a microphone").asked("mic"),
    row(Want, "eq", Ty::Bool, "will use an equaliser").asked("eq"),
    row(Want, "drivers", set(|| words::Driver::VARIANTS), "driver types that are liked"),
    row(Want, "no_drivers", set(|| words::Driver::VARIANTS), "driver types that are refused").asked("never"),

    row(Iem, "id", OPEN, "the model's id in the catalogue"),
    row(Iem, "brand", OPEN, "the maker"),
    row(Iem, "model", OPEN, "the model's name"),
    number(Iem, "price_usd", Usd, 0.0..=20_000.0, "usual price, new"),
    number(Iem, "released", Year, 1980.0..=2100.0, "year of release"),
    row(Iem, "discontinued", Ty::Bool, "no longer made"),
    row(Iem, "form", text(|| words::Form::VARIANTS), "universal, custom, or sold as both"),
    row(Iem, "shell", OPEN, "what the shell is made of"),
    row(Iem, "socket", text(crate::fit::connector_ids), "connector of the cable at the earpiece"),
    row(Iem, "stock_plugs", set(|| words::Plug::VARIANTS), "plugs of the cables in the box"),
    row(Iem, "modular_plug", Ty::Bool, "the stock cable takes different plugs"),
    row(Iem, "wear", text(|| words::Wear::VARIANTS), "over the ear, straight down, or either"),
    row(Iem, "shell_size", text(|| words::Size::VARIANTS), "size of the shell"),
    row(Iem, "nozzle_class", text(|| words::NozzleClass::VARIANTS), "thin (under 5 mm), standard, wide (6 mm and more)"),
    number(Iem, "nozzle_mm", Mm, 1.0..=10.0, "outer diameter of the nozzle"),
    row(Iem, "insertion", text(|| words::Insertion::VARIANTS), "how deep it goes into the ear"),
    number(Iem, "weight_g", Gram, 0.5..=60.0, "weight of one side"),
    row(Iem, "vented", Ty::Bool, "has an open vent"),
    row(Iem, "low_profile", Ty::Bool, "flat enough to lie on"),
    row(Iem, "isolation_class", text(|| words::IsolationClass::VARIANTS), "how well it blocks noise, as reviewers say"),
    number(Iem, "isolation_db", Db, 0.0..=60.0, "how much noise it blocks, as the maker says"),
    row(Iem, "drivers", set(|| words::Driver::VARIANTS), "types of driver inside"),
    number(Iem, "driver_count", Count, 1.0..=40.0, "drivers a side"),
    number(Iem, "dynamic_count", Count, 0.0..=10.0, "dynamic drivers a side"),
    number(Iem, "balanced_armature_count", Count, 0.0..=40.0, "balanced armatures a side"),
    number(Iem, "planar_count", Count, 0.0..=10.0, "planar drivers a side"),
    number(Iem, "electrostatic_count", Count, 0.0..=10.0, "electrostatic drivers a side"),
    number(Iem, "bone_conduction_count", Count, 0.0..=10.0, "bone conduction drivers a side"),
    number(Iem, "piezo_count", Count, 0.0..=10.0, "piezo drivers a side"),
    number(Iem, "impedance_ohm", Ohm, 1.0..=600.0, "nominal impedance"),
    number(Iem, "sensitivity_db_mw", DbPerMw, 70.0..=140.0, "loudness at one milliwatt, where the unit is known"),
    number(Iem, "sensitivity_db_v", DbPerV, 70.0..=150.0, "loudness at one volt, where the unit is known"),
    row(Iem, "tuning_switches", Ty::Bool, "has switches or filters that change the sound"),

    number(Sound, "sub_bass_db", Db, -40.0..=40.0, "20-60 Hz against neutral: rumble"),
    number(Sound, "bass_db", Db, -40.0..=40.0, "60-200 Hz against neutral: punch"),
    number(Sound, "low_mids_db", Db, -40.0..=40.0, "200-500 Hz against neutral: warmth"),
    number(Sound, "mids_db", Db, -40.0..=40.0, "1-2 kHz against neutral: body of voices"),
    number(Sound, "upper_mids_db", Db, -40.0..=40.0, "2-4 kHz against neutral: presence of voices"),
    number(Sound, "treble_db", Db, -40.0..=40.0, "4-8 kHz against neutral: clarity, sharpness"),
    number(Sound, "air_db", Db, -60.0..=60.0, "8-16 kHz against neutral: shown, never scored, couplers disagree here"),
    number(Sound, "spread_db", Db, 0.0..=20.0, "how far the measurers disagree, rms"),
    number(Sound, "measurers", Count, 1.0..=100.0, "how many people measured it independently"),
    number(Sound, "preference", Points, -200.0..=101.0, "preference score of Harman's in-ear model"),
    number(Sound, "roughness_db", Db, 0.0..=40.0, "peaks and dips, 2-8 kHz: distance from its own mean over an octave, rms"),
    number(Sound, "tone_guess", Points, 0.0..=100.0, "the grade for tone that the response lets expect"),
    number(Sound, "detail_guess", Points, 0.0..=100.0, "the grade for technical ability that response and drivers let expect"),
    row(Sound, "tone_guess_grade", OPEN, "the letter nearest to that guess for tone"),
    row(Sound, "detail_guess_grade", OPEN, "the letter nearest to that guess for technical ability"),

    number(Match, "tuning", Points, 0.0..=100.0, "how close the sound is to this person's target"),
    number(Match, "tuning_db", Db, 0.0..=60.0, "distance to this person's target, 20 Hz-10 kHz, rms"),
    number(Match, "bass_db", Db, -60.0..=60.0, "bass (20-200 Hz) over this person's target"),
    number(Match, "vocals_db", Db, -60.0..=60.0, "presence of voices (1-4 kHz) over this person's target"),
    number(Match, "treble_db", Db, -60.0..=60.0, "treble (4-8 kHz) over this person's target"),
    number(Match, "liked_db", Db, 0.0..=60.0, "distance to the nearest model this person liked, rms"),
    number(Match, "disliked_db", Db, 0.0..=60.0, "distance to the nearest model this person disliked, rms"),

    row(Link, "verdict", text(|| words::LinkVerdict::VARIANTS), "how it connects to the person's source"),
    row(Link, "cable", text(|| words::LinkVerdict::VARIANTS), "how the person's own cable goes onto it"),
    number(Link, "adapters_usd", Usd, 0.0..=10_000.0, "price of what must be bought to connect it"),
    number(Link, "loudness_headroom_db", Db, -100.0..=100.0, "room above 110 dB peaks on the person's source"),
    number(Link, "hiss_db_spl", DbSpl, -100.0..=140.0, "noise of the person's source at the ear"),
    number(Link, "tone_shift_db", Db, 0.0..=60.0, "how much the source's output impedance bends the sound, 20 Hz-10 kHz"),

    number(Opinion, "tone", Points, 0.0..=100.0, "reviewers' grade for tone, on one scale"),
    number(Opinion, "technical", Points, 0.0..=100.0, "reviewers' grade for technical ability, on one scale"),
    number(Opinion, "count", Count, 0.0..=100.0, "how many reviewers' grades are known"),
    number(Opinion, "stars", Stars, 1.0..=5.0, "stars of reviewers who weigh the price in, their mean"),
    row(Opinion, "tone_grade", OPEN, "the grade for tone as the reviewer wrote it: a letter"),
    row(Opinion, "technical_grade", OPEN, "the grade for technical ability as the reviewer wrote it: a letter"),

    number(Known, "sites", Count, 1.0..=1000.0, "how many public graph sites list it"),
    number(Known, "of", Count, 1.0..=1000.0, "how many public graph sites were looked at"),
];
