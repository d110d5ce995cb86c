//! What stands between a plug and a jack: the search for the cheapest safe path, and the
//! judgement of parts that somebody already has.
//!
//! Wires decide, not sizes: a path is safe only if the table of plugs and jacks allows the
//! cable's own plug in that jack, so that no path ever joins two driven outputs.

use super::parts::{Goes, Part, Way, knowledge};
use super::report::Buy;

/// Longest path that is looked at.
const LONGEST: usize = 3;

fn way(plug: &str, jack: &str) -> Option<Way> {
    knowledge().plug_jack.get(&(plug.to_owned(), jack.to_owned())).map(|p| p.verdict)
}

/// Whether a plug goes straight into a part.
fn enters(plug: &str, part: &Part) -> bool {
    part.from.iter().any(|from| from == plug)
        || part.jacks.iter().any(|jack| way(plug, jack) == Some(Way::Direct) && plug != "3.5-bal")
        || (plug == "modular" && part.from.iter().any(|from| modular_tip(from)))
}

/// Tips that exchangeable plugs come with.
fn modular_tip(plug: &str) -> bool {
    matches!(plug, "2.5-bal" | "3.5-trs" | "4.4-bal")
}

/// Whether a part goes straight into a jack.
fn reaches(part: &Part, jack: &str) -> bool {
    match &part.to {
        Goes::Plug(plug) => way(plug, jack) == Some(Way::Direct) || (plug == "usb-a" && jack == "usb-a-host"),
        Goes::Jacks(jacks) => jacks.iter().any(|j| j == jack),
    }
}

/// Whether what arrives at the end is what the jack expects: passive parts must leave a pair
/// of plug and jack that an adapter can join, active ones make a new signal.
fn carries(plug: &str, jack: &str, path: &[&Part]) -> bool {
    let active = path.iter().any(|p| p.active);
    match way(plug, jack) {
        Some(Way::Direct | Way::Adapter) => true,
        Some(Way::Active) => active,
        Some(Way::Unsafe | Way::No) | None => false,
    }
}

/// The cheapest safe path from a plug to a jack; `None` proves that there is none of up to
/// three parts.
pub(super) fn cheapest(plug: &str, jack: &str) -> Option<Vec<&'static Part>> {
    let known = knowledge();
    let usable = |p: &&Part| !matches!(p.kind.as_str(), "unsafe-adapter" | "attenuator" | "splitter" | "passive-usb-c");
    let mut paths: Vec<Vec<&'static Part>> =
        known.parts.iter().filter(usable).filter(|p| enters(plug, p)).map(|p| vec![p]).collect();
    let mut best: Option<(f64, Vec<&'static Part>)> = None;
    for _ in 0..LONGEST {
        let mut longer = Vec::new();
        for path in paths {
            let Some(last) = path.last() else { continue };
            let price: f64 = path.iter().map(|p| p.price_usd.unwrap_or(1000.0)).sum();
            if reaches(last, jack) && carries(plug, jack, &path) && best.as_ref().is_none_or(|(p, _)| price < *p) {
                best = Some((price, path.clone()));
            }
            if let Goes::Plug(end) = &last.to {
                let next =
                    known.parts.iter().filter(usable).filter(|p| enters(end, p) && !path.iter().any(|q| q.id == p.id));
                longer.extend(next.map(|p| [path.clone(), vec![p]].concat()));
            }
        }
        paths = longer;
    }
    best.map(|(_, path)| path)
}

/// A part as something to buy.
pub(super) fn buy(part: &Part, plug: &str, jack: &str) -> Buy {
    let known = knowledge();
    let electronics = if part.active { ", with electronics of its own" } else { ", passive" };
    Buy {
        item: part.name.clone(),
        why: format!("from the {} plug to the {}{electronics}", known.plug_short(plug), known.jack_short(jack)),
        price_usd: part.price_usd,
    }
}

/// What is said of parts that somebody has, between a plug and a jack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// They connect the two.
    Connects,
    /// They join the cable's single return to two driven outputs.
    Unsafe,
    /// The parts do not go into one another, or not into the jack.
    DoesNotReach,
    /// They reach, but carry the wrong kind of signal.
    WrongSignal,
}

/// Judges given parts in their order.
pub(super) fn judge(plug: &str, jack: &str, parts: &[Part]) -> Given {
    // A dongle starts a new chain behind itself: what matters then is its own jack.
    let mut start = plug.to_owned();
    let mut end = plug.to_owned();
    let mut fed = false;
    for (i, part) in parts.iter().enumerate() {
        if part.jacks.is_empty() {
            let inside = part.from.contains(&end) || enters(&end, part);
            if !inside {
                return if single_into_balanced(&start, part) { Given::Unsafe } else { Given::DoesNotReach };
            }
        } else {
            match part.jacks.iter().filter_map(|j| way(&start, j).map(|w| (w, j))).min_by_key(|(w, _)| order(*w)) {
                Some((Way::Direct, _)) => {}
                Some((Way::Adapter, j)) if i > 0 && way(&end, j) == Some(Way::Direct) => {}
                Some((Way::Unsafe, _)) => return Given::Unsafe,
                _ => return Given::DoesNotReach,
            }
            fed = true;
        }
        match &part.to {
            Goes::Plug(next) => end.clone_from(next),
            Goes::Jacks(jacks) if i + 1 == parts.len() => {
                let reaches = jacks.iter().any(|j| j == jack);
                return if reaches { Given::Connects } else { Given::DoesNotReach };
            }
            Goes::Jacks(_) => return Given::DoesNotReach,
        }
        if fed {
            start.clone_from(&end);
        }
    }
    let arrives = way(&end, jack) == Some(Way::Direct) || (end == "usb-a" && jack == "usb-a-host");
    match way(&start, jack) {
        Some(Way::Unsafe) => Given::Unsafe,
        Some(Way::No | Way::Active) => Given::WrongSignal,
        _ if arrives => Given::Connects,
        _ => Given::DoesNotReach,
    }
}

fn order(way: Way) -> u8 {
    match way {
        Way::Direct => 0,
        Way::Adapter => 1,
        Way::Active => 2,
        Way::No => 3,
        Way::Unsafe => 4,
    }
}

/// Whether a part would put a shared return into a balanced output.
fn single_into_balanced(plug: &str, part: &Part) -> bool {
    let known = knowledge();
    let joined = known.plug(plug).is_some_and(|p| p.wires.iter().any(|w| w == "GND") && p.wires.len() < 5);
    let balanced = part.from.iter().filter_map(|f| known.jack(f)).any(|j| j.driven.len() > 2);
    joined && balanced
}
