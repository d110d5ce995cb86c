//! Curve files in every form that people publish, broken ones too, and their scores.

use std::fmt::Write as _;

use iem::sound::Rig;
use iem::sound::read::{self, ReadError};
use iem::sound::sides::Found;
use proptest::prelude::*;

/// 100 points from 20 Hz to 20 kHz, as `hz<separator>db` lines, made by a writer of numbers.
pub(crate) fn table(separator: &str, end: &str, number: impl Fn(f64) -> String) -> String {
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

pub(crate) fn dotted(v: f64) -> String {
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
        (format!("{good}notes in between\n{good}"), Some(102), "figures again"),
        (format!("20,NaN\n{good}"), Some(1), "NaN"),
        (format!("-20,80\n{good}"), Some(1), "-20"),
        (format!("25,1e9\n{good}"), Some(1), "not a level in dB"),
        (format!("25,1,2,3\n{good}"), Some(1), "4 columns"),
        (format!("Freq(Hz),SPL(Pa)\n{good}"), Some(1), "SPL(Pa)"),
        (format!("Freq(kHz),SPL(dB)\n{good}"), Some(1), "kHz"),
        (format!("Freq(Hz),Impedance(ohm)\n{good}"), Some(1), "level in dB"),
        (format!("* Freq(Hz),Phase(degrees)\n{good}"), Some(1), "level in dB"),
        (format!("frequency,SPL 1,SPL 2\n{good}"), Some(1), "several levels"),
        (format!("frequency,left dB,right dB\n{good}"), Some(2), "cut off"),
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
fn another_coupler_is_noticed() {
    let good = table(",", "\n", dotted);
    let rig = |name: &str, head: &str| read::bytes(name, format!("{head}\n{good}").as_bytes()).expect("a curve").rig;
    for (name, head, is) in [
        ("Aria L.txt", "* made with B&K 5128", Some(Rig::Type5128)),
        ("Aria 5128 L.txt", "", Some(Rig::Type5128)),
        ("Aria L.txt", "* made with a 711", Some(Rig::Coupler711)),
        ("Aria 711 L.txt", "* Note: KEMAR free-field", Some(Rig::Kemar)),
        ("Aria L.txt", "* Source: EARS Gain: 18dB, EARS, L, volume: 1.000", Some(Rig::Ears)),
        ("Aria flat-plate.csv", "frequency,raw", Some(Rig::FlatPlate)),
        ("Kiwi Ears KE4 L.txt", "", None),
        ("Truthear Hexa R.txt", "* Note: in my ears it is bright", None),
    ] {
        assert_eq!(rig(name, head), is, "{name} {head}");
    }
}

/// A hundred rows of frequency, level and a function of both, apart by a mark.
fn three(separator: &str, third: impl Fn(f64, f64) -> f64) -> String {
    table("|", "\n", dotted).lines().fold(String::new(), |mut all, line| {
        let (hz, db) = line.split_once('|').expect("two");
        let value = third(hz.parse().expect("Hz"), db.parse().expect("dB"));
        let _ = writeln!(all, "{hz}{separator}{db}{separator}{value:.3}");
        all
    })
}

#[test]
fn what_is_no_response_is_named() {
    let good = table("\t", "\n", dotted);
    let angle = three("\t", |hz, _| (hz.ln() * 10.0).sin() * 40.0);
    let small = three("\t", |_, db| db - 83.0).lines().fold(String::new(), |mut all, line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let _ = writeln!(all, "{}\t{}", cells[0], cells[2]);
        all
    });
    let ohm = angle.lines().fold(String::new(), |mut all, line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let _ = writeln!(all, "{}\t{:.2}\t{}", cells[0], cells[1].parse::<f64>().expect("dB") - 60.0, cells[2]);
        all
    });
    let kinds: Vec<(&str, String, &str)> = vec![
        // Calibrations.
        ("a.txt", format!("* Serial: 12-3456 calibration for the left channel\n{good}"), "calibration"),
        ("a.txt", format!("\"Sens Factor =-1.2dB, SERNO: 70-0000\"\n{good}"), "calibration"),
        ("a.txt", format!("\"Sens Factor =-1.2dB, SERNO: 70-0000\"\nFreq(Hz)\tSPL(dB)\n{good}"), "calibration"),
        ("a.txt", format!("*1000Hz\t-39.2\n{good}"), "calibration"),
        ("a.txt", format!("Kalibrierung Mikrofon\n{good}"), "calibration"),
        ("a.txt", format!("* Correction file for the coupler\n{good}"), "calibration"),
        ("mic_cal.txt", good.clone(), "calibration"),
        ("UMIK calibration.txt", good.clone(), "calibration"),
        ("a.cal", good.clone(), "calibration"),
        ("a.txt", small, "calibration"),
        // Group delay.
        ("a.txt", format!("* Group Delay data measured by REW V5.20\n* Freq(Hz) GD(ms)\n{good}"), "group delay"),
        ("a.txt", format!("Freq(Hz)\tGroup delay (ms)\n{good}"), "group delay"),
        ("a.txt", format!("Frequenz;Gruppenlaufzeit\n{}", good.replace('\t', ";")), "group delay"),
        ("a.txt", format!("frequency,gd\n{}", good.replace('\t', ",")), "group delay"),
        ("Aria group delay.txt", good.clone(), "group delay"),
        // Impedance.
        ("a.zma", angle.clone(), "impedance"),
        ("A.ZMA", format!("* Freq(Hz) SPL(dB)\n{good}"), "impedance"),
        (
            "a.txt",
            format!("* Impedance data measured by REW V5.31\n* Freq(Hz) Z(Ohms) Phase(degrees)\n{angle}"),
            "impedance",
        ),
        ("a.txt", format!("Frequency\tImpedance (\u{3a9})\n{good}"), "impedance"),
        ("a.csv", format!("Frequenz;Impedanz\n{}", good.replace('\t', ";")), "impedance"),
        ("a.csv", format!("hz,ohm\n{}", good.replace('\t', ",")), "impedance"),
        ("a.csv", format!("hz,|Z|,phase\n{}", angle.replace('\t', ",")), "impedance"),
        ("a.txt", ohm, "impedance"),
        ("Aria impedance.txt", good.clone(), "impedance"),
        // Presets.
        ("a.txt", "GraphicEQ: 20 -3.6; 21 -3.5; 22 -3.5".to_owned(), "equaliser"),
        ("a.txt", "Preamp: -6.1 dB\nFilter 1: ON PK Fc 105 Hz Gain 5.5 dB Q 0.70\n".to_owned(), "equaliser"),
        ("a.txt", format!("Filter Settings file\n\nRoom EQ V5.20\n{good}"), "equaliser"),
        ("a.csv", "Type,Frequency,Gain,Q\nPK,105,5.5,0.7\n".to_owned(), "equaliser"),
        ("a.json", "{\"preamp\": -6, \"filters\": []}".to_owned(), "equaliser"),
        ("Aria ParametricEQ.txt", good.clone(), "equaliser"),
        // Distortion.
        (
            "a.txt",
            format!("* Distortion data measured by REW\n* Freq(Hz) Fundamental(dB) THD(%)\n{angle}"),
            "distortion",
        ),
        ("a.txt", format!("Frequency\tTHD+N (%)\n{good}"), "distortion"),
        ("a.txt", format!("Freq(Hz)\tH2(dB)\tH3(dB)\n{angle}"), "distortion"),
        ("a.csv", format!("Hz,THD\n{}", good.replace('\t', ",")), "distortion"),
        // Phase, differences, other quantities.
        ("a.txt", format!("Freq(Hz)\tPhase(degrees)\n{good}"), "phase"),
        ("Aria phase.txt", good.clone(), "phase"),
        ("a.csv", format!("frequency,error\n{}", good.replace('\t', ",")), "difference"),
        ("a.csv", format!("frequency,compensated\n{}", good.replace('\t', ",")), "difference"),
        ("a.txt", format!("Impulse Response data saved by REW\n{good}"), "time"),
        ("a.csv", format!("Hz,V\n{}", good.replace('\t', ",")), "linear"),
    ];
    for (name, text, says) in kinds {
        let error = read::bytes(name, text.as_bytes()).expect_err(&text[..text.len().min(90)]);
        assert!(error.what.to_lowercase().contains(says), "{says}: {error}\n{}", &text[..text.len().min(90)]);
        assert!(!error.help.is_empty());
    }
}

