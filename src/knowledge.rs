//! The files that the program carries: `rules/`, `data/`. Tables of (path, text).

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// Measured responses of the built-in models.
pub static RESPONSES: (&str, &str) = ("data/responses.json", include_str!("../data/responses.json"));
/// Impedance curves of models.
pub static IMPEDANCE: (&str, &str) = ("data/impedance.json", include_str!("../data/impedance.json"));
/// Filters and coefficients of personal targets.
pub static TUNING: (&str, &str) = ("data/tuning.jsonc", include_str!("../data/tuning.jsonc"));
/// Which words reviewers have for which sound.
pub static SIGNATURES: (&str, &str) = ("data/signatures.jsonc", include_str!("../data/signatures.jsonc"));
/// What was learnt on public grades; the program reads what the build made of it.
pub const LEARNT: [(&str, &str); 4] = [
    ("data/shapes.jsonc", include_str!("../data/shapes.jsonc")),
    ("data/tone.jsonc", include_str!("../data/tone.jsonc")),
    ("data/detail.jsonc", include_str!("../data/detail.jsonc")),
    ("data/grades.jsonc", include_str!("../data/grades.jsonc")),
];
/// How many graph sites there are.
pub static KNOWN: (&str, &str) = ("data/known.jsonc", include_str!("../data/known.jsonc"));
/// The questions of the questionnaire.
pub static QUESTIONS: (&str, &str) = ("data/questions.jsonc", include_str!("../data/questions.jsonc"));
/// What the words of a critique mean.
pub static CRITIQUES: (&str, &str) = ("data/critiques.jsonc", include_str!("../data/critiques.jsonc"));
/// Parts with all that is known of them; what decides a fit was made tables of.
pub static FIT: [(&str, &str); 4] = [
    ("data/fit/connectors.json", include_str!("../data/fit/connectors.json")),
    ("data/fit/plugs.json", include_str!("../data/fit/plugs.json")),
    ("data/fit/jacks.json", include_str!("../data/fit/jacks.json")),
    ("data/fit/devices.json", include_str!("../data/fit/devices.json")),
];
/// Where the knowledge comes from, for people.
pub static SOURCES: (&str, &str) = ("data/SOURCES.md", include_str!("../data/SOURCES.md"));
