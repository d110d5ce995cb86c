//! Models side by side.

use clap::Args;
use serde_json::Value;

use super::Call;
use crate::{Engine, Error, Preferences, json};

/// Models, and wishes that they are judged by.
#[derive(Debug, Clone, Default, Args)]
pub struct Compare {
    /// Two models or more
    #[arg(id = "m", value_name = "MODEL", required = true, num_args = 2..)]
    pub models: Vec<String>,
    /// The wishes
    #[command(flatten)]
    pub wishes: Preferences,
}

impl Call for Compare {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        let wishes = engine.wishes(None, self.wishes.clone())?;
        Ok(json::compare(&engine.compare(&self.models, &wishes)?))
    }
}
