//! What was learnt on public grades: shapes of targets, guessed grades, and what a broken table says.

use iem::sound::{Bands, Curve, Guess, Inside, Levels, PersonalTarget, letter};
use iem::words::Sound;
use strum::VariantNames;

// The build's own reader: mistakes in these files stop the build, so a test must read as it does.
#[path = "../../build/learnt.rs"]
mod reader;

/// Frequencies, and the rows of `tests/cases/learnt.csv`.
fn reference() -> (Vec<f64>, Vec<Vec<&'static str>>) {
    let mut lines = include_str!("../cases/learnt.csv").lines();
    let grid = lines.by_ref().find_map(|line| line.strip_prefix("# grid_hz ")).expect("the frequencies");
    (numbers(grid), lines.skip(1).map(|line| line.split(',').collect()).collect())
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|n| n.parse().expect("a number")).collect()
}

fn inside(text: &str) -> Option<Inside> {
    let count = |kind: &str| text.split(' ').find_map(|d| d.strip_prefix(kind)?.strip_prefix('=')?.parse().ok());
    let all = |d: &str| d.split_once('=').map_or(0, |(_, n)| n.parse::<u32>().expect("a count"));
    (!text.is_empty()).then(|| Inside {
        drivers: text.split(' ').map(all).sum(),
        dynamic: count("dynamic").unwrap_or(0),
        planar: count("planar").unwrap_or(0),
        electrostatic: count("electrostatic").unwrap_or(0),
    })
}

fn near(ours: f64, theirs: &str, what: &str) {
    let theirs: f64 = theirs.parse().expect("a number");
    assert!((ours - theirs).abs() < 1e-4, "{what}: {ours} and not {theirs}");
}

#[test]
fn numbers_are_those_of_the_reference() {
    let (hz, rows) = reference();
    assert_eq!(rows.len(), 20);
    let sounds = ["", "warm", "bright", "v-shaped", "u-shaped", "bassy", "neutral", "harman"];
    for row in rows {
        let curve = Curve::new(hz.clone(), numbers(row[15])).expect("a curve");
        let guess = Guess::of(&curve, &Bands::of(&curve), inside(row[1]));
        near(guess.roughness_db, row[2], row[0]);
        near(guess.tone, row[3], row[0]);
        near(guess.detail, row[4], row[0]);
        assert_eq!([letter(guess.tone), letter(guess.detail)], row[5..7], "{}", row[0]);
        for (sound, theirs) in sounds.iter().zip(&row[7..15]) {
            let target = PersonalTarget::new(sound.parse().ok(), Levels::default());
            near(target.judge(&curve).rms_db, theirs, &format!("{} {sound}", row[0]));
        }
    }
}

#[test]
fn a_level_changes_nothing() {
    let (hz, rows) = reference();
    for row in rows {
        let db = numbers(row[15]);
        let louder = Curve::new(hz.clone(), db.iter().map(|db| db + 17.5).collect()).expect("a curve");
        let curve = Curve::new(hz.clone(), db).expect("a curve");
        let of = |c: &Curve| {
            let g = Guess::of(c, &Bands::of(c), None);
            [g.roughness_db, g.tone, g.detail, PersonalTarget::new(None, Levels::default()).judge(c).rms_db]
        };
        assert!(of(&curve).iter().zip(of(&louder)).all(|(a, b)| (a - b).abs() < 1e-9), "{}", row[0]);
    }
}

#[test]
fn a_target_lies_on_itself() {
    for id in ["ief-neutral-2023", "harman-ie-2019v2"] {
        let sound = if id.starts_with("ief") { Sound::Neutral } else { Sound::Harman };
        let published = iem::sound::find_target(id).expect("a target");
        let matched = PersonalTarget::new(Some(sound), Levels::default()).judge(&published.curve);
        assert!(matched.rms_db < 0.05, "{id}: {matched:?}");
    }
    // Points that the file draws: the curve through them is the target.
    let file: serde_json::Value =
        jsonc_parser::parse_to_serde_value(iem::knowledge::LEARNT[0].1, &jsonc_parser::ParseOptions::default())
            .expect("JSON");
    for name in Sound::VARIANTS.iter().chain(&["liked"]) {
        let Some(points) = file["shapes"][name]["points_hz_db"].as_array() else { continue };
        let (hz, db) = points.iter().map(|p| (p[0].as_f64().expect("Hz"), p[1].as_f64().expect("dB"))).unzip();
        let target = PersonalTarget::new(name.parse().ok(), Levels::default());
        let matched = target.judge(&Curve::new(hz, db).expect("a curve"));
        assert!(matched.rms_db < 0.02, "{name}: {matched:?}");
        let bassier = PersonalTarget::new(name.parse().ok(), Levels { bass_db: 2.0, ..Levels::default() });
        let (hz, db) = points.iter().map(|p| (p[0].as_f64().expect("Hz"), p[1].as_f64().expect("dB"))).unzip();
        assert!(bassier.judge(&Curve::new(hz, db).expect("a curve")).bass_db < -1.0, "{name}: the shelf comes on top");
    }
}

#[test]
fn a_broken_table_names_file_and_key() {
    let targets = ["ief-neutral-2023".to_owned(), "harman-ie-2019v2".to_owned()];
    let whole = iem::knowledge::LEARNT.map(|(_, text)| text);
    assert!(reader::tables(whole, &targets).is_ok());
    for (file, from, to, says) in [
        (0, "\"warm\": {", "\"wram\": {", "data/shapes.jsonc: shapes: wram is not a key here"),
        (0, "[24.8, 7.8]", "[19, 7.8]", "data/shapes.jsonc: shapes: liked: points_hz_db: pair 2: 19 does not rise"),
        (0, "[24.8, 7.8]", "[24.8]", "data/shapes.jsonc: shapes: liked: points_hz_db: pair 2: is not two numbers"),
        (0, "\"harman-ie-2019v2\"", "\"harman\"", "data/shapes.jsonc: shapes: harman: target: \"harman\" is not in"),
        (0, "\"target\": \"ief-neutral-2023\"", "\"models\": 3", "data/shapes.jsonc: shapes: neutral: has either"),
        (0, "{", "", "data/shapes.jsonc: "),
        (1, "\"mids_db\"", "\"mid_db\"", "data/tone.jsonc: costs: "),
        (1, "97.5", "\"97.5\"", "data/tone.jsonc: best: \"97.5\" is not a number"),
        (2, "\"most\": 12,", "", "data/detail.jsonc: drivers: lacks most"),
        (3, "\"A\": 75", "\"A\": 95", "data/grades.jsonc: letters: A: 95 does not fall"),
    ] {
        let broken = whole[file].replacen(from, to, 1);
        assert_ne!(broken, whole[file], "{from}");
        let mut texts = whole;
        texts[file] = &broken;
        let said = reader::tables(texts, &targets).expect_err(says);
        assert!(said.starts_with(says), "{said}\nand not {says}");
    }
}
