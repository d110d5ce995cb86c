//! Where the examples of each rule file begin: they are run before the program is shipped, and
//! nobody reads them at a start. They are three fifths of the rules.

use std::path::PathBuf;
use std::{fs, io};

/// The whole text of `rules.rs`: a place for each file, in their order.
pub fn table(files: &[PathBuf]) -> io::Result<String> {
    let mut places = Vec::new();
    for path in files {
        let text = fs::read_to_string(path)?;
        places.push(last_key(&text, "examples").unwrap_or(text.len()));
    }
    Ok(format!(
        "/// Where in each of `RULES` the examples begin, which end the file; its length if there are none.\n\
         pub static EXAMPLES_AT: &[usize] = &{places:?};\n"
    ))
}

/// Where a key of the outermost object stands, if it is the last one.
fn last_key(text: &str, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut found) = (0, 0, None);
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'"' => {
                at = end_of_text(bytes, at);
                if depth == 1 && text[at..].trim_start().starts_with(':') {
                    found = (text.get(start + 1..at - 1) == Some(wanted)).then_some(start);
                }
                continue;
            }
            b'/' => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    found
}

/// The byte after the quotation mark that ends a text.
fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}
