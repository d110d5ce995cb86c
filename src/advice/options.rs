//! Critiques that lead somewhere: words, and pairs of words, that some of the remaining models meet.

use strum::IntoEnumIterator;

use super::{Ranking, critique};
use crate::catalog::Entry;
use crate::eval::{self, Facts};
use crate::words::Critique;

/// Pairs listed at most.
const PAIRS: usize = 4;

/// A critique that can be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct CritiqueOption {
    /// The words, all of which are met.
    pub words: Vec<Critique>,
    /// How many of the remaining models meet them.
    pub count: usize,
    /// The best of them.
    pub best: String,
}

impl Ranking<'_> {
    /// The critiques of a model that some other remaining model meets: every single word, and
    /// the pairs that go together more often than by chance, most surprising first.
    pub fn critiques(&self, than: &Entry) -> Vec<CritiqueOption> {
        let rows: Vec<(usize, Facts)> = self.rows_but(than);
        let met: Vec<(Critique, Vec<bool>)> = Critique::iter()
            .filter_map(|word| {
                let holds = critique::condition(word, than).ok()?.holds;
                Some((word, rows.iter().map(|(_, facts)| eval::boolean(&holds, facts) == Ok(true)).collect()))
            })
            .collect();
        let singles = met.iter().filter_map(|(word, hits)| self.option(vec![*word], &rows, hits));
        let mut pairs = Vec::new();
        for (i, (a, hits_a)) in met.iter().enumerate() {
            for (b, hits_b) in &met[i + 1..] {
                let both: Vec<bool> = hits_a.iter().zip(hits_b).map(|(x, y)| *x && *y).collect();
                let lift = share(&both) / (share(hits_a) * share(hits_b));
                if lift > 1.0
                    && let Some(option) = self.option(vec![*a, *b], &rows, &both)
                {
                    pairs.push((lift, option));
                }
            }
        }
        pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
        singles.chain(pairs.into_iter().take(PAIRS).map(|(_, option)| option)).collect()
    }

    fn rows_but(&self, than: &Entry) -> Vec<(usize, Facts)> {
        let others = self.scores.kept().filter(|row| self.cases.entry(*row).model.id != than.model.id);
        others.map(|row| (row, self.cases.facts(row))).collect()
    }

    fn option(&self, words: Vec<Critique>, rows: &[(usize, Facts)], met: &[bool]) -> Option<CritiqueOption> {
        let hits = || rows.iter().zip(met).filter(|(_, met)| **met).map(|((row, _), _)| *row);
        let best = hits().max_by(|a, b| self.scores.totals[*a].total_cmp(&self.scores.totals[*b]))?;
        Some(CritiqueOption { words, count: hits().count(), best: self.cases.entry(best).model.id.to_string() })
    }
}

fn share(met: &[bool]) -> f64 {
    met.iter().filter(|m| **m).count() as f64 / met.len().max(1) as f64
}
