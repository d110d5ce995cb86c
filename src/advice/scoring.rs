//! Scores of all models at once, by the block evaluator.
//!
//! The points of a criterion are its base and its rules' points in the order of their
//! files, kept within 0 to 100. The score is the sum of these points times the criterion's
//! share, in the order of the criteria: first of those that could be judged, then of those
//! for which the lower quartile or the median of all models stands in. The module `explain` does the same for one
//! model, in the same order, and comes to the same number to the last bit.

use indexmap::IndexMap;

use crate::eval::{BLOCK, Block, Lane, Mask, Table, Truth};
use crate::lang::typed::Num;
use crate::rulebook::Kind;
use crate::rulebook::plan::{Plan, PlannedCriterion, PlannedRule};

/// What was left out, and why.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excluded {
    /// How many models.
    pub count: usize,
    /// How many of them only because a fact is not known.
    pub unknown: usize,
    /// Models by the first rule that removed them, in the order of the rules.
    pub by_rule: IndexMap<String, usize>,
}

/// The scores of all rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// One a row, 0 to 100; only those of `kept` rows count.
    pub totals: Vec<f64>,
    /// Rows that meet all hard conditions, a mask a block.
    kept: Vec<Mask>,
    /// What a criterion counts as for a model it cannot judge: of those it can, the lower quartile
    /// where the person asked for what it judges, else the median; to a tenth of a point.
    pub priors: Vec<f64>,
    /// Rows that were left out.
    pub excluded: Excluded,
}

impl Scores {
    /// How many rows meet all hard conditions.
    pub fn fitting(&self) -> usize {
        self.kept.iter().map(ones).sum()
    }

    /// These rows, in order.
    pub fn kept(&self) -> impl Iterator<Item = usize> {
        let words = self.kept.as_flattened().iter().enumerate();
        words.flat_map(|(word, bits)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit))
    }
}

/// Scores every row of a table that has the columns of the plan.
pub fn score(plan: &Plan<'_>, table: &Table) -> Scores {
    let parts = score_parts(plan, table);
    let priors = (0..plan.criteria.len()).map(|c| prior(plan, &parts, c)).collect();
    add_up(plan, table, parts, priors)
}

/// The same with given priors, for a table that holds only some of the models.
pub(super) fn with_priors(plan: &Plan<'_>, table: &Table, priors: &[f64]) -> Scores {
    add_up(plan, table, score_parts(plan, table), priors.to_vec())
}

fn add_up(plan: &Plan<'_>, table: &Table, mut parts: Vec<Part>, priors: Vec<f64>) -> Scores {
    let mut scores = Scores { priors, ..Scores::default() };
    for part in &mut parts {
        for ((criterion, prior), unjudged) in plan.criteria.iter().zip(&scores.priors).zip(&part.unjudged) {
            for (totals, rows) in part.totals.iter_mut().zip(unjudged) {
                add_where(totals, rows, |_| prior * criterion.share);
            }
        }
        scores.totals.extend(part.totals.as_flattened());
        scores.kept.append(&mut part.kept);
    }
    scores.totals.truncate(table.rows());
    let rules = plan.requires.iter().map(|r| r.rule.id.as_str());
    let rules = rules.chain(plan.conditions.iter().map(|c| c.name.as_str()));
    for (i, rule) in rules.enumerate() {
        let removed = |which: fn(&Removed) -> usize| parts.iter().map(|p| which(&p.removed[i])).sum::<usize>();
        scores.excluded.add(rule, removed(|r| r.count), removed(|r| r.unknown));
    }
    scores
}

impl Excluded {
    fn add(&mut self, rule: &str, count: usize, unknown: usize) {
        if count > 0 {
            self.count += count;
            self.unknown += unknown;
            self.by_rule.insert(rule.to_owned(), count);
        }
    }
}

/// From so many rows on, a second thread is worth its start (measured: 50,000 rows take 2.5 ms).
const ROWS_FOR_THREADS: usize = 50_000;

/// All blocks in order, in as many parts as there are threads.
fn score_parts(plan: &Plan<'_>, table: &Table) -> Vec<Part> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if table.rows() < ROWS_FOR_THREADS || threads == 1 {
        return vec![Part::new(plan, table, 0..table.blocks())];
    }
    let size = table.blocks().div_ceil(threads);
    let range = |thread: usize| thread * size..((thread + 1) * size).min(table.blocks());
    std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).map(|thread| scope.spawn(move || Part::new(plan, table, range(thread)))).collect();
        let mut parts = vec![Part::new(plan, table, range(0))];
        for other in others {
            match other.join() {
                Ok(part) => parts.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    })
}

