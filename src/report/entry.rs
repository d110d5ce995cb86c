//! One model of the list for people: its wishes answered, then what stands out, then cautions.

use unicode_width::UnicodeWidthStr;

use super::Page;
use super::text::{BAD, CARE, DIM, GOOD, HEAD, bar, cut, pad, paragraph, price, styled};
use super::wishes::title;
use crate::advice::{Answered, Preferences, Recommendation};
use crate::catalog::{Catalog, Entry, Model};
use crate::fit::Verdict;
use crate::names::Match;
use crate::rulebook::plan::Answer;

/// Reasons for, and reasons against, that are shown beside the wishes.
const STANDING_OUT: usize = 2;
/// The same where no wish was stated.
const WITHOUT_WISHES: usize = 3;
/// Smaller differences of a band are hardly heard, dB.
const AUDIBLE_DB: f64 = 0.5;
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
    for (mark, style, text) in reasons(r) {
        let lines = paragraph(page, &format!("    {mark} "), "      ", &text);
        out += &if mark == "+" || mark == "~" { lines } else { styled(page, style, lines.trim_end()) + "\n" };
    }
    out += &against_like(found, catalog, asked, page);
    out += &twin(r, catalog, page);
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

/// The reason of an answer; how it connects is told with what must be bought.
fn reason(wish: &Answered, r: &Recommendation) -> String {
    let connects = matches!(wish.wish.name(), "plug" | "source") && wish.answer != Answer::Met;
    match r.connection.as_ref().filter(|_| connects) {
        Some(connection) => connection.because.clone(),
        None => wish.because.clone(),
    }
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

/// What stands out of it, cautions, the connection, and how sure all that is.
fn reasons(r: &Recommendation) -> Vec<(&'static str, anstyle::Style, String)> {
    let most = if r.wishes.is_empty() { WITHOUT_WISHES } else { STANDING_OUT };
    let mut out = Vec::new();
    let standing = |good: bool| r.standing.iter().filter(move |s| (s.points > 0.0) == good).take(most);
    out.extend(standing(true).map(|s| ("+", GOOD, s.because.clone())));
    out.extend(standing(false).map(|s| ("-", CARE, s.because.clone())));
    out.extend(r.warnings.iter().map(|w| ("!", CARE, w.because.clone())));
    let told = r.wishes.iter().any(|wish| matches!(wish.wish.name(), "plug" | "source"));
    if let Some(c) = &r.connection {
        let style = if matches!(c.verdict, Verdict::Unsafe | Verdict::No) { BAD } else { DIM };
        let set = c.set_price_usd.filter(|_| !c.buy.is_empty()).map(|usd| price(Some(usd)));
        match set {
            // The price was answered with all that it needs.
            Some(_) if told && r.wishes.iter().any(|wish| wish.wish.name() == "budget") => {}
            Some(set) if told => out.push((">", style, format!("the set costs {set}"))),
            Some(set) => out.push((">", style, format!("{}; the set {set}", c.because))),
            None if !told && c.verdict != Verdict::Ok => out.push((">", style, c.because.clone())),
            None => {}
        }
    }
    let guessed = r.criteria.iter().filter(|c| !c.judged && c.weight > 0.0).map(|c| c.title.to_lowercase());
    let guessed: Vec<String> = guessed.collect();
    let mut note = format!("confidence {:.0} %", r.confidence * 100.0);
    if !guessed.is_empty() {
        note += &format!("; nothing is known about {}", guessed.join(", "));
    }
    out.push(("~", DIM, note));
    out
}

/// What is other than with the model that the person started from: sound, price, size.
fn against_like(found: &Entry, catalog: &Catalog, asked: &Preferences, page: Page) -> String {
    let named = asked.like.as_deref().map(|name| catalog.find_surely(name));
    let Some(Match::One(id)) = named else { return String::new() };
    let Some(like) = catalog.get(&id) else { return String::new() };
    let mut said = Vec::new();
    if let (Some(mine), Some(theirs)) = (found.bands(), like.bands()) {
        let differences = mine.iter().zip(theirs.iter()).map(|((band, mine), (_, theirs))| (band, mine - theirs));
        let told = differences.filter(|(band, db)| band.id != "air" && db.abs() >= AUDIBLE_DB);
        said.extend(told.map(|(band, db)| format!("{} {db:+.1} dB", band.title)));
    }
    if let (Some(mine), Some(theirs)) = (found.model.price_usd, like.model.price_usd) {
        let word = if mine < theirs { "cheaper" } else { "dearer" };
        let apart = (mine - theirs).abs();
        said.extend((apart >= 1.0).then(|| format!("{} {word}", price(Some(apart)))));
    }
    if let (Some(mine), Some(theirs)) = (found.model.shell_size, like.model.shell_size)
        && mine != theirs
    {
        said.push(format!("{mine} instead of {theirs}"));
    }
    if said.is_empty() {
        said.push("much the same".to_owned());
    }
    let text = format!("against the {}: {}", like.model.name(), said.join(", "));
    paragraph(page, "    = ", "      ", &text)
}

/// The line that names a cheaper model of nearly the same sound.
fn twin(r: &Recommendation, catalog: &Catalog, page: Page) -> String {
    let Some((twin, found)) = r.twin.as_ref().and_then(|t| Some((t, catalog.get(&t.id)?))) else {
        return String::new();
    };
    let (name, cost) = (found.model.name(), price(found.model.price_usd));
    let text = format!("same sound, cheaper: {name}, {cost}, {:.1} dB apart", twin.distance_db);
    styled(page, DIM, paragraph(page, "    ", "      ", &text).trim_end()) + "\n"
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
