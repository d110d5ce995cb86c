//! The graph as PNG: the SVG painted.

use super::super::picture::{Theme, painted};
use super::svg::svg;
use crate::sound::graph::Graph;

/// The picture in a theme; `Auto` is light.
///
/// # Errors
/// A picture that cannot be painted, which a test rules out.
pub fn png(graph: &Graph, theme: Theme) -> Result<Vec<u8>, String> {
    painted(&svg(graph, theme.or_light()))
}
