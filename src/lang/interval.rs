//! What can be said of an expression from the ranges of its fields alone: comparisons and
//! junctions that are always true or always false.

use std::collections::BTreeMap;

use super::parts::{Part, negate, turned};
use super::typed::{Arith, Bool, Cmp, Num, Set, Text};
use crate::schema::{FieldId, Ty};

/// All values a number can have, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Interval {
    low: f64,
    high: f64,
}

impl Interval {
    const ALL: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };

    fn new(a: f64, b: f64) -> Self {
        if a.is_nan() || b.is_nan() { Self::ALL } else { Self { low: a.min(b), high: a.max(b) } }
    }

    fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

/// The values an expression can have, given the plausible ranges of its fields.
pub(super) fn interval(expr: &Num) -> Interval {
    match expr {
        Num::Lit(n) => Interval::new(*n, *n),
        Num::Field(id) => id.field().range.as_ref().map_or(Interval::ALL, |r| Interval::new(*r.start(), *r.end())),
        Num::Neg(inner) => {
            let i = interval(inner);
            Interval::new(-i.high, -i.low)
        }
        Num::Arith(op, sides) => arith(*op, interval(&sides[0]), interval(&sides[1])),
        Num::Abs(inner) => {
            let i = interval(inner);
            let low = if i.low <= 0.0 && i.high >= 0.0 { 0.0 } else { i.low.abs().min(i.high.abs()) };
            Interval::new(low, i.low.abs().max(i.high.abs()))
        }
        Num::Min(all) => fold(all, |a, b| Interval::new(a.low.min(b.low), a.high.min(b.high))),
        Num::Max(all) => fold(all, |a, b| Interval::new(a.low.max(b.low), a.high.max(b.high))),
        Num::Clamp(parts) => interval(&parts[1]).hull(interval(&parts[2])),
        Num::Ramp(_) => Interval::new(0.0, 1.0),
        Num::SizeSet(Set::Field(id)) => {
            let words = if let Ty::Set(words) = id.field().ty { words.list().map_or(64, <[_]>::len) } else { 64 };
            Interval::new(0.0, words as f64)
        }
        Num::SizeSet(_) | Num::SizeText(_) => Interval::new(0.0, f64::INFINITY),
        Num::If(_, sides) => interval(&sides[0]).hull(interval(&sides[1])),
    }
}

fn fold(all: &[Num], join: fn(Interval, Interval) -> Interval) -> Interval {
    all.iter().map(interval).reduce(join).unwrap_or(Interval::ALL)
}

fn arith(op: Arith, a: Interval, b: Interval) -> Interval {
    let corners = |f: fn(f64, f64) -> f64| {
        let all = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
        if all.iter().any(|v| v.is_nan()) {
            return Interval::ALL;
        }
        Interval::new(
            all.iter().copied().fold(f64::INFINITY, f64::min),
            all.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        )
    };
    match op {
        Arith::Add => Interval::new(a.low + b.low, a.high + b.high),
        Arith::Sub => Interval::new(a.low - b.high, a.high - b.low),
        Arith::Mul => corners(|x, y| x * y),
        Arith::Div if b.low > 0.0 || b.high < 0.0 => corners(|x, y| x / y),
        Arith::Div => Interval::ALL,
    }
}

/// Whether a comparison has only one outcome.
pub(super) fn decided(cmp: Cmp, a: &Num, b: &Num) -> Option<bool> {
    let (a, b) = (interval(a), interval(b));
    let never_equal = a.high < b.low || b.high < a.low;
    let same = a.low == a.high && b.low == b.high && a.low == b.low;
    match cmp {
        Cmp::Lt => outcome(a.high < b.low, a.low >= b.high),
        Cmp::Le => outcome(a.high <= b.low, a.low > b.high),
        Cmp::Gt => outcome(a.low > b.high, a.high <= b.low),
        Cmp::Ge => outcome(a.low >= b.high, a.high < b.low),
        Cmp::Eq => outcome(same, never_equal),
        Cmp::Ne => outcome(never_equal, same),
    }
}

