//! The answer of a check for people: the verdict first, then why, then what to buy.

use super::Page;
use super::electrical;
use super::fits;
use super::text::{CARE, DIM, HEAD, paragraph, price, styled};
use super::verdict::word;
use crate::fit::{Buy, CheckReport, JointReport, Owned, Question, Understood, Verdict, connector_ids, plug_ids};
use crate::names::normalise;

/// The line between two parts.
fn line(verdict: Verdict, page: Page) -> &'static str {
    if !page.rich {
        return "--";
    }
    match verdict {
        Verdict::Ok => "──✓──",
        Verdict::Caution | Verdict::Unknown => "──?──",
        Verdict::Adapter => "──+──",
        Verdict::No => "──✗──",
        Verdict::Unsafe => "──!──",
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
    let mut out = read_as(&report.understood, page);
    out += &head(report, page);
    if report.sources.is_empty() {
        let asked = report.question.as_ref().map(|q| q.text.as_str());
        for joint in &report.joints {
            out += &joint_text(joint, !report.buy.is_empty(), asked, page);
        }
        out += &shopping(&report.buy, page);
    } else {
        out += &electrical::table(&report.sources, page);
        out += &electrical::details(&report.sources, page);
    }
    out += &report.question.as_ref().map(|q| question(q, page)).unwrap_or_default();
    out += &report.fits.as_ref().map(|f| fits::text(f, page)).unwrap_or_default();
    let alone = report.joints.is_empty();
    out += &report.tips.as_ref().filter(|_| alone).map(|t| fits::tips(t, page)).unwrap_or_default();
    if report.sources.is_empty() {
        out += &report.electrical.as_ref().map(|e| electrical::text(e, page)).unwrap_or_default();
    }
    out += &owned(&report.owned, page);
    out += &learn(&report.joints, page);
    for note in &report.notes {
        out += &styled(page, DIM, paragraph(page, "\n ", " ", note).trim_end());
        out.push('\n');
    }
    out
}

/// The parts of joints that do not simply fit: their ids, for reading on.
pub fn explained(joints: &[JointReport]) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for joint in joints.iter().filter(|joint| joint.verdict != Verdict::Ok) {
        for id in [joint.from.as_str(), &joint.to] {
            if !ids.contains(&id) && (connector_ids().contains(&id) || plug_ids().contains(&id)) {
                ids.push(id);
            }
        }
    }
    ids
}

/// Where they are explained.
fn learn(joints: &[JointReport], page: Page) -> String {
    let ids = explained(joints);
    if ids.is_empty() {
        return String::new();
    }
    let calls: Vec<String> = ids.iter().take(3).map(|id| format!("iem learn {id}")).collect();
    let text = format!("The parts explained: {}", calls.join(" · "));
    styled(page, DIM, paragraph(page, "\n ", "   ", &text).trim_end()) + "\n"
}

/// How parts were read whose names are not simply what was written, a sentence each.
pub fn readings(understood: &[Understood]) -> Vec<String> {
    let said = understood.iter().filter_map(|part| {
        let (written, read) = (normalise(&part.text), normalise(&part.read_as));
        let ignored = if part.ignored.is_empty() {
            String::new()
        } else {
            format!(" ({} changes nothing)", part.ignored.join(", "))
        };
        (!read.contains(&written) || !ignored.is_empty())
            .then(|| format!("Read \"{}\" as {}{ignored}.", part.text, part.read_as))
    });
    said.collect()
}

/// These sentences above everything else.
fn read_as(understood: &[Understood], page: Page) -> String {
    let mut out = String::new();
    for text in readings(understood) {
        out += &styled(page, DIM, paragraph(page, " ", "   ", &text).trim_end());
        out.push('\n');
    }
    if out.is_empty() { out } else { format!("\n{out}") }
}

/// Whether a joint of the chain asks for care.
fn careful(report: &CheckReport) -> bool {
    report.joints.iter().any(|joint| joint.verdict == Verdict::Caution)
}

/// The verdict of the whole in a sentence, or what a part is that stands alone.
pub fn headline(report: &CheckReport) -> Option<String> {
    let verdict = report.verdict?;
    Some(if report.maybe_unsafe && report.question.is_some() {
        "It depends on a question, and one answer can damage the source.".to_owned()
    } else if report.question.is_some() && verdict == Verdict::Caution {
        "It depends on a question.".to_owned()
    } else if is_alone(report) {
        format!("{}.", report.title)
    } else if report.sources.is_empty() && verdict == Verdict::Adapter && careful(report) {
        "It needs a part, and care: see below.".to_owned()
    } else if report.sources.is_empty() {
        whole(verdict).to_owned()
    } else {
        format!("{}: the best of {}.", whole(verdict).trim_end_matches('.'), report.sources.len())
    })
}

/// Whether a part stands alone.
pub fn is_alone(report: &CheckReport) -> bool {
    report.joints.is_empty() && report.sources.is_empty()
}

fn head(report: &CheckReport, page: Page) -> String {
    let (Some(verdict), Some(text)) = (report.verdict, headline(report)) else { return String::new() };
    let style = if is_alone(report) { HEAD } else { word(verdict).1.bold() };
    format!("\n{}\n", styled(page, style, paragraph(page, " ", " ", &text).trim_end()))
}

fn joint_text(joint: &JointReport, buying: bool, asked: Option<&str>, page: Page) -> String {
    let (said, style) = word(joint.verdict);
    let names = format!("{} {} {}: ", joint.names[0], line(joint.verdict, page), joint.names[1]);
    let mut out = String::from("\n");
    out += &paragraph(page, " ", "     ", &format!("{names}{}", styled(page, style, said)));
    if asked != Some(joint.because.as_str()) {
        out += &paragraph(page, "   ", "   ", &joint.because);
    }
    if let Some(fix) = joint.fix.as_ref().filter(|_| !buying || joint.verdict != Verdict::Adapter) {
        out += &paragraph(page, "   Mend: ", "         ", fix);
    }
    out
}

fn shopping(buy: &[Buy], page: Page) -> String {
    let mut out = String::new();
    for part in buy {
        let about = part.price_usd.map_or_else(|| "price unknown".to_owned(), |p| format!("about {}", price(Some(p))));
        out += &paragraph(page, " Buy: ", "      ", &format!("{}, {about} ({})", part.item, part.why));
    }
    if out.is_empty() { out } else { format!("\n{out}") }
}

fn question(question: &Question, page: Page) -> String {
    let mut out = String::from("\n");
    out += &paragraph(page, " Question: ", "           ", &question.text);
    for candidate in &question.candidates {
        let (said, style) = word(candidate.verdict);
        out += &paragraph(page, "   ", "     ", &format!("{}: {}", candidate.name, styled(page, style, said)));
    }
    out
}

fn owned(owned: &[Owned], page: Page) -> String {
    if owned.is_empty() {
        return String::new();
    }
    let mut out = format!("\n {}\n", styled(page, HEAD, "What you own"));
    for thing in owned {
        let (said, style) = thing.verdict.map_or(("unknown", CARE), word);
        let text = format!("{} {}: {}", thing.kind, thing.name, styled(page, style, said));
        out += &paragraph(page, "   ", "     ", &text);
        if thing.verdict != Some(Verdict::Ok) && !thing.because.is_empty() {
            out += &paragraph(page, "     ", "     ", &thing.because);
        }
    }
    out
}
