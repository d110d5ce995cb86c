//! Lines of text: wrapping, indenting, bars, colours.

use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

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
    let options = textwrap::Options::new(page.width.max(20)).initial_indent(first).subsequent_indent(rest);
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
    let width = unicode_width::UnicodeWidthStr::width(text);
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

/// A table without lines, but for one under its head where the page allows it.
pub(super) fn columns(page: Page) -> Table {
    let line = LineStyle::none().fill('─').junction('─');
    let mut table = Table::new();
    table.load_style(if page.rich { TableStyle::new().header_separator(line) } else { TableStyle::new() });
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(page.width).unwrap_or(80));
    table
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
