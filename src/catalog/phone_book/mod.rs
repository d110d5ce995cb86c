//! The list of a squig.link or `CrinGraph` site: `phone_book.json`, brands with their phones and curve files.
//!
//! Read as those programs read it: a phone that is a plain text is also the name of its file; an object
//! without `file` has a file of its name; several files are variants of one phone, whose names come from
//! `suffix`, `prefix` or the files. What cannot be understood is named, never lost silently. `site`
//! finds the curves, `variants` tells a variant of a model from a model.

mod site;
mod variants;

use serde_json::Value;

pub use site::Site;
pub use variants::base_name;

/// The largest list that is read.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// An earphone with its curve files.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// Its brand, with the suffix that the site writes after it.
    pub brand: String,
    /// The brand without it, as it stands before names.
    pub short_brand: String,
    /// Its name.
    pub name: String,
    /// Beginning of the names of its files.
    pub file: String,
    /// What its only or plainest file was measured with, such as tips, if that is said.
    pub with: Option<String>,
    /// Its price, where one in US dollars stands there.
    pub price_usd: Option<f64>,
    /// The same earphone measured otherwise: another sample, other tips, a filter, a switch.
    pub variants: Vec<Variant>,
}

/// An earphone measured otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Name of the earphone and what is different.
    pub name: String,
    /// Beginning of the names of its files.
    pub file: String,
}

/// An entry that says too little, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// Whose entry it is.
    pub name: String,
    /// What is missing.
    pub because: String,
}

/// Reads a list.
///
/// # Errors
/// A text that is not JSON or not a list of brands.
pub fn parse(text: &str) -> Result<(Vec<Phone>, Vec<Odd>), String> {
    let brands: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| e.to_string())?;
    let Some(brands) = brands.as_array() else {
        return Err("it is not a list of brands: [ { \"name\": ..., \"phones\": [ ... ] }, ... ]".to_owned());
    };
    let (mut phones, mut odd) = (Vec::new(), Vec::new());
    for brand in brands {
        let name = text_of(brand.get("name"));
        let Some(list) = brand.get("phones").and_then(Value::as_array).filter(|_| !name.is_empty()) else {
            odd.push(Odd { name, because: "a brand needs a \"name\" and a list of \"phones\"".to_owned() });
            continue;
        };
        let brand = format!("{name} {}", text_of(brand.get("suffix")));
        for entry in list {
            match phone(brand.trim(), &name, entry) {
                Ok(found) => phones.push(found),
                Err(because) => {
                    odd.push(Odd { name: format!("{} {}", brand.trim(), text_of(entry.get("name"))), because });
                }
            }
        }
    }
    Ok((phones, odd))
}

/// One entry.
fn phone(brand: &str, short_brand: &str, entry: &Value) -> Result<Phone, String> {
    let bare = entry.as_str().map(|name| vec![name.trim().to_owned()]).filter(|n| !n[0].is_empty());
    let names = bare.unwrap_or_else(|| texts(entry.get("name")));
    let Some(name) = names.first().cloned() else { return Err("it has no \"name\"".to_owned()) };
    let mut files = texts(entry.get("file"));
    if files.is_empty() {
        // The name is the file's name too, without the brand.
        files.clone_from(&names);
    }
    let suffixes = texts_with_empty(entry.get("suffix"));
    let prefix = text_of(entry.get("prefix"));
    let labels: Vec<String> = (0..files.len())
        .map(|i| match (suffixes.get(i), names.get(i).filter(|_| i > 0)) {
            (Some(suffix), _) => suffix.clone(),
            (None, Some(own)) => beyond(own, &name).unwrap_or_else(|| own.clone()),
            // Without a suffix the file says what is different: what stands after the prefix.
            (None, None) => {
                let start = if prefix.is_empty() { &files[0] } else { &prefix };
                beyond(&files[i], start).or_else(|| beyond(&files[i], &name)).unwrap_or_else(|| files[i].clone())
            }
        })
        .collect();
    // The plain one is the model; where every file has a label, the first.
    let main = labels.iter().position(String::is_empty).unwrap_or(0);
    let given = !suffixes.is_empty() || !prefix.is_empty();
    let variant = |i: usize| {
        let label = &labels[i];
        Variant { name: format!("{name} {label}").trim().to_owned(), file: files[i].clone() }
    };
    Ok(Phone {
        brand: brand.to_owned(),
        short_brand: short_brand.to_owned(),
        file: files[main].clone(),
        with: Some(labels[main].clone()).filter(|label| given && !label.is_empty()),
        price_usd: price(entry.get("price")),
        variants: (0..files.len()).filter(|i| *i != main).map(variant).collect(),
        name,
    })
}

