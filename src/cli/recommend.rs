//! `iem recommend`.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use iem::advice::{self, Advice, Preferences, Ranking, RequestError, WhyNot};
use iem::catalog::Catalog;
use iem::report::{self, Page};
use iem::rulebook::{Rulebook, layers};
use iem::store;

use super::args::{Format, Global, RecommendArgs};
use super::{Answer, page, to_json};

pub(crate) fn run(args: Box<RecommendArgs>, global: &Global) -> anyhow::Result<Answer> {
    let mut wishes = wished(args.profile.as_deref(), args.wishes)?;
    if !args.no_gear {
        wishes.own = super::gear::own()?;
    }
    let (rulebook, catalog) = knowledge(global)?;
    let answer = || -> Result<(Advice, Option<WhyNot>), RequestError> {
        let mut advice = advice::recommend(&catalog, &rulebook, &wishes, args.top)?;
        advice::similar::add_twins(&catalog, &mut advice);
        let why_not = args.why_not.as_deref().map(|name| advice::why_not(&catalog, &rulebook, &wishes, name));
        Ok((advice, why_not.transpose()?))
    };
    let (advice, why_not) = answer().map_err(|e| told(e, &wishes))?;
    let page = page(global);
    let text = match (global.format(), &why_not) {
        (Format::Json, why_not) => {
            let mut json = report::recommend_json(&advice, &catalog, &wishes);
            if let (Some(answer), Some(map)) = (why_not, json.as_object_mut()) {
                map.insert("why_not".to_owned(), report::why_not_json(answer, &wishes));
            }
            to_json(&json)
        }
        (_, Some(answer)) => report::why_not_human(answer, &catalog, page),
        (_, None) => list(&advice, &catalog, &rulebook, &wishes, page, args.why)?,
    };
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// The wishes of flags over those of a profile.
pub(crate) fn wished(profile: Option<&Path>, flags: Preferences) -> anyhow::Result<Preferences> {
    let wishes = match profile {
        Some(path) => over(read_profile(path)?, flags)?,
        None => flags,
    };
    match wishes.flaw() {
        Some(flaw) => bail!(flaw),
        None => Ok(wishes),
    }
}

/// The list for people, with `why` also how sure its first places are.
pub(crate) fn list(
    advice: &Advice,
    catalog: &Catalog,
    rulebook: &Rulebook,
    wishes: &Preferences,
    page: Page,
    why: bool,
) -> anyhow::Result<String> {
    let mut text = report::recommend_human(advice, catalog, wishes, page, why);
    if why && !advice.results.is_empty() {
        let ranking = Ranking::new(catalog, rulebook, wishes)?;
        text += &report::stability_human(&ranking.stability(), catalog, page);
        if let Some(entry) = advice.results.first().and_then(|first| catalog.get(&first.id)) {
            text += &report::critiques_human(&ranking.critiques(entry), entry, catalog, page);
        }
    }
    Ok(text)
}

/// A mistake in `--where` with the place underlined, everything else in one line.
pub(crate) fn told(error: RequestError, wishes: &Preferences) -> anyhow::Error {
    match (error, wishes.condition.as_deref()) {
        (RequestError::Where(problems), Some(text)) => anyhow!(super::rules::underlined("--where", text, problems)),
        (other, _) => other.into(),
    }
}

/// The wishes of a profile file.
pub(crate) fn read_profile(path: &Path) -> anyhow::Result<Preferences> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the profile {name}"))?;
    let options = jsonc_parser::ParseOptions::default();
    let mut value: serde_json::Value =
        jsonc_parser::parse_to_serde_value(&text, &options).map_err(|e| anyhow!("{name}: {e}"))?;
    if let Some(keys) = value.as_object_mut() {
        keys.remove("$schema");
    }
    serde_json::from_value(value).map_err(|e| anyhow!("{name}: {e}"))
}

/// Flags over a profile: what was given as a flag replaces what the file says.
fn over(profile: Preferences, flags: Preferences) -> anyhow::Result<Preferences> {
    let mut merged = serde_json::to_value(profile)?;
    if let (Some(below), serde_json::Value::Object(above)) = (merged.as_object_mut(), serde_json::to_value(flags)?) {
        below.extend(above);
    }
    Ok(serde_json::from_value(merged)?)
}

/// The rules and the catalogue of all layers.
pub(crate) fn knowledge(global: &Global) -> anyhow::Result<(Rulebook, Catalog)> {
    Ok((rulebook(global)?, catalog(global)?))
}

/// Whether there are files with models of one's own.
pub(crate) fn has_own_models(global: &Global) -> bool {
    !global.models.is_empty() || !store::folders("models").is_empty()
}

/// The catalogue of all layers.
pub(crate) fn catalog(global: &Global) -> anyhow::Result<Catalog> {
    layered(&layers(global)?)
}

/// The files of models of all layers above the built-in one, as (name, text).
pub(crate) fn layers(global: &Global) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let folders = store::folders("models").into_iter().map(|(_, folder)| folder);
    for path in folders.chain(global.models.iter().cloned()) {
        files.extend(store::texts(&path, &["json", "jsonc"]).context("cannot read the models")?);
    }
    Ok(files)
}

/// The built-in catalogue with these files over it.
pub(crate) fn layered(files: &[(String, String)]) -> anyhow::Result<Catalog> {
    Catalog::layered(files)
        .map_err(|flaws| anyhow!(flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// The rules of all layers; their problems as one message.
pub(crate) fn rulebook(global: &Global) -> anyhow::Result<Rulebook> {
    let texts = layers::all(&global.rules).context("cannot read the rules")?;
    let loaded = layers::load_for_use(texts);
    if loaded.is_usable() {
        return Ok(loaded.rulebook);
    }
    let look = super::rules::look();
    bail!(iem::diag::human(&loaded.found, &loaded.sources, look).trim_end().to_owned());
}
