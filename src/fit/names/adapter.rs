//! A part that somebody has, by name: `--adapter`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::lookup::{CONNECTORS, DEVICE_INDEX, PLUGS};
use super::plug::take_analogue;
use super::senses::{Doubt, Left, is_of};
use crate::fit::tables::{self, Converter, Device, Goes, Kind, OHM_THOUSANDS, OHM_UNITS, PARTS, Part, Way, Wires, way};
use crate::names::{self, Found, Index, Sureness, makers};

/// What was given with `--adapter`.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    /// Between plug and jack.
    Part(Box<Part>),
    /// Between cable and earpiece.
    Converter(Converter),
}

/// Something given, with what its words left open.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub(crate) given: Given,
    pub(crate) ignored: Vec<String>,
    pub(crate) doubts: Vec<Doubt>,
}

static NAMES: LazyLock<Index<&'static str>> = LazyLock::new(|| Index::prepared(tables::PART_NAMES.iter()));
static RESISTANCES: LazyLock<Index<&'static str>> = LazyLock::new(|| Index::prepared(tables::RESISTANCE_NAMES.iter()));

/// Groups that say of an adapter what it is anyway, or that its ends account for.
const OF_COURSE: &[&str] = &["male", "female", "direction", "stereo", "output"];
const OF_DONGLES: &[&str] = &["dac", "active", "digital", "host", "amplifier"];

/// A given adapter: a resistance, a part or device by name, or one described as "X female to Y male".
pub(crate) fn adapter(text: &str) -> Result<Read, String> {
    // "3.5mm->4.4mm"
    let text = &text.replace("->", " to ").replace(['→', '>', '⇒'], " to ");
    if let Some(resistor) = resistor(text) {
        return Ok(resistor);
    }
    if let Some(passive) = passive_usb_c(text) {
        return Ok(passive);
    }
    let surely = |found: &Found<&'static str>| found.sureness == Sureness::Exact && found.ids.len() == 1;
    let one = |found: &Found<&'static str>| found.ids.len() == 1;
    let named = NAMES.find(text);
    let device = DEVICE_INDEX.find(text);
    named
        .clone()
        .filter(surely)
        .and_then(|f| of_part(&f))
        .or_else(|| device.clone().filter(surely).and_then(|f| of_device(&f)))
        .or_else(|| NAMES.exact(&makers::left_out(text)).filter(surely).and_then(|f| of_part(&f)))
        .or_else(|| {
            let port = named.clone().filter(|f| one(f) && names_port(text));
            port.and_then(|f| of_part(&f)).filter(|read| read.doubts.is_empty())
        })
        .or_else(|| described(text))
        .or_else(|| device.filter(|f| one(f) && f.sureness < Sureness::Typo).and_then(|f| of_device(&f)))
        .or_else(|| named.filter(one).and_then(|f| of_part(&f)))
        .ok_or_else(|| {
            let near = NAMES.nearest(text);
            let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
            format!("there is no adapter \"{text}\"{near}; describe it as in \"4.4 female to 3.5 male\"")
        })
}

/// Whether a digital port is named: "usb-c to 3.5 mm with DAC" is a dongle, not two plugs.
fn names_port(text: &str) -> bool {
    Left::of(&names::words(text)).has("host")
}

fn read(part: Part, mut left: Left) -> Read {
    left.take_all(OF_COURSE);
    if !part.jacks.is_empty() {
        left.take_all(OF_DONGLES);
    }
    let balanced = |id: &&'static str| {
        tables::plug(id).map(|p| p.wires).or(tables::jack(id).map(|j| j.driven)).is_some_and(|w| w.contains(&"L+"))
    };
    for (group, wanted) in [("balanced", true), ("single-ended", false)] {
        if part.from.iter().chain(part.jacks.iter()).any(|id| balanced(id) == wanted) {
            left.take(group);
        }
    }
    if !part.active && matches!(part.kind, Kind::Adapter | Kind::Splitter | Kind::Resistor | Kind::Attenuator) {
        left.take_all(&["passive", "no-dac", "analogue-only"]);
    }
    match part.kind {
        Kind::Attenuator => left.take("attenuator"),
        Kind::Splitter => left.take("splitter"),
        Kind::Bluetooth => left.take("wireless"),
        _ => false,
    };
    Read { given: Given::Part(Box::new(part)), ignored: left.harmless.clone(), doubts: left.doubts() }
}

fn of_part(found: &Found<&'static str>) -> Option<Read> {
    let part = tables::part(found.ids[0])?.clone();
    let left = Left::of(&found.ignored);
    // A size beside a part that has none of it is another part ("4.4 apple dongle").
    let ports = ["usb-c", "lightning"];
    let at_port = !part.jacks.is_empty()
        || part.wires == Wires::Digital
        || matches!(&part.to, Goes::Plug(plug) if ports.contains(plug))
        || part.from.iter().any(|plug| ports.contains(plug));
    // Nor is a "usb-c splitter" the splitter between ordinary plugs.
    (!found.leaves_number() && (at_port || !left.has("host"))).then(|| read(part, left))
}

