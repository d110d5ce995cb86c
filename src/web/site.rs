//! Which address is answered by what.

use super::answer::{Answer, Ask};
use super::{api, assets, pages};
use crate::Engine;

/// An address of every kind of page, for tests that look at each of them.
pub const EXAMPLES: &[&str] = &[
    "/",
    "/c/2pin-0.78",
    "/p/4.4-bal",
    "/j/3.5-headset",
    "/d/apple-usbc-us",
    "/learn",
    "/learn/mmcx",
    "/rules",
    "/rules/use/office",
    "/data",
    "/search?q=mmcx",
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
            (false, ["c", id]) => pages::connector(self, id),
            (false, ["p", id]) => pages::plug(self, id),
            (false, ["j", id]) => pages::jack(self, id),
            (false, ["d", id]) => pages::device(self, id),
            (false, ["learn"]) => pages::learn(),
            (false, ["learn", word]) => pages::topic(self, word),
            (false, ["rules"]) => pages::rules(self, &ask.query),
            (false, ["rules", file, id]) => pages::rule(self, &format!("{file}/{id}")),
            (true, ["rules"]) => pages::pasted(self, &ask.query),
            (false, ["data"]) => pages::data(self),
            (false, ["search"]) => pages::search(self, &ask.query),
            (false, ["suggest"]) => pages::suggest(self, &ask.query),
            (false, ["a", name]) => assets::answer(name).unwrap_or_else(|| pages::missing(self, &ask.path)),
            (false, ["favicon.ico"]) => assets::icon(),
            (false, ["robots.txt"]) => {
                Answer::of(200, "text/plain; charset=utf-8", b"User-agent: *\nDisallow:\n".to_vec())
            }
            (false, ["api", "v1", rest @ ..]) => api::answer(self, rest, &ask.query),
            (true, _) => pages::not_posted(self),
            _ => pages::missing(self, &ask.path),
        }
    }
}
