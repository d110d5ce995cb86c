//! The worked numbers of the electrical reference, and the match as the program prints it.

use iem::fit::electrical::{
    EighthRule, HissBand, db_per_mw, db_per_v, db_per_v_from_94_db, drive_for, eighth_rule, hiss_band, level_error_db,
    lowest_ohm, safe_hours_per_week, tone_shift_db, volts_at_load,
};
use iem::fit::{Models, Numbers, Request, check};
use iem::words::SensitivityRef;

use crate::support::{iem, out};

/// Within 0.05 dB.
fn db(a: f64, b: f64) {
    assert!((a - b).abs() <= 0.05, "{a} dB is not {b} dB");
}

/// Within 1 %.
fn percent(a: f64, b: f64) {
    assert!((a / b - 1.0).abs() <= 0.01, "{a} is not {b}");
}

#[test]
fn sensitivity_units() {
    db(db_per_mw(124.0, 16.0), 106.0);
    db(db_per_v(93.0, 14.0), 111.5);
    db(db_per_v_from_94_db(7.01e-3), 137.1);
    db(db_per_mw(db_per_v_from_94_db(7.01e-3), 12.8), 118.2);
    db(db_per_mw(117.0, 22.0), 100.4);
    // A bare figure means one of two things.
    db(db_per_v(100.0, 30.0), 115.2);
    db(db_per_mw(100.0, 30.0), 84.8);
}

#[test]
fn drive_for_110_db() {
    for (s, z, volts, mw, ma) in
        [(124.0, 16.0, 0.200, 2.49, 12.5), (111.54, 14.0, 0.838, 50.1, 59.8), (137.085, 12.8, 0.0442, 0.153, 3.46)]
    {
        let drive = drive_for(s, 110.0, z);
        percent(drive.volts, volts);
        percent(drive.milliwatt, mw);
        percent(drive.milliampere, ma);
    }
}

#[test]
fn damping_and_tilt() {
    let curve: (&[f64], &[f64]) = (&[20.0, 1000.0, 5000.0, 10_000.0, 15_000.0], &[5.0, 12.0, 30.0, 8.0, 90.0]);
    assert_eq!(lowest_ohm(curve), Some(5.0));
    for (zo, tilt) in [(0.1, 0.14), (0.5, 0.68), (1.0, 1.30), (2.0, 2.36), (10.0, 7.04), (75.0, 13.2)] {
        db(tone_shift_db(curve, zo).expect("a curve"), tilt);
    }
    assert_eq!(tone_shift_db((&[], &[]), 1.0), None);
    assert_eq!(tone_shift_db((&[50.0], &[f64::NAN]), 1.0), None);
    db(20.0 * (9.0f64 / 8.0).log10(), 1.02);
    db(level_error_db(16.0, 2.0), -1.02);
    // A flat 16 ohm behind 2 ohm: a little quieter, no tilt.
    db(tone_shift_db((&[20.0, 10_000.0], &[16.0, 16.0]), 2.0).expect("a curve"), 0.0);
    assert_eq!(
        [20.0, 16.0, 8.0, 7.9].map(eighth_rule),
        [EighthRule::Pass, EighthRule::Uncertain, EighthRule::Uncertain, EighthRule::Warn]
    );
}

#[test]
fn hiss_and_hours() {
    let hiss = |s: f64, uv: f64| s + 20.0 * (uv * 1e-6).log10();
    for (uv, e5000, ie300, andromeda) in
        [(1.0, -8.5, 4.0, 17.1), (2.0, -2.5, 10.0, 23.1), (5.0, 5.5, 18.0, 31.1), (8.9, 10.5, 23.0, 36.1)]
    {
        for (s, level) in [(111.5, e5000), (124.0, ie300), (137.085, andromeda)] {
            db(hiss(s, uv), level);
        }
    }
    assert_eq!(
        [9.9, 10.0, 20.0, 30.1].map(hiss_band),
        [HissBand::Inaudible, HissBand::SilentRoom, HissBand::Noticeable, HissBand::Plain]
    );
    for (level, hours) in [(80.0, 40.0), (83.0, 20.0), (89.0, 5.0), (92.0, 2.5)] {
        percent(safe_hours_per_week(level), hours);
    }
    for (level, minutes) in [(95.0, 75.0), (101.0, 18.75), (107.0, 4.69), (110.0, 2.34)] {
        percent(safe_hours_per_week(level) * 60.0, minutes);
    }
}

/// 2.8 V from 75 ohm on and 200 mW into 20 ohm: at 16 ohm the current of 0.1 A is the limit.
#[test]
fn current_limits_low_impedances() {
    let figures = [(20.0, 2.0), (75.0, 2.8)];
    percent(volts_at_load(&figures, 16.0).expect("figures"), 1.6);
    percent(volts_at_load(&figures, 20.0).expect("figures"), 2.0);
    percent(volts_at_load(&figures, 32.0).expect("figures"), 2.0);
    percent(volts_at_load(&figures, 150.0).expect("figures"), 2.8);
    assert_eq!(volts_at_load(&[], 16.0), None);
}

