//! What a single part fits: models for a connector, jacks for a plug, cables for a socket,
//! plugs for a source.

use super::answer::{Cables, Counts, Fits, FittingModel, JackNote, Jacks};
use super::asked::{Parts, Request, stock_plug};
use super::joints::{Joint, joint_cable_socket, joint_plug_jack, verdict_cable_socket};
use super::names::Candidates;
use super::tables::{self, JackOfSource, connector_ids, jack_ids, plug_ids};
use super::{Shelf, Verdict};

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
    let listed = |id: &&&str| tables::jack(id).is_none_or(|jack| !jack.unlisted);
    sorted(jack_ids().iter().filter(listed).filter_map(|id| {
        let joint = plugs.iter().map(|plug| joint_plug_jack(plug, id)).min_by_key(|j| (j.verdict, j.buy.len()))?;
        Some((joint.verdict, note(id, tables::jack_short(id), joint)))
    }))
}

/// Plugs into the best jack of a source.
fn plugs_of(jacks: &[JackOfSource]) -> Jacks {
    sorted(plug_ids().iter().filter_map(|id| {
        let joint = jacks.iter().map(|jack| joint_plug_jack(id, jack.id)).min_by_key(|j| (j.verdict, j.buy.len()))?;
        Some((joint.verdict, note(id, tables::plug_short(id), joint)))
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
        list.push(note(id, &tables::connector_short(id), joint));
    }
    cables
}

/// What the asked parts are, in a line.
pub(super) fn title(parts: &Parts) -> String {
    let one = |c: &Candidates| c.ids.len() == 1;
    let cable = parts.cable.as_ref().filter(|c| one(c)).map(|c| tables::connector_name(c.ids[0]));
    let plug = parts.plug.as_ref().filter(|c| one(c) && !parts.stock_plug).map(|c| tables::plug_short(c.ids[0]));
    let socket = parts.socket.as_ref().filter(|c| one(c)).map(|c| tables::connector_name(c.ids[0]));
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
        let jacks: Vec<&str> = source.candidates.iter().flatten().map(|j| tables::jack_short(j.id)).collect();
        said.push(if source.is_device() {
            format!("{}: {}", source.name, jacks.join(", "))
        } else {
            jacks.join(" or ")
        });
    }
    said.join(". ")
}
