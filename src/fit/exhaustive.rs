//! Laws over all pairs of plug and jack and all chains of up to three parts.

use super::joints::{joint_plug_jack, verdict_plug_jack};
use super::path::{self, Given, judge};
use super::tables::{self, Goes, Kind, PARTS, Part, Way, way};
use super::wires::{Arrives, Harness};
use super::{Verdict, jack_ids, plug_ids};

/// Every chain of up to `longest` parts whose plugs at least have the same name or go into a jack
/// of the next part; `visit` gets each once.
fn chains(plug: &str, longest: usize, visit: &mut impl FnMut(&[&'static Part])) {
    fn extend(end: &str, longest: usize, path: &mut Vec<&'static Part>, visit: &mut impl FnMut(&[&'static Part])) {
        for part in PARTS {
            let tip = end == "modular" && part.from.iter().any(|f| ["2.5-bal", "3.5-trs", "4.4-bal"].contains(f));
            let enters = part.from.contains(&end)
                || tip
                || part.jacks.iter().any(|jack| way(end, jack) == Some(Way::Direct) && end != "3.5-bal");
            if !enters || path.iter().any(|used| used.id == part.id) {
                continue;
            }
            path.push(part);
            visit(path);
            if let Goes::Plug(next) = &part.to
                && path.len() < longest
            {
                extend(next, longest, path, visit);
            }
            path.pop();
        }
    }
    extend(plug, longest, &mut Vec::new(), visit);
}

/// Whether analogue wires, followed by hand through passive parts, join two driven contacts.
fn joins_outputs(plug: &str, path: &[&Part], jack: &str) -> bool {
    let Some(mut harness) = Harness::of_plug(plug).filter(|_| plug != "modular") else { return false };
    for part in path {
        if part.active {
            return false;
        }
        match harness.through(part.wires) {
            Some(next) => harness = next,
            None => return false,
        }
    }
    let balanced = tables::jack(jack).is_some_and(|j| j.driven.len() > 2);
    balanced && harness.arrives(jack) == Arrives::JoinsOutputs
}

/// No chain of given parts is accepted that joins two outputs: brute force over everything.
#[test]
fn no_accepted_chain_joins_two_outputs() {
    let mut judged = 0;
    for plug in plug_ids() {
        for jack in jack_ids() {
            chains(plug, 3, &mut |path| {
                judged += 1;
                let given: Vec<Part> = path.iter().map(|p| (*p).clone()).collect();
                let verdict = judge(plug, jack, &given);
                if joins_outputs(plug, path, jack) {
                    assert_ne!(verdict, Given::Connects, "{plug} {path:?} {jack}");
                }
                if verdict == Given::Connects && path.iter().all(|p| !p.active) {
                    let allowed =
                        matches!(verdict_plug_jack(plug, jack), Verdict::Ok | Verdict::Caution | Verdict::Adapter);
                    assert!(allowed, "{plug} {path:?} {jack}: accepted against the table");
                }
            });
        }
    }
    assert!(judged > 10_000, "{judged}");
}

/// The path that is advised is the cheapest of all chains that are accepted; where there is none,
/// no chain of up to three parts is.
#[test]
fn the_advised_path_is_the_cheapest() {
    for plug in plug_ids() {
        for jack in jack_ids() {
            let mut best: Option<(usize, f64)> = None;
            chains(plug, 3, &mut |path| {
                let advisable = |p: &&Part| matches!(p.kind, Kind::Adapter | Kind::Dongle | Kind::Bluetooth);
                let given: Vec<Part> = path.iter().map(|p| (*p).clone()).collect();
                let safe = !matches!(way(plug, jack), Some(Way::Unsafe | Way::No));
                if path.iter().all(advisable) && safe && judge(plug, jack, &given) == Given::Connects {
                    let cost = path::cost(path);
                    if best.is_none_or(|b| cost < b) {
                        best = Some(cost);
                    }
                }
            });
            let found = path::cheapest(plug, jack).map(|path| path::cost(&path));
            assert_eq!(found, best, "{plug} to {jack}");
        }
    }
}

/// Verdict and advice agree: an adapter verdict names parts, and an unsafe or impossible pair has no path.
#[test]
fn verdicts_and_paths_agree() {
    for plug in plug_ids() {
        for jack in jack_ids() {
            let joint = joint_plug_jack(plug, jack);
            let path = path::cheapest(plug, jack);
            match joint.verdict {
                Verdict::Adapter => assert!(path.is_some_and(|p| !p.is_empty()), "{plug} {jack}: no path"),
                Verdict::No | Verdict::Unsafe => assert!(path.is_none(), "{plug} {jack}: {path:?}"),
                _ => {}
            }
            let listed = tables::plug_jack(plug, jack).map(|p| p.verdict);
            if listed == Some(Way::Adapter) {
                let passive = path::cheapest(plug, jack).is_some_and(|p| p.iter().all(|part| !part.active));
                assert!(passive, "{plug} {jack}: the table says passive");
            }
        }
    }
}

/// Ids that one table takes from another exist there.
#[test]
fn tables_point_to_what_exists() {
    let plug = |id: &str| plug_ids().contains(&id) || id == "usb-a";
    for part in PARTS {
        assert!(part.from.iter().all(|id| plug(id)), "{}", part.id);
        assert!(part.jacks.iter().all(|id| jack_ids().contains(id)), "{}", part.id);
        match &part.to {
            Goes::Plug(id) => assert!(plug(id), "{}", part.id),
            Goes::Same => {}
            Goes::Jacks(ids) => assert!(ids.iter().all(|id| jack_ids().contains(id)), "{}", part.id),
        }
        assert!(part.price_usd.is_some(), "{} has no price", part.id);
        assert!(part.device.is_none_or(|id| tables::device(id).is_some()), "{}", part.id);
    }
    let connector = |id: &&str| tables::connector_id(id).is_some();
    for converter in tables::CONVERTERS {
        assert!(converter.cables.iter().chain(&*converter.sockets).all(connector), "{}", converter.name);
    }
    for line in tables::CABLES {
        assert!(
            line.connectors.iter().all(connector) && line.prices_usd.iter().all(|(id, _)| plug(id)),
            "{}",
            line.name
        );
    }
    for device in tables::DEVICES {
        assert!(device.jacks.iter().all(|jack| jack_ids().contains(&jack.id)), "{}", device.id);
    }
    for (name, _, socket) in tables::HINT_NAMES.iter() {
        assert!(connector(&socket), "{name}");
    }
    for loose in tables::LOOSE {
        assert!(loose.connectors.iter().all(connector) && loose.plugs.iter().all(|id| plug(id)), "{}", loose.term);
    }
}