/// A playback device that is itself plugged into something: a dongle or a receiver.
fn of_device(found: &Found<&'static str>) -> Option<Read> {
    let device: &'static Device = tables::device(found.ids[0]).filter(|d| !d.host.is_empty())?;
    Some(read(dongle(device), Left::of(&found.ignored)))
}

fn dongle(device: &'static Device) -> Part {
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
    Part {
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
        series_ohm: None,
    }
}

const RESISTANCE_COSTS: &str = "It lowers level and hiss, and counts as output impedance of the source: the sound of \
                                earphones with an uneven impedance bends.";

/// Groups of words for a part that is a resistance.
const OF_RESISTORS: &[&str] = &["resistance", "attenuator"];

/// A number of ohm in a text, and the words that say it: "75 ohm", "75R", "1k ohm", "impedance adapter 75".
fn ohm(text: &str, words: &[String]) -> Option<(f64, Vec<String>)> {
    // "75R"
    let glued = |word: &str| word.strip_suffix('r').is_some_and(|number| number.parse::<f64>().is_ok());
    let glued = text.to_lowercase().split_whitespace().any(glued);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
    let value = |at: usize| words[at].parse::<f64>().ok();
    let resistor = Left::of(words).has("resistance");
    // A letter is a unit only where nothing else can be meant.
    let unit =
        |at: usize| is(at, OHM_UNITS) && (words[at].chars().count() > 1 || glued || words.len() == 2 || resistor);
    let read = |at: usize| {
        let number = value(at)?;
        if is(at + 1, OHM_THOUSANDS) && (words.len() == 2 || unit(at + 2) || words[at + 1].len() > 1) {
            return Some((number * 1000.0, vec![at, at + 1, at + 2]));
        }
        if unit(at + 1) {
            return Some((number, vec![at, at + 1]));
        }
        let before = at.checked_sub(1).filter(|before| unit(*before) && words[*before].len() > 1);
        before.map(|before| (number, vec![before, at]))
    };
    let said = (0..words.len()).find_map(read).or_else(|| {
        let mut numbers = (0..words.len()).filter(|at| value(*at).is_some() && PLUGS.exact(&words[*at]).is_none());
        let at = numbers.next().filter(|_| resistor && numbers.next().is_none())?;
        Some((value(at)?, vec![at]))
    });
    let (ohm, used) = said.filter(|(ohm, _)| (0.0..=10_000.0).contains(ohm))?;
    Some((ohm, used.into_iter().filter_map(|at| words.get(at).cloned()).collect()))
}

/// A text without the words that say how many ohm, and without those for a resistance.
fn without_ohm(text: &str, said: &[String]) -> String {
    let lower = text.to_lowercase();
    let about = |word: &&str| {
        let own = names::words(word);
        !own.is_empty() && own.iter().all(|own| said.contains(own) || is_of(own, OF_RESISTORS))
    };
    lower.split_whitespace().filter(|word| !about(word)).collect::<Vec<_>>().join(" ")
}

/// "75 ohm", "3.5 mm impedance adapter 20 ohm": a resistance in series; it keeps the cable's plug.
fn resistor(text: &str) -> Option<Read> {
    if let Some(found) = RESISTANCES.find(text).filter(|f| f.sureness < Sureness::Typo && f.ids.len() == 1) {
        let ohm = tables::RESISTANCES.iter().find(|(id, _)| *id == found.ids[0]).map(|(_, ohm)| *ohm);
        return Some(read(in_series(ohm, Vec::new()), Left::of(&found.ignored)));
    }
    let words = names::words(text);
    let said = ohm(text, &words);
    let unsaid = said.is_none();
    if unsaid && (NAMES.exact(text).is_some() || !Left::of(&words).has("resistance")) {
        return None;
    }
    let (ohm, used) = said.map_or((None, Vec::new()), |(ohm, used)| (Some(ohm), used));
    // "3.5 to 4.4, 75 ohm" is an adapter that has a resistance.
    if let Some(mut adapter) = described(&without_ohm(text, &used)) {
        if let Given::Part(part) = &mut adapter.given {
            part.series_ohm = ohm;
            part.costs = part.costs.or(Some(RESISTANCE_COSTS));
        }
        adapter.doubts.retain(|doubt| !is_of(&doubt.word, OF_RESISTORS));
        return Some(adapter);
    }
    let mut rest = words;
    for word in &used {
        if let Some(at) = rest.iter().position(|own| own == word) {
            rest.remove(at);
        }
    }
    let plug = PLUGS.find(&rest.join(" ")).filter(|f| f.ids.len() == 1 && f.sureness < Sureness::Typo);
    let (from, mut left) = match &plug {
        Some(found) => (found.ids.clone(), Left::of(&found.ignored)),
        None => (Vec::new(), Left::of(&rest)),
    };
    let balanced = left.has("balanced") && from.is_empty();
    let from = if balanced { vec!["2.5-bal", "3.5-bal", "4.4-bal", "xlr4"] } else { from };
    left.take_all(OF_RESISTORS);
    let mut out = read(in_series(ohm, from), left);
    if unsaid {
        let says = "it adds some ohm to the source, which changes level and tone; write how many, as in \"75 ohm\"";
        out.doubts.push(Doubt { word: text.to_owned(), says: Some(says) });
    }
    Some(out)
}

