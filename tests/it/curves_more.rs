//! Curve files that look like responses of a 711 coupler and are something else.

use iem::sound::sides::Found;
use iem::sound::{Rig, read};

use serde_json::Value;

use crate::curves::{dotted, table};
use crate::support::{err, iem, out};

#[test]
fn heads_and_ears_are_no_ordinary_coupler() {
    let good = table(",", "\n", dotted);
    for (head, is) in [
        ("* HATS", Some(Rig::Other)),
        ("HATS", Some(Rig::Other)),
        ("* Measured with GRAS 43AG", Some(Rig::Kemar)),
        ("* Rig: GRAS 43AG-7, RA0402", Some(Rig::Kemar)),
        ("* B&K 5128", Some(Rig::Type5128)),
        ("* Coupler: B&K5128", Some(Rig::Type5128)),
        ("* Br\u{fc}el & Kj\u{e6}r HATS type 5128-C", Some(Rig::Type5128)),
        ("# KEMAR", Some(Rig::Kemar)),
        ("Diffuse-field compensated by the rig", Some(Rig::Kemar)),
        ("* GRAS", Some(Rig::Other)),
        ("* dummy head", Some(Rig::Other)),
        ("* GRAS RA0045", Some(Rig::Coupler711)),
        ("* IEC 60711 coupler", Some(Rig::Coupler711)),
        ("* Note: hat mir gefallen", None),
    ] {
        let reading = read::bytes("Aria L.txt", format!("{head}\n{good}").as_bytes()).expect(head);
        assert_eq!(reading.rig, is, "{head}");
    }
}

/// The rows of the usual table with another value each.
fn with(separator: &str, value: impl Fn(f64, usize) -> f64) -> String {
    let row = |(i, line): (usize, &str)| {
        let hz = line.split_once('|').expect("two").0;
        format!("{hz}{separator}{:.2}\n", value(hz.parse().expect("Hz"), i))
    };
    table("|", "\n", dotted).lines().enumerate().map(row).collect()
}

#[test]
fn a_target_is_no_measurement() {
    let good = table(",", "\n", dotted);
    for (name, head) in [
        ("a.csv", "frequency,target"),
        ("a.csv", "Frequency (Hz),Target (dB)"),
        ("a.csv", "frequency,harman target"),
        ("a.csv", "frequenz,Zielkurve dB"),
        ("a.csv", "frequency,target,phase"),
        ("a.txt", "* Harman Target"),
        ("Harman IE 2019 Target.txt", ""),
    ] {
        let error = read::bytes(name, format!("{head}\n{good}").as_bytes()).expect_err(head);
        assert!(error.what.contains("target") && error.help.contains("--target"), "{error}");
    }
    for (name, head) in [
        ("a.csv", "frequency,raw,target"),
        ("Aria vs target.txt", "* Note: close to the target"),
        ("Aria EQ to target.txt", "* EQ to Harman target"),
    ] {
        let rows =
            if head.ends_with("target") && head.contains(',') { good.replace('\n', ",70\n") } else { good.clone() };
        let reading = read::bytes(name, format!("{head}\n{rows}").as_bytes()).expect(head);
        assert_eq!(reading.curve.db()[..3], [80.0, 81.0, 82.0], "{head}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, head) in [("my target.csv", "frequency,target"), ("target.txt", "* My Target")] {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{head}\n{good}")).expect("written");
        assert_eq!(read::target(&path).expect(name).db()[1], 81.0);
    }
}

