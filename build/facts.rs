//! The catalogue as a static table of models, sorted by id, without the sources: `facts.rs`, read
//! by `src/catalog/prepared.rs`.
//!
//! Reading the files at every start took half of a recommendation, and each model's texts an
//! allocation. Three fifths of the files say where facts come from, which a ranking does not ask:
//! the whole files are carried too, and read when somebody asks for a source.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{fs, io};

use serde_json::Value;

use crate::write::{camel, texts};

/// How the value of a key is written.
#[derive(Clone, Copy)]
enum As {
    Text,
    Number,
    Whole,
    Flag,
    /// A word of this vocabulary.
    Word(&'static str),
    Plugs,
    Drivers,
    Opinions,
}

/// The keys that a model may lack, as the files and `Model` name them.
const KEYS: &[(&str, As)] = &[
    ("variant_of", As::Text),
    ("released", As::Whole),
    ("discontinued", As::Flag),
    ("price_usd", As::Number),
    ("price_note", As::Text),
    ("form", As::Word("Form")),
    ("shell", As::Text),
    ("drivers", As::Drivers),
    ("driver_note", As::Text),
    ("socket", As::Text),
    ("socket_note", As::Text),
    ("stock_plugs", As::Plugs),
    ("modular_plug", As::Flag),
    ("impedance_ohm", As::Number),
    ("impedance_note", As::Text),
    ("sensitivity_db", As::Number),
    ("sensitivity_ref", As::Word("SensitivityRef")),
    ("sensitivity_ref_claimed", As::Word("SensitivityRef")),
    ("tuning_switches", As::Flag),
    ("tuning_note", As::Text),
    ("signature", As::Text),
    ("shell_size", As::Word("Size")),
    ("nozzle_class", As::Word("NozzleClass")),
    ("nozzle_mm", As::Number),
    ("insertion", As::Word("Insertion")),
    ("weight_g", As::Number),
    ("wear", As::Word("Wear")),
    ("vented", As::Flag),
    ("isolation_class", As::Word("IsolationClass")),
    ("isolation_db", As::Number),
    ("low_profile", As::Flag),
    ("comfort_note", As::Text),
    ("versions_note", As::Text),
    ("opinions", As::Opinions),
    ("sites", As::Whole),
];

/// Words whose variant is not the word in capitals.
const VARIANTS: &[(&str, &str)] =
    &[("mW", "MilliWatt"), ("V", "Volt"), ("2.5mm", "Mm25"), ("3.5mm", "Mm35"), ("4.4mm", "Mm44"), ("6.35mm", "Mm635")];

/// What is made of the files.
pub struct Tables {
    /// The ids of all models, sorted.
    pub ids: Vec<String>,
    /// The whole text of `seen.rs`.
    pub seen: String,
    /// The whole text of `facts.rs`.
    pub models: String,
}

/// The tables of all models.
pub fn tables(files: &[PathBuf]) -> io::Result<Tables> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (place, path) in files.iter().enumerate() {
        let wrong = |what: String| io::Error::other(format!("{}: {what}", path.display()));
        let file: Value = serde_json::from_str(&fs::read_to_string(path)?).map_err(|e| wrong(e.to_string()))?;
        let brand = file["brand"].as_str().ok_or_else(|| wrong("lacks brand".to_owned()))?;
        for (id, model) in file["models"].as_object().into_iter().flatten() {
            let row = row(id, brand, model, (place, &mut seen)).map_err(|what| wrong(format!("{id}: {what}")))?;
            if rows.iter().any(|(other, _)| other == id) {
                return Err(wrong(format!("the id {id} stands twice")));
            }
            rows.push((id.clone(), row));
        }
    }
    rows.sort();
    let count = rows.len();
    let (ids, rows): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
    let seen = format!("/// Facts that somebody saw, as `Evidences` counts them.\nstatic SEEN: &[&str] = &{seen:?};\n");
    let models =
        format!("/// All models, sorted by id.\npub(super) static MODELS: [Model; {count}] = [\n{}];\n", rows.concat());
    Ok(Tables { ids, seen, models })
}

