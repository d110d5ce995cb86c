//! Reading the files of the catalogue, with every flaw named.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Deserialize;

use super::known::KNOWN;
use super::{Catalog, Drivers, Entry, Model, Stars, Text, facts, prepared};
use crate::knowledge;
use crate::schema::{FieldId, Record, Ty};
use crate::sound::{Curve, Grid, Measured};

/// Something wrong in a data file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct Flaw {
    /// The file.
    pub file: String,
    /// What is wrong, and where.
    pub what: String,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    brand: Text,
    models: IndexMap<String, Model>,
}

/// The models of one brand's file, with every word and number checked.
///
/// # Errors
/// A text that is not such a file, an unknown word, an implausible number.
pub fn parse_brand(file: &str, text: &str) -> Result<Vec<Model>, Flaw> {
    let models = read_brand(file, text)?;
    for model in &models {
        check(model).map_err(|what| Flaw { file: file.to_owned(), what: format!("{}: {what}", model.id) })?;
    }
    Ok(models)
}

/// The models of one brand's file; words and ranges that only the schema knows are not checked.
fn read_brand(file: &str, text: &str) -> Result<Vec<Model>, Flaw> {
    let flaw = |what: String| Flaw { file: file.to_owned(), what };
    let content: BrandFile = serde_json::from_str(text).map_err(|e| flaw(e.to_string()))?;
    let mut models = Vec::with_capacity(content.models.len());
    for (id, mut model) in content.models {
        model.id = id.into();
        model.brand.clone_from(&content.brand);
        models.push(model);
    }
    Ok(models)
}

/// Checks words and ranges against the schema.
pub(super) fn check(model: &Model) -> Result<(), String> {
    let drivers = model.drivers.iter().flat_map(Drivers::iter);
    if let Some((odd, _)) = drivers.into_iter().find(|(key, _)| !facts::is_driver(key)) {
        return Err(format!("`{odd}` is not a driver type"));
    }
    check_reviews(model)?;
    for id in FieldId::all().filter(|id| id.field().record == Record::Iem) {
        let field = id.field();
        match (facts::value_of(model, id), field.ty) {
            (Some(crate::eval::Value::Num(n)), _) if field.range.as_ref().is_some_and(|r| !r.contains(&n)) => {
                return Err(format!("{} = {n} is not plausible", field.name));
            }
            (Some(crate::eval::Value::Text(text)), Ty::Text(words))
                if words.list().is_some_and(|list| !list.contains(&text.as_ref())) =>
            {
                return Err(format!("{} = \"{text}\" is not a known word", field.name));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks what reviewers say, and how many of them.
fn check_reviews(model: &Model) -> Result<(), String> {
    let stars = model.opinions.iter().filter_map(|opinions| opinions.stars.as_ref()).flat_map(Stars::iter);
    if let Some((reviewer, odd)) = stars.into_iter().find(|(_, stars)| !(1.0..=5.0).contains(stars)) {
        return Err(format!("opinions.stars: {odd} by {reviewer} is not from 1 to 5"));
    }
    match model.sites {
        Some(odd) if odd == 0 || odd > KNOWN.of => {
            Err(format!("sites = {odd} is not plausible: there are {} graph sites", KNOWN.of))
        }
        _ => Ok(()),
    }
}

#[derive(Deserialize, schemars::JsonSchema)]
pub(crate) struct ResponseFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// Unit of the levels.
    #[serde(rename = "unit")]
    _unit: String,
    /// How several measurements became one response.
    #[serde(rename = "method")]
    _method: String,
    /// The couplers it was measured with.
    #[serde(rename = "rig")]
    _rig: String,
    /// Frequencies of all responses, rising.
    grid_hz: Vec<f64>,
    responses: IndexMap<String, Response>,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Response {
    n: u16,
    measured_by: Vec<Text>,
    spread_db: Option<f64>,
    db: Vec<f64>,
}

/// The responses of a file, by model id.
///
/// # Errors
/// A text that is not such a file, or a response whose length is not that of the grid.
pub fn parse_responses(file: &str, text: &str) -> Result<IndexMap<String, Measured>, Flaw> {
    let flaw = |what: String| Flaw { file: file.to_owned(), what };
    let content: ResponseFile = serde_json::from_str(text).map_err(|e| flaw(e.to_string()))?;
    let grid = Grid::new(content.grid_hz).map_err(|e| flaw(format!("grid_hz: {e}")))?;
    let grid = std::sync::Arc::new(grid);
    let mut all = IndexMap::with_capacity(content.responses.len());
    for (id, r) in content.responses {
        let curve = Curve::on_grid(grid.clone(), r.db).map_err(|e| flaw(format!("{id}: {e}")))?;
        all.insert(id, Measured { curve, n: r.n, measured_by: r.measured_by.into(), spread_db: r.spread_db });
    }
    Ok(all)
}

/// Everything that is wrong with the shipped files.
pub fn flaws() -> Vec<Flaw> {
    let checked = knowledge::CATALOGUE.iter().filter_map(|(file, text)| parse_brand(file, text).err());
    checked.chain(built_in().err().unwrap_or_default()).collect()
}

/// The built-in catalogue, or what keeps it from being read; [`flaws`] looks at every value.
fn built_in() -> Result<Catalog, Vec<Flaw>> {
    let flaw = |what: String| Flaw { file: knowledge::RESPONSES.0.to_owned(), what };
    let responses = prepared::responses().map_err(|error| vec![flaw(error.to_string())])?;
    let mut responses = responses.into_iter().peekable();
    // Both are sorted by id, and the build saw to it that no response lacks its model.
    let entry = |model: &'static Model| {
        Entry::new(Cow::Borrowed(model), responses.next_if(|(id, _)| *id == model.id).map(|(_, measured)| measured))
    };
    Ok(Catalog { entries: prepared::MODELS.iter().map(entry).collect(), ..Catalog::default() })
}

impl Catalog {
    /// The built-in catalogue.
    ///
    /// # Errors
    /// What is wrong in the shipped files; a test keeps them whole.
    pub fn built_in() -> Result<Self, Vec<Flaw>> {
        built_in()
    }
}