fn outcome(always: bool, never: bool) -> Option<bool> {
    if always {
        Some(true)
    } else if never {
        Some(false)
    } else {
        None
    }
}

/// What the parts of a junction leave open for one field.
#[derive(Debug, Clone)]
enum Left {
    /// Numbers between these, with whether an end itself is left out.
    Number { low: f64, low_open: bool, high: f64, high_open: bool },
    /// These words.
    Words(Vec<&'static str>),
    /// These truth values.
    Truth(Vec<bool>),
}

impl Left {
    fn is_empty(&self) -> bool {
        match self {
            Self::Number { low, low_open, high, high_open } => low > high || (low == high && (*low_open || *high_open)),
            Self::Words(words) => words.is_empty(),
            Self::Truth(values) => values.is_empty(),
        }
    }
}

/// Whether the ranges of the fields leave nothing for all parts of an `&&` at once (or,
/// `negated`, for all opposites of the parts of an `||`).
pub(super) fn rules_out(parts: &[Part<'_>], negated: bool) -> bool {
    let mut left: BTreeMap<FieldId, Left> = BTreeMap::new();
    for part in parts {
        narrow(part.expr, part.negated != negated, &mut left);
    }
    left.values().any(Left::is_empty)
}

/// Takes one simple part into account.
fn narrow(part: &Bool, negated: bool, left: &mut BTreeMap<FieldId, Left>) {
    match part {
        Bool::Not(inner) => narrow(inner, !negated, left),
        Bool::Field(id) => keep_truth(left, *id, !negated),
        Bool::Num(cmp, sides) => match (&sides[0], &sides[1]) {
            (Num::Field(id), Num::Lit(n)) => keep_numbers(left, *id, negate(*cmp, negated), *n),
            (Num::Lit(n), Num::Field(id)) => keep_numbers(left, *id, negate(turned(*cmp), negated), *n),
            _ => {}
        },
        Bool::Text(cmp, sides) => match (&sides[0], &sides[1]) {
            (Text::Field(id), Text::Lit(word)) | (Text::Lit(word), Text::Field(id)) => match negate(*cmp, negated) {
                Cmp::Eq => keep_words(left, *id, |w| w == word),
                Cmp::Ne => keep_words(left, *id, |w| w != word),
                _ => {}
            },
            _ => {}
        },
        Bool::InTexts(Text::Field(id), list) => keep_words(left, *id, |w| list.iter().any(|l| l == w) != negated),
        _ => {}
    }
}

fn keep_numbers(left: &mut BTreeMap<FieldId, Left>, id: FieldId, cmp: Cmp, n: f64) {
    let whole = interval(&Num::Field(id));
    let start = Left::Number { low: whole.low, low_open: false, high: whole.high, high_open: false };
    let Left::Number { low, low_open, high, high_open } = left.entry(id).or_insert(start) else { return };
    if matches!(cmp, Cmp::Gt | Cmp::Ge | Cmp::Eq) && (n > *low || (n == *low && cmp == Cmp::Gt)) {
        (*low, *low_open) = (n, cmp == Cmp::Gt);
    }
    if matches!(cmp, Cmp::Lt | Cmp::Le | Cmp::Eq) && (n < *high || (n == *high && cmp == Cmp::Lt)) {
        (*high, *high_open) = (n, cmp == Cmp::Lt);
    }
}

fn keep_words(left: &mut BTreeMap<FieldId, Left>, id: FieldId, keep: impl Fn(&str) -> bool) {
    let Ty::Text(words) = id.field().ty else { return };
    let Some(list) = words.list() else { return };
    if let Left::Words(words) = left.entry(id).or_insert_with(|| Left::Words(list.to_vec())) {
        words.retain(|w| keep(w));
    }
}

fn keep_truth(left: &mut BTreeMap<FieldId, Left>, id: FieldId, value: bool) {
    if let Left::Truth(values) = left.entry(id).or_insert_with(|| Left::Truth(vec![true, false])) {
        values.retain(|v| *v == value);
    }
}
