//! Impedance from resistor measurements: made-up earphones, measured ones, and the shipped curves.

use std::collections::BTreeMap;
use std::path::Path;

use iem::catalog::Catalog;
use iem::sound::{Curve, Impedance, ImpedanceError, Phase, Resisted, impedance_flaw, impedance_of, read, tone_shift};
use serde_json::{Value, json};

use crate::support::{err, iem, out, shared};

/// 480 frequencies from 20 Hz to 20 kHz.
fn frequencies() -> Vec<f64> {
    (0..480).map(|i| 20.0 * 10f64.powf(3.0 * f64::from(i) / 479.0)).collect()
}

/// A made-up earphone: 16 ohm, and up to 40 more around 2.5 kHz.
fn ohm_at(hz: f64) -> f64 {
    let far = (hz / 2500.0).log2() / 0.7;
    16.0 + 40.0 * (-far * far).exp()
}

fn curve(level: impl Fn(f64) -> f64) -> Curve {
    let hz = frequencies();
    let db = hz.iter().map(|f| level(*f)).collect();
    Curve::new(hz, db).expect("a curve")
}

fn plain_db(hz: f64) -> f64 {
    90.0 + 6.0 * (hz / 700.0).ln().sin()
}

/// The curve through a resistance by the published formula, with a gain of its own.
fn through(ohm: f64, gain_db: f64) -> Resisted {
    let level = |hz: f64| plain_db(hz) + gain_db + 20.0 * (ohm_at(hz) / (ohm_at(hz) + ohm)).log10();
    Resisted { ohm, curve: curve(level) }
}

fn close(a: f64, b: f64, by: f64, what: &str) {
    assert!((a - b).abs() <= by, "{what}: {a} is not {b}");
}

#[test]
fn a_made_up_impedance_is_found_whatever_the_gain() {
    let nominal = ohm_at(1000.0);
    for with in [vec![through(75.0, -3.7)], vec![through(20.0, 2.0), through(120.0, -8.0)]] {
        let found = Impedance::fit(&curve(plain_db), &with, Some(nominal), Phase::Ignored).expect("an impedance");
        for (hz, ohm) in found.hz().iter().zip(found.ohm()) {
            close(*ohm, ohm_at(*hz), 0.02 * ohm_at(*hz), &format!("{hz} Hz"));
        }
        let shift = found.shift(36.0);
        let expected = |hz: f64| 20.0 * (ohm_at(hz) / (ohm_at(hz) + 36.0)).log10();
        for (hz, db) in shift.curve().hz().iter().zip(shift.curve().db()) {
            close(*db, expected(*hz) - expected(1000.0), 0.05, &format!("{hz} Hz"));
        }
        assert!(found.shift(0.0).span_db() < 1e-9);
    }
}

#[test]
fn the_nominal_impedance_is_estimated_with_a_range_that_holds_it() {
    let nominal = ohm_at(1000.0);
    let with = [through(20.0, 2.0), through(120.0, -8.0)];
    let found = Impedance::fit(&curve(plain_db), &with, None, Phase::Ignored).expect("an impedance");
    close(found.nominal_ohm, nominal, 0.3, "nominal");
    let [low, high] = found.nominal_interval_ohm.expect("a range");
    assert!(low <= nominal && nominal <= high && high < 2.0 * low, "{low} to {high} for {nominal}");
}

#[test]
fn what_does_not_determine_it_is_said() {
    let plain = curve(plain_db);
    let fit = |with: &[Resisted], nominal| Impedance::fit(&plain, with, nominal, Phase::Ignored).expect_err("an error");
    assert_eq!(fit(&[], Some(16.0)), ImpedanceError::NoResistance);
    assert_eq!(fit(&[through(75.0, 0.0)], None), ImpedanceError::NominalNeeded);
    assert!(fit(&[through(75.0, 0.0)], Some(f64::NAN)).to_string().contains("plausible"));
    assert_eq!(fit(&[Resisted { ohm: -3.0, curve: plain.clone() }], Some(16.0)), ImpedanceError::Implausible(-3.0));
    let flat = [20.0, 75.0].map(|ohm| Resisted { ohm, curve: plain.clone() });
    assert!(matches!(fit(&flat, None), ImpedanceError::NominalOpen { .. }));
    let louder = Resisted { ohm: 10.0, curve: curve(|hz| plain_db(hz) + if hz > 1200.0 { 9.0 } else { 0.0 }) };
    assert!(matches!(fit(&[louder], Some(32.0)), ImpedanceError::Impossible { .. }));
}

/// An earphone of the measured ones: plain, and by resistance.
struct Earphone {
    id: &'static str,
    plain: Curve,
    with: BTreeMap<u32, Curve>,
}

