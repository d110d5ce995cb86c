//! Models that sound alike.

use clap::Args;
use serde_json::Value;

use super::{Call, Listed, number};
use crate::{Engine, Error, Filter, Nearest, json};

/// A model, and which of those that sound like it are wanted.
#[derive(Debug, Clone, Default, Args)]
pub struct Like {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    pub model: Vec<String>,
    /// Only models that cost less
    #[arg(long)]
    pub cheaper: bool,
    /// Only models within so many dB; 1.5 is nearly the same sound
    #[arg(long, value_name = "DB", value_parser = decibels, allow_negative_numbers = true)]
    pub within: Option<f64>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", id = "where", value_name = "EXPR", allow_hyphen_values = true)]
    pub condition: Option<String>,
    /// Which, and in which order
    #[command(flatten)]
    pub listed: Listed,
}

impl Like {
    /// The model as it was written.
    pub fn name(&self) -> String {
        self.model.join(" ")
    }

    /// The models found, all of them.
    ///
    /// # Errors
    /// A name that is not one measured model, a filter that makes no sense.
    pub fn found<'e>(&self, engine: &'e Engine) -> Result<Nearest<'e>, Error> {
        let condition = engine.of_brands(&self.listed.brands, self.condition.clone())?;
        let sort = self.listed.sort.clone();
        engine.similar(&self.name(), &Filter { cheaper: self.cheaper, within_db: self.within, condition, sort })
    }
}

impl Call for Like {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        let mut answer = self.found(engine)?;
        answer.found.truncate(self.listed.many.of_all());
        Ok(json::similar(&answer))
    }
}

/// A number of decibels, which may carry its unit and no other.
///
/// # Errors
/// Anything else.
pub fn decibels(text: &str) -> Result<f64, String> {
    let bare = text.trim();
    number(bare.strip_suffix("dB").or_else(|| bare.strip_suffix("db")).unwrap_or(bare))
}
