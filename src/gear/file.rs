//! `gear.jsonc`: reading it with the place of every mistake, editing it without losing comments.

use std::path::PathBuf;
use std::str::FromStr;

use jsonc_parser::ParseOptions;
use jsonc_parser::ast::Value;
use jsonc_parser::cst::{CstInputValue, CstRootNode};
use strum::VariantNames;

use super::{Complaint, Gear, Kind, Opinion, OwnedModel};
use crate::diag::{Broken, Code, Diagnostic, list, nearest};
use crate::fit;
use crate::jsonc::{Reader, Text};
use crate::source::{Layer, Sources};
use crate::store;

/// Name of the file in the person's folder.
pub const FILE: &str = "gear.jsonc";

const EMPTY: &str = "\
// What you own. `iem gear add`, `list` and `remove` work on this file, and so may you.
{
  \"models\": [],
  \"cables\": [],
  \"devices\": []
}
";

/// The file as its schema says.
#[derive(schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // the reader below reads the file itself, with places
pub(crate) struct GearFile {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    /// Earphones.
    models: Option<Vec<ModelEntry>>,
    /// Cables: a connector, or a connector and a plug such as `mmcx:4.4mm`.
    cables: Option<Vec<String>>,
    /// Playback devices by name.
    devices: Option<Vec<String>>,
}

/// An earphone: its name, or its name with an opinion.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
enum ModelEntry {
    Name(String),
    Rated { model: String, opinion: Option<Opinion>, why: Option<Vec<Complaint>> },
}

/// Where the file is, if there is a place for it.
pub fn path() -> Option<PathBuf> {
    store::config_dir().map(|dir| dir.join(FILE))
}

/// Reads the text of a file of that name.
///
/// # Errors
/// Every mistake in it, with its place.
pub fn read(name: &str, text: &str) -> Result<Gear, Box<Broken>> {
    let mut sources = Sources::default();
    let id = sources.add(name, text, Layer::User);
    let mut reader = Reader::new(&sources, id);
    let value = reader.parse();
    let gear = value.as_ref().map(|value| gear(&mut reader, value)).unwrap_or_default();
    let mut found = std::mem::take(&mut reader.found);
    if found.is_empty() {
        return Ok(gear);
    }
    found.sort_by_key(|d| d.loc.span.start);
    Err(Box::new(Broken { found, sources }))
}

fn gear<'s>(reader: &mut Reader<'s>, value: &Value<'s>) -> Gear {
    let mut gear = Gear::default();
    let Some(object) = reader.object(value, "the file") else { return gear };
    let mut table = reader.table(object, Code::E003);
    table.take("$schema");
    if let Some(entry) = table.take("models") {
        gear.models = items(reader, entry.value, "models").iter().filter_map(|item| model(reader, item)).collect();
    }
    if let Some(entry) = table.take("cables") {
        let all = texts(reader, entry.value, "cables");
        gear.cables =
            all.into_iter().filter_map(|cable| known(reader, cable, |text| super::cable(text).map(drop))).collect();
    }
    if let Some(entry) = table.take("devices") {
        let all = texts(reader, entry.value, "devices");
        let source = |text: &str| fit::source_jacks(text).map(drop);
        gear.devices = all.into_iter().filter_map(|device| known(reader, device, source)).collect();
    }
    table.finish(reader, &["models", "cables", "devices"]);
    gear
}

fn items<'v, 's>(reader: &mut Reader<'s>, value: &'v Value<'s>, what: &str) -> Vec<&'v Value<'s>> {
    if let Some(array) = value.as_array() {
        return array.elements.iter().collect();
    }
    reader.wrong_shape(value, &format!("`{what}`"), "a list `[ ... ]`");
    Vec::new()
}

fn texts<'s>(reader: &mut Reader<'s>, value: &Value<'s>, what: &str) -> Vec<Text> {
    let items = items(reader, value, what);
    items.into_iter().filter_map(|item| reader.string(item, &format!("an entry of `{what}`"))).collect()
}

/// A name that the tables of parts must know.
fn known(reader: &mut Reader<'_>, text: Text, check: impl Fn(&str) -> Result<(), String>) -> Option<String> {
    match check(&text.value) {
        Ok(()) => Some(text.value),
        Err(what) => {
            reader.found.push(Diagnostic::new(Code::E014, text.loc, what).label("not known"));
            None
        }
    }
}

