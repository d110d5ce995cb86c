//! Names for a field while a person types: `iem-suggest-1`.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::web::Site;
use crate::web::answer::Answer;
use crate::web::find::{Kind, Rank, find};
use crate::web::given::{Given, read};
use crate::web::query::Query;

/// Most names of an answer.
const MOST: usize = 8;

/// What is typed, and where.
#[derive(Debug, Clone, Args)]
struct Asked {
    /// What was typed so far
    #[arg(long)]
    q: Option<String>,
    /// What the field is for
    #[arg(long, value_enum, default_value_t)]
    kind: What,
}

/// What a field is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum What {
    /// A model
    Models,
    /// A device or a jack
    Devices,
    /// A connector
    Connectors,
    /// A plug
    Plugs,
    /// An adapter
    Adapters,
    /// Anything
    #[default]
    All,
}

impl What {
    fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Models => &[Kind::Models],
            Self::Devices => &[Kind::Devices, Kind::Jacks],
            Self::Connectors => &[Kind::Connectors],
            Self::Plugs => &[Kind::Plugs],
            Self::Adapters => &[Kind::Adapters],
            Self::All => &Kind::ALL,
        }
    }
}

/// The names, at most eight.
pub(crate) fn suggest(site: &Site, query: &Query) -> Answer {
    let given: Given<Asked> = read(query, &[]);
    if let Some(wrong) = given.wrong.first() {
        return trouble(422, &wrong.message, &wrong.help);
    }
    let (q, what) = given.call.map(|asked| (asked.q.unwrap_or_default(), asked.kind)).unwrap_or_default();
    match find(site, &q, what.kinds()) {
        Ok(found) => {
            let sure = found.iter().filter(|hit| hit.rank < Rank::Loose).take(MOST);
            let found: Vec<Value> = sure.map(|hit| json!({ "name": hit.name, "to": hit.to })).collect();
            Answer::document(200, &json!({ "schema": "iem-suggest-1", "found": found }))
        }
        Err(error) => trouble(500, &error.to_string(), ""),
    }
}

fn trouble(status: u16, message: &str, help: &str) -> Answer {
    Answer::document(status, &json!({ "schema": "iem-error-1", "message": message, "help": help, "place": null }))
}
