//! Scores of measured curves: right target, right coupler, the public samples.

use std::path::PathBuf;

use iem::sound::read;
use iem::sound::sides::Found;

use crate::curves::{dotted, table};
use crate::support::{err, iem, out, shared, shared_json};

/// Left and right of every sample through the program, against `AutoEq`'s numbers.
#[test]
fn scores_agree_with_autoeq() {
    let Some(expected) = shared_json("measurements/samples/expected.json") else { return };
    let folder = shared("measurements/samples").expect("samples");
    for (name, wanted) in expected["cases"].as_object().expect("cases") {
        let path = |side: &str| folder.join(format!("{name} {side}.txt")).display().to_string();
        let output = iem(&["curve", "score", &path("L"), &path("R"), "--json"]);
        let got: serde_json::Value =
            serde_json::from_str(&out(&output)).unwrap_or_else(|e| panic!("{e}: {}", err(&output)));
        assert_eq!(got["schema"], "iem-curve-score-1");
        for (key, limit) in [("score", 0.3), ("std", 0.05), ("slope", 0.02), ("mean", 0.05)] {
            let (value, wanted) = (got[key].as_f64().expect("a number"), wanted[key].as_f64().expect("a number"));
            assert!((value - wanted).abs() <= limit, "{name}: {key} {value} is not {wanted}");
        }
    }
}

/// A file of a made-up earphone in the folder for temporary files.
fn own_file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a writable folder");
    path.display().to_string()
}

#[test]
fn a_score_is_given_for_the_right_target_and_rig_only() {
    let file = own_file("score-guard.csv", &format!("frequency,raw\n{}", table(",", "\n", dotted)));
    let json = |args: &[&str]| -> serde_json::Value {
        let output = iem(&[&["curve", "score", &file, "--json"], args].concat());
        serde_json::from_str(&out(&output)).expect("JSON")
    };
    assert!(json(&[])["score"].is_number());
    assert!(json(&["--target", "harman"])["score"].is_number());
    let other = json(&["--target", "ief neutral"]);
    assert!(other["score"].is_null() && other["std"].is_number() && other["reason"].is_string());
    assert!(json(&["--rig", "5128"])["score"].is_null());
    assert_eq!(json(&[])["bands"].as_object().map(serde_json::Map::len), Some(7));
}

#[test]
fn a_curve_of_another_coupler_is_shown_and_not_scored() {
    let table = table("\t", "\n", dotted);
    let head = "* Source: EARS Gain: 18dB, EARS, L\n* Freq(Hz)\tSPL(dB)\n";
    let file = own_file("on-ears.txt", &format!("{head}{table}"));
    let output = iem(&["curve", "score", &file, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(json["score"].is_null() && json["bands"].is_null() && json["signature"].is_null());
    assert_eq!(json["rig"], "ears");
    assert!(json["caveat"].as_str().is_some_and(|c| c.contains("EARS")));
    let plain = own_file("plain-rig.txt", &table);
    for (rig, score) in [
        ("711", true),
        ("ears", false),
        ("kemar", false),
        ("flat-plate", false),
        ("Flat Plate", false),
        ("5128", false),
    ] {
        let output = iem(&["curve", "score", &plain, "--rig", rig, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
        assert_eq!(json["score"].is_number(), score, "{rig}");
    }
    assert_eq!(iem(&["curve", "score", &plain, "--rig", "banana"]).status.code(), Some(2));
    let human = out(&iem(&["curve", "score", &file]));
    assert!(human.contains("EARS") && !human.contains("Sounds:"), "{human}");
}

#[test]
fn a_curve_file_is_a_target() {
    let file = own_file("to-score.txt", &table("\t", "\n", dotted));
    let target = own_file(
        "my-target.txt",
        &table("\t", "\n", |v| if v < 90.0 && v > 79.0 { "0".to_owned() } else { dotted(v) }),
    );
    let json = |target: &str| -> serde_json::Value {
        let output = iem(&["curve", "score", &file, "--target", target, "--json"]);
        serde_json::from_str(&out(&output)).unwrap_or_else(|e| panic!("{e}: {}", err(&output)))
    };
    let own = json(&file);
    assert!(
        own["score"].is_null()
            && own["mean"].as_f64().is_some_and(|m| m < 1e-9)
            && own["std"].as_f64().is_some_and(|m| m < 1e-9)
    );
    assert!(json(&target)["std"].as_f64().is_some_and(|s| s > 1.0));
    let output = iem(&["curve", "score", &file, "--target", "no-such-target.txt"]);
    assert!(output.status.code() == Some(2) && err(&output).contains("no-such-target.txt"));
}

#[test]
fn wrong_calls_of_score_are_refused() {
    let file = own_file("score-wrong.csv", "frequency,raw\n20,80\n");
    for (args, says) in [
        (vec!["curve", "score", file.as_str()], "score-wrong.csv"),
        (vec!["curve", "score", "no/such.txt"], "no/such.txt"),
        (vec!["curve", "score", file.as_str(), "--target", "nonsense"], "ief-neutral-2023"),
    ] {
        let output = iem(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(says) && output.stdout.is_empty(), "{}", err(&output));
    }
}

/// Every public sample reads, its sides agree, and it scores as before the readings were mended.
#[test]
fn all_public_samples_read_as_before() {
    let Some(folder) = shared("measurements") else { return };
    let mut count = 0;
    for sub in ["samples", "adapters", "targets"] {
        for entry in std::fs::read_dir(folder.join(sub)).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|e| e != "txt") {
                continue;
            }
            if sub == "targets" {
                read::target(&path).unwrap_or_else(|e| panic!("{e}"));
            } else {
                let reading = read::file(&path).unwrap_or_else(|e| panic!("{e}"));
                assert!(reading.other_rig().is_none() && reading.sides.is_none(), "{}", path.display());
            }
            count += 1;
        }
    }
    assert!(count >= 70, "only {count} files");
    let Some(expected) = shared_json("measurements/samples/expected.json") else { return };
    for name in expected["cases"].as_object().expect("cases").keys() {
        let paths = ["L", "R"].map(|side| folder.join(format!("samples/{name} {side}.txt")));
        let sides = read::earphone(&paths).expect("curves").sides.expect("two sides");
        assert_eq!(sides.found, Found::Agree, "{name}: {:?}", sides.caveat());
    }
}
