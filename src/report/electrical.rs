//! The electrical match for people: loud enough, quiet enough, tone kept, safe hours.

use super::Page;
use super::text::{paragraph, styled, table as columns};
use super::verdict::word;
use crate::fit::electrical::{EighthRule, HissBand, hiss_band};
use crate::fit::{Electrical, SourceReport};

/// Loudness, hiss and tone, as far as they are known.
pub fn said(e: &Electrical) -> Vec<String> {
    [loudness(e), hiss(e), tone(e)].into_iter().flatten().collect()
}

/// The same in a sentence, safe hours in another; then what is not known: (title, text).
pub fn titled(e: &Electrical) -> Vec<(&'static str, String)> {
    let (sound, mut out) = (said(e), Vec::new());
    out.extend((!sound.is_empty()).then(|| ("Sound", format!("{}.", sound.join("; ")))));
    out.extend(safe(e).map(|safe| ("Hearing", safe)));
    out.extend((!e.unknown.is_empty()).then(|| ("Not known", format!("{}.", e.unknown.join(", ")))));
    out
}

/// The same as paragraphs.
pub(super) fn text(e: &Electrical, page: Page) -> String {
    let mut out = String::new();
    for (at, (title, text)) in titled(e).into_iter().enumerate() {
        let first = format!("{} {title}: ", if at == 0 { "\n" } else { "" });
        out += &paragraph(page, &first, &" ".repeat(title.len() + 3), &text);
    }
    out
}

fn loudness(e: &Electrical) -> Option<String> {
    let limit = if e.limited_by == Some("current") { " (its current is the limit)" } else { "" };
    match (e.loudness_headroom_db, e.loudness_headroom_range_db, e.loudness_headroom_at_most_db) {
        (Some(db), ..) if db >= 0.0 => Some(format!("110 dB peaks with {db:.1} dB to spare{limit}")),
        (Some(db), ..) => Some(format!("110 dB peaks are missed by {:.1} dB{limit}", -db)),
        (_, Some([low, high]), _) => {
            Some(format!("between {low:.1} and {high:.1} dB of room above 110 dB peaks (the sensitivity has no unit)"))
        }
        (.., Some(db)) if db >= 0.0 => Some(format!("110 dB peaks with at most {db:.1} dB to spare")),
        (.., Some(db)) => Some(format!("110 dB peaks are missed by {:.1} dB or more", -db)),
        _ => None,
    }
}

/// How a noise level is heard.
fn heard(db: f64) -> &'static str {
    match hiss_band(db) {
        HissBand::Inaudible => "inaudible",
        HissBand::SilentRoom => "heard only in a silent room",
        HissBand::Noticeable => "noticeable to many",
        HissBand::Plain => "plainly heard",
    }
}

fn hiss(e: &Electrical) -> Option<String> {
    match (e.hiss_db_spl, e.hiss_range_db_spl, e.hiss_at_most_db_spl) {
        (Some(db), ..) => Some(format!("hiss {db:.1} dB SPL, {}", heard(db))),
        (_, Some([low, high]), _) if hiss_band(low) == hiss_band(high) => {
            Some(format!("hiss between {low:.1} and {high:.1} dB SPL, {}", heard(low)))
        }
        (_, Some([low, high]), _) => {
            Some(format!("hiss between {low:.1} ({}) and {high:.1} dB SPL ({})", heard(low), heard(high)))
        }
        (.., Some(db)) => Some(format!("hiss at most {db:.1} dB SPL, {}", heard(db))),
        _ => None,
    }
}

fn tone(e: &Electrical) -> Option<String> {
    if let Some(db) = e.tone_shift_db {
        return Some(format!("the source's output impedance bends the tone by {db:.1} dB"));
    }
    let ratio = e.damping_ratio.map(|ratio| format!(" (damping ratio {ratio:.1})")).unwrap_or_default();
    Some(match e.eighth_rule? {
        EighthRule::Pass => format!("the tone stays{ratio}"),
        EighthRule::Uncertain => {
            format!("the tone may shift by up to 1 dB{ratio}; without its impedance curve nobody knows")
        }
        EighthRule::Warn => {
            format!("the tone can bend{ratio}, below the 8 that keeps it; without its impedance curve nobody knows how")
        }
    })
}

