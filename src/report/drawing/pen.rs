//! Writes the elements of a drawing: shapes and texts, coloured by name.
//!
//! A colour is a custom property with its light value behind it, `var(--ink,#1b1b1b)`, and a class
//! (`f-ink` for fills, `s-ink` for lines), so that a page can set both themes without any style in
//! the drawing itself. Keeps true: every text is escaped.

use std::fmt::Write as _;

use super::super::picture::{escaped, width};

/// Pixels a millimetre of connectors at the ear.
pub const EAR_PX_MM: f64 = 20.0;
/// Pixels a millimetre of plugs and jacks.
pub const SOURCE_PX_MM: f64 = 8.0;

/// Width of a drawing of one part: that of the narrowest phone.
pub(super) const WIDTH: f64 = 320.0;
/// Room left at its edges.
pub(super) const EDGE: f64 = 12.0;

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// Texts and outlines.
    Ink,
    /// Captions, leaders, sizes.
    Faint,
    /// Behind everything.
    Paper,
    /// The shell of an earpiece, the case of a device.
    Shell,
    /// Handles, barrels, cables: what is held.
    Grip,
    /// Contacts.
    Metal,
    /// Holes, and the bands between contacts.
    Hole,
    /// It fits.
    Good,
    /// With care, or with a part.
    Care,
    /// It does not fit, or damages.
    Bad,
    /// Nobody knows.
    Unsure,
}

/// Name of the custom property, colour on light paper, on dark paper.
pub(super) const COLOURS: [(Paint, &str, &str, &str); 11] = [
    (Paint::Ink, "ink", "#1b1b1b", "#ededed"),
    (Paint::Faint, "faint", "#5c5c5c", "#a9adb3"),
    (Paint::Paper, "paper", "#ffffff", "#16181c"),
    (Paint::Shell, "shell", "#dde2e8", "#3a414b"),
    (Paint::Grip, "grip", "#aab3be", "#66707d"),
    (Paint::Metal, "metal", "#e0b94a", "#d8b04a"),
    (Paint::Hole, "hole", "#2b2b2b", "#050607"),
    (Paint::Good, "good", "#0a7a3d", "#4cc38a"),
    (Paint::Care, "care", "#9a6200", "#f0b429"),
    (Paint::Bad, "bad", "#b3261e", "#ff8a80"),
    (Paint::Unsure, "unsure", "#5c5c5c", "#a9adb3"),
];

impl Paint {
    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        COLOURS.iter().find(|row| row.0 == self).unwrap_or(&COLOURS[0])
    }

    /// Its name, as in `--ink`.
    fn name(self) -> &'static str {
        self.row().1
    }

    /// As an attribute's value: the property, and the light colour where no page sets it.
    pub(super) fn value(self) -> String {
        format!("var(--{},{})", self.name(), self.row().2)
    }
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    fill: Option<Paint>,
    line: Option<(Paint, f64)>,
    dashed: bool,
    contact: bool,
}

impl Style {
    /// Filled, without a line.
    pub(super) fn fill(paint: Paint) -> Self {
        Self { fill: Some(paint), ..Self::default() }
    }

    /// A line of a width, not filled.
    pub(super) fn line(paint: Paint, width: f64) -> Self {
        Self { line: Some((paint, width)), ..Self::default() }
    }

    /// The same with a line around it.
    pub(super) fn and_line(self, paint: Paint, width: f64) -> Self {
        Self { line: Some((paint, width)), ..self }
    }

    /// Dashed where a size or a shape is not recorded.
    pub(super) fn dashed_if(self, dashed: bool) -> Self {
        Self { dashed, ..self }
    }

    /// A contact: one element for each, so that they can be counted.
    pub(super) fn contact(self) -> Self {
        Self { contact: true, ..self }
    }

    fn attributes(self) -> String {
        let mut classes: Vec<String> = Vec::new();
        classes.extend(self.contact.then(|| "contact".to_owned()));
        classes.extend(self.fill.map(|paint| format!("f-{}", paint.name())));
        classes.extend(self.line.map(|(paint, _)| format!("s-{}", paint.name())));
        let fill = self.fill.map_or_else(|| "none".to_owned(), Paint::value);
        let mut out = format!(" class=\"{}\" fill=\"{fill}\"", classes.join(" "));
        if let Some((paint, width)) = self.line {
            let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", paint.value(), number(width));
        }
        if self.dashed {
            out += " stroke-dasharray=\"4 3\"";
        }
        out
    }
}

