//! Made-up models of any number, the same in every run, without memory for each.

use std::borrow::Cow;

use iem::eval::{Rows, Value};
use iem::schema::{FieldId, Ty};

/// So many models of which `missing` percent of the facts are not known.
#[derive(Clone, Copy)]
pub struct Models {
    pub count: usize,
    pub missing: u64,
}

/// A number that depends on row and field alone (`SplitMix64`'s mixer).
fn mixed(row: usize, id: FieldId, salt: u64) -> u64 {
    let mut z = (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ ((id.index() as u64 + 1) << 40) ^ salt;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Rows for Models {
    fn count(&self) -> usize {
        self.count
    }

    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>> {
        if mixed(row, id, 1) % 100 < self.missing {
            return None;
        }
        let dice = mixed(row, id, 2);
        Some(Cow::Owned(match id.field().ty {
            Ty::Bool => Value::Bool(dice % 2 == 1),
            Ty::Number(_) => {
                let (low, high) = id.field().range.clone().map_or((0.0, 1.0), |r| (*r.start(), *r.end()));
                Value::Num((low + (high.min(3000.0) - low) * (dice % 1000) as f64 / 1000.0).round())
            }
            Ty::Text(words) => {
                let words = words.list().unwrap_or(&["one", "two", "three"]);
                Value::Text(Cow::Borrowed(words[dice as usize % words.len()]))
            }
            Ty::Set(words) => Value::Set(dice & ((1u64 << words.list().map_or(1, <[_]>::len)) - 1)),
        }))
    }
}
