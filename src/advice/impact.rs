//! What an edit of the rules changes: the same profiles ranked with both rulebooks.

use std::collections::BTreeMap;

use super::{Budget, Preferences, RequestError, recommend};
use crate::catalog::Catalog;
use crate::dice::Dice;
use crate::rulebook::Rulebook;
use crate::words::{Driver, FitWish, Plug, Size, Sound, Use};
use strum::VariantArray;

/// How many of the first places are compared.
const TOP: usize = 3;

/// What changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Impact {
    /// Profiles that were compared.
    pub profiles: usize,
    /// Profiles with another first model.
    pub first_changed: usize,
    /// Profiles with another first three, or in another order.
    pub top_changed: usize,
    /// Profiles that had an answer and have none now.
    pub emptied: usize,
    /// Models by how many more (or fewer) profiles list them among the first three.
    pub moved: BTreeMap<String, i64>,
}

/// Ranks `profiles` generated profiles with both rulebooks.
///
/// # Errors
/// None for generated profiles, unless the rules of a layer name no criterion at all.
pub fn impact(catalog: &Catalog, old: &Rulebook, new: &Rulebook, profiles: usize) -> Result<Impact, RequestError> {
    let mut impact = Impact { profiles, ..Impact::default() };
    for seed in 0..profiles as u64 {
        let wishes = profile(seed);
        let top = |rules: &Rulebook| -> Result<Vec<String>, RequestError> {
            Ok(recommend(catalog, rules, &wishes, TOP)?.results.into_iter().map(|r| r.id).collect())
        };
        let (before, after) = (top(old)?, top(new)?);
        impact.first_changed += usize::from(before.first() != after.first());
        impact.top_changed += usize::from(before != after);
        impact.emptied += usize::from(!before.is_empty() && after.is_empty());
        for (ids, step) in [(&after, 1), (&before, -1)] {
            for id in ids {
                *impact.moved.entry(id.clone()).or_default() += step;
            }
        }
    }
    impact.moved.retain(|_, by| *by != 0);
    Ok(impact)
}

/// A made-up but plausible person; the same seed gives the same one everywhere.
pub fn profile(seed: u64) -> Preferences {
    let mut dice = Dice(seed);
    let mut wishes = Preferences::default();
    if dice.chance(80) {
        let high = dice.pick(&[30.0, 60.0, 100.0, 150.0, 250.0, 400.0, 700.0, 1200.0, 2500.0]);
        wishes.budget = Some(Budget { low: None, high });
    }
    wishes.sound = dice.chance(60).then(|| dice.pick(Sound::VARIANTS));
    for level in [&mut wishes.bass, &mut wishes.treble, &mut wishes.vocals, &mut wishes.detail, &mut wishes.isolation] {
        if dice.chance(25) {
            *level = Some(dice.pick(&[1, 2, 4, 5]));
        }
    }
    if dice.chance(40) {
        wishes.uses = vec![dice.pick(Use::VARIANTS)];
    }
    wishes.fit = dice.chance(25).then(|| dice.pick(FitWish::VARIANTS));
    wishes.ears = dice.chance(25).then(|| dice.pick(Size::VARIANTS));
    if dice.chance(60) {
        wishes.plugs = vec![dice.pick(Plug::VARIANTS)];
    }
    if dice.chance(10) {
        wishes.drivers = vec![dice.pick(Driver::VARIANTS)];
    }
    wishes
}
