//! Broken rule files: each gets the right code at the right place, and no follow-up noise.

use std::collections::BTreeSet;
use std::path::PathBuf;

use iem::diag::{Code, plain};
use iem::rulebook::layers::{self, RuleText};
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
    for path in cases() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let wanted: Vec<String> = text
            .lines()
            .next()
            .expect("a first line")
            .trim_start_matches("// ")
            .split(", ")
            .map(str::to_owned)
            .collect();
        let mut texts = layers::built_in();
        texts.push(RuleText { name: name.clone(), text, layer: Layer::CommandLine });
        let loaded = layers::load(texts);
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
    assert!(loaded.found.is_empty(), "{}", plain(&loaded.found, &loaded.sources));
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
