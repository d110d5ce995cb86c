//! The interface for programs, described as `OpenAPI` 3.1: parameters from the definitions of the flags.

use clap::{Arg, ArgAction};
use serde_json::{Map, Value, json};

use super::documents::{DOCUMENTS, Document};
use crate::web::given::LONGEST;

/// The whole description.
pub(super) fn openapi() -> Value {
    let paths: Map<String, Value> =
        DOCUMENTS.iter().map(|document| (format!("/api/v1/{}", document.path), operation(document))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "iem",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Which in-ear monitor to buy, and whether cables, plugs and devices fit together",
            "description": "The documents of `iem --json`: the same bytes. Keys of an address are the flags of the command. \
                Everything in an address must be understood, else 422 says what was not; a name that nothing has is a 404.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": { "schemas": { "error": error() } },
    })
}

fn operation(document: &Document) -> Value {
    let command = (document.definition)();
    let in_path = |arg: &Arg| document.path.contains(&format!("{{{}}}", arg.get_id()));
    let parameters: Vec<Value> = command.get_arguments().map(|arg| parameter(arg, in_path(arg))).collect();
    let refusal = |about: &str| json!({ "description": about, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/error" } } } });
    let plain =
        |about: &str| json!({ "description": about, "content": { "text/plain": { "schema": { "type": "string" } } } });
    json!({ "get": {
        "operationId": document.path.replace("/{model}", "_of"),
        "summary": document.about,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": format!("`{}`", document.schema),
                "content": { "application/json": { "schema": body(document) } },
            },
            "400": plain("The address is no readable text."),
            "404": refusal("A name that nothing has, with the nearest."),
            "414": plain("The address is too long."),
            "422": refusal("Something was not understood: what, and how to mend it."),
        },
    } })
}

/// What a document holds.
fn body(document: &Document) -> Value {
    let schema = |kinds: &str| {
        let kinds: Vec<&str> = kinds.split(" or ").collect();
        if let [one] = kinds[..] { json!({ "type": one }) } else { json!({ "type": kinds }) }
    };
    let mut properties: Map<String, Value> =
        document.keys.iter().map(|(key, kinds)| ((*key).to_owned(), schema(kinds))).collect();
    properties.insert("schema".to_owned(), json!({ "const": document.schema }));
    let required: Vec<&str> = std::iter::once("schema").chain(document.keys.iter().map(|(key, _)| *key)).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn error() -> Value {
    json!({
        "type": "object",
        "required": ["schema", "message", "help", "place"],
        "properties": {
            "schema": { "const": "iem-error-1" },
            "message": { "type": "string", "description": "What is wrong." },
            "help": { "type": "string", "description": "How to mend it." },
            "place": { "type": ["object", "null"] },
            "field": { "type": "string", "description": "The key that is meant." },
        },
    })
}

/// A flag as a parameter.
fn parameter(arg: &Arg, in_path: bool) -> Value {
    let name = arg.get_long().unwrap_or(arg.get_id().as_str());
    let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let one = value(arg);
    let positional = arg.get_long().is_none();
    let many =
        !in_path && (matches!(arg.get_action(), ArgAction::Append) || (positional && arg.get_num_args().is_some()));
    let least = usize::from(arg.is_required_set())
        + usize::from(name == "m" && arg.get_num_args().is_some_and(|n| n.min_values() > 1));
    let schema = if many { json!({ "type": "array", "items": one, "minItems": least, "maxItems": 6 }) } else { one };
    let mut out = json!({
        "name": name,
        "in": if in_path { "path" } else { "query" },
        "required": in_path || arg.is_required_set(),
        "description": about,
        "schema": schema,
    });
    if let (true, Some(map)) = (many, out.as_object_mut()) {
        map.insert("explode".to_owned(), json!(true));
    }
    out
}

/// What a value may be.
pub(super) fn value(arg: &Arg) -> Value {
    if !arg.get_action().takes_values() {
        return json!({ "type": "boolean" });
    }
    let words: Vec<String> =
        arg.get_possible_values().iter().filter(|v| !v.is_hide_set()).map(|v| v.get_name().to_owned()).collect();
    let unit = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    match (words.is_empty(), unit) {
        (false, _) => json!({ "enum": words }),
        (true, "1-5") => json!({ "type": "integer", "minimum": 1, "maximum": 5 }),
        (true, "N") => json!({ "type": "integer", "minimum": 1 }),
        (true, "OHM" | "V" | "UV") => json!({ "type": "number", "minimum": 0 }),
        (true, "USD") => json!({ "type": "string", "pattern": "^([0-9]+(\\.\\.[0-9]+)?)?$" }),
        (true, "CRITERION=N") => json!({ "type": "string", "pattern": "^([a-z]+=[0-5])?$" }),
        _ => {
            json!({ "type": "string", "maxLength": LONGEST, "pattern": "^[^\\x00-\\x1f\\x7f-\\x9f]*$" })
        }
    }
}
