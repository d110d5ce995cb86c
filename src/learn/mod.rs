//! The field's knowledge in our own words: topics of one screen each, in groups.
//!
//! Takes the files of `data/learn` and the list of fields; gives the topic that a word means, or
//! what it could mean. `topic` holds the types, `read` takes the files apart, `blocks` their texts, `fields` makes the
//! topics about fields, `library` finds. Nothing is read before somebody asks.

mod blocks;
mod fields;
mod library;
mod read;
mod topic;

pub use blocks::{Block, blocks, plain};
pub use library::{Library, library};
pub use topic::{Group, Subject, Topic};
