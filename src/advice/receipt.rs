//! What is said of a result: the lines of its score (every point has a rule, or a stated reason that
//! is none), cautions, what else would do, what to give up.

use serde_json::{Map, Value};

use super::Preferences;

/// One line; the score is the sum of the lines in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Rule id, or `<criterion>/base`, `/cap`, `/prior`.
    pub rule: String,
    /// The criterion it counts for.
    pub criterion: String,
    /// Points of the final score.
    pub points: f64,
    /// Why.
    pub because: String,
}

/// A caution.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// Rule id.
    pub rule: String,
    /// What to look out for.
    pub because: String,
}

/// A cheaper model of nearly the same sound, by its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// Its id.
    pub id: String,
    /// Rms difference 40 Hz-10 kHz after level alignment, dB.
    pub distance_db: f64,
}

/// A model that the person owns and that sounds nearly like the first of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Keep {
    /// Its id.
    pub id: String,
    /// Rms difference to the first of the list, dB; 0 when it is the first.
    pub distance_db: f64,
}

/// Wishes with which more models remain.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The key of each flag to change, with its new value; `null` to drop it.
    pub change: Map<String, Value>,
    /// The change in words.
    pub say: String,
    /// How many models then meet all hard conditions.
    pub opens: usize,
    /// The best of them.
    pub best: String,
    /// The wishes with the change.
    pub wishes: Preferences,
}
