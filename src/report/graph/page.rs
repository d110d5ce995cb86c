//! The graph as a part of a page: no style, no colours, no size of its own.
//!
//! The page's style sheet gives colours by class and makes texts and marks larger where the picture is small,
//! so that one drawing serves a phone and a wide screen. What its lines are stands in the page, with
//! [`key`] before each name.

use std::fmt::Write as _;

use super::super::picture::escaped;
use super::svg::{Frame, description, line, mark, number_of, text};
use super::{frequency, heading, level};
use crate::sound::BANDS;
use crate::sound::graph::{Graph, UNCERTAIN_HZ};

/// Size of the texts where the style sheet says nothing.
const TEXT: f64 = 13.0;

/// The picture; `prefix` makes its ids the only ones of a page.
///
/// The frame stands in `data-frame`: left, right, top and bottom in units of the picture, then the lowest and
/// the highest level, dB.
pub fn drawing(graph: &Graph, prefix: &str) -> String {
    let (low_db, high_db) = graph.range_db();
    let f = Frame { width: 720.0, height: 400.0, left: 52.0, right: 694.0, top: 40.0, bottom: 362.0, low_db, high_db };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" viewBox=\"0 0 {} {}\" role=\"img\" \
         aria-labelledby=\"{prefix}-title {prefix}-desc\" data-frame=\"{} {} {} {} {low_db} {high_db}\">\n\
         <title id=\"{prefix}-title\">{}</title>\n<desc id=\"{prefix}-desc\">{}</desc>\n",
        f.width,
        f.height,
        f.left,
        f.right,
        f.top,
        f.bottom,
        escaped(&format!("Frequency response: {}", heading(graph))),
        escaped(&description(graph)),
        prefix = escaped(prefix),
    );
    axes(&mut out, &f);
    for (number, series) in graph.series.iter().enumerate() {
        line(&mut out, &f, series, number_of(graph, number));
    }
    out + "</svg>\n"
}

/// The sign of a line, to stand before its name: a dashed stroke for a target, a stroke with its mark otherwise.
pub fn key(graph: &Graph, number: usize) -> String {
    let mut out = String::from("<svg class=\"graph key\" viewBox=\"0 0 32 16\" aria-hidden=\"true\">");
    match number_of(graph, number) {
        None => out += "<path class=\"target\" stroke-width=\"2\" stroke-dasharray=\"7 5\" d=\"M1 8h30\"/>",
        Some(n) => {
            let _ = write!(out, "<path class=\"l{}\" stroke-width=\"2\" d=\"M1 8h30\"/>", n % 6);
            mark(&mut out, n, (16.0, 8.0));
        }
    }
    out + "</svg>"
}

fn axes(out: &mut String, f: &Frame) {
    let from = f.x(UNCERTAIN_HZ);
    let (wide, high) = (f.right - from, f.bottom - f.top);
    let _ = writeln!(
        out,
        "<rect class=\"veil\" x=\"{from:.1}\" y=\"{}\" width=\"{wide:.1}\" height=\"{high}\" fill-opacity=\"0.12\"/>",
        f.top
    );
    text(out, (f.right, f.top - 9.0), "faint", TEXT, "end", "uncertain above 10 kHz");
    let rule = |out: &mut String, class: &str, a: (f64, f64), b: (f64, f64)| {
        let _ = writeln!(
            out,
            "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            a.0, a.1, b.0, b.1
        );
    };
    for decade in [10.0, 100.0, 1000.0, 10_000.0] {
        for hz in (1..10).map(|n| decade * f64::from(n)).filter(|hz| (20.0..=20_000.0).contains(hz)) {
            rule(out, "grid", (f.x(hz), f.top), (f.x(hz), f.bottom));
            if matches!((hz / decade) as u8, 1 | 2 | 5) {
                let unit = if hz == 20.0 { " Hz" } else { "" };
                let said = format!("{}{unit}", frequency(hz));
                text(out, (f.x(hz), f.bottom + 26.0), "faint", TEXT, "middle", &said);
            }
        }
    }
    let steps = ((f.high_db - f.low_db) / 5.0).round() as usize;
    for db in (0..=steps).map(|i| f.low_db + 5.0 * i as f64) {
        let class = if db == 0.0 { "zero" } else { "grid" };
        rule(out, class, (f.left, f.y(db)), (f.right, f.y(db)));
        text(out, (f.left - 7.0, f.y(db) + 5.0), "faint", TEXT, "end", &level(db));
    }
    text(out, (f.left - 7.0, f.top - 21.0), "faint", TEXT, "end", "dB");
    bands(out, f);
}

/// Where each band lies, along the lower edge; the style sheet leaves it out where the picture is small.
fn bands(out: &mut String, f: &Frame) {
    const SMALL: f64 = 9.5;
    out.push_str("<g class=\"bands\">\n");
    for band in &BANDS {
        let (from, to) = (f.x(band.low_hz) + 2.0, f.x(band.high_hz) - 2.0);
        let (y, wide) = (f.bottom - 5.0, to - from);
        let _ = writeln!(out, "<path class=\"lead\" d=\"M{from:.1} {y:.1}h{wide:.1}\"/>");
        text(out, (f64::midpoint(from, to), f.bottom - 9.0), "faint", SMALL, "middle", band.title);
    }
    out.push_str("</g>\n");
}
