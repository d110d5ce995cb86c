//! A response over a target as a small picture beside a name: the shape, no figures.

use std::fmt::Write as _;

use super::super::picture::escaped;
use crate::sound::graph::{Series, UNCERTAIN_HZ, hz, place};

/// Size in px, and the levels at its upper and lower edge, dB.
const SIZE: (f64, f64) = (220.0, 72.0);
const EDGES_DB: (f64, f64) = (14.0, -16.0);
/// Every so many points of a line are drawn.
const STEP: usize = 4;

/// The picture for a page, whose style sheet has its colours; `id` tells it from others on the page.
pub fn small(response: &Series, target: Option<&Series>, id: &str) -> String {
    let (wide, high) = SIZE;
    let mut out = format!(
        "<svg class=\"graph small\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\" \
         aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{}</title>",
        escaped(&said(response, target))
    );
    let zero = y(0.0);
    let _ = write!(out, "<line class=\"grid\" x1=\"0\" y1=\"{zero:.1}\" x2=\"{wide}\" y2=\"{zero:.1}\"/>");
    for hz in [100.0, 1000.0, 10_000.0] {
        let x = place(hz) * wide;
        let _ = write!(out, "<line class=\"grid\" x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"{high}\"/>");
    }
    if let Some(target) = target {
        let _ = write!(
            out,
            "<polyline class=\"target\" fill=\"none\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\" points=\"{}\"/>",
            points(target)
        );
    }
    let _ =
        write!(out, "<polyline class=\"l0\" fill=\"none\" stroke-width=\"2\" points=\"{}\"/></svg>", points(response));
    out
}

fn y(db: f64) -> f64 {
    let (top, bottom) = EDGES_DB;
    ((top - db) / (top - bottom)).clamp(0.02, 0.98) * SIZE.1
}

/// What couplers are trusted with, and a little beyond.
fn points(series: &Series) -> String {
    let kept = hz().iter().zip(&series.db).step_by(STEP).filter(|(hz, _)| **hz <= UNCERTAIN_HZ * 1.3);
    kept.map(|(hz, db)| format!("{:.0},{:.1}", place(*hz) * SIZE.0, y(*db))).collect::<Vec<_>>().join(" ")
}

/// The picture in words.
fn said(response: &Series, target: Option<&Series>) -> String {
    let bands = response.bands.as_ref().map(|bands| {
        let said: Vec<String> = bands.iter().map(|(band, db)| format!("{} {db:+.1}", band.title)).collect();
        format!(", against neutral: {} dB", said.join(", "))
    });
    let over = target.map(|target| format!(" over {}", target.name)).unwrap_or_default();
    format!("Response of the {}{over}{}", response.name, bands.unwrap_or_default())
}
