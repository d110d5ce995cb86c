//! The block evaluator: an expression over 1,024 rows at a time, with masks of what is known.
//!
//! It gives the same results as the row evaluator, to the last bit, for every expression;
//! property tests hold the two together.

use super::facts::mask_of;
use super::table::{self, BLOCK, Column, Mask, Table, WORDS};
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

/// One value a row: a column of the table as it stands, computed, or the same for all rows.
#[derive(Debug, Clone)]
pub enum Lane<'t, T> {
    /// Of the table.
    Column(&'t [T; BLOCK]),
    /// Computed.
    Made(Box<[T; BLOCK]>),
    /// Of every row.
    Same(T),
}

impl<T: Copy> Lane<'_, T> {
    /// The value of a row.
    pub fn at(&self, row: usize) -> T {
        match self {
            Self::Column(values) => values[row],
            Self::Made(values) => values[row],
            Self::Same(value) => *value,
        }
    }

    /// The values, to be written over.
    fn own(self) -> Box<[T; BLOCK]> {
        match self {
            Self::Column(values) => Box::new(*values),
            Self::Made(values) => values,
            Self::Same(value) => Box::new([value; BLOCK]),
        }
    }

    /// Each value changed.
    #[inline]
    fn map<'o, B>(&self, change: impl Fn(T) -> B) -> Lane<'o, B> {
        let values = match self {
            Self::Same(value) => return Lane::Same(change(*value)),
            Self::Column(values) => *values,
            Self::Made(values) => values,
        };
        Lane::Made(Box::new(std::array::from_fn(|row| change(values[row]))))
    }

    /// Each value changed in place.
    #[inline]
    fn update(self, change: impl Fn(T) -> T) -> Self {
        let Self::Made(mut values) = self else { return self.map(change) };
        for value in values.iter_mut() {
            *value = change(*value);
        }
        Self::Made(values)
    }

    /// Row by row with another's values.
    #[inline]
    fn zip(self, other: &Lane<'_, T>, join: impl Fn(T, T) -> T) -> Self {
        let others = match other {
            Lane::Same(b) => return self.update(|a| join(a, *b)),
            Lane::Column(values) => *values,
            Lane::Made(values) => values,
        };
        if let Self::Same(a) = self {
            return other.map(|b| join(a, b));
        }
        let mut values = self.own();
        for (a, b) in values.iter_mut().zip(others) {
            *a = join(*a, *b);
        }
        Self::Made(values)
    }

    /// The rows whose values pass a test.
    #[inline]
    fn test(&self, holds: impl Fn(T) -> bool) -> Mask {
        match self {
            Self::Column(values) => test(values, holds),
            Self::Made(values) => test(values, holds),
            Self::Same(value) => {
                if holds(*value) {
                    ALL
                } else {
                    NONE
                }
            }
        }
    }
}

/// Values of a block; what stands in an unknown row means nothing.
#[derive(Debug, Clone)]
pub struct Values<'t, T> {
    /// One value a row.
    pub values: Lane<'t, T>,
    /// Rows for which it is known.
    pub known: Mask,
}

/// Numbers of a block.
pub type Numbers<'t> = Values<'t, f64>;
/// Texts of a block, as ranks.
type Texts<'t> = Values<'t, u32>;
/// Sets of words of a block.
type Sets<'t> = Values<'t, u64>;

impl<T: Copy> Values<'_, T> {
    fn of(value: T) -> Self {
        Self { values: Lane::Same(value), known: ALL }
    }

    fn nothing(value: T) -> Self {
        Self { values: Lane::Same(value), known: NONE }
    }

    /// The same rows known, other values.
    #[inline]
    fn map(self, change: impl Fn(T) -> T) -> Self {
        Self { values: self.values.update(change), known: self.known }
    }

    /// Row by row with another's values; known where both are.
    #[inline]
    fn zip(self, other: &Values<'_, T>, join: impl Fn(T, T) -> T) -> Self {
        Self { values: self.values.zip(&other.values, join), known: and(&self.known, &other.known) }
    }

    /// These where the condition holds, else the others.
    fn choose(condition: &Truth, yes: Self, no: &Self) -> Self {
        let known = chosen_known(condition, &yes.known, &no.known);
        let mut values = yes.values.own();
        for (row, value) in values.iter_mut().enumerate() {
            if condition.yes[row / 64] >> (row % 64) & 1 == 0 {
                *value = no.values.at(row);
            }
        }
        Self { values: Lane::Made(values), known }
    }

    /// Compares row by row; known where both are.
    #[inline]
    fn compare(&self, other: &Values<'_, T>, holds: impl Fn(T, T) -> bool) -> Truth {
        let yes = match (&self.values, &other.values) {
            (a, Lane::Same(b)) => a.test(|a| holds(a, *b)),
            (Lane::Same(a), b) => b.test(|b| holds(*a, b)),
            (a, b) => {
                let row = std::array::from_fn::<bool, BLOCK, _>(|row| holds(a.at(row), b.at(row)));
                test(&row, |holds| holds)
            }
        };
        let known = and(&self.known, &other.known);
        Truth { yes: and(&yes, &known), known }
    }

    /// Tests each row; known where the value is.
    #[inline]
    fn filter(&self, holds: impl Fn(T) -> bool) -> Truth {
        Truth { yes: and(&self.values.test(holds), &self.known), known: self.known }
    }
}

