//! The documents of `--json` for programs: one address a document, its keys those of the flags.

use serde_json::{Value, json};

use super::Site;
use super::answer::Answer;
use super::given::{Trouble, read};
use super::query::Query;
use crate::Error;
use crate::calls::{Call, Check, Compare, GraphOf, Learn, Like, Models, Recommend, Rules, Show};

/// The answer to an address below `/api/v1/`.
pub(super) fn answer(site: &Site, path: &[&str], query: &Query) -> Answer {
    match path {
        ["recommend"] => document::<Recommend>(site, query),
        ["check"] => document::<Check>(site, query),
        ["models"] => document::<Models>(site, query),
        ["models", id] => document::<Show>(site, &query.with("model", *id)),
        ["similar"] => document::<Like>(site, query),
        ["compare"] => document::<Compare>(site, query),
        ["graph"] => document::<GraphOf>(site, query),
        ["learn"] => document::<Learn>(site, query),
        ["rules"] => document::<Rules>(site, query),
        _ => {
            Answer::document(404, &trouble_json("there is no such document", "the documents are listed under /api/v1/"))
        }
    }
}

/// The document of a question; everything in the address must be understood.
fn document<C: Call>(site: &Site, query: &Query) -> Answer {
    let given = read::<C>(query, &[]);
    if let Some(first) = given.wrong.first() {
        return wrong(422, first);
    }
    let Some(call) = given.call else {
        return Answer::document(422, &trouble_json("something is missing", "see /api/v1/"));
    };
    match call.document(site.engine()) {
        Ok(value) => Answer::document(200, &value),
        Err(error) => wrong(status_of(&error), &Trouble::of(&error)),
    }
}

/// What is asked for by a name that nothing has is not there; anything else is a wrong question.
fn status_of(error: &Error) -> u16 {
    match error {
        Error::Model { .. } | Error::Topic { .. } => 404,
        Error::Read(_) | Error::Models(_) => 500,
        _ => 422,
    }
}

fn wrong(status: u16, trouble: &Trouble) -> Answer {
    let mut value = trouble_json(&trouble.message, &trouble.help);
    if let (Some(field), Some(map)) = (&trouble.field, value.as_object_mut()) {
        map.insert("field".to_owned(), json!(field));
    }
    Answer::document(status, &value)
}

fn trouble_json(message: &str, help: &str) -> Value {
    json!({ "schema": "iem-error-1", "message": message, "help": help, "place": null })
}