fn model<'s>(reader: &mut Reader<'s>, value: &Value<'s>) -> Option<OwnedModel> {
    if let Some(name) = value.as_string_lit() {
        return Some(OwnedModel { model: name.value.to_string(), opinion: None, why: Vec::new() });
    }
    let object = reader.object(value, "an entry of `models`")?;
    let mut table = reader.table(object, Code::E003);
    let name = table.take("model").map(|entry| reader.string(entry.value, "`model`"));
    let opinion = table.take("opinion").and_then(|entry| reader.string(entry.value, "`opinion`"));
    let why = table.take("why").map(|entry| texts(reader, entry.value, "why")).unwrap_or_default();
    table.finish(reader, &["model", "opinion", "why"]);
    let Some(name) = name else {
        let problem = Diagnostic::new(Code::E005, reader.place(value), "an entry of `models` needs the key `model`");
        reader
            .found
            .push(problem.label("no `model` here").help("write { \"model\": \"IE 200\", \"opinion\": \"liked\" }"));
        return None;
    };
    Some(OwnedModel {
        model: name?.value,
        opinion: opinion.and_then(|text| word(reader, &text)),
        why: why.iter().filter_map(|text| word(reader, text)).collect(),
    })
}

/// A word of a closed vocabulary.
fn word<T: FromStr + VariantNames>(reader: &mut Reader<'_>, text: &Text) -> Option<T> {
    if let Ok(word) = text.value.parse() {
        return Some(word);
    }
    let problem = Diagnostic::new(Code::E014, text.loc, format!("\"{}\" is not a word for this", text.value));
    reader.found.push(match nearest(&text.value, T::VARIANTS.iter().copied()) {
        Some(near) => problem.label(format!("did you mean \"{near}\"?")).fix(format!("\"{near}\"")),
        None => problem.label("not known").help(format!("the words are {}", list(T::VARIANTS.iter().copied()))),
    });
    None
}

impl Gear {
    /// What the person owns; nothing if they have no file.
    ///
    /// # Errors
    /// A file that cannot be read, or has mistakes.
    pub fn load() -> Result<Self, LoadError> {
        let Some(path) = path().filter(|path| path.exists()) else { return Ok(Self::default()) };
        match store::texts(&path, &[])?.pop() {
            Some((name, text)) => Ok(read(&name, &text)?),
            None => Ok(Self::default()),
        }
    }
}

/// Why gear could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file has mistakes.
    #[error("the file of your gear has mistakes")]
    Broken(Box<Broken>),
}

impl From<Box<Broken>> for LoadError {
    fn from(broken: Box<Broken>) -> Self {
        Self::Broken(broken)
    }
}

/// The text of a gear file with a thing added; a model that stands there gets the new opinion.
///
/// The text must have been read without mistakes.
pub fn with(text: Option<&str>, kind: Kind, owned: &OwnedModel) -> String {
    let text = text.unwrap_or(EMPTY);
    let Ok(root) = CstRootNode::parse(text, &ParseOptions::default()) else { return text.to_owned() };
    let array = root.object_value_or_set().array_value_or_set(key(kind));
    array.ensure_multiline();
    for element in array.elements() {
        if named(&element).is_some_and(|name| same(&name, &owned.model)) {
            element.remove();
        }
    }
    array.append(match kind {
        Kind::Model => model_value(owned),
        Kind::Cable | Kind::Device => CstInputValue::String(owned.model.clone()),
    });
    root.to_string()
}

/// The text of a gear file without a thing.
pub fn without(text: &str, kind: Kind, name: &str) -> String {
    let Ok(root) = CstRootNode::parse(text, &ParseOptions::default()) else { return text.to_owned() };
    let array = root.object_value_or_set().array_value_or_set(key(kind));
    for element in array.elements() {
        if named(&element).is_some_and(|own| same(&own, name)) {
            element.remove();
        }
    }
    root.to_string()
}

fn same(a: &str, b: &str) -> bool {
    crate::names::normalise(a) == crate::names::normalise(b)
}

fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Model => "models",
        Kind::Cable => "cables",
        Kind::Device => "devices",
    }
}

/// The name of an entry.
fn named(element: &jsonc_parser::cst::CstNode) -> Option<String> {
    let text = element.as_string_lit().or_else(|| element.as_object()?.get("model")?.value()?.as_string_lit())?;
    text.decoded_value().ok()
}

fn model_value(owned: &OwnedModel) -> CstInputValue {
    let text = |text: String| CstInputValue::String(text);
    let mut entries = vec![("model".to_owned(), text(owned.model.clone()))];
    entries.extend(owned.opinion.map(|opinion| ("opinion".to_owned(), text(opinion.to_string()))));
    if !owned.why.is_empty() {
        let why = owned.why.iter().map(|why| text(why.to_string())).collect();
        entries.push(("why".to_owned(), CstInputValue::Array(why)));
    }
    CstInputValue::Object(entries)
}
