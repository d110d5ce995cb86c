//! The ways in which the rows of a file can be read: what parts the columns, what the commas are.
//!
//! A comma ends a column, or stands before decimals, or between thousands. All ways under which the
//! rows are numbers are listed; which of them makes sense is decided where the points are known.

use super::lines::Row;
use super::number::{NOTATIONS, Notation};

/// What stands between columns.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Parting {
    /// One character, with quotes respected.
    Mark(char),
    /// Blanks.
    Blank,
    /// Commas with a blank after them, where others have none: `20,5, 84,3`.
    Spaced,
    /// Commas, where this many pieces in a row make a cell: `20,5,84,3` as 2 and 2.
    Joined(Vec<usize>),
    /// Commas between columns, and one more between the thousands of the frequency.
    Thousands(usize),
}

/// A way to read rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    parting: Parting,
    notation: Notation,
}

/// Rows that are looked at to find the ways.
const LOOKED_AT: usize = 4000;
/// More pieces in a line are not read in other ways than one.
const MOST_PIECES: usize = 8;

impl Way {
    /// The cells of a row; empty ones at the end are dropped.
    pub(super) fn cells<'a>(&self, row: &'a str) -> Vec<&'a str> {
        let mut cells = match &self.parting {
            Parting::Mark(mark) => marked(row, *mark),
            Parting::Spaced => spaced(row),
            Parting::Blank => row.split_whitespace().map(clean).collect(),
            Parting::Joined(widths) => joined(row, widths),
            Parting::Thousands(count) => {
                let pieces = row.split(',').count();
                let first = 1 + pieces.saturating_sub(*count).min(1);
                joined(row, &[first])
            }
        };
        while cells.last().is_some_and(|c| c.is_empty()) {
            cells.pop();
        }
        cells
    }

    /// The value of a cell.
    pub(super) fn value(&self, cell: &str) -> Option<f64> {
        self.notation.value(cell)
    }

    /// Whether a comma was taken for something else than the end of a column or plain decimals.
    pub(super) fn joins(&self) -> bool {
        matches!(&self.parting, Parting::Joined(widths) if widths.iter().any(|w| *w > 1))
    }

    /// Whether commas part the columns.
    pub(super) fn by_commas(&self) -> bool {
        matches!(self.parting, Parting::Spaced | Parting::Joined(_) | Parting::Thousands(_))
    }

    /// How many of the rows are numbers throughout, with at least two in a row.
    fn fits(&self, rows: &[Row<'_>]) -> usize {
        let fits = |row: &&Row<'_>| {
            let cells = self.cells(row.text);
            cells.len() >= 2 && cells.iter().all(|c| c.is_empty() || self.value(c).is_some())
        };
        rows.iter().filter(fits).count()
    }

    /// Whether a mark between thousands is there at all; without one the notation is not meant.
    fn meant(&self, rows: &[Row<'_>]) -> bool {
        match self.notation {
            Notation::Point | Notation::Comma => true,
            grouped => rows.iter().any(|r| self.cells(r.text).iter().any(|c| grouped.groups(c))),
        }
    }
}