fn measured(folder: &Path, id: &'static str, sides: &[&str]) -> Earphone {
    let read = |ohm: u32| {
        let files: Vec<_> = sides.iter().map(|s| folder.join(format!("{id} {ohm} ohm {s}.txt"))).collect();
        files.iter().all(|f| f.exists()).then(|| read::earphone(&files).expect("a curve").curve)
    };
    let with = [10, 15, 25, 36, 50, 75, 126, 136].into_iter().filter_map(|r| Some((r, read(r)?))).collect();
    Earphone { id, plain: read(0).expect("a plain curve"), with }
}

impl Earphone {
    fn resisted(&self, which: &[u32]) -> Vec<Resisted> {
        which.iter().map(|r| Resisted { ohm: f64::from(*r), curve: self.with[r].clone() }).collect()
    }

    fn all(&self) -> Vec<u32> {
        self.with.keys().copied().collect()
    }

    fn fit(&self, which: &[u32], nominal: Option<f64>, phase: Phase) -> Impedance {
        Impedance::fit(&self.plain, &self.resisted(which), nominal, phase).expect("an impedance")
    }

    /// How far the prediction for a resistance is from its measurement, 25 Hz-8 kHz, dB rms.
    fn error_db(&self, found: &Impedance, ohm: u32) -> f64 {
        let grid = iem::sound::Grid::new((0..200).map(|i| 25.0 * 320f64.powf(f64::from(i) / 199.0)).collect());
        let anchor = iem::sound::Grid::new(vec![1000.0]).expect("a grid");
        let grid = grid.expect("a grid");
        let against = |c: &Curve| c.sample(&grid).iter().map(|v| v - c.sample(&anchor)[0]).collect::<Vec<_>>();
        let (plain, with) = (against(&self.plain), against(&self.with[&ohm]));
        let predicted = against(found.shift(f64::from(ohm)).curve());
        let error = |i: usize| predicted[i] - (with[i] - plain[i]);
        ((0..200).map(|i| error(i).powi(2)).sum::<f64>() / 200.0).sqrt()
    }

    /// Mean error over all resistances that were not used, from `count` of them.
    fn mean_error_db(&self, count: usize, nominal: f64, phase: Phase) -> f64 {
        let all = self.all();
        let used: Vec<Vec<u32>> = match count {
            1 => all.iter().map(|r| vec![*r]).collect(),
            _ => all.iter().flat_map(|a| all.iter().filter(move |b| a < *b).map(move |b| vec![*a, *b])).collect(),
        };
        let mut errors = Vec::new();
        for which in used {
            let found = self.fit(&which, Some(nominal), phase);
            errors.extend(all.iter().filter(|r| !which.contains(r)).map(|r| self.error_db(&found, *r)));
        }
        errors.iter().sum::<f64>() / errors.len() as f64
    }
}

fn earphones() -> Option<[Earphone; 3]> {
    let folder = shared("measurements/adapters")?;
    Some([
        measured(&folder, "kiwi-ears-ke4", &["L", "R"]),
        measured(&folder, "seeaudio-yume-midnight", &["L"]),
        measured(&folder, "truthear-zero-red", &["L", "R"]),
    ])
}

/// The maker's figure, where there is one.
fn makers_ohm(id: &str) -> Option<f64> {
    Catalog::built_in().expect("a catalogue").get(id).expect("a model").model.impedance_ohm
}

#[test]
fn one_resistance_predicts_the_others_and_two_do_better() {
    let Some(earphones) = earphones() else { return };
    for phase in [Phase::Ignored, Phase::Minimum] {
        let mut means = [0.0, 0.0];
        for earphone in &earphones {
            let nominal = makers_ohm(earphone.id);
            let nominal = nominal.unwrap_or_else(|| earphone.fit(&earphone.all(), None, phase).nominal_ohm);
            let [one, two] = [1, 2].map(|n| earphone.mean_error_db(n, nominal, phase));
            println!("{} {phase:?}: {nominal:.1} ohm, from one {one:.3} dB, from two {two:.3} dB", earphone.id);
            assert!(two < one && one < 0.25, "{}: {one} and {two} dB", earphone.id);
            means[0] += one / 3.0;
            means[1] += two / 3.0;
        }
        let limit = if phase == Phase::Minimum { [0.06, 0.05] } else { [0.115, 0.09] };
        assert!(means[0] < limit[0] && means[1] < limit[1], "{phase:?}: {means:?}");
    }
}

