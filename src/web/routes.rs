//! Which address is answered by what.

use super::answer::{Answer, Ask};
use super::query::Query;
use super::site::Site;
use super::{api, assets, pages};

/// An address of every kind of page, for tests that look at each of them.
pub const EXAMPLES: &[&str] = &[
    "/",
    "/advice?budget=150&bass=4&use=commute&plug=4.4mm",
    "/advice?budget=30&driver=electrostatic",
    "/advice?bass=9&budget=abc",
    "/quiz",
    "/quiz?budget=100&use=commute&at=sound",
    "/quiz?budget=100&at=gear",
    "/check",
    "/check?cable=mmcx&plug=4.4mm",
    "/check?iem=IE+900&cable=mmcx&plug=4.4mm&source=apple+dongle",
    "/check?iem=hexa&source=fiio+ka13&source=dawn+pro",
    "/check?cable=toaster&plug=4.4mm",
    "/api/v1/",
    "/nowhere",
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
    "/m/moondrop-aria",
    "/compare?m=truthear-hexa&m=moondrop-aria-2&bass=4",
    "/graph?m=truthear-hexa&m=moondrop-aria-2",
];

impl Site {
    /// The answer to what was asked; every ask has one.
    pub fn answer(&self, ask: &Ask) -> Answer {
        let parts: Vec<&str> = ask.path.split('/').filter(|part| !part.is_empty()).collect();
        match (ask.posted, parts.as_slice()) {
            (false, ["api", "v1", rest @ ..]) => api::answer(self, rest, &ask.query),
            (false, ["suggest"]) => pages::suggest(self, &ask.query),
            // A form says its empty fields too: the address that others get does not.
            (false, _)
                if ask.query.pairs().any(|(_, value)| value.trim().is_empty()) && !ask.query.has("gear-name") =>
            {
                Answer::elsewhere(ask.query.at(&Query::path(&parts)))
            }
            (false, []) => pages::home(self),
            (false, ["advice"]) => pages::advice(self, &ask.query),
            (false, ["check"]) => pages::check(self, &ask.query),
            (false, ["quiz"]) => pages::quiz(self, &ask.query),
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
            (true, _) => pages::not_posted(self),
            _ => pages::missing(self, &ask.path),
        }
    }
}
