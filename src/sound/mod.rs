//! From measured responses to numbers: bands, targets, tuning match, preference score.
//!
//! Takes curves in dB over hertz; gives differences in dB after both curves have mean 0
//! over 500-1000 Hz. All interpolation is linear in dB over log frequency. Couplers of the
//! 711 type are not trusted above 10 kHz: that range is shown, never scored.

mod aim;
mod bands;
mod curve;
mod equalise;
mod files;
mod filter;
pub mod graph;
mod grid;
mod guess;
pub(crate) mod impedance;
mod learnt;
pub mod likeness;
mod onto;
mod places;
pub mod read;
mod rig;
mod score;
mod scored;
pub mod sides;
mod standard;
pub(crate) mod target;
pub mod taste;
pub(crate) mod tuning;
pub mod words;

use std::borrow::Cow;

pub use aim::{NoTarget, aim};
pub use bands::Bands;
pub use curve::{Curve, average};
pub use equalise::{Equaliser, Set as SetFilter, equalise};
pub(crate) use files::schemas;
pub use filter::{Filter, Shape};
pub use grid::{CurveError, Grid};
pub use guess::{Guess, Inside, roughness_db};
pub use impedance::{
    Impedance, ImpedanceError, Known, Phase, Resisted, Shift, impedance_flaw, impedance_of, tone_shift,
};
pub use learnt::{letter, points};
pub use rig::Rig;
pub use score::{Judged, Preference, Withheld, judge, preference};
pub use scored::Scored;
pub use standard::{BANDS, Band};
pub use target::{Target, UnknownTarget, find_target, harman, neutral, targets};
pub use tuning::{Levels, PersonalTarget, TuningMatch};

/// A response and who measured it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The median over the measurers, dB.
    pub curve: Curve,
    /// How many measured it independently.
    pub n: u16,
    /// Their names.
    pub measured_by: Cow<'static, [Cow<'static, str>]>,
    /// How far they disagree, dB rms; unknown for a single one.
    pub spread_db: Option<f64>,
}

/// Root mean square difference of two curves in dB, 40 Hz-10 kHz, after level alignment.
pub fn distance_db(a: &Curve, b: &Curve) -> f64 {
    likeness::Shape::of(a).distance_db(&likeness::Shape::of(b))
}
