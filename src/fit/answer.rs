//! The answer of a check: `iem-check-1`.

use std::borrow::Cow;

use serde::Serialize;

use super::Verdict;
use super::sound::Electrical;
use super::tips::TipAdvice;

/// How a part was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// The flag it was given with.
    pub flag: &'static str,
    /// As it was written.
    pub text: String,
    /// What it was read as.
    #[serde(rename = "as")]
    pub read_as: String,
    /// Words of no consequence that were left out.
    pub ignored: Vec<String>,
}

/// Something to buy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Buy {
    /// What.
    pub item: String,
    /// What for.
    pub why: String,
    /// Typical price in USD, from memory.
    pub price_usd: Option<f64>,
}

/// Two parts and how they go together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JointReport {
    /// Which two.
    pub between: [&'static str; 2],
    /// Id of the first.
    pub from: String,
    /// Id of the second.
    pub to: String,
    /// Both as people call them.
    #[serde(skip)]
    pub names: [String; 2],
    /// How well.
    pub verdict: Verdict,
    /// Why.
    pub because: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// A question whose answer would settle the verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What it could be, and the verdict then.
    pub candidates: Vec<Candidate>,
    /// Which part it is about: `cable`, `iem`, `plug` or `source`.
    #[serde(skip)]
    pub part: &'static str,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Id of the part.
    pub id: String,
    /// Its name for people.
    #[serde(skip)]
    pub name: String,
    /// The verdict if it is that.
    pub verdict: Verdict,
}

/// What a single part fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fits {
    /// Models, ok and caution.
    pub models: Vec<FittingModel>,
    /// How many models there are of each verdict.
    pub counts: Counts,
    /// Jacks by how a plug goes into them.
    pub jacks: Jacks,
    /// Cables by how they go into an earpiece's socket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cables: Option<Cables>,
    /// Plugs by how they go into a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plugs: Option<Jacks>,
}

/// Connectors by how they go into a socket.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cables {
    /// Straight in.
    pub ok: Vec<JackNote>,
    /// With care.
    pub caution: Vec<JackNote>,
    /// With a converter.
    pub adapter: Vec<JackNote>,
    /// Not.
    pub never: Vec<JackNote>,
}

/// One of several sources that were asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceReport {
    /// As it was written.
    pub source: String,
    /// Its name.
    pub name: String,
    /// The whole chain with it.
    pub verdict: Option<Verdict>,
    /// Each joint.
    pub joints: Vec<JointReport>,
    /// What to buy for it.
    pub buy: Vec<Buy>,
    /// Level, noise, tone.
    pub electrical: Option<Electrical>,
    /// What must be asked to be sure.
    pub question: Option<Question>,
}

/// Something the person owns, judged with what was asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Owned {
    /// `model`, `cable` or `device`.
    pub kind: &'static str,
    /// As the person calls it.
    pub name: String,
    /// How well it goes together with the part.
    pub verdict: Option<Verdict>,
    /// Why.
    pub because: String,
}

/// A model that a cable fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittingModel {
    /// Its id.
    pub id: Cow<'static, str>,
    /// Its name.
    #[serde(skip)]
    pub name: Cow<'static, str>,
    /// How well.
    pub verdict: Verdict,
}

/// Models by verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Fits.
    pub ok: usize,
    /// Fits with care.
    pub caution: usize,
    /// With a converter.
    pub adapter: usize,
    /// Does not fit.
    pub no: usize,
    /// The model's socket is not known.
    pub unknown: usize,
}

/// Jacks by how a plug goes into them, with the reason.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Jacks {
    /// Straight in.
    pub direct: Vec<JackNote>,
    /// With a safe part.
    pub adapter: Vec<JackNote>,
    /// Never.
    pub never: Vec<JackNote>,
}

/// A jack and what to know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JackNote {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(skip)]
    pub name: String,
    /// Why.
    pub because: String,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CheckReport {
    /// Always `iem-check-1`.
    pub schema: &'static str,
    /// The worst joint's; `null` when there is none to judge.
    pub verdict: Option<Verdict>,
    /// How each part was understood: the verdict stands on it.
    pub understood: Vec<Understood>,
    /// Each joint.
    pub joints: Vec<JointReport>,
    /// What to buy.
    pub buy: Vec<Buy>,
    /// Level, noise, tone, where earphone and source are known or given in numbers.
    pub electrical: Option<Electrical>,
    /// What must be asked to be sure.
    pub question: Option<Question>,
    /// What the parts fit, where the other side was not given.
    pub fits: Option<Fits>,
    /// What the parts are, and words that were ignored.
    pub notes: Vec<String>,
    /// Each source, where several were asked for; the rest of the report is the best one's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceReport>,
    /// Tips for the model's nozzle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tips: Option<TipAdvice>,
    /// What the person owns, judged with the part that was asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owned: Vec<Owned>,
    /// What the asked parts are, for people.
    #[serde(skip)]
    pub title: String,
    /// Whether a candidate of an ambiguous part is unsafe.
    #[serde(skip)]
    pub maybe_unsafe: bool,
}

impl CheckReport {
    /// 0 fits, 1 does not, 3 cannot tell.
    pub fn exit_status(&self) -> u8 {
        match self.verdict {
            Some(Verdict::Unknown) => 3,
            Some(Verdict::Ok | Verdict::Caution) if self.maybe_unsafe => 3,
            Some(Verdict::Ok | Verdict::Caution) | None => 0,
            Some(Verdict::Adapter | Verdict::No | Verdict::Unsafe) => 1,
        }
    }
}
