//! Graphs of responses as the field draws them: level over log frequency.
//!
//! In the terminal, as a table of numbers for those who cannot see it, as SVG and as PNG, and as a part of a
//! page, whose style sheet has its colours and sizes.

mod canvas;
mod numbers;
mod page;
#[cfg(feature = "png")]
mod png;
mod small;
mod svg;
mod terminal;

pub use super::picture::Theme;
pub use numbers::{csv, json, plain};
pub use page::{drawing, key};
#[cfg(feature = "png")]
pub use png::png;
pub use small::small;
pub use svg::svg;
pub use terminal::human;
pub(super) use terminal::picture;

use crate::sound::graph::{Graph, Kind};

/// A level with its sign, whole: `+10`, `0`, `-5`.
fn level(db: f64) -> String {
    if db == 0.0 { "0".to_owned() } else { format!("{db:+.0}") }
}

/// A frequency for an axis: `20`, `500`, `2k`.
fn frequency(hz: f64) -> String {
    if hz < 1000.0 { format!("{hz}") } else { format!("{}k", hz / 1000.0) }
}

/// What the graph shows in one line.
fn heading(graph: &Graph) -> String {
    let names: Vec<&str> = graph.responses().map(|s| s.name.as_str()).collect();
    let target = graph.series.iter().find(|s| s.kind == Kind::Target).map(|t| t.name.as_str());
    let names = match names.as_slice() {
        [] => return target.unwrap_or("nothing").to_owned(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    };
    target.map_or_else(|| names.clone(), |target| format!("{names} against {target}"))
}

/// The heading, or the number of models where it does not fit.
fn short_heading(graph: &Graph, fits: impl Fn(&str) -> bool) -> String {
    let whole = heading(graph);
    if fits(&whole) {
        return whole;
    }
    let target = graph.series.iter().find(|s| s.kind == Kind::Target);
    let against = target.map(|t| format!(" against {}", t.name)).unwrap_or_default();
    format!("{}{against}", super::text::count(graph.responses().count(), "model"))
}
