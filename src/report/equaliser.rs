//! Filters as programs that equalise read them: Equalizer APO, Wavelet, Poweramp and others.

use std::fmt::Write as _;

use crate::sound::{Equaliser, Shape};

/// The settings, a line each.
pub fn equaliser_text(equaliser: &Equaliser) -> String {
    let mut out = format!("Preamp: {:.1} dB\n", equaliser.preamp_db);
    for (at, set) in equaliser.filters.iter().enumerate() {
        let kind = match set.filter.shape {
            Shape::LowShelf => "LSC",
            Shape::HighShelf => "HSC",
            Shape::Peak => "PK",
        };
        let (hz, gain, q) = (set.filter.hz, set.gain_db, set.filter.q);
        let _ = writeln!(out, "Filter {}: ON {kind} Fc {hz:.0} Hz Gain {gain:.1} dB Q {q:.2}", at + 1);
    }
    out
}
