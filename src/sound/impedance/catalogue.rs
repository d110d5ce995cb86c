//! Impedance curves of models (`data/impedance.json`), read when the first one is asked for.

use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Impedance, Shift};
use crate::knowledge;
use crate::sound::grid::Grid;

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImpedanceFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// Units of the figures.
    #[serde(rename = "unit")]
    _unit: String,
    /// How the impedance was found.
    #[serde(rename = "method")]
    _method: String,
    /// Frequencies of all curves, rising.
    grid_hz: Vec<f64>,
    /// Curves by model id.
    models: IndexMap<String, Entry>,
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// At 1 kHz, ohm.
    nominal_ohm: f64,
    /// Where the nominal impedance lies, when it was estimated.
    nominal_interval_ohm: Option<[f64; 2]>,
    /// Deviation of the measurements from what the curve predicts for them, dB rms.
    residual_db: f64,
    /// Where the measurements come from.
    source: String,
    /// The resistances it was measured through, ohm.
    resistances_ohm: Vec<f64>,
    /// Magnitude, ohm.
    ohm: Vec<f64>,
    /// Phase without its sign, degrees.
    phase_degrees: Vec<f64>,
}

/// The impedance of a model, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The curve.
    pub impedance: Impedance,
    /// Who measured it, and how.
    pub source: String,
}

type ByModel = IndexMap<String, Known>;

static MODELS: LazyLock<Result<ByModel, String>> = LazyLock::new(|| parse(knowledge::IMPEDANCE.1));

fn parse(text: &str) -> Result<ByModel, String> {
    let file: ImpedanceFile = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let grid = Arc::new(Grid::new(file.grid_hz).map_err(|e| format!("grid_hz: {e}"))?);
    file.models.into_iter().map(|(id, e)| Ok((id.clone(), e.check(&grid).map_err(|e| format!("{id}: {e}"))?))).collect()
}

impl Entry {
    fn check(self, grid: &Arc<Grid>) -> Result<Known, String> {
        let count = grid.hz().len();
        if self.ohm.len() != count || self.phase_degrees.len() != count {
            return Err(format!("{} and {} values for {count} frequencies", self.ohm.len(), self.phase_degrees.len()));
        }
        if !self.ohm.iter().all(|z| (0.1..=10_000.0).contains(z)) {
            return Err("an impedance is not plausible".to_owned());
        }
        if !self.phase_degrees.iter().all(|p| (0.0..=90.0).contains(p)) {
            return Err("a phase is not between 0 and 90 degrees".to_owned());
        }
        let through: Vec<String> = self.resistances_ohm.iter().map(|r| format!("{r:.0}")).collect();
        let impedance = Impedance {
            grid: grid.clone(),
            ohm: self.ohm,
            cos: self.phase_degrees.iter().map(|p| p.to_radians().cos()).collect(),
            nominal_ohm: self.nominal_ohm,
            nominal_interval_ohm: self.nominal_interval_ohm,
            residual_db: self.residual_db,
        };
        Ok(Known { impedance, source: format!("{}, plain and through {} ohm", self.source, through.join(", ")) })
    }
}

/// What is wrong with the shipped file; a test keeps it whole.
pub fn impedance_flaw() -> Option<&'static str> {
    MODELS.as_ref().err().map(String::as_str)
}

/// The impedance curve of a model, where one was measured.
pub fn impedance_of(model_id: &str) -> Option<&'static Known> {
    MODELS.as_ref().ok()?.get(model_id)
}

/// What a source's output impedance does to a model's sound, where its impedance curve is known.
pub fn tone_shift(model_id: &str, output_impedance_ohm: f64) -> Option<Shift> {
    let plausible = (0.0..=10_000.0).contains(&output_impedance_ohm);
    plausible.then(|| impedance_of(model_id).map(|known| known.impedance.shift(output_impedance_ohm))).flatten()
}
