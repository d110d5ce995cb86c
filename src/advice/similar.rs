//! Models that sound alike: the nearest, the cheaper twin, what the person already owns.

use super::receipt::Keep;
use crate::catalog::{Catalog, Entry};
use crate::sound::Band;
use crate::sound::likeness::{Shape, differences};

/// A model and how its sound differs from another's.
#[derive(Debug, Clone)]
pub struct Alike<'a> {
    /// The model.
    pub entry: &'a Entry,
    /// Rms difference 40 Hz-10 kHz after level alignment, dB.
    pub distance_db: f64,
    /// How far its bands lie above the other's, dB, the largest difference first.
    pub bands: Vec<(&'static Band, f64)>,
}

/// Within this distance two sounds are nearly the same, dB.
pub const SAME_SOUND_DB: f64 = 1.5;

/// All measured models, made ready for comparison.
#[derive(Debug, Clone)]
pub struct Shapes<'a> {
    all: Vec<(&'a Entry, Shape<'a>)>,
}

impl<'a> Shapes<'a> {
    /// Of a catalogue.
    pub fn of(catalog: &'a Catalog) -> Self {
        Self::among(catalog.entries())
    }

    /// Of some models; those that nobody measured are left out.
    pub fn among(entries: impl Iterator<Item = &'a Entry>) -> Self {
        Self { all: entries.filter_map(|e| Some((e, Shape::of(&e.measured.as_ref()?.curve)))).collect() }
    }

    /// All models but this one, nearest first; none if nobody measured it.
    pub fn nearest(&self, to: &Entry) -> Vec<Alike<'a>> {
        let Some(shape) = to.measured.as_ref().map(|m| Shape::of(&m.curve)) else { return Vec::new() };
        let others = self.all.iter().filter(|(e, _)| e.model.id != to.model.id);
        let mut found: Vec<Alike<'a>> =
            others.map(|(entry, other)| alike(entry, to, other.distance_db(&shape))).collect();
        found.sort_by(|a, b| {
            a.distance_db.total_cmp(&b.distance_db).then_with(|| a.entry.model.id.cmp(&b.entry.model.id))
        });
        found
    }

    /// The nearest model of nearly the same sound that is clearly cheaper.
    pub fn cheaper_twin(&self, of: &Entry) -> Option<Alike<'a>> {
        let price = of.model.price_usd?;
        let shape = Shape::of(&of.measured.as_ref()?.curve);
        let cheaper = self.all.iter().filter(|(e, _)| e.model.price_usd.is_some_and(|p| clearly_cheaper(p, price)));
        let near = cheaper.map(|(e, other)| (*e, other.distance_db(&shape))).filter(|(_, db)| *db <= SAME_SOUND_DB);
        let (entry, distance_db) =
            near.min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.model.id.cmp(&b.0.model.id)))?;
        Some(alike(entry, of, distance_db))
    }
}

/// A quarter less, and not a matter of a few dollars.
fn clearly_cheaper(price_usd: f64, than_usd: f64) -> bool {
    price_usd <= 0.75 * than_usd && price_usd <= than_usd - 10.0
}

/// What the person owns already, where it is nearly as good as the first of the list.
pub(super) fn keep<'a>(first: &Entry, owned: impl Iterator<Item = &'a Entry> + Clone) -> Option<Keep> {
    if owned.clone().any(|e| e.model.id == first.model.id) {
        return Some(Keep { id: first.model.id.to_string(), distance_db: 0.0 });
    }
    nearest_owned(first, owned).map(|near| Keep { id: near.entry.model.id.to_string(), distance_db: near.distance_db })
}

/// The model among those a person owns whose sound is nearest, if it is nearly the same.
pub fn nearest_owned<'a>(entry: &Entry, owned: impl Iterator<Item = &'a Entry>) -> Option<Alike<'a>> {
    let nearest = Shapes::among(owned).nearest(entry).into_iter().next()?;
    (nearest.distance_db <= SAME_SOUND_DB).then_some(nearest)
}

fn alike<'a>(entry: &'a Entry, to: &Entry, distance_db: f64) -> Alike<'a> {
    let bands = entry.bands().zip(to.bands()).map(|(a, b)| differences(a, b)).unwrap_or_default();
    Alike { entry, distance_db, bands }
}
