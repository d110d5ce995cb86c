//! The text of a person's own file of one model: facts with their sources, and a response.
//!
//! Takes the text as it is, comments and all, and changes only what is set. What comes out is
//! checked by [`super::Catalog::layered`] before anybody writes it.

use jsonc_parser::cst::{CstInputValue, CstObject, CstRootNode};
use serde_json::{Value, json};

use super::mistakes::mistakes;
use crate::diag::Broken;
use crate::sound::{Curve, Grid};

/// Points of a stored response: 24 an octave.
const POINTS: usize = 240;

/// A file of models that can be changed.
pub struct OwnFile {
    root: CstRootNode,
}

impl OwnFile {
    /// From the text of an existing file.
    ///
    /// # Errors
    /// A text that is not JSON with comments, or not an object, with the place.
    pub fn open(name: &str, text: &str) -> Result<Self, Box<Broken>> {
        let root = CstRootNode::parse(text, &jsonc_parser::ParseOptions::default());
        match root {
            Ok(root) if root.object_value_or_create().is_some() => Ok(Self { root }),
            _ => Err(Box::new(mistakes(&[(name.to_owned(), text.to_owned())]))),
        }
    }

    /// A new file for a model of the catalogue (`name`) or, with a brand, for one that is not there.
    pub fn new(id: &str, name: &str, new_brand: Option<(&str, &str)>) -> Self {
        let text = format!(
            "// What you know about {}; it goes before the built-in facts.\n\
             // A fact is \"price_usd\": 79, its source stands under \"evidence\": \"price_usd\": {{\"seen\": \"the shop\"}}.\n\
             // null says that something is not known. `iem models edit` lists the facts.\n{{\n}}\n",
            name.replace(['\n', '\r'], " ")
        );
        // The text above is an object; an empty one stands in should it ever not be.
        let root = CstRootNode::parse(&text, &jsonc_parser::ParseOptions::default())
            .or_else(|_| CstRootNode::parse("{}", &jsonc_parser::ParseOptions::default()));
        let file = Self { root: root.unwrap_or_else(|_| unreachable!()) };
        if let Some((brand, _)) = new_brand {
            put(&file.root.object_value_or_set(), "brand", &json!(brand));
        }
        let facts = file.model(id);
        if let Some((_, model)) = new_brand {
            put(&facts, "model", &json!(model));
        }
        file
    }

    fn model(&self, id: &str) -> CstObject {
        self.root.object_value_or_set().object_value_or_set("models").object_value_or_set(id)
    }

    /// Whether the file says anything of a model.
    pub fn has(&self, id: &str) -> bool {
        let models = self.root.object_value().and_then(|o| o.object_value("models"));
        models.is_some_and(|m| m.object_value(id).is_some())
    }

    /// Sets a fact and where it comes from; `null` is "not known".
    pub fn set_fact(&self, id: &str, key: &str, value: &Value, source: Option<&str>) {
        let facts = self.model(id);
        put(&facts, key, value);
        let evidence = facts.object_value_or_set("evidence");
        match (value.is_null(), source) {
            (true, _) => {
                if let Some(line) = evidence.get(key) {
                    line.remove();
                }
            }
            (false, Some(source)) => put(&evidence, key, &json!({ "seen": source })),
            (false, None) => put(&evidence, key, &json!({ "recalled": "your own entry" })),
        }
    }

    /// Sets the response, which replaces the built-in one.
    pub fn set_response(&self, id: &str, curve: &Curve, measured_by: &str) {
        let _ = self.model(id);
        let responses = self.root.object_value_or_set().object_value_or_set("responses");
        put(&responses, id, &json!({ "measured_by": [measured_by], "points_hz_db": points(curve) }));
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let text = self.root.to_string();
        if text.ends_with('\n') { text } else { text + "\n" }
    }
}

fn put(object: &CstObject, key: &str, value: &Value) {
    match object.get(key) {
        Some(property) => property.set_value(input(value)),
        None => {
            object.append(key, input(value));
        }
    }
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Null => CstInputValue::Null,
        Value::Bool(b) => CstInputValue::Bool(*b),
        Value::Number(n) => CstInputValue::Number(n.to_string()),
        Value::String(text) => CstInputValue::String(text.clone()),
        Value::Array(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Value::Object(map) => CstInputValue::Object(map.iter().map(|(k, v)| (k.clone(), input(v))).collect()),
    }
}

/// (Hz, dB) pairs from 20 Hz to 20 kHz as far as the curve reaches, 0 dB at 500-1000 Hz.
fn points(curve: &Curve) -> Vec<[f64; 2]> {
    let (low, high) = match curve.hz() {
        [first, .., last] => (first.max(20.0), last.min(20_000.0)),
        _ => return Vec::new(),
    };
    let grid = Grid::log_spaced(low, high, POINTS);
    let level = curve.level_db();
    let rounded = |v: f64| (v * 100.0).round() / 100.0;
    grid.hz().iter().zip(curve.smoothed(&grid)).map(|(hz, db)| [rounded(*hz), rounded(db - level)]).collect()
}