/// What a text says after a beginning, whatever the case; `None` when it does not begin so.
fn beyond(text: &str, start: &str) -> Option<String> {
    let head = text.get(..start.len())?;
    let rest = text[start.len()..].trim().trim_start_matches(['-', '_']).trim();
    head.eq_ignore_ascii_case(start).then(|| rest.to_owned())
}

fn text_of(value: Option<&Value>) -> String {
    texts(value).into_iter().next().unwrap_or_default()
}

fn texts(value: Option<&Value>) -> Vec<String> {
    texts_with_empty(value).into_iter().filter(|t| !t.is_empty()).collect()
}

fn texts_with_empty(value: Option<&Value>) -> Vec<String> {
    let text = |v: &Value| match v {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    };
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// `$199`, `199 USD` or a bare number; other currencies are not dollars.
fn price(value: Option<&Value>) -> Option<f64> {
    let usd = match value? {
        Value::Number(n) => n.as_f64()?,
        Value::String(text) => {
            let text = text.trim().trim_start_matches('$').trim_start_matches("USD").trim_end_matches("USD");
            text.trim().trim_end_matches('$').replace(',', "").parse().ok()?
        }
        _ => return None,
    };
    (usd > 0.0 && usd < 100_000.0).then_some(usd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_phone_is_understood() {
        let text = r#"[
            { "name": "64", "suffix": "Audio", "phones": [ "U12t", { "name": "Nio", "file": "64 Nio", "price": "$1,699" } ] },
            { "name": "Moondrop", "phones": [
                { "name": "Aria", "file": ["Aria", "Aria foam"], "suffix": ["", "(foam)"], "reviewScore": "4" },
                { "name": ["Kato", "Kato steel"], "file": ["Kato", "Kato S"], "price": 189 },
                { "name": "Variations", "file": ["Variations", "Variations m20"], "price": "\u20ac500" },
                { "name": "IER-Z1R", "file": ["Z1R S2", "Z1R S3", "Z1R"], "prefix": "Z1R" },
                { "name": "Chu" },
                { "name": "Lan", "file": ["Lan (foam)"], "suffix": ["foam"] },
                { "file": "nameless" }, 7, "" ] },
            { "phones": [] } ]"#;
        let (phones, odd) = parse(text).expect("a list");
        let named: Vec<String> = phones.iter().map(|p| format!("{} {}={}", p.brand, p.name, p.file)).collect();
        assert_eq!(
            named,
            [
                "64 Audio U12t=U12t",
                "64 Audio Nio=64 Nio",
                "Moondrop Aria=Aria",
                "Moondrop Kato=Kato",
                "Moondrop Variations=Variations",
                "Moondrop IER-Z1R=Z1R",
                "Moondrop Chu=Chu",
                "Moondrop Lan=Lan (foam)",
            ]
        );
        let variants: Vec<String> =
            phones.iter().flat_map(|p| &p.variants).map(|v| format!("{}={}", v.name, v.file)).collect();
        assert_eq!(
            variants,
            [
                "Aria (foam)=Aria foam",
                "Kato steel=Kato S",
                "Variations m20=Variations m20",
                "IER-Z1R S2=Z1R S2",
                "IER-Z1R S3=Z1R S3",
            ]
        );
        assert_eq!(phones[7].with.as_deref(), Some("foam"));
        assert_eq!(phones.iter().filter_map(|p| p.price_usd).collect::<Vec<_>>(), [1699.0, 189.0]);
        assert_eq!(odd.len(), 4);
        assert!(parse("{}").is_err() && parse("nonsense").is_err());
    }
}
