//! What a single part fits, for people: counts and names, jacks and plugs, tips.

use super::Page;
use super::text::{BAD, CARE, GOOD, HEAD, pad, paragraph, styled};
use crate::fit::{Cables, Fits, JackNote, Jacks, Tip, TipAdvice, Verdict, tip_advice};

/// Width of the column of words.
const WORDS: usize = 17;

/// Names shown of a list.
const SHOWN: usize = 10;

/// A row: a word, then text that wraps beside it.
fn row(page: Page, style: anstyle::Style, word: &str, text: &str) -> String {
    let lines = paragraph(page, &format!("   {}", pad(word, WORDS)), &" ".repeat(WORDS + 3), text);
    // Only the word is coloured: what it says stands in the text.
    lines.replacen(word, &styled(page, style, word), 1)
}

fn section(page: Page, title: &str, rows: &str) -> String {
    if rows.is_empty() { String::new() } else { format!("\n {}\n{rows}", styled(page, HEAD, title)) }
}

/// All lists of what parts fit.
pub(super) fn text(fits: &Fits, page: Page) -> String {
    let mut out = models(fits, page);
    let mut title = "At the source";
    if let Some(cables) = &fits.cables {
        out += &section(page, "Cables at the ear", &self::cables(cables, page));
        title = "Where the cable in its box goes";
    }
    out += &section(page, title, &jacks(&fits.jacks, page));
    if let Some(plugs) = &fits.plugs {
        out += &section(page, "Plugs", &jacks(plugs, page));
    }
    out
}

fn models(fits: &Fits, page: Page) -> String {
    let c = fits.counts;
    // Models whose socket nobody recorded say nothing about the cable.
    let known = c.ok + c.caution + c.adapter + c.no;
    if known + c.unknown == 0 {
        return String::new();
    }
    let names = |verdict: Verdict, n: usize| {
        let named = fits.models.iter().filter(|m| m.verdict == verdict).map(|m| m.name.as_ref());
        format!("{n:>3}  {}", listed(named, n))
    };
    let mut out = String::new();
    out += &row(page, GOOD, "fits", &names(Verdict::Ok, c.ok));
    out += &row(page, CARE, "with care", &names(Verdict::Caution, c.caution));
    out += &row(page, CARE, "with a converter", &format!("{:>3}", c.adapter));
    out += &row(page, BAD, "does not fit", &format!("{:>3}", c.no));
    section(page, &format!("At the ear, of the {known} models whose socket is known"), &out)
}

/// The first names of a list, and how many more there are.
fn listed<'a>(names: impl Iterator<Item = &'a str>, all: usize) -> String {
    let shown: Vec<&str> = names.take(SHOWN).collect();
    match all.saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more (--json has all)", shown.join(", ")),
    }
}

/// Notes with the same reason in one.
fn grouped(notes: &[JackNote]) -> Vec<(String, &str)> {
    let mut groups: Vec<(Vec<&str>, &str)> = Vec::new();
    for note in notes {
        match groups.iter_mut().find(|(_, because)| *because == note.because) {
            Some((names, _)) => names.push(&note.name),
            None => groups.push((vec![&note.name], &note.because)),
        }
    }
    groups.into_iter().map(|(names, because)| (names.join(", "), because)).collect()
}

fn jacks(jacks: &Jacks, page: Page) -> String {
    let names = |notes: &[JackNote]| notes.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    if !jacks.direct.is_empty() {
        out += &row(page, GOOD, "straight in", &names(&jacks.direct));
    }
    for (style, word, notes) in [(CARE, "with a part", &jacks.adapter), (BAD, "never", &jacks.never)] {
        for (i, (names, because)) in grouped(notes).into_iter().enumerate() {
            out += &row(page, style, if i == 0 { word } else { "" }, &format!("{names}: {because}"));
        }
    }
    out
}

fn cables(cables: &Cables, page: Page) -> String {
    let mut out = String::new();
    let lists =
        [(GOOD, "fits", &cables.ok), (CARE, "with care", &cables.caution), (CARE, "with a converter", &cables.adapter)];
    for (style, word, notes) in lists {
        if !notes.is_empty() {
            let names: Vec<&str> = notes.iter().map(|n| n.name.as_str()).collect();
            out += &row(page, style, word, &names.join("; "));
        }
    }
    let fitting = cables.ok.len() + cables.caution.len() + cables.adapter.len();
    let never = format!("the other {} of {} kinds", cables.never.len(), fitting + cables.never.len());
    out + &row(page, BAD, "not", &never)
}

/// Tips for a model of the catalogue; empty if nothing is known of its nozzle.
pub fn tips_of(model: &crate::catalog::Model, page: Page) -> String {
    tip_advice(&crate::catalog::earpiece(model)).map(|advice| tips(&advice, page)).unwrap_or_default()
}

/// Tips for a nozzle.
pub(super) fn tips(tips: &TipAdvice, page: Page) -> String {
    let mut out = String::new();
    for (style, word, list) in [(GOOD, "fit", &tips.fit), (CARE, "with care", &tips.care), (BAD, "not", &tips.never)] {
        for (i, material) in ["silicone", "foam"].iter().enumerate() {
            let of = list.iter().filter(|t| t.material == *material);
            let named = tips_with_reasons(of);
            if !named.is_empty() {
                let first = i == 0 || !list.iter().any(|t| t.material == "silicone");
                out += &row(page, style, if first { word } else { "" }, &format!("{material}: {named}"));
            }
        }
    }
    if out.is_empty() {
        return paragraph(page, "\n Tips: ", "   ", &format!("{}.", tips.because));
    }
    section(page, &format!("Tips ({})", tips.because), &out)
}

/// Tips that share a reason together, with the reason once.
fn tips_with_reasons<'a>(tips: impl Iterator<Item = &'a Tip>) -> String {
    let mut groups: Vec<(Vec<&str>, Option<&str>)> = Vec::new();
    for tip in tips {
        match groups.iter_mut().find(|(_, because)| *because == tip.because) {
            Some((names, _)) => names.push(tip.name),
            None => groups.push((vec![tip.name], tip.because)),
        }
    }
    let said = groups.iter().map(|(names, because)| match because {
        Some(because) => format!("{} ({because})", names.join(", ")),
        None => names.join(", "),
    });
    said.collect::<Vec<_>>().join("; ")
}
