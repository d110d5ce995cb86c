//! The documents of `--json` for programs: one address a document, its keys those of the flags.

mod documents;
mod openapi;
mod page;

use super::answer::Answer;
use super::query::Query;
use super::site::Site;
use documents::{DOCUMENTS, trouble_json};

/// The answer to an address below `/api/v1/`.
pub(super) fn answer(site: &Site, path: &[&str], query: &Query) -> Answer {
    let (path, named) = match path {
        [] => return page::page(),
        ["openapi.json"] => return Answer::document(200, &openapi::openapi()),
        ["models", model] => ("models/{model}", Some(query.clone().and("model", *model))),
        [one] => (*one, None),
        _ => ("", None),
    };
    match DOCUMENTS.iter().find(|document| document.path == path) {
        Some(document) => (document.answer)(site, named.as_ref().unwrap_or(query)),
        None => {
            Answer::document(404, &trouble_json("there is no such document", "the documents are listed under /api/v1/"))
        }
    }
}
