//! The block evaluator: an expression over 1,024 rows at a time, with masks of what is known.
//!
//! It gives the same results as the row evaluator, to the last bit, for every expression;
//! property tests hold the two together.

use super::table::{BLOCK, Mask, Table, Values, WORDS};
use crate::lang::typed::{Arith, Bool, Cmp, Num, Set, Text};
use crate::schema::FieldId;

/// Truth values of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// Rows for which it is true; false in unknown rows.
    pub yes: Mask,
    /// Rows for which it is known.
    pub known: Mask,
}

/// Numbers of a block; what stands in an unknown row means nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// One number a row.
    pub values: Box<[f64; BLOCK]>,
    /// Rows for which it is known.
    pub known: Mask,
}

struct Texts {
    ranks: Box<[u32; BLOCK]>,
    known: Mask,
}

struct Sets {
    masks: Box<[u64; BLOCK]>,
    known: Mask,
}

const NONE: Mask = [0; WORDS];
const ALL: Mask = [u64::MAX; WORDS];

fn each(a: &Mask, b: &Mask, join: impl Fn(u64, u64) -> u64) -> Mask {
    std::array::from_fn(|i| join(a[i], b[i]))
}

fn and(a: &Mask, b: &Mask) -> Mask {
    each(a, b, |a, b| a & b)
}

/// The mask of rows for which a test of the row's number holds.
#[inline]
fn test(holds: impl Fn(usize) -> bool) -> Mask {
    let mut mask = NONE;
    for (word, bits) in mask.iter_mut().enumerate() {
        for bit in 0..64 {
            *bits |= u64::from(holds(word * 64 + bit)) << bit;
        }
    }
    mask
}

/// One block of a table.
#[derive(Debug, Clone, Copy)]
pub struct Block<'t> {
    table: &'t Table,
    number: usize,
}

impl<'t> Block<'t> {
    /// Block `number` of a table, from 0.
    pub fn new(table: &'t Table, number: usize) -> Self {
        Self { table, number }
    }

    /// The rows of the table that lie in this block.
    pub fn rows(&self) -> std::ops::Range<usize> {
        let start = self.number * BLOCK;
        start..(start + BLOCK).min(self.table.rows())
    }

    /// Rows for which a field is known.
    pub fn known(&self, id: FieldId) -> Mask {
        let Some(column) = self.table.columns.get(&id) else { return NONE };
        let start = self.number * WORDS;
        std::array::from_fn(|i| column.known.get(start + i).copied().unwrap_or(0))
    }

    /// Rows whose value of a field was never checked.
    pub fn recalled(&self, id: FieldId) -> Mask {
        let Some(column) = self.table.columns.get(&id) else { return NONE };
        let start = self.number * WORDS;
        std::array::from_fn(|i| column.recalled.get(start + i).copied().unwrap_or(0))
    }

