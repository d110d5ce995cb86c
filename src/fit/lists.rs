//! What a single part fits: models for a connector, jacks for a plug, cables for a socket,
//! plugs for a source.

use super::chain::{Parts, Request};
use super::joints::{Joint, joint_cable_socket, joint_plug_jack, verdict_cable_socket};
use super::parts::{self, connector_ids, jack_ids, plug_ids};
use super::report::{Cables, Counts, Fits, FittingModel, JackNote, Jacks};
use super::resolve::{Candidates, JackOfSource};
use super::{Earpiece, Shelf, Verdict};
use crate::words::Plug;

/// Models when no earpiece was given, jacks when no source was, cables for an earpiece alone,
/// plugs for a source alone; `None` when there is nothing to list.
pub(super) fn fits(parts: &Parts, request: &Request, models: Shelf<'_>) -> Option<Fits> {
    let one = |c: &Option<Candidates>| c.as_ref().filter(|c| c.ids.len() == 1).map(|c| c.ids[0]);
    let connector = one(&parts.cable).filter(|_| request.iem.is_none());
    let plug = one(&parts.plug).filter(|_| request.source.is_none());
    let alone = request.cable.is_none() && request.plug.is_none();
    let socket = one(&parts.socket).filter(|_| alone && request.source.is_none());
    let source = parts.source.as_ref().filter(|_| alone && request.iem.is_none()).and_then(|s| s.candidates.first());
    if connector.is_none() && plug.is_none() && socket.is_none() && source.is_none() {
        return None;
    }
    // An earphone alone goes where the plugs in its box go.
    let stock = parts.model.as_ref().filter(|_| alone && request.source.is_none()).and_then(stock_plug);
    let plugs: Vec<&str> = plug.map(|p| vec![p]).or(stock.map(|s| s.ids)).unwrap_or_default();
    let (models, counts) = connector.map(|c| fitting(c, models)).unwrap_or_default();
    Some(Fits {
        models,
        counts,
        jacks: jacks_of(&plugs),
        cables: socket.map(cables_of),
        plugs: source.map(|jacks| plugs_of(jacks)),
    })
}

fn fitting(connector: &str, models: Shelf<'_>) -> (Vec<FittingModel>, Counts) {
    let verdicts: Vec<Verdict> = connector_ids().iter().map(|id| verdict_cable_socket(connector, id)).collect();
    let mut counts = Counts::default();
    let mut fitting = Vec::new();
    for at in 0..models.len() {
        let verdict = models.socket_place(at).map_or(Verdict::Unknown, |socket| verdicts[socket]);
        *match verdict {
            Verdict::Ok => &mut counts.ok,
            Verdict::Caution => &mut counts.caution,
            Verdict::Adapter => &mut counts.adapter,
            Verdict::No | Verdict::Unsafe => &mut counts.no,
            Verdict::Unknown => &mut counts.unknown,
        } += 1;
        if verdict <= Verdict::Caution {
            let (id, name) = models.named(at);
            fitting.push(FittingModel { id, name, verdict });
        }
    }
    fitting.sort_by(|a, b| a.verdict.cmp(&b.verdict).then_with(|| a.id.cmp(&b.id)));
    (fitting, counts)
}

fn note(id: &str, name: &str, joint: Joint) -> JackNote {
    let price = joint.price_usd().map(|usd| format!(", about {usd:.0} USD")).unwrap_or_default();
    let because = match (joint.verdict, joint.fix) {
        (Verdict::Adapter, Some(fix)) => format!("{fix}{price}"),
        _ => joint.because,
    };
    JackNote { id: id.to_owned(), name: name.to_owned(), because }
}

fn sorted(notes: impl Iterator<Item = (Verdict, JackNote)>) -> Jacks {
    let mut jacks = Jacks::default();
    for (verdict, note) in notes {
        match verdict {
            Verdict::Ok | Verdict::Caution => jacks.direct.push(note),
            Verdict::Adapter => jacks.adapter.push(note),
            Verdict::No | Verdict::Unsafe => jacks.never.push(note),
            Verdict::Unknown => {}
        }
    }
    jacks
}