#[test]
fn notes_and_names_of_measurements_are_no_reason_to_refuse() {
    let good = table("\t", "\t12.5\n", dotted);
    let rew = |note: &str| {
        format!("* Measurement data measured by REW V5.31\n{note}\n* Freq(Hz)\tSPL(dB)\tPhase(degrees)\n{good}")
    };
    for (name, note) in [
        ("Aria L.txt", "* Note: Delay 1.2 ms (40 mm) using estimated IR delay, group delay removed"),
        ("Aria 75 ohm L.txt", "* Measurement: 75 ohm R"),
        ("Aria impedance adapter L.txt", "* Note: with 75 ohm impedance adapter"),
        ("Calibrated Aria L.txt", "* Note: mic calibration file umik.txt"),
        ("Aria L.txt", "*  C-weighting compensation: Off"),
        ("Aria EQ off L.txt", "* Equaliser: none"),
        ("Aria L.txt", "* Smoothing: 1/48 octave"),
        ("Phase 2 L.txt", "* Dated: 20 May, 2023 1:12:17 PM"),
    ] {
        same(name, rew(note).as_bytes());
    }
}

#[test]
fn numbers_of_every_country_are_read_or_refused() {
    let comma2 = |v: f64| format!("{v:.2}").replace('.', ",");
    let grouped = |mark: &'static str, decimal: &'static str| {
        move |v: f64| {
            let text = format!("{v:.4}");
            let (whole, decimals) = text.split_once('.').expect("a point");
            let cut = whole.len().saturating_sub(3);
            let whole = if cut > 0 { format!("{}{mark}{}", &whole[..cut], &whole[cut..]) } else { whole.to_owned() };
            format!("{whole}{decimal}{decimals}")
        }
    };
    same("thousands, tab", table("\t", "\n", grouped(",", ".")).as_bytes());
    same("thousands, semicolon", table(";", "\n", grouped(",", ".")).as_bytes());
    same("thousands, comma", table(",", "\n", grouped(",", ".")).as_bytes());
    same("german thousands, tab", table("\t", "\n", grouped(".", ",")).as_bytes());
    same("german thousands, semicolon", table(";", "\n", grouped(".", ",")).as_bytes());
    same("swiss thousands", table(";", "\n", grouped("'", ".")).as_bytes());
    same("french thousands", table(";", "\n", grouped("\u{202f}", ",")).as_bytes());
    same("blank thousands", table("\t", "\n", grouped(" ", ",")).as_bytes());
    same("commas, four decimals", table(",", "\n", comma).as_bytes());
    same("commas and blanks", table(", ", ", -12,5\n", comma).as_bytes());
    same("commas, header", format!("frequency,raw\n{}", table(",", "\n", comma)).as_bytes());
    let quoted = table(",", "\n", |v| format!("\"{}\"", comma(v)));
    same("quoted decimal commas", format!("frequency,raw\n{quoted}").as_bytes());
    same("localised header", format!("Frequenz (Hz);Pegel (dB)\n{}", table(";", "\n", comma)).as_bytes());
    same("french header", format!("Fr\u{e9}quence\tNiveau\n{}", table("\t", "\n", comma)).as_bytes());
    same(
        "russian header",
        format!(
            "\u{427}\u{430}\u{441}\u{442}\u{43e}\u{442}\u{430};\u{423}\u{440}\u{43e}\u{432}\u{435}\u{43d}\u{44c}\n{}",
            table(";", "\n", comma)
        )
        .as_bytes(),
    );
    same(
        "japanese header",
        format!("\u{5468}\u{6ce2}\u{6570},\u{97f3}\u{5727}\n{}", table(",", "\n", dotted)).as_bytes(),
    );
    // Two decimals, no header: hz and level could end anywhere, only zeros before decimals tell.
    let two = rows(|i| {
        let hz = 20.0 * 10f64.powf(3.0 * f64::from(i) / 99.0);
        format!("{},{}\n", comma2(hz), comma2(80.0 + f64::from(i % 7) / 100.0))
    });
    let reading = read::bytes("two decimals", two.as_bytes()).expect("a curve");
    assert!((reading.curve.db()[3] - 80.03).abs() < 1e-9);
    // One decimal: 20,0,84,3 may be 20.0 Hz, 84 dB and a phase of 3 degrees.
    let one = table(",", "\n", |v| format!("{v:.1}").replace('.', ","));
    assert!(refused(one.as_bytes()).what.contains("two ways"));
    let whole = rows(|i| format!("{},{}\n", (20.0 * 10f64.powf(3.0 * f64::from(i) / 99.0)).round(), 80 + i % 7));
    assert!(read::bytes("whole numbers", whole.as_bytes()).is_ok());
}

