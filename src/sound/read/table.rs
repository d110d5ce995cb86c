//! Lines to points: comments and headers aside, frequencies sorted, doubled ones averaged.

use super::columns::{self, Columns};
use super::number::{Decimals, cells, is_number, value};
use super::{Flaw, HIGHEST_HZ, LOWEST_HZ, MIN_POINTS, REW};

/// No audio measurement goes higher, Hz.
const LIMIT_HZ: f64 = 1e6;
/// No level of a coupler lies further from 0, dB.
const LIMIT_DB: f64 = 300.0;
/// How an `AudioTools` export begins.
const AUDIO_TOOLS: [&str; 2] = ["fft", "audiotools"];

/// What is known while the lines go by.
#[derive(Default)]
struct Table {
    columns: Columns,
    /// The last header is not one of a curve.
    wrong: Option<Flaw>,
    headers: Vec<String>,
    points: Vec<(f64, f64)>,
    decimals: Decimals,
    /// The first line whose third column could be decimals: `20,84,3`.
    third: Option<usize>,
    first_line: usize,
    /// An `AudioTools` export, which ends in settings.
    audio_tools: bool,
    settings: bool,
}

/// Lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // `\r\n` first, so that it does not count as two.
    text.split('\n').flat_map(|l| l.strip_suffix('\r').unwrap_or(l).split('\r')).zip(1..).map(|(line, n)| (n, line))
}

/// The points of a file: rising frequencies in Hz with levels in dB.
pub(super) fn points(text: &str) -> Result<Vec<(f64, f64)>, Flaw> {
    let mut table = Table::default();
    for (n, line) in lines(text) {
        table.line(n, line.trim())?;
    }
    table.finish()
}

/// Whether comments or headers name the newer coupler.
pub(super) fn names_5128(text: &str) -> bool {
    lines(text).take(100).filter(|(_, l)| !l.starts_with(|c: char| c.is_ascii_digit())).any(|(_, l)| words_name_5128(l))
}

/// Whether one of the words is the coupler's number.
pub(super) fn words_name_5128(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == "5128" || w.eq_ignore_ascii_case("bk5128"))
}

