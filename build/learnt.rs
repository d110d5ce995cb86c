//! What was learnt on public grades as static tables: `learnt.rs`, read by `src/sound/learnt.rs`.
//!
//! Takes the texts of `data/shapes.jsonc`, `tone.jsonc`, `detail.jsonc` and `grades.jsonc`; a
//! mistake is said with the file and the key. Takes nothing of the build, so that a test can break it.

use std::fmt::Write as _;

use serde_json::Value;

/// What `shapes.jsonc` must say a shape of: every word of `--sound`, and none.
const SOUNDS: [&str; 8] = ["liked", "neutral", "warm", "bright", "v-shaped", "u-shaped", "bassy", "harman"];
/// The inputs of `tone.jsonc`, in the order of `src/sound/learnt.rs`.
const TONE: [&str; 7] =
    ["sub_bass_db", "bass_db", "low_mids_db", "mids_db", "upper_mids_db", "treble_db", "roughness_db"];
const DETAIL: [&str; 4] = ["tone_guess", "bass_db", "low_mids_db", "roughness_db"];
const DRIVERS: [&str; 6] = ["each", "most", "planar", "electrostatic", "one_dynamic", "unknown"];

/// The whole text of `learnt.rs`, from the texts of the four files and the ids of all targets.
pub fn tables([shapes, tone, detail, grades]: [&str; 4], targets: &[String]) -> Result<String, String> {
    let shapes = At::read("data/shapes.jsonc", shapes)?;
    let tone = At::read("data/tone.jsonc", tone)?;
    let detail = At::read("data/detail.jsonc", detail)?;
    let grades = At::read("data/grades.jsonc", grades)?;
    Ok(drawn(&shapes, targets)? + &costs(&tone)? + &details(&detail)? + &letters(&grades)?)
}

/// A value, and where it stands: the file and the keys that lead to it.
struct At {
    place: String,
    value: Value,
}

impl At {
    fn read(file: &str, text: &str) -> Result<Self, String> {
        let value = jsonc_parser::parse_to_serde_value(text, &jsonc_parser::ParseOptions::default());
        Ok(Self { place: format!("{file}:"), value: value.map_err(|e| format!("{file}: {e}"))? })
    }

    fn wrong<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("{} {what}", self.place))
    }

    /// What stands under a key that must be there.
    fn get(&self, key: &str) -> Result<Self, String> {
        match self.value.get(key) {
            Some(value) => Ok(Self { place: format!("{} {key}:", self.place), value: value.clone() }),
            None => self.wrong(&format!("lacks {key}")),
        }
    }

    /// That there are no keys but these.
    fn only(&self, keys: &[&str]) -> Result<(), String> {
        let Some(map) = self.value.as_object() else { return self.wrong("is not an object") };
        match map.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => self.wrong(&format!("{key} is not a key here; there are {}", keys.join(", "))),
            None => Ok(()),
        }
    }

    fn number(&self, low: f64, high: f64) -> Result<f64, String> {
        match self.value.as_f64() {
            Some(n) if (low..=high).contains(&n) => Ok(n),
            _ => self.wrong(&format!("{} is not a number from {low} to {high}", self.value)),
        }
    }

    /// Pairs of numbers whose first rises.
    fn pairs(&self, least: usize, first: (f64, f64), second: (f64, f64)) -> Result<Vec<(f64, f64)>, String> {
        let rows = self.value.as_array().map_or(&[][..], Vec::as_slice);
        if rows.len() < least {
            return self.wrong(&format!("is not a list of {least} pairs or more"));
        }
        let mut out: Vec<(f64, f64)> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let pair = Self { place: format!("{} pair {}:", self.place, i + 1), value: row.clone() };
            let Some([a, b]) = row.as_array().map(Vec::as_slice) else { return pair.wrong("is not two numbers") };
            let one = |value: &Value| Self { place: pair.place.clone(), value: value.clone() };
            let (a, b) = (one(a).number(first.0, first.1)?, one(b).number(second.0, second.1)?);
            if out.last().is_some_and(|(before, _)| *before >= a) {
                return pair.wrong(&format!("{a} does not rise"));
            }
            out.push((a, b));
        }
        Ok(out)
    }
}

fn drawn(file: &At, targets: &[String]) -> Result<String, String> {
    file.only(&["$schema", "shapes"])?;
    let shapes = file.get("shapes")?;
    shapes.only(&SOUNDS)?;
    let mut out = String::from("static SHAPES: &[(&str, Drawn)] = &[\n");
    for name in SOUNDS {
        let shape = shapes.get(name)?;
        shape.only(&["about", "models", "points_hz_db", "target"])?;
        if !shape.get("about")?.value.is_string() {
            return shape.wrong("about is not a text");
        }
        let drawn = match (shape.value.get("points_hz_db"), shape.value.get("target")) {
            (Some(_), None) => {
                let points = shape.get("points_hz_db")?.pairs(2, (1.0, 100_000.0), (-100.0, 100.0))?;
                format!("Drawn::Points(&{points:?})")
            }
            (None, Some(Value::String(id))) if targets.contains(id) => format!("Drawn::Published({id:?})"),
            (None, Some(id)) => return shape.wrong(&format!("target: {id} is not in data/targets")),
            _ => return shape.wrong("has either points_hz_db or target"),
        };
        let _ = writeln!(out, "    ({name:?}, {drawn}),");
    }
    Ok(out + "];\n")
}

fn costs(file: &At) -> Result<String, String> {
    file.only(&["$schema", "best", "costs"])?;
    let best = file.get("best")?.number(0.0, 1000.0)?;
    let costs = file.get("costs")?;
    costs.only(&TONE)?;
    let mut out = format!("pub(super) static TONE: Tone = Tone {{ best: {best:?}, costs: [\n");
    for name in TONE {
        let knots = costs.get(name)?.pairs(1, (-100.0, 100.0), (-1000.0, 1000.0))?;
        let _ = writeln!(out, "    &{knots:?},");
    }
    Ok(out + "] };\n")
}

fn details(file: &At) -> Result<String, String> {
    file.only(&["$schema", "constant", "sound", "drivers"])?;
    let (constant, sound, drivers) = (file.get("constant")?, file.get("sound")?, file.get("drivers")?);
    sound.only(&DETAIL)?;
    drivers.only(&DRIVERS)?;
    let any = |at: &At| at.number(-1000.0, 1000.0);
    let mut out = format!("pub(super) static DETAIL: Detail = Detail {{ constant: {:?}", any(&constant)?);
    for name in DETAIL {
        let _ = write!(out, ", {name}: {:?}", any(&sound.get(name)?)?);
    }
    for name in DRIVERS {
        let _ = write!(out, ", {name}: {:?}", any(&drivers.get(name)?)?);
    }
    Ok(out + " };\n")
}

fn letters(file: &At) -> Result<String, String> {
    file.only(&["$schema", "letters"])?;
    let letters = file.get("letters")?;
    let Some(map) = letters.value.as_object().filter(|map| !map.is_empty()) else {
        return letters.wrong("is not an object of letters");
    };
    let mut rows: Vec<(&String, f64)> = Vec::new();
    for letter in map.keys() {
        let points = letters.get(letter)?;
        let number = points.number(0.0, 100.0)?;
        if rows.last().is_some_and(|(_, before)| *before <= number) {
            return points.wrong(&format!("{number} does not fall: the best letter stands first"));
        }
        rows.push((letter, number));
    }
    Ok(format!("pub(super) static LETTERS: &[(&str, f64)] = &{rows:?};\n"))
}