fn row(id: &str, brand: &str, model: &Value, (place, names): (usize, &mut Vec<String>)) -> Result<String, String> {
    let facts = model.as_object().ok_or("is no object")?;
    let known =
        |key: &str| KEYS.iter().any(|(k, _)| *k == key) || ["model", "core", "aliases", "evidence"].contains(&key);
    if let Some(odd) = facts.keys().find(|key| !known(key)) {
        return Err(format!("`{odd}` is no fact"));
    }
    let name = model["model"].as_str().ok_or("lacks model")?;
    let seen = seen(&model["evidence"], names)?;
    let aliases: Vec<String> = texts(&model["aliases"]).into_iter().map(text).collect();
    let mut row = format!(
        "Model {{ id: {}, brand: {}, model: {}, core: {}, aliases: Cow::Borrowed(&[{}]), evidence: \
         Evidences::Shipped {{ place: {place}, seen: {seen} }}",
        text(id),
        text(brand),
        text(name),
        model["core"] == true,
        aliases.join(", "),
    );
    for (key, kind) in KEYS {
        let value = match &model[key] {
            Value::Null => "None".to_owned(),
            value => format!("Some({})", written(value, *kind).ok_or_else(|| format!("{key} = {value}"))?),
        };
        let _ = write!(row, ", {key}: {value}");
    }
    Ok(row + " },\n")
}

/// The facts that somebody saw, a bit for each; new names are added.
fn seen(evidence: &Value, names: &mut Vec<String>) -> Result<u64, String> {
    let mut bits = 0;
    for (fact, _) in evidence.as_object().into_iter().flatten().filter(|(_, sources)| was_seen(sources)) {
        let at = names.iter().position(|name| name == fact).unwrap_or(names.len());
        if at == names.len() {
            names.push(fact.clone());
        }
        bits |= u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).ok_or("too many facts have a source")?;
    }
    Ok(bits)
}

/// Whether one of the sources was read.
fn was_seen(sources: &Value) -> bool {
    !sources["seen"].is_null() || sources.as_array().is_some_and(|all| all.iter().any(was_seen))
}

fn text(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

/// A value as Rust text; `None` if it is of another kind.
fn written(value: &Value, kind: As) -> Option<String> {
    let word = |word: &str| {
        let named = VARIANTS.iter().find(|(known, _)| *known == word);
        named.map_or_else(|| camel(word), |(_, variant)| (*variant).to_owned())
    };
    Some(match kind {
        As::Text => text(value.as_str()?),
        As::Number => format!("{:?}", value.as_f64()?),
        As::Whole => value.as_u64()?.to_string(),
        As::Flag => value.as_bool()?.to_string(),
        As::Word(vocabulary) => format!("{vocabulary}::{}", word(value.as_str()?)),
        As::Plugs => {
            let plugs: Vec<String> = texts(value).into_iter().map(|plug| format!("Plug::{}", word(plug))).collect();
            format!("Cow::Borrowed(&[{}])", plugs.join(", "))
        }
        As::Drivers => {
            let one = |(kind, count): (&String, &Value)| Some(format!("({}, {})", text(kind), count.as_u64()?));
            let all: Vec<String> = value.as_object()?.into_iter().map(one).collect::<Option<_>>()?;
            format!("Drivers(Cow::Borrowed(&[{}]))", all.join(", "))
        }
        As::Opinions => {
            let (crinacle, stars) = (grades(&value["crinacle"])?, stars(&value["stars"])?);
            format!("Opinions {{ crinacle: {crinacle}, stars: {stars} }}")
        }
    })
}

fn grades(crinacle: &Value) -> Option<String> {
    if crinacle.is_null() {
        return Some("None".to_owned());
    }
    let part = |key: &str| Some(format!("{key}: {}", text(crinacle[key].as_str()?)));
    let (tone, technical, signature) = (part("tone")?, part("technical")?, part("signature")?);
    let year = crinacle["year"].as_u64()?;
    Some(format!("Some(Crinacle {{ year: {year}, {tone}, {technical}, {signature} }})"))
}

fn stars(given: &Value) -> Option<String> {
    if given.is_null() {
        return Some("None".to_owned());
    }
    let one = |(reviewer, stars): (&String, &Value)| Some(format!("({}, {:?})", text(reviewer), stars.as_f64()?));
    let all: Vec<String> = given.as_object()?.into_iter().map(one).collect::<Option<_>>()?;
    Some(format!("Some(Stars(Cow::Borrowed(&[{}])))", all.join(", ")))
}