/// No file of a wrong number: whatever is read of a rewritten table is the table.
#[test]
fn a_number_is_right_or_refused() {
    let truth = read::bytes("truth", table("\t", "\n", dotted).as_bytes()).expect("a curve").curve;
    let mut read_ones = 0;
    for separator in [",", ", ", ";", "\t", " ", "  ", " ; "] {
        for decimals in 0..4usize {
            for decimal in [".", ","] {
                for (mark, third) in [("", ""), (",", ""), (".", ""), ("'", ""), ("", "7"), ("", "-12,5"), ("", "3.25")]
                {
                    for header in ["", "frequency,raw\n", "* Freq(Hz) SPL(dB) Phase(degrees)\n", "Hz;dB\n"] {
                        let number = |v: f64| {
                            let text = format!("{v:.decimals$}");
                            let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
                            let cut = if mark.is_empty() { 0 } else { whole.len().saturating_sub(3) };
                            let whole = if cut > 0 {
                                format!("{}{mark}{}", &whole[..cut], &whole[cut..])
                            } else {
                                whole.to_owned()
                            };
                            if rest.is_empty() { whole } else { format!("{whole}{decimal}{rest}") }
                        };
                        let end = if third.is_empty() { "\n".to_owned() } else { format!("{separator}{third}\n") };
                        let text = format!("{header}{}", table(separator, &end, number));
                        let Ok(reading) = read::bytes("x", text.as_bytes()) else { continue };
                        read_ones += 1;
                        let at = |hz: f64| {
                            let near = |c: &iem::sound::Curve| {
                                let i = c.hz().iter().position(|f| *f >= hz * 0.97).expect("a point");
                                c.db()[i]
                            };
                            (near(&reading.curve) - near(&truth)).abs()
                        };
                        let worst = [100.0, 1000.0, 9000.0].map(at).into_iter().fold(0.0, f64::max);
                        assert!(worst < 6.5, "{worst} dB off: {}", &text[..text.len().min(120)]);
                        assert!(
                            reading.curve.hz()[0] < 21.0 && reading.curve.hz().last().is_some_and(|f| *f > 19_000.0)
                        );
                        assert!(
                            reading.curve.db().iter().all(|db| (79.9..86.8).contains(db)),
                            "{}",
                            &text[..text.len().min(120)]
                        );
                    }
                }
            }
        }
    }
    assert!(read_ones > 300, "only {read_ones} forms are read");
}

