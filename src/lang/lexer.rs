//! Text to tokens. Every token has the byte span it came from.

use super::{Code, Problem};
use crate::source::Span;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Num(f64),
    Text(String),
    Word(String),
    /// An operator or bracket, as written.
    Mark(&'static str),
    End,
}

/// Marks, longest first.
const MARKS: &[&str] = &[
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}",
];

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

type Spanned = (Token, Span);

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next token; at the end of the text `Token::End` with an empty span.
    pub(super) fn next(&mut self) -> Result<Spanned, Problem> {
        self.skip_blanks();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            return Ok((Token::End, Span::new(start, start)));
        };
        if first.is_ascii_digit() || (first == '.' && self.digit_at(1)) {
            return self.number(start);
        }
        if first == '\'' || first == '"' {
            return self.quoted(start, first);
        }
        if first.is_ascii_alphabetic() || first == '_' {
            return self.word(start);
        }
        if let Some(mark) = MARKS.iter().find(|mark| self.rest().starts_with(**mark)) {
            self.at += mark.len();
            return Ok((Token::Mark(mark), Span::new(start, self.at)));
        }
        Err(unexpected(first, Span::new(start, start + first.len_utf8())))
    }

    /// Blanks and `//` comments.
    fn skip_blanks(&mut self) {
        loop {
            let trimmed = self.rest().trim_start();
            self.at = self.text.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn digit_at(&self, offset: usize) -> bool {
        self.rest().as_bytes().get(offset).is_some_and(u8::is_ascii_digit)
    }

    fn skip_digits(&mut self) {
        while self.digit_at(0) {
            self.at += 1;
        }
    }

    fn number(&mut self, start: usize) -> Result<Spanned, Problem> {
        self.skip_digits();
        if self.rest().starts_with('.') && self.digit_at(1) {
            self.at += 1;
            self.skip_digits();
        }
        if self.rest().starts_with(['e', 'E']) {
            let sign = usize::from(self.rest()[1..].starts_with(['+', '-']));
            if self.digit_at(1 + sign) {
                self.at += 1 + sign;
                self.skip_digits();
            }
        }
        let end = self.at;
        let tail: usize =
            self.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
        if tail > 0 {
            self.at += tail;
            return Err(bad_suffix(&self.text[start..self.at], &self.text[end..self.at], Span::new(start, self.at)));
        }
        let span = Span::new(start, end);
        match self.text[start..end].parse::<f64>() {
            Ok(value) if value.is_finite() => Ok((Token::Num(value), span)),
            _ => Err(Problem::new(Code::E010, span, "this number is too large").label("too large")),
        }
    }

    fn word(&mut self, start: usize) -> Result<Spanned, Problem> {
        self.at += self.rest().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').count();
        let word = &self.text[start..self.at];
        let quoted_next = self.rest().starts_with(['\'', '"']);
        let prefix = word.to_ascii_lowercase();
        if quoted_next && matches!(prefix.as_str(), "r" | "b" | "br" | "rb") {
            let what = if prefix.contains('b') { "bytes" } else { "raw texts" };
            let span = Span::new(start, self.at);
            return Err(Problem::new(Code::E015, span, format!("{what} are not part of the rule language"))
                .label("not needed here")
                .help("write the text in single quotes: 'dynamic'"));
        }
        Ok((Token::Word(word.to_owned()), Span::new(start, self.at)))
    }

    fn quoted(&mut self, start: usize, quote: char) -> Result<Spanned, Problem> {
        let mut value = String::new();
        self.at += 1;
        loop {
            let at = self.at;
            let Some(c) = self.rest().chars().next() else {
                return Err(unclosed(start, quote));
            };
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok((Token::Text(value), Span::new(start, self.at))),
                '\\' => value.push(self.escape(at)?),
                '\n' | '\r' => return Err(unclosed(start, quote)),
                c => value.push(c),
            }
        }
    }

    /// The character of an escape whose backslash stands at `start`.
    fn escape(&mut self, start: usize) -> Result<char, Problem> {
        let letter = self.rest().chars().next();
        let bad = |end: usize| {
            Problem::new(Code::E010, Span::new(start, end), "this escape is not known")
                .label("unknown escape")
                .help(r"a backslash itself is written \\")
        };
        let Some(letter) = letter else {
            return Err(bad(self.at));
        };
        self.at += letter.len_utf8();
        let (digits, radix) = match letter {
            'a' => return Ok('\u{7}'),
            'b' => return Ok('\u{8}'),
            'f' => return Ok('\u{c}'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\u{b}'),
            '\\' | '\'' | '"' | '`' | '?' => return Ok(letter),
            'x' | 'X' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            '0'..='3' => {
                self.at -= 1;
                (3, 8)
            }
            _ => return Err(bad(self.at)),
        };
        let code = self.rest().get(..digits).filter(|d| d.chars().all(|c| c.is_digit(radix)));
        let decoded = code.and_then(|d| u32::from_str_radix(d, radix).ok()).and_then(char::from_u32);
        match decoded {
            Some(c) => {
                self.at += digits;
                Ok(c)
            }
            None => Err(bad(self.at)),
        }
    }
}

fn unclosed(start: usize, quote: char) -> Problem {
    Problem::new(Code::E010, Span::new(start, start + 1), "this text is not closed")
        .label("opens here")
        .help(format!("end it with another {quote}"))
}

fn bad_suffix(whole: &str, suffix: &str, span: Span) -> Problem {
    let lower = whole.to_ascii_lowercase();
    if lower.starts_with("0x") || suffix.eq_ignore_ascii_case("u") {
        return Problem::new(Code::E015, span, "the rule language has one kind of number")
            .label("write it as a plain decimal number");
    }
    Problem::new(Code::E010, span, format!("`{whole}` is neither a number nor a name"))
        .label("not a number")
        .help("numbers stand without their unit: 300, not 300usd")
}

fn unexpected(c: char, span: Span) -> Problem {
    let problem = |message: &str| Problem::new(Code::E010, span, message);
    match c {
        '=' => problem("`=` alone compares nothing").label("write `==`").help("equality is written `==`"),
        '&' => problem("`&` alone is not an operator").label("write `&&`").help("and is written `&&`"),
        '|' => problem("`|` alone is not an operator").label("write `||`").help("or is written `||`"),
        '$' | '€' | '£' => problem("a price is a plain number").label("leave it out").help("prices are in USD: 300"),
        '‘' | '’' | '“' | '”' | '„' | '«' | '»' => {
            problem("these are typographic quotes").label("write '").help("texts stand in straight quotes: 'dynamic'")
        }
        '≤' => problem("`≤` is written `<=`").label("write `<=`"),
        '≥' => problem("`≥` is written `>=`").label("write `>=`"),
        '≠' => problem("`≠` is written `!=`").label("write `!=`"),
        c => problem(&format!("`{c}` has no meaning here")).label("not expected"),
    }
}
