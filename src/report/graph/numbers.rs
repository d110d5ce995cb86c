//! The graph as numbers: for screen readers, logs and programs.

use serde_json::{Value, json};

use super::super::Page;
use super::super::text::{paragraph, side_by_side};
use super::heading;
use crate::sound::graph::{Graph, Kind, Series, UNCERTAIN_HZ, hz};

/// Frequencies of the table, Hz.
const ROWS: [f64; 20] = [
    20.0, 30.0, 50.0, 80.0, 120.0, 200.0, 300.0, 500.0, 800.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0,
    8000.0, 10_000.0, 12_500.0, 16_000.0,
];

/// A table: a row a frequency, a column a line.
pub fn plain(graph: &Graph, page: Page) -> String {
    let mut out = paragraph(page, "\n ", " ", &format!("{}. Levels in dB.", heading(graph)));
    let targets = graph.series.iter().filter(|s| s.kind == Kind::Target);
    let lines: Vec<&Series> = graph.responses().chain(targets).collect();
    let head: Vec<String> = std::iter::once("Hz".to_owned()).chain(lines.iter().map(|s| s.title())).collect();
    let row = |at: f64| {
        let mark = if at > UNCERTAIN_HZ { " uncertain" } else { "" };
        let levels = lines.iter().map(|s| format!("{:+.1}", s.at(at)));
        std::iter::once(format!("{at}{mark}")).chain(levels).collect::<Vec<_>>()
    };
    out += &format!("\n{}", side_by_side(&head, &ROWS.map(row), page));
    for series in graph.responses() {
        if let (Some(n), Some(db)) = (series.measurers, series.spread_db) {
            let text = format!("{}: {n} measurements, {db:.1} dB rms apart.", series.name);
            out += &paragraph(page, " ", "   ", &text);
        }
    }
    out += &paragraph(page, " ", "   ", "All lines have their mean of 500-1000 Hz at 0 dB. Above 10 kHz is uncertain.");
    out
}

/// `iem-graph-1`.
pub fn json(graph: &Graph) -> Value {
    let rounded = |db: &f64| (db * 1000.0).round() / 1000.0;
    let series = graph.series.iter().map(|s| {
        let kind = if s.kind == Kind::Target { "target" } else { "response" };
        json!({
            "id": s.id, "name": s.name, "kind": kind, "measurers": s.measurers, "spread_db": s.spread_db,
            "db": s.db.iter().map(rounded).collect::<Vec<_>>(),
        })
    });
    json!({
        "schema": "iem-graph-1",
        "frequency_hz": hz().iter().map(rounded).collect::<Vec<_>>(),
        "uncertain_above_hz": UNCERTAIN_HZ,
        "series": series.collect::<Vec<_>>(),
    })
}

/// A row a frequency, a column a line; the numbers are those of [`json`].
pub fn csv(graph: &Graph) -> String {
    let rounded = |db: &f64| (db * 1000.0).round() / 1000.0 + 0.0;
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut out = String::from("frequency_hz");
    for series in &graph.series {
        out += &format!(",{}", quoted(&series.title()));
    }
    out += "\r\n";
    for (at, hz) in hz().iter().enumerate() {
        out += &rounded(hz).to_string();
        for series in &graph.series {
            out += &format!(",{}", series.db.get(at).map(rounded).unwrap_or_default());
        }
        out += "\r\n";
    }
    out
}
