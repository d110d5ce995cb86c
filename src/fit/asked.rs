//! What is asked, and the parts that its names mean.

use super::names::{self, Candidates, Ear, Source};
use super::sound::Numbers;
use super::tables::{Converter, Part, plug_id};
use super::{Earpiece, Shelf};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// Connector of the cable.
    pub cable: Option<String>,
    /// Plug of the cable.
    pub plug: Option<String>,
    /// Model or socket.
    pub iem: Option<String>,
    /// Device or jack.
    pub source: Option<String>,
    /// What is in between, from the cable to the source.
    pub adapters: Vec<String>,
    /// Numbers instead of names.
    pub numbers: Numbers,
}

/// A call that cannot be answered: a name nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{flag}: {what}")]
pub struct Misuse {
    /// The flag.
    pub flag: &'static str,
    /// What is wrong with it.
    pub what: String,
}

/// The names resolved.
pub(super) struct Parts {
    pub(super) cable: Option<Candidates>,
    pub(super) plug: Option<Candidates>,
    /// Whether the plug is that of the model's own cable, and nobody named it.
    pub(super) stock_plug: bool,
    pub(super) socket: Option<Candidates>,
    pub(super) model: Option<Earpiece>,
    pub(super) source: Option<Source>,
    pub(super) between: Vec<Part>,
    pub(super) converters: Vec<Converter>,
}

/// Looks every name up.
///
/// # Errors
/// A name that no table knows.
pub(super) fn resolve_all(request: &Request, models: Shelf<'_>) -> Result<Parts, Misuse> {
    let wrong = |flag: &'static str| move |what: String| Misuse { flag, what };
    let cable = request.cable.as_deref().map(|t| names::cable(t, models)).transpose().map_err(wrong("--cable"))?;
    let mut plug = request.plug.as_deref().map(names::plug_candidates).transpose().map_err(wrong("--plug"))?;
    let Ear { socket, model } = match request.iem.as_deref() {
        Some(text) => names::socket(text, models).map_err(wrong("--iem"))?,
        None => Ear { socket: None, model: None },
    };
    let model = model.map(|at| models.get(at));
    let source = request.source.as_deref().map(names::source).transpose().map_err(wrong("--source"))?;
    let (mut between, mut converters) = (Vec::new(), Vec::new());
    for text in &request.adapters {
        match names::adapter(text).map_err(wrong("--adapter"))? {
            names::Given::Part(part) => between.push(*part),
            names::Given::Converter(converter) => converters.push(converter),
        }
    }
    let own = model.as_ref().filter(|_| plug.is_none() && cable.is_none() && source.is_some()).and_then(stock_plug);
    let stock_plug = own.is_some();
    plug = plug.or(own);
    Ok(Parts { cable, plug, stock_plug, socket, model, source, between, converters })
}

/// The plugs of the cables in a model's box.
pub(super) fn stock_plug(model: &Earpiece) -> Option<Candidates> {
    let ids: Vec<&'static str> = model.stock_plugs.as_ref()?.iter().map(|p| plug_id(*p)).collect();
    (!ids.is_empty()).then(|| Candidates { ids, ask: None, ignored: Vec::new(), maker: None, note: None })
}
