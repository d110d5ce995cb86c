//! What is wrong in files of models, each mistake with its place, what was given and what is possible.
//!
//! Runs only when the files were refused: what a fact may be is read from the schema of
//! [`Model`], so that it is said nowhere twice.

use jsonc_parser::ast::Value as Ast;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::load::check;
use super::overlay::OwnResponse;
use super::{Model, Text, prepared};
use crate::diag::{Broken, Code, Diagnostic};
use crate::jsonc::{Entry, Reader};
use crate::schema::{FieldId, Record, Ty};
use crate::source::{Layer, Sources};

/// The form of a file of models.
const FORM: &str =
    "a file of models has the form { \"brand\": \"...\", \"models\": { \"id\": { \"price_usd\": 79 } } }";

/// Everything that is wrong in these files, by name and text.
pub(crate) fn mistakes(files: &[(String, String)]) -> Broken {
    let mut sources = Sources::default();
    let ids: Vec<_> = files.iter().map(|(name, text)| sources.add(name, text, Layer::User)).collect();
    let schema = serde_json::to_value(schemars::schema_for!(Model)).unwrap_or_default();
    let mut new: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for id in ids {
        let mut reader = Reader::new(&sources, id);
        if let Some(value) = reader.parse() {
            Examined { reader: &mut reader, schema: &schema, new: &mut new }.file(&value);
        }
        reader.found.sort_by_key(|d| d.loc.span.start);
        found.append(&mut reader.found);
    }
    Broken { found, sources }
}

struct Examined<'r, 's> {
    reader: &'r mut Reader<'s>,
    schema: &'r Value,
    /// Models that the files add.
    new: &'r mut Vec<String>,
}

impl<'s> Examined<'_, 's> {
    fn known(&self, id: &str) -> bool {
        self.new.iter().any(|new| new == id) || prepared::MODELS.iter().any(|model| model.id == id)
    }

    fn file(&mut self, value: &Ast<'s>) {
        let Some(object) = self.reader.object(value, "a file of models") else {
            if let Some(last) = self.reader.found.last_mut() {
                last.help = Some(FORM.to_owned());
            }
            return;
        };
        let mut table = self.reader.table(object, Code::E003);
        table.take("$schema");
        let brand = table.take("brand").and_then(|entry| self.reader.string(entry.value, "`brand`")).is_some();
        let (models, responses) = (table.take("models"), table.take("responses"));
        let nothing = models.is_none() && responses.is_none();
        for entry in table.rest() {
            self.reader.unknown_key(&entry, &["brand", "models", "responses"]);
        }
        if nothing && self.reader.found.is_empty() {
            let problem = Diagnostic::new(Code::E005, self.reader.place(value), "there is no `models` here");
            self.reader.found.push(problem.label("the key `models` is missing").help(FORM));
        }
        for entry in self.rows(models.as_ref(), "models") {
            self.model(&entry, brand);
        }
        for entry in self.rows(responses.as_ref(), "responses") {
            self.response(&entry);
        }
    }

    /// The entries of an object of ids.
    fn rows<'v>(&mut self, entry: Option<&Entry<'v, 's>>, key: &str) -> Vec<Entry<'v, 's>> {
        let Some(object) = entry.and_then(|entry| self.reader.object(entry.value, &format!("`{key}`"))) else {
            return Vec::new();
        };
        self.reader.table(object, Code::E003).rest()
    }

    fn model(&mut self, entry: &Entry<'_, 's>, brand: bool) {
        let Some(object) = self.reader.object(entry.value, "a model") else { return };
        let known = self.known(&entry.key);
        let facts = self.reader.table(object, Code::E003).rest();
        let missing = |what: &str, help: &str| {
            let problem =
                Diagnostic::new(Code::E005, entry.loc, format!("a model that the catalogue lacks needs {what}"));
            problem.label("a new model").help(help)
        };
        if !known && !brand {
            let help =
                "write \"brand\": \"...\" beside \"models\", or the id of a model that is there (`iem models WORDS`)";
            self.reader.found.push(missing("the brand of its file", help));
        } else if !known && facts.iter().all(|fact| fact.key != "model") {
            self.reader.found.push(missing("its name", "write \"model\": \"...\" in it"));
        }
        if !known {
            self.new.push(entry.key.clone());
        }
        for fact in &facts {
            self.fact(fact);
        }
    }

    fn fact(&mut self, fact: &Entry<'_, 's>) {
        let Some(properties) = self.schema["properties"].as_object() else { return };
        let Some(schema) = properties.get(&fact.key) else {
            let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
            return self.reader.unknown_key(fact, &keys);
        };
        let value = self.reader.json(fact.value);
        if value.is_null() {
            return;
        }
        let mut one = Map::from_iter([("model".to_owned(), json!("-"))]);
        one.insert(fact.key.clone(), value.clone());
        let kind = Kind::of(schema, self.schema);
        match serde_json::from_value::<Model>(Value::Object(one)) {
            Err(_) => {
                self.reader.impossible(fact.value, &fact.key, &kind.told(), &kind.words());
            }
            Ok(model) => {
                if let Err(what) = check(&model) {
                    let help = limits(&fact.key).unwrap_or_else(|| format!("`{}` is {}", fact.key, kind.told()));
                    let problem = Diagnostic::new(Code::E006, self.reader.place(fact.value), what);
                    self.reader.found.push(problem.label("not possible").help(help));
                } else if let Some(id) = model.variant_of.as_deref().filter(|id| !self.known(id)) {
                    let what = format!("`variant_of` names \"{id}\", which is no model of the catalogue");
                    let problem = Diagnostic::new(Code::E014, self.reader.place(fact.value), what);
                    self.reader.found.push(problem.label("no such id").help("`iem models WORDS --json` shows the ids"));
                }
            }
        }
    }

    fn response(&mut self, entry: &Entry<'_, 's>) {
        if !self.known(&entry.key) {
            let what = format!("there is no model \"{}\"", entry.key);
            let problem = Diagnostic::new(Code::E014, entry.loc, what).label("no such id");
            let help = "write the id of a model, as `iem models WORDS --json` shows it, or add it under \"models\"";
            self.reader.found.push(problem.help(help));
        }
        let Some(object) = self.reader.object(entry.value, "a response") else { return };
        let before = self.reader.found.len();
        let mut table = self.reader.table(object, Code::E003);
        let by = table.take("measured_by");
        let points = table.take("points_hz_db");
        for (key, there) in [("measured_by", by.is_some()), ("points_hz_db", points.is_some())] {
            if !there {
                let what = format!("a response needs the key `{key}`");
                let problem = Diagnostic::new(Code::E005, entry.loc, what).label("of this response");
                let help = "write { \"measured_by\": [\"me\"], \"points_hz_db\": [[20, 3.1], [20000, -5]] }";
                self.reader.found.push(problem.help(help));
            }
        }
        for odd in table.rest() {
            self.reader.unknown_key(&odd, &["measured_by", "points_hz_db"]);
        }
        if let Some(by) = by.filter(|by| Vec::<Text>::deserialize(self.reader.json(by.value)).is_err()) {
            self.reader.impossible(by.value, "measured_by", "a list of texts such as [\"me\"]", &[]);
        }
        let pairs = |value| Vec::<(f64, f64)>::deserialize(value).is_err();
        let bad = points.as_ref().filter(|points| pairs(self.reader.json(points.value)));
        if let Some(bad) = bad {
            self.reader.impossible(bad.value, "points_hz_db", "a list of pairs such as [[20, 3.1], [20000, -5]]", &[]);
        }
        if self.reader.found.len() > before {
            return;
        }
        let own = OwnResponse::deserialize(self.reader.json(entry.value)).ok();
        if let (Some(Err(what)), Some(points)) = (own.map(OwnResponse::measured), points) {
            let problem = Diagnostic::new(Code::E006, self.reader.place(points.value), what).label("these points");
            self.reader.found.push(problem.help("write pairs of Hz and dB, rising in Hz, from 20 Hz to 20 kHz"));
        }
    }
}

