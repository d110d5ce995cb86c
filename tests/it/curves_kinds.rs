//! What is no response, in the words of many people: columns, titles, names of files.

use iem::sound::read;

use crate::curves::{dotted, table};

/// Each text must be refused with a word of what it is.
fn refused(cases: &[(&str, &str, &str)]) {
    let good = table(",", "\n", dotted);
    let mut wrong = Vec::new();
    for (name, head, says) in cases {
        match read::bytes(name, format!("{head}\n{good}").as_bytes()) {
            Ok(_) => wrong.push(format!("{name}: {head}: read")),
            Err(error) if !error.what.to_lowercase().contains(says) || error.help.is_empty() => {
                wrong.push(format!("{name}: {head}: not \"{says}\": {error}"));
            }
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn readable(cases: &[(&str, &str)]) {
    let good = table(",", "\n", dotted);
    let read = |(name, head): &(&str, &str)| {
        let error = read::bytes(name, format!("{head}\n{good}").as_bytes()).err()?;
        Some(format!("{name}: {head}: {error}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(read).collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// A second column of another unit.
#[test]
fn columns_of_other_units_are_refused() {
    let columns = [
        ("mV/Pa", "sensitivity"),
        ("Sensitivity (mV/Pa)", "mv/pa"),
        ("Sones", "hearing"),
        ("Loudness (sone)", "hearing"),
        ("Loudness (phon)", "hearing"),
        ("W", "power"),
        ("Power (mW)", "power"),
        ("Aria power W", "power"),
        ("Excursion (mm)", "movement"),
        ("Hub in mm", "movement"),
        ("um", "movement"),
        ("V", "linear"),
        ("Output (V)", "linear"),
        ("Output mV", "linear"),
        ("Level (mVrms)", "linear"),
        ("Amplitude [Pa]", "linear"),
        ("SPL (Pa)", "linear"),
        ("Schalldruck / Pa", "linear"),
        ("Pressure Pa", "linear"),
        ("%", "linear"),
        ("Level (%)", "linear"),
        ("Percent", "linear"),
        ("ms", "delay"),
        ("Aria (ms)", "delay"),
        ("Value (s)", "delay"),
        ("degrees", "phase"),
        ("Aria (deg)", "phase"),
        ("Aria [\u{b0}]", "phase"),
        ("radians", "phase"),
        ("Aria (ohm)", "impedance"),
        ("\u{3a9}", "impedance"),
        ("V\u{b2}/Hz", "linear"),
        ("Level (dBV/Hz)", "density"),
        ("SPL (dBA)", "weight"),
        ("SPL dB(A)", "weight"),
        ("Level (dB A)", "weight"),
        ("m/s", "movement"),
    ];
    let heads: Vec<(String, &str)> = columns.iter().map(|(c, says)| (format!("Frequency (Hz),{c}"), *says)).collect();
    refused(&heads.iter().map(|(head, says)| ("Aria L.csv", head.as_str(), *says)).collect::<Vec<_>>());
    let starred: Vec<(String, &str)> = columns.iter().map(|(c, says)| (format!("* Freq(Hz), {c}"), *says)).collect();
    refused(&starred.iter().map(|(head, says)| ("Aria L.txt", head.as_str(), *says)).collect::<Vec<_>>());
}

/// A second column of dB whose noun is no response.
#[test]
fn columns_that_are_no_response_are_refused_even_in_db() {
    let columns = [
        ("Compensation (dB)", "compensation"),
        ("compensation", "compensation"),
        ("Compensated SPL (dB)", "compensat"),
        ("Inverse (dB)", "compensation"),
        ("Correction dB", "compensation"),
        ("Crosstalk (dB)", "crosstalk"),
        ("crosstalk L to R", "crosstalk"),
        ("Channel separation (dB)", "crosstalk"),
        ("Residual (dB)", "difference"),
        ("residuals", "difference"),
        ("Weighting (dB)", "weighting"),
        ("A-weighting dB", "weighting"),
        ("Filter (dB)", "equaliser"),
        ("Filter gain (dB)", "equaliser"),
        ("EQ (dB)", "equaliser"),
        ("EQ gain", "equaliser"),
        ("Channel matching (dB)", "difference"),
        ("Channel imbalance dB", "difference"),
        ("Matching (dB)", "difference"),
        ("L-R", "difference"),
        ("L - R (dB)", "difference"),
        ("Left-Right (dB)", "difference"),
        ("L minus R", "difference"),
        ("Difference (dB)", "difference"),
        ("Delta (dB)", "difference"),
        ("Diff dB", "difference"),
        ("Deviation (dB)", "difference"),
        ("2nd harmonic (dB)", "distortion"),
        ("2nd Harmonic", "distortion"),
        ("HD2 (dB)", "distortion"),
        ("THD (dB)", "distortion"),
        ("THD+N", "distortion"),
        ("3rd order (dB)", "distortion"),
        ("Threshold (dB)", "hearing"),
        ("Hearing threshold (dB SPL)", "hearing"),
        ("PSD (dB/Hz)", "density"),
        ("PSD", "density"),
        ("Power spectral density", "density"),
        ("Group delay (dB)", "delay"),
        ("Isolation (dB)", "isolation"),
        ("Attenuation (dB)", "isolation"),
        ("Insertion loss (dB)", "isolation"),
        ("Noise (dB SPL)", "noise"),
        ("Noise floor dB", "noise"),
        ("Coherence", "coherence"),
        ("SNR (dB)", "noise"),
        ("Target (dB)", "target"),
        ("Decay (dB)", "time"),
        ("Harman Target", "target"),
        ("Aria isolation", "isolation"),
        ("Aria channel matching", "difference"),
    ];
    let heads: Vec<(String, &str)> = columns.iter().map(|(c, says)| (format!("frequency,{c}"), *says)).collect();
    refused(&heads.iter().map(|(head, says)| ("Aria L.csv", head.as_str(), *says)).collect::<Vec<_>>());
}

#[test]
fn columns_of_levels_and_of_models_are_read() {
    let columns = [
        "SPL (dB)",
        "dB",
        "dBSPL",
        "dB SPL",
        "dBFS",
        "Level (dBFS)",
        "dBV",
        "dBr",
        "Magnitude (dB)",
        "Amplitude",
        "raw",
        "dB(Z)",
        "SPL [dB re 20uPa]",
        "SPL (dB re 20 \u{b5}Pa)",
        "Response",
        "Left (dB)",
        "Moondrop Aria",
        "Aria with foam tips",
        "Moondrop Aria (S)",
        "Aria (M)",
        "Aria (2021)",
        "Moondrop Isolation",
        "Aria, left",
        "Brand Phase 2",
        "TRI red filter",
        "Aria average",
        "SPL (pink noise)",
        "Gain-matched SPL (dB)",
        "Smoothed",
        "Truthear Zero",
        "Campfire Audio Andromeda Noise",
        "SPL dB average",
        "SPL (1/24 smoothed)",
        "Aria L",
        "Monarch Mk II",
        "KZ ZSN Pro X",
        "64 Audio Volt",
    ];
    let heads: Vec<String> = columns.iter().map(|c| format!("Frequency (Hz),\"{c}\"")).collect();
    readable(&heads.iter().map(|head| ("Aria L.csv", head.as_str())).collect::<Vec<_>>());
}

#[test]
fn titles_and_names_say_what_they_are() {
    refused(&[
        ("a.txt", "* Passive isolation, Aria with foam tips", "isolation"),
        ("a.txt", "Passive isolation, Aria with foam tips", "isolation"),
        ("a.txt", "# Isolation of the Aria", "isolation"),
        ("a.txt", "* Noise isolation - Moondrop Aria", "isolation"),
        ("a.txt", "* Aria passive isolation (foam tips)", "isolation"),
        ("a.txt", "* Moondrop Aria - Isolation", "isolation"),
        ("a.txt", "* Title: Aria isolation", "isolation"),
        ("a.txt", "* EQ curve for Aria to reach Harman", "equaliser"),
        ("a.txt", "EQ curve for Aria to reach Harman", "equaliser"),
        ("a.txt", "* Aria EQ settings", "equaliser"),
        ("a.txt", "# Equalization for Aria, Harman 2019", "equaliser"),
        ("a.txt", "* Filter response", "equaliser"),
        ("a.txt", "* Aria L minus Aria R", "difference"),
        ("a.txt", "Aria left minus right", "difference"),
        ("a.txt", "* Aria L - R", "difference"),
        ("a.txt", "* Measurement: Aria L-R", "difference"),
        ("a.txt", "* Channel matching of Moondrop Aria", "difference"),
        ("a.txt", "* Aria channel imbalance", "difference"),
        ("a.txt", "* Difference between Aria and Chu", "difference"),
        ("a.txt", "* Deviation from Harman, Aria", "difference"),
        ("a.txt", "* Format: Trace Arithmetic result A / B", "difference"),
        ("a.txt", "* Source: Trace Arithmetic result A - B", "difference"),
        ("a.txt", "* Crosstalk, Aria", "crosstalk"),
        ("a.txt", "* Aria crosstalk L to R", "crosstalk"),
        ("a.txt", "* Aria group delay, left", "delay"),
        ("a.txt", "* Aria: THD at 94 dB", "distortion"),
        ("a.txt", "* THD of Aria at 94 dB", "distortion"),
        ("a.txt", "* 2nd harmonic of the Aria", "distortion"),
        ("a.txt", "* Noise floor of my rig", "noise"),
        ("a.txt", "* Compensation curve of the coupler", "c"),
        ("a.txt", "* Hearing threshold of the left ear", "hearing"),
        ("a.txt", "* Impedance of Aria", "impedance"),
        ("a.txt", "* Type: isolation", "isolation"),
        ("a.txt", "* Coherence, Aria R", "coherence"),
        ("Aria isolation.txt", "", "isolation"),
        ("Aria passive isolation L.txt", "frequency,SPL (dB)", "isolation"),
        ("Aria_crosstalk.txt", "", "crosstalk"),
        ("Aria channel matching.txt", "", "difference"),
        ("Aria L minus R.txt", "", "difference"),
        ("EQ curve Aria.txt", "", "equaliser"),
        ("Aria noise floor.txt", "frequency,dB", "noise"),
    ]);
}

#[test]
fn titles_and_names_of_measurements_are_read() {
    readable(&[
        ("a.txt", "* Aria with foam tips"),
        ("a.txt", "Aria with foam tips"),
        ("a.txt", "* Moondrop Aria, foam tips, good isolation in the train"),
        ("a.txt", "* Moondrop Isolation"),
        ("a.txt", "* Moondrop Isolation with foam tips"),
        ("a.txt", "* Isolation Pro, left"),
        ("a.txt", "* Aria, no EQ"),
        ("a.txt", "* Aria without filter"),
        ("a.txt", "* TRI I3 with the red filter"),
        ("a.txt", "* Moondrop Phase 2"),
        ("a.txt", "* Truthear Zero: left"),
        ("a.txt", "* Note: isolation is great, noise floor low"),
        ("a.txt", "* Aria through 75 ohm impedance adapter"),
        ("a.txt", "* 75 ohm impedance adapter"),
        ("a.txt", "* Format: Trace Arithmetic result Merge B to A"),
        ("a.txt", "* Format: Trace Arithmetic result (A + B)/2"),
        ("a.txt", "* EQ to Harman target"),
        ("a.txt", "* Exported with minimum phase"),
        ("a.txt", "* 5 dB louder than usual, minus 3 dB of gain"),
        ("a.txt", "* Noise Audio Shots X5"),
        ("a.txt", "* I think that the isolation of it is good"),
        ("a.txt", "* Left and right averaged"),
        ("Moondrop Isolation L.txt", ""),
        ("Aria foam tips L.txt", ""),
        ("Aria L-R.txt", ""),
        ("Aria EQ off.txt", ""),
        ("Aria impedance adapter L.txt", "frequency,SPL (dB)"),
        ("Phase 2 L.txt", "frequency,SPL (dB)"),
        ("Aria noise cancelling off.txt", ""),
        ("Subtonic Storm, red filter R.txt", ""),
    ]);
}

/// The usual table with other levels, as text between tabs.
fn with(level: impl Fn(f64, usize) -> f64) -> String {
    let row = |(i, line): (usize, &str)| {
        let hz = line.split_once('|').expect("two").0;
        format!("{hz}\t{:.2}\n", level(hz.parse().expect("Hz"), i))
    };
    table("|", "\n", dotted).lines().enumerate().map(row).collect()
}

/// What an ear does: louder around 3 kHz.
fn shape(hz: f64) -> f64 {
    10.0 * (-((hz / 3000.0).ln() * 1.5).powi(2)).exp() + 4.0 / (1.0 + (hz / 150.0).powi(2))
}

#[test]
fn figures_that_no_earphone_has_are_refused() {
    let index =
        |from: usize, to: usize| (from..to).map(|i| format!("{i}\t{}\n", 80 + i % 7)).collect::<Vec<_>>().concat();
    let twice = with(|hz, _| 80.0 + shape(hz))
        .lines()
        .zip(with(|hz, i| 83.0 + shape(hz) + (i % 2) as f64).lines())
        .fold(String::new(), |all, (a, b)| format!("{all}{a}\n{b}\n"));
    for (text, says) in [
        (with(|hz, _| 210.0 + shape(hz)), "louder than any"),
        (with(|hz, _| -90.0 - shape(hz)), "upside down"),
        (with(|hz, _| -50.0 - shape(hz)), "upside down"),
        (with(|hz, i| 60.0 + shape(hz) + 50.0 * (i % 2) as f64), "jump"),
        (twice, "several curves at the same frequencies"),
        (index(0, 480), "frequencies are missing"),
        (index(1, 12_000), "frequencies are missing"),
        (index(0, 12_000), "frequencies are missing"),
    ] {
        let heads = match says {
            "frequencies are missing" => vec![""],
            // Without a header they are asked about: they may be ohm.
            "louder than any" => vec!["Freq(Hz)\tSPL(dB)\n"],
            _ => vec!["", "Freq(Hz)\tSPL(dB)\n"],
        };
        for head in heads {
            let error = read::bytes("a.txt", format!("{head}{text}").as_bytes()).expect_err(says);
            assert!(error.what.contains(says), "{says}: {error}");
        }
    }
    let ohms = with(|hz, _| 32.0 + 60.0 * shape(hz));
    assert!(read::bytes("a.txt", ohms.as_bytes()).expect_err("ohm").what.contains("impedance"));
    for level in [80.0, 0.0, -30.0, -60.0, 110.0] {
        let text = with(|hz, _| level + shape(hz));
        read::bytes("a.txt", format!("Freq(Hz)\tLevel(dBFS)\n{text}").as_bytes()).expect("a response");
    }
}

#[test]
fn units_in_cells_and_odd_encodings_are_read() {
    let unit = |hz: &str, db: &str, mark: &str| {
        table("|", "\n", dotted).lines().fold(String::new(), |all, line| {
            let (f, level) = line.split_once('|').expect("two");
            format!("{all}{f}{hz}{mark}{level}{db}\n")
        })
    };
    let kilo = table("|", "\n", dotted).lines().fold(String::new(), |all, line| {
        let (f, level) = line.split_once('|').expect("two");
        let hz: f64 = f.parse().expect("Hz");
        if hz < 1000.0 { format!("{all}{f}\t{level}\n") } else { format!("{all}{:.4}k\t{level}\n", hz / 1000.0) }
    });
    let texts = [
        unit(" Hz", " dB", " "),
        unit(" Hz", " dB", "\t"),
        unit("Hz", "dB", ", "),
        unit("", " dB SPL", ","),
        kilo.clone(),
        kilo.replace('k', " kHz"),
    ];
    for text in texts {
        let reading = read::bytes("a.txt", text.as_bytes()).unwrap_or_else(|e| panic!("{e}: {}", &text[..60]));
        assert_eq!(reading.curve.db()[..3], [80.0, 81.0, 82.0], "{}", &text[..60]);
        assert!(reading.curve.hz().last().is_some_and(|hz| (*hz - 20_000.0).abs() < 1.0), "{}", &text[..60]);
    }
    let good = table("\t", "\n", dotted);
    for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let bytes: Vec<u8> = good.encode_utf16().flat_map(unit).collect();
        assert_eq!(read::bytes("a.txt", &bytes).expect("UTF-16").curve.db()[1], 81.0);
    }
    let points: Vec<String> = table("|", "\n", dotted).lines().map(|l| format!("[{}]", l.replace('|', ", "))).collect();
    for json in [format!("[{}]", points.join(",\n")), format!("{{\"curve\":\n[{}]}}", points.join(",\n"))] {
        assert!(read::bytes("a.json", json.as_bytes()).expect_err("JSON").what.contains("JSON"));
    }
    let missing = read::file(std::path::Path::new("no-such-folder/a.txt")).expect_err("missing").to_string();
    assert!(missing.contains("there is no such file") && !missing.contains("os error"), "{missing}");
}
