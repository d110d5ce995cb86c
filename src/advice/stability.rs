//! How sure the first places are, given how far measurers disagree.
//!
//! The list is made again many times, each time with smooth noise added to every response:
//! as large as the measurers of that model disagree, or the catalogue's median where only one
//! measured it. Counted is how often each model comes among the first three.

use std::borrow::Cow;

use super::Ranking;
use super::cases::Cases;
use super::scoring::with_priors;
use crate::dice::Dice;
use crate::eval::{Rows, Table, Value};
use crate::schema::{FieldId, Record};
use crate::sound::{Curve, TuningMatch};

/// Lists that are made.
pub const RESAMPLINGS: usize = 100;
/// Places that count.
const TOP: usize = 3;
/// Models this many points behind the last of them can no longer reach it, and are left out.
const WITHIN_POINTS: f64 = 15.0;
/// Models that take part at most.
const MOST: usize = 80;
/// Waves from 20 Hz to 20 kHz that the noise is made of, slow ones first.
const WAVES: usize = 5;

impl Ranking<'_> {
    /// Pairs of a model's id and the number of resamplings (of [`RESAMPLINGS`]) in which it is
    /// among the first three; most first, those that never are left out.
    pub fn stability(&self) -> Vec<(String, usize)> {
        let rows = self.contenders();
        let typical = median(self.cases.entries().filter_map(|e| e.measured.as_ref()?.spread_db));
        let mut counts = vec![0; rows.len()];
        for sample in 0..RESAMPLINGS {
            let shaken = Shaken::new(&self.cases, &rows, typical, sample as u64);
            let table = Table::new(&shaken, self.plan.fields().iter(), self.plan.literals());
            let totals = with_priors(&self.plan, &table, &self.scores.priors).totals;
            let mut order: Vec<usize> = (0..rows.len()).collect();
            order.sort_by(|a, b| totals[*b].total_cmp(&totals[*a]));
            order.iter().take(TOP).for_each(|place| counts[*place] += 1);
        }
        let id = |row: &usize| self.cases.entry(*row).model.id.to_string();
        let mut found: Vec<(String, usize)> = rows.iter().map(id).zip(counts).filter(|(_, n)| *n > 0).collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found
    }

    /// The rows that could come among the first, best first.
    fn contenders(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.scores.kept().collect();
        let total = |row: usize| self.scores.totals[row];
        rows.sort_by(|a, b| total(*b).total_cmp(&total(*a)));
        if let Some(last) = rows.get(TOP - 1).map(|row| total(*row)) {
            rows.retain(|row| total(*row) >= last - WITHIN_POINTS);
        }
        rows.truncate(MOST);
        rows
    }
}

/// Some rows with another sample of their responses.
struct Shaken<'c, 'a> {
    cases: &'c Cases<'a>,
    rows: &'c [usize],
    /// How they match, and the score of that.
    tuning: Vec<Option<(TuningMatch, f64)>>,
}

impl<'c, 'a> Shaken<'c, 'a> {
    fn new(cases: &'c Cases<'a>, rows: &'c [usize], typical_db: f64, sample: u64) -> Self {
        let tuning = |row: &usize| {
            let measured = cases.entry(*row).measured.as_ref()?;
            let mut dice = Dice((*row as u64) << 32 | sample);
            let noisy = shaken(&measured.curve, measured.spread_db.unwrap_or(typical_db), &mut dice)?;
            Some((cases.target().judge(&noisy), cases.target().score(&noisy)))
        };
        Self { cases, rows, tuning: rows.iter().map(tuning).collect() }
    }
}

impl Rows for Shaken<'_, '_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>> {
        if id.field().record == Record::Match
            && let Some((tuning, score)) = self.tuning[row]
            && let Some(value) = Some(score).filter(|_| id.field().name == "tuning").or(tuning.get(id.field().name))
        {
            return Some(Cow::Owned(Value::Num(value)));
        }
        self.cases.value(self.rows[row], id)
    }
}

/// A response with smooth noise of `rms_db`.
fn shaken(curve: &Curve, rms_db: f64, dice: &mut Dice) -> Option<Curve> {
    let waves: Vec<(f64, f64)> =
        (1..=WAVES).map(|k| (dice.normal() / (k as f64).sqrt(), dice.normal() * std::f64::consts::PI)).collect();
    let octaves = (20_000f64 / 20.0).ln();
    let raw = |hz: f64| -> f64 {
        let place = (hz / 20.0).ln() / octaves;
        waves
            .iter()
            .zip(1..)
            .map(|((size, phase), k)| size * (std::f64::consts::PI * f64::from(k) * place + phase).cos())
            .sum()
    };
    let noise: Vec<f64> = curve.hz().iter().map(|hz| raw(*hz)).collect();
    let mean = noise.iter().sum::<f64>() / noise.len() as f64;
    let rms = (noise.iter().map(|n| (n - mean) * (n - mean)).sum::<f64>() / noise.len() as f64).sqrt();
    let scale = if rms > 0.0 { rms_db / rms } else { 0.0 };
    let db = curve.db().iter().zip(&noise).map(|(db, n)| db + (n - mean) * scale).collect();
    curve.with_levels(db).ok()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(1.0)
}