fn safe(e: &Electrical) -> Option<String> {
    let (level, hours) = (e.full_volume_db_spl?, e.safe_hours_per_week_at_full_volume?);
    let time = match hours * 60.0 {
        minutes if minutes >= 600.0 => format!("safe for {hours:.0} hours a week"),
        minutes if minutes >= 90.0 => format!("safe for {hours:.1} hours a week"),
        minutes if minutes >= 2.0 => format!("safe for {minutes:.0} minutes a week"),
        _ => "more than ears can stand".to_owned(),
    };
    Some(format!(
        "full volume can reach {level:.0} dB SPL, {time}; 80 dB is safe for 40 hours a week, each 3 dB more halves that."
    ))
}

/// Several sources side by side: the head, and a row each.
pub fn rows(sources: &[SourceReport]) -> (Vec<String>, Vec<Vec<String>>) {
    let head = ["source", "verdict", "room above 110 dB", "hiss, dB SPL", "damping ratio"].map(str::to_owned).to_vec();
    let row = |source: &SourceReport| {
        let e = source.electrical.as_ref();
        let verdict = source.verdict.map_or("-", |v| word(v).0);
        vec![source.name.clone(), verdict.to_owned(), room(e), noise(e), damping(e)]
    };
    (head, sources.iter().map(row).collect())
}

/// The same as a table.
pub(super) fn table(sources: &[SourceReport], page: Page) -> String {
    let (head, rows) = rows(sources);
    let narrower = Page { width: page.width.saturating_sub(1), ..page };
    let table = columns(narrower, head, rows, 2);
    let lines: Vec<String> = table.lines().map(|line: &str| format!(" {}", line.trim_end())).collect();
    format!("\n{}\n", lines.join("\n"))
}

fn room(e: Option<&Electrical>) -> String {
    let Some(e) = e else { return "?".to_owned() };
    match (e.loudness_headroom_db, e.loudness_headroom_range_db, e.loudness_headroom_at_most_db) {
        (Some(db), ..) => format!("{db:+.1} dB"),
        (_, Some([low, high]), _) => format!("{low:+.1} to {high:+.1} dB"),
        (.., Some(db)) => format!("up to {db:+.1} dB"),
        _ => "?".to_owned(),
    }
}

fn noise(e: Option<&Electrical>) -> String {
    let Some(e) = e else { return "?".to_owned() };
    match (e.hiss_db_spl, e.hiss_range_db_spl, e.hiss_at_most_db_spl) {
        (Some(db), ..) => format!("{db:.1}, {}", heard(db)),
        (_, Some([low, high]), _) => format!("{low:.1} to {high:.1}"),
        (.., Some(db)) => format!("up to {db:.1}, {}", heard(db)),
        _ => "?".to_owned(),
    }
}

fn damping(e: Option<&Electrical>) -> String {
    e.and_then(|e| e.damping_ratio).map_or_else(|| "?".to_owned(), |ratio| format!("{ratio:.1}"))
}

/// Why each of several sources got its verdict, and what to buy for it.
pub(super) fn details(sources: &[SourceReport], page: Page) -> String {
    let mut out = String::from("\n");
    for source in sources {
        let (said, style) = source.verdict.map_or(("", anstyle::Style::new()), word);
        let worst = source.joints.iter().max_by_key(|j| j.verdict);
        let Some(joint) = worst else { continue };
        let buy: Vec<&str> = source.buy.iter().map(|b| b.item.as_str()).collect();
        let why = if buy.is_empty() { joint.because.clone() } else { format!("add {}", buy.join(" and ")) };
        out += &paragraph(page, " ", "   ", &format!("{}: {}. {why}", source.name, styled(page, style, said)));
    }
    if out.trim().is_empty() { String::new() } else { out }
}
