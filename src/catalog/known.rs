//! How many public graph sites there are: what a model's `sites` is counted against.

use std::sync::LazyLock;

use serde::Deserialize;

use super::month::Month;

/// `data/known.jsonc`.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// How many graph sites were looked at.
    pub of: u16,
    /// Where that was read.
    pub seen: String,
    /// The month of that list.
    pub date: Option<Month>,
}

/// The shipped file; a test keeps it whole.
pub(crate) static KNOWN: LazyLock<KnownFile> = LazyLock::new(|| {
    let options = jsonc_parser::ParseOptions::default();
    jsonc_parser::parse_to_serde_value(crate::knowledge::KNOWN.1, &options).unwrap_or_default()
});

/// Where it was read on how many sites a model is listed: `Squig-Rank, March 2026`.
pub(crate) fn listed_in() -> String {
    let date = KNOWN.date.map(|month| format!(", {month}")).unwrap_or_default();
    format!("{}{date}", KNOWN.seen)
}
