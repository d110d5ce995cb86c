//! The graph as SVG: one file that follows the reader's light or dark setting.
//!
//! Written by hand rather than by a plotting library: the picture is a frame, polylines and
//! texts, and needs styles by class, two themes and a description, which those do not write.

use std::fmt::Write as _;

use super::super::picture::{FAMILY, Theme, escaped, width};
use super::{frequency, heading, level, short_heading};
use crate::sound::graph::{Graph, Series, UNCERTAIN_HZ, hz, place};

/// Colours of a theme; the lines' are told apart with any colour vision (Okabe and Ito's set).
struct Colours {
    paper: &'static str,
    ink: &'static str,
    faint: &'static str,
    grid: &'static str,
    lines: [&'static str; 6],
}

const LIGHT: Colours = Colours {
    paper: "#ffffff",
    ink: "#1b1b1b",
    faint: "#5c5c5c",
    grid: "#dcdcdc",
    lines: ["#0072b2", "#d55e00", "#007a5a", "#a8487f", "#8a6d00", "#3f3f9f"],
};

const DARK: Colours = Colours {
    paper: "#16181c",
    ink: "#ededed",
    faint: "#a9adb3",
    grid: "#373b42",
    lines: ["#56b4e9", "#f08a3c", "#3fc79a", "#e39ac4", "#e6c84c", "#a9a9f5"],
};

/// Size of the picture and of the frame within it.
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) low_db: f64,
    pub(super) high_db: f64,
}

impl Frame {
    pub(super) fn x(&self, hz: f64) -> f64 {
        self.left + place(hz) * (self.right - self.left)
    }

    fn holds(&self, db: f64) -> bool {
        (self.low_db..=self.high_db).contains(&db)
    }

    pub(super) fn y(&self, db: f64) -> f64 {
        let share = (self.high_db - db) / (self.high_db - self.low_db);
        self.top + share.clamp(0.0, 1.0) * (self.bottom - self.top)
    }
}

/// Size of the texts, and of those of the axes, px.
const TEXT: f64 = 14.0;
const SMALL: f64 = 12.0;

/// The whole picture.
pub fn svg(graph: &Graph, theme: Theme) -> String {
    let (low_db, high_db) = graph.range_db();
    let labels: Vec<Vec<String>> = graph.series.iter().map(|s| wrapped(&s.name)).collect();
    let widest = labels.iter().flatten().map(|line| width(line, SMALL)).fold(0.0, f64::max);
    let right = 856.0;
    let frame = Frame {
        width: right + 34.0 + widest + 16.0,
        height: 540.0,
        left: 64.0,
        right,
        top: 84.0,
        bottom: 470.0,
        low_db,
        high_db,
    };
    let mut out = head(graph, &frame, theme);
    axes(&mut out, &frame);
    for (number, series) in graph.series.iter().enumerate() {
        line(&mut out, &frame, series, number_of(graph, number));
    }
    ends(&mut out, &frame, graph, &labels);
    out + "</svg>\n"
}

/// The number of a response among the responses; `None` for a target.
pub(super) fn number_of(graph: &Graph, number: usize) -> Option<usize> {
    number.checked_sub(graph.series.len() - graph.responses().count())
}

/// A name on lines of at most 22 letters.
fn wrapped(name: &str) -> Vec<String> {
    textwrap::wrap(name, 22).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn css(c: &Colours) -> String {
    let mut out = format!(
        ".paper{{fill:{}}}.ink{{fill:{}}}.faint{{fill:{}}}.grid{{stroke:{}}}.zero,.target{{stroke:{}}}\
         .veil{{fill:{}}}.lead{{stroke:{}}}",
        c.paper, c.ink, c.faint, c.grid, c.faint, c.faint, c.faint
    );
    for (i, colour) in c.lines.iter().enumerate() {
        let _ = write!(out, ".l{i}{{stroke:{colour}}}.f{i}{{fill:{colour}}}");
    }
    out
}

fn head(graph: &Graph, frame: &Frame, theme: Theme) -> String {
    let colours = match theme {
        Theme::Light => css(&LIGHT),
        Theme::Dark => css(&DARK),
        Theme::Auto => format!("{}@media (prefers-color-scheme:dark){{{}}}", css(&LIGHT), css(&DARK)),
    };
    let (w, h) = (frame.width.round(), frame.height);
    let room = frame.width - frame.left - 16.0;
    let title = short_heading(graph, |text| width(text, 18.0) <= room);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"{FAMILY}\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n<style>{colours}</style>\n\
         <rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n",
        escaped(&format!("Frequency response: {}", heading(graph))),
        escaped(&description(graph)),
    );
    let left = frame.left;
    text(&mut out, (left, 34.0), "ink", 18.0, "start", &title);
    let under = if graph.responses().any(|s| s.spread_db.is_some()) {
        "Level in dB, mean of 500-1000 Hz at 0 dB. Band: how far the measurers disagree (rms)."
    } else {
        "Level in dB, mean of 500-1000 Hz at 0 dB."
    };
    text(&mut out, (left, 58.0), "faint", SMALL, "start", under);
    out
}

