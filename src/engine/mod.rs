//! The door: one object through which the terminal, the page and somebody else's program ask.
//!
//! An [`Engine`] stands for the rules, the models and the gear of the layers that its [`Builder`]
//! chose. Each is loaded when it is first needed, so that a check does not pay for the catalogue,
//! and kept; an engine can be shared between threads. There is one method for each question; their
//! mistakes are [`Error`]s that carry diagnostics.
//!
//! `layers` loads, `advice`, `models`, `curves` and `learn` answer, `error` says what went wrong.

mod advice;
mod curves;
mod error;
mod layers;
mod learn;
mod models;

pub use curves::Resistors;
pub use error::Error;
pub use layers::Builder;
pub use models::{Filter, Nearest, Search};

use std::sync::OnceLock;

use crate::catalog::Catalog;
use crate::fit::Earpiece;
use crate::gear::Gear;
use crate::rulebook::Rulebook;

/// Rules, models and what a person owns: answers every question of the program.
#[derive(Debug)]
pub struct Engine {
    layers: Builder,
    rulebook: OnceLock<Rulebook>,
    catalog: OnceLock<Catalog>,
    earpieces: OnceLock<Vec<Earpiece>>,
    gear: OnceLock<Gear>,
}

impl Engine {
    /// The built-in rules and models alone: the same everywhere, whatever files a machine has.
    pub fn built_in() -> Self {
        Builder::default().build()
    }

    /// Chooses layers over the built-in ones.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    /// Two threads may ask the same engine, also for the first time.
    #[test]
    fn an_engine_is_shared() {
        let engine = Engine::built_in();
        let ids = |engine: &Engine| -> Vec<String> {
            let wishes = crate::advice::Preferences::default();
            let advice = engine.recommend(&wishes, 3).expect("the built-in layers are whole");
            advice.results.into_iter().map(|r| r.id).collect()
        };
        let both = std::thread::scope(|scope| {
            let one = scope.spawn(|| ids(&engine));
            let other = scope.spawn(|| ids(&engine));
            [one.join().expect("no panic"), other.join().expect("no panic")]
        });
        assert_eq!(both[0], both[1]);
        assert_eq!(both[0].len(), 3);
    }
}
