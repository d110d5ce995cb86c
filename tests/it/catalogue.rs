//! The shipped data are whole, and say what the collected facts say.

use std::collections::BTreeSet;

use iem::catalog::Catalog;
use iem::report::models_json;
use iem::sound::targets;

use crate::support::shared_json;

fn catalog() -> Catalog {
    Catalog::built_in().expect("the shipped catalogue has no flaws")
}

#[test]
fn every_model_is_there() {
    let catalog = catalog();
    assert_eq!(catalog.entries().len(), 1219);
    assert_eq!(catalog.entries().filter(|e| e.model.core).count(), 135);
    assert_eq!(catalog.entries().filter(|e| e.measured.is_some()).count(), 1189);
}

#[test]
fn every_fact_has_evidence_of_its_own() {
    for entry in catalog().entries() {
        for field in ["price_usd", "socket", "impedance_ohm", "form"] {
            let known = models_json(std::iter::once(entry))["models"][0][field].is_null();
            assert!(known || entry.model.sources().contains_key(field), "{}: {field}", entry.model.id);
        }
    }
}

#[test]
fn facts_are_those_of_the_collection() {
    let Some(collected) = shared_json("facts/models.json") else { return };
    let ours = models_json(catalog().entries());
    let ours = ours["models"].as_array().expect("models");
    for wanted in collected.as_array().expect("a list") {
        let id = &wanted["id"];
        let model = ours.iter().find(|m| &m["id"] == id).unwrap_or_else(|| panic!("{id} is missing"));
        for (key, value) in wanted.as_object().expect("facts") {
            match key.as_str() {
                "evidence" => {}
                // Further names come behind those of the first collection.
                "aliases" => {
                    let (ours, wanted) = (model[key].as_array().expect("names"), value.as_array().expect("names"));
                    assert!(ours.starts_with(wanted), "{id}: {key}");
                }
                "opinions" => assert!(holds(&model[key], value), "{id}: {key}: {} is not {value}", model[key]),
                _ => assert!(same(&model[key], value), "{id}: {key}: {} is not {value}", model[key]),
            }
        }
        let second = SECOND.iter().filter(|(model, _)| id == model).map(|(_, fact)| *fact).collect::<Vec<_>>();
        let stars_only = model["opinions"]["crinacle"].is_null();
        let unknown = model.as_object().expect("facts").iter().filter(|(k, v)| {
            let ours_only = matches!(k.as_str(), "sound" | "aliases" | "evidence" | "sites");
            let ours_only = ours_only || second.contains(&k.as_str()) || (*k == "opinions" && stars_only);
            !v.is_null() && !ours_only && wanted.get(*k).is_none()
        });
        assert_eq!(unknown.count(), 0, "{id} has facts that nobody collected");
        assert_eq!(rows(&model["evidence"], &second), rows(&wanted["evidence"], &[]), "{id}: evidence");
    }
}

/// Facts that the first collection lacks and the second has, from another listing of the same product.
const SECOND: &[(&str, &str)] = &[("kinera-celest-mimosa", "socket"), ("tangzu-fudu", "impedance_ohm")];

#[test]
fn facts_are_those_of_the_second_collection() {
    let Some(collected) = shared_json("facts/models-2.json") else { return };
    let Some(popularity) = shared_json("facts/popularity.json") else { return };
    let Some(stars) = shared_json("facts/stars.json") else { return };
    let catalog = catalog();
    let mut joined = 0;
    for wanted in collected.as_array().expect("a list") {
        let (id, name) = (text(&wanted["id"]), format!("{} {}", text(&wanted["brand"]), text(&wanted["model"])));
        let Some(entry) = catalog.get(id) else {
            // The same product under a second name: both find the one model.
            joined += 1;
            assert!(matches!(catalog.find(&name), iem::names::Match::One(_)), "{name}");
            continue;
        };
        let model = &models_json(std::iter::once(entry))["models"][0];
        for (key, value) in wanted.as_object().expect("facts") {
            let kept = match key.as_str() {
                // Spelt as in the first collection.
                "evidence" | "core" | "signature" => true,
                "opinions" => holds(&model[key], value),
                _ => same(&model[key], value),
            };
            assert!(kept, "{id}: {key}: {} is not {value}", model[key]);
        }
    }
    assert_eq!(joined, 17);
    for entry in catalog.entries() {
        let (id, m) = (entry.model.id.as_ref(), &entry.model);
        let sites = popularity["sites"][id].as_u64();
        assert!(sites.is_none_or(|least| m.sites.is_some_and(|ours| u64::from(ours) >= least)), "{id}: sites");
        for (reviewer, given) in stars["stars"].as_object().expect("reviewers") {
            let ours = m.opinions.iter().filter_map(|o| o.stars.as_ref()).flat_map(iem::catalog::Stars::iter);
            let ours = ours.into_iter().find(|(who, _)| who == reviewer).map(|(_, stars)| stars);
            assert!(given[id].is_null() || given[id].as_f64() == ours, "{id}: stars of {reviewer}");
        }
    }
}

