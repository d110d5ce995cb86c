//! The chain of a check: earpiece - cable - adapter - source, a sign and a word at each joint.
//!
//! Keeps true: a part whose kind is not certain is drawn as an outline with a question mark; names
//! are those of the report.

use super::part::Drawing;
use super::pen::{Anchor, EDGE, Paint, Pen, SMALL, SOURCE_PX_MM, Style, TEXT, Type, WIDTH, number};
use super::sign::{SIGN, cart, sign};
use super::{ear, front, round};
use crate::fit::{
    Body, CheckReport, JointReport, Look, Verdict, connector_look, connector_short, jack_look, plug_look,
};
use crate::report::text::price;
use crate::report::verdict::word;

/// Which way a chain runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right, as wide as it needs.
    Across,
    /// From top to bottom, 320 px wide: for phones.
    Down,
}

/// What a part of the chain is.
enum Kind {
    Earpiece(Option<&'static Look>),
    /// Its connector at the ear, its plug, whether it is the earpiece's own.
    Cable(Option<&'static Look>, Option<&'static Look>, bool),
    /// Whether it must be bought, and whether its plug points to the ear.
    Adapter {
        buy: bool,
        at_ear: bool,
    },
    Source(Option<&'static Look>),
}

/// A part, and the joint behind it: `None` where nothing is judged.
struct Node {
    kind: Kind,
    caption: String,
    name: String,
    verdict: Option<Verdict>,
}

const CARD: (f64, f64) = (172.0, 190.0);
const GAP: f64 = 84.0;
/// Height of a card of a chain that runs down, and of the joint below it.
const ROW: f64 = 104.0;
const JOINT: f64 = 48.0;

/// The chain of a report; `None` where no joint was judged.
pub fn chain(report: &CheckReport, direction: Direction) -> Option<Drawing> {
    if report.joints.is_empty() {
        return None;
    }
    let nodes = nodes(report);
    let mut pen = Pen::default();
    let (width, height) = match direction {
        Direction::Across => across(&mut pen, &nodes),
        Direction::Down => down(&mut pen, &nodes),
    };
    Some(Drawing { title: title(&nodes), desc: description(report), width, height, body: pen.done() })
}

fn title(nodes: &[Node]) -> String {
    let names: Vec<&str> = nodes.iter().map(|node| node.name.as_str()).collect();
    format!("Chain: {}", names.join(" - "))
}

/// Every joint in words, then what to buy.
fn description(report: &CheckReport) -> String {
    let joint = |j: &JointReport| {
        let because = j.because.trim_end_matches('.');
        format!("{} with {}: {}, {because}.", j.names[0], j.names[1], word(j.verdict).0)
    };
    let mut said: Vec<String> = report.joints.iter().map(joint).collect();
    said.extend(report.buy.iter().map(|buy| format!("Buy: {}.", buy.item)));
    said.join(" ")
}

/// A part is certain if its joint names one, not several.
fn certain<'a>(id: &'a str, name: &str) -> &'a str {
    if name.contains(" or ") { "" } else { id }
}

fn bare(name: &str) -> String {
    let name = name.strip_prefix("cable ").or_else(|| name.strip_prefix("plug ")).unwrap_or(name);
    name.to_owned()
}

fn read_as<'a>(report: &'a CheckReport, flag: &str) -> Vec<&'a str> {
    report.understood.iter().filter(|part| part.flag == flag).map(|part| part.read_as.as_str()).collect()
}

