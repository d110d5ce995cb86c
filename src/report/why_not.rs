//! Why a model is not first: what removed it, or where it lost, and what would put it first.

use serde_json::{Value, json};

use super::Page;
use super::text::{BAD, GOOD, HEAD, paragraph, styled};
use crate::advice::{Against, Gap, Preferences, RuleGap, WhyNot};
use crate::catalog::Catalog;

/// Differences that are told to people.
const TOLD: usize = 4;

/// For programs.
pub fn json(answer: &WhyNot, wishes: &Preferences) -> Value {
    let against = |a: &Against| json!({ "rule": a.rule, "because": a.because, "unknown": a.unknown });
    let rule = |r: &RuleGap| json!({ "rule": r.rule, "points": r.points, "first": r.above, "this": r.below });
    let gap = |g: &Gap| {
        let rules: Vec<Value> = g.rules.iter().map(rule).collect();
        json!({ "criterion": g.criterion, "points": g.points, "rules": rules })
    };
    json!({
        "id": answer.id,
        "rank": answer.rank,
        "of": answer.of,
        "score": answer.model.score,
        "excluded_by": answer.against.iter().map(against).collect::<Vec<_>>(),
        "lets_in": answer.lets_in,
        "first": answer.first.as_ref().map(|r| &r.id),
        "gaps": answer.gaps.iter().map(gap).collect::<Vec<_>>(),
        "change": answer.change_json(wishes),
    })
}

/// Where the model stands, in a sentence.
pub fn headline(answer: &WhyNot, name: &str) -> String {
    match answer.rank {
        Some(1) => format!("The {name} is the first of {} models.", answer.of),
        Some(rank) => format!("The {name} is number {rank} of {}, with {:.0} points.", answer.of, answer.model.score),
        None => format!("The {name} is left out:"),
    }
}

/// For people.
pub fn human(answer: &WhyNot, catalog: &Catalog, page: Page) -> String {
    let name = |id: &str| catalog.get(id).map(|e| e.model.name()).unwrap_or_default();
    let mut out = String::from("\n");
    let head = headline(answer, &name(&answer.id));
    out += &styled(page, HEAD, paragraph(page, " ", " ", &head).trim_end());
    out.push('\n');
    for against in &answer.against {
        let mark = if against.unknown { "?" } else { "x" };
        out += &styled(page, BAD, paragraph(page, &format!("   {mark} "), "     ", &against.because).trim_end());
        out.push('\n');
    }
    if let Some(lets_in) = &answer.lets_in {
        out += &paragraph(page, "   ", "     ", &format!("What would let it in: {lets_in}."));
    }
    if let Some(first) = &answer.first {
        let lead = format!("The first, {} with {:.0} points, against it:", name(&first.id), first.score);
        out += &paragraph(page, " ", " ", &lead);
        for gap in answer.gaps.iter().take(TOLD) {
            out += &paragraph(page, "   - ", "     ", &told(gap));
        }
    }
    match &answer.change {
        Some(change) => {
            out += &styled(
                page,
                GOOD,
                paragraph(page, " ", " ", &format!("What would put it first: {}.", change.say)).trim_end(),
            );
            out.push('\n');
            out += &paragraph(page, "   ", "     ", &change.wishes.command_line());
        }
        None if answer.rank != Some(1) => {
            out += &paragraph(
                page,
                " ",
                " ",
                "No single change of your wishes, and no pair of likely ones, puts it first.",
            );
        }
        None => {}
    }
    out
}

/// Rules that are told of each criterion.
const RULES: usize = 2;

/// How far a model is ahead or behind in a criterion, and by which rules.
pub fn told(gap: &Gap) -> String {
    let (side, points) = if gap.points > 0.0 { ("ahead", gap.points) } else { ("behind", -gap.points) };
    let mut text = format!("{points:.1} points {side} in {}", gap.title.to_lowercase());
    for rule in gap.rules.iter().take(RULES) {
        text += match (&rule.above, &rule.below) {
            (Some(above), Some(below)) => format!("; {above}, this one: {below}"),
            (Some(above), None) => format!("; {above}"),
            (None, Some(below)) => format!("; this one: {below}"),
            (None, None) => String::new(),
        }
        .as_str();
    }
    text
}
