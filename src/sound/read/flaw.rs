//! Why a file is no curve: the place, what is wrong, and the mend.

/// The largest file that is read; a curve of 100,000 points has half of that.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// The fewest different frequencies that make a curve.
pub const MIN_POINTS: usize = 60;
/// A curve starts at or below this, Hz.
pub const LOWEST_HZ: f64 = 45.0;
/// A curve ends at or above this, Hz.
pub const HIGHEST_HZ: f64 = 9500.0;

/// Why a file is not a curve: the place, what is wrong, and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}\n  help: {help}", line.map(|n| format!(":{n}")).unwrap_or_default())]
pub struct ReadError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; absent when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

/// A flaw before the name of the file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) line: Option<usize>,
    pub(super) what: String,
    pub(super) help: &'static str,
}

impl Flaw {
    pub(super) fn at(line: usize, what: impl Into<String>, help: &'static str) -> Self {
        Self { line: Some(line), what: what.into(), help }
    }

    pub(super) fn whole(what: impl Into<String>, help: &'static str) -> Self {
        Self { line: None, what: what.into(), help }
    }

    pub(super) fn of(self, file: &str) -> ReadError {
        ReadError { file: file.to_owned(), line: self.line, what: self.what, help: self.help.to_owned() }
    }
}

/// How to get a file that can be read.
pub(super) const REW: &str = "in REW choose File > Export > Export measurement as text, and give that file";
