//! What a file is that is no response of an earphone, by its name, its header and its lines.
//!
//! Gives what it is and what to do with it. A line of notes (`Note: ... delay 1.2 ms`) says nothing
//! of the kind of the data; titles, columns and lines of presets do.

use super::flaw::Flaw;
use super::lines::{Header, Sheet};

/// What is measured or listed instead of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Calibration,
    GroupDelay,
    Impedance,
    Equaliser,
    Distortion,
    Noise,
    Coherence,
    Target,
    Phase,
    Difference,
    Linear,
    Time,
}

impl What {
    /// What it is, and what to do with it.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Calibration => (
                "this is the calibration of a microphone or coupler, not the response of an earphone",
                "load it as calibration in the program that measures, measure the earphone, and give that file",
            ),
            Self::GroupDelay => (
                "this is a group delay (time over frequency), not a level in dB",
                "export the SPL of the same measurement: in REW File > Export > Export measurement as text",
            ),
            Self::Impedance => (
                "this is an impedance (ohm over frequency), not a level in dB",
                "impedance belongs to `iem curve impedance` and `iem check --impedance`; here give the measured SPL in dB",
            ),
            Self::Equaliser => (
                "this is an equaliser preset (EQ), not the response of an earphone",
                "load it in your equaliser; here give the curve as it was measured",
            ),
            Self::Distortion => (
                "this is distortion (THD or harmonics), not the frequency response",
                "export the SPL of the same measurement: in REW File > Export > Export measurement as text",
            ),
            Self::Noise => (
                "this is noise (its own level over frequency), not the frequency response",
                "export the SPL of the measurement itself: in REW File > Export > Export measurement as text",
            ),
            Self::Coherence => (
                "this is a coherence (how far the measurement can be trusted), not a level in dB",
                "export the SPL of the same measurement: in REW File > Export > Export measurement as text",
            ),
            Self::Target => (
                "this is a target (a curve to aim at), not the response of an earphone",
                "give the curve as it was measured; a target is given with --target, as in --target my-target.txt",
            ),
            Self::Phase => (
                "this is a phase alone, without a level in dB",
                "export the SPL with it: in REW File > Export > Export measurement as text",
            ),
            Self::Difference => (
                "this is a difference (an error, a compensated or an equaliser curve), not the response as measured",
                "give the raw curve, as it was measured",
            ),
            Self::Linear => {
                ("its values are no level in dB but linear (pascal, volt or a share)", "export the SPL in dB")
            }
            Self::Time => (
                "this is a signal over time (an impulse or step response, a decay), not a level over frequency",
                "export the frequency response: in REW File > Export > Export measurement as text",
            ),
        }
    }

    /// As an error of a line, or of the file.
    pub(super) fn flaw(self, line: Option<usize>) -> Flaw {
        let (what, help) = self.told();
        Flaw { line, what: what.to_owned(), help }
    }
}

/// Words for what a quantity is, in the languages of measuring programs; the first that fits counts.
const WORDS: [(What, &[&str]); 10] = [
    (
        What::GroupDelay,
        &[
            "group delay",
            "groupdelay",
            "group_delay",
            "gd(ms)",
            "gd (ms)",
            "gd[ms]",
            "gruppenlaufzeit",
            "laufzeit",
            "retard de groupe",
            "retardo de grupo",
            "ritardo di gruppo",
            "atraso de grupo",
            "delay",
            "группов",
            "群延",
            "군지연",
            "(ms)",
            "[ms]",
        ],
    ),
    (
        What::Impedance,
        &[
            "impedan",
            "impédan",
            "импеданс",
            "сопротивл",
            "阻抗",
            "インピーダンス",
            "임피던스",
            "widerstand",
            "(ohm",
            "[ohm",
            "ohms",
            "\u{3c9}",
            "\u{2126}",
            "|z|",
        ],
    ),
    (
        What::Distortion,
        &[
            "thd",
            "distort",
            "distors",
            "distorç",
            "verzerr",
            "klirr",
            "harmonic",
            "harmonisch",
            "harmonique",
            "armonic",
            "искажен",
            "失真",
            "歪み",
            "왜곡",
            "fundamental",
            "imd",
        ],
    ),
    (
        What::Noise,
        &[
            "noise",
            "rauschen",
            "rauschpegel",
            "bruit",
            "ruido",
            "ruído",
            "rumore",
            "шум",
            "噪",
            "ノイズ",
            "노이즈",
            "snr",
        ],
    ),
    (What::Coherence, &["coheren", "cohéren", "kohären", "коген", "相干", "コヒーレンス"]),
    (
        What::Time,
        &[
            "impulse",
            "impuls",
            "step response",
            "sprungantwort",
            "waterfall",
            "wasserfall",
            "spectrogram",
            "decay",
            "rt60",
            "t60",
            "time (s",
            "time(s",
            "oscillo",
            "etc (",
            "cumulative spectral",
        ],
    ),
    (
        What::Phase,
        &[
            "phase", "phasen", "fase", "fázis", "fáze", "faza", "фаза", "相位", "位相", "위상", "degree", "(deg",
            "[deg", "deg)", "(rad", "[rad", "(°", "[°",
        ],
    ),
    (
        What::Difference,
        &[
            "error",
            "compensated",
            "difference",
            "differenz",
            "différence",
            "deviation",
            "abweichung",
            "equaliz",
            "equalis",
            "isolation",
            "attenuation",
            "dämpfung",
            "imbalance",
            "correction",
            "korrektur",
        ],
    ),
    (
        What::Target,
        &[
            "target",
            "zielkurve",
            "zielwert",
            "cible",
            "objetivo",
            "obiettivo",
            "целев",
            "目标",
            "目標",
            "ターゲット",
            "타겟",
        ],
    ),
    (What::Linear, &["(pa)", "[pa]", "pascal", "(v)", "[v]", "(vrms", "volt", "%", "linear"]),
];

