//! JSON Schemas of all files that people edit, so that editors complete and check them.
//!
//! Made from the types that read the files; the copies beside the files are checked by a test.

use schemars::{Schema, schema_for};
use serde_json::{Map, Value, json};
use strum::VariantNames;

use crate::advice::{Preferences, critique};
use crate::catalog::{known, load};
use crate::gear;
use crate::quiz::questions;
use crate::rulebook::wish::Wish;
use crate::rulebook::{Rulebook, criteria};
use crate::schema::{FIELDS, Record, Ty};
use crate::sound::read::files;
use crate::sound::{impedance, target, tuning, words};

/// Path of each schema in the repository, and its content.
pub fn all() -> Vec<(&'static str, Value)> {
    let data = |schema: Schema| serde_json::to_value(schema).unwrap_or_default();
    let fit = crate::fit::schemas().into_iter().map(|(path, schema)| (path, data(schema)));
    let others = vec![
        ("data/schema/catalogue.schema.json", data(schema_for!(load::BrandFile))),
        ("data/schema/responses.schema.json", data(schema_for!(load::ResponseFile))),
        ("data/schema/impedance.schema.json", data(schema_for!(impedance::ImpedanceFile))),
        ("data/schema/target.schema.json", data(schema_for!(target::TargetFile))),
        ("data/schema/tuning.schema.json", data(schema_for!(tuning::TuningFile))),
        ("data/schema/sound-words.schema.json", data(schema_for!(files::WordFile))),
        ("data/schema/signatures.schema.json", data(schema_for!(words::SignatureFile))),
        ("data/schema/known.schema.json", data(schema_for!(known::KnownFile))),
        ("data/schema/critiques.schema.json", data(schema_for!(critique::CritiqueFile))),
        ("data/schema/questions.schema.json", data(schema_for!(questions::QuestionFile))),
        ("rules/schema/criteria.schema.json", data(schema_for!(criteria::CriteriaFile))),
        ("rules/schema/rules.schema.json", rules()),
        ("data/schema/profile.schema.json", data(schema_for!(Preferences))),
        ("data/schema/gear.schema.json", data(schema_for!(gear::GearFile))),
    ];
    let learnt = crate::sound::schemas().into_iter().map(|(path, schema)| (path, data(schema)));
    others.into_iter().chain(learnt).chain(fit).collect()
}

/// The facts that a model can have, as files name them.
pub fn model_keys() -> Vec<String> {
    let schema = serde_json::to_value(schema_for!(crate::catalog::Model)).unwrap_or_default();
    let keys = schema["properties"].as_object().into_iter().flat_map(Map::keys);
    keys.filter(|key| !matches!(key.as_str(), "evidence" | "core")).cloned().collect()
}

/// The schema of rule files; expressions are texts here, `iem rules check` reads them.
fn rules() -> Value {
    let criteria: Vec<String> =
        Rulebook::built_in().map(|book| book.criteria.keys().cloned().collect()).unwrap_or_default();
    let text = |about: &str| json!({ "type": "string", "description": about });
    let mut example: Map<String, Value> =
        Record::VARIANTS.iter().map(|record| ((*record).to_owned(), facts_of(record))).collect();
    example.insert("name".to_owned(), text("What the example shows."));
    let expected = json!({ "type": ["number", "boolean", "string"] });
    let wish = json!({ "enum": Wish::all().map(Wish::name).collect::<Vec<_>>() });
    example.insert("expect".to_owned(), json!({ "type": "object", "additionalProperties": expected }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "iem rules",
        "type": "object",
        "required": ["rules"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "criterion": { "enum": criteria, "description": "What the points of this file count for." },
            "rules": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "required": ["because"],
                    "additionalProperties": false,
                    "properties": {
                        "answers": {
                            "description": "The wish that the rule answers, or several.",
                            "anyOf": [wish, { "type": "array", "items": wish }]
                        },
                        "met": text("When the wish is met; without it and `partly` the sign of the points decides."),
                        "partly": text("When the wish is met in part."),
                        "unknown": {
                            "type": ["string", "number"],
                            "description": "Points where a fact of the model is missing and the person asked."
                        },
                        "unknown_because": text("What is said then, such as: nobody recorded how large it is."),
                        "when": text("The condition under which the points count."),
                        "score": {
                            "type": ["string", "number"], "description": "Points, as a number or an expression."
                        },
                        "require": text("Models for which this is false are left out."),
                        "warn": text("A caution is shown where this is true."),
                        "because": text("Why, for people; {expressions} are filled in."),
                        "notes": text("Remarks of the author."),
                        "source": text("Where the knowledge comes from."),
                        "enabled": { "type": "boolean", "description": "false switches the rule off." }
                    }
                }
            },
            "examples": {
                "type": "array",
                "items": { "type": "object", "additionalProperties": false, "properties": example }
            }
        }
    })
}

/// The facts of a record in an example.
fn facts_of(record: &str) -> Value {
    let fields = FIELDS.iter().filter(|f| f.record.to_string() == record);
    let property = |ty: Ty| match ty {
        Ty::Bool => json!({ "type": ["boolean", "null"] }),
        Ty::Number(_) => json!({ "type": ["number", "null"] }),
        Ty::Text(words) => match words.list() {
            Some(list) => json!({ "enum": list }),
            None => json!({ "type": ["string", "null"] }),
        },
        Ty::Set(words) => json!({ "type": "array", "items": { "enum": words.list().unwrap_or_default() } }),
    };
    let properties: Map<String, Value> = fields
        .map(|f| {
            let mut schema = property(f.ty);
            if let Some(map) = schema.as_object_mut() {
                map.insert("description".to_owned(), f.doc.into());
            }
            (f.name.to_owned(), schema)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}
