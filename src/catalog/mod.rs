//! The models: facts with their provenance, measured responses, names.
//!
//! Takes the files of `data/catalogue` and `data/responses.json`; gives a [`Catalog`] with
//! unique ids in the order of their ids. A fact that is not known is absent, never 0.

mod condition;
mod drivers;
mod entry;
mod evidence;
pub(crate) mod facts;
pub(crate) mod known;
mod list;
pub(crate) mod load;
pub(crate) mod mistakes;
mod model;
mod month;
mod named;
mod overlay;
mod own;
pub mod phone_book;
mod prepared;
mod stars;

pub use drivers::{Drivers, Text};
pub use entry::Entry;
pub use evidence::{Evidence, Evidences, Source, Sources, Told};
pub use facts::{guessed, recalled};
pub(crate) use known::listed_in;
pub use list::Catalog;
pub(crate) use list::earpiece;
pub use load::{Flaw, flaws, parse_brand, parse_responses};
pub use model::{Crinacle, Model, Opinions};
pub use month::Month;
pub use named::{Named, Names};
pub use own::OwnFile;
pub use stars::Stars;
