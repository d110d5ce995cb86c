//! One model with its measured response, and what is computed of both when somebody asks.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::model::Model;
use crate::eval::Facts;
use crate::sound::{Bands, Curve, Guess, Inside, Measured};

/// A model with what was computed of its response.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its facts.
    pub model: Cow<'static, Model>,
    /// Its measured response.
    pub measured: Option<Measured>,
    pub(super) bands: OnceLock<Option<Bands>>,
    pub(super) preference: OnceLock<Option<f64>>,
    pub(super) guess: OnceLock<Option<Guess>>,
    pub(super) facts: OnceLock<Facts>,
}

impl Entry {
    /// Nothing is computed before it is asked for: a ranking reads few of the fields.
    pub(super) fn new(model: Cow<'static, Model>, measured: Option<Measured>) -> Self {
        Self {
            model,
            measured,
            bands: OnceLock::new(),
            preference: OnceLock::new(),
            guess: OnceLock::new(),
            facts: OnceLock::new(),
        }
    }

    /// The bands of its response against neutral.
    pub fn bands(&self) -> Option<&Bands> {
        self.bands.get_or_init(|| Some(Bands::of(&self.measured.as_ref()?.curve))).as_ref()
    }

    /// How rough its response is, and the grades that response and drivers let expect.
    pub fn guess(&self) -> Option<&Guess> {
        let guess = || Some(Guess::of(&self.measured.as_ref()?.curve, self.bands()?, self.inside()));
        self.guess.get_or_init(guess).as_ref()
    }

    /// The same with another response, as on a source that bends its sound.
    pub fn guess_of(&self, curve: &Curve) -> Guess {
        Guess::of(curve, &Bands::of(curve), self.inside())
    }

    /// Its drivers as the guess reads them.
    fn inside(&self) -> Option<Inside> {
        let drivers = self.model.drivers.as_ref()?;
        let count = |kind: &str| drivers.get(kind).map_or(0, u32::from);
        Some(Inside {
            drivers: drivers.iter().map(|(_, n)| u32::from(n)).sum(),
            dynamic: count("dynamic"),
            planar: count("planar"),
            electrostatic: count("electrostatic"),
        })
    }

    /// Its preference score, see [`crate::sound::preference`].
    pub fn preference(&self) -> Option<f64> {
        let score = || Some(crate::sound::preference(&self.measured.as_ref()?.curve)?.score);
        *self.preference.get_or_init(score)
    }
}