#[test]
fn figures_without_a_name_are_asked_about() {
    let rise = |hz: f64| 1.0 / (1.0 + (hz / 6000.0).powi(-2));
    let peak = |hz: f64, at: f64| (-((hz / at).ln() * 2.0).powi(2)).exp();
    let ohms = [
        with("\t", |hz, _| 16.0 + 8.0 * rise(hz)),
        with(",", |hz, _| 9.0 + 50.0 * peak(hz, 2500.0)),
        with(" ", |hz, _| 150.0 + 100.0 * peak(hz, 90.0)),
    ];
    for text in ohms {
        let error = read::bytes("a.txt", text.as_bytes()).expect_err("ohm");
        assert!(error.what.contains("impedance") && error.help.contains("first line"), "{error}");
    }
    let filters = [
        with("\t", |hz, _| (6.0 * peak(hz, 100.0) - 8.0 * peak(hz, 3000.0)).round()),
        with(",", |hz, _| if (200.0..2000.0).contains(&hz) { 0.0 } else { 9.0 * (hz.ln() * 3.0).sin() }),
        with("\t", |hz, _| -12.0 + 11.0 * peak(hz, 3000.0)),
    ];
    for text in filters {
        let error = read::bytes("a.txt", text.as_bytes()).expect_err("filters");
        assert!(error.what.contains("equaliser") && error.help.contains("first line"), "{error}");
        let named = format!("Freq(Hz) SPL(dB)\n{}", text.replace(',', " "));
        assert!(read::bytes("a.txt", named.as_bytes()).is_ok());
    }
    // A response around 0 dB, and a quiet one that is called a level.
    let around =
        with("\t", |hz, i| 12.0 * peak(hz, 3000.0) - 4.0 + f64::from(u8::try_from(i % 3).expect("small")) / 10.0);
    assert!(read::bytes("a.txt", around.as_bytes()).is_ok());
    let quiet = format!("Freq(Hz)\tSPL(dB)\n{}", with("\t", |hz, _| 30.0 + 12.0 * peak(hz, 3000.0)));
    assert!(read::bytes("a.txt", quiet.as_bytes()).is_ok());
}

#[test]
fn noise_coherence_and_distortion_are_called_so() {
    let good = table(",", "\n", dotted);
    for (head, says) in [
        ("frequency,coherence", "this is a coherence"),
        ("frequency,coherence,phase", "this is a coherence"),
        ("frequency,noise", "this is noise"),
        ("Freq(Hz),Noise floor (dB)", "this is noise"),
        ("Frequenz,Rauschen (dB)", "this is noise"),
        ("frequency,distortion", "this is distortion"),
        ("frequency,phase", "this is a phase"),
    ] {
        let error = read::bytes("a.csv", format!("{head}\n{good}").as_bytes()).expect_err(head);
        assert!(error.what.starts_with(says), "{head}: {error}");
    }
    for head in ["* Pink noise", "frequency,SPL (pink noise)"] {
        assert!(read::bytes("a.csv", format!("{head}\n{good}").as_bytes()).is_ok(), "{head}");
    }
}

/// Left is the usual table, right another one made of it.
fn sides(right: impl Fn(f64, f64) -> f64) -> iem::sound::read::Reading {
    let row = |line: &str| {
        let (hz, db) = line.split_once(',').expect("two");
        format!("{hz},{db},{:.3}\n", right(hz.parse().expect("Hz"), db.parse().expect("dB")))
    };
    let rows: String = table(",", "\n", dotted).lines().map(row).collect();
    read::bytes("a.csv", format!("frequency,left,right\n{rows}").as_bytes()).expect("a curve")
}

#[test]
fn a_leak_is_told_and_a_level_is_not_taken_for_one() {
    let leak = |hz: f64| if hz < 100.0 { 5.0 } else { 0.0 };
    for (offset, bass, used) in [(0.0, -1.0, "left"), (6.0, -1.0, "left"), (-6.0, 1.0, "right"), (0.0, 1.0, "right")] {
        let reading = sides(|hz, db| db + offset + bass * leak(hz));
        let found = reading.sides.expect("sides");
        assert_eq!(found.found, Found::Leak, "{offset} {bass}: {found:?}");
        let shown: Vec<String> = found.each.iter().filter(|o| o.used).map(|o| o.name.clone()).collect();
        assert_eq!(shown, [used], "{offset} {bass}");
        let caveat = found.caveat().expect("a caveat");
        assert!(caveat.contains("leak") && caveat.contains(&format!("shown is the {used} side")), "{caveat}");
    }
    for (offset, louder) in [(-6.0, "left"), (6.0, "right")] {
        let reading = sides(|_, db| db + offset);
        let found = reading.sides.expect("sides");
        assert_eq!(found.found, Found::Differ);
        let shown: Vec<String> = found.each.iter().filter(|o| o.used).map(|o| o.name.clone()).collect();
        assert_eq!(shown, [louder], "no side is worse but in level");
    }
    assert!(sides(|_, db| db + 1.0).sides.expect("sides").caveat().is_none());
}

