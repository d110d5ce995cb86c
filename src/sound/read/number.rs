//! What the numbers of a file mean: which mark stands before decimals, which between thousands.

/// How a file writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `18780.24`
    Point,
    /// `18780,24`
    Comma,
    /// `18,780.24`
    PointThousands,
    /// `18.780,24`
    CommaThousands,
}

/// All of them, the commonest first.
pub(super) const NOTATIONS: [Notation; 4] =
    [Notation::Point, Notation::Comma, Notation::PointThousands, Notation::CommaThousands];

/// Marks between thousands that are nothing else.
const APART: [char; 5] = ['\'', '\u{2019}', '\u{a0}', '\u{202f}', ' '];

impl Notation {
    fn marks(self) -> (char, Option<char>) {
        match self {
            Self::Point => ('.', None),
            Self::Comma => (',', None),
            Self::PointThousands => ('.', Some(',')),
            Self::CommaThousands => (',', Some('.')),
        }
    }

    /// The value of a cell; `None` if it is no number in this notation.
    pub(super) fn value(self, cell: &str) -> Option<f64> {
        let (decimal, thousands) = self.marks();
        let cell = cell.trim();
        let bare = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
        if decimal == '.' && matches!(bare, [b'0'..=b'9', ..]) && bare.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        {
            // What nearly all numbers are.
            return cell.parse().ok();
        }
        let (sign, bare) = match cell.chars().next()? {
            '-' | '\u{2212}' => (-1.0, &cell[cell.chars().next()?.len_utf8()..]),
            '+' => (1.0, &cell[1..]),
            _ => (1.0, cell),
        };
        let (mantissa, exponent) = bare.split_once(['e', 'E']).map_or((bare, None), |(m, e)| (m, Some(e)));
        let (whole, fraction) = mantissa.split_once(decimal).map_or((mantissa, None), |(w, f)| (w, Some(f)));
        let whole = ungrouped(whole, thousands)?;
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let fraction = fraction.unwrap_or("");
        if !digits(&whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let exponent = match exponent {
            Some(e) if e.is_empty() || !digits(e.strip_prefix(['+', '-']).unwrap_or(e)) => return None,
            Some(e) => format!("e{e}"),
            None => String::new(),
        };
        let value: f64 =
            format!("{}.{}{exponent}", if whole.is_empty() { "0" } else { &whole }, fraction).parse().ok()?;
        value.is_finite().then_some(sign * value)
    }

    /// Whether a cell has a mark between thousands, and so tells that the notation is meant.
    pub(super) fn groups(self, cell: &str) -> bool {
        self.marks().1.is_some_and(|mark| cell.contains(mark))
    }
}

/// The whole part without marks between its thousands; `None` when they stand elsewhere.
fn ungrouped(whole: &str, thousands: Option<char>) -> Option<String> {
    let mark = whole.chars().find(|c| Some(*c) == thousands || APART.contains(c));
    let Some(mark) = mark else { return Some(whole.to_owned()) };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let right = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3);
    right.then(|| whole.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_their_notation_alone() {
        let read = |cell: &str| NOTATIONS.map(|n| n.value(cell));
        assert_eq!(read("20.5"), [Some(20.5), None, Some(20.5), None]);
        assert_eq!(read("18780,24"), [None, Some(18780.24), None, Some(18780.24)]);
        assert_eq!(read("18,780.24"), [None, None, Some(18780.24), None]);
        assert_eq!(read("18.780,24"), [None, None, None, Some(18780.24)]);
        assert_eq!(read("18,780"), [None, Some(18.78), Some(18780.0), Some(18.78)]);
        assert_eq!(read("18'780.5")[0], Some(18780.5));
        assert_eq!(read("18\u{a0}780,5")[1], Some(18780.5));
        assert_eq!(read("\u{2212}3")[0], Some(-3.0));
        assert_eq!(read("1e3")[0], Some(1000.0));
        assert_eq!(read("0,780")[2], None);
        for bad in ["", "-", ".", "8x", "nan", "1e", "1.2.3", "1,2,3", "--3", "e5", "1 2"] {
            assert_eq!(read(bad), [None; 4], "{bad}");
        }
    }
}
