//! The documented surface: what a program that embeds the crate may rely on, written down, so that
//! a change of it is seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::snapshots::settings;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Names that the crate hands out at its root, each with the room it comes from.
fn names() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let mut names = BTreeSet::new();
    for part in text.split("\npub use ").skip(1) {
        let list = part.split(';').next().unwrap_or_default();
        let room = list.split("::").next().unwrap_or_default();
        let list = list.replace(['{', '}', '\n'], ",");
        for name in list.split(',').map(str::trim).filter(|n| !n.is_empty() && !n.ends_with("::")) {
            let name = name.split(" as ").next().unwrap_or(name);
            names.insert((name.rsplit("::").next().unwrap_or(name).to_owned(), room.to_owned()));
        }
    }
    names
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        let mut all: Vec<PathBuf> = fs::read_dir(folder).expect("src").flatten().map(|e| e.path()).collect();
        all.sort();
        for path in all {
            if path.is_dir() {
                walk(&path, out);
            } else if let Ok(text) = fs::read_to_string(&path) {
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join("src"), &mut out);
    out.retain(|(path, _)| !path.starts_with(root().join("src/cli")));
    out
}

/// The item that starts at a line, up to the brace or semicolon that ends it in the first column.
fn item<'a>(lines: &[&'a str], at: usize) -> Vec<&'a str> {
    if lines[at].ends_with(';') || lines[at].ends_with('}') {
        return vec![lines[at]];
    }
    let end = lines[at..].iter().position(|l| *l == "}" || *l == ");").unwrap_or(0);
    lines[at..=at + end].to_vec()
}

/// Public functions of an `impl` block, those hidden from the documentation left out.
fn functions(block: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for at in (0..block.len()).filter(|at| block[*at].starts_with("    pub fn ")) {
        let before = block[..at].iter().rev().take_while(|l| l.trim_start().starts_with(['#', '/']));
        if before.into_iter().any(|l| l.contains("doc(hidden)")) {
            continue;
        }
        let rest: Vec<&str> = block[at..].iter().map(|l| l.trim()).collect();
        let end = rest.iter().position(|l| l.ends_with('{')).unwrap_or(0);
        let signature = rest[..=end].join(" ").replace("( ", "(").replace(", )", ")");
        out.push(format!("  {}", signature.trim_end_matches('{').trim()));
    }
    out
}

fn surface() -> String {
    let files = sources();
    let mut out = String::new();
    for (name, room) in names() {
        let starts = |line: &str, what: &str| {
            line.strip_prefix(what)
                .and_then(|rest| rest.strip_prefix(name.as_str()))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['<', ' ', ';', '(', '{']))
        };
        for (_, text) in files.iter().filter(|(path, _)| path.starts_with(root().join("src").join(&room))) {
            let lines: Vec<&str> = text.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                if starts(line, "pub struct ") || starts(line, "pub enum ") {
                    out.push_str(&format!("{}\n", line.trim_end_matches(['{', ' '])));
                    let shown = |l: &&&str| {
                        let bare = l.trim_start();
                        l.starts_with("    ")
                            && !bare.starts_with(['/', '#'])
                            && (bare.starts_with("pub ") || line.contains("enum"))
                    };
                    item(&lines, at)
                        .iter()
                        .skip(1)
                        .filter(shown)
                        .for_each(|l| out.push_str(&format!("{}\n", l.trim_end_matches(','))));
                }
                if starts(line, "impl ") || starts(line, "impl<'a> ") || starts(line, "impl<'_> ") {
                    for function in functions(&item(&lines, at)) {
                        out.push_str(&format!("{function}\n"));
                    }
                }
            }
        }
    }
    out
}

#[test]
fn the_documented_surface() {
    settings().bind(|| insta::assert_snapshot!("surface", surface()));
}

/// The example asks for nothing beyond the documented names.
#[test]
fn the_embedding_example_uses_the_surface_alone() {
    let text = fs::read_to_string(root().join("examples/embed.rs")).expect("the example");
    let known = names();
    let used = text.split("use iem::{").nth(1).and_then(|rest| rest.split('}').next()).expect("one use of iem");
    for name in used.split(',').map(str::trim) {
        assert!(name == "json" || known.iter().any(|(k, _)| k == name), "{name} is not in the documented surface");
    }
    let paths = text.lines().filter(|l| !l.trim_start().starts_with("//")).filter(|l| l.contains("iem::")).count();
    assert_eq!(paths, 1, "the example reaches into the crate by a path");
}
