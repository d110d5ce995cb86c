//! What to give up when nothing, or too little, remains.
//!
//! For every model it is found which of the person's own conditions stand against it; the
//! smallest of these sets are the repairs. That is exact: giving up a set of conditions opens
//! the models whose own set lies within it, and no others. A rule that reads no wish, such as
//! one about safety, is never given up.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use strum::VariantNames;

use super::receipt::Repair;
use super::{Budget, Preferences, Ranking, RequestError, critique};
use crate::catalog::Catalog;
use crate::eval::{self, Facts};
use crate::rulebook::plan::{self, Outcome};
use crate::rulebook::{Kind, Rulebook};
use crate::schema::{FieldId, Record};
use crate::words::{Critique, Driver};

/// Repairs listed at most.
const MOST: usize = 10;
/// With fewer models than this left, repairs are offered.
pub const TOO_FEW: usize = 3;

/// One condition that a person can give up.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `--where`.
    Where,
    /// A word of `--but`.
    But(Critique),
    /// A refused driver type.
    NoDriver(Driver),
    /// The price.
    Budget,
    /// Any other flag, by its key, with the field of `want` that it sets.
    Flag(&'static str, &'static str),
}

/// Flags with one field of `want` each, in the order in which people part with them.
const FLAGS: &[(&str, &str)] = &[
    ("driver", "drivers"),
    ("eq", "eq"),
    ("mic", "mic"),
    ("isolation", "isolation"),
    ("detail", "detail"),
    ("vocals", "vocals"),
    ("treble", "treble"),
    ("bass", "bass"),
    ("use", "use"),
    ("sound", "sound"),
    ("ears", "ears"),
    ("fit", "fit"),
];

/// The smallest sets of conditions to give up, fewest first, then those that cost least.
///
/// # Errors
/// The wishes themselves make no sense.
pub fn repairs(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    ranking: &Ranking<'_>,
) -> Result<Vec<Repair>, RequestError> {
    let conditions = conditions(wishes);
    let against = Against { rulebook, ranking, conditions: &conditions };
    let rows = ranking.cases.rows_count();
    let masks: Vec<BTreeSet<u64>> = (0..rows).map(|row| against.sets(row)).collect();
    let all: BTreeSet<u64> = masks.iter().flatten().copied().filter(|mask| *mask != 0).collect();
    let minimal = all.iter().filter(|mask| !all.iter().any(|other| other != *mask && other & **mask == *other));
    let mut found = Vec::new();
    for mask in minimal {
        let given_up: Vec<&Condition> =
            conditions.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, c)| c).collect();
        let opened = (0..rows).filter(|row| masks[*row].iter().any(|m| m & mask == *m));
        let budget = given_up.contains(&&Condition::Budget).then(|| nearest_budget(wishes, ranking, opened)).flatten();
        let changed = without(wishes, &given_up, budget);
        let after = Ranking::new(catalog, rulebook, &changed)?;
        let Some(best) = after.advice(1).results.into_iter().next() else { continue };
        let cost: f64 = given_up.iter().map(|c| cost(c, wishes, budget)).sum();
        let repair = Repair {
            change: difference(wishes, &changed),
            say: given_up.iter().map(|c| say(c, wishes, budget)).collect::<Vec<_>>().join(", and "),
            opens: after.fitting(),
            best: best.id,
            wishes: changed,
        };
        found.push((given_up.len(), cost, repair));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| a.2.say.cmp(&b.2.say)));
    Ok(found.into_iter().map(|(_, _, repair)| repair).take(MOST).collect())
}

/// What would have to be given up for one row, in words; `None` if nothing of the person's own would do.
pub(super) fn lets_in(rulebook: &Rulebook, wishes: &Preferences, ranking: &Ranking<'_>, row: usize) -> Option<String> {
    let conditions = conditions(wishes);
    let sets = Against { rulebook, ranking, conditions: &conditions }.sets(row);
    let fewest = sets.into_iter().filter(|mask| *mask != 0).min_by_key(|mask| mask.count_ones())?;
    let budget = nearest_budget(wishes, ranking, std::iter::once(row));
    let given_up = conditions.iter().enumerate().filter(|(i, _)| fewest >> i & 1 == 1);
    Some(given_up.map(|(_, c)| say(c, wishes, budget)).collect::<Vec<_>>().join(", and "))
}

