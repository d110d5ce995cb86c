//! The house as it is written: which file of `src` takes something from which, and that the files
//! stand on floors.
//!
//! A reference is a path that starts with `crate::`, `super::` or `self::` (or, in the terminal,
//! `iem::`). It points to the file that defines the name, through the `pub use` lines of a
//! folder's `mod.rs`: such lines are the folder's list of names, not references of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file of `src`: its module path, and its text without comments and tests.
struct File {
    path: PathBuf,
    module: Vec<String>,
    text: String,
}

/// Names that a `mod.rs` hands on: name to the path it stands for, from the root of the crate.
type HandedOn = BTreeMap<(Vec<String>, String), Vec<String>>;

fn files() -> Vec<File> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let relative = path.strip_prefix(&root).expect("below src").with_extension("");
        let mut module: Vec<String> = relative.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") || module == ["lib"] || module == ["main"] {
            module.pop();
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let text = text.lines().filter(code).collect::<Vec<_>>().join("\n");
        File { path: relative.clone(), module, text }
    };
    paths.into_iter().map(file).collect()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`; `x as y` stands for `x`, seen as `y`.
fn flatten(tree: &str) -> Vec<(String, String)> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or((tree, tree.rsplit("::").next().unwrap_or(tree)));
        return vec![(path.trim().to_owned(), name.trim().to_owned())];
    };
    let (head, rest) = (tree[..open].trim(), tree[open + 1..].trim_end());
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut from, mut items) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&inner[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    items.push(&inner[from..]);
    let items = items.into_iter().filter(|item| !item.trim().is_empty());
    items
        .flat_map(flatten)
        .map(|(path, name)| {
            let name = if path == "self" {
                head.trim_end_matches("::").rsplit("::").next().unwrap_or("").to_owned()
            } else {
                name
            };
            (format!("{head}{path}").trim_end_matches("::self").to_owned(), name)
        })
        .collect()
}

/// The `use` trees of a text, with whether they are handed on.
fn uses(text: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for part in text.split(';') {
        let Some(at) = part.rfind("use ").filter(|at| part[..*at].ends_with(['\n', ' ', ')']) || *at == 0) else {
            continue;
        };
        let before = part[..at].rsplit('\n').next().unwrap_or_default();
        if before.trim().is_empty() || before.trim().starts_with("pub") {
            out.push((part[at + 4..].replace('\n', " "), before.contains("pub")));
        }
    }
    out
}

/// A path as written in a module, from the root of the crate.
fn absolute(path: &str, module: &[String], modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut parts: Vec<String> = path.split("::").map(|p| p.trim().to_owned()).collect();
    let mut base: Vec<String> = Vec::new();
    match parts[0].as_str() {
        "crate" | "iem" => {
            parts.remove(0);
        }
        "self" => {
            base = module.to_vec();
            parts.remove(0);
        }
        "super" => {
            base = module.to_vec();
            while parts.first().is_some_and(|p| p == "super") {
                base.pop();
                parts.remove(0);
            }
        }
        first => {
            // A name of this folder, as `mod.rs` writes it.
            let own: Vec<String> = module.iter().cloned().chain([first.to_owned()]).collect();
            if !modules.contains(&own) {
                return None;
            }
            base = module.to_vec();
        }
    }
    base.extend(parts);
    Some(base)
}

/// Paths in running text: `crate::a::b`, `super::c`.
fn inline(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let mut at = 0;
    while at < bytes.len() {
        let starts = word(bytes[at]) && (at == 0 || !(word(bytes[at - 1]) || bytes[at - 1] == b':'));
        if !starts {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < bytes.len()
            && (word(bytes[end])
                || (bytes[end] == b':' && bytes.get(end + 1) == Some(&b':'))
                || (end > at && bytes[end] == b':' && bytes[end - 1] == b':'))
        {
            end += 1;
        }
        let path = text[at..end].trim_end_matches(':');
        if path.contains("::") {
            out.push(path.to_owned());
        }
        at = end.max(at + 1);
    }
    out
}

/// Follows a path to the file that defines what it names.
fn file_of(path: &[String], handed: &HandedOn, modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let known = (0..=path.len()).rev().find(|n| modules.contains(&path[..*n]))?;
        let Some(next) = path.get(known) else { return Some(path) };
        match handed.get(&(path[..known].to_vec(), next.clone())) {
            Some(to) => path = to.iter().cloned().chain(path[known + 1..].iter().cloned()).collect(),
            None => return Some(path[..known].to_vec()),
        }
    }
    None
}

/// Which file takes something from which, as module paths joined by `::`.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let all = files();
    let terminal = |f: &File| f.module.first().is_some_and(|m| m == "cli") || f.path == Path::new("main");
    let modules: BTreeSet<Vec<String>> = all.iter().map(|f| f.module.clone()).collect();
    let mut handed = HandedOn::new();
    for file in all.iter().filter(|f| !terminal(f)) {
        for (tree, _) in uses(&file.text).into_iter().filter(|(_, on)| *on) {
            for (path, name) in flatten(&tree) {
                if let Some(to) = absolute(&path, &file.module, &modules) {
                    handed.insert((file.module.clone(), name), to);
                }
            }
        }
    }
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in all.iter().filter(|f| f.path != Path::new("lib")) {
        let mut paths: Vec<String> = Vec::new();
        for (tree, on) in uses(&file.text) {
            if !on {
                paths.extend(flatten(&tree).into_iter().map(|(path, _)| path));
            }
        }
        let hands_on =
            |line: &&str| !(line.starts_with("pub use") || line.starts_with("pub(") && line.contains(" use "));
        paths.extend(inline(&file.text.lines().filter(hands_on).collect::<Vec<_>>().join("\n")));
        let taken = paths.iter().filter_map(|p| file_of(&absolute(p, &file.module, &modules)?, &handed, &modules));
        let own = file.module.join("::");
        let taken = taken.filter(|m| !m.is_empty()).map(|m| m.join("::")).filter(|m| *m != own);
        out.entry(own.clone()).or_default().extend(taken);
    }
    out
}

/// A circle among files, if there is one.
fn circle(arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        at: &str,
        arrows: &BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(from) = path.iter().position(|p| p == at) {
            return Some(path[from..].to_vec());
        }
        if !done.insert(at.to_owned()) {
            return None;
        }
        path.push(at.to_owned());
        let found = arrows.get(at).into_iter().flatten().find_map(|next| visit(next, arrows, path, done));
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    arrows.keys().find_map(|file| visit(file, arrows, &mut Vec::new(), &mut done))
}

#[test]
fn no_two_files_import_each_other() {
    let arrows = arrows();
    let count: usize = arrows.values().map(BTreeSet::len).sum();
    assert!(count > 300, "the finder of imports saw only {count}");
    // What it must see: through `use`, through a name that a folder hands on, in running text.
    for (from, to) in
        [("fit::chain", "fit::joints"), ("advice::rank", "rulebook::plan"), ("engine::layers", "rulebook::layers")]
    {
        assert!(arrows[from].contains(to), "{from} takes from {:?}", arrows[from]);
    }
    let (mut arrows, mut found) = (arrows, Vec::new());
    while let Some(files) = circle(&arrows) {
        let (last, first) = (&files[files.len() - 1], &files[0]);
        arrows.get_mut(last).expect("it is in a circle").remove(first);
        found.push(files.join(" -> "));
    }
    assert!(found.is_empty(), "these files import each other in a circle:\n{}", found.join("\n"));
}

#[test]
fn a_circle_would_be_found() {
    let mut arrows = arrows();
    arrows.entry("fit::tables".to_owned()).or_default().insert("fit::chain".to_owned());
    assert!(circle(&arrows).is_some());
}

/// Knowledge, checked, ranked, explained, shown: nothing below the door takes from above it.
#[test]
fn nothing_runs_back_up() {
    const FLOORS: &[&[&str]] = &[
        &["knowledge", "dice", "source", "words", "store", "diag", "names", "jsonc"],
        &["sound"],
        &["fit"],
        &["schema", "gear", "learn"],
        &["lang"],
        &["eval"],
        &["catalog"],
        &["rulebook"],
        &["advice"],
        &["report"],
        &["quiz"],
        &["engine", "schemas"],
        &["json"],
        &["calls"],
        &["web"],
        &["cli"],
    ];
    let floor = |module: &str| {
        let room = module.split("::").next().unwrap_or_default();
        FLOORS.iter().position(|rooms| rooms.contains(&room))
    };
    for (from, all) in arrows() {
        let Some(own) = floor(&from) else {
            assert!(from.is_empty(), "{from} has no floor: say in this test where it stands");
            continue;
        };
        for to in all {
            assert!(floor(&to).is_some_and(|floor| floor <= own), "{from} takes from {to}, which stands above it");
        }
    }
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in files() {
        let text = std::fs::read_to_string(root.join("src").join(&file.path).with_extension("rs")).unwrap_or_default();
        assert!(text.lines().count() <= 500, "{} has more than 500 lines", file.path.display());
    }
}
