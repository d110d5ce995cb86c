//! The rulebook.

use clap::Args;
use serde_json::Value;

use super::{Call, Many};
use crate::{Engine, Error, report};

/// How many rules are wanted.
#[derive(Debug, Clone, Default, Args)]
pub struct Rules {
    /// How many
    #[command(flatten)]
    pub many: Many,
}

impl Call for Rules {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        let loaded = engine.rules_in_order(&[])?;
        Ok(report::rules_json(&loaded, engine.catalog()?, self.many.of_all()))
    }
}