/// The parts from the ear to the source; a verdict stands behind the earpiece, and before the source.
fn nodes(report: &CheckReport) -> Vec<Node> {
    let joint = |end: &str| report.joints.iter().find(|j| j.between[1] == end);
    let (ear, source) = (joint("iem"), joint("source"));
    let (converters, adapters): (Vec<&str>, Vec<&str>) =
        read_as(report, "--adapter").into_iter().partition(|name| ear.is_some() && name.starts_with("converter"));
    let mut nodes = Vec::new();
    if let Some(j) = ear {
        let socket = connector_look(certain(&j.to, &j.names[1]));
        let short = connector_short(&j.to);
        let name = if socket.is_none() || short == j.names[1] { "" } else { &short };
        let name = [j.names[1].as_str(), name].join(", ").trim_end_matches(", ").to_owned();
        nodes.push(Node { verdict: Some(j.verdict), ..node(Kind::Earpiece(socket), "earpiece", &name) });
        nodes.extend(parts(report, j, &converters));
    } else if let Some(name) = read_as(report, "--iem").first() {
        nodes.push(node(Kind::Earpiece(None), "earpiece", name));
    }
    nodes.push(cable(ear, source, report));
    if let Some(j) = source {
        nodes.extend(parts(report, j, &adapters));
        if let Some(last) = nodes.last_mut() {
            last.verdict = Some(j.verdict);
        }
        nodes.push(node(Kind::Source(jack_look(certain(&j.to, &j.names[1]))), "source", &j.names[1]));
    }
    nodes
}

fn node(kind: Kind, caption: &str, name: &str) -> Node {
    Node { kind, caption: caption.to_owned(), name: name.to_owned(), verdict: None }
}

