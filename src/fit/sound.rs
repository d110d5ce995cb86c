//! The electrical match: what is known of earphone and source put into the formulas.
//!
//! Keeps true: a number is given only if all of its inputs are known; a missing input is named.

use serde::Serialize;

use super::Earpiece;
use super::electrical::{self as formulas, Drive, EighthRule, ImpedanceCurve};
use super::tables::JackOfSource;
use crate::words::SensitivityRef;

/// Peaks that a source should reach, dB SPL.
pub const PEAKS_DB_SPL: f64 = 110.0;

/// Numbers given instead of names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Numbers {
    /// Impedance of the earphone, ohm.
    pub impedance_ohm: Option<f64>,
    /// Sensitivity and its unit.
    pub sensitivity: Option<(f64, SensitivityRef)>,
    /// Output impedance of the source, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// Largest voltage of the source, V rms.
    pub max_vrms: Option<f64>,
    /// Noise of the source, microvolt.
    pub noise_uv: Option<f64>,
}

/// What stands between an earphone and its source, as far as it is electrical.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Between {
    /// Resistance in series, ohm.
    pub series_ohm: f64,
    /// Whether something lowers the level by an amount that nobody recorded.
    pub attenuated: bool,
}

impl Numbers {
    /// Whether there is one.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// Level, noise and tone of a model on a device.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Electrical {
    /// Room above 110 dB SPL, dB.
    pub loudness_headroom_db: Option<f64>,
    /// The same as a range where the sensitivity has no unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loudness_headroom_range_db: Option<[f64; 2]>,
    /// The most it can be where the output impedance is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loudness_headroom_at_most_db: Option<f64>,
    /// Noise at the ear, dB SPL.
    pub hiss_db_spl: Option<f64>,
    /// The same as a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hiss_range_db_spl: Option<[f64; 2]>,
    /// The most it can be where the output impedance is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hiss_at_most_db_spl: Option<f64>,
    /// Impedance of the earphone, the lowest that is known, over that of the source.
    pub damping_ratio: Option<f64>,
    /// Largest minus smallest level change 20 Hz-10 kHz, dB; only with an impedance curve.
    pub tone_shift_db: Option<f64>,
    /// What the 1/8 rule says where there is no curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eighth_rule: Option<EighthRule>,
    /// Voltage at the earphone for 110 dB SPL, V rms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_110_db_vrms: Option<f64>,
    /// Current for that, mA rms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_110_db_ma: Option<f64>,
    /// Power for that, mW.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_110_db_mw: Option<f64>,
    /// Level at full volume, dB SPL, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_volume_db_spl: Option<f64>,
    /// Hours a week that are safe at full volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe_hours_per_week_at_full_volume: Option<f64>,
    /// What the loudness is limited by: `voltage` or `current`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited_by: Option<&'static str>,
    /// Inputs that are missing.
    pub unknown: Vec<String>,
}

/// What is known of the two.
#[derive(Default)]
struct Inputs<'a> {
    impedance_ohm: Option<f64>,
    /// Lowest and highest sensitivity that the figure can mean, dB/V.
    sensitivity_db_v: Option<[f64; 2]>,
    sensitivity_known: bool,
    output_ohm: Option<f64>,
    max_vrms: Option<f64>,
    loaded_vrms: &'a [(f64, f64)],
    noise_vrms: Option<f64>,
    curve: Option<ImpedanceCurve<'a>>,
}

impl Numbers {
    /// The numbers, and a model's facts where there are none.
    pub(super) fn or_of(mut self, model: Option<&Earpiece>) -> Self {
        let unit = |m: &Earpiece| m.sensitivity_ref.unwrap_or(SensitivityRef::Unknown);
        self.impedance_ohm = self.impedance_ohm.or(model.and_then(|m| m.impedance_ohm));
        self.sensitivity = self.sensitivity.or(model.and_then(|m| Some((m.sensitivity_db?, unit(m)))));
        self
    }
}

