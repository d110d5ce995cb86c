//! A part that somebody has, by name: `--adapter`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::lookup::{CONNECTORS, DEVICE_INDEX, PLUGS};
use crate::fit::tables::{self, Converter, Device, Goes, Kind, PARTS, Part, Way, Wires, way};
use crate::names::{Found, Index, Sureness};

/// Something given with `--adapter`.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    /// Between plug and jack.
    Part(Box<Part>),
    /// Between cable and earpiece.
    Converter(Converter),
}

static NAMES: LazyLock<Index<&'static str>> = LazyLock::new(|| Index::prepared(tables::PART_NAMES.iter()));

fn one(found: Option<Found<&'static str>>) -> Option<&'static str> {
    found.filter(|f| f.ids.len() == 1).map(|f| f.ids[0])
}

fn part(id: &str) -> Option<Given> {
    tables::part(id).map(|part| Given::Part(Box::new(part.clone())))
}

/// A given adapter: a part or device by name, or one described as "X female to Y male".
pub(crate) fn adapter(text: &str) -> Result<Given, String> {
    let surely = |found: Option<Found<&'static str>>| found.filter(|f| f.sureness == Sureness::Exact);
    let named = NAMES.find(text);
    let device = DEVICE_INDEX.find(text);
    surely(named.clone())
        .and_then(|found| part(one(Some(found))?))
        .or_else(|| from_device(one(surely(device.clone()))?))
        .or_else(|| described(text))
        .or_else(|| from_device(one(device.filter(|f| f.sureness < Sureness::Around))?))
        .or_else(|| part(one(named)?))
        .ok_or_else(|| {
            let near = NAMES.nearest(text);
            let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
            format!("there is no adapter \"{text}\"{near}; describe it as in \"4.4 female to 3.5 male\"")
        })
}

/// A playback device that is itself plugged into something: a dongle or a receiver.
fn from_device(id: &str) -> Option<Given> {
    let device: &'static Device = tables::device(id).filter(|d| !d.host.is_empty())?;
    let hosts = device.host.iter().flat_map(|host| match *host {
        "usb-c" => &["usb-c-host"][..],
        "lightning" => &["lightning-host"][..],
        // What has sound over the air plays with anything.
        _ => &["none", "usb-c-host", "lightning-host"][..],
    });
    let to = match *device.host {
        ["usb-c"] => Goes::Plug("usb-c"),
        ["lightning"] => Goes::Plug("lightning"),
        _ => Goes::Jacks(hosts.copied().collect()),
    };
    Some(Given::Part(Box::new(Part {
        id: Cow::Borrowed(device.id),
        name: Cow::Borrowed(device.name),
        from: Cow::Borrowed(&[]),
        to,
        wires: Wires::None,
        active: true,
        kind: if device.host.contains(&"bluetooth") { Kind::Bluetooth } else { Kind::Dongle },
        price_usd: None,
        costs: None,
        jacks: device.jacks.iter().map(|jack| jack.id).collect(),
        device: Some(device.id),
    })))
}

/// "3.5 female to 4.4 male", "0.78 female to mmcx male".
fn described(text: &str) -> Option<Given> {
    let (from, to) = halves(text)?;
    let sure = |found: Option<Found<&'static str>>| one(found.filter(|f| f.ignored.is_empty()));
    if let (Some(a), Some(b)) = (sure(PLUGS.find(&from)), sure(PLUGS.find(&to))) {
        return Some(Given::Part(Box::new(between_plugs(a, b))));
    }
    let (a, b) = (sure(CONNECTORS.find(&from))?, sure(CONNECTORS.find(&to))?);
    Some(Given::Converter(Converter {
        name: format!("converter {} to {}", tables::connector_name(a), tables::connector_name(b)).into(),
        cables: vec![a].into(),
        sockets: vec![b].into(),
        price_usd: None,
    }))
}

/// "3.5 female to 4.4 male", "3.5f-to-4.4m", "3.5 to 4.4": socket first, plug second.
fn halves(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase().replace("-to-", " to ");
    let (from, to) = lower.split_once(" to ")?;
    let bare = |half: &str, letter: char, word: &str| {
        let half = half
            .replace(word, " ")
            .replace("adapter", " ")
            .replace("plug", " ")
            .replace("socket", " ")
            .replace("jack", " ");
        let half = half.trim();
        let end = half.strip_suffix(letter).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        end.unwrap_or(half).trim().to_owned()
    };
    let (from, to) = (bare(from, 'f', "female"), bare(to, 'm', "male"));
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

/// A part that takes one plug and ends in another: a listed one, or as described.
///
/// Of several listed ones it is the one that costs most in use, since it could be that one.
fn between_plugs(from: &'static str, to: &'static str) -> Part {
    let ends = |p: &&Part| matches!(&p.to, Goes::Plug(plug) if *plug == to);
    let takes = |p: &&Part| {
        let adapter = matches!(p.kind, Kind::Adapter | Kind::UnsafeAdapter) && p.from.contains(&from);
        let dongle = p.kind == Kind::Dongle && p.jacks.iter().any(|jack| way(from, jack) == Some(Way::Direct));
        adapter || dongle
    };
    let listed = PARTS.iter().filter(ends).filter(takes).max_by_key(|p| p.costs.is_some());
    listed.cloned().unwrap_or_else(|| Part {
        id: format!("{from}-to-{to}").into(),
        name: format!("adapter {} socket to {} plug", tables::plug_short(from), tables::plug_short(to)).into(),
        from: vec![from].into(),
        to: Goes::Plug(to),
        wires: as_described(from, to),
        active: false,
        kind: Kind::Adapter,
        price_usd: None,
        costs: None,
        jacks: Cow::Borrowed(&[]),
        device: None,
    })
}

/// How a part that no table lists must join its wires, by what its two ends carry.
fn as_described(from: &str, to: &str) -> Wires {
    let carries = |id: &str, contact: &str| tables::plug(id).is_some_and(|p| p.wires.contains(&contact));
    match (carries(from, "L+"), carries(to, "L+")) {
        (true, true) => Wires::Keep4,
        (true, false) if carries(to, "L") => Wires::JoinReturns,
        (false, true) if carries(from, "L") => Wires::SeToBalanced,
        (false, false) if carries(from, "L") && carries(to, "L") => Wires::Se3,
        (false, false) if !carries(from, "L") && !carries(to, "L") => Wires::Digital,
        _ => Wires::None,
    }
}