#[test]
fn raw_numbers_on_the_command_line() {
    let args = ["check", "--impedance", "16", "--sensitivity", "124dB/V", "--output-impedance", "1", "--max-vrms", "2"];
    let output = iem(&[&args[..], &["--noise-uv", "1.5", "--json"]].concat());
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(json["verdict"].is_null());
    let e = &json["electrical"];
    let number = |key: &str| e[key].as_f64().unwrap_or_else(|| panic!("{key} in {e}"));
    let divider = 20.0 * (16.0f64 / 17.0).log10();
    db(number("loudness_headroom_db"), 124.0 + 20.0 * 2f64.log10() + divider - 110.0);
    db(number("hiss_db_spl"), 124.0 + 20.0 * 1.5e-6f64.log10() + divider);
    percent(number("damping_ratio"), 16.0);
    assert!(e["tone_shift_db"].is_null(), "no curve, no number");
    assert_eq!(e["eighth_rule"], "uncertain");
    // The same earphone in its other unit.
    let output = iem(&[
        "check",
        "--max-vrms",
        "2",
        "--output-impedance",
        "1",
        "--sensitivity",
        "106.04 dB/mW",
        "--impedance",
        "16",
        "--json",
    ]);
    let other: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    db(other["electrical"]["loudness_headroom_db"].as_f64().expect("a number"), number("loudness_headroom_db"));
}

#[test]
fn every_missing_input_is_named() {
    let all = Numbers {
        impedance_ohm: Some(16.0),
        sensitivity: Some((124.0, SensitivityRef::Volt)),
        output_impedance_ohm: Some(1.0),
        max_vrms: Some(2.0),
        noise_uv: Some(1.5),
    };
    let names = ["impedance of the earphone", "sensitivity", "output impedance", "largest voltage", "noise"];
    for (i, name) in names.iter().enumerate() {
        let mut numbers = all;
        match i {
            0 => numbers.impedance_ohm = None,
            1 => numbers.sensitivity = None,
            2 => numbers.output_impedance_ohm = None,
            3 => numbers.max_vrms = None,
            _ => numbers.noise_uv = None,
        }
        let report = check(&Request { numbers, ..Request::default() }, Models::built_in()).expect("numbers");
        let e = report.electrical.expect("a match");
        assert!(e.unknown.iter().any(|u| u.contains(name)), "{name} in {:?}", e.unknown);
        let (loud, hiss) = (e.loudness_headroom_db, e.hiss_db_spl);
        assert_eq!((loud.is_none(), hiss.is_none()), (i != 4, i != 3), "{name}: {e:?}");
        let ranges = (e.loudness_headroom_at_most_db.is_some(), e.hiss_at_most_db_spl.is_some());
        assert_eq!(ranges, (i == 2, i == 2), "{name}");
    }
}

/// A figure without a unit is a range, never one number.
#[test]
fn a_sensitivity_without_unit_is_a_range() {
    let output = iem(&[
        "check",
        "--impedance",
        "30",
        "--sensitivity",
        "100",
        "--output-impedance",
        "0",
        "--max-vrms",
        "1",
        "--noise-uv",
        "1",
        "--json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let e = &json["electrical"];
    assert!(e["loudness_headroom_db"].is_null() && e["hiss_db_spl"].is_null() && e["damping_ratio"].is_null());
    let range = |key: &str| [0, 1].map(|i| e[key][i].as_f64().expect("a number"));
    let [low, high] = range("loudness_headroom_range_db");
    db(low, -10.0);
    db(high, 5.2);
    let [low, high] = range("hiss_range_db_spl");
    db(low, -20.0);
    db(high, -4.8);
    assert!(e["unknown"].to_string().contains("unit"));
}

#[test]
fn several_sources_side_by_side() {
    let args = ["check", "--plug", "3.5mm", "--impedance", "16", "--sensitivity", "124dB/V"];
    let sources = ["--source", "4.4mm", "--source", "chord mojo 2", "--json"];
    let output = iem(&[&args[..], &sources[..]].concat());
    assert_eq!(output.status.code(), Some(0), "the best one counts");
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(json["verdict"], "ok");
    let verdicts: Vec<&str> =
        json["sources"].as_array().expect("sources").iter().filter_map(|s| s["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["unsafe", "ok"]);
    assert_eq!(json["electrical"], json["sources"][1]["electrical"]);
    let one = iem(&["check", "--plug", "3.5mm", "--source", "4.4mm", "--json"]);
    assert_eq!(one.status.code(), Some(1));
    assert!(!out(&one).contains("\"sources\""), "one source has no list");
}
