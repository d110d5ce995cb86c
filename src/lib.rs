//! `iem` tells a person which in-ear monitor to buy, and whether parts fit together.
//!
//! Everything is asked of an [`Engine`]; it brings its own rules and catalogue.
//!
//! ```
//! use iem::{Engine, Preferences, Request};
//!
//! let engine = Engine::built_in();
//! let wishes = Preferences { budget: "100".parse().ok(), bass: Some(4), ..Preferences::default() };
//! for model in engine.recommend(&wishes, 3)?.results {
//!     println!("{}: {:.0} of 100", model.id, model.score);
//! }
//! let cable = Request { cable: Some("mmcx".into()), plug: Some("4.4mm".into()), ..Request::default() };
//! assert!(engine.check(&cable, &[])?.verdict.is_some());
//! # Ok::<(), iem::Error>(())
//! ```
//!
//! Answers are plain values; [`json`] writes them as the documents that `--json` prints.
//! [`Engine::builder`] puts rule files, models and gear of one's own over what is built in.
//!
//! Inside, data flows one way:
//!
//! ```text
//! knowledge (rules/, data/) -> checked (lang, rulebook, catalog, sound)
//!     -> ranked (advice, eval) and judged (fit) -> explained (receipts, reasons) -> shown (report)
//! ```

// The rooms of the house. They are public for the program's own terminal, tests and benches alone;
// nothing is promised of them.
#[doc(hidden)]
pub mod advice;
#[doc(hidden)]
pub mod calls;
#[doc(hidden)]
pub mod catalog;
#[doc(hidden)]
pub mod diag;
mod dice;
#[doc(hidden)]
pub mod engine;
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod fit;
#[doc(hidden)]
pub mod gear;
#[doc(hidden)]
pub mod jsonc;
#[doc(hidden)]
pub mod knowledge;
#[doc(hidden)]
pub mod lang;
#[doc(hidden)]
pub mod learn;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod quiz;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rulebook;
#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod schemas;
#[doc(hidden)]
pub mod sound;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod store;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod web;
#[doc(hidden)]
pub mod words;

pub use engine::{Builder, Engine, Error, Filter, Nearest, Resistors, Search};

pub mod json;

// Wishes, and the advice that answers them.
pub use advice::similar::Alike;
pub use advice::{
    Advice, Against, Budget, Change, Comparison, CriterionScore, Excluded, Gap, Keep, Line, OwnGear, PastGear,
    Preferences, Ranked, Recommendation, Repair, RuleGap, Twin, Warning, Weight, Why, WhyNot, link::Connection,
};
pub use words::{Complaint, Critique, Driver, FitWish, Plug, Size, Sound, Use};

// The check of parts.
pub use fit::{
    Buy, Candidate, CheckReport, Counts, Electrical, Fits, FittingModel, JackNote, Jacks, JointReport, Misuse, Numbers,
    Owned, Question as PartQuestion, Request, SourceReport, Verdict,
};

// Models and their sound.
pub use catalog::{Catalog, Entry, Model};
pub use gear::{Gear, Opinion, OwnedModel};
pub use rulebook::Rulebook;
pub use sound::graph::{Graph, Series};
pub use sound::{Bands, Curve, Impedance, Measured, Rig, Scored, Shift, Target};

// The words explained.
pub use learn::{Group as TopicGroup, Library, Subject, Topic};

// The questionnaire, and mistakes with their places.
pub use diag::{Broken, Code, Diagnostic, Severity};
pub use quiz::{Question, Quiz, Reply};
