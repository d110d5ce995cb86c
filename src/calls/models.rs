//! The catalogue, searched.

use clap::Args;
use serde_json::Value;

use super::{Call, Listed};
use crate::{Engine, Entry, Error, Search, report};

/// Words and conditions of models.
#[derive(Debug, Clone, Default, Args)]
pub struct Models {
    /// Words of the name
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", id = "where", value_name = "EXPR", allow_hyphen_values = true)]
    pub condition: Option<String>,
    /// Which, and in which order
    #[command(flatten)]
    pub listed: Listed,
}

impl Models {
    /// The models found, all of them.
    ///
    /// # Errors
    /// A condition with mistakes, a field or a brand that does not exist.
    pub fn found<'e>(&self, engine: &'e Engine) -> Result<Vec<&'e Entry>, Error> {
        let condition = engine.of_brands(&self.listed.brands, self.condition.clone())?;
        engine.search(&Search { words: self.words.clone(), condition, sort: self.listed.sort.clone() })
    }
}

impl Call for Models {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        Ok(report::models_json(self.found(engine)?.into_iter().take(self.listed.many.of_all())))
    }
}
