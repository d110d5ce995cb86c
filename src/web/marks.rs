//! Verdicts and answers as a page marks them: a word, a shape and a colour by class.

use maud::{Markup, html};

use crate::fit::Verdict;
use crate::rulebook::plan::Answer;

/// A verdict.
pub(super) fn verdict(verdict: Verdict) -> Markup {
    let (class, word) = match verdict {
        Verdict::Ok => ("v-ok", "fits"),
        Verdict::Caution => ("v-caution", "with care"),
        Verdict::Adapter => ("v-adapter", "with a part"),
        Verdict::No => ("v-no", "does not fit"),
        Verdict::Unsafe => ("v-unsafe", "unsafe"),
        Verdict::Unknown => ("v-unknown", "not known"),
    };
    html! { span class={ "verdict " (class) } { (word) } }
}

/// The answer to a wish.
pub(super) fn answer(answer: Answer) -> Markup {
    let (class, word) = match answer {
        Answer::Met => ("a-met", "met"),
        Answer::Partly => ("a-partly", "partly met"),
        Answer::Not => ("a-not", "not met"),
        Answer::Unknown => ("a-unknown", "not known"),
    };
    html! { span class=(class) { (word) } }
}
