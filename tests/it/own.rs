//! Measurements and facts of one's own: into the person's folder, into every answer, nothing lost.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::support::{err, iem_in, out};

/// An empty settings folder of one test, with a folder for its files.
struct Place {
    config: PathBuf,
    files: PathBuf,
}

impl Place {
    fn new(name: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own").join(name);
        let _ = std::fs::remove_dir_all(&root);
        let (config, files) = (root.join("config"), root.join("files"));
        std::fs::create_dir_all(&files).expect("a folder");
        Self { config, files }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.files.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    fn run(&self, args: &[&str]) -> Output {
        iem_in(&self.config, args)
    }

    /// Standard output of a call that succeeds.
    fn said(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        out(&output)
    }

    /// The message of a call that is refused.
    fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", out(&output));
        err(&output)
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.said(&[args, &["--json"]].concat())).expect("JSON")
    }

    fn model(&self, name: &str) -> Value {
        self.json(&["show", name])["models"][0].clone()
    }

    /// Names and bytes of the person's files.
    fn kept(&self) -> Vec<(String, Vec<u8>)> {
        let Ok(folder) = std::fs::read_dir(self.config.join("models")) else { return Vec::new() };
        let mut files: Vec<_> = folder.map(|e| e.expect("a file").path()).collect();
        files.sort();
        files
            .iter()
            .map(|p| (p.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(p).expect("bytes")))
            .collect()
    }
}

/// A curve with so much bass over 1 kHz, 20 Hz-20 kHz.
fn curve(bass_db: f64) -> String {
    let line = |i: i32| {
        let hz = 20.0 * 10f64.powf(3.0 * f64::from(i) / 119.0);
        format!("{hz:.2},{:.3}\n", 80.0 + bass_db / (1.0 + (hz / 150.0).powi(2)))
    };
    (0..120).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn a_measurement_replaces_that_of_the_catalogue_and_says_so() {
    let place = Place::new("replace");
    let before = place.model("hexa")["sound"]["bass_db"].as_f64().expect("a number");
    let (left, right) = (place.write("Hexa L.txt", &curve(22.0)), place.write("Hexa R.txt", &curve(24.0)));
    let said = place.said(&["models", "import", &left, &right, "--name", "truthear HEXA"]);
    assert!(said.contains("instead of the response by"), "{said}");
    let model = place.model("hexa");
    assert!(model["sound"]["bass_db"].as_f64().expect("a number") > before + 8.0);
    assert_eq!(model["sound"]["measured_by"][0], "your file Hexa L.txt, Hexa R.txt");
    assert_eq!(model["price_usd"], Place::new("untouched").model("hexa")["price_usd"]);
    let score = place.json(&["curve", "score", &left, &right]);
    let difference =
        score["score"].as_f64().expect("a score") - model["sound"]["preference"].as_f64().expect("a score");
    assert!(difference.abs() < 0.3, "stored and measured differ by {difference} points");
}

#[test]
fn a_new_model_is_added_under_its_brand() {
    let place = Place::new("new");
    let file = place.write("mine.csv", &format!("frequency,raw\n{}", curve(6.0)));
    place.said(&["models", "import", &file, "--name", "moondrop Fantasy \"9\" Δ", "--measured-by", "me"]);
    let model = place.model("moondrop fantasy 9");
    assert_eq!((&model["brand"], &model["sound"]["measured_by"][0]), (&"Moondrop".into(), &"me".into()));
    place.said(&["recommend", "--where", "iem.brand == 'Moondrop'", "--top", "1"]);
    // The same again goes into the same file.
    place.said(&["models", "import", &file, "--name", "moondrop Fantasy \"9\" Δ"]);
    assert_eq!(place.kept().len(), 1);
}

#[test]
fn imports_that_cannot_be_are_refused_and_change_nothing() {
    let place = Place::new("refused");
    let good = place.write("good.txt", &curve(3.0));
    let bad = place.write("bad.txt", "20,80\n");
    assert!(place.refused(&["models", "import", &good]).contains("--name"));
    assert!(place.refused(&["models", "import", &good, "--name", "Moondrop"]).contains("brand and the model"));
    assert!(place.refused(&["models", "import", &good, &bad, "--name", "Truthear Hexa"]).contains("bad.txt"));
    let book = place.write("phone_book.json", "{}");
    assert!(place.refused(&["models", "import", &book]).contains("phone_book.json"));
    assert!(place.kept().is_empty());
}

/// Names of a list of what was imported or skipped.
fn names(import: &Value, list: &str) -> Vec<String> {
    let all = import[list].as_array().expect("a list");
    all.iter().map(|i| i["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn a_squig_link_list_comes_with_its_folder() {
    let place = Place::new("book");
    let book = place.write(
        "phone_book.json",
        r#"[ { "name": "Truthear", "phones": [
                { "name": "Hexa", "file": ["Hexa", "Hexa foam"], "suffix": ["", "(foam)"] },
                { "name": "Broken One", "file": "Broken" },
                { "name": "Half", "file": "Half" },
                "Half (foam tips)",
                "Tube",
                "Nowhere" ] },
             { "name": "1More", "phones": [ "Quad Driver", { "name": "Triple Driver" } ] },
             { "name": "Own", "suffix": "Works", "phones": [ { "name": "Nr. 1", "file": "../phones/Out" }, { "name": "Two", "file": "Two", "price": "$49" } ] } ]"#,
    );
    for (name, text) in [
        ("phones/Hexa L.txt", curve(20.0)),
        ("phones/Hexa R.txt", curve(20.0)),
        ("phones/Hexa foam L.txt", curve(2.0)),
        ("phones/Broken L.txt", "nothing".to_owned()),
        ("phones/Half L.txt", curve(4.0)),
        ("phones/Half R.txt", String::new()),
        ("phones/Half (foam tips) L.txt", curve(4.0)),
        ("phones/Tube L.txt", format!("* B&K 5128\n{}", curve(4.0))),
        ("phones/Quad Driver L.txt", curve(5.0)),
        ("phones/Quad Driver R.txt", curve(5.5)),
        ("phones/Triple Driver L.txt", curve(5.0)),
        ("phones/Out L.txt", curve(1.0)),
        ("Two.txt", curve(5.0)),
    ] {
        place.write(name, &text);
    }
    let import = place.json(&["models", "import", &book]);
    // One of both sides replaces one of a single measurer, one side does not; 19 measurers stay.
    assert_eq!(names(&import, "imported"), ["Truthear Half", "1MORE Quad Driver", "Own Works Two"]);
    let skipped: Vec<(String, String)> = import["skipped"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| (s["name"].as_str().expect("a name").to_owned(), s["kind"].as_str().expect("a kind").to_owned()))
        .collect();
    for (name, kind) in [
        ("Truthear Hexa", "kept"),
        ("Truthear Hexa (foam)", "variant"),
        ("Truthear Half (foam tips)", "variant"),
        ("Truthear Broken One", "unreadable"),
        ("Truthear Nowhere", "no-file"),
        ("Truthear Tube", "rig"),
        ("1More Triple Driver", "kept"),
        ("Own Works Nr. 1", "no-file"),
    ] {
        assert!(skipped.contains(&(name.to_owned(), kind.to_owned())), "{name}: {skipped:?}");
    }
    assert_eq!(skipped.len(), 8);
    let half = &import["imported"][0];
    assert!(half["notes"][0].as_str().expect("a note").contains("empty"));
    assert_eq!(place.model("own works two")["price_usd"], 49.0);
    // The same again changes nothing and says so; its own earlier curves are renewed.
    let said = place.said(&["models", "import", &book]);
    assert!(said.contains("8 skipped") && said.contains("2 variants"), "{said}");
}

