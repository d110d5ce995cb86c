//! The form of Harman's in-ear preference model, and that score itself.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::curve::{Curve, mean};
use super::rig::Rig;
use super::standard::{scored_grid, whole_grid};
use super::target::{Target, harman};

/// Weights of the score's three terms.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coefficients {
    /// Score without any error.
    pub constant: f64,
    /// Points lost a dB of standard deviation.
    pub deviation: f64,
    /// Points lost a dB of slope per natural logarithm of frequency.
    pub slope: f64,
    /// Points lost a dB of mean absolute error.
    pub mean: f64,
}

/// The coefficients that Listen Inc. published for Harman's in-ear model and `AutoEq` uses.
const LISTEN: Coefficients = Coefficients { constant: 100.0795, deviation: 8.5, slope: 6.796, mean: 3.475 };

/// A score and what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Preference {
    /// The score, not clamped; 100 is perfect.
    pub score: f64,
    /// Sample standard deviation of the error, 20 Hz-10 kHz, dB.
    #[serde(rename = "std")]
    pub deviation_db: f64,
    /// Slope of the error over ln f, 20 Hz-10 kHz, dB.
    pub slope: f64,
    /// Mean absolute error, 40 Hz-10 kHz, error at 500 Hz set to 0, dB.
    #[serde(rename = "mean")]
    pub mean_db: f64,
}

/// ln f less its mean on the whole grid, and the sum of its squares.
static SLOPE: LazyLock<(Vec<f64>, f64)> = LazyLock::new(|| {
    let x = whole_grid().ln_hz();
    let middle = mean(x);
    let centred: Vec<f64> = x.iter().map(|x| x - middle).collect();
    let sxx = centred.iter().map(|x| x * x).sum();
    (centred, sxx)
});

/// Scores an error curve given on the whole grid (20 Hz-10 kHz).
pub(super) fn score(error: &[f64], coefficients: Coefficients) -> Preference {
    let grid = whole_grid();
    let n = error.len() as f64;
    let (centred, sxx) = &*SLOPE;
    let mean_y = mean(error);
    let (mut sxy, mut syy) = (0.0, 0.0);
    for (x, y) in centred.iter().zip(error) {
        sxy += x * (y - mean_y);
        syy += (y - mean_y) * (y - mean_y);
    }
    let deviation_db = (syy / (n - 1.0)).sqrt();
    let slope = sxy / sxx;
    let anchor = grid.hz().binary_search_by(|hz| hz.total_cmp(&500.0)).map_or(0.0, |i| error[i]);
    let scored = &error[grid.hz().len() - scored_grid().hz().len()..];
    let mean_db = scored.iter().map(|e| (e - anchor).abs()).sum::<f64>() / scored.len() as f64;
    let c = coefficients;
    let score = c.constant - c.deviation * deviation_db - c.slope * slope.abs() - c.mean * mean_db;
    Preference { score, deviation_db, slope, mean_db }
}

/// The preference score against Harman in-ear 2019 v2, for curves of 711-type couplers.
///
/// `None` for a curve that does not reach from 45 Hz to 9.5 kHz.
pub fn preference(curve: &Curve) -> Option<Preference> {
    static REFERENCE: LazyLock<Vec<f64>> = LazyLock::new(|| harman().curve.levelled_whole().to_vec());
    let (first, last) = (curve.hz().first()?, curve.hz().last()?);
    if *first > 45.0 || *last < 9500.0 {
        return None;
    }
    let error: Vec<f64> =
        curve.levelled_whole().iter().zip(REFERENCE.iter()).map(|(response, target)| response - target).collect();
    Some(score(&error, LISTEN))
}

/// How far a curve is from a target, and the preference score where it is defined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The preference score; see [`Judged::withheld`].
    pub score: Option<f64>,
    /// Deviation, slope and mean error, which hold for any target.
    pub errors: Preference,
    /// Why there is no score.
    pub withheld: Option<Withheld>,
}

/// Why a preference score is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It is defined against Harman in-ear 2019 v2 alone.
    Target,
    /// The target and the score hold for 711-type couplers, the curve is from another.
    Rig,
}

/// Compares a curve with a target; the score is held back where it would not be one.
pub fn judge(curve: &Curve, target: &Target, rig: Rig) -> Judged {
    let (response, aim) = (curve.levelled(whole_grid()), target.curve.levelled(whole_grid()));
    let error: Vec<f64> = response.iter().zip(&aim).map(|(r, t)| r - t).collect();
    let errors = score(&error, LISTEN);
    let withheld = match (target.valid_for.contains(&rig), target.preference_score) {
        (_, false) => Some(Withheld::Target),
        (false, true) => Some(Withheld::Rig),
        (true, true) => None,
    };
    Judged { score: withheld.is_none().then_some(errors.score), errors, withheld }
}
