//! Level, noise and damping of an earphone on a source.
//!
//! All levels are those of a sine, rms, at the frequency of the specification.

/// Sensitivity at 1 V from that at 1 mW: dB/V = dB/mW + 10 log10(1000 / ohm).
pub fn db_per_v(db_per_mw: f64, impedance_ohm: f64) -> f64 {
    db_per_mw + 10.0 * (1000.0 / impedance_ohm).log10()
}

/// Sensitivity at 1 mW from that at 1 V.
pub fn db_per_mw(db_per_v: f64, impedance_ohm: f64) -> f64 {
    db_per_v - 10.0 * (1000.0 / impedance_ohm).log10()
}

/// Share of a source's voltage that reaches the load: Z / (Z + Zo).
pub fn divider(impedance_ohm: f64, output_impedance_ohm: f64) -> f64 {
    impedance_ohm / (impedance_ohm + output_impedance_ohm)
}

/// Level in dB SPL of a voltage in V rms at the source: S + 20 log10(V Z / (Z + Zo)).
pub fn level_db_spl(db_per_v: f64, volts: f64, impedance_ohm: f64, output_impedance_ohm: f64) -> f64 {
    db_per_v + 20.0 * (volts * divider(impedance_ohm, output_impedance_ohm)).log10()
}

/// Voltage in V rms at the load for a level in dB SPL.
pub fn volts_for(db_per_v: f64, level_db_spl: f64) -> f64 {
    10f64.powf((level_db_spl - db_per_v) / 20.0)
}

/// Hours a week of safe listening at a level in dB(A), by WHO-ITU H.870: 40 h at 80 dB, half for each 3 dB more.
pub fn safe_hours_per_week(level_dba: f64) -> f64 {
    40.0 * 2f64.powf((80.0 - level_dba) / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() <= by, "{a} is not {b}");
    }

    /// Worked numbers of the electrical reference: IE 300, E5000, Andromeda.
    #[test]
    fn worked_numbers() {
        close(db_per_v(93.0, 14.0), 111.5, 0.05);
        close(db_per_mw(124.0, 16.0), 106.0, 0.05);
        close(volts_for(124.0, 110.0), 0.200, 0.002);
        close(volts_for(111.54, 110.0), 0.838, 0.008);
        close(volts_for(137.1, 110.0), 0.0442, 0.0004);
        close(level_db_spl(124.0, 2e-6, 16.0, 0.0), 10.0, 0.05);
        close(level_db_spl(137.1, 8.9e-6, 12.8, 0.0), 36.1, 0.05);
        close(20.0 * divider(16.0, 2.0).log10(), -1.02, 0.05);
        close(safe_hours_per_week(89.0), 5.0, 0.01);
        close(safe_hours_per_week(101.0) * 60.0, 18.75, 0.1);
    }
}
