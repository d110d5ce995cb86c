//! A verdict as people read it: a word and a colour.

use super::text::{BAD, CARE, GOOD};
use crate::fit::Verdict;

/// The verdict in a word and its colour.
pub fn word(verdict: Verdict) -> (&'static str, anstyle::Style) {
    match verdict {
        Verdict::Ok => ("fits", GOOD),
        Verdict::Caution => ("care", CARE),
        Verdict::Adapter => ("adapter", CARE),
        Verdict::No => ("no", BAD),
        Verdict::Unsafe => ("unsafe", BAD),
        Verdict::Unknown => ("unknown", CARE),
    }
}
