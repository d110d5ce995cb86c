//! The graph in a terminal. Lines are told apart by letters on them, colours only add.

use anstyle::{AnsiColor, Style};

use super::super::Page;
use super::super::text::{DIM, HEAD, paragraph, styled};
use super::canvas::{Canvas, Cell};
use super::{frequency, level, short_heading};
use crate::sound::graph::{Graph, Kind, Series, UNCERTAIN_HZ, place};

/// Columns left of the picture.
const MARGIN: usize = 7;
/// Frequencies on the axis, Hz.
const TICKS: [f64; 10] = [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0];

/// Colours that people with any colour vision tell apart.
const COLOURS: [AnsiColor; 6] = [
    AnsiColor::BrightCyan,
    AnsiColor::BrightYellow,
    AnsiColor::BrightMagenta,
    AnsiColor::BrightBlue,
    AnsiColor::BrightGreen,
    AnsiColor::BrightRed,
];

/// The picture, `rows` high, with what it shows and what its lines are.
pub fn human(graph: &Graph, page: Page, rows: usize) -> String {
    let fits = |text: &str| unicode_width::UnicodeWidthStr::width(text) < page.width;
    let said = paragraph(page, " ", " ", &short_heading(graph, fits));
    let heading = styled(page, HEAD, said.trim_end());
    format!("\n{heading}\n\n{}{}", picture(graph, page, rows), legend(graph, page))
}

