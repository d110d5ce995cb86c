//! What all pictures share: their two themes, the width of a text, a text made safe, painting as PNG
//! with the font that the program carries, so that they look the same on every machine.

/// Which colours a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Light paper.
    Light,
    /// Dark paper.
    Dark,
    /// As the reader's system is set; light where that cannot be asked.
    Auto,
}

#[cfg(feature = "png")]
impl Theme {
    /// Where nobody can be asked, light.
    pub(super) fn or_light(self) -> Self {
        if self == Self::Auto { Self::Light } else { self }
    }
}

/// The fonts of a picture, all of them the system's.
pub(super) const FAMILY: &str = "'DejaVu Sans',Verdana,sans-serif";

/// Width of a text in px, a little more than `DejaVu Sans` takes.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ' ' | '|' | ':' | '-' | '(' | ')' | 't' | 'f' | 'r' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        c if c.is_ascii_uppercase() => 0.78,
        c if c.is_ascii() => 0.65,
        _ => 1.0,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// A text as it may stand in a picture.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // What XML does not allow in any spelling.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// An SVG painted, light where it leaves that open.
///
/// # Errors
/// A picture that cannot be painted, which tests rule out.
#[cfg(feature = "png")]
pub(super) fn painted(svg: &str) -> Result<Vec<u8>, String> {
    use resvg::{tiny_skia, usvg};
    /// Latin letters of the font `DejaVu Sans` (`data/font/LICENSE`).
    static FONT: &[u8] = include_bytes!("../../data/font/DejaVuSans-latin.ttf");
    /// Pixels a unit of the SVG.
    const SCALE: f32 = 2.0;

    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    let options = usvg::Options {
        fontdb: std::sync::Arc::new(fonts),
        font_family: "DejaVu Sans".to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("the picture is too large")?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}
