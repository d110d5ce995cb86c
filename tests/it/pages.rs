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

/// What answers print of wishes, prices, drivers, sockets and jacks, typed back where a value is wanted.
#[test]
fn what_is_printed_can_be_typed() {
    let mut typed: Vec<Vec<String>> = Vec::new();
    let mut call = |words: &[&str]| typed.push(words.iter().map(|w| (*w).to_owned()).collect());
    for row in iem::words::LEVELS {
        for word in row {
            call(&["recommend", "--top", "1", "--bass", word]);
            call(&["recommend", "--top", "1", "--detail", &format!("detail {word}")]);
        }
    }
    for (flag, words) in [
        ("--driver", ["DD", "BA", "EST", "planar", "bone", "balanced armatures"]),
        ("--plug", ["4.4 mm", "3.5 mm", "USB-C", "Lightning", "4-pin XLR", "6.35 mm"]),
        ("--use", ["for sleep", "the commute", "the stage", "home", "for gaming", "the studio"]),
        ("--ears", ["small ears", "medium", "large ears", "Small", "LARGE", "medium ears"]),
        ("--sound", ["V-shaped", "warm sound", "Harman", "u-shaped sound", "neutral", "bassy"]),
        ("--budget", ["80 USD", "up to 100 USD", "100 to 300 USD", "80 USD (September 2025)", "<300", "100-300"]),
    ] {
        for word in words {
            call(&["recommend", "--top", "1", flag, word]);
        }
    }
    for call in &typed {
        let args: Vec<&str> = call.iter().map(String::as_str).collect();
        let answer = iem_at(80, &args);
        assert_ne!(answer.status.code(), Some(2), "{args:?}: {}", crate::support::err(&answer));
    }
    // The table of models: names, sockets, kinds of drivers, grades.
    let engine = iem::Engine::builder().build();
    let entries: Vec<_> = engine.catalog().expect("models").entries().collect();
    for entry in entries.iter().step_by(entries.len() / 70) {
        let page = out(&iem_at(100, &["models", "--where", &format!("iem.id == '{}'", entry.model.id)]));
        let row = page.lines().nth(1).unwrap_or_default();
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(cells[0], entry.model.name(), "{page}");
        assert!(iem_at(80, &["show", cells[0]]).status.success(), "{}", cells[0]);
        if let Some(socket) = cells.get(3).filter(|socket| **socket != "?") {
            let answer = iem_at(80, &["models", "--limit", "1", "--where", &format!("iem.socket == '{socket}'")]);
            assert!(answer.status.success(), "{socket}: {}", crate::support::err(&answer));
        }
        if let Some(price) = cells.get(1).filter(|price| **price != "?") {
            let answer = iem_at(80, &["recommend", "--top", "1", "--budget", price]);
            assert_ne!(answer.status.code(), Some(2), "{price}: {}", crate::support::err(&answer));
        }
    }
}

/// A unit that is not the flag's own is refused, never dropped: 106 dB are no 106 ohm.
#[test]
fn a_foreign_unit_is_refused() {
    for (flag, value) in [("--impedance", "106dB"), ("--output-impedance", "3 dB"), ("--noise-uv", "2 ohm")] {
        let answer = iem_at(80, &["check", "--iem", "hexa", "--source", "apple dongle", flag, value]);
        assert_eq!(answer.status.code(), Some(2), "{flag} {value}: {}", out(&answer));
        assert!(crate::support::err(&answer).contains("is not a number"), "{flag} {value}");
    }
    assert!(iem_at(80, &["similar", "hexa", "--within", "0.8 dB"]).status.success());
}
