//! Facts of many models as columns: one value a row, and a mask of which are known.
//!
//! Only the columns that are read are built. Texts become numbers that compare as the texts
//! do, so that every comparison is one of numbers.

use std::borrow::Cow;

use indexmap::IndexSet;

use super::facts::{Facts, Value};
use crate::schema::{FIELDS, FieldId, Ty};

/// Rows a block.
pub const BLOCK: usize = 1024;
/// Words of a block's mask.
pub const WORDS: usize = BLOCK / 64;

/// One bit a row of a block.
pub type Mask = [u64; WORDS];

/// The values of a column; what stands in an unknown row means nothing.
#[derive(Debug, Clone)]
pub(super) enum Values {
    Num(Vec<[f64; BLOCK]>),
    /// Ranks of texts, see [`Texts`].
    Text(Vec<[u32; BLOCK]>),
    Set(Vec<[u64; BLOCK]>),
    Bool(Vec<Mask>),
}

/// A column and which of its rows are known, both in whole blocks.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) values: Values,
    pub(super) known: Vec<Mask>,
}

/// All texts of a table and its expressions, by their order: a smaller rank is a smaller text.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts(IndexSet<String>);

impl Texts {
    /// The rank of a text that the table was made with.
    pub(super) fn rank(&self, text: &str) -> Option<u32> {
        self.0.get_index_of(text).map(|rank| rank as u32)
    }

    pub(super) fn text(&self, rank: u32) -> &str {
        self.0.get_index(rank as usize).map_or("", String::as_str)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The number of a text while the table is being made: the order in which it was met.
    fn meet(&mut self, text: &str) -> u32 {
        self.rank(text).unwrap_or_else(|| self.0.insert_full(text.to_owned()).0 as u32)
    }

    /// Sorts the texts; gives the rank of each number that [`Self::meet`] gave.
    fn sort(&mut self) -> Vec<u32> {
        let met = std::mem::take(&mut self.0);
        self.0.clone_from(&met);
        self.0.sort_unstable();
        met.iter().map(|text| self.rank(text).unwrap_or_default()).collect()
    }
}

/// Columns of equal length.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: usize,
    /// By the field's place in the schema.
    columns: Vec<Option<Column>>,
    pub(super) texts: Texts,
}

/// Where a table's values come from.
pub trait Rows {
    /// How many rows there are.
    fn count(&self) -> usize;
    /// The value of a field in a row, if it is known.
    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>>;
}

impl Rows for [Facts] {
    fn count(&self) -> usize {
        self.len()
    }

    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>> {
        self[row].get(id).map(Cow::Borrowed)
    }
}

impl Table {
    /// The columns of `fields` for these rows. `literals` are the texts that expressions
    /// over the table compare with.
    pub fn new(
        rows: &(impl Rows + ?Sized),
        fields: impl IntoIterator<Item = FieldId>,
        literals: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut texts = Texts::default();
        for literal in literals {
            texts.meet(&literal);
        }
        let mut columns = vec![None; FIELDS.len()];
        for id in fields {
            columns[id.index()] = Some(column(id, rows, &mut texts));
        }
        let ranks = texts.sort();
        for column in columns.iter_mut().flatten() {
            if let Values::Text(numbers) = &mut column.values {
                for number in numbers.as_flattened_mut() {
                    *number = ranks.get(*number as usize).copied().unwrap_or_default();
                }
            }
        }
        Self { rows: rows.count(), columns, texts }
    }

    /// The column of a field, if it was made.
    pub(super) fn column(&self, id: FieldId) -> Option<&Column> {
        self.columns.get(id.index())?.as_ref()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many blocks, the last one perhaps not full.
    pub fn blocks(&self) -> usize {
        self.rows.div_ceil(BLOCK)
    }

    /// Memory of the columns in bytes.
    pub fn bytes(&self) -> usize {
        let values = |c: &Column| match &c.values {
            Values::Num(v) => size_of_val(v.as_slice()),
            Values::Text(v) => size_of_val(v.as_slice()),
            Values::Set(v) => size_of_val(v.as_slice()),
            Values::Bool(v) => size_of_val(v.as_slice()),
        };
        self.columns.iter().flatten().map(|c| values(c) + size_of_val(c.known.as_slice())).sum()
    }
}

fn column(id: FieldId, rows: &(impl Rows + ?Sized), texts: &mut Texts) -> Column {
    let blocks = rows.count().div_ceil(BLOCK);
    let mut known = vec![[0; WORDS]; blocks];
    let mut values = match id.field().ty {
        Ty::Number(_) => Values::Num(vec![[0.0; BLOCK]; blocks]),
        Ty::Text(_) => Values::Text(vec![[0; BLOCK]; blocks]),
        Ty::Set(_) => Values::Set(vec![[0; BLOCK]; blocks]),
        Ty::Bool => Values::Bool(vec![[0; WORDS]; blocks]),
    };
    for row in 0..rows.count() {
        let (block, at) = (row / BLOCK, row % BLOCK);
        let bit = 1u64 << (at % 64);
        let Some(value) = rows.value(row, id) else { continue };
        match (&mut values, value.as_ref()) {
            (Values::Num(v), Value::Num(n)) => v[block][at] = *n,
            (Values::Text(v), Value::Text(text)) => v[block][at] = texts.meet(text),
            (Values::Set(v), Value::Set(mask)) => v[block][at] = *mask,
            (Values::Bool(v), Value::Bool(b)) => v[block][at / 64] |= if *b { bit } else { 0 },
            _ => continue,
        }
        known[block][at / 64] |= bit;
    }
    Column { values, known }
}
