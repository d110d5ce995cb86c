//! Responses of models over a target.

use clap::Args;
use serde_json::Value;

use super::Call;
use crate::{Engine, Error, Graph, Preferences, json};

/// Models, and what they are drawn over.
#[derive(Debug, Clone, Args)]
pub struct GraphOf {
    /// The models, up to six
    #[arg(id = "m", value_name = "MODEL", required = true)]
    pub models: Vec<String>,
    /// The target, drawn dashed: harman, neutral, etymotic ...; mine for what you want; none for no target
    #[arg(long, value_name = "TARGET|mine|none", default_value = "harman")]
    pub target: String,
    /// The wishes, for the target `mine`
    #[command(flatten)]
    pub wishes: Preferences,
}

impl GraphOf {
    /// The lines.
    ///
    /// # Errors
    /// A name that is not one measured model, an unknown target, wishes that make no sense.
    pub fn graph(&self, engine: &Engine) -> Result<Graph, Error> {
        engine.graph(&self.models, &self.target, &engine.wishes(None, self.wishes.clone())?)
    }
}

impl Call for GraphOf {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        Ok(json::graph(&self.graph(engine)?))
    }
}
