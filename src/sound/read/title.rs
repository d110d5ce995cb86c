//! Titles: what a line without figures, or the name of a file, says of the whole.
//!
//! A title begins or ends with what was measured (`Passive isolation, Aria with foam tips`). Words in
//! the middle of a sentence, after `with`, and those of a model's name say nothing.

use super::flaw::Flaw;
use super::lines::Header;
use super::quantity::{
    AFTER, BEFORE, CUT, FREQUENCY, Found, KEYS, SENTENCE, SETTINGS, What, all, alone, difference, is_in, is_tail,
    pieces, small,
};

/// More words are a sentence.
const MOST_WORDS: usize = 14;
/// In so few words a sure one counts wherever it stands.
const FEW_WORDS: usize = 4;

/// Titles such as `Group Delay data measured by REW` or `Type: impedance`.
pub(super) fn of_line(header: &Header<'_>, target: bool) -> Option<Flaw> {
    let lower = header.text.to_lowercase();
    if arithmetic(&lower) {
        return Some(What::Difference.flaw(Some(header.n)));
    }
    // A line of columns or settings is judged as such.
    let frequency = |cell: &str| FREQUENCY.iter().any(|f| cell.trim_start_matches(['"', ' ', '*']).starts_with(f));
    if lower.contains('\t') || lower.split([',', ';']).any(frequency) {
        return None;
    }
    let (said, keyed) = match header.text.split_once(':') {
        Some((key, value)) if is_in(KEYS, key.trim().to_lowercase().as_str()) => (value, true),
        Some((key, value)) => return under_a_name(key, value).map(|what| what.flaw(Some(header.n))),
        None => (header.text, false),
    };
    let of_value = || if keyed { alone(&small(&pieces(said))) } else { None };
    let what = said_of(said, true).or_else(of_value)?;
    (!(target && what == What::Target)).then(|| what.flaw(Some(header.n)))
}

/// `Aria: THD at 94 dB`; notes and settings say nothing.
fn under_a_name(key: &str, value: &str) -> Option<What> {
    if pieces(key).iter().any(|w| is_in(SETTINGS, &w.to_lowercase())) {
        return None;
    }
    let tokens = small(&pieces(value));
    let end = tokens.iter().position(|w| is_in(CUT, w)).unwrap_or(tokens.len());
    let lower = value.to_lowercase();
    all(&tokens[..end], &lower)
        .iter()
        .find(|f| f.sure && f.what != What::Target && heads(&tokens[..end], f))
        .map(|f| f.what)
}

/// REW says when a curve is made of two others; a merged one is a response still.
fn arithmetic(lower: &str) -> bool {
    let Some((_, rest)) = lower.split_once("trace arithmetic") else { return false };
    let start: String = rest.chars().take(24).filter(|c| !c.is_whitespace() && *c != '|').collect();
    ["a/b", "b/a", "a-b", "b-a", "a\u{2212}b", "1/a", "1/b"].iter().any(|op| start.contains(op))
}

/// What a title says; in the name of a file `L-R` may mean both.
pub(super) fn said_of(text: &str, line: bool) -> Option<What> {
    let words = pieces(text);
    if words.len() > MOST_WORDS || words.iter().any(|w| is_in(SENTENCE, &w.to_lowercase())) {
        return None;
    }
    if difference(&text.to_lowercase(), line) {
        return Some(What::Difference);
    }
    let segments = segments(text);
    let few = segments.len() <= 2;
    segments.iter().enumerate().find_map(|(at, segment)| of_phrase(segment, few || at == 0))
}

/// Parts between marks and dashes, and in brackets.
fn segments(text: &str) -> Vec<&str> {
    let marks = |c: char| matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '|' | '\u{2013}' | '\u{2014}');
    let parts = text.split(marks).flat_map(|part| part.split(" - "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// What a phrase is the name of; `weak` words count where few parts stand beside it.
fn of_phrase(phrase: &str, weak: bool) -> Option<What> {
    let mut raw = pieces(phrase);
    let end = raw.iter().skip(1).position(|w| is_in(CUT, &w.to_lowercase())).map_or(raw.len(), |at| at + 1);
    raw.truncate(end);
    let tokens = small(&raw);
    let lower = raw.join(" ").to_lowercase();
    let said = |f: &&Found| match f.what {
        What::Target => target(&tokens),
        What::Linear | What::Power | What::Movement | What::Sensitivity if !f.sure => false,
        _ if f.sure => heads(&tokens, f) || ends(&tokens, f) || tokens.len() <= FEW_WORDS,
        _ => weak && (heads(&tokens, f) || is_tail(&raw, f)),
    };
    all(&tokens, &lower).iter().find(said).map(|f| f.what)
}

/// Nothing but general words before it, and none or such a one after it.
fn heads(tokens: &[String], found: &Found) -> bool {
    let before = tokens[..found.from].iter().all(|w| is_in(BEFORE, w));
    before && tokens.get(found.to).is_none_or(|next| is_in(AFTER, next))
}

fn ends(tokens: &[String], found: &Found) -> bool {
    tokens[found.to..].iter().all(|w| is_in(AFTER, w))
}

/// `Harman target`, not `with EQ to the target`, which sets a curve against another.
fn target(tokens: &[String]) -> bool {
    let last = ["target", "zielkurve"];
    let ends = tokens
        .iter()
        .rposition(|w| last.contains(&w.as_str()))
        .is_some_and(|at| tokens[at + 1..].iter().all(|w| ["curve", "response", "l", "r"].contains(&w.as_str())));
    tokens.len() <= 5 && ends && !relates(tokens)
}

/// Whether a text sets a curve against another: `EQ to target`, `Aria vs target`.
pub(super) fn relates(tokens: &[String]) -> bool {
    let any = ["to", "vs", "versus", "and", "minus", "against", "eq", "near", "compared", "without", "with", "no"];
    tokens.iter().any(|w| any.contains(&w.as_str()))
}
