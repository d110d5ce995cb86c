//! Which address is answered by what.

use super::answer::{Answer, Ask};
use super::{api, assets, pages};
use crate::Engine;

/// An address of every kind of page, for tests that look at each of them.
pub const EXAMPLES: &[&str] = &[
    "/",
    "/m/moondrop-aria",
    "/compare?m=truthear-hexa&m=moondrop-aria-2&bass=4",
    "/graph?m=truthear-hexa&m=moondrop-aria-2",
];

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

    /// The answer to what was asked; every ask has one.
    pub fn answer(&self, ask: &Ask) -> Answer {
        let parts: Vec<&str> = ask.path.split('/').filter(|part| !part.is_empty()).collect();
        match (ask.posted, parts.as_slice()) {
            (false, []) => pages::home(self),
            (false, ["a", name]) => assets::answer(name).unwrap_or_else(|| pages::missing(self, &ask.path)),
            (false, ["favicon.ico"]) => assets::icon(),
            (false, ["robots.txt"]) => {
                Answer::of(200, "text/plain; charset=utf-8", b"User-agent: *\nDisallow:\n".to_vec())
            }
            (false, ["compare"]) => pages::compare(self, ask),
            (false, ["graph"]) => pages::graph(self, ask),
            (true, ["graph"]) => pages::graph_pasted(self, ask),
            (false, ["graph.svg"]) => pages::graph_file(self, "svg", ask),
            (false, ["graph.csv"]) => pages::graph_file(self, "csv", ask),
            #[cfg(feature = "png")]
            (false, ["graph.png"]) => pages::graph_file(self, "png", ask),
            (false, ["m", id]) => pages::model(self, id, ask),
            (false, ["m", id, "eq.txt"]) => pages::equaliser(self, id, ask),
            (false, ["api", "v1", rest @ ..]) => api::answer(self, rest, &ask.query),
            (true, _) => pages::not_posted(self),
            _ => pages::missing(self, &ask.path),
        }
    }
}
