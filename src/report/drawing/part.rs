//! One drawing: its frame, what it says in words, how it becomes an element of a page or a file.

use std::fmt::Write as _;

use super::super::picture::{FAMILY, Theme, escaped};
use super::pen::{COLOURS, EAR_PX_MM, EDGE, HEAD, Paint, Pen, SMALL, SOURCE_PX_MM, Style, TEXT, WIDTH, number};
use super::{ear, front, plug as plugs, words};
use crate::fit::{Look, connector_look, jack_look, plug_look};

/// A drawing, ready to be set into a page or written as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What it shows.
    pub title: String,
    /// The same in words.
    pub desc: String,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
    pub(super) body: String,
}

impl Drawing {
    /// As an element of a page: no style in it, ids that begin with the given prefix.
    pub fn fragment(&self, prefix: &str) -> String {
        let id: String = prefix.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        self.svg(&format!("{id}-"), "", false)
    }

    /// As a file that stands alone.
    pub fn file(&self, theme: Theme) -> String {
        let style = if theme == Theme::Auto { dark_style() } else { String::new() };
        let mut out = self.svg("", &style, true);
        for (paint, _, light, dark) in COLOURS {
            // Programs that know no custom properties must see colours too.
            out = out.replace(&paint.value(), if theme == Theme::Dark { dark } else { light });
        }
        out
    }

    /// As PNG in a theme; `Auto` is light.
    ///
    /// # Errors
    /// A picture that cannot be painted, which a test rules out.
    #[cfg(feature = "png")]
    pub fn png(&self, theme: Theme) -> Result<Vec<u8>, String> {
        super::super::picture::painted(&self.file(theme.or_light()))
    }

    fn svg(&self, id: &str, style: &str, alone: bool) -> String {
        let (w, h) = (number(self.width), number(self.height));
        let paper = Paint::Paper.value();
        let paper = if alone {
            format!("<rect class=\"f-paper\" fill=\"{paper}\" width=\"{w}\" height=\"{h}\"/>\n")
        } else {
            String::new()
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
             role=\"img\" aria-labelledby=\"{id}title {id}desc\" font-family=\"{FAMILY}\">\n\
             <title id=\"{id}title\">{}</title>\n<desc id=\"{id}desc\">{}</desc>\n{style}{paper}{}</svg>\n",
            escaped(&self.title),
            escaped(&self.desc),
            self.body
        )
    }
}

/// Dark colours where the reader's system asks for them.
fn dark_style() -> String {
    let mut rules = String::new();
    for (_, name, _, dark) in COLOURS {
        let _ = write!(rules, ".f-{name}{{fill:{dark}}}.s-{name}{{stroke:{dark}}}");
    }
    format!("<style>@media(prefers-color-scheme:dark){{{rules}}}</style>\n")
}

/// A connector at the ear: the socket of the earpiece from the front, then both ends from the side.
pub fn connector(id: &str) -> Option<Drawing> {
    let look = connector_look(id)?;
    Some(part(look, "Connector", EAR_PX_MM, 2.0, ear::views, &words::connector(look)))
}

/// A plug at the source end of a cable, from the side.
pub fn plug(id: &str) -> Option<Drawing> {
    let look = plug_look(id)?;
    Some(part(look, "Plug", SOURCE_PX_MM, 5.0, plugs::views, &words::plug(look)))
}

/// A jack of a source: from the front, and cut open.
pub fn jack(id: &str) -> Option<Drawing> {
    let look = jack_look(id)?;
    Some(part(look, "Jack", SOURCE_PX_MM, 5.0, front::views, &words::jack(look)))
}

/// Several drawings on one sheet, in columns, under a heading.
pub fn sheet(title: &str, drawings: &[Drawing], columns: usize) -> Drawing {
    let columns = columns.clamp(1, drawings.len().max(1));
    let width = drawings.iter().map(|d| d.width).fold(WIDTH, f64::max);
    let mut pen = Pen::default();
    let lines = HEAD.lines(title, width * columns as f64 - 2.0 * EDGE, 2);
    let mut top = pen.paragraph((EDGE, EDGE), HEAD, &lines) + 4.0;
    for row in drawings.chunks(columns) {
        for (column, drawing) in row.iter().enumerate() {
            let x = width * column as f64;
            pen.group(&format!("translate({} {})", number(x), number(top)), |pen| pen.raw(&drawing.body));
        }
        top += row.iter().map(|d| d.height).fold(0.0, f64::max);
    }
    let said: Vec<String> = drawings.iter().map(|d| format!("{}: {}", d.title, d.desc)).collect();
    Drawing {
        title: title.to_owned(),
        desc: said.join(" "),
        width: width * columns as f64,
        height: top,
        body: pen.done(),
    }
}

/// The frame of every drawing of one part: its name, its views, sizes, how to recognise it, the scale.
fn part(
    look: &Look,
    kind: &str,
    scale: f64,
    bar_mm: f64,
    views: fn(&mut Pen, &Look, f64) -> f64,
    words: &words::Words,
) -> Drawing {
    let room = WIDTH - 2.0 * EDGE;
    let mut pen = Pen::default();
    let mut y = pen.paragraph((EDGE, EDGE - 2.0), HEAD, &HEAD.lines(look.name, room, 3)) + 6.0;
    y = views(&mut pen, look, y) + 8.0;
    y = pen.paragraph((EDGE, y), TEXT, &TEXT.lines(look.looks, room, 6)) + 4.0;
    y = pen.paragraph((EDGE, y), SMALL, &SMALL.lines(&words.sizes, room, 4)) + 4.0;
    if words.to_scale {
        let end = EDGE + bar_mm * scale;
        let line = Style::line(Paint::Faint, 1.5);
        pen.path((EDGE, y + 3.0), &format!("v8m0-4H{}m0-4v8", number(end)), line);
        pen.text((end + 8.0, y + 11.0), SMALL, &format!("{} mm", number(bar_mm)));
        y += 16.0;
    }
    Drawing {
        title: format!("{kind}: {}", look.name),
        desc: words.desc.clone(),
        width: WIDTH,
        height: (y + 8.0).ceil(),
        body: pen.done(),
    }
}
