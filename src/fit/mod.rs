//! Stand-in until the tables are moved in.
#![allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Ok,
    Caution,
    Adapter,
    No,
    Unsafe,
    Unknown,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Buy {
    pub item: String,
    pub why: String,
    pub price_usd: Option<f64>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct JackOfSource {
    pub id: &'static str,
    pub max_vrms: Option<f64>,
    pub output_impedance_ohm: Option<f64>,
    pub noise_uv: Option<f64>,
}
impl JackOfSource {
    pub fn plain(id: &'static str) -> Self {
        Self { id, max_vrms: None, output_impedance_ohm: None, noise_uv: None }
    }
}
pub struct Joint {
    pub verdict: Verdict,
    pub because: String,
    pub buy: Option<Buy>,
}
pub fn connector_ids() -> &'static [&'static str] {
    &[
        "mmcx",
        "2pin-0.78",
        "2pin-hooded-0.75",
        "fixed",
        "2pin-0.75",
        "ipx",
        "qdc",
        "mmcx-etymotic",
        "jh-4pin",
        "mmcx-recessed",
        "mmcx-sony-ier",
        "mmcx-sony-xba",
        "pentaconn-ear",
        "fitear-2pin",
        "a2dc",
        "2pin-0.78-recessed",
        "ie-pro",
    ]
}
pub fn source_jacks(_: &str) -> Result<Vec<JackOfSource>, String> {
    Ok(vec![])
}
pub fn connector(n: &str) -> Result<String, String> {
    Ok(n.into())
}
pub fn plug(n: &str) -> Result<String, String> {
    Ok(n.into())
}
pub fn joint_plug_jack(_: &str, _: &str) -> Joint {
    Joint { verdict: Verdict::Ok, because: String::new(), buy: None }
}
pub fn joint_cable_socket(_: &str, _: &str) -> Joint {
    Joint { verdict: Verdict::Ok, because: String::new(), buy: None }
}
pub fn replacement_cable(_: &str, _: &str) -> Option<Buy> {
    None
}
