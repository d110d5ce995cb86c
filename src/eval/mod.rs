//! Running checked expressions on facts.
//!
//! `facts` holds the values of one case, `row` is the plain recursive evaluator whose
//! word counts, `fold` specialises an expression to a person's wishes. `table` holds the
//! facts of many models as columns and `block` evaluates them 1,024 rows at a time: that is
//! what ranks. A missing fact makes a result [`Unknown`], never false and never 0.

mod block;
pub mod facts;
mod fold;
mod row;
mod table;

pub use block::{Block, Lane, Numbers, Truth, Values};
pub use facts::{Facts, FieldSet, Value};
pub use fold::{fold_bool, fold_num};
pub use row::{boolean, number, set, text};
pub use table::{BLOCK, Mask, Rows, Table};

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Cause {
    /// A number was divided by 0.
    #[strum(serialize = "division by zero")]
    DivisionByZero,
    /// A number became too large to write down.
    #[strum(serialize = "not a finite number")]
    NotFinite,
}

/// No value: facts that are missing, or a calculation without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unknown {
    /// The missing facts that mattered.
    pub missing: FieldSet,
    /// A calculation that has no result.
    pub cause: Option<Cause>,
}

impl Unknown {
    fn field(id: crate::schema::FieldId) -> Self {
        Self { missing: FieldSet::of(id), cause: None }
    }

    fn cause(cause: Cause) -> Self {
        Self { missing: FieldSet::default(), cause: Some(cause) }
    }

    fn and(self, other: Self) -> Self {
        Self { missing: self.missing.union(other.missing), cause: self.cause.or(other.cause) }
    }
}

/// A value, or why there is none.
pub type Known<T> = Result<T, Unknown>;
