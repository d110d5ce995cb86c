//! What a single part fits: models for a connector, jacks for a plug.

use super::Verdict;
use super::chain::{Earpiece, Request};
use super::joints::{joint_cable_socket, joint_plug_jack};
use super::parts::{jack_ids, knowledge};
use super::report::{Counts, Fits, FittingModel, JackNote, Jacks};
use super::resolve::Candidates;

/// Models when no earpiece was given, jacks when no source was; `None` when both were.
pub(super) fn fits(
    cable: Option<&Candidates>,
    plug: Option<&Candidates>,
    request: &Request,
    models: &[Earpiece],
) -> Option<Fits> {
    let connector = cable.filter(|c| request.iem.is_none() && c.ids.len() == 1).map(|c| c.ids[0].as_str());
    let plug = plug.filter(|p| request.source.is_none() && p.ids.len() == 1).map(|p| p.ids[0].as_str());
    if connector.is_none() && plug.is_none() {
        return None;
    }
    let (models, counts) = connector.map(|c| fitting(c, models)).unwrap_or_default();
    let jacks = plug.map(jacks_of).unwrap_or_default();
    Some(Fits { models, counts, jacks })
}

fn fitting(connector: &str, models: &[Earpiece]) -> (Vec<FittingModel>, Counts) {
    let mut counts = Counts::default();
    let mut fitting = Vec::new();
    for model in models {
        let verdict = model.socket.as_deref().map_or(Verdict::Unknown, |s| joint_cable_socket(connector, s).verdict);
        *match verdict {
            Verdict::Ok => &mut counts.ok,
            Verdict::Caution => &mut counts.caution,
            Verdict::Adapter => &mut counts.adapter,
            Verdict::No | Verdict::Unsafe => &mut counts.no,
            Verdict::Unknown => &mut counts.unknown,
        } += 1;
        if verdict <= Verdict::Caution {
            fitting.push(FittingModel { id: model.id.clone(), name: model.name.clone(), verdict });
        }
    }
    fitting.sort_by(|a, b| a.verdict.cmp(&b.verdict).then_with(|| a.id.cmp(&b.id)));
    (fitting, counts)
}

fn jacks_of(plug: &str) -> Jacks {
    let known = knowledge();
    let mut jacks = Jacks::default();
    for id in jack_ids() {
        let joint = joint_plug_jack(plug, id);
        let because = match (joint.verdict, joint.fix) {
            (Verdict::Adapter, Some(fix)) => fix,
            _ => joint.because,
        };
        let note = JackNote { id: (*id).to_owned(), name: known.jack_short(id), because };
        match joint.verdict {
            Verdict::Ok | Verdict::Caution => jacks.direct.push(note),
            Verdict::Adapter => jacks.adapter.push(note),
            Verdict::No | Verdict::Unsafe => jacks.never.push(note),
            Verdict::Unknown => {}
        }
    }
    jacks
}
