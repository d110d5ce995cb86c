//! Units within the rows, `20 Hz 80 dB` and `1.2k 84`, taken away before the rows are read.

use std::borrow::Cow;

/// Fewer rows with units are settings.
const FEWEST_ROWS: usize = 20;

/// The text with plain numbers in its rows.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let with_units = text.lines().filter(|line| row(line).is_some()).count();
    if with_units < FEWEST_ROWS {
        return Cow::Borrowed(text);
    }
    let lines: Vec<Cow<'_, str>> = text.lines().map(|line| row(line).map_or(Cow::Borrowed(line), Cow::Owned)).collect();
    Cow::Owned(lines.join("\n"))
}

/// A row without its units; `None` where it has none or is no row.
fn row(line: &str) -> Option<String> {
    let line = line.trim();
    let (first, rest) = number(line)?;
    let (factor, after_hz) = unit(rest, &[("khz", 1000), ("hz", 1), ("k", 1000)]);
    let gap: usize = after_hz.find(|c: char| !(c.is_whitespace() || matches!(c, ',' | ';')))?;
    let (mark, rest) = after_hz.split_at(gap);
    let (second, rest) = number(rest).filter(|_| !mark.is_empty())?;
    let (decibel, rest) = unit(rest, &[("db spl", 1), ("dbspl", 1), ("dbfs", 1), ("db", 1)]);
    let third = rest.trim_end_matches(['\u{b0}', ' ']);
    if (factor.is_none() && decibel.is_none()) || third.chars().any(char::is_alphabetic) {
        return None;
    }
    let hz = match factor {
        Some(1000) => {
            let comma = first.contains(',');
            let value: f64 = first.replace(',', ".").parse().ok()?;
            let hz = format!("{:.4}", value * 1000.0);
            if comma { hz.replace('.', ",") } else { hz }
        }
        _ => first.to_owned(),
    };
    let mark = mark.find(['\t', ';', ',']).map_or(" ", |at| &mark[at..=at]);
    Some(format!("{hz}{mark}{second}{third}"))
}

/// A number and what follows; a comma belongs to it where a digit follows and no unit is lost by it.
fn number(text: &str) -> Option<(&str, &str)> {
    let signed = usize::from(text.starts_with(['-', '+']));
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut end = signed;
    let mut mark = false;
    while digit(end)
        || (!mark && end > signed && matches!(text.as_bytes().get(end), Some(b'.' | b',')) && digit(end + 1))
    {
        mark |= !digit(end);
        end += 1;
    }
    (end > signed).then(|| text.split_at(end))
}

/// What a unit multiplies by, and what follows it.
fn unit<'a>(text: &'a str, known: &[(&str, u32)]) -> (Option<u32>, &'a str) {
    let bare = text.trim_start_matches([' ', '\u{a0}']);
    for (name, factor) in known {
        let found = bare.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        if found.is_some() && !bare[name.len()..].starts_with(char::is_alphanumeric) {
            return (Some(*factor), &bare[name.len()..]);
        }
    }
    (None, text)
}
