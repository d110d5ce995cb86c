//! Pages of text as a narrow terminal shows them: a model on one screen, tables without a parted word.

use crate::support::{iem_at, out};

/// Words of a text without colours and lines.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain += before;
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain += rest;
    plain.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_model_is_one_screen() {
    let all = iem::Engine::builder().build();
    let models: Vec<String> = all.catalog().expect("models").entries().map(|e| e.model.id.to_string()).collect();
    for id in models.iter().step_by(models.len() / 60) {
        for format in ["human", "plain"] {
            let page = out(&iem_at(80, &["show", id, "--format", format]));
            assert!(page.lines().count() <= 24, "{} lines:\n{page}", page.lines().count());
            assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
            assert!(page.contains("--sources"), "{page}");
        }
        let sources = out(&iem_at(80, &["show", id, "--sources"]));
        assert!(sources.contains("recalled") || sources.contains("read: "), "{sources}");
    }
}

#[test]
fn no_table_parts_a_word() {
    let calls: [&[&str]; 7] = [
        &["models", "--limit", "60"],
        &["models", "64", "audio"],
        &["similar", "hexa", "--limit", "20"],
        &["compare", "hexa", "kato", "ie 900", "andromeda 2020"],
        &["graph", "hexa", "kato", "ie 900", "--format", "plain"],
        &["check", "--iem", "hexa", "--source", "apple dongle", "--source", "fiio k7", "--source", "topping dx3 pro+"],
        &["rules", "list"],
    ];
    for call in calls {
        let wide: std::collections::BTreeSet<String> = words(&out(&iem_at(100, call))).into_iter().collect();
        for columns in [60, 80] {
            let page = out(&iem_at(columns, call));
            assert!(!page.is_empty(), "{call:?}");
            let parted: Vec<String> = words(&page).into_iter().filter(|word| !wide.contains(word)).collect();
            assert!(parted.is_empty(), "{call:?} at {columns}: {parted:?}\n{page}");
            assert!(page.lines().all(|line| line.chars().count() <= columns), "{call:?} at {columns}:\n{page}");
        }
    }
}
