//! Seeded defects: the shipped rules with one mistake each. Nearly all must be found by
//! `iem rules check` or `iem rules test`, and nothing in the rules as they are.

use std::collections::BTreeMap;

use iem::catalog::Catalog;
use iem::rulebook::layers::{self, RuleText};
use iem::rulebook::lints;
use iem::schema::{FieldId, Ty};

/// A mistake: which file, the text with it, and what was done.
struct Mutant {
    file: usize,
    text: String,
    kind: &'static str,
    what: String,
}

/// Places of expressions: the inside of the string after `"when":`, `"score":`, `"require":`, `"warn":`.
fn expressions(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for key in ["\"when\": \"", "\"score\": \"", "\"require\": \"", "\"warn\": \""] {
        for (at, _) in text.match_indices(key) {
            let start = at + key.len();
            let end = start + text[start..].find('"').expect("a closing quote");
            found.push(start..end);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Words of an expression made of these characters, with their places.
fn words(text: &str, inside: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn field(path: &str) -> Option<FieldId> {
    FieldId::all().find(|id| id.field().path() == path)
}

/// Other fields of the record with the same kind of value, of the same unit or of another.
fn others(id: FieldId, same_unit: bool) -> impl Iterator<Item = FieldId> {
    let unit = |id: FieldId| if let Ty::Number(unit) = id.field().ty { Some(unit) } else { None };
    FieldId::all().filter(move |other| {
        let same_kind = std::mem::discriminant(&other.field().ty) == std::mem::discriminant(&id.field().ty);
        *other != id
            && other.field().record == id.field().record
            && same_kind
            && (unit(*other) == unit(id)) == same_unit
    })
}

/// The words that a field can have beside this one.
fn other_words(word: &str) -> Vec<&'static str> {
    let lists = FieldId::all().filter_map(|id| match id.field().ty {
        Ty::Text(words) | Ty::Set(words) => words.list(),
        _ => None,
    });
    let list = lists.into_iter().find(|words| words.contains(&word)).unwrap_or_default();
    list.iter().copied().filter(|other| *other != word).collect()
}

/// The expression with one mistake, in every way that is tried.
fn mutants_of(expression: &str) -> Vec<(&'static str, String)> {
    let mut made = Vec::new();
    let replaced =
        |at: usize, old: &str, new: &str| format!("{}{new}{}", &expression[..at], &expression[at + old.len()..]);
    for (at, path) in words(expression, |c| c.is_ascii_alphanumeric() || c == '_' || c == '.') {
        if let Some(id) = field(path) {
            made.push(("misspelt field", replaced(at, path, &path[..path.len() - 1])));
            made.extend(others(id, true).map(|id| ("other field", replaced(at, path, &id.field().path()))));
            if let Ty::Number(_) = id.field().ty {
                made.extend(others(id, false).map(|id| ("other unit", replaced(at, path, &id.field().path()))));
            }
        } else if let Ok(number) = path.parse::<f64>() {
            for wrong in [number * 10.0 + 1.0, number * 2.0 + 1.0, number / 2.0 - 1.0] {
                made.push(("other bound", replaced(at, path, &format!("{wrong}"))));
            }
        }
    }
    let quotes: Vec<usize> = expression.match_indices('\'').map(|(at, _)| at).collect();
    for pair in quotes.chunks_exact(2) {
        let word = &expression[pair[0] + 1..pair[1]];
        made.push(("misspelt word", replaced(pair[0] + 1, word, &format!("x{word}"))));
        let others = other_words(word).into_iter();
        made.extend(others.map(|other| ("other word", replaced(pair[0] + 1, word, other))));
    }
    for (old, new) in OPERATORS {
        made.extend(expression.match_indices(old).map(|(at, _)| ("other operator", replaced(at, old, new))));
    }
    made
}

/// Operators that are taken for one another.
const OPERATORS: [(&str, &str); 9] = [
    (" == ", " != "),
    (" != ", " == "),
    (" <= ", " >= "),
    (" >= ", " <= "),
    (" && ", " || "),
    (" || ", " && "),
    (" < ", " > "),
    (" > ", " < "),
    ("!", ""),
];

fn mutants(texts: &[RuleText]) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (file, RuleText { text, name, .. }) in texts.iter().enumerate().filter(|(_, t)| !t.name.contains("criteria")) {
        for range in expressions(text) {
            let old = &text[range.clone()];
            let mut add = |kind, new: String, what: String| {
                let text = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
                all.push(Mutant { file, text, kind, what: format!("{name}: {what}") });
            };
            for (kind, new) in mutants_of(old) {
                add(kind, new.clone(), format!("{old} -> {new}"));
            }
            let is_condition = !text[..range.start].ends_with("\"score\": \"");
            if is_condition {
                add("contradiction", format!("({old}) && !({old})"), format!("{old} contradicted"));
            }
        }
        for (kind, copy) in doubled(text) {
            all.push(Mutant { file, text: copy, kind, what: format!("{name}: {kind}") });
        }
    }
    all
}

/// The first rule of a file once more, under another id and under its own.
fn doubled(text: &str) -> Vec<(&'static str, String)> {
    let start = text.find("\"rules\": {").expect("rules") + "\"rules\": {".len();
    let rule = &text[start..start + text[start..].find("\n    },").map_or(0, |end| end + 7)];
    let id_start = rule.find('"').expect("an id") + 1;
    let other = format!("{}again-{}", &rule[..id_start], &rule[id_start..]);
    let with = |copy: &str| format!("{}{copy}{}", &text[..start], &text[start..]);
    vec![("doubled rule", with(&other)), ("doubled id", with(rule))]
}

/// Whether `iem rules check` or `iem rules test` finds anything.
fn is_found(texts: Vec<RuleText>, catalog: &Catalog) -> bool {
    let loaded = layers::load(texts);
    !loaded.found.is_empty() || !lints::run(&loaded.rulebook, catalog).is_empty()
}

/// All mutants, about 1,500: a check takes a millisecond.
#[test]
fn nine_of_ten_seeded_defects_are_found() {
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let texts = layers::built_in();
    assert!(!is_found(texts.clone(), &catalog), "the shipped rules are clean");
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for mutant in mutants(&texts) {
        let mut mutated = texts.clone();
        mutated[mutant.file].text = mutant.text;
        let found = is_found(mutated, &catalog);
        let count = counts.entry(mutant.kind).or_default();
        count.0 += usize::from(found);
        count.1 += 1;
        if !found {
            eprintln!("missed: {}", mutant.what);
        }
    }
    for (kind, (found, all)) in &counts {
        eprintln!("{kind}: {found} of {all}");
        assert!(found * 100 >= all * 90, "{kind}: {found} of {all}");
    }
    let (found, all) = counts.values().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    eprintln!("{found} of {all} seeded defects are found");
}