    fn values(&self, id: FieldId) -> Option<&'t Values> {
        self.table.columns.get(&id).map(|c| &c.values)
    }

    /// A truth value of each row.
    pub fn boolean(&self, expr: &Bool) -> Truth {
        match expr {
            Bool::Lit(b) => Truth { yes: if *b { ALL } else { NONE }, known: ALL },
            Bool::Field(id) => self.bool_field(*id),
            Bool::Has(id) => Truth { yes: self.known(*id), known: ALL },
            Bool::Not(inner) => {
                let Truth { yes, known } = self.boolean(inner);
                Truth { yes: each(&known, &yes, |k, y| k & !y), known }
            }
            Bool::And(sides) => {
                let (a, b) = (self.boolean(&sides[0]), self.boolean(&sides[1]));
                // Known when both are, or when either is known to be false.
                let known = std::array::from_fn(|i| {
                    (a.known[i] & b.known[i]) | (a.known[i] & !a.yes[i]) | (b.known[i] & !b.yes[i])
                });
                Truth { yes: and(&a.yes, &b.yes), known }
            }
            Bool::Or(sides) => {
                let (a, b) = (self.boolean(&sides[0]), self.boolean(&sides[1]));
                let yes = each(&a.yes, &b.yes, |a, b| a | b);
                let known = std::array::from_fn(|i| (a.known[i] & b.known[i]) | yes[i]);
                Truth { yes, known }
            }
            Bool::If(parts) => {
                let condition = self.boolean(&parts[0]);
                let (a, b) = (self.boolean(&parts[1]), self.boolean(&parts[2]));
                let known = chosen_known(&condition, &a.known, &b.known);
                let yes = std::array::from_fn(|i| {
                    known[i] & ((condition.yes[i] & a.yes[i]) | (!condition.yes[i] & b.yes[i]))
                });
                Truth { yes, known }
            }
            Bool::Num(cmp, sides) => self.compare_numbers(*cmp, &sides[0], &sides[1]),
            Bool::Text(cmp, sides) => {
                let (a, b) = (self.text(&sides[0]), self.text(&sides[1]));
                let known = and(&a.known, &b.known);
                Truth { yes: and(&test(|row| cmp.holds(&a.ranks[row], &b.ranks[row])), &known), known }
            }
            Bool::Bools(cmp, sides) => {
                let (a, b) = (self.boolean(&sides[0]), self.boolean(&sides[1]));
                let known = and(&a.known, &b.known);
                let yes = std::array::from_fn(|i| known[i] & compare_bits(*cmp, a.yes[i], b.yes[i]));
                Truth { yes, known }
            }
            Bool::Sets(equal, sides) => {
                let (a, b) = (self.set(&sides[0]), self.set(&sides[1]));
                let known = and(&a.known, &b.known);
                Truth { yes: and(&test(|row| (a.masks[row] == b.masks[row]) == *equal), &known), known }
            }
            Bool::InSet(word, set, words) => self.in_set(word, set, words),
            Bool::InNums(n, list) => {
                let n = self.number(n);
                Truth { yes: and(&test(|row| list.contains(&n.values[row])), &n.known), known: n.known }
            }
            Bool::InTexts(word, list) => {
                let word = self.text(word);
                let ranks: Vec<u32> = list.iter().filter_map(|t| self.table.texts.rank(t)).collect();
                Truth { yes: and(&test(|row| ranks.contains(&word.ranks[row])), &word.known), known: word.known }
            }
            Bool::InBools(b, list) => {
                let Truth { yes, known } = self.boolean(b);
                let (t, f) = (list.contains(&true), list.contains(&false));
                let found = |k: u64, y: u64| (if t { y } else { 0 }) | (if f { k & !y } else { 0 });
                Truth { yes: each(&known, &yes, found), known }
            }
        }
    }

    fn bool_field(&self, id: FieldId) -> Truth {
        let known = self.known(id);
        let start = self.number * WORDS;
        match self.values(id) {
            Some(Values::Bool(bits)) => {
                Truth { yes: std::array::from_fn(|i| bits.get(start + i).copied().unwrap_or(0) & known[i]), known }
            }
            _ => Truth { yes: NONE, known: NONE },
        }
    }

    /// Comparisons with a literal need no second array of numbers.
    fn compare_numbers(&self, cmp: Cmp, a: &Num, b: &Num) -> Truth {
        if let Num::Lit(limit) = b {
            let a = self.number(a);
            let limit = *limit;
            let yes = match cmp {
                Cmp::Eq => test(|row| a.values[row] == limit),
                Cmp::Ne => test(|row| a.values[row] != limit),
                Cmp::Lt => test(|row| a.values[row] < limit),
                Cmp::Le => test(|row| a.values[row] <= limit),
                Cmp::Gt => test(|row| a.values[row] > limit),
                Cmp::Ge => test(|row| a.values[row] >= limit),
            };
            return Truth { yes: and(&yes, &a.known), known: a.known };
        }
        let (a, b) = (self.number(a), self.number(b));
        let known = and(&a.known, &b.known);
        Truth { yes: and(&test(|row| cmp.holds(&a.values[row], &b.values[row])), &known), known }
    }

    fn in_set(&self, word: &Text, set: &Set, words: &[&str]) -> Truth {
        let set = self.set(set);
        if let Text::Lit(word) = word {
            let bit = super::facts::mask_of(words, word);
            return Truth { yes: and(&test(|row| set.masks[row] & bit != 0), &set.known), known: set.known };
        }
        let word = self.text(word);
        let bits: Vec<u64> = self.table.texts.all().iter().map(|t| super::facts::mask_of(words, t)).collect();
        let bit = |row: usize| bits.get(word.ranks[row] as usize).copied().unwrap_or(0);
        let known = and(&word.known, &set.known);
        Truth { yes: and(&test(|row| set.masks[row] & bit(row) != 0), &known), known }
    }

    /// A number of each row, finite where it is known.
    pub fn number(&self, expr: &Num) -> Numbers {
        match expr {
            Num::Lit(n) => Numbers { values: Box::new([*n; BLOCK]), known: ALL },
            Num::Field(id) => self.num_field(*id),
            Num::Neg(inner) => self.map(inner, |v| -v),
            Num::Abs(inner) => self.map(inner, f64::abs),
            Num::Arith(op, sides) => self.arith(*op, &sides[0], &sides[1]),
            Num::Min(all) => self.reduce(all, f64::min),
            Num::Max(all) => self.reduce(all, f64::max),
            Num::Clamp(parts) => {
                let [mut x, low, high] = [&parts[0], &parts[1], &parts[2]].map(|p| self.number(p));
                for row in 0..BLOCK {
                    x.values[row] = x.values[row].min(high.values[row]).max(low.values[row]);
                }
                x.known = and(&and(&x.known, &low.known), &high.known);
                x
            }
            Num::Ramp(parts) => self.ramp(parts),
            Num::SizeSet(set) => {
                let set = self.set(set);
                let mut values = Box::new([0.0; BLOCK]);
                for (value, mask) in values.iter_mut().zip(set.masks.iter()) {
                    *value = f64::from(mask.count_ones());
                }
                Numbers { values, known: set.known }
            }
            Num::SizeText(text) => {
                let text = self.text(text);
                let mut values = Box::new([0.0; BLOCK]);
                for (value, rank) in values.iter_mut().zip(text.ranks.iter()) {
                    *value = self.table.texts.text(*rank).chars().count() as f64;
                }
                Numbers { values, known: text.known }
            }
            Num::If(condition, sides) => {
                let condition = self.boolean(condition);
                let (mut a, b) = (self.number(&sides[0]), self.number(&sides[1]));
                for row in 0..BLOCK {
                    if condition.yes[row / 64] >> (row % 64) & 1 == 0 {
                        a.values[row] = b.values[row];
                    }
                }
                a.known = chosen_known(&condition, &a.known, &b.known);
                a
            }
        }
    }

    fn num_field(&self, id: FieldId) -> Numbers {
        let mut values = Box::new([0.0; BLOCK]);
        if let Some(Values::Num(column)) = self.values(id) {
            let start = self.number * BLOCK;
            if let Some(block) = column.get(start..start + BLOCK) {
                values.copy_from_slice(block);
            }
        }
        Numbers { values, known: self.known(id) }
    }

    fn map(&self, inner: &Num, f: impl Fn(f64) -> f64) -> Numbers {
        let mut n = self.number(inner);
        n.values.iter_mut().for_each(|v| *v = f(*v));
        n
    }

    fn reduce(&self, all: &[Num], pick: fn(f64, f64) -> f64) -> Numbers {
        let mut blocks = all.iter().map(|n| self.number(n));
        let Some(mut first) = blocks.next() else {
            return Numbers { values: Box::new([0.0; BLOCK]), known: NONE };
        };
        for next in blocks {
            for row in 0..BLOCK {
                first.values[row] = pick(first.values[row], next.values[row]);
            }
            first.known = and(&first.known, &next.known);
        }
        first
    }

    fn arith(&self, op: Arith, a: &Num, b: &Num) -> Numbers {
        let (mut a, b) = (self.number(a), self.number(b));
        let combine = |a: &mut [f64; BLOCK], b: &[f64; BLOCK], f: fn(f64, f64) -> f64| {
            for row in 0..BLOCK {
                a[row] = f(a[row], b[row]);
            }
        };
        let known = and(&a.known, &b.known);
        match op {
            Arith::Add => combine(&mut a.values, &b.values, |x, y| x + y),
            Arith::Sub => combine(&mut a.values, &b.values, |x, y| x - y),
            Arith::Mul => combine(&mut a.values, &b.values, |x, y| x * y),
            Arith::Div => combine(&mut a.values, &b.values, |x, y| x / y),
        }
        a.known = finite(&a.values, &known);
        a
    }

    fn ramp(&self, parts: &[Num; 3]) -> Numbers {
        let mut x = self.number(&parts[0]);
        if let (Num::Lit(zero), Num::Lit(one)) = (&parts[1], &parts[2])
            && zero != one
        {
            let span = one - zero;
            for value in x.values.iter_mut() {
                *value = (*value - zero) / span;
            }
            x.known = finite(&x.values, &x.known);
        } else {
            let (zero, one) = (self.number(&parts[1]), self.number(&parts[2]));
            for row in 0..BLOCK {
                x.values[row] = (x.values[row] - zero.values[row]) / (one.values[row] - zero.values[row]);
            }
            let known = and(&and(&x.known, &zero.known), &one.known);
            x.known = finite(&x.values, &known);
        }
        for value in x.values.iter_mut() {
            *value = value.clamp(0.0, 1.0);
        }
        x
    }

    fn text(&self, expr: &Text) -> Texts {
        match expr {
            Text::Lit(text) => match self.table.texts.rank(text) {
                Some(rank) => Texts { ranks: Box::new([rank; BLOCK]), known: ALL },
                None => Texts { ranks: Box::new([0; BLOCK]), known: NONE },
            },
            Text::Field(id) => {
                let mut ranks = Box::new([0; BLOCK]);
                if let Some(Values::Text(column)) = self.values(*id) {
                    let start = self.number * BLOCK;
                    if let Some(block) = column.get(start..start + BLOCK) {
                        ranks.copy_from_slice(block);
                    }
                }
                Texts { ranks, known: self.known(*id) }
            }
            Text::If(condition, sides) => {
                let condition = self.boolean(condition);
                let (mut a, b) = (self.text(&sides[0]), self.text(&sides[1]));
                for row in 0..BLOCK {
                    if condition.yes[row / 64] >> (row % 64) & 1 == 0 {
                        a.ranks[row] = b.ranks[row];
                    }
                }
                a.known = chosen_known(&condition, &a.known, &b.known);
                a
            }
        }
    }

    fn set(&self, expr: &Set) -> Sets {
        match expr {
            Set::Lit(mask) => Sets { masks: Box::new([*mask; BLOCK]), known: ALL },
            Set::Field(id) => {
                let mut masks = Box::new([0; BLOCK]);
                if let Some(Values::Set(column)) = self.values(*id) {
                    let start = self.number * BLOCK;
                    if let Some(block) = column.get(start..start + BLOCK) {
                        masks.copy_from_slice(block);
                    }
                }
                Sets { masks, known: self.known(*id) }
            }
            Set::If(condition, sides) => {
                let condition = self.boolean(condition);
                let (mut a, b) = (self.set(&sides[0]), self.set(&sides[1]));
                for row in 0..BLOCK {
                    if condition.yes[row / 64] >> (row % 64) & 1 == 0 {
                        a.masks[row] = b.masks[row];
                    }
                }
                a.known = chosen_known(&condition, &a.known, &b.known);
                a
            }
        }
    }
}

/// Known rows of `condition ? a : b`.
fn chosen_known(condition: &Truth, a: &Mask, b: &Mask) -> Mask {
    std::array::from_fn(|i| condition.known[i] & ((condition.yes[i] & a[i]) | (!condition.yes[i] & b[i])))
}

/// Known rows whose number is finite.
fn finite(values: &[f64; BLOCK], known: &Mask) -> Mask {
    and(&test(|row| values[row].is_finite()), known)
}

fn compare_bits(cmp: Cmp, a: u64, b: u64) -> u64 {
    match cmp {
        Cmp::Eq => !(a ^ b),
        Cmp::Ne => a ^ b,
        Cmp::Lt => !a & b,
        Cmp::Le => !a | b,
        Cmp::Gt => a & !b,
        Cmp::Ge => a | !b,
    }
}
