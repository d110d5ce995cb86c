//! A measured impedance: frequency, ohm and, where it is there, phase.
//!
//! Takes a `.zma` file or a text with a header; gives points with rising frequencies. A file that
//! could as well be a level is not taken for ohm.

use std::path::Path;

use super::columns::{self, Ohms};
use super::flaw::Flaw;
use super::lines::{Row, Sheet};
use super::table::{LIMIT_HZ, bounded, merged, reach};
use super::ways::{Way, ways};

/// What an earphone or a headphone has, ohm.
const PLAUSIBLE_OHM: std::ops::RangeInclusive<f64> = 0.5..=20_000.0;
/// Bare figures of this size could be dB.
const LEVELS: std::ops::RangeInclusive<f64> = 45.0..=130.0;
/// Passive things turn the phase by no more, with a little for the measurement, degrees.
const MOST_DEGREES: f64 = 95.0;

/// What a file of an impedance should hold.
pub(super) const HELP: &str = "write frequency,ohm,phase as the first line, with points before decimals";

/// Ohm over Hz, and the phase in degrees over Hz.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub(super) ohm: Vec<(f64, f64)>,
    pub(super) degrees: Option<Vec<(f64, f64)>>,
}

/// Reads the lines of a file.
pub(super) fn of(name: &str, sheet: &Sheet<'_>) -> Result<Measured, Flaw> {
    let named = columns::ohms(&sheet.headers)?;
    if let Some(flaw) = &sheet.late {
        return Err(flaw.clone());
    }
    if sheet.rows.is_empty() {
        return Err(Flaw::whole("no line holds a frequency and an impedance", HELP));
    }
    bounded(sheet)?;
    let mut read: Vec<Measured> = Vec::new();
    let mut error = None;
    for way in ways(&sheet.rows) {
        match table(&sheet.rows, &way, named) {
            Ok(table) if !read.contains(&table) => read.push(table),
            Ok(_) => {}
            Err(flaw) => error = error.or(Some(flaw)),
        }
    }
    let (Some(found), true) = (read.pop(), read.is_empty()) else {
        return Err(error.unwrap_or_else(|| Flaw::whole("the numbers can be read in two ways", HELP)));
    };
    let mut sizes: Vec<f64> = found.ohm.iter().map(|p| p.1).collect();
    sizes.sort_by(f64::total_cmp);
    let lower = name.to_lowercase();
    let ending = Path::new(&lower).extension().is_some_and(|e| e == "zma" || e == "imp");
    if named.is_none() && !ending && !lower.contains("impedan") && LEVELS.contains(&sizes[sizes.len() / 2]) {
        return Err(Flaw::whole("no header says whether its values are ohm or dB", HELP));
    }
    Ok(found)
}

fn table(rows: &[Row<'_>], way: &Way, named: Option<Ohms>) -> Result<Measured, Flaw> {
    let bare = || {
        let phase = rows.iter().all(|r| way.cells(r.text).len() >= 3);
        (0, 1, phase.then_some(2))
    };
    let (hz, ohm, phase) = named.unwrap_or_else(bare);
    let (mut ohms, mut degrees) = (Vec::new(), Vec::new());
    for row in rows {
        let cells = way.cells(row.text);
        let value = |at: usize| cells.get(at).and_then(|c| way.value(c));
        let (Some(f), Some(z)) = (value(hz), value(ohm)) else {
            return Err(Flaw::at(row.n, "this line is not a frequency and an impedance", HELP));
        };
        if f <= 0.0 {
            continue;
        }
        if f > LIMIT_HZ {
            return Err(Flaw::at(row.n, "its frequency is higher than any measurement goes", HELP));
        }
        if !PLAUSIBLE_OHM.contains(&z) {
            return Err(Flaw::at(row.n, format!("{z} ohm is no impedance of an earphone"), HELP));
        }
        ohms.push((f, z));
        match phase.map(value) {
            Some(Some(angle)) if angle.abs() <= MOST_DEGREES => degrees.push((f, angle)),
            Some(_) => return Err(Flaw::at(row.n, "its phase is not one of an impedance (-90 to 90 degrees)", HELP)),
            None => {}
        }
    }
    if ohms.windows(2).any(|w| w[0].0 > w[1].0) && ohms.windows(2).any(|w| w[0].0 < w[1].0) {
        return Err(Flaw::whole("its frequencies do not rise", HELP));
    }
    let ohm = merged(ohms);
    reach(&ohm)?;
    Ok(Measured { ohm, degrees: phase.map(|_| merged(degrees)) })
}
