//! Which layers count, and loading them when they are first needed.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::{Engine, Error};
use crate::advice::OwnGear;
use crate::catalog::Catalog;
use crate::fit::{Models, Shelf};
use crate::gear::Gear;
use crate::rulebook::{Loaded, Rulebook, layers};
use crate::source::Layer;
use crate::store;

/// Where gear comes from.
#[derive(Debug, Clone, Default)]
enum GearFrom {
    /// Nobody owns anything.
    #[default]
    Nowhere,
    /// The person's folder.
    Folder,
    /// Given.
    Given(Box<Gear>),
}

/// The layers of an [`Engine`]: built-in ones, and what is put over them.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    folders: bool,
    rules: Vec<PathBuf>,
    models: Vec<PathBuf>,
    gear: GearFrom,
    pub(super) closed: bool,
}

impl Builder {
    /// Reckons with the rules and models in the person's folder and in `./.iem`.
    #[must_use]
    pub fn with_folders(mut self) -> Self {
        self.folders = true;
        self
    }

    /// Puts a rule file, or a folder of them, over the layers so far.
    #[must_use]
    pub fn rules(mut self, path: impl Into<PathBuf>) -> Self {
        self.rules.push(path.into());
        self
    }

    /// Puts a file of models, or a folder of them, over the layers so far.
    #[must_use]
    pub fn models(mut self, path: impl Into<PathBuf>) -> Self {
        self.models.push(path.into());
        self
    }

    /// Reckons with what the person owns, as `gear.jsonc` in their folder says.
    #[must_use]
    pub fn with_gear_of_folder(mut self) -> Self {
        self.gear = GearFrom::Folder;
        self
    }

    /// Reckons with this gear.
    #[must_use]
    pub fn gear(mut self, gear: Gear) -> Self {
        self.gear = GearFrom::Given(Box::new(gear));
        self
    }

    /// Reads no file that a question names, such as a target that is a curve file: for questions of strangers.
    #[must_use]
    pub fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    /// The engine; files are read when they are first needed.
    pub fn build(self) -> Engine {
        Engine {
            layers: self,
            rulebook: OnceLock::new(),
            catalog: OnceLock::new(),
            earpieces: OnceLock::new(),
            gear: OnceLock::new(),
        }
    }

    /// The texts of all rule files, lowest layer first, with those of `more` on top.
    fn rule_texts(&self, more: &[PathBuf]) -> Result<Vec<layers::RuleText>, Error> {
        let paths: Vec<PathBuf> = self.rules.iter().chain(more).cloned().collect();
        let texts = if self.folders { layers::all(&paths) } else { layers::without_folders(&paths) };
        texts.map_err(Error::Read)
    }

    /// The files of models above the built-in ones, as (name, text).
    fn model_files(&self) -> Result<Vec<(String, String)>, Error> {
        let folders = if self.folders { store::folders("models") } else { Vec::new() };
        let folders = folders.into_iter().map(|(_, folder)| folder);
        let mut files = Vec::new();
        for path in folders.chain(self.models.iter().cloned()) {
            let texts = store::texts(&path, &["json", "jsonc"]);
            files.extend(texts.map_err(Error::Read)?);
        }
        Ok(files)
    }

    /// The rule files above the built-in ones.
    fn rule_files(&self) -> Result<Vec<String>, Error> {
        let none = self.rules.is_empty() && (!self.folders || store::folders("rules").is_empty());
        if none {
            return Ok(Vec::new());
        }
        let own = self.rule_texts(&[])?.into_iter().filter(|text| text.layer != Layer::BuiltIn);
        Ok(own.map(|text| text.name).collect())
    }

    /// Whether models may differ from the built-in ones.
    fn has_own_models(&self) -> bool {
        !self.models.is_empty() || (self.folders && !store::folders("models").is_empty())
    }
}

/// What a cell holds, loaded if it holds nothing yet. Two threads may load at once; one result stays.
fn kept<T>(cell: &OnceLock<T>, load: impl FnOnce() -> Result<T, Error>) -> Result<&T, Error> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let loaded = load()?;
    Ok(cell.get_or_init(|| loaded))
}