impl Table {
    fn line(&mut self, n: usize, line: &str) -> Result<(), Flaw> {
        if line.is_empty() || line == "\u{1a}" {
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix(['*', '#']) {
            self.header(n, comment.trim(), true);
            return Ok(());
        }
        let cells = cells(line);
        if n == 1 && cells.len() >= 2 && (0..2).all(|i| cells[i].eq_ignore_ascii_case(AUDIO_TOOLS[i])) {
            self.audio_tools = true;
            return Ok(());
        }
        let numbers = cells.iter().filter(|c| is_number(c)).count();
        let starts = cells.first().is_some_and(|c| is_number(c));
        if self.points.is_empty() && !(starts && cells.len() <= 3) && (numbers < 2 || !starts) {
            self.headers.push(line.to_owned());
            self.header(n, line, false);
            return Ok(());
        }
        if !starts && (self.audio_tools || self.headers.iter().any(|h| h == line)) {
            self.settings = self.audio_tools;
            return Ok(());
        }
        if self.settings {
            return Err(Flaw::at(n, "there are figures after the settings at the end", REW));
        }
        self.data(n, line, &cells)
    }

    /// The last line before the data that names columns counts.
    fn header(&mut self, n: usize, line: &str, comment: bool) {
        if !self.points.is_empty() {
            return;
        }
        match columns::read(line, comment) {
            Ok(Some(columns)) => (self.columns, self.wrong) = (columns, None),
            Ok(None) => {}
            Err((what, help)) => self.wrong = Some(Flaw::at(n, what, help)),
        }
    }

    fn data(&mut self, n: usize, line: &str, cells: &[&str]) -> Result<(), Flaw> {
        if let Some(flaw) = self.wrong.take() {
            return Err(flaw);
        }
        let Columns { hz, db, named, .. } = self.columns;
        if !named && cells.len() > 3 && cells.iter().take(4).all(|c| is_number(c)) {
            let what = format!("{} columns and no header that says which is the level", cells.len());
            return Err(Flaw::at(
                n,
                what,
                "keep two columns, frequency in Hz and level in dB, with points before decimals",
            ));
        }
        let cell = |at: usize| cells.get(at).copied().filter(|c| !c.is_empty());
        let (Some(hz), Some(db)) = (cell(hz), cell(db)) else {
            let what = format!("\"{}\" is not a frequency and a level; the file may be cut off", short(line));
            return Err(Flaw::at(n, what, "export the file again, or mend this line"));
        };
        if self.points.is_empty() {
            self.first_line = n;
        }
        if !named && cells.len() == 3 && !line.contains(['.', ' ', '\t', ';']) && self.third.is_none() {
            self.third = Some(n);
        }
        self.decimals.note(hz, db);
        let point = (frequency(n, hz)?, level(n, db)?);
        self.points.push(point);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<(f64, f64)>, Flaw> {
        if self.points.is_empty() {
            return Err(Flaw::whole("no line holds a frequency and a level", REW));
        }
        // Commas everywhere and no point: a third column of degrees, or decimals?
        let no_header = self.columns == Columns::default();
        if let Some(n) = self.third.filter(|_| no_header && !self.decimals.has_point()) {
            let what = "commas stand between the columns and perhaps before decimals: the line can be read in two ways";
            return Err(Flaw::at(n, what, "export with points before decimals, or with tabs between columns"));
        }
        if self.decimals.ambiguous() {
            let what =
                "numbers have a comma in some places and a point or none in others: they can be read in two ways";
            return Err(Flaw::at(
                self.first_line,
                what,
                "export with points before decimals and nothing between thousands",
            ));
        }
        // The lowest line of a Fourier analysis lies at 0 Hz, which a logarithmic axis does not have.
        self.points.retain(|p| p.0 > 0.0);
        let points = merged(self.points);
        reach(&points)?;
        Ok(points)
    }
}

fn short(line: &str) -> String {
    let text: String = line.chars().take(40).collect();
    if text.len() < line.len() { text + "…" } else { text }
}

fn frequency(n: usize, cell: &str) -> Result<f64, Flaw> {
    match value(cell) {
        Some(hz) if (0.0..=LIMIT_HZ).contains(&hz) => Ok(hz),
        Some(hz) => {
            Err(Flaw::at(n, format!("{hz} Hz is not a frequency of sound"), "the first column is the frequency in Hz"))
        }
        None => {
            Err(Flaw::at(n, format!("\"{}\" is not a frequency", short(cell)), "write a number in Hz, without unit"))
        }
    }
}

fn level(n: usize, cell: &str) -> Result<f64, Flaw> {
    match value(cell) {
        Some(db) if db.abs() <= LIMIT_DB => Ok(db),
        Some(db) => {
            Err(Flaw::at(n, format!("{db} is not a level in dB that a coupler can measure"), "export the SPL in dB"))
        }
        None => Err(Flaw::at(n, format!("\"{}\" is not a level", short(cell)), "write a number in dB, without unit")),
    }
}

/// Sorted by frequency; equal frequencies become one with their mean level.
fn merged(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.iter().map(|p| p.1).sum::<f64>() / same.len() as f64))
        .collect()
}

/// Enough points, and from low enough to high enough.
fn reach(points: &[(f64, f64)]) -> Result<(), Flaw> {
    let (low, high) = match (points.first(), points.last()) {
        (Some(low), Some(high)) => (low.0, high.0),
        _ => return Err(Flaw::whole("no line holds a frequency above 0 Hz", REW)),
    };
    if high <= 100.0 && high > low {
        let what = format!("its frequencies lie between {low} and {high} Hz; are they in kHz?");
        return Err(Flaw::whole(what, "export frequencies in Hz"));
    }
    if low > LOWEST_HZ || high < HIGHEST_HZ {
        let what = format!(
            "it reaches from {low} to {high} Hz; a curve must reach from {LOWEST_HZ} Hz or lower to 9500 Hz or higher"
        );
        return Err(Flaw::whole(what, "measure or export the whole range, 20 Hz to 20 kHz; the file may be cut off"));
    }
    if points.len() < MIN_POINTS {
        let what = format!("it has {} different frequencies; a curve needs at least {MIN_POINTS}", points.len());
        return Err(Flaw::whole(what, "export with 1/12 octave steps or finer"));
    }
    Ok(())
}
