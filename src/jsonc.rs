//! JSON with comments, read with the place of everything.
//!
//! Takes a text of [`Sources`]; gives tables whose keys are asked for one by one, so that
//! no key is ignored, doubled or misspelt unnoticed. Only comments and trailing commas
//! are allowed beyond JSON; nesting over 512 is refused.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diag::{Code, Diagnostic, list, nearest};
use crate::source::{FileId, Layer, Loc, Sources, Span};

/// Collects diagnostics of one file.
pub struct Reader<'s> {
    text: &'s str,
    file: FileId,
    /// Whether the file is shipped, and was checked before it was.
    pub shipped: bool,
    /// What was found so far.
    pub found: Vec<Diagnostic>,
}

impl<'s> Reader<'s> {
    /// For a file of `sources`.
    pub fn new(sources: &'s Sources, file: FileId) -> Self {
        let source = sources.file(file);
        Self { text: &source.text, file, shipped: source.layer == Layer::BuiltIn, found: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// A place of this file.
    pub fn loc(&self, start: usize, end: usize) -> Loc {
        Loc { file: self.file, span: Span::new(start, end) }
    }

    /// The whole file as a value; `None` after a problem that was reported.
    pub fn parse(&mut self) -> Option<Value<'s>> {
        let options = ParseOptions {
            allow_comments: true,
            allow_trailing_commas: true,
            allow_loose_object_property_names: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = parse_to_ast(self.text, &CollectOptions::default(), &options);
        // The parser reads a text over several lines; it is unclosed unless the parser stops before it.
        let stop = parsed.as_ref().err().map_or(usize::MAX, |error| error.range().start);
        if let Some((at, what)) = self.unclosed().filter(|(at, _)| *at <= stop) {
            let loc = self.loc(at, at + 1);
            self.found.push(not_json(loc, &format!("this {what} is not closed")));
            return None;
        }
        match parsed {
            Ok(parsed) => {
                if parsed.value.is_none() {
                    let loc = self.loc(0, 0);
                    self.found.push(not_json(loc, "the file is empty"));
                }
                parsed.value
            }
            Err(error) => {
                let range = error.range();
                // What was never closed reaches to the end of the file: where it opens is enough.
                let unclosed =
                    matches!(error.kind(), ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray);
                let end = if unclosed { range.start + 1 } else { range.end };
                let loc = self.on_boundaries(range.start, end);
                self.found.push(not_json(loc, &in_words(error.kind())));
                None
            }
        }
    }

    /// A span widened to whole characters.
    fn on_boundaries(&self, mut start: usize, end: usize) -> Loc {
        let mut end = end.min(self.text.len());
        start = start.min(end);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.loc(start, end)
    }

    /// The first text that does not end on its line, or comment that never ends.
    fn unclosed(&self) -> Option<(usize, &'static str)> {
        let mut chars = self.text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => loop {
                    match chars.next() {
                        Some((_, '"')) => break,
                        Some((_, '\\')) if chars.next_if(|&(_, c)| c != '\n').is_some() => {}
                        Some((_, '\\' | '\n')) | None => return Some((at, "text")),
                        Some(_) => {}
                    }
                },
                '/' if matches!(chars.peek(), Some((_, '/'))) => while chars.next_if(|&(_, c)| c != '\n').is_some() {},
                '/' if matches!(chars.peek(), Some((_, '*'))) => {
                    let Some(end) = self.text[at + 2..].find("*/").map(|i| at + 2 + i + 2) else {
                        return Some((at, "comment"));
                    };
                    while chars.next_if(|&(i, _)| i < end).is_some() {}
                }
                _ => {}
            }
        }
        None
    }