/// What the name of a quantity says, if it is none in dB of a response.
pub(super) fn quantity(name: &str) -> Option<What> {
    let name = name.to_lowercase();
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let exact = match bare.as_str() {
        "gd" | "ms" | "s" | "sec" => Some(What::GroupDelay),
        "z" | "ohm" | "re" | "|z|" => Some(What::Impedance),
        "deg" | "rad" | "°" | "φ" => Some(What::Phase),
        "pa" | "v" | "mv" | "vrms" => Some(What::Linear),
        "coh" | "msc" | "γ²" => Some(What::Coherence),
        "q" | "gain" | "gain(db)" | "gain[db]" => Some(What::Equaliser),
        _ => None,
    };
    let harmonic =
        |t: &str| t.len() <= 3 && t.starts_with('h') && t[1..].parse::<u8>().is_ok_and(|n| (2..=20).contains(&n));
    let harmonics = name.split(|c: char| !c.is_alphanumeric()).any(|t| t.is_ascii() && harmonic(t));
    // Noise may be what was played.
    let played = ["pink", "white", "periodic", "rosa", "weiß"].iter().any(|w| name.contains(w));
    let found = WORDS.iter().filter(|(what, _)| !(played && *what == What::Noise));
    exact
        .or(harmonics.then_some(What::Distortion))
        .or_else(|| found.clone().find(|(_, words)| words.iter().any(|w| name.contains(w))).map(|(what, _)| *what))
}

/// What the lines of a file and its name say, where that is no response.
pub(super) fn refused(name: &str, sheet: &Sheet<'_>, names_level: bool, target: bool) -> Option<Flaw> {
    // A measurement may name the equaliser that its program knows.
    let measured = sheet.headers.iter().any(|h| h.text.to_lowercase().contains("measured by"));
    let of_lines =
        sheet.headers.iter().find_map(|h| preset(h, measured, names_level).or_else(|| calibration(h, names_level)));
    of_lines
        .or_else(|| sheet.headers.iter().filter(|h| h.before).find_map(|h| title(h, target)))
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

/// Titles such as `Group Delay data measured by REW` or `Type: impedance`.
fn title(header: &Header<'_>, target: bool) -> Option<Flaw> {
    const KEYS: [&str; 16] = [
        "type",
        "data",
        "data type",
        "quantity",
        "graph",
        "chart",
        "plot",
        "y",
        "y axis",
        "y-axis",
        "unit",
        "units",
        "values",
        "measurement type",
        "mode",
        "result",
    ];
    let text = header.text.to_lowercase();
    // A line of columns is judged as such.
    if text.contains([',', ';', '\t']) || text.starts_with("freq") {
        return None;
    }
    let said = match text.split_once(':') {
        Some((key, value)) if KEYS.contains(&key.trim()) => value.to_owned(),
        Some(_) => return None,
        None => text.clone(),
    };
    let chain = ["adapter", "adaptor", "resist", "through", "with ", "without", "smooth", "window", "minimum phase"];
    let words = said.split_whitespace().count();
    if chain.iter().any(|c| said.contains(c)) || words > 8 {
        return None;
    }
    let what = quantity(&said).filter(|what| *what != What::Linear && !(target && *what == What::Target))?;
    let ohm_of_adapter = what == What::Impedance && said.contains("ohm") && !said.contains("imp");
    let sure = match what {
        What::Impedance => !ohm_of_adapter,
        What::Difference | What::Phase | What::Noise => words <= 3,
        // `Harman target`, not `with EQ to the target`.
        What::Target => {
            words <= 4
                && ["target", "target curve", "target response", "zielkurve"].iter().any(|e| said.trim().ends_with(e))
                && !relates(&said)
        }
        _ => true,
    };
    let data = said.contains(" data") || words <= 4;
    (sure && data).then(|| what.flaw(Some(header.n)))
}

/// Whether a text sets a curve against another: `EQ to target`, `Aria vs target`.
fn relates(text: &str) -> bool {
    let any = ["to", "vs", "versus", "and", "minus", "against", "eq", "near", "compared", "without", "with", "no"];
    text.split(|c: char| !c.is_alphanumeric()).any(|w| any.contains(&w))
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
    if names_level {
        return None;
    }
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
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
    if words.last().is_some_and(|w| *w == "target") && !relates(&stem) {
        return Some(What::Target);
    }
    if has(&["coherence"]) {
        return Some(What::Coherence);
    }
    has(&["phase", "phasen"]).then_some(What::Phase)
}
