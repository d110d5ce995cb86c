//! The plug of a cable.

use super::lookup::{Candidates, PLUGS, loose, maker, single, unknown};
use super::senses::Left;
use crate::fit::tables;
use crate::names::{self, Found};

/// Groups of words that say of a plug what it is anyway.
const OF_COURSE: &[&str] = &["stereo", "male", "output"];

/// The plug of a cable.
pub(crate) fn plug_candidates(text: &str) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "plugs", |l| l.plugs)? {
        return Ok(found);
    }
    let nothing = || unknown("plug", text, &PLUGS.nearest(text));
    let exact = PLUGS.exact(text).or_else(|| without_microphone(text));
    let found = exact.or_else(|| PLUGS.find(text)).ok_or_else(nothing)?;
    let found = tip_of_modular(found);
    if found.leaves_number() && Left::of(&found.ignored).is_strange() {
        return Err(nothing());
    }
    let mut left = Left::of(&found.ignored);
    // "4.4mm unbalanced", "2.5mm trs": the words name one plug and the size another.
    if left.has("size") {
        return Err(format!("\"{text}\" names two plugs; write one of them, such as 3.5mm or 4.4mm"));
    }
    let ids = by_wires(found.ids, &mut left);
    let stereo = left.has("stereo") && ids.contains(&"2.5-bal");
    left.take_all(if stereo { &OF_COURSE[1..] } else { OF_COURSE });
    let digital = ids.iter().all(|id| matches!(*id, "usb-c" | "lightning"));
    let analogue = take_analogue(&mut left) && digital;
    if digital {
        left.take_all(&["dac", "active", "digital"]);
    }
    if of_headsets(&ids) {
        left.take("headset");
    }
    let ask = (ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", ids.join(" or ")));
    Ok(Candidates { ask, maker: maker(text), analogue, ..Candidates::of(ids) }.with_left(&left))
}

fn of_headsets(ids: &[&'static str]) -> bool {
    ids.iter().all(|id| matches!(*id, "3.5-ctia" | "3.5-omtp"))
}

/// The plug of a text that denies a microphone: any but a headset's has none.
fn without_microphone(text: &str) -> Option<Found<&'static str>> {
    let words = names::words(text);
    let said = Left::of(&words);
    let denial = said.said("no-microphone")?;
    let rest: Vec<&str> =
        words.iter().map(String::as_str).filter(|w| !denial.split(' ').any(|own| own == *w)).collect();
    PLUGS.find(&rest.join(" ")).filter(|found| !of_headsets(&found.ids))
}

/// Takes the words for sound without a converter, in whatever order they stand; whether there were any.
pub(super) fn take_analogue(left: &mut Left) -> bool {
    // "no" beside "dac" may stand apart from it.
    let denied = left.is_denied() && (left.has("dac") || left.has("active"));
    if denied {
        left.take_all(&["dac", "active"]);
        left.take_denial();
    }
    let said = ["analogue-only", "passive", "no-dac"].map(|group| left.take(group));
    denied || said.contains(&true)
}

/// Words for balanced and single-ended choose among candidates, or agree with the one there is.
fn by_wires(ids: Vec<&'static str>, left: &mut Left) -> Vec<&'static str> {
    for (group, balanced) in [("balanced", true), ("single-ended", false)] {
        let agree = |id: &&str| tables::plug(id).is_some_and(|p| p.wires.contains(&"L+") == balanced);
        let chosen: Vec<&'static str> = ids.iter().copied().filter(agree).collect();
        if left.has(group) && !chosen.is_empty() {
            left.take(group);
            return chosen;
        }
    }
    ids
}

/// A plug with exchangeable tips and a tip named: it is that tip.
fn tip_of_modular(found: Found<&'static str>) -> Found<&'static str> {
    if found.ids != ["modular"] || found.ignored.is_empty() {
        return found;
    }
    match PLUGS.find(&found.ignored.join(" ")) {
        Some(tip) if tip.ids.len() == 1 => tip,
        _ => found,
    }
}

/// The one plug of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn plug(text: &str) -> Result<&'static str, String> {
    single(&plug_candidates(text)?, text)
}
