//! A graph as a file: SVG, PNG, CSV.

use super::graph;
use crate::Graph;
use crate::report::graph as drawn;
use crate::web::Site;
use crate::web::answer::{Answer, Ask};
use crate::web::lines::Lines;

/// The file of an address that ends in `kind`; the page where something is wrong with it.
pub(crate) fn file(site: &Site, kind: &str, ask: &Ask) -> Answer {
    let lines = Lines::of(site, &ask.query, &[]);
    let graph = lines.graph();
    if !lines.wrong.is_empty() || graph.series.is_empty() {
        return Answer { status: 422, ..graph_page(site, ask) };
    }
    let ids: Vec<&str> = graph.responses().map(|series| series.id.as_str()).collect();
    let name = if ids.is_empty() { lines.aim.clone() } else { ids.join("-") };
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(120).collect();
    match kind {
        "svg" => {
            let text = drawn::svg(&graph, drawn::Theme::Auto).into_bytes();
            Answer::of(200, "image/svg+xml", text).saved_as(format!("{name}.svg"))
        }
        "csv" => {
            let text = drawn::csv(&graph).into_bytes();
            Answer::of(200, "text/csv; charset=utf-8", text).saved_as(format!("{name}.csv"))
        }
        _ => png(&graph).map_or_else(
            || Answer { status: 422, ..graph_page(site, ask) },
            |bytes| Answer::of(200, "image/png", bytes).saved_as(format!("{name}.png")),
        ),
    }
}

fn graph_page(site: &Site, ask: &Ask) -> Answer {
    graph(site, ask)
}

#[cfg(feature = "png")]
fn png(graph: &Graph) -> Option<Vec<u8>> {
    drawn::png(graph, drawn::Theme::Light).ok()
}

#[cfg(not(feature = "png"))]
fn png(_: &Graph) -> Option<Vec<u8>> {
    None
}
