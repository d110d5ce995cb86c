//! Addresses that lead nowhere.

use maud::html;

use crate::web::Site;
use crate::web::answer::Answer;
use crate::web::frame::{Sheet, framed, search_field};

/// No page has this address.
pub(crate) fn missing(_: &Site, path: &str) -> Answer {
    let last = path.rsplit('/').next().unwrap_or_default();
    let main = html! {
        h1 { "There is no such page" }
        p { "Nothing stands at this address. Search for what you were looking for:" }
        (search_field(last, "search-missing"))
        p { a href="/" { "To the first page" } }
    };
    Answer::page(404, framed(&Sheet { title: "No such page", main, part: "", scripts: &[] }))
}

/// A form was sent to a page that takes none.
pub(crate) fn not_posted(_: &Site) -> Answer {
    let main = html! {
        h1 { "This page takes no form" }
        p { "All pages are asked by their address. " a href="/" { "To the first page" } }
    };
    Answer::page(405, framed(&Sheet { title: "Not taken", main, part: "", scripts: &[] }))
}
