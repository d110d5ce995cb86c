//! Measured curves as people publish them: text files to [`Curve`]s.
//!
//! Takes the bytes of a REW export, a CSV file with a header or an `AudioTools` export; gives a
//! curve with rising frequencies, doubled ones averaged, that has at least 60 points and
//! reaches from 45 Hz or lower to 9.5 kHz or higher. Everything else is a [`ReadError`] with
//! file, line and mend: nothing is guessed. Time and memory are bounded by [`MAX_BYTES`].
//!
//! `decode` turns bytes into text, `columns` says what a header names, `number` what a line
//! of figures means, `table` puts the points together.

mod columns;
mod decode;
mod number;
mod table;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::curve::Curve;
use super::grid::Grid;

/// The largest file that is read; a curve of 100,000 points has half of that.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// The fewest different frequencies that make a curve.
pub const MIN_POINTS: usize = 60;
/// A curve starts at or below this, Hz.
pub const LOWEST_HZ: f64 = 45.0;
/// A curve ends at or above this, Hz.
pub const HIGHEST_HZ: f64 = 9500.0;

/// Why a file is not a curve: the place, what is wrong, and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}\n  help: {help}", line.map(|n| format!(":{n}")).unwrap_or_default())]
pub struct ReadError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; absent when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

/// A flaw before the name of the file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Flaw {
    line: Option<usize>,
    what: String,
    help: &'static str,
}

impl Flaw {
    fn at(line: usize, what: impl Into<String>, help: &'static str) -> Self {
        Self { line: Some(line), what: what.into(), help }
    }

    fn whole(what: impl Into<String>, help: &'static str) -> Self {
        Self { line: None, what: what.into(), help }
    }

    fn of(self, file: &str) -> ReadError {
        ReadError { file: file.to_owned(), line: self.line, what: self.what, help: self.help.to_owned() }
    }
}

/// A measured curve with what its file says about how it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The curve, dB over Hz.
    pub curve: Curve,
    /// The file names a coupler (B&K 5128) that 711-type targets and scores do not hold for.
    pub other_rig: Option<&'static str>,
}

/// Reads the bytes of a file; `name` is how errors call it.
///
/// # Errors
/// Whatever is not a curve, with the place and the mend.
pub fn bytes(name: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_long(name));
    }
    let read = || {
        let text = decode::text(bytes)?;
        let points = table::points(&text)?;
        let (hz, db) = points.into_iter().unzip();
        let curve = Curve::new(hz, db).map_err(|e| Flaw::whole(e.to_string(), REW))?;
        let named = table::names_5128(&text) || table::words_name_5128(name);
        Ok(Reading { curve, other_rig: named.then_some("B&K 5128") })
    };
    read().map_err(|flaw: Flaw| flaw.of(name))
}

/// How to get a file that can be read.
const REW: &str = "in REW choose File > Export > Export measurement as text, and give that file";

fn too_long(name: &str) -> ReadError {
    let limit = MAX_BYTES / 1024 / 1024;
    Flaw::whole(
        format!("the file is longer than {limit} MB, which no curve needs"),
        "export one measurement with 1/48 octave steps or coarser",
    )
    .of(name)
}

/// Reads a file.
///
/// # Errors
/// A file that cannot be opened or is not a curve.
pub fn file(path: &Path) -> Result<Reading, ReadError> {
    let name = path.display().to_string();
    let cannot = |e: std::io::Error| {
        Flaw::whole(format!("cannot be read: {e}"), "check the name, and that you may read the file").of(&name)
    };
    let mut content = Vec::new();
    File::open(path).map_err(cannot)?.take(MAX_BYTES + 1).read_to_end(&mut content).map_err(cannot)?;
    bytes(&name, &content)
}

/// Reads the files of one earphone, such as left and right, and averages them in dB.
///
/// # Errors
/// The first file that is not a curve.
pub fn earphone(paths: &[impl AsRef<Path>]) -> Result<Reading, ReadError> {
    let readings: Vec<Reading> = paths.iter().map(|p| file(p.as_ref())).collect::<Result<_, _>>()?;
    let other_rig = readings.iter().find_map(|r| r.other_rig);
    let curves: Vec<Curve> = readings.into_iter().map(|r| r.curve).collect();
    match average(&curves) {
        Some(curve) => Ok(Reading { curve, other_rig }),
        None => Err(Flaw::whole("no file was given", "name the files with the curves").of("curve")),
    }
}

/// The mean in dB over the range that all curves share, at the frequencies of the first.
///
/// `None` without a curve, or when the ranges do not overlap.
pub fn average(curves: &[Curve]) -> Option<Curve> {
    let first = curves.first()?;
    if curves.len() == 1 {
        return Some(first.clone());
    }
    let low = curves.iter().filter_map(|c| c.hz().first()).fold(0.0_f64, |a, b| a.max(*b));
    let high = curves.iter().filter_map(|c| c.hz().last()).fold(f64::INFINITY, |a, b| a.min(*b));
    let hz: Vec<f64> = first.hz().iter().copied().filter(|f| (low..=high).contains(f)).collect();
    let grid = std::sync::Arc::new(Grid::new(hz).ok()?);
    let mut sum = vec![0.0; grid.hz().len()];
    for curve in curves {
        sum.iter_mut().zip(curve.sample(&grid)).for_each(|(s, db)| *s += db);
    }
    let n = curves.len() as f64;
    Curve::on_grid(grid, sum.into_iter().map(|s| s / n).collect::<Vec<_>>()).ok()
}