#[test]
fn a_variant_is_one_of_a_model_that_is_there() {
    let catalog = catalog();
    let mut variants = 0;
    for entry in catalog.entries() {
        let Some(id) = entry.model.variant_of.as_deref() else { continue };
        let main = catalog.get(id).unwrap_or_else(|| panic!("{}: there is no model {id}", entry.model.id));
        assert_eq!(main.model.variant_of, None, "{}: a variant of a variant", entry.model.id);
        assert!(catalog.variants_of(id).any(|e| e.model.id == entry.model.id));
        variants += 1;
    }
    assert_eq!(variants, 34);
}

#[test]
fn reviews_and_sites_become_fields() {
    let catalog = catalog();
    let value = |id: &str, field: &str| {
        let (record, name) = field.split_once('.').expect("a path");
        let found = iem::schema::FieldId::find(record.parse().expect("a record"), name).expect("a field");
        catalog.get(id).expect("a model").value(found).map(|value| format!("{value:?}"))
    };
    for entry in catalog.entries() {
        let (id, m) = (entry.model.id.as_ref(), &entry.model);
        let number = |n: f64| format!("{:?}", iem::eval::Value::Num(n));
        assert_eq!(value(id, "known.of"), Some(number(96.0)));
        assert_eq!(value(id, "known.sites"), m.sites.map(|n| number(f64::from(n))), "{id}");
        let opinions = m.opinions.as_ref();
        let stars = opinions.and_then(|o| o.stars.as_ref()).and_then(iem::catalog::Stars::mean);
        assert_eq!(value(id, "opinion.stars"), stars.map(number), "{id}");
        let graded = opinions.and_then(|o| o.crinacle.as_ref());
        let letter = |field: &str| value(id, field).is_some();
        assert_eq!(letter("opinion.tone_grade"), graded.is_some(), "{id}");
        assert_eq!(letter("opinion.technical_grade"), graded.is_some(), "{id}");
    }
}

