//! The questions as their file writes them.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::knowledge;

/// One question.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id; fields of the schema name it.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// Explained in plain words.
    pub help: String,
    /// What can be chosen.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// What can be typed instead.
    pub enter: Option<Enter>,
}

/// An option.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option in a few words.
    pub say: String,
    /// A remark beside it.
    #[serde(default)]
    pub note: String,
    /// The keys of a profile that it sets.
    pub set: Map<String, Value>,
}

/// A question that wants a text.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    /// The key of a profile that it sets.
    pub key: String,
    /// What a good text looks like.
    pub hint: String,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    questions: Vec<Question>,
}

/// The shipped questions; a test keeps the file whole.
pub fn questions() -> Vec<Question> {
    let options = jsonc_parser::ParseOptions::default();
    let file: Result<QuestionFile, _> = jsonc_parser::parse_to_serde_value(knowledge::QUESTIONS.1, &options);
    file.map(|f| f.questions).unwrap_or_default()
}
