//! Finding and loading rule files: built-in, the user's folder, `./.iem`, the command line.

use std::io;
use std::path::{Path, PathBuf};

use super::book::{Loaded, Rulebook};
use super::{criteria, examples, read_file};
use crate::diag::{Code, Diagnostic};
use crate::knowledge;
use crate::source::{FileId, Layer, Sources};
use crate::store;

/// A rule file before it is read.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Its path as people know it.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Where it comes from.
    pub layer: Layer,
}

impl RuleText {
    /// The file's name without folder and ending: the first half of its rules' ids.
    fn stem(&self) -> String {
        Path::new(&self.name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// The files shipped with the program.
pub fn built_in() -> Vec<RuleText> {
    let text =
        |&(name, text): &(&str, &str)| RuleText { name: name.to_owned(), text: text.to_owned(), layer: Layer::BuiltIn };
    knowledge::RULES.iter().map(text).collect()
}

/// The rule files at a path: the path itself, or every `.jsonc` in that folder.
///
/// # Errors
/// When a file or folder cannot be read, with its path in the text.
pub fn read_path(path: &Path, layer: Layer) -> io::Result<Vec<RuleText>> {
    let texts = store::texts(path, &["jsonc"])?;
    Ok(texts.into_iter().map(|(name, text)| RuleText { name, text, layer }).collect())
}

/// All layers, lowest first: built-in, the user's folder, `./.iem`, then these paths.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn all(paths: &[PathBuf]) -> io::Result<Vec<RuleText>> {
    over(store::folders("rules"), paths)
}

/// The same without the user's folder and `./.iem`.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn without_folders(paths: &[PathBuf]) -> io::Result<Vec<RuleText>> {
    over(Vec::new(), paths)
}

/// The built-in rules with those of folders, then of paths, over them.
fn over(folders: Vec<(Layer, PathBuf)>, paths: &[PathBuf]) -> io::Result<Vec<RuleText>> {
    let mut texts = built_in();
    for (layer, folder) in folders {
        texts.extend(read_path(&folder, layer)?);
    }
    for path in paths {
        texts.extend(read_path(path, Layer::CommandLine)?);
    }
    Ok(texts)
}

/// Reads and checks files in order; a later rule of the same id replaces an earlier one.
pub fn load(texts: Vec<RuleText>) -> Loaded {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let mut rulebook = Rulebook::default();
    let stems: Vec<String> = texts.iter().map(RuleText::stem).collect();
    let files: Vec<FileId> = texts.into_iter().map(|t| sources.add(t.name, t.text, t.layer)).collect();
    let are_criteria = |stem: &str| stem == "criteria";
    for (file, _) in files.iter().zip(&stems).filter(|(_, stem)| are_criteria(stem)) {
        let (read, mut problems) = criteria::read(&sources, *file);
        found.append(&mut problems);
        // The last file that is in order counts.
        rulebook.criteria = read.unwrap_or(rulebook.criteria);
    }
    for (file, stem) in files.iter().zip(&stems).filter(|(_, stem)| !are_criteria(stem)) {
        let (content, mut problems) = read_file(&sources, *file, stem, &rulebook.criteria);
        found.append(&mut problems);
        for (new, old) in rulebook.add(content.rules, content.examples) {
            let message = format!("this replaces the rule at {}", sources.cite(old));
            found.push(Diagnostic::new(Code::I201, new, message).label("counts instead"));
        }
    }
    found.extend(examples::run(&rulebook));
    found.sort_by_key(|d| d.loc);
    Loaded { rulebook, sources, found }
}

/// The same for use: without the examples of the built-in files, which were run before they were shipped.
pub fn load_for_use(mut texts: Vec<RuleText>) -> Loaded {
    for built_in in texts.iter_mut().filter(|text| text.layer == Layer::BuiltIn) {
        let place = knowledge::RULES.iter().position(|(name, _)| *name == built_in.name);
        if let Some(examples) = place.map(|place| knowledge::EXAMPLES_AT[place]).filter(|at| *at < built_in.text.len())
        {
            built_in.text.truncate(examples);
            built_in.text.push('}');
        }
    }
    load(texts)
}

impl Rulebook {
    /// The built-in rulebook alone.
    ///
    /// # Errors
    /// The diagnostics, should the shipped files be broken; a test keeps them whole.
    pub fn built_in() -> Result<Self, Vec<Diagnostic>> {
        let loaded = load(built_in());
        if loaded.is_usable() { Ok(loaded.rulebook) } else { Err(loaded.found) }
    }
}
