//! Conditions that a person writes, and brands that they name, against what the catalogue has.
//!
//! A rule compares texts exactly. A brand or a name that no model has would compare with nothing in
//! silence, so in a condition of a call it is a mistake with a suggestion; words of closed vocabularies
//! may be written as they are spoken (`'BA' in iem.drivers`).

use std::collections::BTreeSet;

use super::{Catalog, facts};
use crate::diag::{Code, list, nearest};
use crate::eval::Value;
use crate::fit;
use crate::lang::typed::Bool;
use crate::lang::{self, Problem};
use crate::names::normalise;
use crate::schema::{FieldId, Record};
use crate::words;

impl Catalog {
    /// A condition of `--where`.
    ///
    /// # Errors
    /// Mistakes of the language, and names that no model has.
    pub fn condition(&self, text: &str) -> Result<Bool, Vec<Problem>> {
        let problems: Vec<Problem> = lang::names(text).into_iter().filter_map(|name| self.unheard(name)).collect();
        let read = lang::condition(text).or_else(|problems| {
            let canonical = spoken(text, &problems).ok_or_else(|| problems.clone())?;
            lang::condition(&canonical).map_err(|_| problems)
        })?;
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    /// The brand of a loosely written name, as the catalogue writes it.
    ///
    /// # Errors
    /// A brand that no model has, with the nearest.
    pub fn brand(&self, name: &str) -> Result<String, String> {
        let brands: BTreeSet<&str> = self.entries.iter().map(|e| e.model.brand.as_ref()).collect();
        let wanted = normalise(name);
        if let Some(brand) = brands.iter().find(|brand| normalise(brand) == wanted) {
            return Ok((*brand).to_owned());
        }
        let begun: Vec<&str> =
            brands.iter().copied().filter(|b| wanted.len() > 2 && normalise(b).starts_with(&wanted)).collect();
        match begun[..] {
            [one] => Ok(one.to_owned()),
            [] => Err(match nearest(name, brands.iter().copied()) {
                Some(near) => format!("no model is of the brand \"{name}\"; did you mean {near}?"),
                None => format!("no model is of the brand \"{name}\"; there are {}", list(brands)),
            }),
            _ => Err(format!("the brand \"{name}\" can be {}; write one of them", list(begun))),
        }
    }

    /// What to say of a text that is compared with a field, if no model has it there.
    fn unheard(&self, (id, text, span): (FieldId, String, crate::source::Span)) -> Option<Problem> {
        let field = id.field();
        let mut known = BTreeSet::new();
        for entry in &self.entries {
            let value = match field.record {
                Record::Iem => facts::value_of(&entry.model, id),
                _ => entry.facts().get(id).cloned(),
            };
            if let Some(Value::Text(value)) = value {
                if value == text.as_str() {
                    return None;
                }
                known.insert(value.into_owned());
            }
        }
        let same = known.iter().find(|value| value.eq_ignore_ascii_case(&text));
        let same = same.or_else(|| known.iter().find(|value| normalise(value) == normalise(&text)));
        let near = same.map(String::as_str).or_else(|| nearest(&text, known.iter().map(String::as_str)));
        let message = format!("no model of the catalogue has the {} '{text}'", field.name.replace('_', " "));
        let problem = Problem::new(Code::E014, span, message);
        Some(match near {
            Some(near) => {
                let quote = if near.contains('\'') { '"' } else { '\'' };
                Problem { fix: Some(format!("{quote}{near}{quote}")), ..problem.suggest(near) }
            }
            None => problem.label("not in the catalogue").help(match field.name {
                "brand" => format!("the brands are {}", list(known.iter().map(String::as_str))),
                "shell" | "tone_grade" | "technical_grade" | "tone_guess_grade" | "detail_guess_grade" => {
                    format!("there are {}", list(known.iter().map(String::as_str)))
                }
                _ => "`iem models WORDS` searches the catalogue".to_owned(),
            }),
        })
    }
}

/// The condition with its unknown words as the vocabularies write them; none if there is nothing to mend so.
fn spoken(text: &str, problems: &[Problem]) -> Option<String> {
    let mut mended = text.to_owned();
    for problem in problems.iter().rev() {
        let range = problem.span.range();
        let word = text.get(range.clone())?.trim_matches(['\'', '"']);
        let meant = words::spoken(word).or_else(|| fit::connector(word).ok().map(str::to_owned))?;
        mended.replace_range(range, &format!("'{meant}'"));
    }
    Some(mended)
}
