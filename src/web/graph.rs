//! A graph on a page: the drawing, what its lines are, and the bands in words and numbers.

use maud::{Markup, PreEscaped, html};

use crate::report::graph::{drawing, key};
use crate::sound::BANDS;
use crate::sound::graph::{Graph, Series};

/// Short name of the script that reads levels off a graph.
pub(super) const SCRIPT: &str = "graph";

/// The picture with its lines named below; `prefix` makes its ids the only ones of the page. `data` is the
/// address of its numbers, `/api/v1/graph?...`, for reading levels off it with [`SCRIPT`].
pub(super) fn figure(graph: &Graph, prefix: &str, data: Option<&str>) -> Markup {
    drawn(graph, prefix, data, "figure")
}

/// The same, as large as the screen.
pub(super) fn large(graph: &Graph, prefix: &str, data: Option<&str>) -> Markup {
    drawn(graph, prefix, data, "figure large")
}

fn drawn(graph: &Graph, prefix: &str, data: Option<&str>, class: &str) -> Markup {
    html! {
        figure class=(class) data-graph=[data] {
            (PreEscaped(drawing(graph, prefix)))
            ul.legend {
                @for (number, series) in graph.series.iter().enumerate() {
                    li { (PreEscaped(key(graph, number))) span { (series.title()) small { (about(series)) } } }
                }
            }
            figcaption {
                "Level over frequency; every line has its mean of 500-1000 Hz at 0 dB."
                @if graph.responses().any(|s| s.spread_db.is_some()) {
                    " The band around a line is how far those who measured it disagree."
                }
            }
        }
    }
}

/// How many measured a response, and how well they agree.
fn about(series: &Series) -> String {
    match (series.measurers, series.spread_db) {
        (Some(1), _) => " 1 measurement".to_owned(),
        (Some(n), Some(db)) => format!(" {n} measurements, {db:.1} dB apart"),
        (Some(n), None) => format!(" {n} measurements"),
        _ => String::new(),
    }
}

/// The bands of the responses against neutral, for those who cannot see the picture; nothing without a response.
pub(super) fn bands_table(graph: &Graph) -> Markup {
    let lines: Vec<_> = graph.responses().filter_map(|s| Some((s, s.bands.as_ref()?))).collect();
    if lines.is_empty() {
        return html! {};
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label="Levels of the bands" {
            table {
                caption { "Levels of the bands against neutral, dB" }
                thead {
                    tr { td {} @for (series, _) in &lines { th.n scope="col" { (series.name) } } }
                }
                tbody {
                    @for (i, band) in BANDS.iter().enumerate() {
                        tr {
                            th scope="row" { (band.title) " " small { (band.low_hz) "-" (band.high_hz) " Hz" } }
                            @for (_, bands) in &lines { td.n { (level(bands.iter().nth(i).map(|(_, db)| db))) } }
                        }
                    }
                }
            }
        }
    }
}

/// A level with its sign, one decimal; `?` where it is not known.
pub(super) fn level(db: Option<f64>) -> String {
    db.map_or_else(|| "?".to_owned(), |db| format!("{:+.1}", (db * 10.0).round() / 10.0 + 0.0))
}
