//! Words around a name that mean nothing: `fillers` of `data/fit/words.json`.

use super::words::{Word, pieces};

/// Words that may stand around a name without changing what it means.
pub(super) const FILLERS: &[&str] = include!(concat!(env!("OUT_DIR"), "/fillers.rs"));

/// Which words of a text may be left out without changing what it means: never a part of a piece.
pub(super) fn fillers(words: &[Word]) -> Vec<bool> {
    let glued = |at: usize| words.get(at).is_some_and(|w| w.glued);
    let filler = |at: usize| FILLERS.contains(&words[at].text.as_str()) && !glued(at) && !glued(at + 1);
    let out: Vec<bool> = (0..words.len()).map(filler).collect();
    if out.iter().all(|f| *f) { vec![false; words.len()] } else { out }
}

/// The forms of a text that a whole name is compared with, the surer first.
pub(crate) fn keys(text: &str) -> [String; 2] {
    let all = pieces(text);
    let fillers = fillers(&all);
    let kept = all.iter().zip(fillers).filter(|(_, filler)| !filler).map(|(word, _)| word.text.as_str());
    [all.iter().map(|w| w.text.as_str()).collect(), kept.collect()]
}
