//! What is asked, and the parts that its names mean.

use super::answer::Understood;
use super::names::{self, Candidates, Doubt, Ear, Source};
use super::sound::Numbers;
use super::tables::{self, Converter, Part, plug_id};
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
    /// How each was understood.
    pub(super) understood: Vec<Understood>,
    /// What nothing accounts for, with the flag it stands under.
    pub(super) doubts: Vec<(&'static str, Doubt)>,
}

/// Readings as they come in.
#[derive(Default)]
struct Readings {
    understood: Vec<Understood>,
    doubts: Vec<(&'static str, Doubt)>,
}

impl Readings {
    fn add(&mut self, flag: &'static str, text: &str, read_as: String, ignored: &[String], doubts: &[Doubt]) {
        self.understood.push(Understood { flag, text: text.to_owned(), read_as, ignored: ignored.to_vec() });
        self.doubts.extend(doubts.iter().map(|doubt| (flag, doubt.clone())));
    }

    fn add_candidates(&mut self, flag: &'static str, text: &str, found: &Candidates, name: fn(&'static str) -> String) {
        let names: Vec<String> = found.ids.iter().map(|id| name(id)).collect();
        let analogue = if found.analogue { " for analogue sound" } else { "" };
        let plug = found.plug.map(|plug| format!(", {}", plug_name(plug))).unwrap_or_default();
        self.add(flag, text, format!("{}{analogue}{plug}", names.join(" or ")), &found.ignored, &found.doubts);
    }
}

fn connector_name(id: &'static str) -> String {
    tables::connector_name(id).to_owned()
}

fn plug_name(id: &'static str) -> String {
    format!("{} plug", tables::plug_short(id))
}

/// A part of the cable of which it is said what it is not: nothing can be read from that.
fn denied(readings: &Readings) -> Result<(), Misuse> {
    let parts = ["--cable", "--plug", "--iem"];
    let Some((flag, doubt)) = readings.doubts.iter().find(|(f, d)| parts.contains(f) && names::denies(&d.word)) else {
        return Ok(());
    };
    let text = readings.understood.iter().find(|u| u.flag == *flag).map_or("", |u| u.text.as_str());
    let what = format!("\"{text}\" says what it is not (\"{}\"); write what it is instead", doubt.word);
    Err(Misuse { flag, what })
}

/// Looks every name up.
///
/// # Errors
/// A name that no table knows.
pub(super) fn resolve_all(request: &Request, models: Shelf<'_>) -> Result<Parts, Misuse> {
    let wrong = |flag: &'static str| move |what: String| Misuse { flag, what };
    let mut readings = Readings::default();
    let cable = request.cable.as_deref().map(|t| names::cable(t, models)).transpose().map_err(wrong("--cable"))?;
    if let (Some(text), Some(found)) = (&request.cable, &cable) {
        readings.add_candidates("--cable", text, found, connector_name);
    }
    let mut plug = request.plug.as_deref().map(names::plug_candidates).transpose().map_err(wrong("--plug"))?;
    if let (Some(text), Some(found)) = (&request.plug, &plug) {
        readings.add_candidates("--plug", text, found, plug_name);
    }
    let Ear { socket, model } = match request.iem.as_deref() {
        Some(text) => names::socket(text, models).map_err(wrong("--iem"))?,
        None => Ear { socket: None, model: None },
    };
    let model = model.map(|at| models.get(at));
    match (&request.iem, &model, &socket) {
        (Some(text), Some(model), socket) => {
            let (ignored, doubts) = socket.as_ref().map(|s| (s.ignored.clone(), s.doubts.clone())).unwrap_or_default();
            readings.add("--iem", text, model.name.to_string(), &ignored, &doubts);
        }
        (Some(text), None, Some(socket)) => readings.add_candidates("--iem", text, socket, connector_name),
        _ => {}
    }
    let (mut between, mut converters) = (Vec::new(), Vec::new());
    for text in &request.adapters {
        let read = names::adapter(text).map_err(wrong("--adapter"))?;
        let name = match read.given {
            names::Given::Part(part) => {
                between.push(*part);
                between.last().map(|p: &Part| p.name.to_string())
            }
            names::Given::Converter(converter) => {
                converters.push(converter);
                converters.last().map(|c: &Converter| c.name.to_string())
            }
        };
        readings.add("--adapter", text, name.unwrap_or_default(), &read.ignored, &read.doubts);
    }
    let source = request.source.as_deref().map(names::source).transpose().map_err(wrong("--source"))?;
    if let (Some(text), Some(source)) = (&request.source, &source) {
        readings.add("--source", text, source.title(), &source.ignored, &source.doubts);
    }
    // A plug that stands beside the connector, unless another was named.
    let beside = cable.as_ref().and_then(|c| c.plug).filter(|_| plug.is_none());
    plug = plug.or(beside.map(|id| Candidates::of(vec![id])));
    let own = model.as_ref().filter(|_| plug.is_none() && cable.is_none() && source.is_some()).and_then(stock_plug);
    let stock_plug = own.is_some();
    plug = plug.or(own);
    denied(&readings)?;
    let Readings { understood, doubts } = readings;
    Ok(Parts { cable, plug, stock_plug, socket, model, source, between, converters, understood, doubts })
}

/// The plugs of the cables in a model's box.
pub(super) fn stock_plug(model: &Earpiece) -> Option<Candidates> {
    let ids: Vec<&'static str> = model.stock_plugs.as_ref()?.iter().map(|p| plug_id(*p)).collect();
    (!ids.is_empty()).then(|| Candidates::of(ids))
}