#[test]
fn the_range_of_the_nominal_impedance_holds_the_makers_figure() {
    let Some([_, _, zero_red]) = earphones() else { return };
    let all = zero_red.all();
    let simple = zero_red.fit(&all, None, Phase::Ignored);
    let [low, high] = simple.nominal_interval_ohm.expect("a range");
    assert!((15.0..16.5).contains(&simple.nominal_ohm) && low < simple.nominal_ohm && high > 17.5, "{low} to {high}");
    let with_phase = zero_red.fit(&all, None, Phase::Minimum);
    close(with_phase.nominal_ohm, 17.5, 0.4, "nominal with phase");
    assert!(with_phase.residual_db < 0.03 && simple.residual_db > 0.05);
}

/// The shipped curves are what the measurements give; `IEM_UPDATE=1` writes them.
#[test]
fn shipped_impedances_come_from_the_measurements() {
    assert_eq!(impedance_flaw(), None);
    let Some(earphones) = earphones() else { return };
    let models: Vec<(String, Value, Impedance)> = earphones
        .iter()
        .map(|e| {
            let found = e.fit(&e.all(), makers_ohm(e.id), Phase::Minimum);
            (e.id.to_owned(), entry(e, &found), found)
        })
        .collect();
    let grid: Vec<Value> = kept(&models[0].2, models[0].2.hz()).map(|hz| rounded(hz, 2)).collect();
    let content = json!({
        "$schema": "schema/impedance.schema.json",
        "unit": "ohm and degrees over Hz",
        "method": "curves plain and through resistors, left and right averaged, differences against 1 kHz over a twelfth of an octave; least squares over all resistances with a minimum-phase impedance; see docs/impedance.md",
        "grid_hz": grid,
        "models": models.iter().map(|(id, entry, _)| (id.clone(), entry.clone())).collect::<serde_json::Map<_, _>>(),
    });
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/impedance.json");
    if std::env::var_os("IEM_UPDATE").is_some() {
        std::fs::write(&file, lines(&content)).expect("a writable file");
    }
    let shipped = std::fs::read_to_string(&file).expect("the file");
    assert!(shipped == lines(&content), "data/impedance.json is out of date: IEM_UPDATE=1 cargo test impedance");
}

fn entry(earphone: &Earphone, found: &Impedance) -> Value {
    let degrees: Vec<f64> = found.phase_degrees().collect();
    json!({
        "nominal_ohm": rounded(found.nominal_ohm, 1),
        "nominal_interval_ohm": found.nominal_interval_ohm.map(|i| i.map(|v| rounded(v, 1))),
        "residual_db": rounded(found.residual_db, 3),
        "source": "curves of a squig.link reviewer",
        "resistances_ohm": earphone.all(),
        "ohm": kept(found, found.ohm()).map(|v| rounded(v, 2)).collect::<Vec<_>>(),
        "phase_degrees": kept(found, &degrees).map(|v| rounded(v, 1)).collect::<Vec<_>>(),
    })
}

/// Twelve points an octave, the range that every curve has, to 10 kHz.
fn kept<'a>(found: &'a Impedance, values: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
    let twelfth = |hz: f64| ((hz / 1000.0).log2() * 12.0 + 1e-6).rem_euclid(1.0) < 1e-3;
    found
        .hz()
        .iter()
        .zip(values)
        .filter(move |(hz, _)| (20.5..10_100.0).contains(*hz) && twelfth(**hz))
        .map(|(_, v)| *v)
}

fn rounded(value: f64, places: i32) -> Value {
    let scale = 10f64.powi(places);
    json!((value * scale).round() / scale)
}

/// JSON with one line a key and lists of numbers on one.
fn lines(content: &Value) -> String {
    let mut out = String::from("{\n");
    let keys = content.as_object().expect("an object");
    for (i, (key, value)) in keys.iter().enumerate() {
        let end = if i + 1 < keys.len() { "," } else { "" };
        match value.as_object() {
            Some(models) => {
                let models: Vec<String> = models.iter().map(|(id, m)| format!("    {}: {m}", json!(id))).collect();
                out += &format!("  {}: {{\n{}\n  }}{end}\n", json!(key), models.join(",\n"));
            }
            None => out += &format!("  {}: {value}{end}\n", json!(key)),
        }
    }
    out + "}\n"
}

#[test]
fn a_source_bends_the_sound_of_a_model() {
    assert!(impedance_of("moondrop-aria-2").is_none() && tone_shift("moondrop-aria-2", 10.0).is_none());
    let shift = tone_shift("truthear-zero-red", 10.0).expect("a shift");
    assert!((1.0..6.0).contains(&shift.span_db()), "{}", shift.span_db());
    let bands: BTreeMap<&str, f64> = shift.bands().map(|(band, db)| (band.id, db)).collect();
    assert!(bands["bass"] > 0.5, "the box has a 10 ohm adapter that raises the bass: {bands:?}");
    assert!(tone_shift("truthear-zero-red", 0.0).expect("a shift").span_db() < 1e-9);
    assert!(tone_shift("truthear-zero-red", f64::NAN).is_none());
}

