//! What a curve is compared with: a target by its id or name, or a curve file.

use std::path::Path;

use super::read::{self, ReadError};
use super::target::{Target, UnknownTarget, find_target, targets};

/// Why there is no target.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoTarget {
    /// A name that is not one.
    #[error("{0}\nor a curve file, such as my-target.txt")]
    Unknown(#[from] UnknownTarget),
    /// A file that is not one.
    #[error(transparent)]
    File(#[from] ReadError),
}

/// A target by its id or a loosely written name, or read from a curve file.
///
/// A file's curve has no preference score: that is defined against one target alone.
///
/// # Errors
/// An unknown name, or a file that is not a curve.
pub fn aim(text: &str) -> Result<Target, NoTarget> {
    if targets().any(|t| t.id == text) || !looks_like_a_file(text) {
        return Ok(find_target(text)?);
    }
    let curve = read::target(Path::new(text))?;
    Ok(Target {
        id: text.to_owned(),
        name: format!("your target {}", Path::new(text).file_stem().unwrap_or_default().to_string_lossy()),
        aliases: Vec::new(),
        rig: String::new(),
        valid_for: Vec::new(),
        source: text.to_owned(),
        about: "a curve file".to_owned(),
        preference_score: false,
        curve,
    })
}

/// A path with a folder or an ending of curve files, or the name of a file that is there.
fn looks_like_a_file(text: &str) -> bool {
    const ENDINGS: [&str; 5] = ["txt", "csv", "frd", "tsv", "dat"];
    let path = Path::new(text);
    let ending = path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)));
    ending || text.contains(['/', '\\']) || path.is_file()
}
