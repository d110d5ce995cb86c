//! Verdicts and answers as a page marks them: a word, a shape and a colour by class.

use maud::{Markup, html};

use crate::fit::Verdict;
use crate::report::verdict_word;
use crate::rulebook::plan::Answer;

/// A verdict, in the word that the terminal has for it.
pub(super) fn verdict(verdict: Verdict) -> Markup {
    html! { strong class={ "verdict v-" (verdict) } { (verdict_word(verdict).0) } }
}

/// The answer to a wish.
pub(super) fn answer(answer: Answer) -> Markup {
    let (class, word) = match answer {
        Answer::Met => ("a-met", "met"),
        Answer::Partly => ("a-partly", "partly met"),
        Answer::Not => ("a-not", "not met"),
        Answer::Unknown => ("a-unknown", "not known"),
    };
    html! { strong class=(class) { (word) } }
}