    /// A value as an object.
    pub fn object<'v>(&mut self, value: &'v Value<'s>, what: &str) -> Option<&'v Object<'s>> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong_shape(value, what, "an object `{ ... }`");
        }
        object
    }

    /// A value as a text.
    pub fn string(&mut self, value: &Value<'s>, what: &str) -> Option<Text> {
        let Some(literal) = value.as_string_lit() else {
            self.wrong_shape(value, what, "a text in double quotes");
            return None;
        };
        Some(Text {
            value: literal.value.to_string(),
            loc: self.loc(literal.range.start, literal.range.end),
            raw: self.text[literal.range.start..literal.range.end].to_owned(),
        })
    }

    /// Reports a value of the wrong shape.
    pub fn wrong_shape(&mut self, value: &Value<'s>, what: &str, wanted: &str) {
        let loc = self.place(value);
        let label = format!("this is {}", kind(value));
        self.found.push(Diagnostic::new(Code::E013, loc, format!("{what} must be {wanted}")).label(label));
    }

    /// Reports a value that a key cannot have; `possible` says what it is, `words` are those it can be.
    pub fn impossible(&mut self, value: &Value<'s>, key: &str, possible: &str, words: &[String]) {
        const SHOWN: usize = 40;
        let loc = self.place(value);
        let written = &self.text[loc.span.range()];
        let given = if written.len() > SHOWN { kind(value) } else { written };
        let problem = Diagnostic::new(Code::E013, loc, format!("`{key}` cannot be {given}"));
        let problem = problem.help(format!("`{key}` is {possible}"));
        let text = value.as_string_lit().map(|literal| literal.value.to_string());
        let near = text.and_then(|text| nearest(&text, words.iter().map(String::as_str)));
        self.found.push(match near {
            Some(near) => problem.label(format!("did you mean \"{near}\"?")).fix(format!("\"{near}\"")),
            None => problem.label("not possible here"),
        });
    }

    /// Reports a key that has no meaning in its place.
    pub fn unknown_key(&mut self, entry: &Entry<'_, 's>, known: &[&str]) {
        let problem = Diagnostic::new(Code::E002, entry.loc, format!("the key `{}` is not known here", entry.key));
        self.found.push(match nearest(&entry.key, known.iter().copied()) {
            Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
            None => problem.label("not known").help(format!("the keys here are {}", list(known.iter().copied()))),
        });
    }

    /// A value without its places.
    pub fn json(&self, value: &Value<'s>) -> serde_json::Value {
        let text = &self.text[self.place(value).span.range()];
        jsonc_parser::parse_to_serde_value(text, &ParseOptions::default()).unwrap_or_default()
    }

    /// Where a value stands.
    pub fn place(&self, value: &Value<'s>) -> Loc {
        use jsonc_parser::common::Ranged;
        let range = value.range();
        self.loc(range.start, range.end)
    }

    /// A table over an object; doubled keys are reported here with `doubled`.
    pub fn table<'v>(&mut self, object: &'v Object<'s>, doubled: Code) -> Table<'v, 's> {
        let mut entries: Vec<Entry<'v, 's>> = Vec::new();
        for property in &object.properties {
            use jsonc_parser::common::Ranged;
            let range = property.name.range();
            let key = property.name.as_str().to_owned();
            let loc = self.loc(range.start, range.end);
            if entries.iter().any(|e| e.key == key) {
                let what = if doubled == Code::E004 { "rule" } else { "key" };
                let message = format!("the {what} `{key}` stands here a second time");
                self.found
                    .push(Diagnostic::new(doubled, loc, message).label("the second one").help("keep one of the two"));
                continue;
            }
            entries.push(Entry { key, loc, value: &property.value });
        }
        Table { entries }
    }
}

/// What kind of value stands there.
fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
    }
}

fn not_json(loc: Loc, message: &str) -> Diagnostic {
    Diagnostic::new(Code::E001, loc, message)
        .label("here")
        .help("rule and data files are JSON with comments: texts in double quotes, a comma between entries")
}

/// What stopped the parser, in words for people.
fn in_words(kind: &ParseErrorKind) -> String {
    let text = match kind {
        ParseErrorKind::ExpectedComma => "a comma is missing",
        ParseErrorKind::UnterminatedObject => "this brace is not closed",
        ParseErrorKind::UnterminatedArray => "this bracket is not closed",
        ParseErrorKind::UnexpectedCloseBrace => "this brace closes nothing; perhaps a bracket `]` is missing before it",
        ParseErrorKind::UnexpectedCloseBracket => {
            "this bracket closes nothing; perhaps a brace `}` is missing before it"
        }
        ParseErrorKind::SingleQuotedStringsNotAllowed => "texts and keys stand in double quotes here",
        ParseErrorKind::ExpectedStringObjectProperty => "a key stands in double quotes",
        ParseErrorKind::ExpectedColonAfterObjectKey => "after a key stands a colon",
        ParseErrorKind::MultipleRootJsonValues => "the file is over here: what follows belongs to nothing",
        ParseErrorKind::UnexpectedWord => "a text stands in double quotes",
        other => {
            let message = other.to_string();
            let mut chars = message.chars();
            return chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
        }
    };
    text.to_owned()
}

