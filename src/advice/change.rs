//! The smallest change of the wishes that puts a given model first.
//!
//! All single changes are tried, smallest first; only if none does it, pairs of those that
//! bring the model furthest. Changes of one size are told apart by how clearly the model wins.

use strum::VariantArray;

use super::{Budget, Preferences, Ranking, RequestError, Weight};
use crate::catalog::Catalog;
use crate::rulebook::Rulebook;
use crate::words::{Size, Sound, Use};

/// How many single changes are tried in pairs.
const PAIRED: usize = 8;

/// A change of the wishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// In words.
    pub say: String,
    /// The wishes after it.
    pub wishes: Preferences,
    /// How much is changed: a step of a level is 1.
    pub size: f64,
}

/// The smallest single change that puts a model first, else the smallest pair; `None` if neither does.
///
/// # Errors
/// Wishes that make no sense.
pub fn smallest(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    id: &str,
) -> Result<Option<Change>, RequestError> {
    let price = catalog.get(id).and_then(|e| e.model.price_usd);
    let singles = sorted(singles(rulebook, wishes, price));
    let mut tried = Vec::with_capacity(singles.len());
    let mut found: Option<(Change, f64)> = None;
    for change in singles {
        if found.as_ref().is_some_and(|(best, _)| change.size > best.size) {
            break;
        }
        let Some((rank, margin)) = standing(catalog, rulebook, &change.wishes, id)? else { continue };
        if rank == 0 && found.as_ref().is_none_or(|(_, best)| margin > *best) {
            found = Some((change.clone(), margin));
        }
        tried.push((rank, change));
    }
    if found.is_some() {
        return Ok(found.map(|(change, _)| change));
    }
    tried.sort_by_key(|(rank, _)| *rank);
    tried.truncate(PAIRED);
    let mut pairs = Vec::new();
    for (i, (_, first)) in tried.iter().enumerate() {
        for second in self::singles(rulebook, &first.wishes, price) {
            let is_promising = tried[i + 1..].iter().any(|(_, other)| other.say == second.say);
            if is_promising {
                let say = format!("{}, and {}", first.say, second.say);
                pairs.push(Change { say, wishes: second.wishes, size: first.size + second.size });
            }
        }
    }
    for change in sorted(pairs) {
        if standing(catalog, rulebook, &change.wishes, id)?.is_some_and(|(rank, _)| rank == 0) {
            return Ok(Some(change));
        }
    }
    Ok(None)
}

/// How many models stand before one, and by how many points it leads or lags; `None` if it is excluded.
fn standing(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    id: &str,
) -> Result<Option<(usize, f64)>, RequestError> {
    let ranking = Ranking::new(catalog, rulebook, wishes)?;
    let Some(row) = catalog.entries().position(|e| e.model.id == id) else { return Ok(None) };
    let mine = ranking.scores.totals[row];
    let (mut before, mut best, mut kept) = (0, f64::NEG_INFINITY, false);
    for other in ranking.scores.kept() {
        if other == row {
            kept = true;
        } else {
            let theirs = ranking.scores.totals[other];
            before += usize::from(theirs >= mine);
            best = best.max(theirs);
        }
    }
    // A tie is decided by confidence, price and id, as in the list.
    let first = || ranking.advice(1).results.first().is_some_and(|r| r.id == id);
    Ok(kept.then(|| (if before > 0 && mine >= best && first() { 0 } else { before }, mine - best)))
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by(|a, b| a.size.total_cmp(&b.size).then_with(|| a.say.cmp(&b.say)));
    changes
}

type Level = (&'static str, fn(&mut Preferences) -> &mut Option<u8>);

const LEVELS: &[Level] = &[
    ("bass", |w| &mut w.bass),
    ("treble", |w| &mut w.treble),
    ("vocals", |w| &mut w.vocals),
    ("detail", |w| &mut w.detail),
    ("isolation", |w| &mut w.isolation),
];

/// Every single change, with its size.
fn singles(rulebook: &Rulebook, wishes: &Preferences, price: Option<f64>) -> Vec<Change> {
    let mut all = Vec::new();
    let mut add = |size: f64, say: String, edit: &dyn Fn(&mut Preferences)| {
        let mut changed = wishes.clone();
        edit(&mut changed);
        if changed != *wishes {
            all.push(Change { say, wishes: changed, size });
        }
    };
    for (name, field) in LEVELS {
        let now = field(&mut wishes.clone()).unwrap_or(3);
        for level in 1..=5u8 {
            let size = f64::from(level.abs_diff(now));
            add(size, format!("{name} {level} instead of {now}"), &|w| *field(w) = Some(level));
        }
    }
    for sound in Sound::VARIANTS {
        add(2.0, format!("sound {sound}"), &|w| w.sound = Some(*sound));
    }
    for ears in Size::VARIANTS {
        add(2.0, format!("{ears} ears"), &|w| w.ears = Some(*ears));
    }
    for place in Use::VARIANTS {
        add(2.0, format!("for {place} only"), &|w| w.uses = vec![*place]);
    }
    for id in rulebook.criteria.keys() {
        for (size, factor) in [(1.5, 2.0), (2.5, 4.0), (1.5, 0.5), (2.5, 0.0)] {
            add(size, format!("weight {id}={factor}"), &|w| {
                w.weights.retain(|old| old.criterion != *id);
                w.weights.push(Weight { criterion: id.clone(), factor });
            });
        }
    }
    if let Some(price) = price {
        add(2.0, format!("budget {} USD", price.ceil()), &|w| {
            let low = w.budget.and_then(|b| b.low).map(|low| low.min(price));
            w.budget = Some(Budget { low, high: price.ceil() });
        });
    }
    for (say, size, edit) in DROPS {
        add(*size, (*say).to_owned(), edit);
    }
    all
}

type Drop = (&'static str, f64, fn(&mut Preferences));

/// Wishes that can be given up whole.
const DROPS: &[Drop] = &[
    ("no budget", 3.0, |w| w.budget = None),
    ("any sound", 2.0, |w| w.sound = None),
    ("no place in particular", 2.0, |w| w.uses.clear()),
    ("universal or custom", 2.5, |w| w.fit = None),
    ("no driver refused", 2.0, |w| w.no_drivers.clear()),
    ("no driver preferred", 1.0, |w| w.drivers.clear()),
    ("without --where", 2.0, |w| w.condition = None),
    ("without --but", 2.0, |w| w.but.clear()),
    ("whatever the source", 3.0, |w| {
        w.plugs.clear();
        w.source = None;
    }),
];