#[test]
fn settings_around_the_data_are_no_data() {
    let good = table("\t", "\n", dotted);
    let after = "overall dB\t101 dB\nWeighting\tFlat\nDecay\tFast\nFFT size\t32768\n";
    same("AudioTools without its first line", format!("Frequency\tLevel\n{good}{after}").as_bytes());
    same("AudioTools without header", format!("{good}{after}").as_bytes());
    same("AudioTools", format!("FFT\tAudioTools \tv14.3\tiPhone\nFrequency\tLevel\n{good}{after}").as_bytes());
    same("settings before", format!("Sample rate\t48000\nFFT size\t32768\n1/24 octave\n\n{good}").as_bytes());
    same("counts before", format!("48000 Hz\n100\n{good}").as_bytes());
    same("comments after", format!("{good}* end of data\n# 5\n").as_bytes());
}

#[test]
fn left_and_right_of_one_file_are_sides() {
    let both = three(",", |_, db| db);
    let tabbed = both.replace(',', "\t");
    let pairs = both.lines().fold(String::new(), |mut all, line| {
        let cells: Vec<&str> = line.split(',').collect();
        let _ = writeln!(all, "{},{},{},{}", cells[0], cells[1], cells[0], cells[2]);
        all
    });
    let files = [
        format!("frequency,left,right\n{both}"),
        format!("Frequency (Hz),Left (dB),Right (dB)\n{both}"),
        format!("Freq\tL\tR\n{tabbed}"),
        format!("freq;links;rechts\n{}", both.replace(',', ";")),
        format!("* Freq(Hz), SPL L(dB), SPL R(dB)\n{both}"),
        format!("Hz,Ch1 dB,Ch2 dB\n{both}"),
        format!("frequency,right,left\n{both}"),
        tabbed.clone(),
        format!("RMS Level\nCh1,,Ch2,\nX,Y,X,Y\nHz,dBSPL,Hz,dBSPL\n{pairs}"),
        format!("Frequency Response\nLeft,,Right,\nHz,dBV,Hz,dBV\n{pairs}"),
        pairs,
    ];
    for text in files {
        same("both", text.as_bytes());
        let reading = read::bytes("both", text.as_bytes()).expect("a curve");
        let sides = reading.sides.unwrap_or_else(|| panic!("no sides: {}", &text[..60]));
        assert_eq!((sides.each.len(), sides.found), (2, Found::Agree));
    }
    let one = format!("frequency,left\n{}", table(",", "\n", dotted));
    assert!(read::bytes("one side", one.as_bytes()).expect("a curve").sides.is_none());
}

