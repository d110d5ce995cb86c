//! What every page has around it: head, ways through the site, search, foot.

use maud::{DOCTYPE, Markup, html};

use super::assets::address;

/// A page before it is framed.
pub(super) struct Sheet<'a> {
    /// Its title.
    pub title: &'a str,
    /// What stands in it.
    pub main: Markup,
    /// Of which part of the site it is, for the mark in the ways.
    pub part: &'a str,
    /// Scripts of its own, by their short names in `assets`.
    pub scripts: &'a [&'a str],
}

/// The parts of the site: address, name.
const PARTS: [(&str, &str); 6] = [
    ("/quiz", "Help me choose"),
    ("/check", "Does it fit?"),
    ("/graph", "Graphs"),
    ("/learn", "Learn"),
    ("/rules", "Rules"),
    ("/data", "Data"),
];

/// The whole document.
pub(super) fn framed(sheet: &Sheet<'_>) -> Markup {
    let title = if sheet.part == "/" { sheet.title.to_owned() } else { format!("{} - iem", sheet.title) };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(address("style"));
                link rel="icon" href=(address("icon")) type="image/svg+xml";
                script src=(address("theme")) {}
                script type="module" src=(address("page")) {}
                @for script in sheet.scripts { script type="module" src=(address(script)) {} }
            }
            body {
                a.skip href="#main" { "Skip to content" }
                header.top {
                    a.brand href="/" aria-current=[(sheet.part == "/").then_some("page")] { "iem" }
                    nav aria-label="Site" {
                        ul {
                            @for (to, name) in PARTS {
                                li { a href=(to) aria-current=[(sheet.part == to).then_some("true")] { (name) } }
                            }
                        }
                    }
                    (search_field("", "search-top"))
                }
                main id="main" tabindex="-1" { (sheet.main) }
                footer.foot {
                    p {
                        "Everything is computed on this machine and sent nowhere. "
                        a href="/data" { "Where the facts come from" } " · "
                        a href="/api/v1/" { "For programs" }
                    }
                    p.theme hidden { "Colours: " span.theme-choices {} }
                }
            }
        }
    }
}

/// The one search field for everything.
pub(super) fn search_field(text: &str, id: &str) -> Markup {
    html! {
        form.search role="search" action="/search" aria-label=(if id == "search-top" { "Search from any page" } else { "Search" }) {
            label.unseen for=(id) { "Search models, devices, connectors, words" }
            input type="search" id=(id) name="q" value=(text) placeholder="Model, device, plug, word" maxlength="200"
                autocomplete="off" data-suggest="all";
            button { "Search" }
        }
    }
}
