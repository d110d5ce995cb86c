//! Measured curves as people publish them: text files to [`Curve`]s.
//!
//! Takes the bytes of a REW export, a CSV file with a header, an `AudioTools` export or Audio
//! Precision's columns; gives a curve with rising frequencies, doubled ones averaged, that has at
//! least 60 points and reaches from 45 Hz or lower to 9.5 kHz or higher. Left and right become one
//! curve if they agree. Everything else is a [`ReadError`] with file, line and mend: nothing is
//! guessed. Time and memory are bounded by [`MAX_BYTES`].
//!
//! `flaw` is what can be wrong, `decode` turns bytes into text, `lines` sorts header, rows and settings, `what`, `title`, `quantity` and `figures` know what is no
//! response, `columns` what a header names, `ways` and `number` how rows can be read, `table` takes
//! the only way that makes sense. `ohms` reads impedances.

mod columns;
mod decode;
mod figures;
pub(crate) mod files;
mod flaw;
mod lines;
mod number;
mod ohms;
mod quantity;
mod table;
mod title;
mod units;
mod ways;
mod what;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use flaw::{Flaw, REW};
pub use flaw::{HIGHEST_HZ, LOWEST_HZ, MAX_BYTES, MIN_POINTS, ReadError};

use super::curve::Curve;
use super::rig::{self, Rig};
use super::sides::{Named, Side, Sides, settle};

/// A measured curve with what its file says about how it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The curve to show, dB over Hz.
    pub curve: Curve,
    /// The coupler that file or name tell of.
    pub rig: Option<Rig>,
    /// What was found of the sides, where there was more than one curve.
    pub sides: Option<Sides>,
}

impl Reading {
    /// The coupler, if it is not one of those that targets, bands and scores hold for.
    pub fn other_rig(&self) -> Option<Rig> {
        self.rig.filter(|rig| *rig != Rig::Coupler711)
    }
}

/// The curves of one file, and the coupler it tells of.
struct Content {
    curves: Vec<Named>,
    rig: Option<Rig>,
}

/// Reads the bytes of a file; `name` is how errors call it.
///
/// # Errors
/// Whatever is not a curve, with the place and the mend.
pub fn bytes(name: &str, bytes: &[u8]) -> Result<Reading, ReadError> {
    shown(&content(name, bytes, false)?, name)
}

/// Reads a pasted text as [`bytes`] does, and gives each curve of it as well.
///
/// # Errors
/// Whatever is not a curve, with the place and the mend.
pub fn pasted(name: &str, text: &str) -> Result<(Reading, Vec<Named>), ReadError> {
    let content = content(name, text.as_bytes(), false)?;
    Ok((shown(&content, name)?, content.curves))
}

fn content(name: &str, bytes: &[u8], target: bool) -> Result<Content, ReadError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_long(name));
    }
    read(name, bytes, target).map_err(|flaw| flaw.of(name))
}

fn read(name: &str, bytes: &[u8], target: bool) -> Result<Content, Flaw> {
    let text = decode::text(bytes)?;
    let text = units::plain(&text);
    let sheet = lines::sheet(&text);
    let layout = columns::layout(&sheet.headers, target);
    let names_level = layout.as_ref().is_ok_and(|l| l.as_ref().is_some_and(|l| l.named));
    if let Some(flaw) = what::refused(name, &sheet, names_level, target) {
        return Err(flaw);
    }
    if decode::is_json(&text) {
        let help = "export the curve as text or CSV: one line a point, with frequency in Hz and level in dB";
        return Err(Flaw::whole("this is a JSON file, not a table of frequencies and levels", help));
    }
    let layout = layout?;
    let mut curves = Vec::new();
    for side in table::points(&sheet, layout.as_ref(), target)? {
        let (hz, db) = side.points.into_iter().unzip();
        let curve = Curve::new(hz, db).map_err(|e| Flaw::whole(e.to_string(), REW))?;
        let of_name = || side_of_name(name);
        let column = side.side.map(|s| s.to_string());
        curves.push(Named { name: column.unwrap_or_else(|| file_name(name)), side: side.side.or_else(of_name), curve });
    }
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let told = sheet.headers.iter().map(|h| h.text).chain([&*stem]).filter_map(rig::named);
    let rig = told.reduce(surer);
    Ok(Content { curves, rig })
}

/// Another kind counts, even if a 711 is named besides; one that is not known says less than a 711.
fn surer(a: Rig, b: Rig) -> Rig {
    match (a, b) {
        (Rig::Unknown, _) | (Rig::Coupler711, Rig::Coupler711) => b,
        (Rig::Coupler711, other) if other != Rig::Unknown => other,
        _ => a,
    }
}