/// Rows that a hard condition removed.
#[derive(Debug, Clone, Copy, Default)]
struct Removed {
    count: usize,
    unknown: usize,
}

/// What was found in a run of blocks.
struct Part {
    /// Points of the criteria that could be judged.
    totals: Vec<[f64; BLOCK]>,
    /// By criterion.
    spreads: Vec<Spread>,
    /// By criterion: the rows for which a prior must stand in, a mask a block.
    unjudged: Vec<Vec<Mask>>,
    kept: Vec<Mask>,
    /// By hard condition; the person's own conditions are the last.
    removed: Vec<Removed>,
}

impl Part {
    fn new(plan: &Plan<'_>, table: &Table, numbers: std::ops::Range<usize>) -> Self {
        let mut part = Self {
            totals: vec![[0.0; BLOCK]; numbers.len()],
            spreads: vec![Spread::default(); plan.criteria.len()],
            unjudged: vec![Vec::with_capacity(numbers.len()); plan.criteria.len()],
            kept: Vec::with_capacity(numbers.len()),
            removed: vec![Removed::default(); plan.requires.len() + plan.conditions.len()],
        };
        for (at, number) in numbers.enumerate() {
            let block = Block::new(table, number);
            let there = block.mask();
            for (i, criterion) in plan.criteria.iter().enumerate() {
                let (points, judged) = judge(criterion, &block);
                let rows = and(&judged, &there);
                part.spreads[i].add(&points, &rows);
                add_where(&mut part.totals[at], &rows, |at| points[at] * criterion.share);
                part.unjudged[i].push(and(&judged.map(|word| !word), &there));
            }
            part.kept.push(keep(plan, &block, &mut part.removed));
        }
        part
    }
}

/// What a criterion counts as where it cannot be judged; its base where it nowhere can.
fn prior(plan: &Plan<'_>, parts: &[Part], criterion: usize) -> f64 {
    let spreads: Vec<&Spread> = parts.iter().map(|part| &part.spreads[criterion]).collect();
    let part = if plan.criteria[criterion].asked { 4 } else { 2 };
    quantile(&spreads, part).unwrap_or(plan.criteria[criterion].criterion.base)
}

/// What one in `part` of all these models stays under or reaches, to a tenth of a point.
fn quantile(spreads: &[&Spread], part: u64) -> Option<f64> {
    let count = |tenths: usize| spreads.iter().map(|s| u64::from(s.0[tenths])).sum::<u64>();
    let all: u64 = (0..TENTHS).map(count).sum();
    let mut seen = 0;
    let found = (0..TENTHS).find(|tenths| {
        seen += count(*tenths);
        seen * part >= all
    });
    found.filter(|_| all > 0).map(|tenths| tenths as f64 / 10.0)
}

/// A number from 0 to 2^52 rounded to a whole one: beside 2^52 a double has no fraction, and
/// its last bits are the number. Many times faster than `round` where a processor lacks that.
fn whole(number: f64) -> usize {
    const TWO_52: f64 = 4_503_599_627_370_496.0;
    ((number + TWO_52).to_bits() - TWO_52.to_bits()) as usize
}

/// How many models have how many points of a criterion, to a tenth of a point.
#[derive(Debug, Clone)]
struct Spread([u32; TENTHS]);

/// More than 100 points have tenths, and a power of two, so that an index costs no division.
const TENTHS: usize = 1024;

impl Default for Spread {
    fn default() -> Self {
        Self([0; TENTHS])
    }
}

impl Spread {
    fn add(&mut self, points: &[f64; BLOCK], rows: &Mask) {
        for (points, bits) in points.chunks_exact(64).zip(rows) {
            for (bit, points) in points.iter().enumerate() {
                // Points lie within 0 to 100, so the index lies within the table.
                self.0[whole(points * 10.0) % TENTHS] += (bits >> bit & 1) as u32;
            }
        }
    }
}

/// A criterion's points of all rows, and the rows it could judge.
fn judge(criterion: &PlannedCriterion<'_>, block: &Block<'_>) -> (Box<[f64; BLOCK]>, Mask) {
    let mut points = Box::new([criterion.criterion.base; BLOCK]);
    let mut judged = Mask::default();
    for rule in &criterion.rules {
        add_rule(rule, block, &mut points, &mut judged);
    }
    points.iter_mut().for_each(|p| *p = p.clamp(0.0, 100.0));
    (points, judged)
}

