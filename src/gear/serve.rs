//! What of a person's gear goes with a part that was asked about.

use super::{Gear, cable};
use crate::fit::{self, CheckReport, Models, Owned, Request, Verdict};

/// Owned models for a cable, owned devices for a plug, owned cables and devices for an earphone.
pub fn owned(gear: &Gear, request: &Request, models: Models<'_>) -> Vec<Owned> {
    let mut all = Vec::new();
    let alone = request.iem.is_none() && request.source.is_none();
    if request.cable.is_some() && request.iem.is_none() {
        for model in &gear.models {
            let ask = Request { cable: request.cable.clone(), iem: Some(model.model.clone()), ..Request::default() };
            all.extend(judged("model", &model.model, &ask, models, ""));
        }
    }
    if request.plug.is_some() && request.source.is_none() {
        for device in &gear.devices {
            let ask = Request { source: Some(device.clone()), ..with_plug(request) };
            all.extend(judged("device", device, &ask, models, ""));
        }
    }
    if request.iem.is_some() && request.cable.is_none() && request.plug.is_none() && request.source.is_none() {
        for own in &gear.cables {
            let (cable, _) = parts(own);
            let ask = Request { cable: Some(cable), iem: request.iem.clone(), ..Request::default() };
            all.extend(judged("cable", own, &ask, models, ""));
        }
        for device in &gear.devices {
            all.extend(best_way(gear, request, device, models));
        }
    }
    if request.source.is_some() && request.cable.is_none() && request.plug.is_none() && request.iem.is_none() {
        for own in &gear.cables {
            let (_, Some(plug)) = parts(own) else { continue };
            let ask = Request { plug: Some(plug), source: request.source.clone(), ..Request::default() };
            all.extend(judged("cable", own, &ask, models, ""));
        }
    }
    if !alone {
        return all;
    }
    all.sort_by_key(|own| own.verdict);
    all
}

fn with_plug(request: &Request) -> Request {
    Request { plug: request.plug.clone(), adapters: request.adapters.clone(), ..Request::default() }
}

/// Connector and plug as they are written.
fn parts(own: &str) -> (String, Option<String>) {
    match own.split_once(':') {
        Some((connector, plug)) => (connector.to_owned(), Some(plug.to_owned())),
        None => (own.to_owned(), None),
    }
}

fn judged(kind: &'static str, name: &str, ask: &Request, models: Models<'_>, with: &str) -> Option<Owned> {
    let report = fit::check(ask, models).ok()?;
    Some(Owned { kind, name: name.to_owned(), verdict: report.verdict, because: format!("{with}{}", reason(&report)) })
}

/// The reason of the worst joint, shortened to what to do where there is something to do.
fn reason(report: &CheckReport) -> String {
    let worst = report.joints.iter().max_by_key(|j| j.verdict);
    let said = worst.map(|joint| match (&joint.fix, joint.verdict) {
        (Some(fix), Verdict::Adapter) => fix.clone(),
        _ => joint.because.clone(),
    });
    said.unwrap_or_default()
}

/// An earphone on a device: through the cable in its box, or an own one that fits better.
fn best_way(gear: &Gear, request: &Request, device: &str, models: Models<'_>) -> Option<Owned> {
    let stock = Request { iem: request.iem.clone(), source: Some(device.to_owned()), ..Request::default() };
    let mut ways: Vec<Owned> = judged("device", device, &stock, models, "with its own cable: ").into_iter().collect();
    for own in &gear.cables {
        if let (connector, Some(plug)) = parts(own)
            && cable(own).is_ok()
        {
            let ask = Request { cable: Some(connector), plug: Some(plug), ..stock.clone() };
            ways.extend(judged("device", device, &ask, models, &format!("with your {own} cable: ")));
        }
    }
    ways.into_iter().min_by_key(|way| way.verdict)
}
