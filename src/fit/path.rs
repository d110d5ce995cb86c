//! What stands between a plug and a jack: the search for the cheapest safe path, and the
//! judgement of parts that somebody already has.
//!
//! Wires decide, not sizes: a path counts only if every wire arrives where it belongs, so that
//! none ever joins two driven outputs.

use std::rc::Rc;
use std::sync::LazyLock;

use super::answer::Buy;
use super::tables::{self, Goes, Kind, PARTS, Part, Way, price, way};
use super::wires::{Arrives, Harness};

/// Longest path that is looked at.
const LONGEST: usize = 3;

/// Whether a plug goes straight into a part.
fn enters(plug: &str, part: &Part) -> bool {
    if part.kind == Kind::Resistor && part.from.is_empty() {
        return Harness::of_plug(plug).is_some();
    }
    part.from.contains(&plug)
        || part.jacks.iter().any(|jack| way(plug, jack) == Some(Way::Direct) && plug != "3.5-bal")
        || (plug == "modular" && part.from.iter().any(|from| modular_tip(from)))
}

/// Tips that exchangeable plugs come with.
fn modular_tip(plug: &str) -> bool {
    matches!(plug, "2.5-bal" | "3.5-trs" | "4.4-bal")
}

/// Whether a plug goes straight into a jack.
fn goes_in(plug: &str, jack: &str) -> bool {
    way(plug, jack) == Some(Way::Direct) || (plug == "usb-a" && jack == "usb-a-host")
}

/// Whether a part goes straight into a jack.
fn reaches(part: &Part, jack: &str) -> bool {
    match &part.to {
        Goes::Plug(plug) => goes_in(plug, jack),
        Goes::Jacks(jacks) => jacks.contains(&jack),
        Goes::Same => false,
    }
}

/// Whether a plug and a jack have one size, so that the one can be pushed into the other, whatever
/// that does: the jack is as wide as the plugs that belong into it.
fn same_size(plug: &str, jack: &str) -> bool {
    let Some(size) = tables::plug(plug).and_then(|p| p.diameter_mm) else { return goes_in(plug, jack) };
    let belongs = |other: &&&str| way(other, jack) == Some(Way::Direct);
    tables::plug_ids().iter().filter(belongs).any(|other| tables::plug(other).and_then(|p| p.diameter_mm) == Some(size))
}

/// Whether the last of the given parts (or the cable itself) goes into a jack, right or wrong.
pub(super) fn reaches_jack(plug: &str, between: &[Part], jack: &str) -> bool {
    let mut end = plug;
    for part in between {
        match &part.to {
            Goes::Plug(next) => end = next,
            Goes::Jacks(jacks) => return jacks.contains(&jack),
            Goes::Same => {}
        }
    }
    goes_in(end, jack) || same_size(end, jack)
}

/// The signal on its way from the earphone: analogue wires, or data.
#[derive(Clone, Copy)]
enum Signal {
    Wires(Harness),
    Data,
}

impl Signal {
    fn of(plug: &str) -> Self {
        Harness::of_plug(plug).map_or(Self::Data, Self::Wires)
    }

    /// Behind a part that a plug went into; `None` if nothing usable comes out.
    fn through(&self, plug: &str, part: &Part) -> Option<Self> {
        match self {
            _ if part.kind == Kind::Resistor => Some(*self),
            Self::Data => part.jacks.is_empty().then_some(Self::Data),
            // A part with electronics of its own takes the wires and gives data.
            Self::Wires(harness) if !part.jacks.is_empty() => {
                let whole = |jack: &&'static str| goes_in(plug, jack) && harness.arrives(jack) == Arrives::Whole;
                (plug == "modular" || part.jacks.iter().any(whole)).then_some(Self::Data)
            }
            Self::Wires(harness) => {
                // An exchangeable tip makes the cable's plug that of the part's socket.
                let tip = part.from.iter().copied().find(|from| plug == "modular" && modular_tip(from));
                let harness = tip.and_then(Harness::of_plug).unwrap_or(*harness);
                harness.through(part.wires).map(Self::Wires)
            }
        }
    }
}

/// Whether what comes out of a path is what the jack expects.
fn carries(plug: &str, jack: &str, signal: &Signal) -> bool {
    match (way(plug, jack), signal) {
        (Some(Way::Unsafe | Way::No) | None, _) => false,
        (_, Signal::Data) => true,
        (_, Signal::Wires(harness)) => harness.arrives(jack) == Arrives::Whole,
    }
}

/// Parts that may be advised: the others change the sound or can do harm.
static ADVISABLE: LazyLock<Vec<&'static Part>> = LazyLock::new(|| {
    let harmless = |part: &&Part| matches!(part.kind, Kind::Adapter | Kind::Dongle | Kind::Bluetooth);
    PARTS.iter().filter(harmless).collect()
});

/// What a path costs: first how many of its parts cost something in use (a lever on a small
/// jack), then the price in USD; a part without a price costs more than any with one.
pub(super) fn cost(path: &[&Part]) -> (usize, f64) {
    let in_use = path.iter().filter(|p| p.costs.is_some()).count();
    (in_use, path.iter().map(|p| price(p.price_usd).min(10_000.0)).sum())
}

