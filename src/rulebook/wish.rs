//! THE list of wishes that rules can answer: what a person can state, one row each.
//!
//! A wish is a preference, or a preference and a word of it (`use.sleep`). The rule language, the answers
//! under each recommended model and the documentation all read [`Wish::all`].

use std::sync::LazyLock;

use strum::VariantNames;

use crate::eval::{Facts, Value};
use crate::schema::{FieldId, Record};
use crate::words::Use;

/// A row of the list of wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wish(u8);

/// Name, and the fields of `want` that state it; none for what is no field. In the order of the flags.
const ROWS: &[(&str, &[&str])] = &[
    ("budget", &["budget_usd", "budget_min_usd"]),
    ("bass", &["bass"]),
    ("treble", &["treble"]),
    ("vocals", &["vocals"]),
    ("detail", &["detail"]),
    ("isolation", &["isolation"]),
    ("sound", &["sound"]),
    ("use", &["use"]),
    ("fit", &["fit"]),
    ("ears", &["ears"]),
    ("plug", &["plugs"]),
    ("source", &[]),
    ("cable", &[]),
    ("mic", &["mic"]),
    ("eq", &["eq"]),
    ("drivers", &["drivers"]),
    ("no_drivers", &["no_drivers"]),
    ("liked", &[]),
    ("disliked", &[]),
];

/// A wish with the fields that state it.
#[derive(Debug)]
struct Row {
    name: String,
    fields: Vec<FieldId>,
    /// The bit of its word, where the field holds several.
    word: Option<u64>,
}

/// `use` stands once for each of its words.
static ALL: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (name, fields) in ROWS {
        let fields: Vec<FieldId> = fields.iter().filter_map(|field| FieldId::find(Record::Want, field)).collect();
        if *name == "use" {
            let word = |(bit, word): (usize, &&str)| Row {
                name: format!("use.{word}"),
                fields: fields.clone(),
                word: Some(1 << bit),
            };
            all.extend(Use::VARIANTS.iter().enumerate().map(word));
        } else {
            all.push(Row { name: (*name).to_owned(), fields, word: None });
        }
    }
    all
});

impl Wish {
    /// All wishes, in the order of the flags.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ALL.len()).map(|row| Self(u8::try_from(row).unwrap_or(u8::MAX)))
    }

    /// The wish of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|wish| wish.name() == name)
    }

    /// Its name, such as `ears` or `use.sleep`.
    pub fn name(self) -> &'static str {
        &ALL[usize::from(self.0)].name
    }

    /// The fields of `want` that state it.
    pub fn fields(self) -> &'static [FieldId] {
        &ALL[usize::from(self.0)].fields
    }

    /// The wishes that facts of a person state.
    pub fn stated(want: &Facts) -> impl Iterator<Item = Self> {
        Self::all().filter(|wish| {
            let row = &ALL[usize::from(wish.0)];
            row.fields.iter().any(|id| match (want.get(*id), row.word) {
                (Some(Value::Set(words)), Some(bit)) => words & bit != 0,
                (Some(Value::Bool(on)), _) => *on,
                (value, _) => value.is_some(),
            })
        })
    }
}
