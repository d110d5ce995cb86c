//! Lists the files of `rules/` and `data/` so that the program can carry them.
//!
//! Writes `knowledge.rs`: for each folder a table of (path, text by `include_str!`), sorted by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Name of the table, folder, file ending.
const TABLES: &[(&str, &str, &str)] =
    &[("RULES", "rules", "jsonc"), ("CATALOGUE", "data/catalogue", "json"), ("TARGETS", "data/targets", "json")];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut out = String::new();
    for (table, folder, ending) in TABLES {
        println!("cargo::rerun-if-changed={folder}");
        writeln!(out, "/// The files of `{folder}/`.\npub static {table}: &[(&str, &str)] = &[")
            .map_err(io::Error::other)?;
        for path in files(&root.join(folder), ending)? {
            let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let full = path.to_string_lossy();
            writeln!(out, "    ({name:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        out.push_str("];\n");
    }
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("knowledge.rs");
    fs::write(target, out)
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