/// What numbers or words a field of the language allows a fact.
fn limits(key: &str) -> Option<String> {
    let field = FieldId::find(Record::Iem, key)?.field();
    match (field.range.as_ref(), field.ty) {
        (Some(range), _) => Some(format!("`{key}` lies from {} to {}", range.start(), range.end())),
        (None, Ty::Text(words)) => Some(format!("`{key}` is one of {}", words.list()?.join(", "))),
        _ => None,
    }
}

/// What a fact may be, as its schema says.
enum Kind {
    Number,
    Whole,
    Bool,
    Text,
    Words(Vec<String>),
    List(Box<Kind>),
    Object,
}

impl Kind {
    fn of(schema: &Value, root: &Value) -> Self {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return Self::of(&root["$defs"][name], root);
        }
        let either = schema["anyOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
        if let Some(one) = either {
            return Self::of(one, root);
        }
        let word = |value: &Value| value.as_str().map(str::to_owned);
        if let Some(all) = schema["enum"].as_array() {
            return Self::Words(all.iter().filter_map(word).collect());
        }
        if let Some(all) = schema["oneOf"].as_array() {
            return Self::Words(all.iter().filter_map(|one| word(&one["const"])).collect());
        }
        let all = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
        match all.iter().find_map(Value::as_str).unwrap_or_default() {
            "number" => Self::Number,
            "integer" => Self::Whole,
            "boolean" => Self::Bool,
            "array" => Self::List(Box::new(Self::of(&schema["items"], root))),
            "object" => Self::Object,
            _ => Self::Text,
        }
    }

    fn told(&self) -> String {
        match self {
            Self::Number => "a number, without quotes".to_owned(),
            Self::Whole => "a whole number, without quotes".to_owned(),
            Self::Bool => "true or false, without quotes".to_owned(),
            Self::Text => "a text in double quotes".to_owned(),
            Self::Words(words) => format!("one of {}, in double quotes", words.join(", ")),
            Self::List(of) => format!("a list [ ... ]; each entry is {}", of.told()),
            Self::Object => "an object { ... }".to_owned(),
        }
    }

    fn words(&self) -> Vec<String> {
        match self {
            Self::Words(words) => words.clone(),
            Self::List(of) => of.words(),
            _ => Vec::new(),
        }
    }
}
