//! Broken rule files: each gets the right code at the right place, and no follow-up noise.

use std::collections::BTreeSet;
use std::path::PathBuf;

use iem::catalog::Catalog;
use iem::diag::{Code, Diagnostic, plain};
use iem::rulebook::Loaded;
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

/// A file on top of the shipped ones, with everything found.
fn checked(name: &str, text: &str, catalog: &Catalog) -> Loaded {
    let mut texts = layers::built_in();
    texts.push(RuleText { name: name.to_owned(), text: text.to_owned(), layer: Layer::CommandLine });
    let mut loaded = layers::load(texts);
    loaded.found.extend(lints::run(&loaded.rulebook, catalog));
    loaded.found.sort_by_key(|d| d.loc);
    loaded
}

/// `code line:column` of everything found.
fn places(loaded: &Loaded) -> Vec<String> {
    let place = |d: &Diagnostic| {
        let (line, column) = loaded.sources.line_column(d.loc);
        format!("{} {line}:{column}", d.code.id())
    };
    loaded.found.iter().map(place).collect()
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
        // A case may stand for a file of another name: `// fit.jsonc | I201 3:5`.
        let (name, head) = head.split_once(" | ").map_or((name, head), |(other, head)| (other.to_owned(), head));
        let wanted: Vec<String> = head.split(", ").map(str::to_owned).collect();
        let loaded = checked(&name, &text, &catalog);
        seen.extend(loaded.found.iter().map(|d| d.code));
        assert_eq!(places(&loaded), wanted, "{name}:\n{}", plain(&loaded.found, &loaded.sources));
    }
    let missing: Vec<Code> = Code::iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// Every line of `slips.txt` is found at its mark, and nothing else.
#[test]
fn every_slip_is_found_where_it_is() {
    const MARK: char = '⟦';
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let all = include_str!("../cases/slips.txt");
    for line in all.lines().filter(|line| !line.starts_with('#')) {
        let (code, rest) = line.split_once(' ').expect("a code");
        let (key, slip) = rest.split_once(' ').expect("a key");
        let slip = slip.trim_start_matches(' ');
        let other = match key {
            "when" => "\"score\": \"5\", \"because\": \"x\"",
            "because" => "\"score\": \"1\"",
            _ => "\"because\": \"x\"",
        };
        let start = format!("{{ \"criterion\": \"value\", \"rules\": {{ \"a\": {{ {other}, \"{key}\": \"");
        let column = start.chars().count() + 1 + slip.chars().position(|c| c == MARK).expect("a mark");
        let text = format!("{start}{}\" }} }} }}", slip.replace(MARK, ""));
        assert_eq!(places(&checked("slip.jsonc", &text, &catalog)), [format!("{code} 1:{column}")], "{line}");
    }
}

/// Editors under Windows write these; they change neither meaning nor places.
#[test]
fn byte_order_mark_and_carriage_returns_count_for_nothing() {
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let text = "{ \"criterion\": \"value\",\n\"rules\": { \"a\": { \"when\": \"iem.vent\", \"score\": \"1\", \"because\": \"x\" } } }\n";
    let unix = places(&checked("file.jsonc", text, &catalog));
    assert_eq!(unix, ["E012 2:32"]);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(places(&checked("file.jsonc", &windows, &catalog)), unix);
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

/// The pages of codes about expressions show one that has the problem and one that has not.
#[test]
fn explained_examples_are_true() {
    let mut shown = 0;
    for code in Code::iter() {
        let example = |mark: &str| {
            let line = code.explanation().lines().find_map(|line| line.strip_prefix(mark))?;
            let text = line.strip_prefix('`')?.strip_suffix('`')?;
            Some(match iem::lang::checked_condition(text) {
                Ok(checked) => checked.warnings,
                Err(problems) => problems,
            })
        };
        let (Some(wrong), Some(right)) = (example("Wrong: "), example("Right: ")) else { continue };
        assert!(matches!(&wrong[..], [only] if only.code == code), "{code:?}: {wrong:?}");
        assert!(right.is_empty(), "{code:?}: {right:?}");
        shown += 1;
    }
    assert!(shown >= 8, "only {shown} pages show an example");
}
