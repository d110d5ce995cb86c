//! The facts of one case: a model, a person, and what was computed of the two.

use std::borrow::Cow;

use crate::schema::{FIELDS, FieldId, Record, Ty};

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// A number in the unit of its field.
    Num(f64),
    /// A word or text.
    Text(Cow<'static, str>),
    /// Words; bit `n` stands for word `n` of the field's vocabulary.
    Set(u64),
}

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct FieldSet(u128);

impl FieldSet {
    /// Of one field.
    pub fn of(id: FieldId) -> Self {
        Self(1 << id.index())
    }

    /// The fields of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These without those of `other`.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Adds a field.
    pub fn insert(&mut self, id: FieldId) {
        self.0 |= 1 << id.index();
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the field is one of them.
    pub fn contains(self, id: FieldId) -> bool {
        self.0 & (1 << id.index()) != 0
    }

    /// In the order of the schema.
    pub fn iter(self) -> impl Iterator<Item = FieldId> {
        FieldId::all().filter(move |id| self.contains(*id))
    }

    /// `record.field` of each.
    pub fn paths(self) -> Vec<String> {
        self.iter().map(|id| id.field().path()).collect()
    }
}

/// Values by field; absent ones are unknown.
#[derive(Debug, Clone)]
pub struct Facts {
    values: Vec<Option<Value>>,
    /// Facts that rest on memory, not on a source.
    recalled: FieldSet,
}

impl Default for Facts {
    fn default() -> Self {
        Self { values: vec![None; FIELDS.len()], recalled: FieldSet::default() }
    }
}

impl Facts {
    /// The value, if it is known.
    pub fn get(&self, id: FieldId) -> Option<&Value> {
        self.values[id.index()].as_ref()
    }

    /// Sets or clears a value.
    pub fn put(&mut self, id: FieldId, value: Option<Value>) {
        self.values[id.index()] = value;
    }

    /// Marks facts as recalled.
    pub fn mark_recalled(&mut self, ids: FieldSet) {
        self.recalled = self.recalled.union(ids);
    }

    /// Whether a known fact rests on memory only.
    pub fn is_recalled(&self, id: FieldId) -> bool {
        self.recalled.contains(id) && self.get(id).is_some()
    }

    /// Fields of a record that have a value.
    pub fn known(&self, record: Record) -> FieldSet {
        let mut set = FieldSet::default();
        for id in FieldId::all().filter(|id| id.field().record == record && self.get(*id).is_some()) {
            set.insert(id);
        }
        set
    }

    /// All values of `other` laid over these.
    pub fn overlay(&mut self, other: &Self) {
        for (mine, theirs) in self.values.iter_mut().zip(&other.values) {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        self.recalled = self.recalled.union(other.recalled);
    }
}

/// Reads a JSON value as the value of a field.
///
/// # Errors
/// What the field wants instead, in words.
pub fn from_json(id: FieldId, json: &serde_json::Value) -> Result<Value, String> {
    let field = id.field();
    let word = |words: Option<&'static [&'static str]>, text: &str| match words {
        Some(words) if !words.contains(&text) => {
            Err(format!("`{}` is one of {}", field.path(), crate::diag::list(words.iter().copied())))
        }
        _ => Ok(()),
    };
    match field.ty {
        Ty::Bool => json.as_bool().map(Value::Bool).ok_or(format!("`{}` is true or false", field.path())),
        Ty::Number(_) => json.as_f64().map(Value::Num).ok_or(format!("`{}` is a number", field.path())),
        Ty::Text(words) => {
            let text = json.as_str().ok_or(format!("`{}` is a text", field.path()))?;
            word(words.list(), text)?;
            Ok(Value::Text(Cow::Owned(text.to_owned())))
        }
        Ty::Set(words) => {
            let items = json.as_array().ok_or(format!("`{}` is a list of words", field.path()))?;
            let mut mask = 0;
            for item in items {
                let text = item.as_str().ok_or(format!("`{}` is a list of words", field.path()))?;
                word(words.list(), text)?;
                mask |= mask_of(words.list().unwrap_or_default(), text);
            }
            Ok(Value::Set(mask))
        }
    }
}

/// The bit of a word in its vocabulary; 0 for a foreign word.
pub fn mask_of(words: &[&str], word: &str) -> u64 {
    words.iter().position(|w| *w == word).filter(|i| *i < 64).map_or(0, |i| 1 << i)
}
