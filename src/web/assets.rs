//! The style sheet, the scripts and the icon, under names that change with their content.

use std::sync::LazyLock;

use super::answer::Answer;

/// A file that pages ask for.
struct Asset {
    name: String,
    kind: &'static str,
    text: &'static str,
}

/// Name, ending, media type, content.
const FILES: [(&str, &str, &str, &str); 6] = [
    ("style", "css", "text/css; charset=utf-8", include_str!("assets/style.css")),
    ("theme", "js", "text/javascript; charset=utf-8", include_str!("assets/theme.js")),
    ("page", "js", "text/javascript; charset=utf-8", include_str!("assets/page.js")),
    ("advice", "js", "text/javascript; charset=utf-8", include_str!("assets/advice.js")),
    ("graph", "js", "text/javascript; charset=utf-8", include_str!("assets/graph.js")),
    ("icon", "svg", "image/svg+xml", include_str!("assets/icon.svg")),
];

static ASSETS: LazyLock<[Asset; FILES.len()]> = LazyLock::new(|| {
    FILES.map(|(name, ending, kind, text)| Asset { name: format!("{name}.{}.{ending}", mark(text)), kind, text })
});

/// A mark of a content: FNV-1a, 32 bit, enough to tell one version from the next.
fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// The address of a file by its short name.
pub(super) fn address(name: &str) -> String {
    let at = FILES.iter().position(|(known, ..)| *known == name);
    at.map_or_else(|| "/a/".to_owned(), |at| format!("/a/{}", ASSETS[at].name))
}

/// A file by the name that its address has.
pub(super) fn answer(name: &str) -> Option<Answer> {
    let asset = ASSETS.iter().find(|asset| asset.name == name)?;
    Some(Answer { fixed: true, ..Answer::of(200, asset.kind, asset.text.as_bytes().to_vec()) })
}

/// The icon under the name that browsers try.
pub(super) fn icon() -> Answer {
    let icon = FILES.iter().find(|(name, ..)| *name == "icon");
    let (kind, text) = icon.map_or(("image/svg+xml", ""), |(_, _, kind, text)| (*kind, *text));
    Answer::of(200, kind, text.as_bytes().to_vec())
}
