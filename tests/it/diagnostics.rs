//! Broken rule files: each gets the right code at the right place, and no follow-up noise.

use std::collections::BTreeSet;
use std::path::PathBuf;

use iem::catalog::Catalog;
use iem::diag::{Code, plain};
use iem::rulebook::layers::{self, RuleText};
use iem::rulebook::lints;
use iem::source::Layer;
use strum::IntoEnumIterator;

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rules");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("cases").map(|e| e.expect("a file").path()).collect();
    files.sort();
    files
}

/// Each file starts with `// E012 5:14`: code, line, column of each problem, in order.
#[test]
fn every_case_is_found_where_it_is() {
    let mut seen = BTreeSet::new();
    let catalog = Catalog::built_in().expect("a whole catalogue");
    for path in cases() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let head = text.lines().next().expect("a first line").trim_start_matches("// ");
        // A case may stand for a file of another name: `// comfort.jsonc | I201 3:5`.
        let (name, head) = head.split_once(" | ").map_or((name, head), |(other, head)| (other.to_owned(), head));
        let wanted: Vec<String> = head.split(", ").map(str::to_owned).collect();
        let mut texts = layers::built_in();
        texts.push(RuleText { name: name.clone(), text, layer: Layer::CommandLine });
        let mut loaded = layers::load(texts);
        loaded.found.extend(lints::run(&loaded.rulebook, &catalog));
        loaded.found.sort_by_key(|d| d.loc);
        let got: Vec<String> = loaded
            .found
            .iter()
            .map(|d| {
                seen.insert(d.code);
                let (line, column) = loaded.sources.line_column(d.loc);
                format!("{} {line}:{column}", d.code.id())
            })
            .collect();
        assert_eq!(got, wanted, "{name}:\n{}", plain(&loaded.found, &loaded.sources));
    }
    let missing: Vec<Code> = Code::iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn shipped_rules_are_clean() {
    let loaded = layers::load(layers::built_in());
    let mut found = loaded.found;
    found.extend(lints::run(&loaded.rulebook, &Catalog::built_in().expect("a whole catalogue")));
    assert!(found.is_empty(), "{}", plain(&found, &loaded.sources));
    assert!(loaded.rulebook.rules.len() >= 40);
    for rule in loaded.rulebook.rules.values() {
        let shown = loaded.rulebook.examples.iter().any(|e| e.expect.iter().any(|(id, ..)| *id == rule.id));
        assert!(shown, "{} has no example", rule.id);
    }
}

#[test]
fn every_code_is_explained() {
    for code in Code::iter() {
        assert!(code.explanation().lines().count() >= 3, "{code:?}");
    }
}