#[test]
fn the_program_computes_impedance_and_shift() {
    let Some(folder) = shared("measurements/adapters") else { return };
    let file = |ohm: u32| folder.join(format!("truthear-zero-red {ohm} ohm L.txt")).display().to_string();
    let (plain, with, more) = (file(0), format!("75={}", file(75)), format!("36={}", file(36)));
    let json = |args: &[&str]| -> Value {
        let output = iem(args);
        serde_json::from_str(&out(&output)).unwrap_or_else(|e| panic!("{e}: {}", err(&output)))
    };
    let base = ["--plain", &plain, "--with", &with, "--json"];
    let found = json(&[&["curve", "impedance"], &base[..], &["--nominal", "17.5"]].concat());
    assert_eq!((&found["schema"], &found["nominal_ohm"]), (&json!("iem-curve-impedance-1"), &json!(17.5)));
    assert_eq!(found["frequency_hz"].as_array().map(Vec::len), found["ohm"].as_array().map(Vec::len));
    let by_model = json(&[&["curve", "impedance"], &base[..], &["--model", "zero red"]].concat());
    assert_eq!(found["ohm"], by_model["ohm"]);
    let two = json(&[&["curve", "impedance"], &base[..], &["--with", &more]].concat());
    assert!(two["nominal_interval_ohm"][0].as_f64() < two["nominal_ohm"].as_f64());
    let shift = json(&[&["curve", "shift"], &base[..], &["--nominal", "17.5", "--source-ohm", "36"]].concat());
    assert_eq!(shift["schema"], "iem-curve-shift-1");
    let hz = shift["frequency_hz"].as_array().expect("frequencies");
    let at = hz.iter().position(|f| f.as_f64() == Some(1000.0)).expect("1 kHz is of the grid");
    assert_eq!(shift["shift_db"][at].as_f64(), Some(0.0));
    let human = iem(&["curve", "impedance", "--plain", &plain, "--with", &with, "--with", &more]);
    assert!(out(&human).contains("estimated") && out(&human).contains("1000 Hz"), "{}", out(&human));
    for (args, says) in [
        (vec!["--with", with.as_str()], "--nominal"),
        (vec!["--with", "75"], "--with 75=FILE"),
        (vec!["--with", with.as_str(), "--nominal", "-4"], "-4"),
        (vec!["--with", "75=no/such.txt"], "no/such.txt"),
    ] {
        let output = iem(&[&["curve", "impedance", "--plain", &plain], &args[..]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(says), "{}", err(&output));
    }
}

/// The Matrix mini-i Pro 3 has 10.5 ohm: a known model sounds fuller on it, in every answer.
#[test]
fn the_sound_that_counts_is_the_sound_on_the_source() {
    let eval = |field: &str, source: &[&str]| -> Value {
        let output = iem(&[&["rules", "eval", field, "--model", "zero red", "--json"], source].concat());
        serde_json::from_str::<Value>(&out(&output)).unwrap_or_else(|e| panic!("{e}: {}", err(&output)))["value"]
            .clone()
    };
    let source = ["--source", "matrix mini-i pro 3"];
    let expected = tone_shift("truthear-zero-red", 10.5).expect("a shift");
    assert_eq!(eval("link.tone_shift_db", &source).as_f64(), Some(expected.span_db()));
    let bass = |source: &[&str]| eval("match.bass_db", source).as_f64().expect("a number");
    let change = bass(&source) - bass(&[]);
    assert!((1.5..3.5).contains(&change), "{change}");
    let shown = iem(&[&["show", "zero red"], &source[..]].concat());
    assert!(out(&shown).contains("10.5 ohm") && out(&shown).contains("sub-bass"), "{}", out(&shown));
    let unknown = iem(&[&["show", "hexa"], &source[..]].concat());
    assert!(out(&unknown).contains("is not known"), "{}", out(&unknown));
    let json: Value =
        serde_json::from_str(&out(&iem(&["show", "zero red", "--source", source[1], "--json"]))).expect("JSON");
    assert_eq!(json["on_source"]["output_impedance_ohm"], 10.5);
    assert!(json["on_source"]["after"]["bass_db"].as_f64() > json["on_source"]["before"]["bass_db"].as_f64());
    assert_eq!(iem(&["show", "zero red", "--source", "no such device"]).status.code(), Some(2));
}
