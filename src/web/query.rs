//! The query of an address: keys with their values, in their order.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Longest query that is read, in bytes.
const LONGEST: usize = 8 * 1024;
/// Most values of a query.
const MOST: usize = 200;

/// What needs no escape in a value; a blank becomes `+`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':')
    .remove(b',')
    .remove(b'/')
    .remove(b' ');

/// What needs no escape in a part of a path.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Keys with their values. Values that are empty or blank say nothing and are left out by [`Query::said`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

/// Why a query cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// More than 8 kB or 200 values.
    #[error("the address is too long; an address of this page has at most 8,192 letters and 200 values")]
    TooLong,
    /// Not UTF-8 behind the percent signs, or characters that no text has.
    #[error("the address is not readable text; write it in UTF-8, without control characters")]
    NotText,
}

impl Query {
    /// Reads what stands behind the question mark.
    ///
    /// # Errors
    /// See [`QueryError`].
    pub fn read(text: &str) -> Result<Self, QueryError> {
        if text.len() > LONGEST { Err(QueryError::TooLong) } else { Self::read_form(text) }
    }

    /// Reads the fields of a form that was posted; how long it may be is for its reader to say.
    ///
    /// # Errors
    /// See [`QueryError`].
    pub fn read_form(text: &str) -> Result<Self, QueryError> {
        let decoded = |part: &str| {
            let text = part.replace('+', " ");
            let text = percent_decode_str(&text).decode_utf8().map_err(|_| QueryError::NotText)?.into_owned();
            if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                return Err(QueryError::NotText);
            }
            Ok(text)
        };
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decoded(key)?, decoded(value)?))
        });
        let pairs = pairs.collect::<Result<Vec<_>, QueryError>>()?;
        if pairs.len() > MOST { Err(QueryError::TooLong) } else { Ok(Self { pairs }) }
    }

    /// Of keys and values.
    pub fn of<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        Self { pairs: pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect() }
    }

    /// All keys with their values, empty ones too.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// All keys with a value that says something, trimmed.
    pub fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs().map(|(key, value)| (key, value.trim())).filter(|(_, value)| !value.is_empty())
    }

    /// The values of a key that say something.
    pub fn all<'q>(&'q self, key: &'q str) -> impl Iterator<Item = &'q str> {
        self.said().filter(move |(known, _)| *known == key).map(|(_, value)| value)
    }

    /// The last value of a key that says something.
    pub fn last(&self, key: &str) -> Option<&str> {
        self.said().filter(|(known, _)| *known == key).map(|(_, value)| value).last()
    }

    /// Whether the key stands in the address, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.pairs().any(|(known, _)| known == key)
    }

    /// Without these keys.
    #[must_use]
    pub fn without(&self, keys: &[&str]) -> Self {
        Self { pairs: self.pairs.iter().filter(|(key, _)| !keys.contains(&key.as_str())).cloned().collect() }
    }

    /// With this value as the only one of its key.
    #[must_use]
    pub fn with(&self, key: &str, value: impl Into<String>) -> Self {
        self.without(&[key]).and(key, value)
    }

    /// With one more value of a key.
    #[must_use]
    pub fn and(mut self, key: &str, value: impl Into<String>) -> Self {
        self.pairs.push((key.to_owned(), value.into()));
        self
    }

    /// The path that these parts make, escaped: it never leads to another site.
    pub fn path(parts: &[&str]) -> String {
        let part = |part: &&str| format!("/{}", utf8_percent_encode(part, PART));
        if parts.is_empty() { "/".to_owned() } else { parts.iter().map(part).collect() }
    }

    /// The address of a path with this query; keys without a value are left out.
    pub fn at(&self, path: &str) -> String {
        let text = self.to_string();
        if text.is_empty() { path.to_owned() } else { format!("{path}?{text}") }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escaped = |text: &str| utf8_percent_encode(text, ESCAPED).to_string().replace(' ', "+");
        for (at, (key, value)) in self.said().enumerate() {
            let mark = if at == 0 { "" } else { "&" };
            write!(f, "{mark}{}={}", escaped(key), escaped(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let query = Query::of([("like", "IE 900 & \"more\" + <b>"), ("use", "sleep"), ("use", "sport"), ("bass", "")]);
        let text = query.to_string();
        assert_eq!(Query::read(&text), Ok(query.without(&["bass"])), "{text}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(Query::read("a=%ff%fe"), Err(QueryError::NotText));
        assert_eq!(Query::read("a=%00"), Err(QueryError::NotText));
        assert_eq!(Query::read(&"a&".repeat(201)), Err(QueryError::TooLong));
        assert_eq!(Query::read(&"a".repeat(9000)), Err(QueryError::TooLong));
        assert_eq!(Query::read("a=%4&%zz").map(|q| q.to_string()), Ok("a=%254".to_owned()));
    }
}