fn in_series(ohm: Option<f64>, from: Vec<&'static str>) -> Part {
    Part {
        id: Cow::Borrowed("series-resistor"),
        name: ohm.map_or("some ohm in series".into(), |ohm| format!("{ohm} ohm in series").into()),
        from: from.into(),
        to: Goes::Same,
        wires: Wires::None,
        active: false,
        kind: Kind::Resistor,
        price_usd: None,
        costs: Some(RESISTANCE_COSTS),
        jacks: Cow::Borrowed(&[]),
        device: None,
        series_ohm: ohm,
    }
}

/// A USB-C adapter of which the words say that no converter is inside, in whatever order they stand.
fn passive_usb_c(text: &str) -> Option<Read> {
    let mut left = Left::of(&names::words(text));
    let digital = PLUGS.find(text).filter(|f| f.ids.iter().any(|id| matches!(*id, "usb-c" | "lightning")));
    let generic = makers::named_in(text).makers.is_empty() && names::words(text).iter().any(|word| word == "dongle");
    if digital.is_none() && !left.has("host") && !generic {
        return None;
    }
    if !take_analogue(&mut left) {
        return None;
    }
    left.take_all(&["host", "size"]);
    let part = PARTS.iter().find(|p| p.kind == Kind::PassiveUsbC)?.clone();
    let from = names::words(text);
    let balanced =
        [("4.4", "4.4-bal"), ("2.5", "2.5-bal")].into_iter().find(|(size, _)| from.iter().any(|w| w == size));
    let part = match balanced {
        Some((_, plug)) => Part { from: vec![plug].into(), ..part },
        None => part,
    };
    let lightning = from.iter().any(|word| word == "lightning");
    let part = if lightning {
        Part { to: Goes::Plug("lightning"), name: "Lightning adapter without a converter".into(), ..part }
    } else {
        part
    };
    let mut out = read(part, left);
    out.doubts.retain(|doubt| !matches!(doubt.word.as_str(), "dongle" | "adapter"));
    Some(out)
}

/// "3.5 female to 4.4 male", "0.78 female to mmcx male".
fn described(text: &str) -> Option<Read> {
    let (from, to) = halves(text)?;
    let plug = |half: &str| end(&PLUGS, half);
    if let (Some((a, mut left)), Some((b, other))) = (plug(&from), plug(&to)) {
        left.extend(other);
        return Some(match (is_digital(a), is_digital(b)) {
            // Whichever end is named first: earphones go into the one, the device takes the other.
            (true, false) => at_a_port(b, a, text, &left),
            (false, true) => at_a_port(a, b, text, &left),
            _ => read(between_plugs(a, b), Left::of(&left)),
        });
    }
    let ((a, mut left), (b, other)) = (end(&CONNECTORS, &from)?, end(&CONNECTORS, &to)?);
    left.extend(other);
    let left = Left::of(&left);
    let given = Given::Converter(Converter {
        name: format!("converter {} to {}", tables::connector_name(a), tables::connector_name(b)).into(),
        cables: vec![a].into(),
        sockets: vec![b].into(),
        price_usd: None,
    });
    Some(Read { given, ignored: left.harmless.clone(), doubts: left.doubts() })
}

fn is_digital(plug: &str) -> bool {
    matches!(plug, "usb-c" | "lightning")
}

/// An adapter between an earphone's plug and a digital port: a dongle, where nothing speaks against it.
fn at_a_port(plug: &'static str, port: &'static str, text: &str, left: &[String]) -> Read {
    let named = DEVICE_INDEX.find(&left.join(" ")).filter(|f| f.ids.len() == 1 && f.sureness < Sureness::Typo);
    let device = named.as_ref().and_then(|found| tables::device(found.ids[0]));
    let rest = named.as_ref().map_or(left, |found| &found.ignored);
    let mut out = read(between_plugs(plug, port), Left::of(rest));
    let doubt = |says: &'static str| Doubt { word: text.to_owned(), says: Some(says) };
    if device.is_some_and(|d| d.passive_usb_c == Some("yes")) {
        out.doubts.push(doubt("what is sold for that phone has no converter inside, and is silent on others"));
    }
    let words = names::words(text);
    if ["aux", "cable", "kabel"].iter().any(|word| words.iter().any(|own| own == word)) {
        out.doubts.push(doubt("a cable with plugs at both ends takes no earphones; one with a socket does"));
    }
    out
}

/// One end of a described part, and the words beside its name.
fn end(index: &Index<&'static str>, half: &str) -> Option<(&'static str, Vec<String>)> {
    let found = index.find(half).filter(|f| f.ids.len() == 1 && !f.leaves_number() && f.sureness < Sureness::Typo)?;
    Some((found.ids[0], found.ignored))
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
pub(crate) fn between_plugs(from: &'static str, to: &'static str) -> Part {
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
        series_ohm: None,
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
