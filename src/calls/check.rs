//! Whether parts fit together.

use clap::Args;
use serde_json::Value;

use super::Call;
use crate::words::SensitivityRef;
use crate::{CheckReport, Engine, Error, Numbers, Request, json};

/// Title of the flags that stand for a model and a device.
const NUMBERS: &str = "Numbers instead of names";

/// The parts of a chain, from the ear to the device.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub struct Check {
    /// Connector of the cable at the ear, or a model's cable
    #[arg(long, value_name = "CONNECTOR")]
    pub cable: Option<String>,
    /// Plug at the other end of the cable
    #[arg(long, value_name = "PLUG")]
    pub plug: Option<String>,
    /// A model, or the socket of an earpiece
    #[arg(long, value_name = "MODEL")]
    pub iem: Option<String>,
    /// A device, or a jack; repeat it to compare several
    #[arg(long = "source", id = "source", value_name = "DEVICE")]
    pub sources: Vec<String>,
    /// An adapter or dongle in between; repeatable, from the cable to the source
    #[arg(long = "adapter", id = "adapter", value_name = "ADAPTER")]
    pub adapters: Vec<String>,
    /// Impedance of the earphone in ohm
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    pub impedance: Option<f64>,
    /// Sensitivity with its unit: 124dB/V or 106dB/mW
    #[arg(long, value_name = "DB", help_heading = NUMBERS)]
    pub sensitivity: Option<String>,
    /// Output impedance of the source in ohm
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    pub output_impedance: Option<f64>,
    /// Largest output voltage of the source in V rms
    #[arg(long, value_name = "V", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    pub max_vrms: Option<f64>,
    /// Noise of the source in microvolt
    #[arg(long, value_name = "UV", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    pub noise_uv: Option<f64>,
}

impl Check {
    /// The question without its sources.
    ///
    /// # Errors
    /// A number that is out of its range.
    pub fn request(&self) -> Result<Request, Error> {
        Ok(Request {
            cable: self.cable.clone(),
            plug: self.plug.clone(),
            iem: self.iem.clone(),
            source: None,
            adapters: self.adapters.clone(),
            numbers: Numbers {
                impedance_ohm: positive("--impedance", self.impedance)?,
                sensitivity: self.sensitivity.as_deref().map(sensitivity).transpose()?,
                output_impedance_ohm: not_negative("--output-impedance", self.output_impedance)?,
                max_vrms: positive("--max-vrms", self.max_vrms)?,
                noise_uv: not_negative("--noise-uv", self.noise_uv)?,
            },
        })
    }

    /// The answer.
    ///
    /// # Errors
    /// A part that nobody knows, a number out of its range, nothing to check.
    pub fn report(&self, engine: &Engine) -> Result<CheckReport, Error> {
        engine.check(&self.request()?, &self.sources)
    }
}

impl Call for Check {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        Ok(json::check(&self.report(engine)?))
    }
}

/// A number with a decimal point or comma.
///
/// # Errors
/// Anything else.
pub fn number(text: &str) -> Result<f64, String> {
    match text.trim().replace(',', ".").parse::<f64>() {
        Ok(n) if n.is_finite() => Ok(n),
        _ => Err(format!("\"{text}\" is not a number; write it in digits, such as 16 or 0.5")),
    }
}

fn positive(flag: &str, value: Option<f64>) -> Result<Option<f64>, Error> {
    match value {
        Some(v) if !v.is_finite() || v <= 0.0 => {
            Err(Error::Asked(format!("{flag}: {v} is too small; write a number above 0")))
        }
        value => Ok(value),
    }
}

fn not_negative(flag: &str, value: Option<f64>) -> Result<Option<f64>, Error> {
    match value {
        Some(v) if !v.is_finite() || v < 0.0 => Err(Error::Asked(format!("{flag}: {v} is too small; write 0 or more"))),
        value => Ok(value),
    }
}

/// `124dB/V`, `106 dB/mW`, or a bare figure whose unit is not known.
fn sensitivity(text: &str) -> Result<(f64, SensitivityRef), Error> {
    let lower = text.to_lowercase().replace([' ', '@'], "");
    let wrong = || Error::Asked(format!("--sensitivity: \"{text}\" is not a sensitivity; write 124dB/V or 106dB/mW"));
    let (number, unit) = if let Some(number) = strip_any(&lower, &["db/mw", "dbspl/mw", "db/1mw"]) {
        (number, SensitivityRef::MilliWatt)
    } else if let Some(number) = strip_any(&lower, &["db/v", "db/vrms", "dbspl/v", "dbspl/vrms", "db/1vrms", "db/1v"]) {
        (number, SensitivityRef::Volt)
    } else {
        (strip_any(&lower, &["dbspl", "db"]).unwrap_or(&lower), SensitivityRef::Unknown)
    };
    let value: f64 = number.replace(',', ".").parse().map_err(|_| wrong())?;
    if (0.0..=200.0).contains(&value) { Ok((value, unit)) } else { Err(wrong()) }
}

fn strip_any<'a>(text: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| text.strip_suffix(ending))
}
