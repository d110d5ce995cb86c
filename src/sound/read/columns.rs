//! Which columns of a file are frequency and level, by the names in its header.

use super::flaw::Flaw;
use super::lines::Header;
use super::quantity::{self, FREQUENCY, LEFT, LEVEL, RIGHT, What};
use super::ways::marked;
use crate::sound::sides::Side;

/// Columns of one curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Of the frequency.
    pub(super) hz: usize,
    /// Of the level.
    pub(super) db: usize,
    /// Which side it is, where that is said.
    pub(super) side: Option<Side>,
}

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// One curve, or left and right.
    pub(super) pairs: Vec<Pair>,
    /// How many columns it names.
    pub(super) count: usize,
    /// Whether it calls the level one, so that further columns may be there.
    pub(super) named: bool,
}

/// What a column holds by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Frequency,
    KiloHertz,
    Level(Option<Side>),
    /// Left or right, and no word of the quantity.
    Bare(Side),
    Wrong(What),
    Unknown,
}

/// Names of the columns of a file whose levels are wanted first: `AutoEq` calls them `raw`.
const BEST_LEVEL: &str = "raw";

/// The side that a name holds as a word of its own.
pub(super) fn side(name: &str) -> Option<Side> {
    let name = name.to_lowercase().replace("channel ", "ch").replace("channel", "ch").replace("ch ", "ch");
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let of = |w: &str| {
        let left = LEFT.contains(&w) || w.contains('左');
        let right = RIGHT.contains(&w) || w.contains('右');
        if left { Some(Side::Left) } else { right.then_some(Side::Right) }
    };
    words.find_map(of)
}

fn kind(name: &str) -> Kind {
    let lower: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let starts = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if starts(FREQUENCY) || matches!(lower.as_str(), "f" | "f(hz)" | "f[hz]" | "x" | "x(hz)") {
        let response = has(&["response", "gang", "réponse", "respuesta", "risposta"]);
        return match (lower.contains("khz"), response) {
            (true, _) => Kind::KiloHertz,
            (false, true) => Kind::Unknown,
            (false, false) => Kind::Frequency,
        };
    }
    if let Some(what) = quantity::of_column(name) {
        return Kind::Wrong(what);
    }
    let side = side(name);
    if has(LEVEL) || matches!(lower.as_str(), "raw" | "mag" | "gain" | "fr") || lower.starts_with("raw") {
        return Kind::Level(side);
    }
    side.map_or(Kind::Unknown, Kind::Bare)
}

/// The cells of a header line.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = match [';', '\t', ','].into_iter().find(|mark| line.contains(*mark)) {
        Some(mark) => marked(line, mark),
        None => line.split_whitespace().collect(),
    };
    while cells.last().is_some_and(|c| c.is_empty()) {
        cells.pop();
    }
    cells
}

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

/// What the last header line that names columns says; a flaw when those are not of a curve. In the file of a target its
/// column is the level.
pub(super) fn layout(headers: &[Header<'_>], target: bool) -> Result<Option<Layout>, Flaw> {
    let mut found = Ok(None);
    for header in headers.iter().filter(|h| h.before) {
        match read(header, headers, target) {
            Ok(None) => {}
            other => found = other,
        }
    }
    found
}

fn read(header: &Header<'_>, headers: &[Header<'_>], target: bool) -> Result<Option<Layout>, Flaw> {
    let line = header.text;
    let names = names(line);
    let mut kinds: Vec<Kind> = names.iter().map(|n| kind(n)).collect();
    if target && !kinds.iter().any(|k| matches!(k, Kind::Level(_) | Kind::Bare(_))) {
        kinds.iter_mut().filter(|k| **k == Kind::Wrong(What::Target)).for_each(|k| *k = Kind::Level(None));
    }
    let begins = matches!(kinds.first(), Some(Kind::Frequency | Kind::KiloHertz));
    let sentence = !line.contains([',', ';', '\t']) && kinds.contains(&Kind::Unknown) && names.len() > 2;
    let figure = |(name, kind): (&String, &Kind)| {
        name.starts_with(|c: char| c.is_ascii_digit()) && !matches!(kind, Kind::Wrong(_) | Kind::Level(_))
    };
    let figures = names.iter().zip(&kinds).any(figure);
    if names.len() < 2 || figures || line.contains(':') || sentence || (header.comment && !begins) {
        return Ok(None);
    }
    if let Some(k) = kinds.iter().position(|k| *k == Kind::KiloHertz) {
        let what = format!("the column \"{}\" is in kHz", names[k]);
        return Err(Flaw::at(header.n, what, "export frequencies in Hz"));
    }
    let hz: Vec<usize> = (0..kinds.len()).filter(|i| kinds[*i] == Kind::Frequency).collect();
    match hz.as_slice() {
        [] => no_frequency(header, headers, &names, &kinds),
        [hz] => one_frequency(header.n, *hz, &names, &kinds).map(Some),
        several => pairs(header, headers, several, &names, &kinds).map(Some),
    }
}