/// The person's own conditions.
fn conditions(wishes: &Preferences) -> Vec<Condition> {
    let mut all = Vec::new();
    all.extend(wishes.condition.as_ref().map(|_| Condition::Where));
    all.extend(wishes.but.iter().map(|word| Condition::But(*word)));
    all.extend(wishes.no_drivers.iter().map(|driver| Condition::NoDriver(*driver)));
    let want = wishes.facts();
    let given = |field: &str| FieldId::find(Record::Want, field).is_some_and(|id| want.get(id).is_some());
    all.extend(FLAGS.iter().filter(|(_, field)| given(field)).map(|(flag, field)| Condition::Flag(flag, field)));
    all.extend(wishes.budget.map(|_| Condition::Budget));
    all.dedup();
    all
}

/// Finds what stands against a model.
struct Against<'r> {
    rulebook: &'r Rulebook,
    ranking: &'r Ranking<'r>,
    conditions: &'r [Condition],
}

impl Against<'_> {
    /// The smallest sets of conditions that must be given up for a model: one empty set if it
    /// meets all, none if a rule that depends on no wish stands against it.
    fn sets(&self, row: usize) -> BTreeSet<u64> {
        let facts = self.ranking.cases.facts(row);
        let mut sets = BTreeSet::from([0]);
        for require in &self.ranking.plan.requires {
            if require.judge(&facts) == Outcome::Holds(false) {
                sets = join(&sets, &self.ways_around(&require.rule.id, &facts));
            }
        }
        for condition in &self.ranking.plan.conditions {
            if eval::boolean(&condition.holds, &facts) != Ok(true) {
                sets = join(&sets, &self.named(&condition.name));
            }
        }
        sets
    }

    /// The smallest sets of conditions without which a rule no longer stands against a model.
    fn ways_around(&self, rule: &str, facts: &Facts) -> BTreeSet<u64> {
        let Some(rule) = self.rulebook.rules.get(rule) else { return BTreeSet::new() };
        let reads = rule.kind.fields();
        let read = |field: &str| FieldId::find(Record::Want, field).is_some_and(|id| reads.contains(id));
        let touches = |c: &Condition| match c {
            Condition::Budget => read("budget_usd") || read("budget_min_usd"),
            Condition::NoDriver(_) => read("no_drivers"),
            Condition::Flag(_, field) => read(field),
            Condition::Where | Condition::But(_) => false,
        };
        let mine: Vec<usize> = (0..self.conditions.len()).filter(|i| touches(&self.conditions[*i])).collect();
        let mut found: BTreeSet<u64> = BTreeSet::new();
        let mut subsets: Vec<u64> = (1..1u64 << mine.len().min(10)).collect();
        subsets.sort_by_key(|subset| subset.count_ones());
        for subset in subsets {
            let mask = mine.iter().enumerate().filter(|(k, _)| subset >> k & 1 == 1).fold(0, |m, (_, i)| m | 1 << i);
            if found.iter().any(|smaller| smaller & mask == *smaller) {
                continue;
            }
            let mut without = facts.clone();
            self.conditions
                .iter()
                .enumerate()
                .filter(|(i, _)| mask >> i & 1 == 1)
                .for_each(|(_, c)| c.forget(&mut without));
            debug_assert!(matches!(rule.kind, Kind::Require(_)));
            if plan::judge(rule, &without) != Outcome::Holds(false) {
                found.insert(mask);
            }
        }
        found
    }

    /// The condition of this name, if it is the person's own.
    fn named(&self, name: &str) -> BTreeSet<u64> {
        let is = |c: &Condition| match c {
            Condition::Where => name == "where",
            Condition::But(word) => name.strip_prefix("but/") == Some(word.word()),
            _ => false,
        };
        self.conditions.iter().position(is).map(|i| 1 << i).into_iter().collect()
    }
}

