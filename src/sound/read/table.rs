//! Rows to points: one way of reading them, or the only one that makes sense.

use super::columns::{Layout, Pair};
use super::figures;
use super::flaw::{Flaw, HIGHEST_HZ, LOWEST_HZ, MIN_POINTS, REW};
use super::lines::{Row, Sheet};
use super::ways::{Way, ways};
use crate::sound::sides::Side;

/// No audio measurement goes higher, Hz.
pub(super) const LIMIT_HZ: f64 = 1e6;
/// No level of a coupler lies further from 0, dB.
const LIMIT_DB: f64 = 300.0;
/// No measurement has more points: a Fourier analysis of 2^18 samples has half of that.
const MOST_ROWS: usize = 150_000;
/// Levels of one curve lie within, dB.
const SPAN_DB: f64 = 150.0;

/// The points of one side: rising frequencies in Hz with levels in dB.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Points {
    pub(super) side: Option<Side>,
    pub(super) points: Vec<(f64, f64)>,
}

/// The points of a file; a target may be anything in dB, even flat.
pub(super) fn points(sheet: &Sheet<'_>, layout: Option<&Layout>, target: bool) -> Result<Vec<Points>, Flaw> {
    let Some(first) = sheet.rows.first() else {
        return Err(Flaw::whole("no line holds a frequency and a level", REW));
    };
    bounded(sheet)?;
    let ways = ways(&sheet.rows);
    let mut read: Vec<(Table, bool)> = Vec::new();
    let mut error = None;
    for way in &ways {
        let count = way.cells(first.text).len();
        if ways.len() > 1 && layout.is_some_and(|l| l.count != count) {
            continue;
        }
        let table = Table::read(&sheet.rows, way, layout).and_then(|t| t.check(layout, target).map(|()| t));
        match table {
            Ok(table) if ways.len() == 1 => return settled(table, sheet, layout, target),
            Ok(table) => {
                let sense = table.makes_sense(&sheet.rows, way, layout);
                if !read.iter().any(|(t, s)| t.sides == table.sides && *s >= sense) {
                    read.push((table, sense));
                }
            }
            Err(flaw) => error = error.or(Some(flaw)),
        }
    }
    let mut sensible = read.into_iter().filter(|(_, sense)| *sense).map(|(table, _)| table);
    match (sensible.next(), sensible.next(), error) {
        (Some(one), None, _) => settled(one, sheet, layout, target),
        (None, None, Some(flaw)) if ways.len() == 1 => Err(flaw),
        _ => Err(Flaw::at(
            first.n,
            "commas stand between columns, before decimals or between thousands: the numbers can be read in two ways",
            "export with points before decimals and nothing between thousands, or with tabs between columns",
        )),
    }
}

/// Refuses more lines than any measurement has.
pub(super) fn bounded(sheet: &Sheet<'_>) -> Result<(), Flaw> {
    if sheet.rows.len() <= MOST_ROWS {
        return Ok(());
    }
    let what = format!("it has {} lines of figures; no curve needs more than {MOST_ROWS}", sheet.rows.len());
    Err(Flaw::whole(what, "export one measurement with 1/48 octave steps or coarser"))
}

/// The only table that makes sense; figures without a name are looked at only here, so that no way is preferred by it.
fn settled(table: Table, sheet: &Sheet<'_>, layout: Option<&Layout>, target: bool) -> Result<Vec<Points>, Flaw> {
    let named = target || layout.is_some_and(|l| l.named);
    let unnamed = || table.sides.iter().find_map(|s| figures::of_unnamed(&s.points));
    match sheet.late.clone().or_else(|| if named { None } else { unnamed() }) {
        Some(flaw) => Err(flaw),
        None => Ok(table.sides),
    }
}

/// Rows read in one way.
#[derive(Debug)]
struct Table {
    sides: Vec<Points>,
    /// Frequencies of the first side in the order of the file.
    order: Vec<f64>,
    /// The third column of a table without header, which may be a phase.
    third: Option<Vec<f64>>,
}

