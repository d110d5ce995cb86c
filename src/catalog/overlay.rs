//! Models of the user's layers, laid over the built-in ones field by field.
//!
//! A file has the form of `data/catalogue/*.json`, with comments allowed. For a model that
//! exists it says only what it changes, `null` for "not known"; each fact keeps its source,
//! and one that comes without is marked as coming from that file. A file may also hold responses
//! (`"responses": { "id": { "measured_by": [...], "points_hz_db": [[20, 3.1], ...] } }`): each
//! replaces the built-in one of that model.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::load::{Flaw, check};
use super::{Catalog, Model, prepared};
use crate::knowledge;
use crate::sound::read::{HIGHEST_HZ, LOWEST_HZ};
use crate::sound::{Curve, Measured};

/// A file of models: its name and text.
pub type Text = (String, String);

/// The built-in catalogue with these files over it, later ones above.
///
/// # Errors
/// Everything that is wrong with them.
fn layered(files: &[Text]) -> Result<Catalog, Vec<Flaw>> {
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
    let mut responses = match prepared::responses() {
        Ok(shipped) => shipped.into_iter().map(|(id, m)| (id.to_owned(), m)).collect::<IndexMap<_, _>>(),
        Err(e) => return Err(vec![Flaw { file: knowledge::RESPONSES.0.to_owned(), what: e.to_string() }]),
    };
    for (name, text) in files {
        match own_responses(name, text) {
            Ok(own) => responses.extend(own),
            Err(flaw) => flaws.push(flaw),
        }
    }
    flaws.extend(responses.keys().filter(|id| !all.contains_key(*id)).map(|id| Flaw {
        file: format!("response {id}"),
        what: "there is no such model; add it under \"models\"".to_owned(),
    }));
    let mut models = Vec::with_capacity(all.len());
    for (id, (brand, facts)) in all {
        match model(&id, brand, facts) {
            Ok(model) => models.push(model),
            Err(what) => flaws.push(Flaw { file: format!("model {id}"), what }),
        }
    }
    let lost = |m: &&Model| m.variant_of.as_ref().is_some_and(|id| models.iter().all(|other| other.id != *id));
    flaws.extend(models.iter().filter(lost).map(|m| Flaw {
        file: format!("model {}", m.id),
        what: format!("variant_of = \"{}\" is no model of the catalogue", m.variant_of.as_deref().unwrap_or_default()),
    }));
    if flaws.is_empty() { Ok(Catalog::new(models, responses)) } else { Err(flaws) }
}

fn model(id: &str, brand: String, facts: Map<String, Value>) -> Result<Model, String> {
    let mut model: Model =
        serde_json::from_value(Value::Object(facts)).map_err(|_| "a fact has the wrong kind".to_owned())?;
    model.id = id.to_owned().into();
    model.brand = brand.into();
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
    let file: Value = jsonc_parser::parse_to_serde_value(text, &options).map_err(|_| flaw("this is not JSON"))?;
    let brand = file.get("brand").and_then(Value::as_str).map(str::to_owned);
    let Some(models) = file.get("models").and_then(Value::as_object) else {
        if from_user && file.get("responses").is_some() {
            return Ok(());
        }
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnResponse {
    measured_by: Vec<super::Text>,
    points_hz_db: Vec<(f64, f64)>,
}

/// The responses that a file of the user holds.
fn own_responses(name: &str, text: &str) -> Result<IndexMap<String, Measured>, Flaw> {
    let options = jsonc_parser::ParseOptions::default();
    let flaw = |what: String| Flaw { file: name.to_owned(), what };
    if !text.contains("responses") {
        return Ok(IndexMap::new());
    }
    // A text that is not JSON was reported when its models were laid.
    let Ok(file) = jsonc_parser::parse_to_serde_value::<Value>(text, &options) else { return Ok(IndexMap::new()) };
    let Some(responses) = file.get("responses") else { return Ok(IndexMap::new()) };
    let Some(responses) = responses.as_object() else {
        return Err(flaw("\"responses\" holds one response a model: { \"id\": { ... } }".to_owned()));
    };
    let measured = |(id, value): (&String, &Value)| {
        let own = OwnResponse::deserialize(value).map_err(|_| flaw(format!("response {id} has the wrong form")))?;
        own.measured().map(|m| (id.clone(), m)).map_err(|what| flaw(format!("response {id}: {what}")))
    };
    responses.iter().map(measured).collect()
}

impl OwnResponse {
    pub(super) fn measured(self) -> Result<Measured, String> {
        let (hz, db): (Vec<f64>, Vec<f64>) = self.points_hz_db.into_iter().unzip();
        let curve = Curve::new(hz, db).map_err(|e| e.to_string())?;
        let reach = |hz: &[f64]| hz[0] <= LOWEST_HZ && hz[hz.len() - 1] >= HIGHEST_HZ;
        if !reach(curve.hz()) {
            return Err(format!("it must reach from {LOWEST_HZ} Hz or lower to {HIGHEST_HZ} Hz or higher"));
        }
        let n = u16::try_from(self.measured_by.len()).unwrap_or(u16::MAX).max(1);
        Ok(Measured { curve, n, measured_by: self.measured_by.into(), spread_db: None })
    }
}

impl Catalog {
    /// The built-in catalogue with files of the user's layers over it, as (name, text).
    ///
    /// # Errors
    /// What is wrong in these files.
    pub fn layered(files: &[(String, String)]) -> Result<Self, Vec<Flaw>> {
        if files.is_empty() { Self::built_in() } else { layered(files) }
    }
}