#[test]
fn a_list_is_read_as_its_site_reads_it() {
    for (name, config, folder) in [
        ("site-beside", None, ""),
        ("site-data", None, "data/"),
        ("site-phones", None, "data/phones/"),
        ("site-audio-db", None, "data/audio_db/"),
        ("site-config", Some("const DIR = \"curves/mine/\";\n"), "curves/mine/"),
        ("site-samples", Some("const default_channels = [\"R\"];\nconst num_samples = 3;\n"), "data/"),
    ] {
        let place = Place::new(name);
        if let Some(config) = config {
            place.write("config.js", config);
        }
        let book = place.write(
            "phone_book.json",
            r#"[ { "name": "Atelier", "suffix": "Sonore", "phones": [ "Un",
                 { "name": "Deux", "file": ["D2 S1", "D2", "D2 filterless"], "prefix": "D2" } ] } ]"#,
        );
        let sides: &[&str] = if name == "site-samples" { &["R1", "R2", "R3"] } else { &["L", "R"] };
        for side in sides {
            place.write(&format!("{folder}Un {side}.txt"), &curve(4.0));
            place.write(&format!("{folder}D2 {side}.txt"), &curve(6.0));
        }
        let import = place.json(&["models", "import", &book]);
        assert_eq!(names(&import, "imported"), ["Atelier Sonore Un", "Atelier Sonore Deux"], "{name}: {import}");
        assert_eq!(names(&import, "skipped"), ["Atelier Sonore Deux S1", "Atelier Sonore Deux filterless"], "{name}");
        assert_eq!(import["skipped"][0]["variant_of"], "Atelier Sonore Deux");
    }
}

