//! What is asked of the site, and what it answers.

use maud::Markup;
use serde_json::Value;

use super::query::Query;

/// What is asked: a path, a query, and the text that was pasted where one was.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The path, percent signs resolved, without a slash at its end.
    pub path: String,
    /// The query; of a form that was posted its fields.
    pub query: Query,
    /// Whether the fields were posted.
    pub posted: bool,
}

impl Ask {
    /// Whether a pasted text can be sent to this path.
    pub fn takes_text(path: &str) -> bool {
        ["/rules", "/graph"].contains(&path.trim_end_matches('/'))
    }

    /// Whether all models are ranked for the answer, which takes longer than anything else.
    pub fn ranks(&self) -> bool {
        const RANKING: [&str; 6] = ["/advice", "/quiz", "/compare", "/rules", "/api/v1/recommend", "/api/v1/compare"];
        RANKING.contains(&self.path.trim_end_matches('/')) || self.posted
    }

    /// A GET of an address such as `/check?cable=mmcx`; `None` where it cannot be read.
    pub fn get(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.into_owned();
        Some(Self { path, query: Query::read(query).ok()?, posted: false })
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its kind, as a media type.
    pub kind: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
    /// The name under which a browser saves it, instead of showing it.
    pub file: Option<String>,
    /// Where it is instead.
    pub location: Option<String>,
    /// Whether it never changes under its address.
    pub fixed: bool,
}

/// Media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
/// Media type of documents.
pub const JSON: &str = "application/json";

impl Answer {
    /// A page.
    pub fn page(status: u16, page: Markup) -> Self {
        Self::of(status, HTML, page.into_string().into_bytes())
    }

    /// A document, as the terminal prints it.
    pub fn document(status: u16, value: &Value) -> Self {
        Self::of(status, JSON, format!("{value:#}\n").into_bytes())
    }

    /// Anything.
    pub fn of(status: u16, kind: &'static str, body: Vec<u8>) -> Self {
        Self { status, kind, body, file: None, location: None, fixed: false }
    }

    /// What is to be found under another address.
    pub fn elsewhere(location: String) -> Self {
        Self { location: Some(location), ..Self::of(303, "text/plain; charset=utf-8", Vec::new()) }
    }

    /// The same, to be saved under a name.
    #[must_use]
    pub fn saved_as(mut self, name: String) -> Self {
        self.file = Some(name);
        self
    }
}