/// The line right above the figures that names a level, or what is none, and no frequency: figures over seconds or
/// centimetres are no response. A title says less.
fn no_frequency(
    header: &Header<'_>,
    headers: &[Header<'_>],
    names: &[String],
    kinds: &[Kind],
) -> Result<Option<Layout>, Flaw> {
    let last = headers.iter().filter(|h| h.before).all(|h| h.n <= header.n);
    let columns = header.text.contains([',', ';', '\t', '(', '[']);
    if !last || !columns || !kinds.iter().any(|k| matches!(k, Kind::Level(_) | Kind::Wrong(_))) {
        return Ok(None);
    }
    let what = format!("no column is called a frequency, only \"{}\"", names.join("\", \""));
    Err(Flaw::at(header.n, what, "if its first column is one, call it frequency; a level over time is no response"))
}

fn one_frequency(n: usize, hz: usize, names: &[String], kinds: &[Kind]) -> Result<Layout, Flaw> {
    let count = names.len();
    let all = |of: &dyn Fn(Kind) -> bool| (0..count).filter(|i| of(kinds[*i])).collect::<Vec<_>>();
    let levels = all(&|k| matches!(k, Kind::Level(_) | Kind::Bare(_)));
    let side_of = |i: usize| match kinds[i] {
        Kind::Level(side) => side,
        Kind::Bare(side) => Some(side),
        _ => None,
    };
    let pair = |db: usize| Pair { hz, db, side: side_of(db) };
    let layout = |pairs: Vec<Pair>, named: bool| Ok(Layout { pairs, count, named });
    let raw: Vec<usize> = levels.iter().copied().filter(|i| names[*i].eq_ignore_ascii_case(BEST_LEVEL)).collect();
    if let [db] = raw.as_slice() {
        return layout(vec![pair(*db)], true);
    }
    let of = |side: Side| levels.iter().copied().filter(|i| side_of(*i) == Some(side)).collect::<Vec<_>>();
    match (levels.as_slice(), of(Side::Left).as_slice(), of(Side::Right).as_slice()) {
        ([db], ..) => layout(vec![pair(*db)], true),
        (_, [left], [right]) => layout(vec![pair(*left), pair(*right)], true),
        ([first, second, ..], ..) => {
            let what = format!("there are several levels, \"{}\" and \"{}\"", names[*first], names[*second]);
            Err(Flaw::at(n, what, "keep one of them, or call them left and right if they are the two sides"))
        }
        _ if count == 2 && kinds[1 - hz] == Kind::Unknown => layout(vec![Pair { hz, db: 1 - hz, side: None }], false),
        _ => Err(no_level(n, hz, names, kinds)),
    }
}

fn no_level(n: usize, hz: usize, names: &[String], kinds: &[Kind]) -> Flaw {
    let others = || (0..names.len()).filter(|i| *i != hz);
    let found: Vec<String> = others().map(|i| format!("\"{}\"", names[i])).collect();
    let wrong = others().find_map(|i| match kinds[i] {
        Kind::Wrong(what) if what != What::Phase => Some(what),
        _ => None,
    });
    let phase = others().any(|i| kinds[i] == Kind::Wrong(What::Phase)).then_some(What::Phase);
    if let Some(what) = wrong.or(phase) {
        let (told, help) = what.told();
        return Flaw::at(n, format!("{told}: no column is a level in dB, only {}", found.join(", ")), help);
    }
    let what = format!("no column is a level in dB; beside the frequency there is {}", found.join(", "));
    Flaw::at(n, what, "export the SPL in dB")
}

/// Audio Precision's way: each curve has a frequency of its own before it.
fn pairs(
    header: &Header<'_>,
    headers: &[Header<'_>],
    hz: &[usize],
    names: &[String],
    kinds: &[Kind],
) -> Result<Layout, Flaw> {
    let n = header.n;
    let titled = headers.iter().filter(|h| h.before).any(|h| matches!(kind(h.text), Kind::Level(_)));
    let mut found = Vec::new();
    for (at, hz) in hz.iter().enumerate() {
        let db = hz + 1;
        match kinds.get(db) {
            Some(Kind::Level(side)) => found.push(Pair { hz: *hz, db, side: *side }),
            Some(Kind::Bare(side)) => found.push(Pair { hz: *hz, db, side: Some(*side) }),
            Some(Kind::Unknown) if titled => found.push(Pair { hz: *hz, db, side: None }),
            Some(Kind::Wrong(what)) => return Err(what.flaw(Some(n))),
            _ => {
                let what = format!("the frequency in column {} has no level in dB beside it", hz + 1);
                return Err(Flaw::at(n, what, "export frequency and level in dB as pairs of columns"));
            }
        }
        let above = headers.iter().filter(|h| h.before && h.n != n).find_map(|h| above(h, *hz, db));
        let pair = &mut found[at];
        pair.side = pair.side.or(above);
    }
    let sides: Vec<Option<Side>> = found.iter().map(|p| p.side).collect();
    match sides.as_slice() {
        [None, None] => (found[0].side, found[1].side) = (Some(Side::Left), Some(Side::Right)),
        [Some(a), Some(b)] if a != b => {}
        [_] => {}
        _ => {
            let what = format!("there are {} curves, and not as one left and one right", found.len());
            return Err(Flaw::at(n, what, "export left and right of one earphone alone"));
        }
    }
    Ok(Layout { pairs: found, count: names.len(), named: true })
}

/// The side that a line over the columns gives to a pair; it may stand over both or the first.
fn above(header: &Header<'_>, hz: usize, db: usize) -> Option<Side> {
    let mark = [';', '\t', ','].into_iter().find(|mark| header.text.contains(*mark))?;
    let cells = marked(header.text, mark);
    [hz, db].iter().filter_map(|i| cells.get(*i)).find_map(|cell| side(cell))
}

/// Columns of an impedance: frequency, ohm, and phase where there is one.
pub(super) type Ohms = (usize, usize, Option<usize>);

/// How columns begin that hold resistance or reactance alone.
const PARTS: [&str; 6] = ["re(", "im(", "r(", "x(", "real", "imag"];

/// What the last header line that names columns says of an impedance.
pub(super) fn ohms(headers: &[Header<'_>]) -> Result<Option<Ohms>, Flaw> {
    const HELP: &str = "give frequency in Hz, impedance in ohm and phase in degrees";
    let mut found = None;
    for header in headers.iter().filter(|h| h.before && !h.text.contains(':')) {
        let names = names(header.text);
        let kinds: Vec<Kind> = names.iter().map(|n| kind(n)).collect();
        let at = |wanted: Kind| kinds.iter().position(|k| *k == wanted);
        let (Some(hz), true) = (at(Kind::Frequency), names.len() > 1) else { continue };
        let part = |name: &str| PARTS.iter().any(|part| name.to_lowercase().replace(' ', "").starts_with(part));
        if let Some((part, _)) = names.iter().zip(&kinds).find(|(name, k)| **k != Kind::Frequency && part(name)) {
            let what = format!("the column \"{part}\" is a part of the impedance, not all of it");
            return Err(Flaw::at(header.n, what, "export its magnitude, |Z|, and its phase"));
        }
        let Some(ohm) = at(Kind::Wrong(What::Impedance)) else {
            if !kinds.iter().any(|k| matches!(k, Kind::Level(_) | Kind::Bare(_) | Kind::Wrong(_))) {
                continue;
            }
            let what = format!("no column is an impedance in ohm, only {}", names.join(", "));
            return Err(Flaw::at(header.n, what, HELP));
        };
        let lower = names[ohm].to_lowercase();
        if ["kohm", "k\u{3c9}", "k\u{2126}", "db"].iter().any(|unit| lower.contains(unit)) {
            return Err(Flaw::at(header.n, format!("the column \"{}\" is not in ohm", names[ohm]), HELP));
        }
        if let Some(more) = (ohm + 1..names.len()).find(|i| kinds[*i] == Kind::Wrong(What::Impedance)) {
            let what = format!("there are several impedances, \"{}\" and \"{}\"", names[ohm], names[more]);
            return Err(Flaw::at(header.n, what, "keep one of them, the magnitude of one side"));
        }
        let phase = at(Kind::Wrong(What::Phase));
        if let Some(phase) = phase.filter(|i| names[*i].to_lowercase().contains("rad")) {
            let what = format!("the column \"{}\" is in radians", names[phase]);
            return Err(Flaw::at(header.n, what, "export the phase in degrees"));
        }
        found = Some((hz, ohm, phase));
    }
    Ok(found)
}
