//! What a file is that is no response of an earphone, by its name, its header and its lines.
//!
//! Gives what it is and what to do with it. A line of notes (`Note: ... delay 1.2 ms`) says nothing
//! of the kind of the data; titles, columns and lines of presets do.

use super::flaw::Flaw;
use super::lines::{Header, Sheet};
use super::quantity::{What, pieces, small};
use super::title;

/// What the lines of a file and its name say, where that is no response.
pub(super) fn refused(name: &str, sheet: &Sheet<'_>, names_level: bool, target: bool) -> Option<Flaw> {
    // A measurement may name the equaliser that its program knows.
    let measured = sheet.headers.iter().any(|h| h.text.to_lowercase().contains("measured by"));
    let of_lines =
        sheet.headers.iter().find_map(|h| preset(h, measured, names_level).or_else(|| calibration(h, names_level)));
    of_lines
        .or_else(|| sheet.headers.iter().filter(|h| h.before).find_map(|h| title::of_line(h, target)))
        .or_else(|| of_name(name, names_level).filter(|w| !(target && *w == What::Target)).map(|what| what.flaw(None)))
}

/// Lines of equaliser presets.
fn preset(header: &Header<'_>, measured: bool, names_level: bool) -> Option<Flaw> {
    const BEGINS: [&str; 13] = [
        "graphiceq",
        "preamp",
        "filter settings",
        "equaliser",
        "equalizer",
        "parametric eq",
        "parametriceq",
        "fixedbandeq",
        "eq preset",
        "eq settings",
        "peq",
        "égaliseur",
        "ecualizador",
    ];
    let text = header.text.to_lowercase();
    let filter = text.strip_prefix("filter").is_some_and(|rest| {
        let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        rest.starts_with(':') || rest.starts_with("on ") || rest.starts_with("off ")
    });
    let json = text.starts_with('{') && ["preamp", "gain", "filters", "bands"].iter().any(|k| text.contains(k));
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |any: &[&str]| words.iter().any(|w| any.contains(w));
    let columns = !measured
        && !text.contains(':')
        && has(&["gain"])
        && has(&["q", "bandwidth", "bw"])
        && has(&["type", "fc", "freq", "frequency", "filter"]);
    let off = text.split_once(':').is_some_and(|(_, v)| ["off", "none", "no", "flat", "disabled"].contains(&v.trim()));
    let begins = !off && !measured && !names_level && BEGINS.iter().any(|b| text.starts_with(b));
    let found = filter || json || columns || begins || text.starts_with("graphiceq");
    found.then(|| What::Equaliser.flaw(Some(header.n)))
}

/// Lines of calibration files; in a measurement the calibration that was used may be named.
fn calibration(header: &Header<'_>, names_level: bool) -> Option<Flaw> {
    const CERTAIN: [&str; 4] = ["sens factor", "sensfactor", "serno", "mic response"];
    const WORDS: [&str; 16] = [
        "calibrat",
        "calibraci",
        "calibraz",
        "calibraç",
        "étalonnage",
        "etalonnage",
        "kalibr",
        "калибров",
        "校准",
        "校正",
        "較正",
        "보정",
        "microphone response",
        "compensation file",
        "compensation curve",
        "correction file",
    ];
    let text = header.text.to_lowercase();
    // `*1000Hz  -39.2`, as microphones' files begin.
    let at_1k = text.strip_prefix("1000hz").or_else(|| text.strip_prefix("1000 hz")).is_some_and(|rest| {
        rest.trim_start().starts_with(['-', '+']) || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    let words = WORDS.iter().any(|w| text.contains(w));
    let used = ["uncalibrat", "calibration: none", "no calibration", "with calibration", "calibrated"];
    let used = names_level || used.iter().any(|u| text.contains(u)) || text.contains("measured with");
    (at_1k || CERTAIN.iter().any(|w| text.contains(w)) || (words && !used))
        .then(|| What::Calibration.flaw(Some(header.n)))
}

/// What endings and words of a file's name say.
fn of_name(name: &str, names_level: bool) -> Option<What> {
    let path = std::path::Path::new(name);
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "zma" | "imp" => return Some(What::Impedance),
        "cal" | "mic" => return Some(What::Calibration),
        "peq" | "eq" | "feq" => return Some(What::Equaliser),
        _ => {}
    }
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let said = title::said_of(&stem.replace('_', " "), false).filter(|what| *what != What::Target);
    if names_level || said.is_some() {
        return said.filter(|what| what.in_db() || !names_level);
    }
    let tokens = small(&pieces(&stem));
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let has = |any: &[&str]| words.iter().any(|w| any.contains(w));
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w[0] == a && w[1] == b);
    if has(&["graphiceq", "parametriceq", "fixedbandeq", "peq", "geq"])
        || pair("graphic", "eq")
        || pair("parametric", "eq")
    {
        return Some(What::Equaliser);
    }
    if has(&["groupdelay", "gd"]) || pair("group", "delay") {
        return Some(What::GroupDelay);
    }
    if has(&["calibration", "calib", "cal", "kalibrierung", "calibrado", "micresponse"]) {
        return Some(What::Calibration);
    }
    if has(&["impedance", "impedanz", "zma"]) && !has(&["ohm", "adapter", "adaptor", "resistor"]) {
        return Some(What::Impedance);
    }
    if has(&["thd", "distortion", "harmonics", "klirr"]) {
        return Some(What::Distortion);
    }
    if has(&["impulse", "waterfall", "csd", "rt60"]) {
        return Some(What::Time);
    }
    if words.last().is_some_and(|w| *w == "target") && !title::relates(&tokens) {
        return Some(What::Target);
    }
    if has(&["coherence"]) {
        return Some(What::Coherence);
    }
    has(&["phase", "phasen"]).then_some(What::Phase)
}
