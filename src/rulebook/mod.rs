//! Rule files to checked rules.
//!
//! Takes the files of all layers; gives a [`Rulebook`] that holds only checked rules with
//! unique ids in the order of their files, or diagnostics. `file` reads one file,
//! `answers` how a rule answers wishes (`wish` lists them), `template` the texts with placeholders, `examples` the examples; `layers` finds files;
//! `fires` says how often a rule speaks; `plan` folds the rules to one person's wishes.

mod answers;
mod book;
pub(crate) mod criteria;
pub mod examples;
mod facts;
mod file;
mod fires;
pub mod layers;
pub mod lints;
pub mod plan;
mod rule;
pub mod template;
mod texts;
pub mod wish;

pub use book::{Loaded, Rulebook};
pub use file::read_file;
pub use fires::Fires;
pub use rule::{Answers, Criterion, Example, Expected, Kind, Rule};
