//! Advice: recommend, why not, compare, the questionnaire; and the check of parts.

use std::path::Path;

use super::{Engine, Error};
use crate::advice::similar::Shapes;
use crate::advice::{self, Advice, Comparison, Preferences, Ranked, Ranking, WhyNot, why_above};
use crate::catalog::Entry;
use crate::fit::{self, CheckReport, Request};
use crate::gear;
use crate::quiz::{Quiz, questions};
use crate::rulebook::Rulebook;

impl Engine {
    /// Complete wishes: those said, over those of a profile file, with what the person owns.
    ///
    /// # Errors
    /// A profile that cannot be read or is none, values that make no sense together, broken gear.
    pub fn wishes(&self, profile: Option<&Path>, said: Preferences) -> Result<Preferences, Error> {
        let mut wishes = match profile {
            Some(path) => Preferences::of_profile(path)?.under(said),
            None => said,
        };
        if let Some(flaw) = wishes.flaw() {
            return Err(Error::Asked(flaw));
        }
        wishes.own = self.own()?;
        Ok(wishes)
    }

    /// The best `top` models for these wishes, each with its reasons and its cheaper twin.
    ///
    /// # Errors
    /// Wishes that make no sense: see [`Error`].
    pub fn recommend(&self, wishes: &Preferences, top: usize) -> Result<Advice, Error> {
        let (rulebook, catalog) = (self.rulebook()?, self.catalog()?);
        let advice = advice::recommend(catalog, rulebook, wishes, top);
        let mut advice = advice.map_err(|e| Error::of_wishes(e, wishes))?;
        advice::add_twins(catalog, &mut advice);
        Ok(advice)
    }

    /// The best `top` models by other rules than the engine's own.
    ///
    /// # Errors
    /// Wishes that make no sense, rules without a criterion.
    #[doc(hidden)]
    pub fn recommend_by(&self, rulebook: &Rulebook, wishes: &Preferences, top: usize) -> Result<Advice, Error> {
        advice::recommend(self.catalog()?, rulebook, wishes, top).map_err(|e| Error::of_wishes(e, wishes))
    }

    /// All models scored, for questions beyond the list: how sure the first places are, critiques.
    ///
    /// # Errors
    /// Wishes that make no sense.
    #[doc(hidden)]
    pub fn ranking(&self, wishes: &Preferences) -> Result<Ranking<'_>, Error> {
        Ranking::new(self.catalog()?, self.rulebook()?, wishes).map_err(|e| Error::of_wishes(e, wishes))
    }

    /// Why a model is not the first of the list, and what would put it there.
    ///
    /// # Errors
    /// Wishes that make no sense, or a name that is not one model.
    pub fn why_not(&self, wishes: &Preferences, model: &str) -> Result<WhyNot, Error> {
        let answer = advice::why_not(self.catalog()?, self.rulebook()?, wishes, model);
        answer.map_err(|e| Error::of_wishes(e, wishes))
    }

    /// Whether parts fit together, with the best of these sources, and what the person owns beside it.
    ///
    /// # Errors
    /// A name that no table knows, or nothing to check.
    pub fn check(&self, request: &Request, sources: &[String]) -> Result<CheckReport, Error> {
        if *request == Request::default() && sources.is_empty() {
            return Err(Error::asked(
                "nothing to check; name at least one part, for example: iem check --cable mmcx --plug 4.4mm",
            ));
        }
        let (gear, models) = (self.gear()?, self.models()?);
        let mut report = fit::check_all(request, sources, models)?;
        if !gear.is_empty() && sources.len() < 2 {
            let request = Request { source: sources.first().cloned(), ..request.clone() };
            report.owned = gear::owned(gear, &request, models);
        }
        Ok(report)
    }

    /// Models side by side; with wishes also how they rank, and why.
    ///
    /// # Errors
    /// A name that is not one model, a model named twice, wishes that make no sense.
    pub fn compare<'a>(&'a self, models: &[String], wishes: &'a Preferences) -> Result<Comparison<'a>, Error> {
        let mut entries: Vec<&Entry> = Vec::new();
        for name in models {
            let entry = self.model(name)?;
            if entries.iter().any(|e| e.model.id == entry.model.id) {
                return Err(Error::asked(format!("{} was named twice; name two different models", entry.model.name())));
            }
            entries.push(entry);
        }
        let mut sounds = Vec::new();
        for (i, to) in entries.iter().enumerate() {
            let later = Shapes::among(entries.iter().skip(i + 1).copied());
            sounds.extend(later.nearest(to).into_iter().map(|alike| (*to, alike)));
        }
        let asked = *wishes != Preferences::default();
        let ranking = if asked { Some(self.ranked(&entries, wishes)?) } else { None };
        Ok(Comparison { entries, sounds, ranking })
    }

    /// The models among all of the catalogue, as the list ranks them.
    fn ranked<'a>(&'a self, entries: &[&'a Entry], wishes: &'a Preferences) -> Result<Ranked<'a>, Error> {
        let ids: Vec<&str> = entries.iter().map(|e| e.model.id.as_ref()).collect();
        let entry = |id: &str| entries.iter().find(|e| e.model.id == id).copied();
        let ranked = self.ranking(wishes)?.among(&ids);
        let ranked: Vec<_> = ranked.into_iter().filter_map(|r| Some((entry(&r.id)?, r))).collect();
        let why = ranked.windows(2).map(|pair| why_above(&pair[0].1, &pair[1].1)).collect();
        let met = |e: &&Entry| ranked.iter().any(|(r, _)| r.model.id == e.model.id);
        let excluded = entries.iter().filter(|e| !met(e)).copied().collect();
        Ok(Ranked { wishes, ranked, why, excluded })
    }

    /// The questionnaire from its first question, with what the person owns.
    ///
    /// # Errors
    /// Gear that cannot be read, or has mistakes.
    pub fn quiz(&self) -> Result<Quiz, Error> {
        let before = Preferences { own: self.own()?, ..Preferences::default() };
        Ok(Quiz::with(questions(), &before))
    }
}
