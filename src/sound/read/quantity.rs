//! Quantities that are no response, by the words and units of `data/sound/words.json`.
//!
//! Takes the name of a column; gives what it holds when that is no level in dB. A word that could as
//! well be part of a model's name counts only where nothing but general words stands beside it.

use super::flaw::Flaw;
use crate::names::makers;

/// What is measured or listed instead of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Calibration,
    Weighting,
    GroupDelay,
    Impedance,
    Distortion,
    Isolation,
    Crosstalk,
    Noise,
    Coherence,
    Density,
    Time,
    Phase,
    Difference,
    Compensation,
    Equaliser,
    Hearing,
    Sensitivity,
    Power,
    Movement,
    Target,
    Linear,
}

/// A quantity, how to tell of it, and its words.
pub(super) struct Quantity {
    pub(super) what: What,
    is: &'static str,
    help: &'static str,
    /// Words that name nothing else.
    sure: &'static [&'static str],
    /// Words that may be part of a model's name.
    weak: &'static [&'static str],
    /// Words that count as a whole name only.
    alone: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/sound.rs"));

impl What {
    /// What it is, and what to do with it.
    pub(super) fn told(self) -> (String, &'static str) {
        let Some(found) = QUANTITIES.iter().find(|q| q.what == self) else {
            return ("this is no response of an earphone".to_owned(), super::flaw::REW);
        };
        let begins = if self == Self::Linear { "its values are" } else { "this is" };
        (format!("{begins} {}", found.is), found.help)
    }

    /// As an error of a line, or of the file.
    pub(super) fn flaw(self, line: Option<usize>) -> Flaw {
        let (what, help) = self.told();
        Flaw { line, what, help }
    }

    /// Whether it is given in dB like a response, so that a column called SPL says nothing against it.
    pub(super) fn in_db(self) -> bool {
        use What::{Compensation, Crosstalk, Density, Difference, Equaliser, Hearing, Isolation, Noise, Weighting};
        let all = [Compensation, Crosstalk, Density, Difference, Equaliser, Hearing, Isolation, Noise, Weighting];
        all.contains(&self)
    }
}

/// Where a word of a quantity stands among others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) what: What,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) sure: bool,
}

/// The words of a text; `GroupDelay` has two.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let (mut start, mut small) = (0, 0);
        for (at, c) in word.char_indices() {
            if c.is_uppercase() && small >= 3 {
                out.push(&word[start..at]);
                start = at;
            }
            small = if c.is_lowercase() { small + 1 } else { 0 };
        }
        out.push(&word[start..]);
    }
    out
}

/// The same in small letters.
pub(super) fn small(pieces: &[&str]) -> Vec<String> {
    pieces.iter().map(|p| p.to_lowercase()).collect()
}

pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Where a word of the list stands; `whole` is the text as it is, for scripts without blanks.
fn at(tokens: &[String], word: &str, whole: &str) -> Option<(usize, usize)> {
    if word.chars().any(|c| c >= '\u{1100}') {
        return whole.contains(word).then_some((0, tokens.len()));
    }
    let count = word.split(' ').count();
    let fits = |tokens: &[String]| {
        tokens.iter().zip(word.split(' ')).all(|(token, part)| match part.strip_suffix('*') {
            Some(stem) => token.starts_with(stem),
            None => token == part,
        })
    };
    tokens.windows(count).position(fits).map(|from| (from, from + count))
}

/// `no noise floor`, `EQ off`, `impedance adapter`.
fn denied(tokens: &[String], (from, to): (usize, usize)) -> bool {
    let before = from.checked_sub(1).is_some_and(|at| is_in(DENIALS, &tokens[at]));
    before || tokens.get(to).is_some_and(|next| is_in(DENIED, next))
}

/// All quantities that a text names, sure ones first.
pub(super) fn all(tokens: &[String], whole: &str) -> Vec<Found> {
    let found = |sure: bool| {
        QUANTITIES.iter().flat_map(move |q| {
            let words = if sure { q.sure } else { q.weak };
            words.iter().filter_map(move |word| {
                let place = at(tokens, word, whole).filter(|place| !denied(tokens, *place))?;
                Some(Found { what: q.what, from: place.0, to: place.1, sure })
            })
        })
    };
    found(true).chain(found(false)).collect()
}

/// What a text is that holds nothing but the name of a quantity.
pub(super) fn alone(tokens: &[String]) -> Option<What> {
    let joined = tokens.join(" ");
    QUANTITIES.iter().find(|q| q.alone.contains(&joined.as_str())).map(|q| q.what)
}

/// What the name of a column says, if it is none in dB of a response.
pub(super) fn of_column(name: &str) -> Option<What> {
    let lower = name.to_lowercase();
    let raw = pieces(name);
    let tokens = small(&raw);
    let decibel = lower.contains("db");
    let harmonic = |t: &String| {
        let number = t.strip_prefix("hd").or_else(|| t.strip_prefix('h')).unwrap_or_default();
        t.len() <= 4 && number.parse::<u8>().is_ok_and(|n| (2..=20).contains(&n))
    };
    let bare: Vec<String> = tokens.iter().filter(|t| !matches!(t.as_str(), "db" | "spl" | "dbspl")).cloned().collect();
    if let Some(what) = alone(&tokens).or_else(|| alone(&bare).filter(|_| bare.concat().len() > 1)) {
        return Some(what);
    }
    if tokens.iter().any(harmonic) {
        return Some(What::Distortion);
    }
    if difference(&lower, true) {
        return Some(What::Difference);
    }
    let found = all(&tokens, &lower);
    let in_units =
        decibel || tokens.len() > 1 && tokens.last().is_some_and(|t| UNITS.iter().any(|(unit, _)| unit == t));
    let counts = |f: &&Found| f.sure || in_units || stands_alone(&tokens, f) || is_tail(&raw, f);
    found.iter().find(counts).map(|f| f.what).or_else(|| unit(name, &lower, decibel))
}