impl<T: Copy + PartialOrd> Values<'_, T> {
    /// One loop an operator: the choice stays outside.
    fn cmp(&self, cmp: Cmp, other: &Values<'_, T>) -> Truth {
        match cmp {
            Cmp::Eq => self.compare(other, |a, b| a == b),
            Cmp::Ne => self.compare(other, |a, b| a != b),
            Cmp::Lt => self.compare(other, |a, b| a < b),
            Cmp::Le => self.compare(other, |a, b| a <= b),
            Cmp::Gt => self.compare(other, |a, b| a > b),
            Cmp::Ge => self.compare(other, |a, b| a >= b),
        }
    }
}

const NONE: Mask = [0; WORDS];
const ALL: Mask = [u64::MAX; WORDS];

fn each(a: &Mask, b: &Mask, join: impl Fn(u64, u64) -> u64) -> Mask {
    std::array::from_fn(|i| join(a[i], b[i]))
}

fn and(a: &Mask, b: &Mask) -> Mask {
    each(a, b, |a, b| a & b)
}

/// The mask of rows whose values pass a test: first a byte a row, then eight bytes to eight
/// bits by one multiplication. Both loops are ones that compilers turn into vector code.
#[inline]
fn test<T: Copy>(values: &[T; BLOCK], holds: impl Fn(T) -> bool) -> Mask {
    let mut bytes = [0u8; BLOCK];
    for (byte, value) in bytes.iter_mut().zip(values) {
        *byte = u8::from(holds(*value));
    }
    let mut mask = NONE;
    for (word, bytes) in mask.iter_mut().zip(bytes.as_chunks::<64>().0) {
        for (i, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            *word |= bits << (8 * i);
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

    /// The rows that are there: the last block may not be full.
    pub fn mask(&self) -> Mask {
        let count = self.rows().len();
        std::array::from_fn(|i| match count.saturating_sub(i * 64) {
            64.. => u64::MAX,
            left => (1 << left) - 1,
        })
    }

    /// True of every row.
    pub fn all(&self) -> Truth {
        Truth { yes: ALL, known: ALL }
    }

    /// Rows for which a field is known.
    pub fn known(&self, id: FieldId) -> Mask {
        self.column(id).and_then(|c| c.known.get(self.number)).copied().unwrap_or(NONE)
    }

    fn column(&self, id: FieldId) -> Option<&'t Column> {
        self.table.column(id)
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
            Bool::Num(cmp, sides) => self.number(&sides[0]).cmp(*cmp, &self.number(&sides[1])),
            Bool::Text(cmp, sides) => self.text(&sides[0]).cmp(*cmp, &self.text(&sides[1])),
            Bool::Bools(cmp, sides) => {
                let (a, b) = (self.boolean(&sides[0]), self.boolean(&sides[1]));
                let known = and(&a.known, &b.known);
                let yes = std::array::from_fn(|i| known[i] & compare_bits(*cmp, a.yes[i], b.yes[i]));
                Truth { yes, known }
            }
            Bool::Sets(equal, sides) => {
                let (a, b) = (self.set(&sides[0]), self.set(&sides[1]));
                a.cmp(if *equal { Cmp::Eq } else { Cmp::Ne }, &b)
            }
            Bool::InSet(word, set, words) => self.in_set(word, set, words),
            Bool::InNums(n, list) => self.number(n).filter(|n| list.contains(&n)),
            Bool::InTexts(word, list) => {
                let ranks: Vec<u32> = list.iter().filter_map(|t| self.table.texts.rank(t)).collect();
                self.text(word).filter(|rank| ranks.contains(&rank))
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
        let bits = match self.column(id).map(|c| &c.values) {
            Some(table::Values::Bool(blocks)) => blocks.get(self.number),
            _ => None,
        };
        bits.map_or(Truth { yes: NONE, known: NONE }, |bits| Truth { yes: and(bits, &known), known })
    }

    fn in_set(&self, word: &Text, set: &Set, words: &[&str]) -> Truth {
        let set = self.set(set);
        if let Text::Lit(word) = word {
            return match mask_of(words, word) {
                0 => Truth { yes: NONE, known: set.known },
                bit => {
                    let place = bit.trailing_zeros();
                    set.filter(|mask| mask >> place & 1 == 1)
                }
            };
        }
        let word = self.text(word);
        let bits: Vec<u64> = self.table.texts.all().map(|t| mask_of(words, t)).collect();
        let bit = word.values.map(|rank| bits.get(rank as usize).copied().unwrap_or(0));
        set.compare(&Sets { values: bit, known: word.known }, |mask, bit| mask & bit != 0)
    }

    /// A number of each row, finite where it is known.
    pub fn number(&self, expr: &Num) -> Numbers<'t> {
        match expr {
            Num::Lit(n) => Numbers::of(*n),
            Num::Field(id) => match self.column(*id) {
                Some(Column { values: table::Values::Num(v), known }) => self.lane(v, known),
                _ => Numbers::nothing(0.0),
            },
            Num::Neg(inner) => self.number(inner).map(|v| -v),
            Num::Abs(inner) => self.number(inner).map(f64::abs),
            Num::Arith(op, sides) => {
                let (a, b) = (self.number(&sides[0]), self.number(&sides[1]));
                finite(match op {
                    Arith::Add => a.zip(&b, |a, b| a + b),
                    Arith::Sub => a.zip(&b, |a, b| a - b),
                    Arith::Mul => a.zip(&b, |a, b| a * b),
                    Arith::Div => a.zip(&b, |a, b| a / b),
                })
            }
            Num::Min(all) => self.reduce(all, f64::min),
            Num::Max(all) => self.reduce(all, f64::max),
            Num::Clamp(parts) => {
                let [x, low, high] = [&parts[0], &parts[1], &parts[2]].map(|p| self.number(p));
                x.zip(&high, f64::min).zip(&low, f64::max)
            }
            Num::Ramp(parts) => {
                let [x, zero, one] = [&parts[0], &parts[1], &parts[2]].map(|p| self.number(p));
                let share = if let (Lane::Same(zero), Lane::Same(one)) = (&zero.values, &one.values) {
                    x.map(|x| (x - zero) / (one - zero))
                } else {
                    let span = one.zip(&zero, |one, zero| one - zero);
                    x.zip(&zero, |x, zero| x - zero).zip(&span, |part, span| part / span)
                };
                finite(share).map(|share| share.clamp(0.0, 1.0))
            }
            Num::SizeSet(set) => {
                let set = self.set(set);
                Numbers { values: set.values.map(|mask| f64::from(mask.count_ones())), known: set.known }
            }
            Num::SizeText(text) => {
                let text = self.text(text);
                let size = |rank| self.table.texts.text(rank).chars().count() as f64;
                Numbers { values: text.values.map(size), known: text.known }
            }
            Num::If(condition, sides) => {
                let (yes, no) = (self.number(&sides[0]), self.number(&sides[1]));
                Values::choose(&self.boolean(condition), yes, &no)
            }
        }
    }

    /// This block of a column.
    fn lane<T: Copy + Default>(&self, blocks: &'t [[T; BLOCK]], known: &[Mask]) -> Values<'t, T> {
        match (blocks.get(self.number), known.get(self.number)) {
            (Some(values), Some(known)) => Values { values: Lane::Column(values), known: *known },
            _ => Values::nothing(T::default()),
        }
    }

    fn reduce(&self, all: &[Num], pick: fn(f64, f64) -> f64) -> Numbers<'t> {
        let blocks = all.iter().map(|n| self.number(n));
        blocks.reduce(|best, next| best.zip(&next, pick)).unwrap_or_else(|| Numbers::nothing(0.0))
    }

    fn text(&self, expr: &Text) -> Texts<'t> {
        match expr {
            Text::Lit(text) => self.table.texts.rank(text).map_or_else(|| Texts::nothing(0), Texts::of),
            Text::Field(id) => match self.column(*id) {
                Some(Column { values: table::Values::Text(v), known }) => self.lane(v, known),
                _ => Texts::nothing(0),
            },
            Text::If(condition, sides) => {
                let (yes, no) = (self.text(&sides[0]), self.text(&sides[1]));
                Values::choose(&self.boolean(condition), yes, &no)
            }
        }
    }

    fn set(&self, expr: &Set) -> Sets<'t> {
        match expr {
            Set::Lit(mask) => Sets::of(*mask),
            Set::Field(id) => match self.column(*id) {
                Some(Column { values: table::Values::Set(v), known }) => self.lane(v, known),
                _ => Sets::nothing(0),
            },
            Set::If(condition, sides) => {
                let (yes, no) = (self.set(&sides[0]), self.set(&sides[1]));
                Values::choose(&self.boolean(condition), yes, &no)
            }
        }
    }
}

/// Known rows of `condition ? a : b`.
fn chosen_known(condition: &Truth, a: &Mask, b: &Mask) -> Mask {
    std::array::from_fn(|i| condition.known[i] & ((condition.yes[i] & a[i]) | (!condition.yes[i] & b[i])))
}

/// Only rows whose number is finite are known. Nearly always all are, which a sum shows:
/// 0 times a finite number is 0.
fn finite(numbers: Numbers<'_>) -> Numbers<'_> {
    if let Lane::Made(values) = &numbers.values {
        let mut sums = [0.0; 8];
        for eight in values.as_chunks::<8>().0 {
            for (sum, value) in sums.iter_mut().zip(eight) {
                *sum += value * 0.0;
            }
        }
        if sums.iter().all(|sum| *sum == 0.0) {
            return numbers;
        }
    }
    let known = numbers.filter(f64::is_finite).yes;
    Numbers { known, ..numbers }
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