impl Engine {
    /// The rules.
    ///
    /// # Errors
    /// Files that cannot be read, or have mistakes.
    pub fn rulebook(&self) -> Result<&Rulebook, Error> {
        kept(&self.rulebook, || Ok(usable(layers::load_for_use(self.layers.rule_texts(&[])?))?.rulebook))
    }

    /// The rules with everything that was found in their files, and their examples run.
    ///
    /// # Errors
    /// Files that cannot be read.
    #[doc(hidden)]
    pub fn rules_as_written(&self, more: &[PathBuf]) -> Result<Loaded, Error> {
        Ok(layers::load(self.layers.rule_texts(more)?))
    }

    /// The same with a text that stands in no file over them, under the name of a file.
    ///
    /// # Errors
    /// Files that cannot be read.
    #[doc(hidden)]
    pub fn rules_with_text(&self, name: &str, text: &str) -> Result<Loaded, Error> {
        let mut texts = self.layers.rule_texts(&[])?;
        texts.push(layers::RuleText { name: name.to_owned(), text: text.to_owned(), layer: Layer::CommandLine });
        Ok(layers::load(texts))
    }

    /// The models.
    ///
    /// # Errors
    /// Files that cannot be read, or have mistakes.
    pub fn catalog(&self) -> Result<&Catalog, Error> {
        kept(&self.catalog, || layered(&self.layers.model_files()?))
    }

    /// The person's files of rules and models that count, for naming them under an answer.
    ///
    /// # Errors
    /// Files that cannot be read.
    #[doc(hidden)]
    pub fn own_files(&self) -> Result<Vec<String>, Error> {
        let mut files = self.layers.rule_files()?;
        files.extend(self.layers.model_files()?.into_iter().map(|(name, _)| name));
        Ok(files)
    }

    /// The models as they would be with these files, (name, text), in place of or over the others.
    ///
    /// # Errors
    /// Files that cannot be read, or have mistakes.
    #[doc(hidden)]
    pub fn catalog_with(&self, changed: &[(String, String)]) -> Result<Catalog, Error> {
        let mut files = self.layers.model_files()?;
        for (name, text) in changed {
            match files.iter_mut().find(|(known, _)| known == name) {
                Some(file) => file.1.clone_from(text),
                None => files.push((name.clone(), text.clone())),
            }
        }
        layered(&files)
    }

    /// What the fit check needs of the models: the built-in ones stand ready, only models of one's
    /// own need the catalogue.
    ///
    /// # Errors
    /// Files of models that cannot be read, or have mistakes.
    #[doc(hidden)]
    pub fn models(&self) -> Result<Models<'_>, Error> {
        if !self.layers.has_own_models() {
            return Ok(Models::built_in());
        }
        let earpieces = kept(&self.earpieces, || Ok(self.catalog()?.earpieces()))?;
        Ok(Models { shelf: Shelf::Of(earpieces), ..Models::built_in() })
    }

    /// What the person owns.
    ///
    /// # Errors
    /// A file that cannot be read, or has mistakes.
    pub fn gear(&self) -> Result<&Gear, Error> {
        kept(&self.gear, || match &self.layers.gear {
            GearFrom::Nowhere => Ok(Gear::default()),
            GearFrom::Folder => Ok(Gear::load()?),
            GearFrom::Given(gear) => Ok(Gear::clone(gear)),
        })
    }

    /// What the person owns, as wishes hold it.
    pub(super) fn own(&self) -> Result<OwnGear, Error> {
        Ok(OwnGear::of(self.gear()?))
    }
}

/// The models with these files over the built-in ones.
fn layered(files: &[(String, String)]) -> Result<Catalog, Error> {
    Catalog::layered(files).map_err(|flaws| Error::of_models(flaws, files))
}

/// Rules without mistakes.
fn usable(loaded: Loaded) -> Result<Loaded, Error> {
    if loaded.is_usable() { Ok(loaded) } else { Err(Error::Broken(loaded.broken())) }
}

impl Engine {
    /// The rules as written, which must be in order.
    ///
    /// # Errors
    /// Files that cannot be read, or have mistakes.
    #[doc(hidden)]
    pub fn rules_in_order(&self, more: &[PathBuf]) -> Result<Loaded, Error> {
        usable(self.rules_as_written(more)?)
    }
}
