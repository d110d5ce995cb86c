//! Prepares what the program carries, so that a start reads nothing that could be read before.
//!
//! Writes `knowledge.rs`: for each folder of `rules/` and `data/` a table of (path, text by
//! `include_str!`), sorted by path; `fit.rs`, `looks.rs`, `sound.rs`, `earpieces.rs`, `responses.rs` and
//! `facts.rs`: the fit tables, what parts look like, words of curve files, what the fit check needs of each
//! model, the responses, and the facts without their sources; `learnt.rs`: what was learnt on public grades. Says how the program is linked.

#[path = "build/facts.rs"]
mod facts;
#[path = "build/fit.rs"]
mod fit;
#[path = "build/learnt.rs"]
mod learnt;
#[path = "build/link.rs"]
mod link;
#[path = "build/looks.rs"]
mod looks;
#[path = "build/makers.rs"]
mod makers;
#[path = "build/models.rs"]
mod models;
#[path = "build/responses.rs"]
mod responses;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/sound.rs"]
mod sound;
#[path = "src/names/words.rs"]
mod words;
#[path = "build/write.rs"]
mod write;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Name of the table, folder, file ending.
const TABLES: &[(&str, &str, &str)] = &[
    ("RULES", "rules", "jsonc"),
    ("CATALOGUE", "data/catalogue", "json"),
    ("TARGETS", "data/targets", "json"),
    ("LEARN", "data/learn", "md"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build");
    link::stand_alone(&target)?;
    let rules = rules::table(&files(&root.join("rules"), "jsonc")?)?;
    fs::write(target.join("knowledge.rs"), knowledge(&root)? + &rules)?;
    fs::write(target.join("fit.rs"), fit::tables(&root)?)?;
    fs::write(target.join("looks.rs"), looks::tables(&root)?)?;
    fs::write(target.join("sound.rs"), sound::tables(&root)?)?;
    fs::write(target.join("makers.rs"), makers::table(&root)?)?;
    fs::write(target.join("fillers.rs"), fit::fillers(&root)?)?;
    fs::write(target.join("learnt.rs"), learnt(&root)?)?;
    let catalogue = files(&root.join("data/catalogue"), "json")?;
    let facts::Tables { ids, seen, models } = facts::tables(&catalogue)?;
    fs::write(target.join("seen.rs"), seen)?;
    fs::write(target.join("facts.rs"), models)?;
    fs::write(target.join("responses.rs"), responses::table(&root, &ids)?)?;
    fs::write(target.join("earpieces.rs"), models::table(&catalogue, &fit::connector_ids(&root)?)?)
}

fn knowledge(root: &Path) -> io::Result<String> {
    let mut out = String::new();
    for (table, folder, ending) in TABLES {
        println!("cargo::rerun-if-changed={folder}");
        writeln!(out, "/// The files of `{folder}/`.\npub static {table}: &[(&str, &str)] = &[")
            .map_err(io::Error::other)?;
        for path in files(&root.join(folder), ending)? {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let full = path.to_string_lossy();
            writeln!(out, "    ({name:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        out.push_str("];\n");
    }
    Ok(out)
}

fn learnt(root: &Path) -> io::Result<String> {
    let read = |name: &str| {
        println!("cargo::rerun-if-changed={name}");
        fs::read_to_string(root.join(name)).map_err(|e| io::Error::other(format!("{name}: {e}")))
    };
    let [shapes, tone, detail, grades] =
        [read("data/shapes.jsonc")?, read("data/tone.jsonc")?, read("data/detail.jsonc")?, read("data/grades.jsonc")?];
    let targets = files(&root.join("data/targets"), "json")?;
    let ids: Vec<String> =
        targets.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    learnt::tables([&shapes, &tone, &detail, &grades], &ids).map_err(io::Error::other)
}

fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
