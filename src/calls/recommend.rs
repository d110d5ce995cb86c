//! Which models suit a person.

use clap::Args;
use serde_json::Value;

use super::{Call, LIST, Many};
use crate::{Engine, Error, Preferences, json, report};

/// Wishes, and how much of the list is wanted.
#[derive(Debug, Clone, Default, Args)]
pub struct Recommend {
    /// The wishes
    #[command(flatten)]
    pub wishes: Preferences,
    /// Only models of this brand; repeatable
    #[arg(long = "brand", id = "brand", value_name = "NAME", help_heading = LIST)]
    pub brands: Vec<String>,
    /// How much of the list
    #[command(flatten)]
    pub many: Many,
    /// Asks why this model is not the first, and what would put it there
    #[arg(long, value_name = "MODEL")]
    pub why_not: Option<String>,
}

impl Recommend {
    /// Models listed unless more or fewer were asked for, to people and programs alike.
    const SHOWN: usize = 5;

    /// How many models are listed.
    pub fn top(&self) -> usize {
        self.many.top.unwrap_or(Self::SHOWN)
    }

    /// Complete wishes: with what the person owns, and the brands as a condition.
    ///
    /// # Errors
    /// Wishes that make no sense, a brand that no model has.
    pub fn wishes(&self, engine: &Engine) -> Result<Preferences, Error> {
        let mut wishes = engine.wishes(None, self.wishes.clone())?;
        wishes.condition = engine.of_brands(&self.brands, wishes.condition)?;
        Ok(wishes)
    }
}

impl Call for Recommend {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        let wishes = self.wishes(engine)?;
        let advice = engine.recommend(&wishes, self.top())?;
        let mut json = json::recommend(engine, &wishes, &advice)?;
        let why_not = self.why_not.as_deref().map(|name| engine.why_not(&wishes, name)).transpose()?;
        if let (Some(answer), Some(map)) = (&why_not, json.as_object_mut()) {
            map.insert("why_not".to_owned(), report::why_not_json(answer, &wishes));
        }
        Ok(json)
    }
}
