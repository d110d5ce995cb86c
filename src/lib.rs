//! `iem` tells a person which in-ear monitor to buy, and whether parts fit together.
//!
//! The library is the engine; the terminal lives in the binary. Data flows one way:
//!
//! ```text
//! knowledge (rules/, data/) -> checked (lang, rulebook, catalog, sound)
//!     -> ranked (advice, eval) and judged (fit) -> explained (receipts, reasons) -> shown (report)
//! ```
//!
//! `schema` is the one list of fields that rules read; `words` the closed vocabularies;
//! `diag` and `source` say what is wrong in a file, where, and how to mend it.

pub mod advice;
pub mod catalog;
pub mod diag;
mod dice;
pub mod eval;
pub mod fit;
pub mod gear;
pub mod jsonc;
pub mod knowledge;
pub mod lang;
pub mod names;
pub mod quiz;
pub mod report;
pub mod rulebook;
pub mod schema;
pub mod schemas;
pub mod sound;
pub mod source;
pub mod store;
pub mod words;
