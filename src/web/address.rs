//! Addresses of pages: the whole state of each stands in it.

use serde_json::Value;

use super::query::Query;
use crate::Preferences;

/// The wishes as keys of an address, the same words as the flags.
pub fn of_wishes(wishes: &Preferences) -> Query {
    let Ok(Value::Object(map)) = serde_json::to_value(wishes) else { return Query::default() };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs = map.into_iter().flat_map(|(key, value)| {
        let values = match value {
            Value::Array(items) => items,
            Value::Bool(on) => vec![Value::String(if on { "yes" } else { "" }.to_owned())],
            one => vec![one],
        };
        values.into_iter().map(move |value| (key.clone(), text(&value))).collect::<Vec<_>>()
    });
    Query::of(pairs)
}

/// The page of a model.
pub fn model(id: &str) -> String {
    format!("/m/{id}")
}

/// The page of a rule.
pub fn rule(id: &str) -> String {
    format!("/rules/{id}")
}

/// The page of a topic.
pub fn topic(id: &str) -> String {
    format!("/learn/{id}")
}

/// The page of a part: `c` a connector, `p` a plug, `j` a jack, `d` a device.
pub fn part(kind: char, id: &str) -> String {
    format!("/{kind}/{id}")
}