/// The match of an earphone's numbers and a jack; numbers of the source go before the jack's.
pub fn electrical_match(
    numbers: &Numbers,
    jack: Option<&JackOfSource>,
    curve: Option<ImpedanceCurve<'_>>,
    between: Between,
) -> Electrical {
    let (impedance, sensitivity) = (numbers.impedance_ohm, numbers.sensitivity);
    let inputs = Inputs {
        impedance_ohm: impedance,
        sensitivity_db_v: sensitivity.and_then(|s| sensitivity_range(s, impedance)),
        sensitivity_known: sensitivity.is_some(),
        output_ohm: numbers
            .output_impedance_ohm
            .or(jack.and_then(|j| j.output_impedance_ohm))
            .map(|ohm| ohm + between.series_ohm),
        max_vrms: numbers.max_vrms.or(jack.and_then(|j| j.max_vrms)),
        // Figures at certain loads do not hold behind a resistance.
        loaded_vrms: jack
            .filter(|_| numbers.max_vrms.is_none() && between.series_ohm == 0.0)
            .map_or(&[], |j| j.loaded_vrms),
        noise_vrms: numbers.noise_uv.or(jack.and_then(|j| j.noise_uv)).map(|uv| uv * 1e-6),
        curve,
    };
    let inputs = if between.attenuated { inputs.behind_attenuator() } else { inputs };
    let mut out = Electrical { unknown: missing(&inputs), ..Electrical::default() };
    if between.attenuated {
        out.unknown.push("what the attenuator takes away (dB) and adds (ohm)".to_owned());
    }
    tone(&inputs, &mut out);
    loudness(&inputs, &mut out);
    hiss(&inputs, &mut out);
    out
}

impl Inputs<'_> {
    /// Behind an attenuator nothing of the source is known any more.
    fn behind_attenuator(self) -> Self {
        Self { output_ohm: None, max_vrms: None, loaded_vrms: &[], noise_vrms: None, ..self }
    }
}

/// Names of the inputs that nobody knows.
fn missing(inputs: &Inputs<'_>) -> Vec<String> {
    let known = [
        ("impedance of the earphone (ohm)", inputs.impedance_ohm.is_some()),
        ("sensitivity of the earphone (dB/mW or dB/V)", inputs.sensitivity_known),
        ("unit of the sensitivity (dB/mW or dB/V)", inputs.sensitivity_db_v.is_none_or(|[low, high]| low == high)),
        ("output impedance of the source (ohm)", inputs.output_ohm.is_some()),
        ("largest voltage of the source (V)", inputs.max_vrms.is_some() || !inputs.loaded_vrms.is_empty()),
        ("noise of the source (microvolt)", inputs.noise_vrms.is_some()),
        ("impedance curve of the earphone", inputs.curve.is_some()),
    ];
    known.into_iter().filter(|(_, known)| !known).map(|(name, _)| name.to_owned()).collect()
}

/// Lowest and highest sensitivity in dB/V that a figure can mean; dB/V needs no impedance.
fn sensitivity_range((db, unit): (f64, SensitivityRef), impedance_ohm: Option<f64>) -> Option<[f64; 2]> {
    let from_mw = || impedance_ohm.map(|z| formulas::db_per_v(db, z));
    match unit {
        SensitivityRef::Volt => Some([db, db]),
        SensitivityRef::MilliWatt => from_mw().map(|s| [s, s]),
        SensitivityRef::Unknown => from_mw().map(|s| [db.min(s), db.max(s)]),
    }
}

