//! The questions as their file writes them.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::knowledge;

/// One question.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id; fields of the schema name it.
    pub id: String,
    /// Its name in a list of answers.
    pub title: String,
    /// What is asked.
    pub ask: String,
    /// The same for people who know the words.
    pub ask_expert: String,
    /// Explained in plain words.
    pub help: String,
    /// How many options can be chosen.
    #[serde(default = "one")]
    pub at_most: usize,
    /// Keys of a profile that make this question needless when one of them is set.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether it comes before questions that matter more: others follow from it.
    #[serde(default)]
    pub early: bool,
    /// The kind of owned gear that answers it.
    pub owned: Option<Owned>,
    /// What can be chosen.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// What can be typed: instead of options, or before one of them is chosen.
    pub enter: Option<Enter>,
}

/// A kind of owned gear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Owned {
    /// Earphones.
    Models,
    /// Cables.
    Cables,
    /// Playback devices.
    Devices,
}

fn one() -> usize {
    1
}

/// An option.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in files of answers.
    pub id: String,
    /// The option in a few words.
    pub say: String,
    /// A remark beside it.
    #[serde(default)]
    pub note: String,
    /// The keys of a profile that it sets; `{}` is what was entered.
    pub set: Map<String, Value>,
    /// Questions that come next once it is chosen.
    #[serde(default)]
    pub then: Vec<String>,
}

/// A question that wants a text.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    /// The keys of a profile that the text itself sets; `{}` is the text.
    #[serde(default)]
    pub set: Map<String, Value>,
    /// What a good text looks like.
    pub hint: String,
    /// Whether it never starts with a letter.
    #[serde(default)]
    pub figures: bool,
}

/// Answers that work against each other.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// A condition of the rule language over `want`.
    pub when: String,
    /// What is said then.
    pub say: String,
}

/// `data/questions.jsonc`.
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// The questions in their order.
    pub questions: Vec<Question>,
    /// Answers that work against each other.
    pub conflicts: Vec<Conflict>,
}

static SHIPPED: LazyLock<QuestionFile> = LazyLock::new(|| {
    let options = jsonc_parser::ParseOptions::default();
    jsonc_parser::parse_to_serde_value(knowledge::QUESTIONS.1, &options).unwrap_or_default()
});

/// The shipped file; a test keeps it whole.
pub fn questions() -> QuestionFile {
    SHIPPED.clone()
}
