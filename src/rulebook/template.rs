//! Texts with placeholders: `"it costs {iem.price_usd}"`.

use std::sync::OnceLock;

use crate::diag::Code;
use crate::eval::{self, Facts};
use crate::lang::typed::{Literal, Text, Typed};
use crate::lang::{self, Problem};
use crate::schema::Unit;
use crate::source::Span;

/// A text with placeholders: checked when it is read, or, where it was checked before it was shipped, read
/// when it is filled in. Of eighty rules hardly any are shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    written: String,
    parts: OnceLock<Vec<Part>>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Value(Typed),
}

impl Template {
    /// Reads a template; `{{` and `}}` are plain braces.
    ///
    /// # Errors
    /// All problems, as E016, with spans into `text`.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Ok(Self { written: text.to_owned(), parts: read(text)?.into() })
    }

    /// A text that was checked before.
    pub(super) fn shipped(text: String) -> Self {
        Self { written: text, parts: OnceLock::new() }
    }

    /// What is wrong with a text that was taken as checked, if anything is.
    pub(super) fn flaws(&self) -> Vec<Problem> {
        read(&self.written).err().unwrap_or_default()
    }

    /// The text for nobody in particular: what it can say at a place that depends, and an ellipsis for a value.
    pub fn plainly(&self) -> String {
        let said = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(Typed::Text(text, _)) => {
                let mut all = Vec::new();
                sayings(text, &mut all);
                all.join(" / ")
            }
            Part::Value(_) => ELLIPSIS.to_owned(),
        };
        read(&self.written).map_or_else(|_| self.written.clone(), |parts| parts.iter().map(said).collect())
    }

    /// The text with values filled in; a value that is not known reads "unknown".
    pub fn fill(&self, facts: &Facts) -> String {
        let as_written = || vec![Part::Text(self.written.clone())];
        let parts = self.parts.get_or_init(|| read(&self.written).unwrap_or_else(|_| as_written()));
        parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Value(typed) => show(typed, facts).unwrap_or_else(|| "unknown".to_owned()),
            })
            .collect()
    }
}

/// Stands for a value.
const ELLIPSIS: &str = "\u{2026}";

/// What a text can say, each once.
fn sayings(text: &Text, out: &mut Vec<String>) {
    let mut say = |said: &str| {
        if !said.is_empty() && !out.iter().any(|known| known == said) {
            out.push(said.to_owned());
        }
    };
    match text {
        Text::Lit(said) => say(said),
        Text::Field(_) => say(ELLIPSIS),
        Text::If(_, either) => either.iter().for_each(|text| sayings(text, out)),
    }
}

/// The parts of a template.
fn read(text: &str) -> Result<Vec<Part>, Vec<Problem>> {
    let mut parts = Vec::new();
    let mut problems = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let doubled = text[at + c.len_utf8()..].starts_with(c);
        match c {
            '{' | '}' if doubled => {
                plain.push(c);
                at += 2;
            }
            '{' => {
                parts.push(Part::Text(std::mem::take(&mut plain)));
                let Some(end) = end_of_placeholder(text, at + 1) else {
                    problems.push(brace(at, "this brace is not closed"));
                    break;
                };
                placeholder(text, at, end, &mut parts, &mut problems);
                at = end + 1;
            }
            '}' => {
                problems.push(brace(at, "this brace closes nothing"));
                at += 1;
            }
            c => {
                plain.push(c);
                at += c.len_utf8();
            }
        }
    }
    parts.push(Part::Text(plain));
    parts.retain(|p| !matches!(p, Part::Text(t) if t.is_empty()));
    if problems.is_empty() { Ok(parts) } else { Err(problems) }
}

/// The byte of the `}` that ends a placeholder; braces inside texts do not count.
fn end_of_placeholder(text: &str, start: usize) -> Option<usize> {
    let mut quote: Option<char> = None;
    for (i, c) in text[start..].char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == '}' => return Some(start + i),
            _ => {}
        }
    }
    None
}

fn placeholder(text: &str, open: usize, end: usize, parts: &mut Vec<Part>, problems: &mut Vec<Problem>) {
    let inner = &text[open + 1..end];
    if inner.trim().is_empty() {
        problems.push(brace(open, "this placeholder is empty"));
        return;
    }
    match lang::any(inner) {
        Ok(typed) => parts.push(Part::Value(typed)),
        Err(found) => problems.extend(found.into_iter().map(|mut problem| {
            let shift = u32::try_from(open + 1).unwrap_or(u32::MAX);
            problem.code = Code::E016;
            problem.span = if problem.span.start == problem.span.end {
                Span::new(open, open + 1)
            } else {
                Span { start: problem.span.start + shift, end: problem.span.end + shift }
            };
            problem
        })),
    }
}

fn brace(at: usize, message: &str) -> Problem {
    let mut problem = Problem::new(Code::E016, Span::new(at, at + 1), message);
    problem.help = Some("a brace that is meant as a brace is written twice: {{".to_owned());
    problem.label("here")
}

/// A value for people, with its unit and a sensible number of digits.
pub fn show(typed: &Typed, facts: &Facts) -> Option<String> {
    match typed {
        Typed::Bool(b) => eval::boolean(b, facts).ok().map(|b| if b { "yes" } else { "no" }.to_owned()),
        Typed::Num(n, unit) => eval::number(n, facts).ok().map(|n| number(n, *unit)),
        Typed::Text(t, _) => eval::text(t, facts).ok().map(str::to_owned),
        Typed::Set(s, words) => eval::set(s, facts).ok().map(|mask| {
            let named: Vec<&str> =
                words.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, w)| *w).collect();
            named.join(", ")
        }),
        Typed::List(items) => Some(items.iter().map(literal).collect::<Vec<_>>().join(", ")),
    }
}

fn literal(item: &Literal) -> String {
    match item {
        Literal::Num(n) => number(*n, None),
        Literal::Text(text) => text.clone(),
        Literal::Bool(b) => b.to_string(),
        Literal::List(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
    }
}

/// A number with the digits that mean something for its unit, and the unit.
pub fn number(value: f64, unit: Option<Unit>) -> String {
    let decimals = match unit {
        Some(Unit::Usd) if (value - value.round()).abs() >= 0.005 => 2,
        Some(Unit::Usd | Unit::Year | Unit::Level | Unit::Points | Unit::Count) => 0,
        None if value.fract() == 0.0 => 0,
        _ => 1,
    };
    let mut text = format!("{value:.decimals$}");
    if text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.') {
        text.retain(|c| c != '-');
    }
    match unit.map(Unit::symbol) {
        Some(symbol) if !symbol.is_empty() => format!("{text} {symbol}"),
        _ => text,
    }
}
