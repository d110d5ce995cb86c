//! Wishes with every name looked up: past gear, the model to start from, further conditions.

use super::critique;
use super::{PastGear, Preferences, RequestError};
use crate::catalog::{Catalog, Entry, Model};
use crate::fit::{Verdict, verdict_cable_socket};
use crate::lang;
use crate::names::Match;
use crate::rulebook::plan::Condition;
use crate::sound::taste::{self, Label, Taste};
use crate::sound::{Levels, PersonalTarget, distance_db};
use crate::words::{Complaint, Size};

/// An earphone the person has heard.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The model.
    pub entry: &'a Entry,
    /// What was wrong with it.
    pub complaint: Option<Complaint>,
}

/// A person's wishes as the ranking needs them.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The wishes, with what past gear tells of them.
    pub wishes: Preferences,
    /// Models that were liked.
    pub liked: Vec<Heard<'a>>,
    /// Models that were disliked.
    pub disliked: Vec<Heard<'a>>,
    /// Models that the person owns.
    pub owned: Vec<&'a Entry>,
    /// The model to start from.
    pub like: Option<&'a Entry>,
    /// The gains of the personal target.
    pub levels: Levels,
    /// What past gear tells of taste, if it tells anything.
    pub taste: Option<Taste>,
    /// Conditions beside the rules.
    pub conditions: Vec<Condition>,
    /// Connectors of the cables that were named.
    cables: Vec<&'static str>,
}

impl<'a> Asked<'a> {
    /// Looks everything up.
    ///
    /// # Errors
    /// A model nobody knows, a condition with mistakes, a critique that needs a missing fact.
    pub fn of(catalog: &'a Catalog, wishes: &Preferences) -> Result<Self, RequestError> {
        let mut liked = heard(catalog, "--liked", &wishes.liked)?;
        liked.extend(owned(catalog, &wishes.own.liked));
        let mut disliked = heard(catalog, "--disliked", &wishes.disliked)?;
        disliked.extend(owned(catalog, &wishes.own.disliked));
        let all = wishes.own.models.iter().map(|m| PastGear { model: m.clone(), complaint: None });
        let owned = owned(catalog, &all.collect::<Vec<_>>()).map(|h| h.entry).collect();
        let like = wishes.like.as_deref().map(|name| find(catalog, "--like", name)).transpose()?;
        let mut asked = Self {
            wishes: wishes.clone(),
            liked,
            disliked,
            owned,
            like,
            levels: wishes.levels(),
            taste: None,
            conditions: conditions(catalog, wishes, like)?,
            cables: wishes.cables.iter().map(|cable| connector(cable)).collect::<Result<_, _>>()?,
        };
        asked.infer_ears();
        asked.aim();
        Ok(asked)
    }

    /// The sound that everything is judged by.
    pub fn target(&self) -> PersonalTarget {
        PersonalTarget::new(self.wishes.sound, self.levels)
    }

    /// What hurts is too large for these ears, unless the person said how large they are.
    fn infer_ears(&mut self) {
        let mut heard = self.liked.iter().chain(&self.disliked);
        if self.wishes.ears.is_none() && heard.any(|h| h.complaint == Some(Complaint::Hurts)) {
            self.wishes.ears = Some(Size::Small);
        }
    }

