//! The row evaluator: plain recursion over one case. It explains results, and it is the
//! reference that any faster evaluator is judged by.
//!
//! `false && unknown` is false and `true || unknown` is true, on either side; everything
//! else that needs a missing fact is unknown.

use super::facts::{Facts, Value};
use super::{Cause, Known, Unknown};
use crate::lang::typed::{Arith, Bool, Num, Set, Text};
use crate::schema::FieldId;

/// The truth value of an expression.
pub fn boolean(expr: &Bool, facts: &Facts) -> Known<bool> {
    match expr {
        Bool::Lit(b) => Ok(*b),
        Bool::Field(id) => match facts.get(*id) {
            Some(Value::Bool(b)) => Ok(*b),
            _ => Err(Unknown::field(*id)),
        },
        Bool::Has(id) => Ok(facts.get(*id).is_some()),
        Bool::Not(inner) => boolean(inner, facts).map(|b| !b),
        Bool::And(sides) => absorb(boolean(&sides[0], facts), || boolean(&sides[1], facts), false),
        Bool::Or(sides) => absorb(boolean(&sides[0], facts), || boolean(&sides[1], facts), true),
        Bool::If(parts) => {
            let chosen = if boolean(&parts[0], facts)? { &parts[1] } else { &parts[2] };
            boolean(chosen, facts)
        }
        Bool::Num(cmp, sides) => {
            both(number(&sides[0], facts), || number(&sides[1], facts)).map(|(a, b)| cmp.holds(&a, &b))
        }
        Bool::Text(cmp, sides) => {
            both(text(&sides[0], facts), || text(&sides[1], facts)).map(|(a, b)| cmp.holds(&a, &b))
        }
        Bool::Bools(cmp, sides) => {
            both(boolean(&sides[0], facts), || boolean(&sides[1], facts)).map(|(a, b)| cmp.holds(&a, &b))
        }
        Bool::Sets(equal, sides) => {
            both(set(&sides[0], facts), || set(&sides[1], facts)).map(|(a, b)| (a == b) == *equal)
        }
        Bool::InSet(word, words, vocabulary) => both(text(word, facts), || set(words, facts))
            .map(|(word, mask)| super::facts::mask_of(vocabulary, word) & mask != 0),
        Bool::InNums(n, list) => number(n, facts).map(|n| list.contains(&n)),
        Bool::InTexts(word, list) => text(word, facts).map(|word| list.iter().any(|item| item == word)),
        Bool::InBools(b, list) => boolean(b, facts).map(|b| list.contains(&b)),
    }
}

/// Two values, or all that is missing of either.
fn both<A, B>(a: Known<A>, b: impl FnOnce() -> Known<B>) -> Known<(A, B)> {
    match (a, b()) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.and(b)),
        (Err(unknown), _) | (_, Err(unknown)) => Err(unknown),
    }
}

/// `&&` (with `end` false) and `||` (with `end` true): `end` on either side decides.
fn absorb(a: Known<bool>, b: impl FnOnce() -> Known<bool>, end: bool) -> Known<bool> {
    if a == Ok(end) {
        return a;
    }
    match (a, b()) {
        (_, Ok(b)) if b == end => Ok(end),
        (Ok(_), b) => b,
        (Err(a), Ok(_)) => Err(a),
        (Err(a), Err(b)) => Err(a.and(b)),
    }
}

/// The number of an expression, always finite.
pub fn number(expr: &Num, facts: &Facts) -> Known<f64> {
    match expr {
        Num::Lit(n) => Ok(*n),
        Num::Field(id) => match facts.get(*id) {
            Some(Value::Num(n)) => Ok(*n),
            _ => Err(Unknown::field(*id)),
        },
        Num::Neg(inner) => number(inner, facts).map(|n| -n),
        Num::Arith(op, sides) => {
            let (a, b) = both(number(&sides[0], facts), || number(&sides[1], facts))?;
            arith(*op, a, b)
        }
        Num::Abs(inner) => number(inner, facts).map(f64::abs),
        Num::Min(all) => all_of(all, facts, f64::min),
        Num::Max(all) => all_of(all, facts, f64::max),
        Num::Clamp(parts) => three(parts, facts).map(|[x, low, high]| x.min(high).max(low)),
        Num::Ramp(parts) => three(parts, facts).and_then(|[x, zero, one]| ramp(x, zero, one)),
        Num::SizeSet(s) => set(s, facts).map(|mask| f64::from(mask.count_ones())),
        Num::SizeText(t) => text(t, facts).map(|t| t.chars().count() as f64),
        Num::If(condition, sides) => {
            let chosen = if boolean(condition, facts)? { &sides[0] } else { &sides[1] };
            number(chosen, facts)
        }
    }
}

fn arith(op: Arith, a: f64, b: f64) -> Known<f64> {
    let value = match op {
        Arith::Add => a + b,
        Arith::Sub => a - b,
        Arith::Mul => a * b,
        Arith::Div if b == 0.0 => return Err(Unknown::cause(Cause::DivisionByZero)),
        Arith::Div => a / b,
    };
    finite(value)
}

fn finite(value: f64) -> Known<f64> {
    if value.is_finite() { Ok(value) } else { Err(Unknown::cause(Cause::NotFinite)) }
}

/// 0 at `zero`, 1 at `one`, straight between, level outside; also for `zero > one`.
fn ramp(x: f64, zero: f64, one: f64) -> Known<f64> {
    if zero == one {
        return Err(Unknown::cause(Cause::DivisionByZero));
    }
    finite((x - zero) / (one - zero)).map(|share| share.clamp(0.0, 1.0))
}

fn all_of(all: &[Num], facts: &Facts, pick: fn(f64, f64) -> f64) -> Known<f64> {
    let mut best: Known<f64> = Ok(f64::NAN);
    for (i, expr) in all.iter().enumerate() {
        let next = number(expr, facts);
        best = if i == 0 { next } else { both(best, || next).map(|(a, b)| pick(a, b)) };
    }
    best
}

fn three(parts: &[Num; 3], facts: &Facts) -> Known<[f64; 3]> {
    let first = both(number(&parts[0], facts), || number(&parts[1], facts));
    both(first, || number(&parts[2], facts)).map(|((a, b), c)| [a, b, c])
}

/// The text of an expression.
pub fn text<'a>(expr: &'a Text, facts: &'a Facts) -> Known<&'a str> {
    match expr {
        Text::Lit(text) => Ok(text),
        Text::Field(id) => field_text(*id, facts),
        Text::If(condition, sides) => {
            let chosen = if boolean(condition, facts)? { &sides[0] } else { &sides[1] };
            text(chosen, facts)
        }
    }
}

fn field_text(id: FieldId, facts: &Facts) -> Known<&str> {
    match facts.get(id) {
        Some(Value::Text(text)) => Ok(text),
        _ => Err(Unknown::field(id)),
    }
}

/// The words of an expression, as bits of its vocabulary.
pub fn set(expr: &Set, facts: &Facts) -> Known<u64> {
    match expr {
        Set::Lit(mask) => Ok(*mask),
        Set::Field(id) => match facts.get(*id) {
            Some(Value::Set(mask)) => Ok(*mask),
            _ => Err(Unknown::field(*id)),
        },
        Set::If(condition, sides) => {
            let chosen = if boolean(condition, facts)? { &sides[0] } else { &sides[1] };
            set(chosen, facts)
        }
    }
}
