//! The place of a drawing on the page of a part.

use maud::{Markup, PreEscaped, html};

use crate::report::drawing::{connector, jack, plug};

/// The drawing of a connector, plug or jack (`connector`, `plug`, `jack`), nothing where there is none; `at`
/// tells several on a page apart.
pub(super) fn drawing_of(kind: &str, id: &str, at: usize) -> Markup {
    let drawing = match kind {
        "connector" => connector(id),
        "plug" => plug(id),
        "jack" => jack(id),
        _ => None,
    };
    html! {
        @if let Some(drawing) = drawing {
            figure.part { (PreEscaped(drawing.fragment(&format!("{kind}-{id}-{at}")))) }
        }
    }
}
