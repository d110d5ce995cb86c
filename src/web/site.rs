//! What all pages stand on.

use crate::Engine;

/// All pages over one engine. It holds nothing else.
#[derive(Debug)]
pub struct Site {
    engine: Engine,
}

impl Site {
    /// The pages of an engine, which should read no file that a question names: [`crate::Builder::closed`].
    pub fn new(engine: Engine) -> Self {
        Self { engine }
    }

    /// The engine that answers.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Loads what the first question would wait for.
    ///
    /// # Errors
    /// Files of the person's layers that cannot be read, or have mistakes.
    pub fn prepare(&self) -> Result<(), crate::Error> {
        self.engine.rulebook()?;
        self.engine.catalog()?;
        self.engine.models()?;
        self.engine.gear()?;
        Ok(())
    }
}
