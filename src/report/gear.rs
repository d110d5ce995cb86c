//! What a person owns: for people and as `iem-gear-1`.

use serde_json::{Value, json};

use super::Page;
use super::text::{BAD, DIM, GOOD, HEAD, paragraph, styled};
use crate::fit::{self, Models};
use crate::gear::{self, Gear, Opinion, OwnedModel};

/// `iem-gear-1`.
pub fn json(gear: &Gear, models: Models<'_>) -> Value {
    let model = |m: &OwnedModel| {
        json!({
            "model": m.model, "id": fit::model_id(&m.model, models),
            "opinion": m.opinion, "why": m.why,
        })
    };
    let cable = |c: &String| {
        let parts = gear::cable(c).ok();
        json!({ "cable": c, "connector": parts.map(|p| p.0), "plug": parts.and_then(|p| p.1) })
    };
    let device = |d: &String| {
        let jacks: Vec<&str> = fit::source_jacks(d).unwrap_or_default().iter().map(|j| j.id).collect();
        json!({ "device": d, "id": fit::device(d).map(|(id, _)| id), "jacks": jacks })
    };
    json!({
        "schema": "iem-gear-1",
        "models": gear.models.iter().map(model).collect::<Vec<_>>(),
        "cables": gear.cables.iter().map(cable).collect::<Vec<_>>(),
        "devices": gear.devices.iter().map(device).collect::<Vec<_>>(),
    })
}

/// The list for people.
pub fn human(gear: &Gear, models: Models<'_>, page: Page) -> String {
    if gear.is_empty() {
        let mut out = String::from("\n You have not told me what you own. For example:\n\n");
        out += "   iem gear add model \"IE 200\" --liked\n   iem gear add model \"KZ ZSN\" --disliked too-bassy\n";
        out += "   iem gear add cable mmcx:4.4mm\n   iem gear add device \"apple dongle\"\n\n";
        return out + &paragraph(page, " ", " ", "`iem check` and `iem recommend` then use it.");
    }
    let mut out = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out += &format!("\n {}\n", styled(page, HEAD, title));
            out += &lines.concat();
        }
    };
    section("Models", gear.models.iter().map(|m| model(m, models, page)).collect());
    section("Cables", gear.cables.iter().map(|c| paragraph(page, "   ", "     ", c)).collect());
    section("Devices", gear.devices.iter().map(|d| paragraph(page, "   ", "     ", d)).collect());
    out
}

fn model(m: &OwnedModel, models: Models<'_>, page: Page) -> String {
    let mut said = m.model.clone();
    let style = if m.opinion == Some(Opinion::Disliked) { BAD } else { GOOD };
    if let Some(opinion) = m.opinion {
        let why: Vec<String> = m.why.iter().map(ToString::to_string).collect();
        let why = if why.is_empty() { String::new() } else { format!(": {}", why.join(", ")) };
        said += &format!("  {}", styled(page, style, &format!("{opinion}{why}")));
    }
    if fit::model_id(&m.model, models).is_none() {
        said += &format!("  {}", styled(page, DIM, "(not in the catalogue)"));
    }
    paragraph(page, "   ", "     ", &said)
}
