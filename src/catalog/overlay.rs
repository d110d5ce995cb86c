//! Models of the user's layers, laid over the built-in ones field by field.
//!
//! A file has the form of `data/catalogue/*.json`, with comments allowed. For a model that
//! exists it says only what it changes, `null` for "not known"; each fact keeps its source,
//! and one that comes without is marked as coming from that file.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::load::{Flaw, check};
use super::{Catalog, Model, prepared};
use crate::knowledge;

/// A file of models: its name and text.
pub type Text = (String, String);

/// The built-in catalogue with these files over it, later ones above.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn layered(files: &[Text]) -> Result<Catalog, Vec<Flaw>> {
    let mut flaws = Vec::new();
    let mut all: IndexMap<String, (String, Map<String, Value>)> = IndexMap::new();
    for (name, text) in knowledge::CATALOGUE {
        if let Err(flaw) = lay(name, text, false, &mut all) {
            flaws.push(flaw);
        }
    }
    for (name, text) in files {
        if let Err(flaw) = lay(name, text, true, &mut all) {
            flaws.push(flaw);
        }
    }
    let mut models = Vec::with_capacity(all.len());
    for (id, (brand, facts)) in all {
        match model(&id, brand, facts) {
            Ok(model) => models.push(model),
            Err(what) => flaws.push(Flaw { file: format!("model {id}"), what }),
        }
    }
    let file = knowledge::RESPONSES.0;
    let responses = prepared::responses().map_err(|e| vec![Flaw { file: file.to_owned(), what: e.to_string() }])?;
    if flaws.is_empty() { Ok(Catalog::new(models, responses)) } else { Err(flaws) }
}

fn model(id: &str, brand: String, facts: Map<String, Value>) -> Result<Model, String> {
    let mut model: Model = serde_json::from_value(Value::Object(facts)).map_err(|e| e.to_string())?;
    id.clone_into(&mut model.id);
    model.brand = brand;
    check(&model)?;
    Ok(model)
}

/// Lays the models of one file over what is there.
fn lay(
    name: &str,
    text: &str,
    from_user: bool,
    all: &mut IndexMap<String, (String, Map<String, Value>)>,
) -> Result<(), Flaw> {
    let flaw = |what: &str| Flaw { file: name.to_owned(), what: what.to_owned() };
    let options = jsonc_parser::ParseOptions::default();
    let file: Value = jsonc_parser::parse_to_serde_value(text, &options).map_err(|e| flaw(&e.to_string()))?;
    let brand = file.get("brand").and_then(Value::as_str).map(str::to_owned);
    let Some(models) = file.get("models").and_then(Value::as_object) else {
        return Err(flaw("a file of models has the form { \"brand\": \"...\", \"models\": { \"id\": { ... } } }"));
    };
    for (id, facts) in models {
        let Some(facts) = facts.as_object() else { return Err(flaw(&format!("{id}: a model is an object {{ ... }}"))) };
        match (all.get_mut(id), &brand) {
            (Some((_, below)), _) => overlay(below, facts, name),
            (None, Some(brand)) => {
                let mut new = Map::new();
                if from_user {
                    overlay(&mut new, facts, name);
                } else {
                    new.clone_from(facts);
                }
                all.insert(id.clone(), (brand.clone(), new));
            }
            (None, None) => return Err(flaw(&format!("{id} is not in the catalogue: a new model needs a \"brand\""))),
        }
    }
    Ok(())
}

/// Facts over facts; each with the evidence of its own file.
fn overlay(below: &mut Map<String, Value>, above: &Map<String, Value>, file: &str) {
    let given = above.get("evidence").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut evidence = below.get("evidence").and_then(Value::as_object).cloned().unwrap_or_default();
    for (key, value) in above.iter().filter(|(key, _)| *key != "evidence") {
        if value.is_null() {
            below.remove(key);
            evidence.remove(key);
            continue;
        }
        below.insert(key.clone(), value.clone());
        let source = given.get(key).cloned().unwrap_or_else(|| json!({ "recalled": format!("your file {file}") }));
        evidence.insert(key.clone(), source);
    }
    below.insert("evidence".to_owned(), Value::Object(evidence));
}
