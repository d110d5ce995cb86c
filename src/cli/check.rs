//! `iem check`.

use anyhow::bail;
use iem::fit::{self, Numbers, Request};
use iem::report;
use iem::words::SensitivityRef;

use super::args::{CheckArgs, Format, Global};
use super::recommend::catalog;
use super::{Answer, page, to_json};

pub(crate) fn run(args: &CheckArgs, global: &Global) -> anyhow::Result<Answer> {
    let request = Request {
        cable: args.cable.clone(),
        plug: args.plug.clone(),
        iem: args.iem.clone(),
        source: args.source.clone(),
        adapters: args.adapters.clone(),
        numbers: Numbers {
            impedance_ohm: positive("--impedance", args.impedance)?,
            sensitivity: args.sensitivity.as_deref().map(sensitivity).transpose()?,
            output_impedance_ohm: not_negative("--output-impedance", args.output_impedance)?,
            max_vrms: positive("--max-vrms", args.max_vrms)?,
            noise_uv: positive("--noise-uv", args.noise_uv)?,
        },
    };
    if request == Request::default() {
        bail!("nothing to check; name at least one part, for example: iem check --cable mmcx --plug 4.4mm");
    }
    let report = fit::check(&request, &catalog(global)?.earpieces())?;
    let text = match global.format() {
        Format::Json => to_json(&serde_json::to_value(&report)?),
        _ => report::check_human(&report, page(global)),
    };
    Ok(Answer { text, status: report.exit_status() })
}

fn positive(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v <= 0.0 => bail!("{flag}: {v} must be a number above 0"),
        value => Ok(value),
    }
}

fn not_negative(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v < 0.0 => bail!("{flag}: {v} must be 0 or more"),
        value => Ok(value),
    }
}

/// `124dB/V`, `106 dB/mW`, or a bare figure whose unit is not known.
fn sensitivity(text: &str) -> anyhow::Result<(f64, SensitivityRef)> {
    let lower = text.to_lowercase().replace(' ', "");
    let (number, unit) = if let Some(number) = lower.strip_suffix("db/mw") {
        (number, SensitivityRef::MilliWatt)
    } else if let Some(number) = lower.strip_suffix("db/v").or(lower.strip_suffix("db/vrms")) {
        (number, SensitivityRef::Volt)
    } else {
        (lower.trim_end_matches("db"), SensitivityRef::Unknown)
    };
    match number.parse::<f64>() {
        Ok(value) if (0.0..=200.0).contains(&value) => Ok((value, unit)),
        _ => bail!("--sensitivity: \"{text}\" is not a sensitivity; write 124dB/V or 106dB/mW"),
    }
}
