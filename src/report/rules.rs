//! Rules as `iem-rules-1` and in words.

use serde_json::{Value, json};

use super::text::count;
use crate::catalog::Catalog;
use crate::rulebook::{Fires, Kind, Loaded, Rule};

/// `iem-rules-1`: the first `top` rules.
pub fn json(loaded: &Loaded, catalog: &Catalog, top: usize) -> Value {
    let rules = loaded.rulebook.rules.values().take(top);
    let rows: Vec<Value> = rules.map(|rule| rule_json(rule, loaded, Fires::of(rule, catalog))).collect();
    json!({ "schema": "iem-rules-1", "rules": rows })
}

/// One rule of that document.
pub fn rule_json(rule: &Rule, loaded: &Loaded, fires: Fires) -> Value {
    let criterion = match &rule.kind {
        Kind::Score { criterion, .. } => loaded.rulebook.criteria.get_index(*criterion).map(|(id, _)| id.clone()),
        _ => None,
    };
    let (line, column) = loaded.sources.line_column(rule.loc);
    let file = loaded.sources.file(rule.loc.file);
    json!({
        "id": rule.id, "kind": rule.kind.word(), "criterion": criterion, "enabled": rule.enabled,
        "file": file.name, "line": line, "column": column, "layer": file.layer.to_string(),
        "notes": rule.notes, "source": rule.source,
        "fires": { "models": fires.models, "unknown": fires.unknown, "depends_on_wishes": fires.on_wishes },
    })
}

/// How often a rule speaks, in words.
pub fn fires_human(fires: Fires) -> String {
    if fires.on_wishes > 0 {
        return "depends on your wishes".to_owned();
    }
    format!("{}, unknown for {}", count(fires.models, "model"), fires.unknown)
}
