//! Shelves and peaks, as equalisers and targets use them.

use serde::{Deserialize, Serialize};

/// Form of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Raises everything below.
    LowShelf,
    /// Raises everything above.
    HighShelf,
    /// Raises a range.
    Peak,
}

/// A second-order filter whose gain is chosen later.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Its form.
    pub shape: Shape,
    /// Middle of the slope or peak, Hz.
    pub hz: f64,
    /// Quality: larger is narrower.
    pub q: f64,
}

/// Sample rate of the digital filters that these stand for, Hz.
const RATE_HZ: f64 = 48_000.0;

impl Filter {
    /// Level change in dB at a frequency in Hz, for a gain in dB.
    ///
    /// Magnitude of the biquads of R. Bristow-Johnson's audio equaliser cookbook at 48 kHz.
    pub fn db_at(self, hz: f64, gain_db: f64) -> f64 {
        self.set(gain_db).db_at(hz)
    }

    /// The filter with its gain chosen, for many frequencies.
    pub(super) fn set(self, gain_db: f64) -> Biquad {
        let a = 10f64.powf(gain_db / 40.0);
        let w0 = std::f64::consts::TAU * self.hz / RATE_HZ;
        let (cos, alpha) = (w0.cos(), w0.sin() / (2.0 * self.q));
        let slope = 2.0 * a.sqrt() * alpha;
        let (b, d) = match self.shape {
            Shape::Peak => {
                ([1.0 + alpha * a, -2.0 * cos, 1.0 - alpha * a], [1.0 + alpha / a, -2.0 * cos, 1.0 - alpha / a])
            }
            Shape::LowShelf => (
                [
                    a * ((a + 1.0) - (a - 1.0) * cos + slope),
                    2.0 * a * ((a - 1.0) - (a + 1.0) * cos),
                    a * ((a + 1.0) - (a - 1.0) * cos - slope),
                ],
                [
                    (a + 1.0) + (a - 1.0) * cos + slope,
                    -2.0 * ((a - 1.0) + (a + 1.0) * cos),
                    (a + 1.0) + (a - 1.0) * cos - slope,
                ],
            ),
            Shape::HighShelf => (
                [
                    a * ((a + 1.0) + (a - 1.0) * cos + slope),
                    -2.0 * a * ((a - 1.0) + (a + 1.0) * cos),
                    a * ((a + 1.0) + (a - 1.0) * cos - slope),
                ],
                [
                    (a + 1.0) - (a - 1.0) * cos + slope,
                    2.0 * ((a - 1.0) - (a + 1.0) * cos),
                    (a + 1.0) - (a - 1.0) * cos - slope,
                ],
            ),
        };
        Biquad { b, d }
    }
}

/// A filter with its gain: numerator and denominator in powers of 1/z.
#[derive(Debug, Clone, Copy)]
pub(super) struct Biquad {
    b: [f64; 3],
    d: [f64; 3],
}

impl Biquad {
    /// Level change in dB at a frequency in Hz.
    pub(super) fn db_at(&self, hz: f64) -> f64 {
        let w = std::f64::consts::TAU * hz.min(RATE_HZ / 2.0) / RATE_HZ;
        let (one, two) = (w.sin_cos(), (2.0 * w).sin_cos());
        10.0 * (power(self.b, one, two) / power(self.d, one, two)).log10()
    }
}

/// Squared magnitude of c0 + c1 z^-1 + c2 z^-2, from sine and cosine of the angle and of its double.
fn power([c0, c1, c2]: [f64; 3], one: (f64, f64), two: (f64, f64)) -> f64 {
    let re = c0 + c1 * one.1 + c2 * two.1;
    let im = c1 * one.0 + c2 * two.0;
    (re * re + im * im).max(1e-30)
}
