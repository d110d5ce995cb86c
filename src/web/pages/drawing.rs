//! The place of a drawing on the page of a part.

use maud::{Markup, html};

/// The drawing of a connector, plug or jack (`connector`, `plug`, `jack`), nothing where there is none.
pub(super) fn drawing_of(_kind: &str, _id: &str) -> Markup {
    html! {}
}