/// A text and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text, escapes resolved.
    pub value: String,
    /// The literal with its quotes.
    pub loc: Loc,
    raw: String,
}

impl Text {
    /// Where a byte range of [`Text::value`] stands in the file.
    pub fn locate(&self, inner: Span) -> Loc {
        let start = self.raw_offset(inner.start as usize);
        let end = self.raw_offset(inner.end as usize).max(start);
        let base = self.loc.span.start as usize;
        Loc { file: self.loc.file, span: Span::new(base + start, base + end) }
    }

    /// Byte offset in the literal, quote included, of a byte offset in the value.
    fn raw_offset(&self, value_offset: usize) -> usize {
        let mut raw = 1;
        let mut value = 0;
        let bytes = self.raw.as_bytes();
        while value < value_offset && raw + 1 < bytes.len() {
            if bytes[raw] == b'\\' {
                let (raw_len, value_len) = escape_len(&self.raw[raw..]);
                raw += raw_len;
                value += value_len;
            } else {
                let len = self.raw[raw..].chars().next().map_or(1, char::len_utf8);
                raw += len;
                value += len;
            }
        }
        raw.min(self.raw.len().saturating_sub(1))
    }
}

/// Bytes of an escape as written, and of what it stands for.
fn escape_len(raw: &str) -> (usize, usize) {
    let hex = |at: usize| raw.get(at..at + 4).and_then(|d| u32::from_str_radix(d, 16).ok());
    if !raw.starts_with("\\u") {
        return (2.min(raw.len()), 1);
    }
    let Some(unit) = hex(2) else {
        return (2, 1);
    };
    if (0xD800..0xDC00).contains(&unit) && raw.get(6..8) == Some("\\u") {
        return (12.min(raw.len()), 4);
    }
    (6.min(raw.len()), char::from_u32(unit).map_or(3, char::len_utf8))
}

/// One key of a table.
#[derive(Debug)]
pub struct Entry<'v, 's> {
    /// The key.
    pub key: String,
    /// Where the key stands, quotes included.
    pub loc: Loc,
    /// Its value.
    pub value: &'v Value<'s>,
}

/// The keys of an object, taken out one by one.
#[derive(Debug)]
pub struct Table<'v, 's> {
    entries: Vec<Entry<'v, 's>>,
}

impl<'v, 's> Table<'v, 's> {
    /// Takes a key out.
    pub fn take(&mut self, key: &str) -> Option<Entry<'v, 's>> {
        let at = self.entries.iter().position(|e| e.key == key)?;
        Some(self.entries.remove(at))
    }

    /// All that is left, in order.
    pub fn rest(self) -> Vec<Entry<'v, 's>> {
        self.entries
    }

    /// Reports every key that was not taken; gives what may have been meant by them.
    pub fn finish(self, reader: &mut Reader<'s>, known: &[&'static str]) -> Meant {
        let mut meant = Meant::default();
        for entry in self.entries {
            let near = nearest(&entry.key, known.iter().copied());
            meant.anything |= near.is_none();
            meant.keys.extend(known.iter().copied().filter(|key| Some(*key) == near));
            reader.unknown_key(&entry, known);
        }
        meant
    }
}

/// What the unknown keys of a table were probably meant as.
#[derive(Debug, Default)]
pub struct Meant {
    keys: Vec<&'static str>,
    /// Whether one of them resembles no known key, and so may stand for any.
    anything: bool,
}

impl Meant {
    /// Whether a key that is missing may be there under a wrong name.
    pub fn may_be(&self, key: &str) -> bool {
        self.anything || self.keys.contains(&key)
    }
}