fn cable(ear: Option<&JointReport>, source: Option<&JointReport>, report: &CheckReport) -> Node {
    let end = |j: Option<&JointReport>| j.map(|j| bare(&j.names[0]));
    let connector = ear.and_then(|j| connector_look(certain(&j.from, &j.names[0])));
    let plug = source.and_then(|j| plug_look(certain(&j.from, &j.names[0])));
    let ends: Vec<String> = [
        end(ear).or_else(|| read_as(report, "--cable").first().map(|name| (*name).to_owned())),
        end(source).or_else(|| read_as(report, "--plug").first().map(|name| (*name).to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let own = ear.is_none() && !read_as(report, "--iem").is_empty();
    node(Kind::Cable(connector, plug, own), if own { "its cable" } else { "cable" }, &ends.join(" to "))
}

/// Adapters given, then those to buy.
fn parts(report: &CheckReport, joint: &JointReport, given: &[&str]) -> Vec<Node> {
    let fix = joint.fix.as_deref().unwrap_or_default();
    let at_ear = joint.between[1] == "iem";
    let bought = report.buy.iter().filter(|buy| joint.verdict == Verdict::Adapter && fix.contains(&buy.item));
    let given = given.iter().map(|name| node(Kind::Adapter { buy: false, at_ear }, "adapter, given", name));
    let to_buy = bought.map(|buy| {
        let cost = buy.price_usd.map_or(String::new(), |usd| format!(", about {}", price(Some(usd))));
        node(Kind::Adapter { buy: true, at_ear }, &format!("buy{cost}"), &buy.item)
    });
    given.chain(to_buy).collect()
}

/// Cards side by side.
fn across(pen: &mut Pen, nodes: &[Node]) -> (f64, f64) {
    let y = EDGE + 56.0;
    for (i, node) in nodes.iter().enumerate() {
        let x = EDGE + (CARD.0 + GAP) * i as f64;
        card(pen, node, (x, EDGE), CARD);
        picture(pen, node, (x + CARD.0 / 2.0, y));
        let middle = x + CARD.0 / 2.0;
        pen.text((middle, EDGE + 118.0), SMALL.middle(), &node.caption);
        let kind = Type { bold: true, ..TEXT }.middle();
        pen.paragraph((middle, EDGE + 122.0), kind, &kind.lines(&node.name, CARD.0 - 16.0, 4));
        if i + 1 < nodes.len() {
            let (from, to) = (x + CARD.0, x + CARD.0 + GAP);
            pen.line((from, y), (to, y), Style::line(Paint::Ink, 2.0));
            if let Some(verdict) = node.verdict {
                sign(pen, (f64::midpoint(from, to), y), verdict);
                let said = Type { bold: true, size: 13.0, ..TEXT }.middle();
                pen.text((f64::midpoint(from, to), y + SIGN + 18.0), said, word(verdict).0);
            }
        }
    }
    (EDGE * 2.0 + (CARD.0 + GAP) * nodes.len() as f64 - GAP, CARD.1 + 2.0 * EDGE)
}

/// Cards one below the other.
fn down(pen: &mut Pen, nodes: &[Node]) -> (f64, f64) {
    let wide = WIDTH - 2.0 * EDGE;
    for (i, node) in nodes.iter().enumerate() {
        let y = EDGE + (ROW + JOINT) * i as f64;
        card(pen, node, (EDGE, y), (wide, ROW));
        picture(pen, node, (EDGE + 84.0, y + ROW / 2.0));
        let from = EDGE + 172.0;
        let kind = Type { bold: true, ..TEXT };
        let lines = kind.lines(&node.name, WIDTH - EDGE - 8.0 - from, 5);
        let caption = SMALL.lines(&node.caption, WIDTH - EDGE - 8.0 - from, 1);
        let top = y + ROW / 2.0 - 8.0 * (lines.len() + 1) as f64;
        let top = pen.paragraph((from, top), SMALL, &caption);
        pen.paragraph((from, top), kind, &lines);
        if i + 1 < nodes.len() {
            let middle = y + ROW + JOINT / 2.0;
            pen.line((EDGE + 84.0, y + ROW), (EDGE + 84.0, y + ROW + JOINT), Style::line(Paint::Ink, 2.0));
            if let Some(verdict) = node.verdict {
                sign(pen, (EDGE + 84.0, middle), verdict);
                let said = Type { bold: true, size: 13.0, ..TEXT };
                pen.text((EDGE + 84.0 + SIGN + 10.0, middle + 5.0), said, word(verdict).0);
            }
        }
    }
    (WIDTH, EDGE * 2.0 + (ROW + JOINT) * nodes.len() as f64 - JOINT)
}

fn card(pen: &mut Pen, node: &Node, at: (f64, f64), size: (f64, f64)) {
    let buy = matches!(node.kind, Kind::Adapter { buy: true, .. });
    let line = if buy { (Paint::Care, 2.0) } else { (Paint::Faint, 1.0) };
    pen.rect(at, size, 10.0, Style::fill(Paint::Paper).and_line(line.0, line.1).dashed_if(buy));
}

/// A part around a place, at most 152 by 88 px.
fn picture(pen: &mut Pen, node: &Node, at: (f64, f64)) {
    match &node.kind {
        Kind::Earpiece(Some(look)) => small(pen, at, 0.7, |pen| ear::front(pen, look, (0.0, 0.0))),
        Kind::Earpiece(None) => earpiece(pen, at),
        Kind::Cable(connector, plug, own) => ends(pen, at, (*connector, *plug), *own),
        Kind::Adapter { buy, at_ear } => {
            let turn = if *at_ear { " scale(-1 1)" } else { "" };
            pen.group(&format!("translate({} {}){turn}", number(at.0), number(at.1)), adapter);
            if *buy {
                pen.circle(at, 15.0, Style::fill(Paint::Care));
                cart(pen, at, Paint::Paper);
            }
        }
        Kind::Source(Some(look)) => device(pen, at, look),
        Kind::Source(None) => question(pen, at),
    }
}

fn small(pen: &mut Pen, (x, y): (f64, f64), scale: f64, draw: impl FnOnce(&mut Pen)) {
    pen.group(&format!("translate({} {}) scale({})", number(x), number(y), number(scale)), draw);
}

fn question(pen: &mut Pen, (x, y): (f64, f64)) {
    pen.around((x, y), (84.0, 60.0), 10.0, Style::line(Paint::Ink, 1.5).dashed_if(true));
    let kind = Type { size: 24.0, bold: true, anchor: Anchor::Middle, ..TEXT };
    pen.text((x, y + 8.0), kind, "?");
}

/// An earpiece of which nothing but the name is known: shell, nozzle, tip.
fn earpiece(pen: &mut Pen, (x, y): (f64, f64)) {
    let line = |paint: Paint| Style::fill(paint).and_line(Paint::Ink, 1.5);
    pen.path((x - 22.0, y + 12.0), "l-14 14q-6 6-14 0t0-14l14-14Z", line(Paint::Grip));
    pen.path((x - 30.0, y - 6.0), "q2-30 34-30t36 26q2 28-26 34t-44-30Z", line(Paint::Shell));
    pen.circle((x + 8.0, y - 4.0), 12.0, Style::line(Paint::Faint, 1.0));
}

/// Both ends of a cable: the connector looks to the left, the plug to the right.
fn ends(pen: &mut Pen, (x, y): (f64, f64), (connector, plug): (Option<&Look>, Option<&Look>), own: bool) {
    pen.line((x - 40.0, y), (x + 46.0, y), Style::line(Paint::Grip, 5.0));
    match connector {
        Some(look) if !matches!(look.body, Body::Outline | Body::Wire) => {
            small(pen, (x - 136.0, y), 0.42, |pen| ear::cable(pen, look, 0.0));
        }
        // Nobody asked what the own cable has at the ear; a fixed one has nothing.
        look if own || look.is_some_and(|look| look.body == Body::Wire) => {
            pen.line((x - 76.0, y), (x - 40.0, y), Style::line(Paint::Grip, 5.0));
        }
        _ => end_unknown(pen, (x - 48.0, y)),
    }
    match plug {
        Some(look) if look.body == Body::Barrel => {
            let scale = (56.0 / (look.length_mm.unwrap_or(1.0) * SOURCE_PX_MM)).min(0.45);
            let at =
                format!("translate({} {}) scale(-{scale} {scale})", number(x + 78.0), number(y), scale = number(scale));
            pen.group(&at, |pen| round::barrel(pen, look, (0.0, 0.0), 30.0));
        }
        Some(look) if look.body != Body::Tips => {
            small(pen, (x + 50.0, y), if look.body == Body::Xlr { 0.35 } else { 0.6 }, |pen| {
                front::front(pen, look, (0.0, 0.0));
            });
        }
        _ => end_unknown(pen, (x + 48.0, y)),
    }
}

fn end_unknown(pen: &mut Pen, (x, y): (f64, f64)) {
    pen.around((x, y), (36.0, 24.0), 5.0, Style::fill(Paint::Paper).and_line(Paint::Ink, 1.5).dashed_if(true));
    pen.text((x, y + 5.0), Type { bold: true, ..TEXT }.middle(), "?");
}

/// A socket on the left, a plug on the right, around the origin.
fn adapter(pen: &mut Pen) {
    let line = |paint: Paint| Style::fill(paint).and_line(Paint::Ink, 1.5);
    pen.rect((34.0, -8.0), (34.0, 16.0), 4.0, line(Paint::Metal));
    pen.rect((-46.0, -22.0), (82.0, 44.0), 8.0, line(Paint::Grip));
    pen.rect((-46.0, -9.0), (24.0, 18.0), 0.0, Style::fill(Paint::Hole));
}

/// The case of a device with its jack.
fn device(pen: &mut Pen, (x, y): (f64, f64), look: &Look) {
    pen.around((x, y), (124.0, 76.0), 10.0, Style::fill(Paint::Shell).and_line(Paint::Ink, 1.5));
    let scale = match look.body {
        Body::Xlr => 0.4,
        Body::Outline => 0.9,
        _ => 0.8,
    };
    small(pen, (x, y), scale, |pen| front::front(pen, look, (0.0, 0.0)));
}
