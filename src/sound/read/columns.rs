//! Which column of a file is the frequency and which the level, by the names in its header.

use super::number::cells;

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// Column of the frequency.
    pub(super) hz: usize,
    /// Column of the level.
    pub(super) db: usize,
    /// How many columns the header names.
    pub(super) count: usize,
    /// Whether the header names both of them, so that further columns may be there.
    pub(super) named: bool,
}

impl Default for Columns {
    fn default() -> Self {
        Self { hz: 0, db: 1, count: 2, named: false }
    }
}

/// What a column holds by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Frequency,
    KiloHertz,
    Level,
    Phase,
    /// A quantity that is no level in dB.
    Wrong,
    Unknown,
}

/// Names of the columns of a file whose levels are wanted first: `AutoEq` calls them `raw`.
const BEST_LEVEL: &str = "raw";

fn kind(name: &str) -> Kind {
    let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let starts = |words: &[&str]| words.iter().any(|w| name.starts_with(w));
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    if starts(&["freq", "frq", "hz", "khz"]) || name == "f" || name == "f(hz)" {
        return if name.contains("khz") { Kind::KiloHertz } else { Kind::Frequency };
    }
    if has(&["phase", "degree", "deg)", "(rad", "coherence", "delay"]) {
        return Kind::Phase;
    }
    let wrong = has(&["ohm", "\u{3c9}", "\u{2126}", "impedance", "(pa)", "[pa]", "pascal", "(v)", "volt", "%", "thd"]);
    if wrong || matches!(name.as_str(), "pa" | "z" | "v" | "|z|" | "linear") {
        return Kind::Wrong;
    }
    if has(&["db", "spl", "level", "magn", "ampl", "response"]) || matches!(name.as_str(), "raw" | "mag" | "gain") {
        return Kind::Level;
    }
    Kind::Unknown
}

/// A header that is not one of a curve: what is wrong, and the mend.
pub(super) type Wrong = (String, &'static str);

/// The names of a header; `Frequency (Hz)  SPL (dB)` has two, though blanks part them.
fn names(line: &str) -> Vec<String> {
    let parted = line.contains([',', ';', '\t']);
    let mut names: Vec<String> = Vec::new();
    for cell in cells(line) {
        match names.last_mut() {
            Some(last) if !parted && cell.starts_with(['(', '[']) => last.push_str(cell),
            _ => names.push(cell.to_owned()),
        }
    }
    names
}

/// Reads a header line; `None` when it does not name columns. A comment is one that had a star.
pub(super) fn read(line: &str, comment: bool) -> Result<Option<Columns>, Wrong> {
    let names = names(line);
    let kinds: Vec<Kind> = names.iter().map(|n| kind(n)).collect();
    let at = |wanted: Kind| kinds.iter().position(|k| *k == wanted);
    let sentence = !line.contains([',', ';', '\t']) && kinds.contains(&Kind::Unknown);
    let begins = matches!(kinds.first(), Some(Kind::Frequency | Kind::KiloHertz));
    if names.len() < 2 || line.contains(':') || sentence || (comment && !begins) {
        return Ok(None);
    }
    if let Some(k) = at(Kind::KiloHertz) {
        return Err((format!("the column \"{}\" is in kHz", names[k]), "export frequencies in Hz"));
    }
    let Some(hz) = at(Kind::Frequency) else { return Ok(None) };
    let levels: Vec<usize> = (0..kinds.len()).filter(|i| kinds[*i] == Kind::Level).collect();
    let raw = levels.iter().copied().find(|i| names[*i].eq_ignore_ascii_case(BEST_LEVEL));
    let count = names.len();
    match (raw, levels.as_slice()) {
        (Some(db), _) => Ok(Some(Columns { hz, db, count, named: true })),
        (None, [db]) => Ok(Some(Columns { hz, db: *db, count, named: true })),
        (None, [first, second, ..]) => Err((
            format!("there are several levels, \"{}\" and \"{}\"", names[*first], names[*second]),
            "export one curve a file; left and right are given as two files",
        )),
        _ if count == 2 && kinds[1 - hz] == Kind::Unknown => Ok(Some(Columns { hz, db: 1 - hz, count, named: false })),
        _ => Err(no_level(&names, hz)),
    }
}

fn no_level(names: &[String], hz: usize) -> Wrong {
    let others: Vec<String> =
        names.iter().enumerate().filter(|(i, _)| *i != hz).map(|(_, n)| format!("\"{n}\"")).collect();
    (format!("no column is a level in dB; beside the frequency there is {}", others.join(", ")), "export the SPL in dB")
}
