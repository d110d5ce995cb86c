//! The files of what was learnt, as their schemas say; the build script reads the same files.
//!
//! Nothing here runs in the program: editors complete from the schemas, and a test reads every
//! file by these types, so that no key is misspelt.
#![allow(dead_code)] // the fields are the keys of the files

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;

/// Hz or dB, and dB or points.
type Pairs = Vec<(f64, f64)>;

/// `data/shapes.jsonc`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shapes {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    /// `liked` (no sound asked for) and each word of `--sound`.
    shapes: IndexMap<String, Drawn>,
}

/// The shape of a target: its points, or a target of `data/targets`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Drawn {
    /// Where it comes from.
    about: String,
    /// Of how many models it is the mean.
    models: Option<u32>,
    /// Frequencies in Hz, rising, with levels in dB; straight over log frequency between them.
    points_hz_db: Option<Pairs>,
    /// The id of a target of `data/targets`, instead of points.
    target: Option<String>,
}

/// `data/tone.jsonc`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tone {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    /// Points where nothing costs.
    best: f64,
    costs: Costs,
}

/// Knots (dB, points) of what each input adds.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_field_names)]
struct Costs {
    sub_bass_db: Pairs,
    bass_db: Pairs,
    low_mids_db: Pairs,
    mids_db: Pairs,
    upper_mids_db: Pairs,
    treble_db: Pairs,
    roughness_db: Pairs,
}

/// `data/detail.jsonc`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Detail {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    /// Points to start from.
    constant: f64,
    sound: BySound,
    drivers: Drivers,
}

/// Points for each point or dB.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BySound {
    tone_guess: f64,
    bass_db: f64,
    low_mids_db: f64,
    roughness_db: f64,
}

/// Points that the drivers add.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Drivers {
    /// For each driver.
    each: f64,
    /// How many drivers count.
    most: f64,
    /// Where there is a planar driver.
    planar: f64,
    /// Where there is an electrostatic driver.
    electrostatic: f64,
    /// A single dynamic driver and nothing else.
    one_dynamic: f64,
    /// All of this together, where the drivers are not known.
    unknown: f64,
}

/// `data/grades.jsonc`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Grades {
    #[serde(rename = "$schema")]
    schema: Option<String>,
    /// Points of each letter, 0 to 100, the best first.
    letters: IndexMap<String, f64>,
}

/// Path of each schema in the repository, and the schema.
pub(crate) fn schemas() -> [(&'static str, Schema); 4] {
    [
        ("data/schema/shapes.schema.json", schema_for!(Shapes)),
        ("data/schema/tone.schema.json", schema_for!(Tone)),
        ("data/schema/detail.schema.json", schema_for!(Detail)),
        ("data/schema/grades.schema.json", schema_for!(Grades)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge;

    fn reads<T: serde::de::DeserializeOwned>((file, text): (&str, &str)) {
        let read = jsonc_parser::parse_to_serde_value::<T>(text, &jsonc_parser::ParseOptions::default());
        assert!(read.is_ok(), "{file}: {:?}", read.err());
    }

    #[test]
    fn the_files_are_as_their_schemas_say() {
        let [shapes, tone, detail, grades] = knowledge::LEARNT;
        reads::<Shapes>(shapes);
        reads::<Tone>(tone);
        reads::<Detail>(detail);
        reads::<Grades>(grades);
    }
}
