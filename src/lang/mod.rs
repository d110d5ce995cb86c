//! The rule language: text -> tokens -> tree -> typed tree.
//!
//! A strict, statically typed subset of the Common Expression Language. Takes the text
//! of one expression; gives a typed tree ([`typed`]) that cannot be ill-typed, or
//! [`Problem`]s with spans into that text. Nothing here panics on any text; length and
//! depth are bounded.

pub mod ast;
mod check;
mod check_ops;
mod interval;
mod junction;
mod lexer;
mod parser;
mod parts;
mod print;
pub mod typed;

pub use check::check;
pub use parser::parse;
pub use print::print;

use crate::diag::{Broken, Code, Diagnostic};
use crate::schema::{FieldId, Ty};
use crate::source::{Layer, Loc, Sources, Span};

/// Something wrong in an expression; the span is in bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind.
    pub code: Code,
    /// Where.
    pub span: Span,
    /// What, in one line.
    pub message: String,
    /// A few words for under the underline.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// What to write instead of the underlined text.
    pub fix: Option<String>,
}

impl Problem {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), label: String::new(), help: None, fix: None }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn suggest(mut self, name: &str) -> Self {
        self.label = format!("did you mean `{name}`?");
        self.fix = Some(name.to_owned());
        self
    }
}

/// A checked expression with what is odd about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<T> {
    /// The expression.
    pub value: T,
    /// Things that are allowed but probably not meant.
    pub warnings: Vec<Problem>,
}

/// Parses and checks an expression that must be true or false.
///
/// # Errors
/// All problems found.
pub fn condition(text: &str) -> Result<typed::Bool, Vec<Problem>> {
    checked_condition(text).map(|checked| checked.value)
}

/// The same, with warnings.
///
/// # Errors
/// All problems found.
pub fn checked_condition(text: &str) -> Result<Checked<typed::Bool>, Vec<Problem>> {
    let tree = parse(text).map_err(|problem| vec![problem])?;
    let Checked { value, warnings } = check(&tree)?;
    match value {
        typed::Typed::Bool(value) => Ok(Checked { value, warnings }),
        other => Err(vec![wrong_result(&tree, "true or false", &other)]),
    }
}

/// Parses and checks an expression that must be a number.
///
/// # Errors
/// All problems found.
pub fn checked_number(text: &str) -> Result<Checked<typed::Num>, Vec<Problem>> {
    let tree = parse(text).map_err(|problem| vec![problem])?;
    let Checked { value, warnings } = check(&tree)?;
    match value {
        typed::Typed::Num(value, _) => Ok(Checked { value, warnings }),
        other => Err(vec![wrong_result(&tree, "a number", &other)]),
    }
}

/// Parses and checks an expression of any kind.
///
/// # Errors
/// All problems found.
pub fn any(text: &str) -> Result<typed::Typed, Vec<Problem>> {
    check(&parse(text).map_err(|problem| vec![problem])?).map(|checked| checked.value)
}

/// The texts that an expression compares with a field of open vocabulary, each with its place.
///
/// Empty for a text that is no expression.
pub fn names(text: &str) -> Vec<(FieldId, String, Span)> {
    let mut all = Vec::new();
    if let Ok(tree) = parse(text) {
        names_in(&tree, &mut all);
    }
    all
}

fn names_in(expr: &ast::Expr, all: &mut Vec<(FieldId, String, Span)>) {
    use ast::Kind;
    let open = |expr: &ast::Expr| {
        let Kind::Field { record, field } = &expr.kind else { return None };
        let id = FieldId::find(record.text.parse().ok()?, &field.text)?;
        matches!(id.field().ty, Ty::Text(words) if words.list().is_none()).then_some(id)
    };
    match &expr.kind {
        Kind::Not(inner) | Kind::Neg(inner) => names_in(inner, all),
        Kind::Call { args, .. } => args.iter().for_each(|arg| names_in(arg, all)),
        Kind::If(parts) => parts.iter().for_each(|part| names_in(part, all)),
        Kind::Binary { op, sides, .. } => {
            let equal = matches!(op, ast::Op::Eq | ast::Op::Ne | ast::Op::In);
            for (field, other) in [(&sides[0], &sides[1]), (&sides[1], &sides[0])] {
                let Some(id) = open(field).filter(|_| equal) else { continue };
                let items = if let Kind::List(items) = &other.kind { &items[..] } else { std::slice::from_ref(other) };
                all.extend(items.iter().filter_map(|item| match &item.kind {
                    Kind::Text(text) => Some((id, text.clone(), item.span)),
                    _ => None,
                }));
            }
            sides.iter().for_each(|side| names_in(side, all));
        }
        _ => {}
    }
}

fn wrong_result(tree: &ast::Expr, wanted: &str, got: &typed::Typed) -> Problem {
    let message = format!("this must be {wanted}, but it is {}", got.kind());
    Problem::new(Code::E013, tree.span, message).label(format!("{}, not {wanted}", got.kind()))
}

/// Problems of an expression that stands in no file, such as the value of a flag, with their places.
pub fn broken(name: &str, text: &str, problems: Vec<Problem>) -> Broken {
    let mut sources = Sources::default();
    let file = sources.add(name, text, Layer::CommandLine);
    let diagnostic = |p: Problem| {
        let mut d = Diagnostic::new(p.code, Loc { file, span: p.span }, p.message).label(p.label);
        d.help = p.help;
        match p.fix {
            Some(fix) => d.fix(fix),
            None => d,
        }
    };
    Broken { found: problems.into_iter().map(diagnostic).collect(), sources }
}
