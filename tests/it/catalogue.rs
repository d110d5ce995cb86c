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
    assert_eq!(catalog.entries().len(), 620);
    assert_eq!(catalog.entries().filter(|e| e.model.core).count(), 135);
    assert_eq!(catalog.entries().filter(|e| e.measured.is_some()).count(), 569);
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
            if key != "evidence" {
                assert!(same(&model[key], value), "{id}: {key}: {} is not {value}", model[key]);
            }
        }
        let unknown = model.as_object().expect("facts").iter().filter(|(k, v)| {
            let ours_only = matches!(k.as_str(), "sound" | "aliases" | "evidence");
            !v.is_null() && !ours_only && wanted.get(*k).is_none()
        });
        assert_eq!(unknown.count(), 0, "{id} has facts that nobody collected");
        assert_eq!(rows(&model["evidence"]), rows(&wanted["evidence"]), "{id}: evidence");
    }
}

/// Equal, with 500 and 500.0 the same number.
fn same(a: &serde_json::Value, b: &serde_json::Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn rows(evidence: &serde_json::Value) -> Vec<String> {
    let mut rows: Vec<String> = evidence.as_array().expect("rows").iter().map(ToString::to_string).collect();
    rows.sort();
    rows
}

#[test]
fn responses_are_those_of_the_collection() {
    let Some(collected) = shared_json("facts/responses.json") else { return };
    for entry in catalog().entries() {
        let wanted = &collected["responses"][entry.model.id.as_ref()];
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
    [
        iem::knowledge::RESPONSES,
        iem::knowledge::SIGNATURES,
        iem::knowledge::IMPEDANCE,
        iem::knowledge::TUNING,
        iem::knowledge::GRADES,
        iem::knowledge::QUESTIONS,
    ]
    .iter()
    .for_each(named);
}