#[test]
fn a_measured_impedance_is_shown_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let bare = with("\t", |hz, _| 16.0 + 4.0 * (hz / 1000.0).log10());
    let phased = bare.replace('\n', "\t30.0\n");
    for (name, text, degrees) in [
        ("a.zma", phased.clone(), 30.0),
        ("a.txt", bare.clone(), 0.0),
        ("b.txt", format!("* Impedance data measured by REW\n* Freq(Hz) Z(Ohms) Phase(degrees)\n{phased}"), 30.0),
        ("c.csv", format!("frequency,ohm\n{}", bare.replace('\t', ",")), 0.0),
        ("n.csv", format!("x (Hz),ohm\n{}", bare.replace('\t', ",")), 0.0),
    ] {
        let answer = iem(&["curve", "impedance", &at(name, &text), "--json"]);
        let found: Value = serde_json::from_str(&out(&answer)).unwrap_or_else(|_| panic!("{name}: {}", err(&answer)));
        assert_eq!(found["schema"], "iem-curve-impedance-1");
        assert!((found["nominal_ohm"].as_f64().expect("ohm") - 16.0).abs() < 0.05, "{name}");
        assert!((found["phase_degrees"][5].as_f64().expect("degrees") - degrees).abs() < 0.01, "{name}");
        assert!(found["residual_db"].is_null());
        assert_eq!(found["ohm"].as_array().map(Vec::len), Some(100));
    }
    let level = table("\t", "\n", dotted);
    for (name, text, says) in [
        ("d.txt", level.clone(), "ohm or dB"),
        ("e.txt", format!("Freq(Hz)\tSPL(dB)\n{level}"), "no column is an impedance"),
        ("f.zma", bare.replace('\n', "\t170\n"), "phase"),
        ("h.zma", format!("{}\t16\n{bare}", "9".repeat(400)), "frequency"),
        ("i.zma", format!("Frequency (Hz)\tRe(Z)\tIm(Z)\n{phased}"), "part of the impedance"),
        ("j.zma", format!("Frequency (Hz)\tImpedance left\tImpedance right\n{phased}"), "several impedances"),
        ("m.csv", format!("x (hz),SPL\n{}", bare.replace('\t', ",")), "no column is an impedance"),
        ("k.zma", format!("Frequency (Hz)\tZ (ohm)\tPhase (rad)\n{phased}"), "radians"),
        ("l.zma", "20\t16\n".repeat(150_001), "lines of figures"),
    ] {
        let answer = iem(&["curve", "impedance", &at(name, &text)]);
        assert!(!answer.status.success() && err(&answer).contains(says), "{name}: {}", err(&answer));
    }
    let shift = iem(&["curve", "shift", &at("g.zma", &phased), "--source-ohm", "10"]);
    assert!(out(&shift).contains("10 ohm bends"), "{}", err(&shift));
}

#[test]
fn a_level_over_time_is_no_response() {
    let good = table(",", "\n", dotted);
    for head in ["Time (s),SPL (dB)", "Sample,Level", "Angle;SPL", "Distance (m),dB"] {
        let flaw = read::bytes("log.csv", format!("{head}\n{good}").as_bytes()).expect_err(head).to_string();
        assert!(flaw.contains("no column is called a frequency"), "{head}: {flaw}");
    }
    for head in ["Aria, left", "* My Aria (2021)", "Frequency,Moondrop Aria", "* Aria, smoothed response"] {
        read::bytes("Aria.csv", format!("{head}\n{good}").as_bytes()).expect(head);
    }
}
