//! The program as people and scripts call it: exit statuses, streams, bad input.

use crate::support::{Dice, err, iem, out};

/// A wrong call: status 2, one clear message on standard error, nothing on standard output.
fn refused(args: &[&str], says: &[&str]) {
    let output = iem(args);
    let message = err(&output);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {message}");
    assert!(output.stdout.is_empty(), "{args:?} printed {}", out(&output));
    for word in says {
        assert!(message.contains(word), "{args:?}: \"{word}\" is missing in: {message}");
    }
    assert_eq!(
        message.matches("error:").count() + message.matches("error[").count(),
        1,
        "{args:?}: one message, not {message}"
    );
}

/// What is printed, or what people say, can be typed.
#[test]
fn words_of_people_are_understood() {
    let want = |args: &[&str]| {
        let call: Vec<&str> = ["recommend", "--top", "1", "--json"].iter().chain(args).copied().collect();
        let text = out(&iem(&call));
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|_| panic!("{args:?}: {text}"))["want"].clone()
    };
    for text in ["100..300", "100-300", "100 - 300 USD", "$100-$300", "100 to 300", "100\u{2013}300"] {
        assert_eq!(want(&["--budget", text])["budget"], "100..300", "{text}");
    }
    for text in ["300", "300 usd", "$300", "<300", "<= 300 USD", "up to 300", "under 300$"] {
        assert_eq!(want(&["--budget", text])["budget"], 300, "{text}");
    }
    for (text, word) in [("BA", "balanced-armature"), ("dd", "dynamic"), ("EST", "electrostatic"), ("planar", "planar")]
    {
        assert_eq!(want(&["--driver", text])["driver"][0], word, "{text}");
    }
    let receipt = |args: &[&str]| out(&iem(args));
    assert_eq!(
        receipt(&["recommend", "--weight", "Sound=2", "--why"]).lines().skip(3).collect::<Vec<_>>(),
        receipt(&["recommend", "--weight", "tuning=2", "--why"]).lines().skip(3).collect::<Vec<_>>()
    );
}

#[test]
fn wrong_calls_are_refused() {
    refused(&["show", "blessing 77"], &["blessing 77", "nearest"]);
    refused(&["recommend", "--budget", "-5"], &["--budget", "negative"]);
    refused(&["recommend", "--budget=-5"], &["--budget", "negative"]);
    refused(&["recommend", "--budget", "300..100"], &["100..300"]);
    refused(&["recommend", "--budget", "cheap"], &["300"]);
    refused(&["recommend", "--bass", "9"], &["--bass", "5 (much more)"]);
    refused(&["recommend", "--top", "0"], &["--top", "at least 1"]);
    refused(&["models", "--limit", "0"], &["--limit", "at least 1"]);
    refused(&["recommend", "--sound", "loud"], &["warm"]);
    refused(&["recommend", "--use", "home", "--use", "office", "--use", "sport"], &["at most two"]);
    refused(&["recommend", "--weight", "detial=3"], &["detial", "detail"]);
    refused(&["recommend", "--weight", "detail=9"], &["0 to 5"]);
    refused(&["recommend", "--where", "iem.prise < 3"], &["E012", "price_usd"]);
    refused(&["recommend", "--rules", "no/such/file.jsonc"], &["no/such/file.jsonc"]);
    refused(&["recommend", "--profile", "no/such/profile.jsonc"], &["no/such/profile.jsonc"]);
    refused(&["models", "--sort", "prise"], &["prise"]);
    refused(&["rules", "check", "no/such/file.jsonc"], &["no/such/file.jsonc"]);
    refused(&["rules", "check", "--explain", "E999"], &["E999"]);
    refused(&["quiz"], &["terminal", "iem recommend"]);
}

#[test]
fn a_broken_rules_file_is_refused_with_its_place() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/rules/e012-unknown-field.jsonc");
    refused(&["recommend", "--rules", file], &["E012", "bass"]);
    let output = iem(&["rules", "check", file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("E012"));
}

