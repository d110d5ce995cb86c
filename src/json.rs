//! Answers as the documents that `--json` prints: stable, versioned by their `schema` key.

use serde_json::Value;

use crate::{Advice, CheckReport, Comparison, Engine, Error, Graph, Nearest, Preferences, Scored, Topic, report};

/// `iem-recommend-1`.
///
/// # Errors
/// Layers of the engine that cannot be read.
pub fn recommend(engine: &Engine, wishes: &Preferences, advice: &Advice) -> Result<Value, Error> {
    Ok(report::recommend_json(advice, engine.catalog()?, wishes))
}

/// `iem-check-1`.
pub fn check(answer: &CheckReport) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}

/// `iem-compare-1`.
pub fn compare(answer: &Comparison<'_>) -> Value {
    report::compare_json(answer)
}

/// `iem-similar-1`.
pub fn similar(answer: &Nearest<'_>) -> Value {
    report::similar_json(answer.of, &answer.found)
}

/// `iem-graph-1`.
pub fn graph(graph: &Graph) -> Value {
    report::graph::json(graph)
}

/// `iem-learn-1`.
pub fn learn<'a>(topics: impl IntoIterator<Item = &'a Topic>) -> Value {
    report::learn_json(topics)
}

/// `iem-curve-score-1`.
pub fn score(answer: &Scored) -> Value {
    report::score_json(answer)
}
