//! The list of a squig.link site: `phone_book.json`, brands with their phones and curve files.
//!
//! Sites write it in several ways: a phone is a text or an object, its name and file one text or
//! a list (variants, with a `suffix` each). What cannot be understood is named, never lost silently.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The largest list that is read.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// An earphone, or a variant of one, with its curve files.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// Its brand.
    pub brand: String,
    /// Its name, with the suffix of a variant.
    pub name: String,
    /// Beginning of the names of its files.
    pub file: String,
    /// Its price, where one in US dollars stands there.
    pub price_usd: Option<f64>,
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
        for phone in list {
            match variants(brand.trim(), phone) {
                Ok(found) => phones.extend(found),
                Err(because) => {
                    odd.push(Odd { name: format!("{} {}", brand.trim(), text_of(phone.get("name"))), because });
                }
            }
        }
    }
    Ok((phones, odd))
}

/// The phones of one entry.
fn variants(brand: &str, phone: &Value) -> Result<Vec<Phone>, String> {
    if let Some(name) = phone.as_str().filter(|n| !n.trim().is_empty()) {
        let name = name.trim().to_owned();
        return Ok(vec![Phone { brand: brand.to_owned(), file: format!("{brand} {name}"), name, price_usd: None }]);
    }
    let names = texts(phone.get("name"));
    let files = texts(phone.get("file"));
    let suffixes = texts_with_empty(phone.get("suffix"));
    let prefix = text_of(phone.get("prefix"));
    let Some(first) = names.first() else { return Err("it has no \"name\"".to_owned()) };
    let price_usd = price(phone.get("price"));
    let files = if files.is_empty() { vec![format!("{brand} {first}")] } else { files };
    let named = |(i, file): (usize, &String)| {
        let suffix = suffixes.get(i).map(|s| s.trim()).filter(|s| !s.is_empty());
        let name = match (suffix, names.get(i)) {
            (Some(suffix), _) => format!("{first} {suffix}"),
            (None, Some(name)) => name.clone(),
            // A further file without a name: what its file says beyond the first one, or its number.
            (None, None) => {
                let start = if prefix.is_empty() { first.as_str() } else { prefix.as_str() };
                let rest = file.split_once(start).map(|(_, rest)| rest.trim()).filter(|rest| !rest.is_empty());
                rest.map_or_else(|| format!("{first} ({})", i + 1), |rest| format!("{first} {rest}"))
            }
        };
        Phone { brand: brand.to_owned(), name, file: file.clone(), price_usd: price_usd.filter(|_| i == 0) }
    };
    Ok(files.iter().enumerate().map(named).collect())
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

/// The curve files of a phone that exist, beside the list or in its usual folders.
pub fn curve_files(folder: &Path, file: &str) -> Vec<PathBuf> {
    const FOLDERS: [&str; 4] = ["", "phones", "data", "data/phones"];
    const SIDES: [&[&str]; 2] = [&[" L", " R", " L1", " R1"], &["", " L2", " R2"]];
    if Path::new(file).components().any(|c| !matches!(c, std::path::Component::Normal(_))) {
        return Vec::new();
    }
    let exists = |inside: &str, side: &str| {
        let path = |ending: &str| folder.join(inside).join(format!("{file}{side}.{ending}"));
        ["txt", "csv"].into_iter().map(path).find(|p| p.is_file())
    };
    let in_folder = |sides: &[&str], inside: &str| sides.iter().filter_map(|s| exists(inside, s)).collect::<Vec<_>>();
    let places = SIDES.iter().flat_map(|sides| FOLDERS.iter().map(move |inside| (sides, inside)));
    places.map(|(sides, inside)| in_folder(sides, inside)).find(|found| !found.is_empty()).unwrap_or_default()
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
                { "name": "Variations", "file": ["Variations", "Variations m20"], "price": "€500" },
                { "file": "nameless" }, 7 ] },
            { "phones": [] } ]"#;
        let (phones, odd) = parse(text).expect("a list");
        let named: Vec<String> = phones.iter().map(|p| format!("{} {}={}", p.brand, p.name, p.file)).collect();
        assert_eq!(
            named,
            [
                "64 Audio U12t=64 Audio U12t",
                "64 Audio Nio=64 Nio",
                "Moondrop Aria=Aria",
                "Moondrop Aria (foam)=Aria foam",
                "Moondrop Kato=Kato",
                "Moondrop Kato steel=Kato S",
                "Moondrop Variations=Variations",
                "Moondrop Variations m20=Variations m20",
            ]
        );
        assert_eq!(phones.iter().filter_map(|p| p.price_usd).collect::<Vec<_>>(), [1699.0, 189.0]);
        assert_eq!(odd.len(), 3);
        assert!(parse("{}").is_err() && parse("nonsense").is_err());
    }
}
