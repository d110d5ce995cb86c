//! The list of documents, and how each is answered: everything in an address must be understood.

use clap::Command;
use serde_json::{Value, json};

use crate::Error;
use crate::calls::{Call, Check, Compare, GraphOf, Learn, Like, Models, Recommend, Rules, Show};
use crate::web::answer::Answer;
use crate::web::given::{Trouble, definition, read};
use crate::web::query::Query;
use crate::web::site::Site;

/// A document that can be asked for.
pub(super) struct Document {
    /// Its path below `/api/v1/`; `{model}` stands for the name of a model.
    pub(super) path: &'static str,
    /// What it is about.
    pub(super) about: &'static str,
    /// What its `schema` key says.
    pub(super) schema: &'static str,
    /// Its further keys, and what each holds in JSON.
    pub(super) keys: &'static [(&'static str, &'static str)],
    /// A query to try.
    pub(super) example: &'static str,
    /// Its arguments.
    pub(super) definition: fn() -> Command,
    pub(super) answer: fn(&Site, &Query) -> Answer,
}

/// All documents.
pub(super) const DOCUMENTS: [Document; 9] = [
    Document {
        path: "recommend",
        about: "The models that suit wishes best, each wish answered, with where every point comes from.",
        schema: "iem-recommend-1",
        keys: &[("want", "object"), ("results", "array"), ("excluded", "object"), ("repairs", "array")],
        example: "budget=150&bass=4&use=commute",
        definition: definition::<Recommend>,
        answer: recommend,
    },
    Document {
        path: "check",
        about: "Whether cable, plug, adapter, earphone and device go together, and what to buy.",
        schema: "iem-check-1",
        keys: &[("verdict", "string or null"), ("understood", "array"), ("joints", "array"), ("buy", "array")],
        example: "cable=mmcx&plug=4.4mm",
        definition: definition::<Check>,
        answer: document::<Check>,
    },
    Document {
        path: "models",
        about: "Models by words of their names, brands and conditions, with every fact and its source.",
        schema: "iem-models-1",
        keys: &[("models", "array")],
        example: "words=moondrop&top=3",
        definition: definition::<Models>,
        answer: document::<Models>,
    },
    Document {
        path: "models/{model}",
        about: "One model with every fact and its source; with a device also how that bends its sound.",
        schema: "iem-models-1",
        keys: &[("models", "array")],
        example: "source=apple+dongle",
        definition: definition::<Show>,
        answer: document::<Show>,
    },
    Document {
        path: "similar",
        about: "The models whose measured sound is closest to that of one, with the distance in dB rms.",
        schema: "iem-similar-1",
        keys: &[("model", "string"), ("results", "array")],
        example: "model=hexa&cheaper=true&top=3",
        definition: definition::<Like>,
        answer: document::<Like>,
    },
    Document {
        path: "compare",
        about: "Models side by side; with wishes also how they rank, and why.",
        schema: "iem-compare-1",
        keys: &[("models", "array")],
        example: "m=hexa&m=aria+2&bass=4",
        definition: definition::<Compare>,
        answer: document::<Compare>,
    },
    Document {
        path: "graph",
        about: "Measured responses over a target: levels in dB at 241 frequencies.",
        schema: "iem-graph-1",
        keys: &[("frequency_hz", "array"), ("uncertain_above_hz", "number"), ("series", "array")],
        example: "m=hexa&target=harman",
        definition: definition::<GraphOf>,
        answer: document::<GraphOf>,
    },
    Document {
        path: "learn",
        about: "The words of the field explained: a topic, a group of topics, or all.",
        schema: "iem-learn-1",
        keys: &[("topics", "array")],
        example: "topic=mmcx",
        definition: definition::<Learn>,
        answer: document::<Learn>,
    },
    Document {
        path: "rules",
        about: "The rulebook: where each rule stands, and how often it speaks.",
        schema: "iem-rules-1",
        keys: &[("rules", "array")],
        example: "top=5",
        definition: definition::<Rules>,
        answer: document::<Rules>,
    },
];

/// Longest list of advice: each entry is explained.
const LONGEST: usize = 200;

/// The advice, unless more of it is wanted than one answer should take.
fn recommend(site: &Site, query: &Query) -> Answer {
    match read::<Recommend>(query, &[]).call.map(|call| call.top()) {
        Some(top) if top > LONGEST => {
            let message = format!("a list of {top} is too long for one answer");
            wrong(422, &Trouble { field: Some("top".to_owned()), message, help: format!("write up to {LONGEST}") })
        }
        _ => document::<Recommend>(site, query),
    }
}

/// The document of a question.
fn document<C: Call>(site: &Site, query: &Query) -> Answer {
    let given = read::<C>(query, &[]);
    if let Some(first) = given.wrong.first() {
        return wrong(422, first);
    }
    let Some(call) = given.call else {
        return Answer::document(422, &trouble_json("something is missing", "the keys are listed under /api/v1/"));
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

pub(super) fn trouble_json(message: &str, help: &str) -> Value {
    json!({ "schema": "iem-error-1", "message": message, "help": help, "place": null })
}
