//! The answer of a check for people: the verdict first, then why, then what to buy.

use super::Page;
use super::text::{BAD, CARE, DIM, GOOD, HEAD, count, paragraph, price, styled};
use crate::fit::{CheckReport, Electrical, Fits, JackNote, Verdict};

/// The verdict in a word and its colour.
fn word(verdict: Verdict) -> (&'static str, anstyle::Style) {
    match verdict {
        Verdict::Ok => ("fits", GOOD),
        Verdict::Caution => ("care", CARE),
        Verdict::Adapter => ("adapter", CARE),
        Verdict::No => ("no", BAD),
        Verdict::Unsafe => ("unsafe", BAD),
        Verdict::Unknown => ("unknown", CARE),
    }
}

fn whole(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "It fits.",
        Verdict::Caution => "It works, with care.",
        Verdict::Adapter => "It needs a part.",
        Verdict::No => "It does not go together.",
        Verdict::Unsafe => "Do not connect this: it can damage the source.",
        Verdict::Unknown => "Nobody can tell: a fact is missing.",
    }
}

/// The whole answer.
pub fn human(report: &CheckReport, page: Page) -> String {
    let mut out = String::from("\n");
    if let Some(verdict) = report.verdict {
        let alone = report.joints.is_empty();
        let text = match verdict {
            Verdict::Ok if alone => "A cable. What it fits:",
            Verdict::Caution if alone => "One part alone. What it fits:",
            other => whole(other),
        };
        let (_, style) = word(verdict);
        out += &format!(" {}\n", styled(page, if alone { HEAD } else { style.bold() }, text));
    }
    for joint in &report.joints {
        let (said, style) = word(joint.verdict);
        let arrow = if page.rich { "──" } else { "--" };
        out += &format!("\n {} {arrow} {}: {}\n", joint.names[0], joint.names[1], styled(page, style, said));
        out += &paragraph(page, "   ", "   ", &joint.because);
        if let Some(fix) = joint.fix.as_ref().filter(|_| report.buy.is_empty() || joint.verdict != Verdict::Adapter) {
            out += &paragraph(page, "   Mend: ", "         ", fix);
        }
    }
    if !report.buy.is_empty() {
        out.push('\n');
        for part in &report.buy {
            let about =
                part.price_usd.map_or_else(|| "price unknown".to_owned(), |p| format!("about {}", price(Some(p))));
            out += &paragraph(page, " Buy: ", "      ", &format!("{}, {about} ({})", part.item, part.why));
        }
    }
    if let Some(question) = &report.question {
        out.push('\n');
        out += &paragraph(page, " Question: ", "           ", &question.text);
        for candidate in &question.candidates {
            out += &format!("   {}: {}\n", candidate.id, word(candidate.verdict).0);
        }
    }
    if let Some(fits) = &report.fits {
        out += &fits_text(fits, page);
    }
    if let Some(electrical) = &report.electrical {
        out += &electrical_text(electrical, page);
    }
    for note in &report.notes {
        out += &styled(page, DIM, paragraph(page, "\n ", " ", note).trim_end());
        out.push('\n');
    }
    out
}

fn fits_text(fits: &Fits, page: Page) -> String {
    let mut out = String::new();
    let c = fits.counts;
    if c.ok + c.caution + c.adapter + c.no + c.unknown > 0 {
        let ok = format!("{} straight", count(c.ok, "model"));
        let text = format!(
            "{ok}, {} with care, {} with a converter, {} not; {} have a socket that nobody recorded.",
            c.caution, c.adapter, c.no, c.unknown
        );
        out.push('\n');
        out += &paragraph(page, " At the ear: ", "   ", &text);
        for (verdict, title) in [(Verdict::Ok, "fits"), (Verdict::Caution, "with care")] {
            let names: Vec<&str> =
                fits.models.iter().filter(|m| m.verdict == verdict).map(|m| m.name.as_ref()).collect();
            if !names.is_empty() {
                const SHOWN: usize = 12;
                let more = names.len().saturating_sub(SHOWN);
                let more = if more > 0 { format!(", and {more} more (--json lists all)") } else { String::new() };
                let listed = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
                out += &paragraph(page, &format!("   {title}: "), "     ", &format!("{listed}{more}"));
            }
        }
    }
    let jacks = &fits.jacks;
    if !(jacks.direct.is_empty() && jacks.adapter.is_empty() && jacks.never.is_empty()) {
        out += "\n At the source:\n";
        let names = |notes: &[JackNote]| notes.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(", ");
        if !jacks.direct.is_empty() {
            out += &styled(page, GOOD, paragraph(page, "   straight in: ", "     ", &names(&jacks.direct)).trim_end());
            out.push('\n');
        }
        for note in &jacks.adapter {
            out += &paragraph(page, "   with a part: ", "     ", &format!("{} - {}", note.name, note.because));
        }
        let mut never: Vec<(&str, Vec<&str>)> = Vec::new();
        for note in &jacks.never {
            match never.iter_mut().find(|(because, _)| *because == note.because) {
                Some((_, names)) => names.push(&note.name),
                None => never.push((&note.because, vec![&note.name])),
            }
        }
        for (because, names) in never {
            let text = paragraph(page, "   never: ", "     ", &format!("{} - {because}", names.join(", ")));
            out += &styled(page, BAD, text.trim_end());
            out.push('\n');
        }
    }
    out
}

fn electrical_text(e: &Electrical, page: Page) -> String {
    let mut said = Vec::new();
    match (e.loudness_headroom_db, e.loudness_headroom_range_db) {
        (Some(db), _) if db >= 0.0 => said.push(format!("110 dB peaks with {db:.1} dB to spare")),
        (Some(db), _) => said.push(format!("110 dB peaks are missed by {:.1} dB", -db)),
        (None, Some([low, high])) => said
            .push(format!("room above 110 dB peaks between {low:.1} and {high:.1} dB (the sensitivity has no unit)")),
        _ => {}
    }
    let band = |db: f64| match db {
        db if db < 10.0 => "inaudible",
        db if db < 20.0 => "only in a silent room",
        db if db < 30.0 => "noticeable to many",
        _ => "plainly heard",
    };
    match (e.hiss_db_spl, e.hiss_range_db_spl) {
        (Some(db), _) => said.push(format!("hiss {db:.1} dB SPL, {}", band(db))),
        (None, Some([low, high])) => said.push(format!("hiss between {low:.1} and {high:.1} dB SPL")),
        _ => {}
    }
    if let Some(ratio) = e.damping_ratio {
        let advice = if ratio >= 8.0 { "fine by the 1/8 rule" } else { "below the 8 that keeps the tone" };
        said.push(format!("damping ratio {ratio:.1}, {advice}"));
    }
    let mut out = String::from("\n");
    if !said.is_empty() {
        out += &paragraph(page, " Sound: ", "        ", &format!("{}.", said.join("; ")));
    }
    if !e.unknown.is_empty() {
        out += &paragraph(page, " Not known: ", "            ", &format!("{}.", e.unknown.join(", ")));
    }
    out
}