/// The picture in words.
pub(super) fn description(graph: &Graph) -> String {
    let mut out = String::from("Level in dB over frequency from 20 Hz to 20 kHz.");
    for series in graph.responses() {
        let Some(bands) = &series.bands else { continue };
        let said: Vec<String> = bands.iter().map(|(band, db)| format!("{} {db:+.1}", band.title)).collect();
        let _ = write!(out, " {}, against neutral: {} dB.", series.name, said.join(", "));
    }
    out + " Above 10 kHz is uncertain."
}

pub(super) fn text(out: &mut String, (x, y): (f64, f64), class: &str, size: f64, anchor: &str, said: &str) {
    let said = escaped(said);
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{said}</text>"
    );
}

fn axes(out: &mut String, f: &Frame) {
    let from = f.x(UNCERTAIN_HZ);
    let (wide, high) = (f.right - from, f.bottom - f.top);
    let _ = writeln!(
        out,
        "<rect class=\"veil\" x=\"{from:.1}\" y=\"{}\" width=\"{wide:.1}\" height=\"{high}\" fill-opacity=\"0.12\"/>",
        f.top
    );
    text(out, (f.right, f.top - 6.0), "faint", 11.0, "end", "uncertain above 10 kHz");
    let rule = |out: &mut String, class: &str, a: (f64, f64), b: (f64, f64)| {
        let _ = writeln!(
            out,
            "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            a.0, a.1, b.0, b.1
        );
    };
    for decade in [10.0, 100.0, 1000.0, 10_000.0] {
        for n in 1..10 {
            let hz = decade * f64::from(n);
            if !(20.0..=20_000.0).contains(&hz) {
                continue;
            }
            rule(out, "grid", (f.x(hz), f.top), (f.x(hz), f.bottom));
            if matches!(n, 1 | 2 | 5) {
                text(out, (f.x(hz), f.bottom + 20.0), "faint", SMALL, "middle", &frequency(hz));
            }
        }
    }
    let steps = ((f.high_db - f.low_db) / 5.0).round() as usize;
    for db in (0..=steps).map(|i| f.low_db + 5.0 * i as f64) {
        let class = if db == 0.0 { "zero" } else { "grid" };
        rule(out, class, (f.left, f.y(db)), (f.right, f.y(db)));
        text(out, (f.left - 8.0, f.y(db) + 4.0), "faint", SMALL, "end", &level(db));
    }
    text(out, (f64::midpoint(f.left, f.right), f.bottom + 44.0), "faint", TEXT, "middle", "Frequency, Hz");
    let (x, y) = (20.0, f64::midpoint(f.top, f.bottom));
    let _ = writeln!(
        out,
        "<text class=\"faint\" font-size=\"{TEXT}\" text-anchor=\"middle\" transform=\"translate({x} {y}) rotate(-90)\">Level, dB</text>"
    );
}

fn points(f: &Frame, series: &Series, shift_db: f64, keep: impl Fn(f64) -> bool) -> Vec<String> {
    let kept = hz().iter().zip(&series.db).filter(|(hz, _)| keep(**hz));
    kept.map(|(hz, db)| format!("{:.1},{:.1}", f.x(*hz), f.y(db + shift_db))).collect()
}

