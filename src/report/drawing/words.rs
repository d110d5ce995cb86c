//! What a drawing of a part shows, in words: its sizes, its contacts, how to recognise it.

use super::pen::number;
use crate::fit::{Body, Look, Seat};

/// The words of a drawing.
#[derive(Debug)]
pub(super) struct Words {
    /// Sizes that are known, and which are not.
    pub(super) sizes: String,
    /// Whether something in the drawing has its true size.
    pub(super) to_scale: bool,
    /// The text alternative.
    pub(super) desc: String,
}

/// A contact's name on a label.
pub(super) fn label(name: &str) -> &str {
    match name {
        "GND" => "ground",
        "MIC" => "mic",
        name => name,
    }
}

/// A contact's name read aloud.
fn spoken(name: &str) -> &str {
    match name {
        "L" => "left",
        "R" => "right",
        "L+" => "left plus",
        "L-" => "left minus",
        "R+" => "right plus",
        "R-" => "right minus",
        "+" => "plus",
        "-" => "minus",
        "GND" => "ground",
        "MIC" => "microphone",
        "?" => "by maker",
        name => name,
    }
}

/// `Contacts, tip first: 1 left, 2 right, 3 ground.`
fn contacts(look: &Look, order: &str) -> String {
    if look.pads > 0 {
        return format!(" {} contacts.", look.pads);
    }
    if look.contacts.is_empty() {
        return String::new();
    }
    if look.contacts.iter().all(|name| *name == "?") {
        return format!(" {} contacts; what each carries differs by maker or is not recorded.", look.contacts.len());
    }
    let said: Vec<String> = look.contacts.iter().zip(1..).map(|(name, n)| format!("{n} {}", spoken(name))).collect();
    format!(" Contacts{order}: {}.", said.join(", "))
}

fn put(look: &Look, sizes: &[String], missing: &str, desc: &str) -> Words {
    let to_scale = !sizes.is_empty();
    let known = sizes.join(", ");
    let evidence = match look.evidence.strip_prefix("seen: ") {
        Some(source) => format!(" Shape after {source}."),
        None => " Shape from memory.".to_owned(),
    };
    let sizes = match (to_scale, missing.is_empty()) {
        (true, true) => format!("{known}."),
        (true, false) => format!("{known}; {missing}, drawn in a usual size."),
        (false, false) => format!("Not to scale: {missing} (dashed)."),
        (false, true) => String::new(),
    };
    let sizes = format!("{sizes}{evidence}").trim().to_owned();
    Words { desc: format!("{desc} {sizes}"), sizes, to_scale }
}

/// `0.78 mm`, or `1 mm and 1.2 mm`.
fn each(sizes: &[f64]) -> String {
    let said: Vec<String> = sizes.iter().map(|mm| format!("{} mm", number(*mm))).collect();
    said.join(" and ")
}

/// Of a connector at the ear.
pub(super) fn connector(look: &Look) -> Words {
    let mut sizes = Vec::new();
    let mut missing = "sizes not recorded";
    if look.body == Body::Pins && !look.pins_mm.is_empty() {
        sizes.push(format!("Pins {} thick", each(look.pins_mm)));
        missing = "their distance not recorded";
        if let Some(pitch) = look.pitch_mm {
            sizes.push(format!("{} mm from middle to middle", number(pitch)));
            missing = "";
        }
    }
    if matches!(look.body, Body::Wire | Body::Outline) {
        missing = if look.body == Body::Wire { "" } else { "shape and sizes not recorded" };
    }
    let seat = match look.seat {
        Seat::Flush => "",
        Seat::Well => " The socket lies in a well.",
        Seat::Stub => " The socket stands out as a stub.",
    };
    put(look, &sizes, missing, &format!("{}{seat}{}", look.looks, contacts(look, "")))
}

/// Of a plug.
pub(super) fn plug(look: &Look) -> Words {
    let (sizes, missing) = source_sizes(look);
    let order = if look.body == Body::Barrel { ", tip first" } else { "" };
    put(look, &sizes, missing, &format!("{}{}", look.looks, contacts(look, order)))
}

/// Of a jack.
pub(super) fn jack(look: &Look) -> Words {
    let (mut sizes, missing) = source_sizes(look);
    if let Some(first) = sizes.first_mut().filter(|_| look.body == Body::Barrel) {
        *first = format!("For a plug {first}");
    }
    let order = if look.body == Body::Barrel { ", the deepest first" } else { "" };
    let driven: Vec<&str> =
        look.contacts.iter().copied().filter(|name| look.driven.contains(name)).map(spoken).collect();
    let driven = if driven.is_empty() { String::new() } else { format!(" Driven: {}.", driven.join(", ")) };
    put(look, &sizes, missing, &format!("{}{}{driven}", look.looks, contacts(look, order)))
}

fn source_sizes(look: &Look) -> (Vec<String>, &'static str) {
    let mut sizes = Vec::new();
    match (look.body, look.size_mm) {
        (Body::Barrel, _) => {
            sizes.extend(look.diameter_mm.map(|mm| format!("{} mm thick", number(mm))));
            sizes.extend(look.length_mm.map(|mm| format!("about {} mm long", number(mm))));
            return (sizes, "");
        }
        (Body::Xlr, _) => sizes.extend(look.diameter_mm.map(|mm| format!("Shell {} mm across", number(mm)))),
        (_, [across]) => sizes.push(format!("Tube {} mm across", number(*across))),
        (_, [wide, high]) => {
            sizes.push(format!("{} mm wide, {} mm high", number(*wide), number(*high)));
            return (sizes, "");
        }
        (Body::Outline, _) => return (sizes, "several shapes"),
        (Body::None, _) => return (sizes, ""),
        _ => {}
    }
    let missing = match (look.body, sizes.is_empty()) {
        (Body::Xlr, false) => "its pins not measured",
        (Body::Rca, false) => "the hole not measured",
        _ => "sizes not recorded",
    };
    (sizes, missing)
}
