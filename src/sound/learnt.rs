//! What was learnt on public grades, as the build prepared it from `data/shapes.jsonc`,
//! `tone.jsonc`, `detail.jsonc` and `grades.jsonc`; how they were learnt stands in `docs/tuning`.

/// The shape of a target.
#[derive(Debug, Clone, Copy)]
pub(super) enum Drawn {
    /// Hz and dB; straight over log frequency between them.
    Points(&'static [(f64, f64)]),
    /// The id of a target of `data/targets`.
    Published(&'static str),
}

/// Knots of a straight line: where, and how many points.
type Knots = &'static [(f64, f64)];

/// `data/tone.jsonc`.
pub(super) struct Tone {
    /// Points where nothing costs.
    pub(super) best: f64,
    /// What sub-bass, bass, low mids, mids, upper mids and treble (dB against neutral) and roughness (dB) add.
    pub(super) costs: [Knots; 7],
}

/// `data/detail.jsonc`: points for each unit, and what the drivers say.
pub(super) struct Detail {
    pub(super) constant: f64,
    pub(super) tone_guess: f64,
    pub(super) bass_db: f64,
    pub(super) low_mids_db: f64,
    pub(super) roughness_db: f64,
    pub(super) each: f64,
    pub(super) most: f64,
    pub(super) planar: f64,
    pub(super) electrostatic: f64,
    pub(super) one_dynamic: f64,
    pub(super) unknown: f64,
}

include!(concat!(env!("OUT_DIR"), "/learnt.rs"));

/// The shape of that name, `liked` or a word of `--sound`.
pub(super) fn shape(name: &str) -> Option<Drawn> {
    SHAPES.iter().find(|(known, _)| *known == name).map(|(_, drawn)| *drawn)
}

/// A letter grade as points from 0 to 100; `None` for a letter that `data/grades.jsonc` lacks.
pub fn points(letter: &str) -> Option<f64> {
    LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, points)| *points)
}

/// The letter nearest to some points; the better of two equally near.
pub fn letter(points: f64) -> &'static str {
    let far = |(_, at): &&(&str, f64)| (at - points).abs();
    // The first of equals is taken, and the best letter stands first.
    LETTERS.iter().min_by(|a, b| far(a).total_cmp(&far(b))).map_or("", |(letter, _)| letter)
}

#[cfg(test)]
mod tests {
    use strum::VariantNames;

    use super::*;
    use crate::words::Sound;

    #[test]
    fn every_sound_has_a_shape() {
        assert!(Sound::VARIANTS.iter().chain(&["liked"]).all(|name| shape(name).is_some()));
        assert_eq!(SHAPES.len(), Sound::VARIANTS.len() + 1);
    }

    #[test]
    fn the_better_of_two_letters_equally_near() {
        assert_eq!([letter(96.875), letter(96.8), letter(0.0), letter(140.0)], ["S+", "S", "F", "S+"]);
        assert!(LETTERS.iter().all(|(name, at)| letter(*at) == *name && points(name) == Some(*at)));
    }
}