#[test]
fn sides_that_disagree_are_never_averaged() {
    let bass = |hz: f64| 1.0 / (1.0 + (hz / 100.0).powi(2));
    for (change, found, used) in [
        (Box::new(|_: f64, db: f64| db + 1.0) as Box<dyn Fn(f64, f64) -> f64>, Found::Agree, "both"),
        (Box::new(|_, db| db - 38.0), Found::Dead, "left"),
        (Box::new(|_, db| db + 38.0), Found::Dead, "right"),
        (Box::new(move |hz, db| db - 14.0 * bass(hz)), Found::Leak, "left"),
        (Box::new(move |hz, db| db + 14.0 * bass(hz)), Found::Leak, "right"),
        (Box::new(|_, db| db - 5.0), Found::Differ, "left"),
        (Box::new(|hz: f64, db| db + if hz > 1500.0 { 9.0 } else { 0.0 }), Found::Differ, "left"),
    ] {
        let text = format!("frequency,left,right\n{}", three(",", change));
        let reading = read::bytes("sides.csv", text.as_bytes()).expect("a curve");
        let sides = reading.sides.expect("sides");
        assert_eq!(sides.found, found, "{sides:?}");
        let shown: Vec<String> =
            sides.each.iter().filter(|o| o.used).filter_map(|o| o.side.map(|s| s.to_string())).collect();
        assert_eq!(shown.len(), if used == "both" { 2 } else { 1 });
        if used != "both" {
            assert_eq!(shown[0], used);
            let caveat = sides.caveat().expect("a caveat");
            assert!(caveat.contains("left") && caveat.contains("right"), "{caveat}");
        }
    }
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