/// Adds what a rule gives to the rows it speaks for.
fn add_rule(rule: &PlannedRule<'_>, block: &Block<'_>, points: &mut [f64; BLOCK], judged: &mut Mask) {
    let Kind::Score { when, points: gives, .. } = &rule.kind else { return };
    let Truth { mut yes, mut known } = when.as_ref().map_or_else(|| block.all(), |when| block.boolean(when));
    if let Num::Lit(value) = gives {
        add_where(points, &yes, |_| *value);
    } else {
        let numbers = block.number(gives);
        for ((yes, known), number) in yes.iter_mut().zip(&mut known).zip(&numbers.known) {
            // A condition that does not hold gives 0 points, whatever the number.
            *known &= !*yes | number;
            *yes &= number;
        }
        match &numbers.values {
            Lane::Same(value) => add_where(points, &yes, |_| *value),
            Lane::Column(values) => add_where(points, &yes, |at| values[at]),
            Lane::Made(values) => add_where(points, &yes, |at| values[at]),
        }
    }
    if let Some(unknown) = &rule.unknown {
        known = add_unknown(unknown, block, points, &known);
    }
    judged.iter_mut().zip(&known).for_each(|(judged, known)| *judged |= known);
}

/// Adds the points for what is not known to the rows that a rule could not judge; gives the rows that have
/// points now.
fn add_unknown(unknown: &Num, block: &Block<'_>, points: &mut [f64; BLOCK], known: &Mask) -> Mask {
    let numbers = block.number(unknown);
    let rows = and(&known.map(|word| !word), &numbers.known);
    add_where(points, &rows, |at| numbers.values.at(at));
    std::array::from_fn(|i| known[i] | rows[i])
}

/// Four bits as four masks of a number.
const SPREAD: [[u64; 4]; 16] = {
    let mut table = [[0; 4]; 16];
    let mut i = 0;
    while i < 64 {
        table[i / 4][i % 4] = if (i / 4) >> (i % 4) & 1 == 1 { u64::MAX } else { 0 };
        i += 1;
    }
    table
};

/// Adds a value to the rows of a mask, and 0 to the others: no branch a row, and the same sum.
#[inline]
fn add_where(sums: &mut [f64; BLOCK], rows: &Mask, value: impl Fn(usize) -> f64) {
    for (word, bits) in rows.iter().enumerate().filter(|(_, bits)| **bits != 0) {
        for nibble in 0..16 {
            let at = word * 64 + nibble * 4;
            let keep = &SPREAD[(bits >> (nibble * 4) & 15) as usize];
            for (i, (sum, keep)) in sums[at..at + 4].iter_mut().zip(keep).enumerate() {
                *sum += f64::from_bits(value(at + i).to_bits() & keep);
            }
        }
    }
}

/// The rows of a block that meet all hard conditions; counts the others by what removed them first.
fn keep(plan: &Plan<'_>, block: &Block<'_>, removed: &mut [Removed]) -> Mask {
    let mut left = block.mask();
    let mut remove = |removed: &mut Removed, rows: Mask, unknown: Mask| {
        let out = and(&left, &rows);
        removed.count += ones(&out);
        removed.unknown += ones(&and(&out, &unknown));
        left = and(&left, &out.map(|word| !word));
    };
    for (require, removed) in plan.requires.iter().zip(removed.iter_mut()) {
        let Kind::Require(condition) = &require.kind else { continue };
        let Truth { yes, known } = block.boolean(condition);
        // Decided by what is not known: it asks whether facts are known, and none is.
        let nothing_known =
            require.reads.iter().fold(block.all().yes, |none, id| and(&none, &block.known(id).map(|word| !word)));
        remove(removed, and(&known, &yes.map(|word| !word)), nothing_known);
    }
    for (condition, removed) in plan.conditions.iter().zip(removed.iter_mut().skip(plan.requires.len())) {
        let Truth { yes, known } = block.boolean(&condition.holds);
        remove(removed, yes.map(|word| !word), known.map(|word| !word));
    }
    left
}

fn and(a: &Mask, b: &Mask) -> Mask {
    std::array::from_fn(|i| a[i] & b[i])
}

fn ones(mask: &Mask) -> usize {
    mask.iter().map(|word| word.count_ones() as usize).sum()
}