#[test]
fn odd_values_of_reviewers_and_sources_are_errors_with_a_place() {
    let read = |facts: &str| {
        let text = format!(r#"{{ "brand": "B", "models": {{ "b-m": {{ "model": "M", {facts} }} }} }}"#);
        iem::catalog::parse_brand("b.json", &text).map_err(|flaw| flaw.to_string())
    };
    let price = |evidence: &str| format!(r#""price_usd": 80, "evidence": {{ "price_usd": {evidence} }}"#);
    let whole = read(&price(r#"{"seen": "a list", "date": "2026-03"}"#)).expect("a whole model");
    let date = whole[0].sources()["price_usd"].date().expect("a date");
    assert_eq!(date.to_string(), "March 2026");
    assert!(read(r#""sites": 96, "opinions": {"stars": {"X": 4.5}}"#).is_ok());
    for (facts, said) in [
        (price(r#"{"seen": "a list", "date": "2026-13"}"#), "2026-13"),
        (price(r#"{"seen": "a list", "month": "2026-03"}"#), "month"),
        (price(r#"{"seen": "a list", "recalled": "so"}"#), "either"),
        (price(r#"{"date": "2026-03"}"#), "either"),
        (r#""sites": 0"#.to_owned(), "b-m: sites"),
        (r#""sites": 97"#.to_owned(), "b-m: sites"),
        (r#""opinions": {"stars": {"X": 6}}"#.to_owned(), "b-m: opinions.stars: 6 by X"),
        (r#""opinions": {"star": {"X": 5}}"#.to_owned(), "star"),
        (r#""variant": "b-n""#.to_owned(), "variant"),
    ] {
        let flaw = read(&facts).expect_err(&facts);
        assert!(flaw.contains(said) && flaw.starts_with("b.json"), "{facts}: {flaw}");
        assert!(flaw.contains("line") || flaw.contains("b-m"), "{facts}: no place in {flaw}");
    }
}

fn text(value: &serde_json::Value) -> &str {
    value.as_str().expect("a text")
}

/// Whether all that is wanted is there; there may be more.
fn holds(ours: &serde_json::Value, wanted: &serde_json::Value) -> bool {
    wanted.as_object().expect("reviewers").iter().all(|(who, said)| same(&ours[who], said))
}

/// Equal, with 500 and 500.0 the same number.
fn same(a: &serde_json::Value, b: &serde_json::Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// Each row less its date, which the collections do not have, and less those of some facts.
fn rows(evidence: &serde_json::Value, less: &[&str]) -> Vec<String> {
    let rows = evidence.as_array().expect("rows").iter().filter(|row| !less.contains(&text(&row["field"])));
    let undated = |row: &serde_json::Value| {
        let mut row = row.clone();
        row.as_object_mut().expect("a row").remove("date");
        row.to_string()
    };
    let mut rows: Vec<String> = rows.map(undated).collect();
    rows.sort();
    rows
}

#[test]
fn responses_are_those_of_the_collection() {
    let Some(first) = shared_json("facts/responses.json") else { return };
    let Some(second) = shared_json("facts/responses-2.json") else { return };
    for entry in catalog().entries() {
        // The second collection has the better medians.
        let id = entry.model.id.as_ref();
        let all = [&second, &first].map(|collected| &collected["responses"][id]);
        let wanted = all.into_iter().find(|response| !response.is_null()).unwrap_or(&serde_json::Value::Null);
        match &entry.measured {
            Some(measured) => {
                assert_eq!(serde_json::json!(measured.curve.db()), wanted["db"], "{}", entry.model.id);
                assert_eq!(serde_json::json!(measured.measured_by), wanted["measured_by"]);
            }
            None => assert!(wanted.is_null(), "{}", entry.model.id),
        }
    }
}

#[test]
fn every_value_of_the_shipped_models_is_plausible() {
    assert_eq!(iem::catalog::flaws(), []);
}

#[test]
fn targets_are_whole() {
    let ids: BTreeSet<String> = targets().map(|t| t.id).collect();
    assert_eq!(ids.len(), 7);
    for target in targets() {
        assert!(target.curve.hz()[0] <= 20.0 && *target.curve.hz().last().expect("points") > 19_000.0);
        assert!(!target.source.is_empty() && !target.rig.is_empty());
    }
}

#[test]
fn preference_scores_agree_with_autoeq() {
    let Some(expected) = shared_json("measurements/samples/expected.json") else { return };
    let folder = crate::support::shared("measurements/samples").expect("samples");
    for (name, wanted) in expected["cases"].as_object().expect("cases") {
        let read = |side: &str| plain_curve(&folder.join(format!("{name} {side}.txt")));
        let (left, right) = (read("L"), read("R"));
        let hz: Vec<f64> = left.iter().map(|p| p.0).collect();
        let grid = iem::sound::Grid::new(hz.clone()).expect("rising");
        let (rh, rd) = right.into_iter().unzip();
        let right = iem::sound::Curve::new(rh, rd).expect("a curve").sample(&grid);
        let db = left.iter().zip(right).map(|(l, r)| f64::midpoint(l.1, r)).collect();
        let curve = iem::sound::Curve::new(hz, db).expect("a curve");
        let got = iem::sound::preference(&curve).expect("a score");
        let close = |value: f64, key: &str, limit: f64| {
            let wanted = wanted[key].as_f64().expect("a number");
            assert!((value - wanted).abs() <= limit, "{name}: {key} {value} is not {wanted}");
        };
        close(got.score, "score", 0.3);
        close(got.deviation_db, "std", 0.05);
        close(got.slope, "slope", 0.02);
        close(got.mean_db, "mean", 0.05);
    }
}

/// The numeric lines of a plain measurement file, rising and without doubles.
fn plain_curve(path: &std::path::Path) -> Vec<(f64, f64)> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let text = String::from_utf8_lossy(&bytes);
    let mut points: Vec<(f64, f64)> = text
        .lines()
        .filter_map(|line| {
            let mut numbers = line.split([',', ';', '\t', ' ']).filter(|p| !p.is_empty()).map(str::parse::<f64>);
            Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
        })
        .filter(|p| p.0 > 0.0)
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points.dedup_by(|a, b| a.0 == b.0);
    points
}

#[test]
fn schemas_beside_the_files_are_current() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, schema) in iem::schemas::all() {
        let text = format!("{schema:#}\n");
        let file = root.join(path);
        if std::env::var_os("IEM_UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(&file, &text).expect("a writable file");
        }
        let shipped = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(shipped == text, "{path} is out of date: IEM_UPDATE=1 cargo test schemas");
    }
}

#[test]
fn every_shipped_file_names_its_schema() {
    let named = |(path, text): &(&str, &str)| {
        let schema = text.split("\"$schema\": \"").nth(1).and_then(|rest| rest.split('"').next());
        let schema = schema.unwrap_or_else(|| panic!("{path} names no schema"));
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let beside = file.parent().expect("a folder").join(schema);
        assert!(beside.exists(), "{path}: {schema} is not there");
    };
    let fit = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fit");
    for entry in std::fs::read_dir(fit).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        named(&(&path.to_string_lossy(), &text));
    }
    iem::knowledge::CATALOGUE.iter().for_each(named);
    iem::knowledge::TARGETS.iter().for_each(named);
    iem::knowledge::RULES.iter().for_each(named);
    iem::knowledge::LEARNT.iter().for_each(named);
    [
        iem::knowledge::RESPONSES,
        iem::knowledge::SIGNATURES,
        iem::knowledge::IMPEDANCE,
        iem::knowledge::TUNING,
        iem::knowledge::QUESTIONS,
    ]
    .iter()
    .for_each(named);
}
