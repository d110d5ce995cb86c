//! Specialising an expression to what is fixed in a run.
//!
//! Fields for which `fixed` has a value become constants, and what they decide
//! disappears: `want.bass >= 4 && x` is `x` for a person who asked for 5, and false for
//! one who asked for 2. The folded expression has the same value on every model.

use super::facts::{Facts, Value};
use crate::lang::typed::{Bool, Num, Set, Text};
use crate::schema::FieldId;

/// Whether a field is fixed in this run (its absence, too, when `has` asks).
pub type Fixed<'a> = &'a dyn Fn(FieldId) -> bool;

/// A folded condition.
pub fn fold_bool(expr: &Bool, facts: &Facts, fixed: Fixed<'_>) -> Bool {
    let fold = |b: &Bool| fold_bool(b, facts, fixed);
    let folded = match expr {
        Bool::Field(id) => match facts.get(*id) {
            Some(Value::Bool(b)) if fixed(*id) => return Bool::Lit(*b),
            _ => return expr.clone(),
        },
        Bool::Has(id) if fixed(*id) => return Bool::Lit(facts.get(*id).is_some()),
        Bool::Lit(_) | Bool::Has(_) => return expr.clone(),
        Bool::Not(inner) => Bool::Not(Box::new(fold(inner))),
        Bool::And(sides) => return junction(fold(&sides[0]), fold(&sides[1]), false),
        Bool::Or(sides) => return junction(fold(&sides[0]), fold(&sides[1]), true),
        Bool::If(parts) => match fold(&parts[0]) {
            Bool::Lit(chosen) => return fold(&parts[if chosen { 1 } else { 2 }]),
            condition => Bool::If(Box::new([condition, fold(&parts[1]), fold(&parts[2])])),
        },
        Bool::Num(cmp, sides) => Bool::Num(*cmp, pair(sides, |n| fold_num(n, facts, fixed))),
        Bool::Text(cmp, sides) => Bool::Text(*cmp, pair(sides, |t| fold_text(t, facts, fixed))),
        Bool::Bools(cmp, sides) => Bool::Bools(*cmp, pair(sides, fold)),
        Bool::Sets(equal, sides) => Bool::Sets(*equal, pair(sides, |s| fold_set(s, facts, fixed))),
        Bool::InSet(word, set, words) => Bool::InSet(fold_text(word, facts, fixed), fold_set(set, facts, fixed), words),
        Bool::InNums(n, list) => Bool::InNums(Box::new(fold_num(n, facts, fixed)), list.clone()),
        Bool::InTexts(t, list) => Bool::InTexts(fold_text(t, facts, fixed), list.clone()),
        Bool::InBools(b, list) => Bool::InBools(Box::new(fold(b)), list.clone()),
    };
    let mut reads = false;
    folded.fields(&mut |_| reads = true);
    if reads {
        return folded;
    }
    match super::boolean(&folded, facts) {
        Ok(b) => Bool::Lit(b),
        Err(_) => folded,
    }
}

/// `&&` (`end` false) or `||` (`end` true) of two folded sides.
fn junction(a: Bool, b: Bool, end: bool) -> Bool {
    match (a, b) {
        (Bool::Lit(value), other) | (other, Bool::Lit(value)) => {
            if value == end {
                Bool::Lit(end)
            } else {
                other
            }
        }
        (a, b) if end => Bool::Or(Box::new([a, b])),
        (a, b) => Bool::And(Box::new([a, b])),
    }
}

fn pair<T>(sides: &[T; 2], fold: impl Fn(&T) -> T) -> Box<[T; 2]> {
    Box::new([fold(&sides[0]), fold(&sides[1])])
}

/// A folded number.
pub fn fold_num(expr: &Num, facts: &Facts, fixed: Fixed<'_>) -> Num {
    let fold = |n: &Num| fold_num(n, facts, fixed);
    let all = |list: &[Num]| list.iter().map(fold).collect::<Vec<_>>();
    let triple = |parts: &[Num; 3]| Box::new([fold(&parts[0]), fold(&parts[1]), fold(&parts[2])]);
    let folded = match expr {
        Num::Lit(_) => return expr.clone(),
        Num::Field(id) => match facts.get(*id) {
            Some(Value::Num(n)) if fixed(*id) => return Num::Lit(*n),
            _ => return expr.clone(),
        },
        Num::Neg(inner) => Num::Neg(Box::new(fold(inner))),
        Num::Arith(op, sides) => Num::Arith(*op, pair(sides, fold)),
        Num::Abs(inner) => Num::Abs(Box::new(fold(inner))),
        Num::Min(list) => Num::Min(all(list)),
        Num::Max(list) => Num::Max(all(list)),
        Num::Clamp(parts) => Num::Clamp(triple(parts)),
        Num::Ramp(parts) => Num::Ramp(triple(parts)),
        Num::SizeSet(set) => Num::SizeSet(fold_set(set, facts, fixed)),
        Num::SizeText(text) => Num::SizeText(fold_text(text, facts, fixed)),
        Num::If(condition, sides) => match fold_bool(condition, facts, fixed) {
            Bool::Lit(chosen) => return fold(&sides[usize::from(!chosen)]),
            condition => Num::If(Box::new(condition), pair(sides, fold)),
        },
    };
    let mut reads = false;
    folded.fields(&mut |_| reads = true);
    if reads {
        return folded;
    }
    super::number(&folded, facts).map_or(folded, Num::Lit)
}

fn fold_text(expr: &Text, facts: &Facts, fixed: Fixed<'_>) -> Text {
    match expr {
        Text::Field(id) if fixed(*id) => match facts.get(*id) {
            Some(Value::Text(text)) => Text::Lit(text.clone().into_owned()),
            _ => expr.clone(),
        },
        Text::If(condition, sides) => match fold_bool(condition, facts, fixed) {
            Bool::Lit(chosen) => fold_text(&sides[usize::from(!chosen)], facts, fixed),
            condition => Text::If(Box::new(condition), pair(sides, |t| fold_text(t, facts, fixed))),
        },
        _ => expr.clone(),
    }
}

fn fold_set(expr: &Set, facts: &Facts, fixed: Fixed<'_>) -> Set {
    match expr {
        Set::Field(id) if fixed(*id) => match facts.get(*id) {
            Some(Value::Set(mask)) => Set::Lit(*mask),
            _ => expr.clone(),
        },
        Set::If(condition, sides) => match fold_bool(condition, facts, fixed) {
            Bool::Lit(chosen) => fold_set(&sides[usize::from(!chosen)], facts, fixed),
            condition => Set::If(Box::new(condition), pair(sides, |s| fold_set(s, facts, fixed))),
        },
        _ => expr.clone(),
    }
}