/// The picture with its axes, `rows` high.
pub(crate) fn picture(graph: &Graph, page: Page, rows: usize) -> String {
    let columns = page.width.saturating_sub(MARGIN + 1).max(20);
    let range = graph.range_db();
    let mut canvas = Canvas::new(columns, rows);
    let several = graph.responses().count() > 1;
    for (number, series) in graph.series.iter().enumerate() {
        if let (Some(spread), false) = (series.spread_db, several) {
            band(&mut canvas, number, series, spread, range);
        }
        draw(&mut canvas, number, series, range);
    }
    for (number, series) in graph.series.iter().enumerate().filter(|_| several) {
        letters(&mut canvas, number, series, range, graph);
    }
    let mut out = String::new();
    for row in 0..rows {
        out += &axis(row, rows, range);
        let first_uncertain = (place(UNCERTAIN_HZ) * columns as f64).round() as usize;
        for (column, cell) in canvas.row(row).iter().enumerate() {
            out += &shown(*cell, graph, page, column > first_uncertain);
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out + &bottom(columns)
}

fn style(graph: &Graph, number: usize) -> Style {
    let targets = graph.series.len() - graph.responses().count();
    number.checked_sub(targets).map_or(DIM, |n| COLOURS[n % COLOURS.len()].on_default())
}

/// The letter of a response.
fn letter(graph: &Graph, number: usize) -> char {
    let targets = graph.series.len() - graph.responses().count();
    number.checked_sub(targets).map_or('-', |n| char::from(b'A' + (n % 26) as u8))
}

fn shown(cell: Cell, graph: &Graph, page: Page, uncertain: bool) -> String {
    match (cell.character(), cell.owner) {
        (Some(character), Some(owner)) => styled(page, style(graph, owner), &character.to_string()),
        _ if uncertain => styled(page, DIM, "░"),
        _ => " ".to_owned(),
    }
}

/// Row of dots of a level; outside of the picture where it does not fit.
fn y(db: f64, (low, high): (f64, f64), height: usize) -> Option<usize> {
    let at = (high - db) / (high - low) * (height - 1) as f64;
    (-0.5..height as f64 - 0.5).contains(&at).then(|| at.round().max(0.0) as usize)
}

/// Frequency of a column of dots, Hz.
fn hz_at(x: usize, width: usize) -> f64 {
    20.0 * 1000f64.powf(x as f64 / (width - 1) as f64)
}

fn draw(canvas: &mut Canvas, number: usize, series: &Series, range: (f64, f64)) {
    let (width, height) = (canvas.width(), canvas.height());
    let clamped = |db: f64| y(db.clamp(range.0, range.1), range, height).unwrap_or(0);
    let mut before = clamped(series.at(20.0));
    for x in 0..width {
        let now = clamped(series.at(hz_at(x, width)));
        let (from, to) = if now >= before { ((before + 1).min(now), now) } else { (now, before - 1) };
        before = now;
        // Four dots of line, three of gap: a target is dashed.
        if series.kind == Kind::Response || x % 7 < 4 {
            (from..=to).for_each(|y| canvas.dot(x, y, number));
        }
    }
}

/// A dot here and there as far as the measurers disagree, where they are to be trusted.
fn band(canvas: &mut Canvas, number: usize, series: &Series, spread_db: f64, range: (f64, f64)) {
    let (width, height) = (canvas.width(), canvas.height());
    for x in (0..width).step_by(4).filter(|x| hz_at(*x, width) <= UNCERTAIN_HZ) {
        let db = series.at(hz_at(x, width));
        for edge in [y(db + spread_db, range, height), y(db - spread_db, range, height)].into_iter().flatten() {
            canvas.dot(x, edge, number);
        }
    }
}

/// Letters along a line, where no other line's letters stand.
fn letters(canvas: &mut Canvas, number: usize, series: &Series, range: (f64, f64), graph: &Graph) {
    if series.kind == Kind::Target {
        return;
    }
    let (width, height) = (canvas.width(), canvas.height());
    let apart = width / 6;
    let first = apart / 2 + number * apart / graph.series.len().max(1);
    for x in (first..width).step_by(apart.max(1)) {
        if let Some(y) = y(series.at(hz_at(x, width)), range, height) {
            canvas.mark(x, y, number, letter(graph, number));
        }
    }
}

/// The level axis left of a row: a number where a multiple of 5 dB falls into it.
fn axis(row: usize, rows: usize, range: (f64, f64)) -> String {
    let steps = ((range.1 - range.0) / 5.0).round() as usize;
    let here =
        (0..=steps).map(|i| range.0 + 5.0 * i as f64).find(|db| y(*db, range, rows * 4).map(|y| y / 4) == Some(row));
    match here {
        Some(db) => format!("{:>5} ┤", level(db)),
        None => "      ┤".to_owned(),
    }
}

/// The frequency axis.
fn bottom(columns: usize) -> String {
    let (mut line, mut labels) = (vec!['─'; columns], vec![' '; columns + 4]);
    let mut free = 0;
    for hz in TICKS {
        let at = (place(hz) * (columns - 1) as f64).round() as usize;
        let text = frequency(hz);
        let from = at.saturating_sub(text.len() / 2).min(columns.saturating_sub(text.len()));
        line[at] = '┬';
        if from >= free {
            text.chars().enumerate().for_each(|(i, c)| labels[from + i] = c);
            free = from + text.len() + 1;
        }
    }
    let labels: String = labels.into_iter().collect();
    let line: String = line.into_iter().collect();
    format!("   dB └{line}\n    Hz {}\n", labels.trim_end())
}

fn legend(graph: &Graph, page: Page) -> String {
    let several = graph.responses().count() > 1;
    let mut out = String::from("\n");
    for (number, series) in graph.series.iter().enumerate() {
        let sign = match series.kind {
            Kind::Target => "╌╌".to_owned(),
            Kind::Response if several => format!("{}─", letter(graph, number)),
            Kind::Response => "──".to_owned(),
        };
        let sign = styled(page, style(graph, number), &sign);
        let said = format!("{}{}", series.title(), about(series, several));
        out += &paragraph(page, &format!(" {sign} "), "    ", &said);
    }
    let note = "░ above 10 kHz is uncertain. All lines have their mean of 500-1000 Hz at 0 dB.";
    out += &styled(page, DIM, paragraph(page, " ", "   ", note).trim_end());
    out.push('\n');
    out
}

/// How many measured a response, and how well they agree.
fn about(series: &Series, several: bool) -> String {
    let dotted = if several { "" } else { " (dotted)" };
    match (series.measurers, series.spread_db) {
        (Some(1), _) => ", 1 measurement".to_owned(),
        (Some(n), Some(db)) => format!(", {n} measurements, {db:.1} dB apart{dotted}"),
        (Some(n), None) => format!(", {n} measurements"),
        _ => String::new(),
    }
}
