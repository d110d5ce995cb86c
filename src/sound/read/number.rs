//! A line of figures: where its columns end, and what its numbers mean.
//!
//! A comma ends a column or stands before decimals; which of the two must follow from the
//! file, or it is an error.

/// The cells of a line, without blanks around them; an empty one at the end is dropped.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let mut cells: Vec<&str> = match separator(line) {
        Some(c) => line.split(c).map(clean).collect(),
        None => line.split_whitespace().map(clean).collect(),
    };
    while cells.last().is_some_and(|c| c.is_empty()) {
        cells.pop();
    }
    cells
}

fn clean(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// What stands between the columns of a line; `None` is blanks.
fn separator(line: &str) -> Option<char> {
    let line = line.trim();
    let mut chars = line.chars().peekable();
    let mut comma_blank = false;
    while let Some(c) = chars.next() {
        comma_blank |= c == ',' && chars.peek().is_some_and(|n| n.is_whitespace());
    }
    if line.contains(';') {
        Some(';')
    } else if comma_blank {
        Some(',')
    } else if line.contains('\t') {
        Some('\t')
    } else if line.contains(',') && !is_blank_table(line) {
        Some(',')
    } else {
        None
    }
}

/// Blanks between cells that are all numbers: `20,5 84,3`.
fn is_blank_table(line: &str) -> bool {
    let mut cells = line.split_whitespace();
    cells.clone().nth(1).is_some() && cells.all(is_number)
}

/// Whether a cell is written as a number, with a point or a comma before decimals.
pub(super) fn is_number(cell: &str) -> bool {
    let bare = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (mantissa, exponent) = bare.split_once(['e', 'E']).map_or((bare, None), |(m, e)| (m, Some(e)));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let whole = mantissa.replacen([',', '.'], "", 1);
    let exponent = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
    digits(&whole) && exponent
}

/// The value of a number; `None` if it is none or not finite.
pub(super) fn value(cell: &str) -> Option<f64> {
    if !is_number(cell) {
        return None;
    }
    cell.replacen(',', ".", 1).parse().ok().filter(|v: &f64| v.is_finite())
}

/// Which mark stands before the decimals in the numbers of a file so far.
#[derive(Debug, Default)]
pub(super) struct Decimals {
    point: bool,
    comma: bool,
    /// Every comma had exactly three digits after it, as one between thousands has.
    only_thousands: Option<bool>,
    /// A frequency without decimals was there.
    whole_hz: bool,
}

impl Decimals {
    /// Notes the frequency and level of a line.
    pub(super) fn note(&mut self, hz: &str, db: &str) {
        self.whole_hz |= !hz.contains([',', '.']);
        for cell in [hz, db] {
            self.point |= cell.contains('.');
            if let Some((_, decimals)) = cell.split_once(',') {
                self.comma = true;
                let three = decimals.len() == 3 && self.only_thousands.unwrap_or(true);
                self.only_thousands = Some(three);
            }
        }
    }

    /// Whether a point stood anywhere.
    pub(super) fn has_point(&self) -> bool {
        self.point
    }

    /// Whether the numbers can be read in two ways.
    pub(super) fn ambiguous(&self) -> bool {
        self.comma && (self.point || (self.whole_hz && self.only_thousands == Some(true)))
    }
}