    /// Moves the target to the model to start from, or to what past gear tells of taste.
    fn aim(&mut self) {
        if let Some(measured) = self.like.and_then(|e| e.measured.as_ref()) {
            self.levels = Levels::nearest(self.wishes.sound, &measured.curve);
            for meaning in self.wishes.but.iter().filter_map(|word| critique::meaning(*word)) {
                self.levels = self.levels.plus(meaning.shift);
            }
            return;
        }
        let labels = |heard: &[Heard<'a>], liked: bool| -> Vec<Label<'a>> {
            let label =
                |h: &Heard<'a>| Some(Label { curve: &h.entry.measured.as_ref()?.curve, liked, complaint: h.complaint });
            heard.iter().filter_map(label).collect()
        };
        let mut all = labels(&self.liked, true);
        all.extend(labels(&self.disliked, false));
        if !all.is_empty() {
            let taste = taste::estimate(self.wishes.sound, self.levels, &all);
            self.levels = self.levels.plus(taste.shift());
            self.taste = Some(taste);
        }
    }

    /// Factor of a criterion's weight: the person's, times that of the critiques.
    pub fn weight_factor(&self, criterion: &str) -> f64 {
        let meanings = self.wishes.but.iter().filter_map(|word| critique::meaning(*word));
        let critiques: f64 = meanings.filter_map(|m| m.weights.get(criterion)).product();
        self.wishes.weight_factor(criterion) * critiques
    }

    /// How the named cable that suits a model best goes onto it; `None` where none was named, or its socket
    /// is not known.
    pub fn cable_verdict(&self, model: &Model) -> Option<Verdict> {
        let socket = model.socket.as_deref()?;
        let verdicts = self.cables.iter().map(|cable| verdict_cable_socket(cable, socket));
        verdicts.filter(|verdict| *verdict != Verdict::Unknown).min()
    }

    /// Whether a cable was named.
    pub fn names_cable(&self) -> bool {
        !self.cables.is_empty()
    }

    /// Distance to the nearest model that was liked for its sound, dB; the model to start from is one.
    pub fn liked_db(&self, entry: &Entry) -> Option<f64> {
        let wholly = |h: &&Heard<'a>| !speaks_of_sound(h.complaint);
        // What was liked but for its sound is still the nearest thing to a wish where nothing else was liked.
        let any = self.like.is_some() || self.liked.iter().any(|h| wholly(&h));
        let liked = self.liked.iter().filter(|h| !any || wholly(h)).map(|h| h.entry);
        nearest(entry, liked.chain(self.like))
    }

    /// Distance to the nearest model that was disliked for its sound, dB.
    pub fn disliked_db(&self, entry: &Entry) -> Option<f64> {
        let body = |c: Option<Complaint>| matches!(c, Some(Complaint::Hurts | Complaint::FallsOut));
        nearest(entry, self.disliked.iter().filter(|h| !body(h.complaint)).map(|h| h.entry))
    }
}

fn connector(cable: &str) -> Result<&'static str, RequestError> {
    let read = crate::gear::cable(cable).map_err(|e| RequestError::Part(format!("--cable: {e}")))?;
    Ok(read.0)
}

/// Whether a complaint is about the sound.
fn speaks_of_sound(complaint: Option<Complaint>) -> bool {
    complaint.is_some_and(|c| !matches!(c, Complaint::Hurts | Complaint::FallsOut))
}

fn nearest<'a>(entry: &Entry, to: impl Iterator<Item = &'a Entry>) -> Option<f64> {
    let curve = &entry.measured.as_ref()?.curve;
    to.filter_map(|e| Some(distance_db(curve, &e.measured.as_ref()?.curve))).min_by(f64::total_cmp)
}

fn heard<'a>(catalog: &'a Catalog, flag: &'static str, gear: &[PastGear]) -> Result<Vec<Heard<'a>>, RequestError> {
    gear.iter().map(|g| Ok(Heard { entry: find(catalog, flag, &g.model)?, complaint: g.complaint })).collect()
}

/// Owned gear that the catalogue knows; people own other things too.
fn owned<'a>(catalog: &'a Catalog, gear: &[PastGear]) -> impl Iterator<Item = Heard<'a>> {
    let known = |g: &PastGear| {
        let Match::One(id) = catalog.find_surely(&g.model) else { return None };
        Some(Heard { entry: catalog.get(&id)?, complaint: g.complaint })
    };
    gear.iter().filter_map(known).collect::<Vec<_>>().into_iter()
}

/// The model that a flag names.
///
/// # Errors
/// No model, or several, of that name.
pub(super) fn find<'a>(catalog: &'a Catalog, flag: &'static str, name: &str) -> Result<&'a Entry, RequestError> {
    let found = catalog.find_surely(name);
    if let Match::One(id) = &found
        && let Some(entry) = catalog.get(id)
    {
        return Ok(entry);
    }
    Err(RequestError::Model { flag, name: name.to_owned(), found })
}

/// The conditions of `--where`, of `--like` and of each word of `--but`.
fn conditions(catalog: &Catalog, wishes: &Preferences, like: Option<&Entry>) -> Result<Vec<Condition>, RequestError> {
    let mut all = Vec::new();
    if let Some(text) = &wishes.condition {
        let holds = catalog.condition(text).map_err(RequestError::Where)?;
        all.push(Condition { name: "where".to_owned(), holds });
    }
    if let Some(entry) = like {
        let other = format!("iem.id != '{}'", entry.model.id);
        all.push(Condition { name: "like".to_owned(), holds: lang::condition(&other).map_err(RequestError::Where)? });
        for word in &wishes.but {
            all.push(critique::condition(*word, entry)?);
        }
    }
    Ok(all)
}