impl Table {
    fn read(rows: &[Row<'_>], way: &Way, layout: Option<&Layout>) -> Result<Self, Flaw> {
        if layout.is_none() {
            figures::large_ohms(rows.iter().filter_map(|r| way.cells(r.text).get(1).and_then(|c| way.value(c))))?;
        }
        let (pairs, third) = match layout {
            Some(layout) => (layout.pairs.clone(), None),
            None => bare(rows, way)?,
        };
        let named = layout.is_some_and(|l| l.named);
        let mut sides: Vec<Points> = pairs.iter().map(|p| Points { side: p.side, points: Vec::new() }).collect();
        for row in rows {
            let cells = way.cells(row.text);
            if !named && cells.len() > 3 && pairs.len() == 1 {
                return Err(too_many(row, cells.len()));
            }
            if let Some(layout) = layout.filter(|l| way.by_commas() && cells.len() > l.count) {
                let what = format!("{} columns, and the header names {}", cells.len(), layout.count);
                return Err(Flaw::at(row.n, what, "export with points before decimals, or with tabs between columns"));
            }
            for (pair, side) in pairs.iter().zip(&mut sides) {
                if let Some(point) = point(row, &cells, pair, way, pairs.len() > 1)? {
                    side.points.push(point);
                }
            }
        }
        let order: Vec<f64> = sides[0].points.iter().map(|p| p.0).collect();
        if layout.is_none() {
            figures::counted(&order)?;
        }
        for side in &mut sides {
            two_curves(&side.points)?;
            figures::interleaved(&side.points)?;
            // The lowest line of a Fourier analysis lies at 0 Hz, which a logarithmic axis does not have.
            side.points.retain(|p| p.0 > 0.0);
            side.points = merged(std::mem::take(&mut side.points));
            reach(&side.points)?;
        }
        Ok(Self { sides, order, third })
    }

    /// What only the figures tell.
    fn check(&self, layout: Option<&Layout>, target: bool) -> Result<(), Flaw> {
        let named = layout.is_some_and(|l| l.named);
        let flaw = self.sides.iter().find_map(|side| figures::of_figures(&side.points, self.third.as_deref()));
        match flaw {
            Some(flaw) if !(target || named && self.spans_little()) => Err(flaw),
            // Where no header says that it is a level, it may be something else: that is asked first.
            _ if target || !named && self.sides.iter().any(|side| figures::of_unnamed(&side.points).is_some()) => {
                Ok(())
            }
            _ => self.sides.iter().find_map(|side| figures::implausible(&side.points)).map_or(Ok(()), Err),
        }
    }

    /// Levels that are named as such may be even, as those of a simulation.
    fn spans_little(&self) -> bool {
        let db = || self.sides.iter().flat_map(|s| &s.points).map(|p| p.1);
        db().fold(f64::NEG_INFINITY, f64::max) - db().fold(f64::INFINITY, f64::min) <= 0.0
    }

    /// Increasing frequencies without holes, levels within 150 dB and not all the same, as many columns as the header
    /// names, no zeros before whole numbers, and decimals of one length.
    fn makes_sense(&self, rows: &[Row<'_>], way: &Way, layout: Option<&Layout>) -> bool {
        let rises = self.order.windows(2).all(|w| w[0] <= w[1]) || self.order.windows(2).all(|w| w[0] >= w[1]);
        let holes = self.sides.iter().any(|s| s.points.windows(2).any(|w| w[1].0 > 4.0 * w[0].0 && w[1].0 > 100.0));
        let span = |s: &Points| {
            let db = || s.points.iter().map(|p| p.1);
            db().fold(f64::NEG_INFINITY, f64::max) - db().fold(f64::INFINITY, f64::min)
        };
        let all = || rows.iter().map(|r| way.cells(r.text));
        let count = layout.map_or_else(|| all().next().map_or(0, |c| c.len()), |l| l.count);
        let even = self.sides.iter().all(|s| span(s) <= 0.0);
        let whole = all().all(|cells| cells.len() == count && !cells.iter().any(|c| leading_zero(c)));
        rises && !holes && !even && self.sides.iter().all(|s| span(s) <= SPAN_DB) && whole && even_decimals(rows, way)
    }
}

/// `07`, which stands for decimals, not for a whole number.
fn leading_zero(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['-', '+']).as_bytes();
    matches!(bare, [b'0', next, ..] if next.is_ascii_digit())
}

/// Decimals that were joined over a comma have one length in a column; whole numbers do not.
fn even_decimals(rows: &[Row<'_>], way: &Way) -> bool {
    if !way.joins() {
        return true;
    }
    let lengths =
        |text: &str| way.cells(text).iter().map(|c| c.split_once(',').map(|(_, d)| d.len())).collect::<Vec<_>>();
    let Some(first) = rows.first().map(|r| lengths(r.text)) else { return true };
    rows.iter().all(|r| lengths(r.text) == first)
}

fn too_many(row: &Row<'_>, count: usize) -> Flaw {
    Flaw::at(
        row.n,
        format!("{count} columns and no header that says which is the level"),
        "keep two columns, frequency in Hz and level in dB, or write a first line such as frequency,left,right",
    )
}

/// The columns of a table without a header.
fn bare(rows: &[Row<'_>], way: &Way) -> Result<(Vec<Pair>, Option<Vec<f64>>), Flaw> {
    let single = |third| Ok((vec![Pair { hz: 0, db: 1, side: None }], third));
    let both = |a: (usize, usize), b: (usize, usize)| {
        Ok((
            vec![Pair { hz: a.0, db: a.1, side: Some(Side::Left) }, Pair { hz: b.0, db: b.1, side: Some(Side::Right) }],
            None,
        ))
    };
    let column = |i: usize| -> Option<Vec<f64>> {
        rows.iter().map(|r| way.cells(r.text).get(i).and_then(|c| way.value(c))).collect()
    };
    let count = rows.first().map_or(0, |r| way.cells(r.text).len());
    match (count, column(0), column(1), column(2)) {
        (3, _, Some(second), Some(third)) => match alike(&second, &third) {
            Alike::Sides => both((0, 1), (0, 2)),
            Alike::Levels => Err(Flaw::at(
                rows[0].n,
                "there are two columns that could be levels, and no header that says what they are",
                "write a first line such as frequency,left,right or Freq(Hz) SPL(dB) Phase(degrees)",
            )),
            Alike::No => single(Some(third)),
        },
        (4, Some(hz), _, Some(again)) if hz == again => both((0, 1), (2, 3)),
        _ => single(None),
    }
}

/// How two columns stand to each other.
enum Alike {
    /// Levels of two sides.
    Sides,
    /// Levels of something.
    Levels,
    /// The other one is no level.
    No,
}

fn alike(a: &[f64], b: &[f64]) -> Alike {
    let n = a.len().max(1) as f64;
    let rms = (a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / n).sqrt();
    let levels = b.iter().all(|v| (25.0..=160.0).contains(v)) && a.iter().all(|v| (25.0..=160.0).contains(v));
    match (levels, rms < 6.0) {
        (true, true) => Alike::Sides,
        (true, false) => Alike::Levels,
        (false, _) => Alike::No,
    }
}

/// The point of a row; `None` where a side has ended before the other.
fn point(row: &Row<'_>, cells: &[&str], pair: &Pair, way: &Way, sides: bool) -> Result<Option<(f64, f64)>, Flaw> {
    let cell = |at: usize| cells.get(at).copied().filter(|c| !c.is_empty());
    match (cell(pair.hz), cell(pair.db)) {
        (Some(hz), Some(db)) => Ok(Some((frequency(row.n, hz, way)?, level(row.n, db, way)?))),
        (None, None) if sides && pair.hz > 0 => Ok(None),
        _ => {
            let what = format!("\"{}\" is not a frequency and a level; the file may be cut off", short(row.text));
            Err(Flaw::at(row.n, what, "export the file again, or mend this line"))
        }
    }
}

fn short(line: &str) -> String {
    let text: String = line.chars().take(40).collect();
    if text.len() < line.len() { text + "…" } else { text }
}

fn frequency(n: usize, cell: &str, way: &Way) -> Result<f64, Flaw> {
    match way.value(cell) {
        Some(hz) if (0.0..=LIMIT_HZ).contains(&hz) => Ok(hz),
        Some(hz) => {
            Err(Flaw::at(n, format!("{hz} Hz is not a frequency of sound"), "the first column is the frequency in Hz"))
        }
        None => {
            Err(Flaw::at(n, format!("\"{}\" is not a frequency", short(cell)), "write a number in Hz, without unit"))
        }
    }
}

fn level(n: usize, cell: &str, way: &Way) -> Result<f64, Flaw> {
    match way.value(cell) {
        Some(db) if db.abs() <= LIMIT_DB => Ok(db),
        Some(db) => {
            Err(Flaw::at(n, format!("{db} is not a level in dB that a coupler can measure"), "export the SPL in dB"))
        }
        None => Err(Flaw::at(n, format!("\"{}\" is not a level", short(cell)), "write a number in dB, without unit")),
    }
}

/// Two curves one after the other are not one: the same frequencies come again with other levels.
fn two_curves(points: &[(f64, f64)]) -> Result<(), Flaw> {
    let half = points.len() / 2;
    let (first, second) = points.split_at(half);
    let again = points.len() > 2 * MIN_POINTS / 2 && first.len() == second.len();
    if !again || !first.iter().zip(second).all(|(a, b)| a.0 == b.0) {
        return Ok(());
    }
    let apart = first.iter().zip(second).map(|(a, b)| (a.1 - b.1).abs()).sum::<f64>() / half.max(1) as f64;
    if apart < 0.5 {
        return Ok(());
    }
    Err(Flaw::whole(
        "it holds two curves one after the other, over the same frequencies",
        "keep one curve a file; left and right are given as two files",
    ))
}

/// Sorted by frequency; equal frequencies become one with their mean level.
pub(super) fn merged(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.iter().map(|p| p.1).sum::<f64>() / same.len() as f64))
        .collect()
}

/// Enough points, and from low enough to high enough.
pub(super) fn reach(points: &[(f64, f64)]) -> Result<(), Flaw> {
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