/// Jacks by the best of some plugs.
fn jacks_of(plugs: &[&str]) -> Jacks {
    sorted(jack_ids().iter().filter_map(|id| {
        let joint = plugs.iter().map(|plug| joint_plug_jack(plug, id)).min_by_key(|j| (j.verdict, j.buy.len()))?;
        Some((joint.verdict, note(id, parts::jack_short(id), joint)))
    }))
}

/// Plugs into the best jack of a source.
fn plugs_of(jacks: &[JackOfSource]) -> Jacks {
    sorted(plug_ids().iter().filter_map(|id| {
        let joint = jacks.iter().map(|jack| joint_plug_jack(id, jack.id)).min_by_key(|j| (j.verdict, j.buy.len()))?;
        Some((joint.verdict, note(id, parts::plug_short(id), joint)))
    }))
}

fn cables_of(socket: &str) -> Cables {
    let mut cables = Cables::default();
    for id in connector_ids() {
        let joint = joint_cable_socket(id, socket);
        let list = match joint.verdict {
            Verdict::Ok => &mut cables.ok,
            Verdict::Caution => &mut cables.caution,
            Verdict::Adapter => &mut cables.adapter,
            _ => &mut cables.never,
        };
        list.push(note(id, &parts::connector_short(id), joint));
    }
    cables
}

/// The id of a plug word in the tables.
pub fn plug_id(plug: Plug) -> &'static str {
    match plug {
        Plug::Mm25 => "2.5-bal",
        Plug::Mm35 => "3.5-trs",
        Plug::Mm44 => "4.4-bal",
        Plug::Mm635 => "6.35-trs",
        Plug::Xlr4 => "xlr4",
        Plug::UsbC => "usb-c",
        Plug::Lightning => "lightning",
    }
}

/// The plugs of the cables in a model's box.
pub(super) fn stock_plug(model: &Earpiece) -> Option<Candidates> {
    let ids: Vec<&'static str> = model.stock_plugs.as_ref()?.iter().map(|p| plug_id(*p)).collect();
    (!ids.is_empty()).then(|| Candidates { ids, ask: None, ignored: Vec::new(), maker: None, note: None })
}

/// What the asked parts are, in a line.
pub(super) fn title(parts: &Parts) -> String {
    let one = |c: &Candidates| c.ids.len() == 1;
    let cable = parts.cable.as_ref().filter(|c| one(c)).map(|c| parts::connector_name(c.ids[0]));
    let plug = parts.plug.as_ref().filter(|c| one(c) && !parts.stock_plug).map(|c| parts::plug_short(c.ids[0]));
    let socket = parts.socket.as_ref().filter(|c| one(c)).map(|c| parts::connector_name(c.ids[0]));
    let mut said = Vec::new();
    match (cable, plug) {
        (Some(cable), Some(plug)) => said.push(format!("A cable: {cable} at the ear, {plug} at the source")),
        (Some(cable), None) => said.push(format!("A cable with {cable}")),
        (None, Some(plug)) => said.push(format!("A {plug} plug")),
        (None, None) => {}
    }
    match (&parts.model, socket) {
        (Some(model), Some(socket)) => said.push(format!("{}: {socket}", model.name)),
        (Some(model), None) => said.push(format!("{}: its socket is not known", model.name)),
        (None, Some(socket)) => said.push(format!("An earpiece with {socket}")),
        (None, None) => {}
    }
    if let Some(source) = &parts.source {
        let jacks: Vec<&str> = source.candidates.iter().flatten().map(|j| parts::jack_short(j.id)).collect();
        said.push(if source.is_device() {
            format!("{}: {}", source.name, jacks.join(", "))
        } else {
            jacks.join(" or ")
        });
    }
    said.join(". ")
}
