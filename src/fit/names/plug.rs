//! The plug of a cable.

use super::lookup::{Candidates, PLUGS, from_index, loose, maker, single, unknown};

/// The plug of a cable.
pub(crate) fn plug_candidates(text: &str) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "plugs", |l| l.plugs) {
        return Ok(found);
    }
    let nothing = || unknown("plug", text, &PLUGS.nearest(text));
    let mut found = from_index(&PLUGS, text).ok_or_else(nothing)?;
    found.maker = maker(text);
    // A plug with exchangeable tips and a tip named: it is that tip.
    if found.ids == ["modular"] && !found.ignored.is_empty() {
        if let Some(tip) = from_index(&PLUGS, &found.ignored.join(" ")).filter(|t| t.ids.len() == 1) {
            found.ids = tip.ids;
            found.ignored.clear();
        }
    } else if leaves_number(&found) {
        return Err(nothing());
    }
    Ok(found)
}

fn leaves_number(found: &Candidates) -> bool {
    found.ignored.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The one plug of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn plug(text: &str) -> Result<&'static str, String> {
    single(&plug_candidates(text)?, text)
}
