//! Lines of a file sorted: comments and headers, rows of figures, settings around them.
//!
//! A row begins with a number and holds nothing but numbers. Text before the first row is header;
//! text after the last one is settings, and no data.

use super::flaw::Flaw;

/// A line that is no row: a comment (a star before it), a header or settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header<'a> {
    /// Its number, from 1.
    pub(super) n: usize,
    /// Without the star.
    pub(super) text: &'a str,
    /// Whether it had a star.
    pub(super) comment: bool,
    /// Whether it stands before the first row.
    pub(super) before: bool,
}

/// A line of figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its number, from 1.
    pub(super) n: usize,
    /// The line.
    pub(super) text: &'a str,
}

/// The lines of a file.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    /// What is no figures.
    pub(super) headers: Vec<Header<'a>>,
    /// What is.
    pub(super) rows: Vec<Row<'a>>,
    /// A row after text that was not a header again.
    pub(super) late: Option<Flaw>,
}

/// Lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // `\r\n` first, so that it does not count as two.
    text.split('\n').flat_map(|l| l.strip_suffix('\r').unwrap_or(l).split('\r')).zip(1..).map(|(line, n)| (n, line))
}

/// Sorts the lines.
pub(super) fn sheet(text: &str) -> Sheet<'_> {
    let mut sheet = Sheet::default();
    let mut odd: Option<usize> = None;
    for (n, line) in lines(text) {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}' || c == '\u{feff}');
        if line.is_empty() {
            continue;
        }
        let before = sheet.rows.is_empty();
        let comment = line.strip_prefix(['*', '#', '%', '!']).or_else(|| line.strip_prefix("//"));
        if let Some(comment) = comment {
            sheet.headers.push(Header { n, text: comment.trim(), comment: true, before });
        } else if is_row(line, before) {
            if let (Some(at), None) = (odd, &sheet.late) {
                let what = format!("there are figures again after the text in line {at}: which of them are the curve?");
                sheet.late = Some(Flaw::at(n, what, "keep one curve a file, with all figures together"));
            }
            sheet.rows.push(Row { n, text: line });
        } else {
            let known = sheet.headers.iter().any(|h| h.text == line);
            if !before && !known {
                odd = Some(n);
            }
            sheet.headers.push(Header { n, text: line, comment: false, before });
        }
    }
    sheet
}

/// Whether a line is one of figures, or is meant as one and broken.
fn is_row(line: &str, before: bool) -> bool {
    let mut parts = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"')).filter(|p| !p.is_empty());
    let Some(first) = parts.next().filter(|p| begins(p) && figures(p)) else { return false };
    let second = parts.next();
    let letters = line.chars().any(char::is_alphabetic);
    match second {
        // A lone number before the data is a count or a setting; after, the file is cut off.
        None => !before || line.ends_with([',', ';']),
        Some(second) => {
            let sensible = begins(second) || is_nan(second);
            // `48000 Hz`, `711 coupler`, `2023-05-01 12:00` are no rows; `20000.5,8x` is a broken one.
            let date = line.contains([':', '/']) || first.matches('-').count() > 1;
            sensible && !date && !(before && several(line, letters))
        }
    }
}

/// Words among the figures: more than a number with something wrong in it.
fn several(line: &str, letters: bool) -> bool {
    let word = |p: &str| p.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_nan(p) && !begins(p);
    letters && line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).any(word)
}

fn begins(part: &str) -> bool {
    let bare = part.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(part);
    bare.strip_prefix('.').unwrap_or(bare).starts_with(|c: char| c.is_ascii_digit())
}

fn figures(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_digit() || ".+-\u{2212}eE'\u{2019}".contains(c))
}

fn is_nan(part: &str) -> bool {
    let bare = part.trim_start_matches(['+', '-']).to_ascii_lowercase();
    matches!(bare.as_str(), "nan" | "inf" | "infinity" | "1.#inf" | "1.#qnan" | "#n/a" | "∞" | "-")
}
