//! Addresses that lead nowhere.

use maud::html;

use crate::Error;
use crate::web::Site;
use crate::web::answer::Answer;
use crate::web::find::{Kind, nearest};
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

/// Nothing of a kind has this id; the nearest are named.
pub(super) fn no_such(site: &Site, what: &str, id: &str, kind: Kind) -> Answer {
    let near = nearest(site, id, kind).unwrap_or_default();
    let title = format!("There is no {what} \"{id}\"");
    let main = html! {
        h1 { (title) }
        @if !near.is_empty() {
            p { "The nearest are:" }
            ul { @for hit in &near { li { a href=(hit.to) { (hit.name) } } } }
        }
        p { "Search for what you were looking for:" }
        (search_field(id, "search-missing"))
    };
    Answer::page(404, framed(&Sheet { title: &title, main, part: "", scripts: &[] }))
}

/// Files of the person's own cannot be read, or have mistakes.
pub(super) fn failed(error: &Error) -> Answer {
    let main = html! {
        h1 { "This page cannot be made" }
        p { "A file of your own rules or models has a mistake:" }
        pre { (error) }
        p { a href="/" { "To the first page" } }
    };
    Answer::page(500, framed(&Sheet { title: "Cannot be made", main, part: "", scripts: &[] }))
}