/// All ways under which nearly all rows are numbers, the most natural first; at least one.
pub(super) fn ways(rows: &[Row<'_>]) -> Vec<Way> {
    let step = rows.len().div_ceil(LOOKED_AT).max(1);
    let mut some: Vec<Row<'_>> = rows.iter().step_by(step).copied().collect();
    some.extend(rows.last());
    let mut found: Vec<Way> = Vec::new();
    for parting in partings(&some) {
        for notation in NOTATIONS {
            let way = Way { parting: parting.clone(), notation };
            if way.fits(&some) * 10 >= some.len() * 9 && way.meant(&some) && !found.iter().any(|w| same(w, &way, &some))
            {
                found.push(way);
            }
        }
    }
    if found.is_empty() {
        let parting = partings(&some).into_iter().next().unwrap_or(Parting::Blank);
        let point = some.iter().any(|r| r.text.contains('.')) || parting != Parting::Mark(';');
        found.push(Way { parting, notation: if point { Notation::Point } else { Notation::Comma } });
    }
    found
}

/// Whether two ways give the same numbers for all rows.
fn same(a: &Way, b: &Way, rows: &[Row<'_>]) -> bool {
    let values = |way: &Way, row: &Row<'_>| way.cells(row.text).iter().map(|c| way.value(c)).collect::<Vec<_>>();
    rows.iter().all(|row| values(a, row) == values(b, row))
}

fn partings(rows: &[Row<'_>]) -> Vec<Parting> {
    let all = |test: &dyn Fn(&str) -> bool| rows.iter().filter(|r| test(r.text)).count() * 10 >= rows.len() * 9;
    let quoted = all(&|t| t.contains('"'));
    if all(&|t| t.contains(';')) {
        return vec![Parting::Mark(';')];
    }
    if all(&|t| t.contains('\t')) && !all(&|t| t.contains(",\t")) {
        return vec![Parting::Mark('\t')];
    }
    if quoted && all(&|t| t.contains(',')) {
        return vec![Parting::Mark(',')];
    }
    let apart = |t: &str| spaced(t).len() > 1;
    if all(&|t| apart(t) && spaced(t).iter().any(|cell| cell.contains(','))) {
        // Within a file commas that part columns are written in one way.
        return vec![Parting::Spaced];
    }
    let mut found = Vec::new();
    if all(&|t| t.contains(',')) {
        found.extend(compositions(rows));
        found.extend(thousands(rows));
    }
    if all(&|t| t.split_whitespace().nth(1).is_some()) && !rows.iter().all(|r| r.text.contains(", ")) {
        found.push(Parting::Blank);
    }
    found
}

/// Every way to join neighbouring pieces of a line, if all lines have as many.
fn compositions(rows: &[Row<'_>]) -> Vec<Parting> {
    let count = |row: &Row<'_>| row.text.trim_end_matches([',', ' ']).split(',').count();
    let mut counts: Vec<usize> = rows.iter().map(count).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(2);
    let mut found = vec![vec![]];
    if usual <= MOST_PIECES {
        found = (0..usual).fold(vec![vec![]], |before: Vec<Vec<usize>>, _| longer(&before, usual));
    }
    // Pieces that stand alone first: the plain reading.
    found.sort_by_key(|widths| std::cmp::Reverse(widths.len()));
    found
        .into_iter()
        .filter(|widths| rows.iter().filter(|r| can_join(r.text, widths)).count() * 10 >= rows.len() * 9)
        .map(Parting::Joined)
        .collect()
}

/// Each list that is not yet `total` long with one piece or a pair more.
fn longer(before: &[Vec<usize>], total: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for widths in before {
        let sum: usize = widths.iter().sum();
        if sum >= total {
            all.push(widths.clone());
        }
        for width in [1, 2] {
            if sum + width <= total {
                all.push(widths.iter().copied().chain([width]).collect());
            }
        }
    }
    all
}

/// Whether the pieces that are to be joined could be a number with decimals.
fn can_join(row: &str, widths: &[usize]) -> bool {
    let pieces: Vec<&str> = row.split(',').collect();
    let mut at = 0;
    for width in widths {
        if *width == 2 {
            let (Some(whole), Some(decimals)) = (pieces.get(at), pieces.get(at + 1)) else { return false };
            let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
            let whole = whole.trim();
            if !digits(whole.strip_prefix(['-', '+']).unwrap_or(whole)) || !digits(decimals.trim_end()) {
                return false;
            }
        }
        at += width;
    }
    true
}

/// `20.5,84` and `1,020.5,84`: some lines have one comma more.
fn thousands(rows: &[Row<'_>]) -> Option<Parting> {
    let counts = || rows.iter().map(|r| r.text.split(',').count());
    let (least, most) = (counts().min()?, counts().max()?);
    (most == least + 1 && least >= 2).then_some(Parting::Thousands(least))
}

/// Cells between commas, the first of them of so many pieces, all further ones by the list or single.
fn joined<'a>(row: &'a str, widths: &[usize]) -> Vec<&'a str> {
    let mut cells = Vec::new();
    let (mut start, mut pieces) = (0, 0);
    for (at, _) in row.match_indices(',').chain([(row.len(), "")]) {
        pieces += 1;
        if pieces >= widths.get(cells.len()).copied().unwrap_or(1) {
            cells.push(clean(&row[start..at]));
            (start, pieces) = (at + 1, 0);
        }
    }
    if start < row.len() {
        cells.push(clean(&row[start..]));
    }
    cells
}

/// Cells between commas that a blank follows.
fn spaced(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices(',') {
        if row[at + 1..].starts_with(char::is_whitespace) {
            cells.push(clean(&row[start..at]));
            start = at + 1;
        }
    }
    cells.push(clean(&row[start..]));
    cells
}

/// Cells between marks that do not stand in quotes.
pub(super) fn marked(row: &str, mark: char) -> Vec<&str> {
    let mut quoted = false;
    let part = |c: char| {
        quoted ^= c == '"';
        c == mark && !quoted
    };
    row.split(part).map(clean).collect()
}

fn clean(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim().trim_end_matches(',').trim()
}
