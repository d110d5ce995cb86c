//! Level, noise, damping and tone of an earphone on a source.
//!
//! Pure formulas; all levels are those of a sine, rms, at the frequency of the specification.

/// Sensitivity at 1 V from that at 1 mW: dB/V = dB/mW + 10 log10(1000 / ohm).
pub fn db_per_v(db_per_mw: f64, impedance_ohm: f64) -> f64 {
    db_per_mw + 10.0 * (1000.0 / impedance_ohm).log10()
}

/// Sensitivity at 1 mW from that at 1 V.
pub fn db_per_mw(db_per_v: f64, impedance_ohm: f64) -> f64 {
    db_per_v - 10.0 * (1000.0 / impedance_ohm).log10()
}

/// Sensitivity at 1 V from the voltage, V rms, that gives 94 dB SPL: 94 - 20 log10(V).
pub fn db_per_v_from_94_db(volts: f64) -> f64 {
    94.0 - 20.0 * volts.log10()
}

/// Share of a source's voltage that reaches the load: Z / (Z + Zo).
pub fn divider(impedance_ohm: f64, output_impedance_ohm: f64) -> f64 {
    impedance_ohm / (impedance_ohm + output_impedance_ohm)
}

/// Level in dB SPL of a voltage in V rms at the load: S + 20 log10(V).
pub fn level_at_load_db_spl(db_per_v: f64, volts: f64) -> f64 {
    db_per_v + 20.0 * volts.log10()
}

/// Level in dB SPL of a voltage in V rms at the source: S + 20 log10(V Z / (Z + Zo)).
pub fn level_db_spl(db_per_v: f64, volts: f64, impedance_ohm: f64, output_impedance_ohm: f64) -> f64 {
    level_at_load_db_spl(db_per_v, volts * divider(impedance_ohm, output_impedance_ohm))
}

/// What a level needs at the load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drive {
    /// Voltage at the load, V rms.
    pub volts: f64,
    /// Current, mA rms.
    pub milliampere: f64,
    /// Power, mW.
    pub milliwatt: f64,
}

/// Voltage, current and power for a level in dB SPL: V = 10^((L - S) / 20), I = V / Z, P = V² / Z.
pub fn drive_for(db_per_v: f64, level_db_spl: f64, impedance_ohm: f64) -> Drive {
    let volts = 10f64.powf((level_db_spl - db_per_v) / 20.0);
    Drive { volts, milliampere: 1000.0 * volts / impedance_ohm, milliwatt: 1000.0 * volts * volts / impedance_ohm }
}

/// Largest voltage at a load that figures at other loads promise: (ohm, V rms), rising in ohm.
///
/// At a load that is no smaller than one of a figure, that figure's voltage is reached. At a
/// smaller one the current of the smallest figure is the limit: V = I Z. Power figures are never
/// carried over by P = V² / Z, which would promise current that nobody has measured.
pub fn volts_at_load(figures: &[(f64, f64)], impedance_ohm: f64) -> Option<f64> {
    let below = figures.iter().rev().find(|(ohm, _)| *ohm <= impedance_ohm);
    let by_current = figures.first().map(|(ohm, volts)| volts / ohm * impedance_ohm);
    below.map(|(_, volts)| *volts).or(by_current)
}

/// Level error in dB of a source's output impedance at an impedance: 20 log10(Z / (Z + Zo)).
pub fn level_error_db(impedance_ohm: f64, output_impedance_ohm: f64) -> f64 {
    20.0 * divider(impedance_ohm, output_impedance_ohm).log10()
}

/// An impedance curve: frequencies in Hz, |Z| in ohm.
pub type ImpedanceCurve<'a> = (&'a [f64], &'a [f64]);

/// The points of a curve from 20 Hz to 20 kHz, or to 10 kHz, that can be used.
fn points((hz, ohm): ImpedanceCurve<'_>, up_to_hz: f64) -> impl Iterator<Item = f64> {
    let usable = move |(hz, ohm): &(&f64, &f64)| (20.0..=up_to_hz).contains(*hz) && ohm.is_finite() && **ohm > 0.0;
    hz.iter().zip(ohm).filter(usable).map(|(_, ohm)| *ohm)
}

/// The lowest |Z| of a curve from 20 Hz to 20 kHz, ohm.
pub fn lowest_ohm(curve: ImpedanceCurve<'_>) -> Option<f64> {
    points(curve, 20_000.0).reduce(f64::min)
}

/// Tone shift in dB: the largest minus the smallest level change from 20 Hz to 10 kHz that an
/// output impedance causes with this |Z|.
pub fn tone_shift_db(curve: ImpedanceCurve<'_>, output_impedance_ohm: f64) -> Option<f64> {
    // The divider rises with Z: the extremes of the change are those of the impedance.
    let low = points(curve, 10_000.0).reduce(f64::min)?;
    let high = points(curve, 10_000.0).reduce(f64::max)?;
    Some(level_error_db(high, output_impedance_ohm) - level_error_db(low, output_impedance_ohm))
}

/// The 1/8 rule of thumb, where only the nominal impedance is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EighthRule {
    /// Output impedance below 1/16: the tone stays.
    Pass,
    /// From 1/16 to 1/8: it depends on the impedance curve.
    Uncertain,
    /// Above 1/8: the tone may bend.
    Warn,
}

/// The rule for a damping ratio Z / Zo.
pub fn eighth_rule(damping_ratio: f64) -> EighthRule {
    match damping_ratio {
        ratio if ratio > 16.0 => EighthRule::Pass,
        ratio if ratio >= 8.0 => EighthRule::Uncertain,
        _ => EighthRule::Warn,
    }
}

/// How well noise at the ear is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HissBand {
    /// Below 10 dB SPL.
    Inaudible,
    /// 10 to 20: only in a silent room between tracks.
    SilentRoom,
    /// 20 to 30.
    Noticeable,
    /// Above 30.
    Plain,
}

/// The band of a noise level in dB SPL. The limits are a judgement: listeners vary.
pub fn hiss_band(db_spl: f64) -> HissBand {
    match db_spl {
        db if db < 10.0 => HissBand::Inaudible,
        db if db < 20.0 => HissBand::SilentRoom,
        db if db <= 30.0 => HissBand::Noticeable,
        _ => HissBand::Plain,
    }
}

/// Hours a week of safe listening at a level in dB(A), by WHO-ITU H.870: 40 h at 80 dB, half for each 3 dB more.
pub fn safe_hours_per_week(level_dba: f64) -> f64 {
    40.0 * 2f64.powf((80.0 - level_dba) / 3.0)
}
