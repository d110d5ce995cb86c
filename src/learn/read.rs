//! Files of `data/learn` to topics and groups.
//!
//! A topic: lines `key: value` (title, summary, words, parts, see, sources), an empty line, the text.
//! Lists are parted by commas, sources by semicolons. `contents.md` has the groups, each a line
//! `## id, more words: title`, under it the ids of its topics as `- id`.

use super::topic::{Group, Topic};

/// The topic of a file; keys that it does not know are left out, and a test finds them.
pub(super) fn topic(path: &str, file: &str) -> Topic {
    let file = file.replace("\r\n", "\n");
    let (head, text) = file.split_once("\n\n").unwrap_or((&file, ""));
    let value = |key: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.unwrap_or_default().trim().to_owned()
    };
    let list = |key: &str, mark: char| -> Vec<String> {
        let value = value(key);
        value.split(mark).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    let part = |part: &String| part.split_once(' ').map(|(kind, id)| (kind.to_owned(), id.trim().to_owned()));
    Topic {
        id: stem(path).to_owned(),
        title: value("title"),
        summary: value("summary"),
        words: list("words", ','),
        see: list("see", ','),
        text: text.trim_end().to_owned(),
        sources: list("sources", ';'),
        parts: list("parts", ',').iter().filter_map(part).collect(),
    }
}

/// The groups of the table of contents.
pub(super) fn groups(file: &str) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for line in file.lines() {
        if let Some((words, title)) = line.strip_prefix("## ").and_then(|heading| heading.split_once(": ")) {
            let mut words: Vec<String> = words.split(',').map(|word| word.trim().to_owned()).collect();
            let id = words.remove(0);
            out.push(Group { id, words, title: title.trim().to_owned(), topics: Vec::new() });
        } else if let (Some(id), Some(group)) = (line.strip_prefix("- "), out.last_mut()) {
            group.topics.push(id.trim().to_owned());
        }
    }
    out
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or(path)
}
