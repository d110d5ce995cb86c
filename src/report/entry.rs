//! One model of the list for people: its wishes answered, then what stands out, then cautions.

use unicode_width::UnicodeWidthStr;

use super::Page;
use super::sentences::{self, Remark, RemarkKind, reason, remarks};
use super::text::{BAD, CARE, DIM, GOOD, HEAD, bar, cut, pad, paragraph, price, styled};
use super::wishes::title;
use crate::advice::{Preferences, Recommendation};
use crate::catalog::{Catalog, Model};
use crate::rulebook::plan::Answer;

/// No line is longer, however wide the page: answers stand beside what they answer.
const WIDEST: usize = 80;

/// The entry of a model.
pub(super) fn entry(
    rank: usize,
    r: &Recommendation,
    catalog: &Catalog,
    asked: &Preferences,
    page: Page,
    why: bool,
) -> String {
    let Some(found) = catalog.get(&r.id) else { return String::new() };
    let mut out = head(rank, r, &found.model, page);
    out += &answers(r, asked, page);
    for Remark { kind, text } in remarks(r) {
        let (mark, style) = match kind {
            RemarkKind::For => ("+", None),
            RemarkKind::Against => ("-", Some(CARE)),
            RemarkKind::Caution => ("!", Some(CARE)),
            RemarkKind::Danger => (">", Some(BAD)),
            RemarkKind::Connection => (">", Some(DIM)),
            RemarkKind::Confidence => ("~", None),
        };
        let lines = paragraph(page, &format!("    {mark} "), "      ", &text);
        out += &style.map_or(lines.clone(), |style| styled(page, style, lines.trim_end()) + "\n");
    }
    if let Some(text) = sentences::against_like(found, catalog, asked) {
        out += &paragraph(page, "    = ", "      ", &text);
    }
    if let Some((twin, found)) = r.twin.as_ref().and_then(|t| Some((t, catalog.get(&t.id)?))) {
        let text = sentences::twin(twin, found);
        out += &styled(page, DIM, paragraph(page, "    ", "      ", &text).trim_end());
        out.push('\n');
    }
    if why {
        out += &receipt(r, page);
    }
    out
}

pub(super) fn head(rank: usize, r: &Recommendation, model: &Model, page: Page) -> String {
    let mut name = format!("{rank:>2}  {}", model.name());
    if !page.rich {
        return format!("{name}, {}, score {:.0} of 100\n", price(model.price_usd), r.score);
    }
    let cells = page.width.saturating_sub(56).clamp(0, 20);
    // Price, bar and score stay on the line, whatever the name.
    let room = page.width.saturating_sub(20 + cells).max(20);
    name = cut(&name, room);
    format!(
        "{} {:>13}  {} {}\n",
        styled(page, HEAD, &pad(&name, 36)),
        price(model.price_usd),
        styled(page, GOOD, &bar(r.score, cells)),
        styled(page, HEAD, &format!("{:.0}", r.score)),
    )
}

/// Every wish of a model as people read it: its title, the answer, the reason.
pub fn told_answers(r: &Recommendation, asked: &Preferences) -> Vec<(String, Answer, String)> {
    r.wishes.iter().map(|wish| (title(wish.wish.name(), asked), wish.answer, reason(wish, r))).collect()
}

/// Every wish with its reason and its answer.
pub(super) fn answers(r: &Recommendation, asked: &Preferences, page: Page) -> String {
    let titles: Vec<String> = r.wishes.iter().map(|w| title(w.wish.name(), asked)).collect();
    let widest = titles.iter().map(|title| title.width()).max().unwrap_or_default().clamp(8, 16);
    let lines = r.wishes.iter().zip(&titles).map(|(wish, title)| {
        let because = reason(wish, r);
        if page.rich {
            row(wish.answer, title, &because, widest, page)
        } else {
            told(wish.answer, title, &because, page)
        }
    });
    lines.collect()
}

/// Title, reason and answer in three columns.
fn row(answer: Answer, title: &str, because: &str, widest: usize, page: Page) -> String {
    let (word, style) = match answer {
        Answer::Met => ("met", GOOD),
        Answer::Partly => ("partly", CARE),
        Answer::Not => ("not met", BAD),
        Answer::Unknown => ("?", CARE),
    };
    let room = page.width.min(WIDEST).saturating_sub(6 + widest + 2 + 10).max(16);
    let mut out = String::new();
    for (i, line) in textwrap::wrap(because, room).iter().enumerate() {
        if i == 0 {
            let answer = styled(page, style, &format!("{word:>8}"));
            out += &format!("      {}  {}  {answer}\n", pad(title, widest), pad(line, room));
        } else {
            out += &format!("      {}  {line}\n", " ".repeat(widest));
        }
    }
    out
}

/// The same in words, for screen readers and logs.
fn told(answer: Answer, title: &str, because: &str, page: Page) -> String {
    let word = match answer {
        Answer::Met => "met",
        Answer::Partly => "partly met",
        Answer::Not => "not met",
        Answer::Unknown => "not known",
    };
    paragraph(page, "    ", "      ", &format!("{title}: {word}: {because}"))
}

/// Every point with its reason and what it counts for.
fn receipt(r: &Recommendation, page: Page) -> String {
    let mut out = String::new();
    let mut sum = 0.0;
    for line in &r.receipt {
        sum += line.points;
        let title = r.criteria.iter().find(|c| c.id == line.criterion).map_or("", |c| c.title.as_str());
        let text = format!("{}  [{title}]", line.because);
        out += &paragraph(page, &format!("      {:>+6.1}  ", line.points), "              ", &text);
    }
    out += &format!("      {sum:>6.1}  in all\n");
    out
}