/// The side that the end of a file's name says: `Aria L.txt`, `aria_right.csv`, `Aria R2.txt`.
fn side_of_name(name: &str) -> Option<Side> {
    let stem = Path::new(name).file_stem()?.to_string_lossy().into_owned();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let last = columns::side(words.last()?.trim_end_matches(|c: char| c.is_ascii_digit()));
    // `Aria R leak.txt`: within a name only as it is usually written.
    let within = |w: &&&str| matches!(**w, "L" | "R") || ["left", "right"].contains(&w.to_lowercase().as_str());
    last.or_else(|| words.iter().skip(1).rev().find(within).and_then(|w| columns::side(w)))
}

fn file_name(name: &str) -> String {
    Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn shown(content: &Content, name: &str) -> Result<Reading, ReadError> {
    let flaw = Flaw::whole("the curves have no common range of frequencies", "measure all sides over 20 Hz to 20 kHz");
    let (curve, sides) = settle(&content.curves).ok_or_else(|| flaw.of(name))?;
    Ok(Reading { curve, rig: content.rig, sides })
}

fn too_long(name: &str) -> ReadError {
    let limit = MAX_BYTES / 1024 / 1024;
    Flaw::whole(
        format!("the file is longer than {limit} MB, which no curve needs"),
        "export one measurement with 1/48 octave steps or coarser",
    )
    .of(name)
}

/// Reads a file.
///
/// # Errors
/// A file that cannot be opened or is not a curve.
pub fn file(path: &Path) -> Result<Reading, ReadError> {
    shown(&opened(path, false)?, &path.display().to_string())
}

/// Reads the curve of a target, which may be flat and is no measurement.
///
/// # Errors
/// A file that cannot be opened or is not a curve.
pub fn target(path: &Path) -> Result<Curve, ReadError> {
    Ok(shown(&opened(path, true)?, &path.display().to_string())?.curve)
}

/// Reads a measured impedance: ohm over Hz, and the phase in degrees at the same frequencies where the file has it.
///
/// # Errors
/// A file that cannot be opened or is none.
pub(super) fn impedance(path: &Path) -> Result<(Curve, Option<Vec<f64>>), ReadError> {
    let (name, bytes) = loaded(path)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_long(&name));
    }
    let read = || {
        let measured = ohms::of(&name, &lines::sheet(&decode::text(&bytes)?))?;
        let (hz, ohm) = measured.ohm.into_iter().unzip();
        let curve = Curve::new(hz, ohm).map_err(|e| Flaw::whole(e.to_string(), ohms::HELP))?;
        Ok((curve, measured.degrees.map(|points| points.into_iter().map(|(_, degrees)| degrees).collect())))
    };
    read().map_err(|flaw: Flaw| flaw.of(&name))
}

fn opened(path: &Path, target: bool) -> Result<Content, ReadError> {
    let (name, bytes) = loaded(path)?;
    content(&name, &bytes, target)
}

/// Name and bytes of a file; no more than one too many.
fn loaded(path: &Path) -> Result<(String, Vec<u8>), ReadError> {
    let name = path.display().to_string();
    let cannot = |e: std::io::Error| closed(e.kind()).of(&name);
    let mut bytes = Vec::new();
    File::open(path).map_err(cannot)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok((name, bytes))
}

/// Why a file does not open.
fn closed(why: ErrorKind) -> Flaw {
    match why {
        ErrorKind::NotFound => Flaw::whole(
            "there is no such file",
            "check the name and the folder; a name with blanks needs quotes around it",
        ),
        ErrorKind::PermissionDenied => {
            Flaw::whole("you are not allowed to read it", "ask for the right to read the file")
        }
        ErrorKind::IsADirectory => Flaw::whole("this is a folder, not a file", "name the files with the curves in it"),
        other => Flaw::whole(format!("cannot be read: {other}"), "check the name, and that you may read the file"),
    }
}

/// Reads the files of one earphone, such as left and right: averaged in dB where they agree.
///
/// # Errors
/// The first file that is not a curve.
pub fn earphone(paths: &[impl AsRef<Path>]) -> Result<Reading, ReadError> {
    let mut all = Content { curves: Vec::new(), rig: None };
    let mut rigs = Vec::new();
    for path in paths {
        let one = opened(path.as_ref(), false)?;
        all.curves.extend(one.curves);
        rigs.extend(one.rig);
    }
    all.rig = rigs.into_iter().reduce(surer);
    if all.curves.is_empty() {
        return Err(Flaw::whole("no file was given", "name the files with the curves").of("curve"));
    }
    shown(&all, "curve")
}
