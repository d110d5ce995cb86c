//! The catalogue's facts without their sources, as small as JSON can be: `facts.rs`.
//!
//! Three fifths of the files say where facts come from, which a ranking does not ask. The whole
//! files are carried too, and read when somebody asks for a source.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{fs, io};

use serde_json::Value;

/// The whole text of `facts.rs`: a text for each file, in the order of the files.
pub fn table(files: &[PathBuf]) -> io::Result<String> {
    let mut out = String::from(
        "/// The facts of each file of `data/catalogue`, in their order, without sources.\npub(super) static FACTS: &[&str] = &[\n",
    );
    for path in files {
        let wrong = |e: serde_json::Error| io::Error::other(format!("{}: {e}", path.display()));
        let mut file: Value = serde_json::from_str(&fs::read_to_string(path)?).map_err(wrong)?;
        if let Some(map) = file.as_object_mut() {
            map.remove("$schema");
        }
        for model in file["models"].as_object_mut().into_iter().flat_map(|models| models.values_mut()) {
            if let Some(facts) = model.as_object_mut() {
                facts.remove("evidence");
            }
        }
        let _ = writeln!(out, "    {:?},", file.to_string());
    }
    out.push_str("];\n");
    Ok(out)
}