/// Every union of one set of each.
fn join(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> BTreeSet<u64> {
    a.iter().flat_map(|a| b.iter().map(move |b| a | b)).collect()
}

impl Condition {
    /// Takes the wish out of the facts.
    fn forget(&self, facts: &mut Facts) {
        let mut clear = |field: &str| {
            if let Some(id) = FieldId::find(Record::Want, field) {
                facts.put(id, None);
            }
        };
        match self {
            Self::Budget => ["budget_usd", "budget_min_usd"].into_iter().for_each(clear),
            Self::Flag(_, field) => clear(field),
            Self::NoDriver(driver) => {
                let Some(id) = FieldId::find(Record::Want, "no_drivers") else { return };
                if let Some(eval::Value::Set(mask)) = facts.get(id) {
                    let left = mask & !eval::facts::mask_of(Driver::VARIANTS, driver.word());
                    facts.put(id, (left != 0).then_some(eval::Value::Set(left)));
                }
            }
            Self::Where | Self::But(_) => {}
        }
    }
}

/// The nearest budget in whole USD that opens one of these models; none if no price is known.
fn nearest_budget(wishes: &Preferences, ranking: &Ranking<'_>, opened: impl Iterator<Item = usize>) -> Option<Budget> {
    let asked = wishes.budget?;
    let wider = |row: usize| {
        let parts = ranking.cases.connection(row).and_then(|c| c.adapters_usd).unwrap_or(0.0);
        let bare = ranking.cases.entry(row).model.price_usd?;
        let high = asked.high.max((bare + parts).ceil());
        let low = asked.low.map(|low| low.min(bare.floor()));
        let step = (high - asked.high) + asked.low.zip(low).map_or(0.0, |(was, is)| was - is);
        (step > 0.0).then_some((step, Budget { low, high }))
    };
    opened.filter_map(wider).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, budget)| budget)
}

/// The wishes without these conditions; the budget gets its new value, or goes.
fn without(wishes: &Preferences, given_up: &[&Condition], budget: Option<Budget>) -> Preferences {
    let mut left = serde_json::to_value(wishes).unwrap_or_default();
    for condition in given_up {
        let Some(map) = left.as_object_mut() else { continue };
        let mut take = |key: &str, word: &str| {
            if let Some(Value::Array(words)) = map.get_mut(key) {
                words.retain(|w| w != word);
                if words.is_empty() {
                    map.remove(key);
                }
            }
        };
        match condition {
            Condition::But(word) => take("but", word.word()),
            Condition::NoDriver(driver) => take("no-driver", driver.word()),
            Condition::Where => drop(map.remove("where")),
            Condition::Budget => drop(map.remove("budget")),
            Condition::Flag(flag, _) => drop(map.remove(*flag)),
        }
    }
    let mut left: Preferences = serde_json::from_value(left).unwrap_or_default();
    if given_up.contains(&&Condition::Budget) {
        left.budget = budget;
    }
    left
}

/// The keys that differ, with their new values.
pub(super) fn difference(before: &Preferences, after: &Preferences) -> Map<String, Value> {
    let as_map = |p: &Preferences| match serde_json::to_value(p) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let (before, mut after) = (as_map(before), as_map(after));
    let mut change: Map<String, Value> = Map::new();
    for (key, was) in &before {
        match after.shift_remove(key) {
            Some(is) if is == *was => {}
            Some(is) => drop(change.insert(key.clone(), is)),
            None => drop(change.insert(key.clone(), Value::Null)),
        }
    }
    change.extend(after);
    change
}

/// How much it hurts to give a condition up: a little more money less than a condition of another kind.
fn cost(condition: &Condition, wishes: &Preferences, budget: Option<Budget>) -> f64 {
    match condition {
        Condition::Where => 1.0,
        Condition::But(_) => 1.1,
        Condition::NoDriver(_) => 1.3,
        Condition::Flag(flag, _) => {
            1.5 + FLAGS.iter().position(|(f, _)| f == flag).map_or(0.0, |at| at as f64) / FLAGS.len() as f64
        }
        Condition::Budget => match (wishes.budget, budget) {
            (Some(was), Some(is)) if was.high > 0.0 => 0.5 + 4.0 * (is.high - was.high) / was.high,
            _ => 4.0,
        },
    }
}

/// A condition given up, in words.
fn say(condition: &Condition, wishes: &Preferences, budget: Option<Budget>) -> String {
    match condition {
        Condition::Where => format!("drop the condition \"{}\"", wishes.condition.as_deref().unwrap_or_default()),
        Condition::But(word) => format!("it need not be {}", critique::title(*word)),
        Condition::NoDriver(driver) => format!("accept {driver} drivers"),
        Condition::Flag(flag, _) => format!("drop --{flag}"),
        Condition::Budget => match (wishes.budget, budget) {
            (Some(was), Some(is)) => format!("budget {is} USD instead of {was}"),
            _ => "drop the budget: the prices are not known".to_owned(),
        },
    }
}
