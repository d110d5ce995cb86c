//! Answers as text and JSON. Reports print what was computed; they compute nothing.

mod check;
mod compare;
mod curve;
pub mod drawing;
mod electrical;
mod entry;
mod equaliser;
mod fields;
mod fits;
mod gear;
pub mod graph;
mod learn;
mod models;
mod on_source;
mod own;
mod picture;
mod recommend;
mod rules;
pub mod sentences;
mod short;
mod show;
mod similar;
mod sources;
pub mod text;
mod verdict;
mod why_not;
mod wishes;

pub use check::{explained, headline as check_headline, human as check_human, is_alone, readings};
pub use compare::{facts_beside, human as compare_human, json as compare_json, reason as rule_reason};
pub use curve::{impedance_human, impedance_json, score_human, score_json, shift_human, shift_json};
pub use electrical::said as electrical_said;
pub use electrical::{rows as electrical_rows, titled as electrical_titled};
pub use entry::told_answers;
pub use equaliser::equaliser_text;
pub use fields::markdown as fields_markdown;
pub use fits::tips_of as tips_human;
pub use gear::{human as gear_human, json as gear_json};
pub use learn::{contents as learn_contents, group as learn_group, json as learn_json, topic as learn_topic};
pub use models::{json as models_json, signature as signature_json, table as models_table};
pub use on_source::{OnSource, human as on_source_human, json as on_source_json};
pub use own::{Import, Imported, Skipped, SkippedKind, edited_human, import_human, import_json};
pub use recommend::{again, critiques as critiques_human, stability as stability_human};
pub use recommend::{human as recommend_human, json as recommend_json};
pub use rules::{fires_human, json as rules_json, rule_json};
pub use short::short;
pub use show::{Ways, human as show_human, words as sounds_said};
pub use similar::{bands as differences_said, human as similar_human, json as similar_json};
pub use sources::{Fact, dated_price, human as sources_human, missing, told as told_facts};
pub use verdict::word as verdict_word;
pub use why_not::{headline as why_not_headline, human as why_not_human, json as why_not_json, told as why_not_gap};
pub use wishes::{jack, title as wish_title, wishes};

/// How a text answer may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Columns to fill.
    pub width: usize,
    /// Whether colours, bars and box drawing may be used; without, letters do it all.
    pub rich: bool,
}
