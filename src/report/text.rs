//! Lines of text: wrapping, indenting, bars, colours.

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::Page;

/// Green: good.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Yellow: with care.
pub const CARE: Style = AnsiColor::Yellow.on_default();
/// Red: no.
pub const BAD: Style = AnsiColor::Red.on_default();
/// Bold: a heading.
pub const HEAD: Style = Style::new().bold();
/// Dim: detail.
pub const DIM: Style = Style::new().dimmed();

/// A text in a style, if the page allows it.
pub fn styled(page: Page, style: Style, text: &str) -> String {
    if page.rich { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// A paragraph with a first and a following indent, ended by a line feed.
pub fn paragraph(page: Page, first: &str, rest: &str, text: &str) -> String {
    let text = text.trim_end();
    // What fits on its line needs no wrapping; bytes are never fewer than columns.
    if first.len() + text.len() <= page.width && !first.contains('\n') && !text.contains('\n') {
        return format!("{first}{text}\n");
    }
    // Nothing is broken at a hyphen: commands, ids and names stay whole.
    let options = textwrap::Options::new(page.width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut out = textwrap::fill(text, options);
    out.push('\n');
    out
}

/// A bar of up to `cells` characters for a value from 0 to 100.
pub fn bar(value: f64, cells: usize) -> String {
    let filled = ((value / 100.0).clamp(0.0, 1.0) * cells as f64).round() as usize;
    format!("{}{}", "█".repeat(filled), "░".repeat(cells - filled))
}

/// A text padded on the right to a number of columns.
pub fn pad(text: &str, columns: usize) -> String {
    let width = text.width();
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

/// A text cut to a number of columns, with a sign that it goes on.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > columns {
            break;
        }
        out.push(c);
    }
    out + "…"
}

/// A text that a table keeps on one line.
pub(super) fn glued(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Space around what a column holds.
const PADDING: usize = 2;

/// A table without lines, but for one under its head where the page allows it. No word of it is split: where
/// a page is too narrow for the longest words of all columns, the last are left out, but never the first `keep`.
pub(super) fn table(page: Page, head: Vec<String>, rows: Vec<Vec<String>>, keep: usize) -> String {
    let line = LineStyle::none().fill('─').junction('─');
    let mut table = Table::new();
    table.load_style(if page.rich { TableStyle::new().header_separator(line) } else { TableStyle::new() });
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(page.width).unwrap_or(80));
    let mut widths = longest_words(&head, &rows);
    while widths.len() > keep && needed(&widths) > page.width {
        widths.pop();
    }
    let shown = widths.len();
    table.set_header(head.into_iter().take(shown));
    for row in rows {
        table.add_row(row.into_iter().take(shown));
    }
    for (column, width) in table.column_iter_mut().zip(widths) {
        let least = u16::try_from(width + PADDING).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    table.trim_fmt().replace('\u{a0}', " ")
}

/// As many columns beside the first as the page holds without splitting a word, the others below them.
pub(super) fn side_by_side(head: &[String], rows: &[Vec<String>], page: Page) -> String {
    let part = |from: usize, to: usize| {
        let cut = |row: &[String]| row.iter().take(1).chain(&row[from..to]).cloned().collect::<Vec<_>>();
        (cut(head), rows.iter().map(|row| cut(row)).collect::<Vec<_>>())
    };
    let (mut out, mut from) = (String::new(), 1);
    while from < head.len() {
        let mut to = head.len();
        while to > from + 1 && !has_room(page, &part(from, to).0, &part(from, to).1) {
            to -= 1;
        }
        let (head, rows) = part(from, to);
        out += &format!("{}\n\n", table(page, head, rows, usize::MAX));
        from = to;
    }
    out
}

/// Whether a table of these rows needs no column left out.
fn has_room(page: Page, head: &[String], rows: &[Vec<String>]) -> bool {
    needed(&longest_words(head, rows)) <= page.width
}

fn needed(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + PADDING).sum()
}

/// Width of the longest word of each column.
fn longest_words(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |text: &String| text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let of = |at: usize| rows.iter().filter_map(|row| row.get(at)).chain(head.get(at)).map(longest).max();
    (0..head.len()).map(|at| of(at).unwrap_or(0)).collect()
}

/// `1 model`, `2 models`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// A price for people.
pub fn price(usd: Option<f64>) -> String {
    usd.map_or_else(
        || "price unknown".to_owned(),
        |p| crate::rulebook::template::number(p, Some(crate::schema::Unit::Usd)),
    )
}
