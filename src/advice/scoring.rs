//! Scores of all models at once, by the block evaluator.
//!
//! The points of a criterion are its base and its rules' points in the order of their
//! files, kept within 0 to 100. The score is the sum of these points times the criterion's
//! share, in the order of the criteria. [`super::explain`] does the same for one model, in
//! the same order, and comes to the same number to the last bit.

use indexmap::IndexMap;

use crate::eval::{BLOCK, Block, Mask, Table, Truth};
use crate::lang::typed::Num;
use crate::rulebook::plan::{Plan, PlannedCriterion, PlannedRule};
use crate::rulebook::{Criterion, Kind};

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
    /// Rows that meet all hard conditions, in order.
    pub kept: Vec<usize>,
    /// What a criterion counts as for a model it cannot judge: the median of those it can.
    pub priors: Vec<f64>,
    /// Rows that were left out.
    pub excluded: Excluded,
}

/// A criterion's points in one block, and which rows it could judge.
struct Judged {
    points: Box<[f64; BLOCK]>,
    rows: Mask,
}

/// Scores every row of a table that has the columns of the plan.
pub fn score(plan: &Plan<'_>, table: &Table) -> Scores {
    let blocks: Vec<Block<'_>> = (0..table.blocks()).map(|number| Block::new(table, number)).collect();
    let judged: Vec<Vec<Judged>> =
        plan.criteria.iter().map(|c| blocks.iter().map(|block| judge(c, block)).collect()).collect();
    let priors: Vec<f64> =
        plan.criteria.iter().zip(&judged).map(|(c, judged)| prior(c.criterion, judged, table.rows())).collect();
    let mut scores = Scores { totals: vec![0.0; table.rows()], priors, ..Scores::default() };
    for (number, block) in blocks.iter().enumerate() {
        let totals = &mut scores.totals[block.rows()];
        for ((criterion, judged), prior) in plan.criteria.iter().zip(&judged).zip(&scores.priors) {
            add_criterion(totals, &judged[number], criterion.share, *prior);
        }
        let kept = keep(plan, block, &mut scores.excluded);
        scores.kept.extend(block.rows().enumerate().filter(|(at, _)| has(&kept, *at)).map(|(_, row)| row));
    }
    scores
}

/// Points of the score for a criterion; `None` where it could not be judged.
pub(super) fn counted(points: Option<f64>, prior: f64, share: f64) -> f64 {
    points.unwrap_or(prior) * share
}

fn add_criterion(totals: &mut [f64], judged: &Judged, share: f64, prior: f64) {
    if share <= 0.0 {
        return;
    }
    for (at, total) in totals.iter_mut().enumerate() {
        *total += counted(has(&judged.rows, at).then_some(judged.points[at]), prior, share);
    }
}

fn has(mask: &Mask, at: usize) -> bool {
    mask[at / 64] >> (at % 64) & 1 == 1
}

fn judge(criterion: &PlannedCriterion<'_>, block: &Block<'_>) -> Judged {
    let mut points = Box::new([criterion.criterion.base; BLOCK]);
    let mut rows = Mask::default();
    for rule in &criterion.rules {
        add_rule(rule, block, &mut points, &mut rows);
    }
    points.iter_mut().for_each(|p| *p = p.clamp(0.0, 100.0));
    Judged { points, rows }
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
        add_where(points, &yes, |at| numbers.values[at]);
    }
    judged.iter_mut().zip(&known).for_each(|(judged, known)| *judged |= known);
}

/// Adds 0 where the bit is not set: no branch, and the same sum.
fn add_where(points: &mut [f64; BLOCK], rows: &Mask, value: impl Fn(usize) -> f64) {
    for (word, (bits, points)) in rows.iter().zip(points.chunks_exact_mut(64)).enumerate() {
        for (bit, point) in points.iter_mut().enumerate() {
            let keep = 0u64.wrapping_sub(bits >> bit & 1);
            *point += f64::from_bits(value(word * 64 + bit).to_bits() & keep);
        }
    }
}

/// The median points of the rows that could be judged; the base where there is none.
fn prior(criterion: &Criterion, judged: &[Judged], rows: usize) -> f64 {
    let all = judged.iter().enumerate().flat_map(|(number, judged)| {
        let inside = BLOCK.min(rows - number * BLOCK);
        (0..inside).filter(|at| has(&judged.rows, *at)).map(|at| judged.points[at])
    });
    median(all.collect()).unwrap_or(criterion.base)
}

fn median(mut points: Vec<f64>) -> Option<f64> {
    let middle = points.len() / 2;
    if points.is_empty() {
        return None;
    }
    let even = points.len().is_multiple_of(2);
    let (lower, upper, _) = points.select_nth_unstable_by(middle, f64::total_cmp);
    let below = lower.iter().copied().max_by(f64::total_cmp).filter(|_| even);
    Some(below.map_or(*upper, |below| f64::midpoint(below, *upper)))
}

/// The rows of a block that meet all hard conditions; counts the others by what removed them first.
fn keep(plan: &Plan<'_>, block: &Block<'_>, excluded: &mut Excluded) -> Mask {
    let mut left = block.mask();
    let mut remove = |rows: Mask, rule: &str, unknown: Mask| {
        let out: Mask = std::array::from_fn(|i| left[i] & rows[i]);
        let of: Mask = std::array::from_fn(|i| out[i] & unknown[i]);
        let count = ones(&out);
        if count > 0 {
            excluded.count += count;
            excluded.unknown += ones(&of);
            *excluded.by_rule.entry(rule.to_owned()).or_default() += count;
        }
        left = std::array::from_fn(|i| left[i] & !out[i]);
    };
    for require in &plan.requires {
        let Kind::Require(condition) = &require.kind else { continue };
        let Truth { yes, known } = block.boolean(condition);
        // Decided by what is not known: it asks whether facts are known, and none is.
        let mut nothing_known = block.all().yes;
        for id in require.reads.iter() {
            let known = block.known(id);
            nothing_known = std::array::from_fn(|i| nothing_known[i] & !known[i]);
        }
        remove(std::array::from_fn(|i| known[i] & !yes[i]), &require.rule.id, nothing_known);
    }
    if let Some(condition) = &plan.condition {
        let Truth { yes, known } = block.boolean(condition);
        remove(yes.map(|y| !y), "where", known.map(|k| !k));
    }
    left
}

fn ones(mask: &Mask) -> usize {
    mask.iter().map(|word| word.count_ones() as usize).sum()
}