fn tone(inputs: &Inputs<'_>, out: &mut Electrical) {
    let lowest = inputs.curve.and_then(formulas::lowest_ohm).or(inputs.impedance_ohm);
    let (Some(z), Some(zo)) = (lowest, inputs.output_ohm) else { return };
    // A source without output impedance damps without limit: no number says that.
    out.damping_ratio = (zo > 0.0).then(|| z / zo);
    out.tone_shift_db = inputs.curve.and_then(|curve| formulas::tone_shift_db(curve, zo));
    if out.tone_shift_db.is_none() {
        out.eighth_rule = Some(out.damping_ratio.map_or(EighthRule::Pass, formulas::eighth_rule));
    }
}

/// Level at the ear for a voltage at the source, as a range.
fn level(inputs: &Inputs<'_>, volts: f64, output_ohm: f64) -> Option<[f64; 2]> {
    let (s, z) = (inputs.sensitivity_db_v?, inputs.impedance_ohm?);
    Some(s.map(|s| formulas::level_db_spl(s, volts, z, output_ohm)))
}

/// The largest voltage at the earphone, and what limits it; the voltage limit needs the output impedance.
fn reach(inputs: &Inputs<'_>, output_ohm: Option<f64>) -> Option<(f64, &'static str)> {
    let z = inputs.impedance_ohm?;
    let by_voltage = inputs.max_vrms.zip(output_ohm).map(|(volts, zo)| volts * formulas::divider(z, zo));
    let by_figures = formulas::volts_at_load(inputs.loaded_vrms, z);
    let by_current = inputs.loaded_vrms.first().is_some_and(|(ohm, _)| z < *ohm);
    match (by_voltage, by_figures) {
        (Some(volts), Some(figure)) if figure < volts && by_current => Some((figure, "current")),
        (Some(volts), _) => Some((volts, "voltage")),
        (None, Some(figure)) if inputs.max_vrms.is_none() => {
            Some((figure, if by_current { "current" } else { "voltage" }))
        }
        _ => None,
    }
}

fn loudness(inputs: &Inputs<'_>, out: &mut Electrical) {
    if let (Some([s, high]), Some(z)) = (inputs.sensitivity_db_v, inputs.impedance_ohm)
        && s == high
    {
        let Drive { volts, milliampere, milliwatt } = formulas::drive_for(s, PEAKS_DB_SPL, z);
        out.drive_110_db_vrms = Some(volts);
        out.drive_110_db_ma = Some(milliampere);
        out.drive_110_db_mw = Some(milliwatt);
    }
    let Some(s) = inputs.sensitivity_db_v else { return };
    let at = |volts: f64| s.map(|s| formulas::level_at_load_db_spl(s, volts));
    if let Some((volts, limit)) = reach(inputs, inputs.output_ohm) {
        let full = at(volts);
        out.limited_by = Some(limit);
        (out.loudness_headroom_db, out.loudness_headroom_range_db) =
            single_or_range(Some(full.map(|level| level - PEAKS_DB_SPL)));
        full_volume(full[1], out);
    } else if let Some((volts, _)) = reach(inputs, Some(0.0)) {
        let full = at(volts);
        out.loudness_headroom_at_most_db = Some(full[1] - PEAKS_DB_SPL);
        full_volume(full[1], out);
    }
}

fn full_volume(level_db_spl: f64, out: &mut Electrical) {
    out.full_volume_db_spl = Some(level_db_spl);
    out.safe_hours_per_week_at_full_volume = Some(formulas::safe_hours_per_week(level_db_spl));
}

fn hiss(inputs: &Inputs<'_>, out: &mut Electrical) {
    let Some(noise) = inputs.noise_vrms.filter(|noise| *noise > 0.0) else { return };
    match inputs.output_ohm {
        Some(zo) => (out.hiss_db_spl, out.hiss_range_db_spl) = single_or_range(level(inputs, noise, zo)),
        None => out.hiss_at_most_db_spl = level(inputs, noise, 0.0).map(|[_, high]| high),
    }
}

fn single_or_range(range: Option<[f64; 2]>) -> (Option<f64>, Option<[f64; 2]>) {
    match range {
        Some([low, high]) if low == high => (Some(low), None),
        other => (None, other),
    }
}