pub(super) fn line(out: &mut String, f: &Frame, series: &Series, number: Option<usize>) {
    if let (Some(spread), Some(n)) = (series.spread_db, number) {
        let trusted = |hz: f64| hz <= UNCERTAIN_HZ;
        let mut band = points(f, series, spread, trusted);
        band.extend(points(f, series, -spread, trusted).into_iter().rev());
        let _ = writeln!(out, "<polygon class=\"f{}\" fill-opacity=\"0.2\" points=\"{}\"/>", n % 6, band.join(" "));
    }
    let class = number.map_or_else(|| "target".to_owned(), |n| format!("l{}", n % 6));
    let dash = if number.is_none() { " stroke-dasharray=\"7 5\"" } else { "" };
    // What leaves the frame above 10 kHz is cut there, not drawn along its edge.
    let leaves = hz().iter().zip(&series.db).find(|(hz, db)| **hz >= UNCERTAIN_HZ && !f.holds(**db));
    let end = leaves.map_or(f64::INFINITY, |(hz, _)| *hz);
    for (faint, part) in [
        ("", points(f, series, 0.0, |hz| hz <= UNCERTAIN_HZ * 1.01)),
        (" stroke-opacity=\"0.5\"", points(f, series, 0.0, |hz| hz >= UNCERTAIN_HZ * 0.99 && hz <= end)),
    ] {
        let _ = writeln!(
            out,
            "<polyline class=\"{class}\" fill=\"none\" stroke-width=\"2\"{dash}{faint} points=\"{}\"/>",
            part.join(" ")
        );
    }
    if let Some(n) = number {
        // Marks at places of their own, so that lines differ without colour.
        for i in 0..7 {
            let hz = 30.0 * 2.4f64.powi(i) * (1.0 + 0.25 * n as f64);
            if hz < UNCERTAIN_HZ {
                mark(out, n, (f.x(hz), f.y(series.at(hz))));
            }
        }
    }
}

/// A filled circle, square, triangle, diamond, or a turned triangle or a cross.
pub(super) fn mark(out: &mut String, n: usize, (x, y): (f64, f64)) {
    let class = format!("f{}", n % 6);
    let path = match n % 6 {
        0 => {
            let _ = writeln!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
            return;
        }
        1 => "m-4-4h8v8h-8z",
        2 => "m0-5 5 9h-10z",
        3 => "m0-5.5 5 5.5-5 5.5-5-5.5z",
        4 => "m0 5 5-9h-10z",
        _ => "m-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    };
    let _ = writeln!(out, "<path class=\"{class}\" d=\"M{x:.1} {y:.1}{path}\"/>");
}

/// Names at the ends of the lines, pushed apart where lines end close to each other.
fn ends(out: &mut String, f: &Frame, graph: &Graph, labels: &[Vec<String>]) {
    const LINE: f64 = 15.0;
    let height = |i: usize| labels[i].len() as f64 * LINE + 5.0;
    let last = |i: usize| f.y(graph.series[i].at(20_000.0));
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| last(*a).total_cmp(&last(*b)));
    let mut tops: Vec<f64> = Vec::with_capacity(order.len());
    let mut free = f.top;
    for i in &order {
        let top = (last(*i) - height(*i) / 2.0).max(free);
        free = top + height(*i);
        tops.push(top);
    }
    // What was pushed below the frame moves up again, and what is above it with it.
    let mut limit = f.bottom;
    for (top, i) in tops.iter_mut().zip(&order).rev() {
        *top = top.min(limit - height(*i));
        limit = *top;
    }
    for (top, i) in tops.into_iter().zip(order) {
        let middle = top + height(i) / 2.0;
        if f.holds(graph.series[i].at(20_000.0)) {
            let _ = writeln!(
                out,
                "<polyline class=\"lead\" fill=\"none\" points=\"{:.1},{:.1} {:.1},{middle:.1}\"/>",
                f.right,
                last(i),
                f.right + 14.0
            );
        }
        let number = number_of(graph, i);
        let x = f.right + 34.0;
        if let Some(n) = number {
            mark(out, n, (f.right + 22.0, middle));
        } else {
            let from = f.right + 16.0;
            let _ = writeln!(
                out,
                "<path class=\"target\" stroke-width=\"2\" stroke-dasharray=\"6 3\" d=\"M{from:.1} {middle:.1}h15\"/>"
            );
        }
        let class = number.map_or_else(|| "faint".to_owned(), |n| format!("f{}", n % 6));
        for (row, said) in labels[i].iter().enumerate() {
            text(out, (x, top + LINE * row as f64 + SMALL + 1.0), &class, SMALL, "start", said);
        }
    }
}
