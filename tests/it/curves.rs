//! Curve files in every form that people publish, broken ones too, and their scores.

use std::fmt::Write as _;
use std::path::PathBuf;

use iem::sound::read::{self, ReadError};
use proptest::prelude::*;

use crate::support::{err, iem, out, shared, shared_json};

/// 100 points from 20 Hz to 20 kHz, as `hz<separator>db` lines, made by a writer of numbers.
fn table(separator: &str, end: &str, number: impl Fn(f64) -> String) -> String {
    let point = |i: i32| (20.0 * 10f64.powf(3.0 * f64::from(i) / 99.0), 80.0 + f64::from(i % 7));
    rows(|i| format!("{}{separator}{}{end}", number(point(i).0), number(point(i).1)))
}

/// A hundred rows.
fn rows(row: impl Fn(i32) -> String) -> String {
    (0..100).map(row).collect::<Vec<_>>().concat()
}

/// Every `step`th of the first `n` lines.
fn some(text: &str, n: usize, step: usize) -> String {
    text.split_inclusive('\n').take(n).step_by(step).collect()
}

fn dotted(v: f64) -> String {
    format!("{v:.4}")
}

fn comma(v: f64) -> String {
    dotted(v).replace('.', ",")
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
}

fn same(name: &str, bytes: &[u8]) {
    let reading = read::bytes(name, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(reading.curve.hz().len(), 100, "{name}");
    assert!((reading.curve.hz()[0] - 20.0).abs() < 1e-3, "{name}");
    assert_eq!(reading.curve.db()[..8], [80.0, 81.0, 82.0, 83.0, 84.0, 85.0, 86.0, 80.0], "{name}");
}

#[test]
fn every_published_form_is_read() {
    let rew = format!(
        "* Measured by REW\n* Note: caf\u{e9}, 5 cm\n* Freq(Hz), SPL(dB), Phase(degrees)\n{}",
        table(", ", ", 12.5\n", dotted)
    );
    same("star", rew.as_bytes());
    same("no star", rew.replace("* ", "").replace("Measured by", "by").as_bytes());
    same("latin-1", &rew.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect::<Vec<_>>());
    same("bom", format!("\u{feff}{rew}").as_bytes());
    same("utf-16 le", &utf16(&rew, u16::to_le_bytes));
    same("utf-16 be", &utf16(&rew, u16::to_be_bytes));
    same("crlf", rew.replace('\n', "\r\n").as_bytes());
    same("cr", rew.replace('\n', "\r").as_bytes());
    same("tab", table("\t", "\n", dotted).as_bytes());
    same("blank", table("  ", "\n", dotted).as_bytes());
    same("semicolon", table(";", "\n", dotted).as_bytes());
    same("comma", table(",", "\n", dotted).as_bytes());
    same("trailing", table(",", ",\n", dotted).as_bytes());
    same("csv", format!("frequency,raw\n{}", table(",", "\n", dotted)).as_bytes());
    same("csv of four", format!("frequency,raw,error,smoothed\n{}", table(",", ",1.5,2.5\n", dotted)).as_bytes());
    let quoted: String = table(
        ",",
        "
",
        |v| format!("\"{}\"", dotted(v)),
    );
    same(
        "quoted",
        format!(
            "\"frequency\",\"raw\"
{quoted}"
        )
        .as_bytes(),
    );
    same("blank header", format!("Frequency (Hz) SPL (dB)\n{}", table(" ", "\n", dotted)).as_bytes());
    same("decimal comma; semicolon", table(";", "\n", comma).as_bytes());
    same("decimal comma, tab", table("\t", "\n", comma).as_bytes());
    same("decimal comma, blank", table(" ", "\n", comma).as_bytes());
    same("double", [table(",", "\n", dotted), table(",", "\n", dotted)].concat().as_bytes());
    let mut backwards: Vec<String> = table(",", "\n", dotted).lines().map(str::to_owned).collect();
    backwards.reverse();
    same("backwards", backwards.join("\n").as_bytes());
    let tools =
        format!("FFT\tAudioTools\nFrequency\tdB\n{}overall dB\t101 dB\nFFT Size\t16384\n", table("\t", "\n", dotted));
    same("AudioTools", tools.as_bytes());
    same("direct current", format!("0,-20\n{}", table(",", "\n", dotted)).as_bytes());
}

#[test]
fn columns_are_found_by_their_names() {
    let text: String = table(",", "\n", dotted).lines().fold(String::from("no,raw,frequency\n"), |mut all, line| {
        let (hz, db) = line.split_once(',').expect("two");
        let _ = writeln!(all, "7,{db},{hz}");
        all
    });
    same("other order", text.as_bytes());
}

#[test]
fn doubled_frequencies_are_averaged() {
    let text = format!("{}20.0000,90.0\n", table(",", "\n", dotted));
    let reading = read::bytes("doubled", text.as_bytes()).expect("a curve");
    assert_eq!(reading.curve.db()[0], 85.0);
}

fn refused(bytes: &[u8]) -> ReadError {
    read::bytes("mine.txt", bytes).expect_err("no curve")
}

#[test]
fn what_is_no_curve_is_named_with_line_and_mend() {
    let good = table(",", "\n", dotted);
    let cases: Vec<(String, Option<usize>, &str)> = vec![
        (String::new(), None, "empty"),
        ("\n\n\n".to_owned(), None, "no line"),
        ("hello\nworld\n".to_owned(), None, "no line"),
        (format!("{good}20000.5,8x\n"), Some(101), "\"8x\" is not a level"),
        (format!("{good}20000.5,\n"), Some(101), "cut off"),
        (format!("{good}200"), Some(101), "cut off"),
        (format!("{good}notes at the end\n"), Some(101), "is not a"),
        (format!("20,NaN\n{good}"), Some(1), "NaN"),
        (format!("-20,80\n{good}"), Some(1), "-20"),
        (format!("25,1e9\n{good}"), Some(1), "not a level in dB"),
        (format!("25,1,2,3\n{good}"), Some(1), "4 columns"),
        (format!("Freq(Hz),SPL(Pa)\n{good}"), Some(1), "SPL(Pa)"),
        (format!("Freq(kHz),SPL(dB)\n{good}"), Some(1), "kHz"),
        (format!("Freq(Hz),Impedance(ohm)\n{good}"), Some(1), "level in dB"),
        (format!("* Freq(Hz),Phase(degrees)\n{good}"), Some(1), "level in dB"),
        (format!("frequency,left dB,right dB\n{good}"), Some(1), "several levels"),
        (some(&good, 80, 1), None, "reaches from"),
        (some(&good, 100, 3), None, "34 different"),
        (rows(|i| format!("{},80.5\n", 0.02 * 10f64.powf(f64::from(i) / 33.0))), None, "kHz"),
        (rows(|i| format!("{},80,{i}\n", 20 + i * 202)), Some(1), "two ways"),
        (rows(|i| if i < 5 { format!("{i}5\t80\n") } else { format!("{i},000\t80\n") }), Some(1), "two ways"),
    ];
    for (text, line, says) in cases {
        let error = refused(text.as_bytes());
        assert_eq!(error.line, line, "{error}");
        assert!(error.to_string().contains(says), "{says}: {error}");
        assert!(error.to_string().starts_with("mine.txt") && !error.help.is_empty());
    }
    assert!(refused(b"\x89PNG\r\n\x1a\nabc").what.contains("picture"));
    assert!(refused(&[0, 1, 2, 3, 0, 0, 7]).what.contains("binary"));
    assert!(refused(&vec![b'1'; 50 << 20]).what.contains("8 MB"));
}

#[test]
fn a_newer_coupler_is_noticed() {
    let good = table(",", "\n", dotted);
    let rig =
        |name: &str, head: &str| read::bytes(name, format!("{head}\n{good}").as_bytes()).expect("a curve").other_rig;
    assert_eq!(rig("Aria L.txt", "* made with B&K 5128"), Some("B&K 5128"));
    assert_eq!(rig("Aria 5128 L.txt", ""), Some("B&K 5128"));
    assert_eq!(rig("Aria L.txt", "* made with a 711"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read::bytes("x", &bytes);
    }

    #[test]
    fn no_text_of_figures_panics(text in "([0-9]{1,5}[.,;\t eE+-]{0,2}|[a-z*#\"\r\n]){0,80}") {
        let _ = read::bytes("x", text.as_bytes());
    }

    /// A damaged file gives a curve or an error with the name, and a curve keeps its promises.
    #[test]
    fn damage_is_survived(at in 0usize..1500, with in prop::collection::vec(any::<u8>(), 0..6), cut in 0usize..1500) {
        let mut bytes = table(", ", ", 3.0\n", dotted).into_bytes();
        let at = at.min(bytes.len());
        bytes.splice(at..at, with);
        bytes.truncate(bytes.len().saturating_sub(cut % 200));
        match read::bytes("x", &bytes) {
            Ok(reading) => {
                let hz = reading.curve.hz();
                prop_assert!(hz.len() >= 60 && hz[0] <= 45.0 && hz[hz.len() - 1] >= 9500.0);
                prop_assert!(hz.windows(2).all(|w| w[0] < w[1]));
            }
            Err(error) => prop_assert!(error.to_string().starts_with('x')),
        }
    }
}

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
