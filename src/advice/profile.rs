//! Profile files: wishes written down, and flags said over them.

use std::path::Path;

use clap::{Args, Command};
use jsonc_parser::ast::Value as Ast;
use serde_json::{Value, json};

use super::{OwnGear, PastGear, Preferences};
use crate::diag::{Broken, Code, Diagnostic, flag};
use crate::gear::Gear;
use crate::jsonc::{Entry, Reader};
use crate::source::{Layer, Sources};
use crate::store;

/// Why a file is no profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// It cannot be read; the text says why, with the path.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// It has mistakes.
    #[error("{0}")]
    Broken(Box<Broken>),
}

impl Preferences {
    /// The wishes of a profile file.
    ///
    /// # Errors
    /// A file that cannot be read, or that does not hold wishes.
    pub fn of_profile(path: &Path) -> Result<Self, ProfileError> {
        let text = store::text(path)?;
        Self::of_text(&path.display().to_string(), &text).map_err(ProfileError::Broken)
    }

    /// The wishes of a profile of that name.
    ///
    /// # Errors
    /// Every mistake in it, with its place.
    pub fn of_text(name: &str, text: &str) -> Result<Self, Box<Broken>> {
        let mut sources = Sources::default();
        let file = sources.add(name, text, Layer::CommandLine);
        let mut reader = Reader::new(&sources, file);
        let wishes = reader.parse().and_then(|value| wishes(&mut reader, &value));
        let found = std::mem::take(&mut reader.found);
        match wishes.filter(|_| found.is_empty()) {
            Some(wishes) => Ok(wishes),
            None => Err(Box::new(Broken { found, sources })),
        }
    }

    /// These wishes with others over them: what was said replaces what stands here.
    #[must_use]
    pub fn under(self, said: Self) -> Self {
        let written = |wishes: &Self| serde_json::to_value(wishes).unwrap_or_default();
        let mut merged = written(&self);
        if let (Some(below), Value::Object(above)) = (merged.as_object_mut(), written(&said)) {
            below.extend(above);
        }
        // Wishes that were written can be read again.
        serde_json::from_value(merged).unwrap_or(said)
    }
}

/// The wishes of a file; `None` after mistakes that were reported.
fn wishes<'s>(reader: &mut Reader<'s>, value: &Ast<'s>) -> Option<Preferences> {
    let Some(object) = reader.object(value, "a profile") else {
        if let Some(last) = reader.found.last_mut() {
            last.help = Some("a profile holds wishes: { \"budget\": 100, \"sound\": \"warm\" }".to_owned());
        }
        return None;
    };
    let mut table = reader.table(object, Code::E003);
    table.take("$schema");
    let mut all = reader.json(value);
    all.as_object_mut()?.remove("$schema");
    if let Ok(wishes) = serde_json::from_value(all) {
        return Some(wishes);
    }
    let flags = Preferences::augment_args(Command::new("iem"));
    for entry in table.rest() {
        explain(reader, &entry, &flags);
    }
    if reader.found.is_empty() {
        let problem = Diagnostic::new(Code::E013, reader.place(value), "these wishes cannot be read together");
        reader.found.push(problem.label("here").help("`iem rules schema profile` says what a profile can hold"));
    }
    None
}

/// Reports what is wrong with a key or its value, if anything is.
fn explain<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>, flags: &Command) {
    let key = entry.key.as_str();
    let Some(arg) = flags.get_arguments().find(|arg| arg.get_long() == Some(key)) else {
        let keys: Vec<&str> = flags.get_arguments().filter_map(clap::Arg::get_long).collect();
        return reader.unknown_key(entry, &keys);
    };
    let fits = |value: &Value| serde_json::from_value::<Preferences>(json!({ key: value })).is_ok();
    if fits(&reader.json(entry.value)) {
        return;
    }
    if !arg.get_action().takes_values() {
        return reader.impossible(entry.value, key, "true or false, without quotes", &[]);
    }
    let many = matches!(arg.get_action(), clap::ArgAction::Append);
    let parts: Vec<&Ast<'s>> = match entry.value.as_array() {
        Some(array) if many => array.elements.iter().filter(|one| !fits(&reader.json(one))).collect(),
        _ => vec![entry.value],
    };
    for part in parts {
        let value = reader.json(part);
        let text = match &value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        if let Some(told) = text.as_ref().and_then(|text| flag::refused(flags, key, text)) {
            let plain = |text: &str| text.replace(&format!("--{key}"), &format!("`{key}`"));
            let problem = Diagnostic::new(Code::E014, reader.place(part), plain(&told.message));
            let problem = problem.label("not possible here").help(plain(&told.help));
            reader.found.push(match told.instead {
                Some(near) => problem.fix(format!("\"{near}\"")),
                None => problem,
            });
        } else {
            let about = flag::about(flags, &format!("--{key}")).unwrap_or_default();
            let about = about.trim_start_matches(&format!("--{key}: ")).to_owned();
            let kind = match &value {
                Value::String(_) => "a number, without quotes: ",
                Value::Number(_) => "a text in double quotes: ",
                Value::Array(_) => "one value, not a list: ",
                _ => "",
            };
            reader.impossible(part, key, &format!("{kind}{about}"), &[]);
        }
    }
}

impl OwnGear {
    /// What a person owns, as wishes hold it.
    pub fn of(gear: &Gear) -> Self {
        let past = |model: &str, complaint| PastGear { model: model.to_owned(), complaint };
        let liked = gear.liked().map(|model| past(model, None)).collect();
        let disliked = gear.disliked().flat_map(|(model, why)| match why {
            [] => vec![past(model, None)],
            why => why.iter().map(|complaint| past(model, Some(*complaint))).collect(),
        });
        Self {
            liked,
            disliked: disliked.collect(),
            models: gear.models.iter().map(|m| m.model.clone()).collect(),
            cables: gear.cables.clone(),
            sources: gear.devices.clone(),
        }
    }
}
