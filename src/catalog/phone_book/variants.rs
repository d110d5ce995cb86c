//! A variant of a model by its name: another sample, other tips, a filter, a switch.

/// Words that tell how an earphone was measured, not which one.
const MARKS: [&str; 32] = [
    "sample",
    "unit",
    "tip",
    "tips",
    "eartip",
    "eartips",
    "foam",
    "foams",
    "silicone",
    "filter",
    "filters",
    "filterless",
    "nozzle",
    "nozzles",
    "switch",
    "switches",
    "anc",
    "nc",
    "dsp",
    "eq",
    "fit",
    "insertion",
    "deep",
    "shallow",
    "mode",
    "adapter",
    "ohm",
    "vent",
    "taped",
    "modded",
    "reseat",
    "seal",
];

/// The name of the model whose variant a name is; `None` when it tells of no variant.
///
/// What is taken away is the part in brackets at the end, or the words from the first mark on.
pub fn base_name(name: &str) -> Option<String> {
    let name = name.trim();
    let in_brackets = name.strip_suffix([')', ']']).and_then(|inner| inner.rfind(['(', '[']));
    if let Some(at) = in_brackets {
        let (base, rest) = (name[..at].trim(), &name[at..]);
        return (marked(rest) && !base.is_empty()).then(|| base_name(base).unwrap_or_else(|| base.to_owned()));
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // A mark may come after a word that goes with it: `Aria grey tips`, `Aria Sample 2`.
    let at = (1..words.len()).find(|i| is_mark(words[*i]))?;
    let own =
        matches!(plain(words[at]).as_str(), "tips" | "tip" | "filter" | "nozzle" | "mode" | "fit" | "ohm" | "eartips");
    let at = if own && at >= 2 { at - 1 } else { at };
    Some(words[..at].join(" "))
}

fn marked(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| !w.is_empty() && is_mark(w))
}

/// A mark, or the number of a sample: `S2`.
fn is_mark(word: &str) -> bool {
    let word = plain(word);
    let sample = word.strip_prefix('s').is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    let ohm = word.strip_suffix("ohm").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    sample || ohm || MARKS.contains(&word.as_str())
}

fn plain(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_told_from_models() {
        for (name, base) in [
            ("Aria (foam)", Some("Aria")),
            ("Aria [grey tips]", Some("Aria")),
            ("Aria Sample 2", Some("Aria")),
            ("Aria S2 (deep insertion)", Some("Aria")),
            ("IE200 long nozzle", Some("IE200")),
            ("Variations grey tips", Some("Variations")),
            ("Zero Red 75ohm", Some("Zero Red")),
            ("Aria (2021)", None),
            ("Aria 2", None),
            ("Blessing 2 Dusk", None),
            ("S12 Pro", None),
            ("Quintet (V2)", None),
            ("", None),
            ("()", None),
        ] {
            assert_eq!(base_name(name).as_deref(), base, "{name}");
        }
    }
}
