//! How a rule answers wishes: the keys `answers`, `met`, `partly`, `unknown`, `unknown_because`.

use jsonc_parser::ast::Value;

use super::rule::Answers;
use super::texts::{expression, template};
use super::wish::Wish;
use crate::diag::{Code, Diagnostic, list, nearest};
use crate::jsonc::{Entry, Meant, Reader, Table};
use crate::lang::{self, typed::Num};

/// The keys of a rule that are about answers, as they stand in the file.
pub(super) struct Keys<'v, 's> {
    answers: Option<Entry<'v, 's>>,
    met: Option<Entry<'v, 's>>,
    partly: Option<Entry<'v, 's>>,
    unknown: Option<Entry<'v, 's>>,
    unknown_because: Option<Entry<'v, 's>>,
}

/// Takes the keys out of a rule.
pub(super) fn take<'v, 's>(table: &mut Table<'v, 's>) -> Keys<'v, 's> {
    Keys {
        answers: table.take("answers"),
        met: table.take("met"),
        partly: table.take("partly"),
        unknown: table.take("unknown"),
        unknown_because: table.take("unknown_because"),
    }
}

/// Reads them; `None` for a rule that answers no wish.
pub(super) fn read<'s>(
    reader: &mut Reader<'s>,
    rule: &Entry<'_, 's>,
    keys: Keys<'_, 's>,
    meant: &Meant,
) -> Option<Answers> {
    let Keys { answers, met, partly, unknown, unknown_because } = keys;
    let answers_no_wish = answers.is_none() && !meant.may_be("answers");
    if answers_no_wish {
        for entry in [&met, &partly].into_iter().flatten() {
            let message = format!("`{}` belongs to a rule that answers a wish", entry.key);
            let problem = Diagnostic::new(Code::E005, entry.loc, message).label("answers nothing");
            reader.found.push(problem.help("name the wish: \"answers\": \"use.sleep\""));
        }
        if let Some(entry) = unknown.as_ref().or(unknown_because.as_ref()) {
            let message = format!("`{}` counts for nobody: the rule answers no wish", entry.key);
            let problem = Diagnostic::new(Code::W108, entry.loc, message).label("never used");
            reader.found.push(problem.help("name the wish, \"answers\": \"use.sleep\", or remove it"));
        }
    }
    if let (Some(entry), None) = (&unknown, &unknown_because)
        && !meant.may_be("unknown_because")
        && !answers_no_wish
    {
        let message = format!("the rule `{}` has `unknown` and no `unknown_because`", rule.key);
        let problem = Diagnostic::new(Code::E005, entry.loc, message).label("nobody would know why");
        reader.found.push(problem.help("say what is not known: \"unknown_because\": \"nobody recorded ...\""));
    }
    let mut condition = |entry: Option<Entry<'_, 's>>| {
        let text = entry.and_then(|entry| reader.string(entry.value, &format!("`{}`", entry.key)))?;
        expression(reader, &text, lang::checked_condition)
    };
    let (met, partly) = (condition(met), condition(partly));
    let unknown = unknown.and_then(|entry| points(reader, &entry));
    let unknown_because = unknown_because.and_then(|entry| template(reader, &entry.key, entry.value));
    let wishes = wishes(reader, &answers?);
    Some(Answers { wishes, met, partly, unknown, unknown_because })
}

fn points<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>) -> Option<Num> {
    match entry.value {
        Value::NumberLit(literal) => literal.value.parse().ok().map(Num::Lit),
        other => {
            let text = reader.string(other, "`unknown`")?;
            expression(reader, &text, lang::checked_number)
        }
    }
}

/// One wish, or a list of them.
fn wishes<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>) -> Vec<Wish> {
    match entry.value {
        Value::StringLit(_) => wish(reader, entry.value).into_iter().collect(),
        Value::Array(array) => array.elements.iter().filter_map(|value| wish(reader, value)).collect(),
        other => {
            reader.wrong_shape(other, "`answers`", "a wish such as \"use.sleep\", or a list of them");
            Vec::new()
        }
    }
}

fn wish<'s>(reader: &mut Reader<'s>, value: &Value<'s>) -> Option<Wish> {
    let name = reader.string(value, "a wish")?;
    let found = Wish::find(&name.value);
    if found.is_none() {
        let names = || Wish::all().map(Wish::name);
        let problem = Diagnostic::new(Code::E014, name.loc, format!("there is no wish `{}`", name.value));
        reader.found.push(match nearest(&name.value, names()) {
            Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
            None => problem.label("not a wish").help(format!("the wishes are {}", list(names()))),
        });
    }
    found
}