#[test]
fn nothing_found_is_an_answer_with_status_one() {
    let output = iem(&["recommend", "--budget", "1"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(out(&output).contains("No model"));
}

#[test]
fn json_has_the_promised_keys() {
    let output = iem(&["recommend", "--budget", "300", "--plug", "4.4mm", "--top", "2", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(json["schema"], "iem-recommend-1");
    assert_eq!(json["want"]["budget"], 300);
    let first = &json["results"][0];
    for key in [
        "rank",
        "id",
        "brand",
        "model",
        "price_usd",
        "score",
        "confidence",
        "criteria",
        "receipt",
        "warnings",
        "unknown",
        "connection",
    ] {
        assert!(first.get(key).is_some(), "{key}");
    }
    let excluded = &json["excluded"];
    let by_rule: u64 =
        excluded["by_rule"].as_object().expect("rules").values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(Some(by_rule), excluded["count"].as_u64());
    let unknown =
        ["budget/price-unknown", "trust/nothing-to-judge"].map(|rule| excluded["by_rule"][rule].as_u64().unwrap_or(0));
    assert_eq!(excluded["unknown"].as_u64(), Some(unknown.iter().sum()));
}

#[test]
fn models_are_listed_searched_and_filtered() {
    let json: serde_json::Value = serde_json::from_str(&out(&iem(&["models", "--json"]))).expect("JSON");
    assert_eq!(json["schema"], "iem-models-1");
    assert_eq!(json["models"].as_array().map(Vec::len), Some(1219));
    let few = out(&iem(&[
        "models",
        "--where",
        "iem.price_usd < 15 && 'dynamic' in iem.drivers",
        "--sort",
        "price",
        "--json",
    ]));
    let few: serde_json::Value = serde_json::from_str(&few).expect("JSON");
    let prices: Vec<f64> =
        few["models"].as_array().expect("models").iter().filter_map(|m| m["price_usd"].as_f64()).collect();
    assert!(!prices.is_empty() && prices.windows(2).all(|p| p[0] <= p[1]) && prices.iter().all(|p| *p < 15.0));
    assert!(out(&iem(&["show", "ie600"])).contains("Sennheiser IE 600"));
}

#[test]
fn the_manual_is_made() {
    assert!(out(&iem(&["man"])).starts_with(".ie") || out(&iem(&["man"])).contains(".TH"));
}

#[test]
fn plain_output_has_no_colours_and_keeps_to_the_width() {
    let text = out(&iem(&["recommend", "--budget", "200", "--why"]));
    assert!(!text.contains('\u{1b}'));
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
}

#[test]
fn random_arguments_never_panic() {
    let words = [
        "recommend",
        "check",
        "models",
        "show",
        "rules",
        "--budget",
        "100",
        "-5",
        "--json",
        "--where",
        "1 +",
        "--cable",
        "mmcx",
        "--plug",
        "4.4mm",
        "é",
        "",
        "--top",
        "0",
        "--use",
        "home",
        "--weight",
        "detail=1",
        "--why",
        "--iem",
        "ie 900",
        "--source",
        "apple dongle",
        "--format",
        "plain",
        "--limit",
        "1",
    ];
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let args: Vec<&str> = (0..=dice.below(6)).map(|_| dice.pick(&words)).collect();
        let output = iem(&args);
        assert!(matches!(output.status.code(), Some(0..=3)), "{args:?}: {}", err(&output));
        assert!(!err(&output).contains("panicked"), "{args:?}: {}", err(&output));
    }
}

/// `.iem` counts below its folder too, the nearest one, and none above the home folder.
#[test]
fn own_rules_of_a_folder_are_found_from_below() {
    let root = tempfile::tempdir().expect("a folder");
    let below = root.path().join("a/b");
    std::fs::create_dir_all(&below).expect("writable");
    let keep = |folder: &std::path::Path, name: &str| {
        let rule = r#"{ "criterion": "fit", "rules": { "own": {
            "when": "iem.vented", "score": "1", "because": "it is vented" } } }"#;
        std::fs::create_dir_all(folder.join(".iem/rules")).expect("writable");
        std::fs::write(folder.join(".iem/rules").join(name), rule).expect("writable");
    };
    let listed = |home: &std::path::Path| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_iem"))
            .args(["rules", "list", "--format", "plain"])
            .current_dir(&below)
            .env("HOME", home)
            .env("IEM_CONFIG_DIR", root.path().join("settings"))
            .output()
            .expect("the program starts");
        out(&output)
    };
    keep(root.path(), "far.jsonc");
    let list = listed(root.path());
    let place = std::path::Path::new("../../.iem/rules/far.jsonc").display().to_string();
    assert!(list.contains(&format!("{place}:1")), "{list}");
    assert!(!listed(&root.path().join("a")).contains("far.jsonc"), "it stands above the home folder");
    keep(&below, "near.jsonc");
    let list = listed(root.path());
    assert!(list.contains("near.jsonc:1") && !list.contains("far.jsonc"), "{list}");
}
