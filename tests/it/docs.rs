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
    if first.trim() == "..." {
        return (0..=said.len()).any(|skipped| is_as_shown(rest, &said[skipped..]));
    }
    let Some((line, after)) = said.split_first() else { return false };
    let agrees = match first.split_once("...") {
        Some((start, end)) => line.starts_with(start) && line.trim_end().ends_with(end),
        None => line.trim_end() == *first,
    };
    agrees && is_as_shown(rest, after)
}

/// What a page holds: text between blocks, and blocks with what stands behind their three ticks.
enum Piece<'a> {
    Text(&'a str),
    Block { info: &'a str, text: &'a str },
}

fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for (i, part) in page.split("\n```").enumerate() {
        match part.split_once('\n') {
            Some((info, text)) if i % 2 == 1 => out.push(Piece::Block { info, text }),
            _ if i % 2 == 1 => out.push(Piece::Block { info: part, text: "" }),
            _ => out.push(Piece::Text(part)),
        }
    }
    out
}

/// What `iem` says to a line of a page.
fn said(line: &str, folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_iem"))
        .args(words(line))
        .current_dir(folder)
        .env("IEM_CONFIG_DIR", folder.join("settings"))
        .env("HOME", folder)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .output()
        .expect("the program starts");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

/// Runs the commands of a block; gives the block as it should read, and how many there are. What agrees with its
/// `...` stays as it is.
fn run_block(page: &str, block: &str, folder: &Path) -> (String, usize) {
    let (mut current, mut commands) = (String::new(), 0);
    let text = format!("\n{block}");
    for step in text.split("\n$ ").skip(1) {
        let (command, shown) = step.split_once('\n').unwrap_or((step, ""));
        let line = command.strip_prefix("iem ").unwrap_or_else(|| panic!("{page}: {command} is no command of iem"));
        let said = said(line, folder);
        let lines: Vec<&str> = said.lines().collect();
        let agrees = is_as_shown(&shown.lines().collect::<Vec<_>>(), &lines);
        assert!(agrees || !shown.contains("..."), "{page}: {command} says\n{said}\nand the page shows\n{shown}");
        let trimmed = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
        let shown = if agrees { shown.trim_end_matches('\n') } else { &trimmed };
        current += &format!("$ {command}\n{shown}\n");
        commands += 1;
    }
    (current.trim_end_matches('\n').to_owned(), commands)
}

/// Follows a page in a fresh folder, from the top: files are written as they stand there under the name behind the
/// kind of their block, commands are run, and say what the page shows. Gives how many commands there were.
///
/// With `IEM_UPDATE` set, what is out of date is written anew, save what is shortened with `...`.
fn follow(page: &str, folder: &Path) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let written = std::fs::read_to_string(&path).expect("a page").replace("\r\n", "\n");
    let (mut current, mut commands) = (Vec::new(), 0);
    for piece in pieces(&written) {
        current.push(match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Block { info, text } => {
                if let Some((_, name)) = info.split_once(' ') {
                    std::fs::write(folder.join(name), text).expect("writable");
                }
                let console = info == "console" || text.lines().any(|line| line.starts_with("$ iem"));
                let (text, run) = if console { run_block(page, text, folder) } else { (text.to_owned(), 0) };
                commands += run;
                format!("{info}\n{text}")
            }
        });
    }
    let current = current.join("\n```");
    if std::env::var_os("IEM_UPDATE").is_some() && written != current {
        std::fs::write(&path, &current).expect("writable");
    } else {
        assert_eq!(written, current, "{page} is out of date: IEM_UPDATE=1 cargo test pages_show");
    }
    commands
}

#[test]
fn pages_show_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<String> = std::fs::read_dir(root.join("docs"))
        .expect("docs")
        .flatten()
        .map(|entry| format!("docs/{}", entry.file_name().to_string_lossy()))
        // The page of fields is made by the program.
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "md") && name != "docs/fields.md")
        .collect();
    pages.sort();
    for page in pages.iter().map(String::as_str).chain(["CONTRIBUTING.md"]) {
        let folder = tempfile::tempdir().expect("a folder");
        let commands = follow(page, folder.path());
        assert!(page != "docs/first-rule.md" || commands >= 8, "only {commands} commands were found on {page}");
    }
}

/// The first page too, whose pictures are those that its commands draw.
#[test]
fn the_first_page_shows_what_the_program_draws() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(follow("README.md", folder.path()) >= 4);
    for name in ["graph.svg", "chain.svg", "plug.svg"] {
        let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(name);
        let drawn = std::fs::read_to_string(folder.path().join(name)).expect("the README draws it");
        if std::env::var_os("IEM_UPDATE").is_some() {
            std::fs::write(&picture, &drawn).expect("writable");
        }
        let kept = std::fs::read_to_string(&picture).unwrap_or_default().replace("\r\n", "\n");
        assert!(kept == drawn, "docs/pictures/{name} is out of date: IEM_UPDATE=1 cargo test the_first_page");
    }
}

/// The words of a command line; those in double quotes stay together.
fn words(line: &str) -> Vec<String> {
    let outside = |(i, part): (usize, &str)| match i % 2 {
        1 => vec![part.to_owned()],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    };
    line.split('"').enumerate().flat_map(outside).collect()
}
