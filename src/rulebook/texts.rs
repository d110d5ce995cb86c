//! Expressions and templates where they stand in a file: their problems get places in it.

use jsonc_parser::ast::Value;

use super::template::Template;
use crate::diag::Diagnostic;
use crate::jsonc::{Reader, Text};
use crate::lang::{Checked, Problem};

/// Runs a check on the text of an expression; its problems get places in the file.
pub(super) fn expression<T>(
    reader: &mut Reader<'_>,
    text: &Text,
    check: impl Fn(&str) -> Result<Checked<T>, Vec<Problem>>,
) -> Option<T> {
    match check(&text.value) {
        Ok(checked) => {
            reader.found.extend(checked.warnings.into_iter().map(|p| placed(p, text)));
            Some(checked.value)
        }
        Err(problems) => {
            reader.found.extend(problems.into_iter().map(|p| placed(p, text)));
            None
        }
    }
}

/// A problem of an expression at its place in the file.
fn placed(problem: Problem, text: &Text) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(problem.code, text.locate(problem.span), problem.message);
    diagnostic.label = problem.label;
    diagnostic.help = problem.help;
    match problem.fix {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic,
    }
}

/// Reads a text with placeholders.
pub(super) fn template<'s>(reader: &mut Reader<'s>, key: &str, value: &Value<'s>) -> Option<Template> {
    let text = reader.string(value, &format!("`{key}`"))?;
    if reader.shipped {
        return Some(Template::shipped(text.value));
    }
    expression(reader, &text, |text| Template::parse(text).map(|value| Checked { value, warnings: Vec::new() }))
}
