//! What can be asked, with one definition of each question: its arguments are the flags of a command and
//! the keys of an address, its document is what `--json` prints and what the page's interface answers.
//!
//! Nothing here names a file: what a person may read from their own disk is the terminal's alone.

mod check;
mod compare;
mod graph;
mod learn;
mod list;
mod models;
mod recommend;
mod rules;
mod show;
mod similar;

pub use check::{Check, number};
pub use compare::Compare;
pub use graph::GraphOf;
pub use learn::Learn;
pub use list::{LIST, Listed, Many, at_least_one};
pub use models::Models;
pub use recommend::Recommend;
pub use rules::Rules;
pub use show::{Show, ways};
pub use similar::{Like, decibels};

use serde_json::Value;

use crate::{Engine, Error};

/// A question that is answered by a document.
pub trait Call: clap::Args {
    /// What `--json` prints.
    ///
    /// # Errors
    /// See [`Error`].
    fn document(&self, engine: &Engine) -> Result<Value, Error>;
}