/// Whether nothing but general words stands beside.
fn stands_alone(tokens: &[String], found: &Found) -> bool {
    let general = |word: &String| {
        let unit = UNITS.iter().any(|(unit, _)| unit == word);
        unit || is_in(BEFORE, word) || is_in(AFTER, word) || word.chars().all(|c| c.is_ascii_digit())
    };
    (0..tokens.len()).all(|at| (found.from..found.to).contains(&at) || general(&tokens[at]))
}

/// `Aria isolation`: a word in small letters after a name in large ones, at the end.
pub(super) fn is_tail(raw: &[&str], found: &Found) -> bool {
    let large = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let general = |word: &&str| is_in(AFTER, &word.to_lowercase());
    let before = raw[..found.from].iter().any(large);
    let own = raw[found.from..found.to].iter().all(|w| !large(w));
    before && own && raw[found.to..].iter().all(general)
}

/// `Aria L minus Aria R`, `L - R`; `close` counts `L-R` too, which in the name of a file may mean both.
pub(super) fn difference(lower: &str, close: bool) -> bool {
    let bare = |c: char| matches!(c, '(' | ')' | '[' | ']' | '"' | ',' | ';' | ':');
    let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_matches(bare)).collect();
    let side = |w: &str| matches!(w, "l" | "r" | "left" | "right" | "links" | "rechts" | "ch1" | "ch2" | "a" | "b");
    let dash = |w: &str| matches!(w, "-" | "\u{2212}" | "\u{2013}");
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let minus = words.windows(3).any(|w| {
        (w[1] == "minus" && !number(w[2]) && !w[2].is_empty())
            || (dash(w[1]) && side(w[0]) && side(w[2]) && w[0] != w[2])
    });
    let joined = |w: &&str| {
        let parts: Vec<&str> = w.split(['-', '\u{2212}', '\u{2013}']).collect();
        matches!(parts.as_slice(), [a, b] if side(a) && side(b) && a != b)
    };
    minus || (close && words.iter().any(joined))
}

/// What the unit of a name says.
fn unit(name: &str, lower: &str, decibel: bool) -> Option<What> {
    let known = |text: &str| {
        let text = text.trim();
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        of_unit(&bare).or_else(|| of_unit(text))
    };
    if decibel {
        // `dB(A)` and `dBV/Hz` are dB too.
        let bare: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
        let start = bare.find("db")?;
        let text = bare[start..].trim_end_matches([')', ']']);
        let text = if text.contains(['(', '[']) { format!("{text})") } else { text.to_owned() };
        let text = text.replace('[', "(");
        let density = text.contains("/hz") || text.contains("\u{221a}hz") || text.contains("sqrt(hz");
        return if density { Some(What::Density) } else { of_unit(&text) };
    }
    if lower.contains('%') {
        return Some(What::Linear);
    }
    if lower.contains(['\u{3c9}', '\u{2126}']) {
        return Some(What::Impedance);
    }
    let bracketed = name.split(['(', '[', '{']).skip(1).filter_map(|rest| rest.split([')', ']', '}']).next());
    // Sizes of tips are written in brackets too.
    let size = |text: &str| matches!(text.trim(), "S" | "M" | "L" | "G" | "T");
    let in_brackets = bracketed.filter(|text| !size(text)).find_map(|text| known(&text.to_lowercase()));
    let after = [" / ", " in "].iter().find_map(|mark| lower.rsplit_once(mark)).and_then(|(_, unit)| known(unit));
    in_brackets.or(after).or_else(|| known(lower)).or_else(|| last_word(name))
}

/// `Output mV`: a unit of more than one letter at the end, written as units are; `64 Audio Volt` is a model.
fn last_word(name: &str) -> Option<What> {
    const LARGE: [&str; 13] =
        ["Pa", "Vrms", "Sone", "Sones", "Phon", "Phons", "Watt", "Watts", "Volt", "Volts", "Ohm", "Ohms", "Percent"];
    let last = name.rsplit([' ', '_']).next().filter(|last| last.len() < name.len() && last.chars().count() > 1)?;
    let as_unit = last.starts_with(|c: char| c.is_lowercase()) || LARGE.contains(&last) || last.contains('/');
    of_unit(&last.to_lowercase()).filter(|_| as_unit && !makers::named_in(name).any())
}

fn of_unit(text: &str) -> Option<What> {
    let listed = |text: &str| UNITS.iter().find(|(unit, _)| *unit == text).map(|(_, what)| *what);
    if let Some(what) = listed(text) {
        return Some(what);
    }
    // `V^2/Hz`, `m/s²`.
    let parts = || text.split(['/', '*', '\u{b7}', '\u{22c5}']);
    let bare = |part: &str| {
        let end = |c: char| c.is_ascii_digit() || matches!(c, '^' | '\u{b2}' | '\u{b3}');
        listed(part.trim_end_matches(end).trim_start_matches('\u{221a}')).is_some()
    };
    (parts().count() > 1 && parts().all(bare)).then_some(What::Linear)
}
