//! The whole answer: the best models, what the person could keep, what to give up, cheaper twins.

use super::rank::{Advice, Ranking};
use super::receipt::Twin;
use super::repairs::{TOO_FEW, repairs};
use super::similar::{self, Shapes};
use super::{Preferences, RequestError};
use crate::catalog::Catalog;
use crate::rulebook::Rulebook;

/// The best `top` models for a person, and repairs where hardly any model remains.
///
/// # Errors
/// See [`Ranking::new`].
pub fn recommend(
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    top: usize,
) -> Result<Advice, RequestError> {
    let ranking = Ranking::new(catalog, rulebook, wishes)?;
    let mut advice = ranking.advice(top);
    let first = advice.results.first().and_then(|first| catalog.get(&first.id));
    advice.keep = first.and_then(|first| similar::keep(first, ranking.asked().owned.iter().copied()));
    if advice.fitting < TOO_FEW {
        advice.repairs = repairs(catalog, rulebook, wishes, &ranking)?;
    }
    Ok(advice)
}

/// Gives each result its cheaper twin among the models that meet all hard conditions.
pub fn add_twins(catalog: &Catalog, advice: &mut Advice) {
    let shapes = Shapes::among(advice.met.iter().filter_map(|place| catalog.entries().nth(*place)));
    for result in &mut advice.results {
        let twin = catalog.get(&result.id).and_then(|entry| shapes.cheaper_twin(entry));
        result.twin = twin.map(|t| Twin { id: t.entry.model.id.to_string(), distance_db: t.distance_db });
    }
}
