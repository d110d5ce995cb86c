//! The description of the interface as a page.

use maud::{Markup, html};

use super::documents::{DOCUMENTS, Document};
use super::openapi;
use crate::web::answer::Answer;
use crate::web::frame::{Sheet, framed};

/// The page.
pub(super) fn page() -> Answer {
    let main = html! {
        h1 { "For programs" }
        p { "The documents that " code { "iem --json" } " prints, the same bytes, one address each. The keys of an address are "
            "the flags of the command. What is not understood is never passed over: 422 says what, and how to mend it; a name "
            "that nothing has is a 404 with the nearest." }
        p { a href="/api/v1/openapi.json" { "The description as OpenAPI 3.1" } }
        @for document in &DOCUMENTS { (section(document)) }
    };
    Answer::page(200, framed(&Sheet { title: "For programs", main, part: "", scripts: &[] }))
}

fn section(document: &Document) -> Markup {
    let command = (document.definition)();
    let path = format!("/api/v1/{}", document.path);
    let example = format!("{}?{}", path.replace("{model}", "hexa"), document.example);
    html! {
        h2 { code { (path) } }
        p { (document.about) }
        p { "Try it: " a href=(example) { code { (example) } } }
        details {
            summary { "Keys" }
            div.scroll tabindex="0" role="region" aria-label={ "Keys of " (path) } {
                table {
                    thead { tr { th scope="col" { "Key" } th scope="col" { "Value" } th scope="col" { "What it is" } } }
                    tbody {
                        @for arg in command.get_arguments() {
                            tr {
                                th scope="row" { code { (arg.get_long().unwrap_or(arg.get_id().as_str())) } }
                                td { (said(arg)) }
                                td { (arg.get_help().map(ToString::to_string).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a value may be, in words.
fn said(arg: &clap::Arg) -> String {
    let value = openapi::value(arg);
    if let Some(words) = value["enum"].as_array() {
        return words.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join(", ");
    }
    match (value["type"].as_str(), value["minimum"].as_i64(), value["maximum"].as_i64()) {
        (Some("integer"), Some(1), Some(5)) => "1 to 5".to_owned(),
        (Some("integer"), ..) => "a whole number".to_owned(),
        (Some("number"), ..) => "a number".to_owned(),
        (Some("boolean"), ..) => "true".to_owned(),
        _ => "a text".to_owned(),
    }
}
