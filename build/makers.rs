//! The makers as a sorted table of aliases: `makers.rs`, read by `src/names/makers.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::words::words;
use crate::write::File;

/// The whole text of `makers.rs`.
pub fn table(root: &Path) -> io::Result<String> {
    let file = File::read(root, "data/makers.json")?;
    let (mut names, mut aliases) = (Vec::new(), BTreeMap::new());
    for (at, maker) in file.list("makers")?.iter().enumerate() {
        let name = file.text(maker, "name")?;
        let makes: Vec<&str> = maker["makes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let beside = makes.iter().any(|what| matches!(*what, "collaborator" | "shop"));
        names.push(name.to_owned());
        let written = maker["aliases"].as_array().into_iter().flatten();
        let weak = |alias: &Value| alias["weak"] == true;
        let text = |alias: &Value| alias.as_str().or(alias["alias"].as_str()).unwrap_or_default().to_owned();
        // The name itself is weak only where it is listed again as such.
        let own = words(name).concat();
        for (alias, weak) in [(name.to_owned(), false)].into_iter().chain(written.map(|a| (text(a), weak(a)))) {
            let key = words(&alias).concat();
            if let Some((other, ..)) =
                aliases.insert(key.clone(), (at, weak, beside, key == own)).filter(|(other, ..)| *other != at)
            {
                let others: &String = &names[other];
                return Err(io::Error::other(format!("data/makers.json: {key} is {others} and {name}")));
            }
        }
    }
    let mut out = format!("static NAMES: &[&str] = &{names:?};\nstatic ALIASES: &[Alias] = &[\n");
    for (key, (maker, weak, beside, own)) in aliases {
        let _ =
            writeln!(out, "    Alias {{ key: {key:?}, maker: {maker}, weak: {weak}, beside: {beside}, own: {own} }},");
    }
    Ok(out + "];\n")
}