#[test]
fn a_curve_of_another_coupler_or_a_leaky_side_is_not_taken_in_silence() {
    let place = Place::new("rigs");
    let ears = place.write("mine.txt", &format!("* Source: EARS Gain: 18dB\n{}", curve(4.0)));
    assert!(place.refused(&["models", "import", &ears, "--name", "Truthear Hexa"]).contains("EARS"));
    place.said(&["models", "import", &ears, "--name", "Truthear Hexa", "--rig", "711"]);
    let (left, right) = (place.write("Hexa L.txt", &curve(22.0)), place.write("Hexa R.txt", &curve(2.0)));
    let said = place.said(&["models", "import", &left, &right, "--name", "Truthear Hexa"]);
    assert!(said.contains("seal") && said.contains("left"), "{said}");
}

#[test]
fn a_fact_is_set_with_its_source_and_comments_stay() {
    let place = Place::new("edit");
    let said = place.said(&["models", "edit", "aria 2", "price_usd=79", "--source", "shop"]);
    assert!(said.contains("is 79 USD"), "{said}");
    let shown = place.said(&["show", "aria 2", "--sources"]);
    assert!(shown.contains("79 USD  (read: shop)"), "{shown}");
    let path = place.config.join("models/moondrop-aria-2.jsonc");
    let text = std::fs::read_to_string(&path).expect("the file");
    std::fs::write(&path, text.replacen("\n{", "\n{ // mine", 1)).expect("writable");
    place.said(&["models", "edit", "moondrop-aria-2", "stock_plugs=3.5mm,4.4mm", "nozzle=null", "weight_g=5.5"]);
    let model = place.model("aria 2");
    assert_eq!((&model["price_usd"], &model["weight_g"]), (&79.0.into(), &5.5.into()));
    assert_eq!(model["stock_plugs"], serde_json::json!(["3.5mm", "4.4mm"]));
    assert!(model["nozzle_mm"].is_null());
    assert!(std::fs::read_to_string(&path).expect("the file").contains("// mine"));
}

#[test]
fn a_wrong_fact_is_refused_and_the_file_stays() {
    let place = Place::new("wrong");
    place.said(&["models", "edit", "aria 2", "price_usd=79"]);
    let before = place.kept();
    for (fact, says) in [
        ("prise_usd=5", "price_usd"),
        ("price_usd", "KEY=VALUE"),
        ("price_usd=", "missing"),
        ("price_usd=cheap", "price_usd=cheap"),
        ("form=banana", "universal"),
        ("weight_g=5000", "plausible"),
    ] {
        let message = place.refused(&["models", "edit", "aria 2", fact]);
        assert!(message.contains(says), "{fact}: {message}");
    }
    assert!(place.refused(&["models", "edit", "aria 2"]).contains("without a terminal"));
    assert!(place.refused(&["models", "edit", "no such model at all", "price_usd=3"]).contains("no such model"));
    assert_eq!(place.kept(), before);
}

#[test]
fn a_broken_response_in_a_file_is_named() {
    let place = Place::new("broken");
    let file = |text: &str| {
        std::fs::create_dir_all(place.config.join("models")).expect("a folder");
        std::fs::write(Path::new(&place.config).join("models/mine.jsonc"), text).expect("a file");
    };
    for (text, says) in [
        (
            r#"{ "responses": { "truthear-hexa": { "measured_by": ["me"], "points_hz_db": [[20, 1], [10, 2]] } } }"#,
            "rise",
        ),
        (
            r#"{ "responses": { "truthear-hexa": { "measured_by": ["me"], "points_hz_db": [[100, 1], [200, 2]] } } }"#,
            "reach",
        ),
        (r#"{ "responses": { "truthear-hexa": { "points_hz_db": [] } } }"#, "measured_by"),
        (
            r#"{ "responses": { "nobody": { "measured_by": ["me"], "points_hz_db": [[20, 1], [20000, 2]] } } }"#,
            "nobody",
        ),
        (r#"{ "responses": [] }"#, "responses"),
    ] {
        file(text);
        let message = place.refused(&["models", "hexa"]);
        assert!(message.contains(says), "{text}: {message}");
    }
    file(
        r#"{ "responses": { "truthear-hexa": { "measured_by": ["me"], "points_hz_db": [[20, 1], [500, 2], [20000, 2]] } } }"#,
    );
    assert_eq!(place.model("hexa")["sound"]["measured_by"][0], "me");
}
