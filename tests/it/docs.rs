//! The pages for people: what they tell the reader to do is done here, step by step.

use std::path::Path;
use std::process::Command;

/// Pages that are made from the program's own lists.
#[test]
fn page_of_fields_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fields.md");
    let page = iem::report::fields_markdown();
    if std::env::var_os("IEM_UPDATE").is_some() {
        std::fs::write(&path, &page).expect("docs is writable");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(written, page, "docs/fields.md is out of date: IEM_UPDATE=1 cargo test page_of_fields");
}

/// Whether a text is what the page shows, where a line `...` stands for any lines, and `...` in
/// a line for any part of it.
fn is_as_shown(shown: &[&str], said: &[&str]) -> bool {
    let Some((first, rest)) = shown.split_first() else { return said.is_empty() };
    if *first == "..." {
        return (0..=said.len()).any(|skipped| is_as_shown(rest, &said[skipped..]));
    }
    let Some((line, after)) = said.split_first() else { return false };
    let agrees = match first.split_once("...") {
        Some((start, end)) => line.starts_with(start) && line.trim_end().ends_with(end),
        None => line.trim_end() == *first,
    };
    agrees && is_as_shown(rest, after)
}

/// Follows the page in a fresh folder: files are written as they stand there, commands are run.
#[test]
fn first_rule_can_be_followed_to_the_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = include_str!("../../docs/first-rule.md").replace("\r\n", "\n");
    let mut commands = 0;
    for block in page.split("\n```").skip(1).step_by(2) {
        let (kind, text) = block.split_once('\n').expect("a block");
        if kind == "jsonc" {
            std::fs::write(folder.path().join("my-taste.jsonc"), text).expect("writable");
            continue;
        }
        let (command, shown) = text.split_once('\n').expect("a command and its answer");
        let script = command.strip_prefix("$ iem ").expect("a command of iem");
        let output = Command::new(env!("CARGO_BIN_EXE_iem"))
            .args(words(script))
            .current_dir(folder.path())
            .env("IEM_CONFIG_DIR", folder.path())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "80")
            .output()
            .expect("the program starts");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
        let as_shown = is_as_shown(&shown.lines().collect::<Vec<_>>(), &said.lines().collect::<Vec<_>>());
        assert!(as_shown, "{command} says\n{said}\nand the page shows\n{shown}");
        commands += 1;
    }
    assert!(commands >= 8, "only {commands} commands were found on the page");
}

/// The words of a command line; those in double quotes stay together.
fn words(line: &str) -> Vec<String> {
    let outside = |(i, part): (usize, &str)| match i % 2 {
        1 => vec![part.to_owned()],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    };
    line.split('"').enumerate().flat_map(outside).collect()
}
