//! One model as its file writes it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::drivers::{Drivers, Text};
use super::evidence::{Evidences, Sources};
use super::known::KNOWN;
use super::stars::Stars;
use crate::words::{Form, Insertion, IsolationClass, NozzleClass, Plug, SensitivityRef, Size, Wear};

/// Grades of one reviewer; lists of different years use different scales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crinacle {
    /// Year of the list.
    pub year: u16,
    /// Letter grade for tone.
    pub tone: Text,
    /// Letter grade for technical ability.
    pub technical: Text,
    /// His word for the sound.
    pub signature: Text,
}

/// What reviewers said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opinions {
    /// crinacle's grades.
    pub crinacle: Option<Crinacle>,
    /// Stars from 1 to 5, by the reviewer's name; they weigh the price in.
    #[schemars(with = "Option<indexmap::IndexMap<Text, f64>>")]
    #[schemars(extend("additionalProperties" = { "type": "number", "minimum": 1, "maximum": 5 }))]
    pub stars: Option<Stars>,
}

/// The facts of a model. Fields are named as in the files; absent is unknown.
#[derive(Debug, Clone, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Model {
    #[serde(skip)]
    pub id: Text,
    #[serde(skip)]
    pub brand: Text,
    pub model: Text,
    #[serde(default)]
    pub core: bool,
    #[serde(default)]
    pub aliases: Cow<'static, [Text]>,
    /// The id of the model of which this is another switch, module, tip or revision.
    pub variant_of: Option<Text>,
    pub released: Option<u16>,
    pub discontinued: Option<bool>,
    pub price_usd: Option<f64>,
    pub price_note: Option<Text>,
    pub form: Option<Form>,
    pub shell: Option<Text>,
    #[schemars(with = "Option<indexmap::IndexMap<Text, u8>>")]
    pub drivers: Option<Drivers>,
    pub driver_note: Option<Text>,
    pub socket: Option<Text>,
    pub socket_note: Option<Text>,
    pub stock_plugs: Option<Cow<'static, [Plug]>>,
    pub modular_plug: Option<bool>,
    pub impedance_ohm: Option<f64>,
    pub impedance_note: Option<Text>,
    pub sensitivity_db: Option<f64>,
    pub sensitivity_ref: Option<SensitivityRef>,
    pub sensitivity_ref_claimed: Option<SensitivityRef>,
    pub tuning_switches: Option<bool>,
    pub tuning_note: Option<Text>,
    pub signature: Option<Text>,
    pub shell_size: Option<Size>,
    pub nozzle_class: Option<NozzleClass>,
    pub nozzle_mm: Option<f64>,
    pub insertion: Option<Insertion>,
    pub weight_g: Option<f64>,
    pub wear: Option<Wear>,
    pub vented: Option<bool>,
    pub isolation_class: Option<IsolationClass>,
    pub isolation_db: Option<f64>,
    pub low_profile: Option<bool>,
    pub comfort_note: Option<Text>,
    pub versions_note: Option<Text>,
    pub opinions: Option<Opinions>,
    /// On how many public graph sites it is listed: how well known it is, never how good.
    pub sites: Option<u16>,
    #[serde(default)]
    #[schemars(with = "Sources")]
    pub evidence: Evidences,
}

impl Model {
    /// `Brand Model`.
    pub fn name(&self) -> String {
        format!("{} {}", self.brand, self.model)
    }

    /// How well known it is, for people; none if no site lists it.
    pub fn listed(&self) -> Option<String> {
        self.sites.map(|sites| format!("listed by {sites} of {} graph sites", KNOWN.of))
    }

    /// Where each fact comes from.
    pub fn sources(&self) -> &Sources {
        self.evidence.of(&self.id)
    }

    /// The facts that somebody saw, without reading where.
    pub fn seen(&self) -> impl Iterator<Item = &str> {
        self.evidence.seen()
    }

    /// Whether a fact rests on memory only; a fact without evidence does.
    pub fn is_recalled(&self, field: &str) -> bool {
        !self.seen().any(|fact| fact == field)
    }

    /// Sensitivity in dB SPL at 1 V, where its unit is known.
    ///
    /// dB/V = dB/mW + 10 log10(1000 / ohm), by the definition of the two units.
    pub fn sensitivity_db_v(&self) -> Option<f64> {
        match self.sensitivity_ref? {
            SensitivityRef::Volt => self.sensitivity_db,
            SensitivityRef::MilliWatt => Some(self.sensitivity_db? + 10.0 * (1000.0 / self.impedance_ohm?).log10()),
            SensitivityRef::Unknown => None,
        }
    }

    /// Sensitivity in dB SPL at 1 mW, where its unit is known.
    pub fn sensitivity_db_mw(&self) -> Option<f64> {
        match self.sensitivity_ref? {
            SensitivityRef::MilliWatt => self.sensitivity_db,
            SensitivityRef::Volt => Some(self.sensitivity_db? - 10.0 * (1000.0 / self.impedance_ohm?).log10()),
            SensitivityRef::Unknown => None,
        }
    }
}