struct Search {
    plug: &'static str,
    jack: &'static str,
    /// Parts that may be advised and go into the jack: only they can be a path's last.
    finals: Rc<[&'static Part]>,
    /// Parts that a path has now.
    longest: usize,
    path: Vec<&'static Part>,
    best: Option<((usize, f64), Vec<&'static Part>)>,
}

impl Search {
    /// Tries every part that the plug `end` goes into. Parts are sorted by what they cost: once one is
    /// too dear, all that follow are.
    fn extend(&mut self, end: &str, signal: &Signal) {
        let last = self.path.len() + 1 == self.longest;
        let finals = Rc::clone(&self.finals);
        let parts: &[&'static Part] = if last { &finals } else { &ADVISABLE };
        for part in parts.iter().copied() {
            self.path.push(part);
            let cost = cost(&self.path);
            let better = self.best.as_ref().is_none_or(|(best, path)| (cost, self.path.len()) < (*best, path.len()));
            if better && enters(end, part) && !self.used(part) {
                self.take(end, part, cost, signal);
            }
            self.path.pop();
            if !better {
                break;
            }
        }
    }

    /// Whether a part stands in the path before its last place.
    fn used(&self, part: &Part) -> bool {
        self.path.iter().rev().skip(1).any(|used| used.id == part.id)
    }

    /// Goes through the last part of the path, which `end` was put into: to the jack if the path is
    /// as long as it may be now, else on.
    fn take(&mut self, end: &str, part: &'static Part, cost: (usize, f64), signal: &Signal) {
        let last = self.path.len() == self.longest;
        let Some(out) = signal.through(end, part) else { return };
        if last && carries(self.plug, self.jack, &out) {
            self.best = Some((cost, self.path.clone()));
        } else if let Goes::Plug(next) = &part.to
            && !last
        {
            self.extend(next, &out);
        }
    }
}

/// The cheapest safe path from a plug to a jack; `None` proves that there is none of up to
/// three parts.
pub(super) fn cheapest(plug: &str, jack: &str) -> Option<Vec<&'static Part>> {
    let (plug, jack) = (tables::plug(plug)?.id, tables::jack(jack)?.id);
    if matches!(way(plug, jack), Some(Way::Unsafe | Way::No) | None) {
        return None;
    }
    let finals: Vec<&'static Part> = ADVISABLE.iter().copied().filter(|part| reaches(part, jack)).collect();
    if finals.is_empty() {
        return None;
    }
    let mut search = Search { plug, jack, finals: finals.into(), longest: 0, path: Vec::new(), best: None };
    let signal = Signal::of(plug);
    // Short paths first: they are mostly the cheapest, and their price spares most of the longer ones.
    for longest in 1..=LONGEST {
        search.longest = longest;
        search.extend(plug, &signal);
    }
    search.best.map(|(_, path)| path)
}

/// A part as something to buy.
pub(super) fn buy(part: &Part, plug: &str, jack: &str) -> Buy {
    let electronics = if part.active { ", with electronics of its own" } else { ", passive" };
    Buy {
        item: part.name.to_string(),
        why: format!("from the {} plug to the {}{electronics}", tables::plug_short(plug), tables::jack_short(jack)),
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
pub(super) fn judge(plug: &'static str, jack: &str, between: &[Part]) -> Given {
    let mut end = plug;
    let mut signal = Signal::of(plug);
    let mut fed = false;
    for (i, part) in between.iter().enumerate() {
        let next = if part.jacks.is_empty() { through(end, &signal, part) } else { into_jacks(end, &signal, part) };
        match next {
            Ok(next) => signal = next,
            // A fault that the whole chain would have anyway counts more than parts that do not match.
            Err(Given::DoesNotReach) if !fed && way(plug, jack) == Some(Way::Unsafe) => return Given::Unsafe,
            Err(given) => return given,
        }
        fed |= !part.jacks.is_empty();
        match &part.to {
            Goes::Plug(next) => end = next,
            Goes::Jacks(jacks) if i + 1 == between.len() && jacks.contains(&jack) => return Given::Connects,
            Goes::Jacks(_) => return Given::DoesNotReach,
            Goes::Same => {}
        }
    }
    arrival(plug, end, jack, &signal, fed)
}

fn through(end: &str, signal: &Signal, part: &Part) -> Result<Signal, Given> {
    if enters(end, part) {
        return signal.through(end, part).ok_or(Given::DoesNotReach);
    }
    let joined = |from: &&'static str| way(end, from) == Some(Way::Unsafe);
    Err(if part.from.iter().any(joined) { Given::Unsafe } else { Given::DoesNotReach })
}

/// Into the best jack of a dongle.
fn into_jacks(end: &str, signal: &Signal, part: &Part) -> Result<Signal, Given> {
    let judge = |jack: &&'static str| match (way(end, jack), signal) {
        (Some(Way::Direct), Signal::Wires(h)) if end == "modular" || h.arrives(jack) == Arrives::Whole => 0,
        (Some(Way::Unsafe), _) => 2,
        (Some(Way::Direct), Signal::Wires(h)) if h.arrives(jack) == Arrives::JoinsOutputs => 2,
        _ => 1,
    };
    match part.jacks.iter().map(judge).min() {
        Some(0) => Ok(Signal::Data),
        Some(2) => Err(Given::Unsafe),
        _ => Err(Given::DoesNotReach),
    }
}

/// The last plug into the jack.
fn arrival(plug: &str, end: &str, jack: &str, signal: &Signal, fed: bool) -> Given {
    if way(end, jack) == Some(Way::Unsafe) || (!fed && way(plug, jack) == Some(Way::Unsafe)) {
        return Given::Unsafe;
    }
    let wrong = |way: Option<Way>| matches!(way, Some(Way::No | Way::Active));
    if wrong(way(end, jack)) || (!fed && wrong(way(plug, jack))) {
        return Given::WrongSignal;
    }
    match signal {
        _ if !goes_in(end, jack) => Given::DoesNotReach,
        Signal::Wires(harness) => match harness.arrives(jack) {
            Arrives::JoinsOutputs => Given::Unsafe,
            // A headset plug of either order plays in a plain jack; the table said so.
            Arrives::Whole => Given::Connects,
            Arrives::Incomplete => Given::WrongSignal,
        },
        Signal::Data => Given::Connects,
    }
}