/// Where a text stands on its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) paint: Paint,
    pub(super) bold: bool,
    pub(super) anchor: Anchor,
}

/// Running text.
pub(super) const TEXT: Type = Type { size: 12.0, paint: Paint::Ink, bold: false, anchor: Anchor::Start };
/// Captions and sizes.
pub(super) const SMALL: Type = Type { size: 11.0, paint: Paint::Faint, bold: false, anchor: Anchor::Start };
/// Headings.
pub(super) const HEAD: Type = Type { size: 14.0, paint: Paint::Ink, bold: true, anchor: Anchor::Start };

impl Type {
    pub(super) fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(super) fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// Room that a text takes, never less than it needs.
    pub(super) fn width(self, text: &str) -> f64 {
        width(text, self.size) * if self.bold { 1.1 } else { 1.0 }
    }

    /// A text on lines of a width; what is more than `most` lines ends in dots.
    pub(super) fn lines(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A word longer than a line is cut where the line ends.
            for c in word.chars() {
                line.push(c);
                if self.width(&line) > room {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        lines.push(line);
        self.cut(lines, room, most)
    }

    fn cut(self, mut lines: Vec<String>, room: f64, most: usize) -> Vec<String> {
        let more = lines.len() > most;
        lines.truncate(most);
        if let Some(last) = lines.last_mut().filter(|_| more) {
            while !last.is_empty() && self.width(&format!("{last}...")) > room {
                last.pop();
            }
            *last = format!("{}...", last.trim_end());
        }
        lines
    }
}

/// A number without needless digits.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A drawing as it grows.
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
}

impl Pen {
    /// What was drawn.
    pub(super) fn done(self) -> String {
        self.out
    }

    /// What another pen drew.
    pub(super) fn raw(&mut self, drawn: &str) {
        self.out += drawn;
    }

    /// Drawn elsewhere, moved, turned or scaled as a transform says.
    pub(super) fn group(&mut self, transform: &str, draw: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.out, "<g transform=\"{transform}\">");
        draw(self);
        self.out += "</g>\n";
    }

    /// A rectangle from its corner, with round corners.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), round: f64, style: Style) {
        let round = if round > 0.0 { format!(" rx=\"{}\"", number(round)) } else { String::new() };
        let _ = writeln!(
            self.out,
            "<rect{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round}/>",
            style.attributes(),
            number(x),
            number(y),
            number(w),
            number(h)
        );
    }

    /// A rectangle around its middle.
    pub(super) fn around(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), round: f64, style: Style) {
        self.rect((x - w / 2.0, y - h / 2.0), (w, h), round, style);
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), r: f64, style: Style) {
        let _ = writeln!(
            self.out,
            "<circle{} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            style.attributes(),
            number(x),
            number(y),
            number(r)
        );
    }

    /// A path that starts at a place; the rest is relative to it.
    pub(super) fn path(&mut self, (x, y): (f64, f64), rest: &str, style: Style) {
        let _ = writeln!(self.out, "<path{} d=\"M{} {}{rest}\"/>", style.attributes(), number(x), number(y));
    }

    pub(super) fn line(&mut self, a: (f64, f64), b: (f64, f64), style: Style) {
        let rest = format!("L{} {}", number(b.0), number(b.1));
        self.path(a, &rest, style);
    }

    /// A thin line from a contact to its label, seen on any ground.
    pub(super) fn leader(&mut self, from: (f64, f64), rest: &str) {
        self.path(from, rest, Style::line(Paint::Paper, 3.0));
        self.path(from, rest, Style::line(Paint::Ink, 1.0));
    }

    /// A text with its base line at a place.
    pub(super) fn text(&mut self, (x, y): (f64, f64), kind: Type, said: &str) {
        let anchor = match kind.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let bold = if kind.bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            self.out,
            "<text class=\"f-{}\" fill=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}{anchor}>{}</text>",
            kind.paint.name(),
            kind.paint.value(),
            number(x),
            number(y),
            number(kind.size),
            escaped(said)
        );
    }

    /// Lines of a text, one below the other; gives the place below the last.
    pub(super) fn paragraph(&mut self, (x, y): (f64, f64), kind: Type, lines: &[String]) -> f64 {
        let step = (kind.size * 1.35).round();
        for (row, line) in lines.iter().enumerate() {
            self.text((x, y + step * row as f64 + kind.size), kind, line);
        }
        y + step * lines.len() as f64
    }
}
