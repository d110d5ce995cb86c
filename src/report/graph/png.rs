//! The graph as PNG: the SVG painted with the font that the program carries, so that it looks
//! the same on every machine, also where no font is installed.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::svg::{Theme, svg};
use crate::sound::graph::Graph;

/// Latin letters of the font `DejaVu Sans` (`data/font/LICENSE`).
static FONT: &[u8] = include_bytes!("../../../data/font/DejaVuSans-latin.ttf");

/// Pixels a unit of the SVG.
const SCALE: f32 = 2.0;

/// The picture in a theme; `Auto` is light.
///
/// # Errors
/// A picture that cannot be painted, which a test rules out.
pub fn png(graph: &Graph, theme: Theme) -> Result<Vec<u8>, String> {
    let theme = if theme == Theme::Auto { Theme::Light } else { theme };
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    let options =
        usvg::Options { fontdb: Arc::new(fonts), font_family: "DejaVu Sans".to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg(graph, theme), &options).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("the picture is too large")?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}
