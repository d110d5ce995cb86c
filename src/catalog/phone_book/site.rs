//! The folders of a site: where the curves of a list lie.
//!
//! As `CrinGraph` says it: in the folder that `DIR` in `config.js` names, a file for each channel (`Aria L.txt`)
//! or, with several samples a channel, `Aria L1.txt`; squig.link keeps them in `data/phones` or `data/audio_db`.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// The largest `config.js` that is read.
const MAX_CONFIG: u64 = 1024 * 1024;
/// Folders beside the list.
const FOLDERS: [&str; 6] = ["", "data", "data/phones", "data/audio_db", "phones", "audio_db"];
/// Samples a channel.
const SAMPLES: usize = 9;

/// Where curves are looked for.
#[derive(Debug, Clone)]
pub struct Site {
    /// Each folder with its files: names in lower case to names as they are.
    folders: Vec<(PathBuf, HashMap<String, String>)>,
    /// The channels that the site measures.
    channels: Vec<String>,
}

impl Site {
    /// The site of a list.
    pub fn of(book: &Path) -> Self {
        let beside = book.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut folders: Vec<PathBuf> = Vec::new();
        let mut channels = vec!["L".to_owned(), "R".to_owned()];
        for root in [beside.to_owned(), beside.join("..")] {
            let Some(config) = text(&root.join("config.js")) else { continue };
            if let Some(dir) = quoted_after(&config, "DIR").first().filter(|dir| inside(dir)) {
                folders.push(root.join(dir));
            }
            let given = quoted_after(&config, "default_channels");
            if !given.is_empty() && given.iter().all(|c| c.len() <= 8) {
                channels = given;
            }
            break;
        }
        folders.extend(FOLDERS.iter().map(|folder| beside.join(folder)));
        let folders = folders.into_iter().map(|folder| (folder.clone(), files(&folder))).collect();
        Self { folders, channels }
    }

    /// The curve files of a phone that exist: those of its channels, else its samples, else one for both.
    pub fn curve_files(&self, file: &str) -> Vec<PathBuf> {
        let file = ["txt", "csv"].iter().find_map(|e| strip_ending(file, e)).unwrap_or(file).trim();
        if !inside(file) {
            return Vec::new();
        }
        let sides: Vec<String> = self.channels.iter().map(|c| format!(" {c}")).collect();
        let samples: Vec<String> = (1..=SAMPLES).flat_map(|n| sides.iter().map(move |s| format!("{s}{n}"))).collect();
        let ways = [sides, samples, vec![String::new()]];
        let tried = ways.iter().flat_map(|sides| self.folders.iter().map(move |folder| (sides, folder)));
        let found = |(sides, folder): (&Vec<String>, &(PathBuf, HashMap<String, String>))| {
            sides.iter().filter_map(|side| exists(folder, &format!("{file}{side}"))).collect::<Vec<_>>()
        };
        tried.map(found).find(|found| !found.is_empty()).unwrap_or_default()
    }
}

/// A file with an ending of curve files, whatever the case of its letters.
fn exists((folder, files): &(PathBuf, HashMap<String, String>), name: &str) -> Option<PathBuf> {
    ["txt", "csv"].into_iter().find_map(|ending| {
        let name = format!("{name}.{ending}");
        let known = files.get(&name.to_lowercase()).map(|exact| folder.join(exact));
        // A name with a folder in it is not among the names of this one.
        known.or_else(|| Some(folder.join(&name)).filter(|path| name.contains('/') && path.is_file()))
    })
}

fn files(folder: &Path) -> HashMap<String, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return HashMap::new() };
    let name = |e: std::fs::DirEntry| e.file_name().into_string().ok();
    let mut names: Vec<String> = entries.flatten().filter(|e| e.path().is_file()).filter_map(name).collect();
    // Names that differ in case alone: the first one, on every machine.
    names.sort_by(|a, b| b.cmp(a));
    names.into_iter().map(|name| (name.to_lowercase(), name)).collect()
}

/// Whether a path stays in its folder.
fn inside(path: &str) -> bool {
    let fine = |c: Component<'_>| matches!(c, Component::Normal(_) | Component::CurDir);
    !path.is_empty() && !path.contains('\\') && !path.contains("://") && Path::new(path).components().all(fine)
}

fn strip_ending<'a>(file: &'a str, ending: &str) -> Option<&'a str> {
    let (stem, found) = file.rsplit_once('.')?;
    found.eq_ignore_ascii_case(ending).then_some(stem)
}

fn text(path: &Path) -> Option<String> {
    let short = std::fs::metadata(path).ok().filter(|m| m.is_file() && m.len() <= MAX_CONFIG);
    short.and_then(|_| std::fs::read(path).ok()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The quoted texts of the first statement that sets a name: `const DIR = "data/";`.
fn quoted_after(script: &str, name: &str) -> Vec<String> {
    let code =
        script.lines().map(|l| l.trim().split("//").next().filter(|_| !l.trim().starts_with("//")).unwrap_or(""));
    let sets = |line: &&str| {
        let bare = ["const ", "let ", "var "].iter().find_map(|k| line.strip_prefix(k)).unwrap_or(line).trim_start();
        bare.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with('=') && !rest.trim_start().starts_with("=="))
    };
    // Channels may go on over lines; `DIR` ends with its own.
    let lines: Vec<&str> = code.skip_while(|l| !sets(l)).take(if name == "DIR" { 1 } else { 4 }).collect();
    let statement = lines.join(" ");
    let statement = statement.split_once('=').map_or("", |(_, value)| value.split([';', ']']).next().unwrap_or(""));
    let mut found = Vec::new();
    let mut rest = statement;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let mark = rest[at..].chars().next().unwrap_or('"');
        let Some((text, after)) = rest[at + 1..].split_once(mark) else { break };
        found.push(text.to_owned());
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_a_site_are_found() {
        let config = "// const DIR = \"old/\";\nconst DIR = 'data_hp/';  // here\nconst default_channels = [\"R\"];\n";
        assert_eq!(quoted_after(config, "DIR"), ["data_hp/"]);
        assert_eq!(quoted_after(config, "default_channels"), ["R"]);
        assert!(quoted_after("let DIRECTORY = \"x\"", "DIR").is_empty());
        assert!(
            inside("data/phones") && inside("./data") && !inside("../x") && !inside("/etc") && !inside("https://x/y")
        );
    }
}
