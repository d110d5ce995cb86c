//! One model with its measured response, and what is computed of both when somebody asks.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::model::Model;
use crate::eval::Facts;
use crate::sound::{Bands, Measured};

/// A model with what was computed of its response.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its facts.
    pub model: Cow<'static, Model>,
    /// Its measured response.
    pub measured: Option<Measured>,
    pub(super) bands: OnceLock<Option<Bands>>,
    pub(super) preference: OnceLock<Option<f64>>,
    pub(super) facts: OnceLock<Facts>,
}

impl Entry {
    /// Nothing is computed before it is asked for: a ranking reads few of the fields.
    pub(super) fn new(model: Cow<'static, Model>, measured: Option<Measured>) -> Self {
        Self { model, measured, bands: OnceLock::new(), preference: OnceLock::new(), facts: OnceLock::new() }
    }

    /// The bands of its response against neutral.
    pub fn bands(&self) -> Option<&Bands> {
        self.bands.get_or_init(|| Some(Bands::of(&self.measured.as_ref()?.curve))).as_ref()
    }

    /// Its preference score, see [`crate::sound::preference`].
    pub fn preference(&self) -> Option<f64> {
        let score = || Some(crate::sound::preference(&self.measured.as_ref()?.curve)?.score);
        *self.preference.get_or_init(score)
    }
}
