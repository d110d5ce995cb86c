//! A screen as lines of text for a page of a given size.
//!
//! Room is given in this order: the question with its choices, what cannot be left out above it, what
//! was said so far, lines that can be left out, air between the blocks. Choices that still do not fit
//! are shown around the one at which the person stands.

use unicode_width::UnicodeWidthStr;

use super::screen::{Item, Screen, Turn};
use crate::report::Page;
use crate::report::text::{CARE, DIM, GOOD, HEAD, cut, pad, styled};

/// The lines of a screen, at most `rows` of them.
pub fn lines(turn: &Turn<'_>, suggested: &[String], page: Page, rows: usize) -> Vec<String> {
    let choices = if turn.screen.field.is_some() { field(turn, suggested, page) } else { items(turn, page) };
    let above = |all: bool| above(turn.screen, all, page);
    let question = question(turn, page);
    let foot = |each: usize| foot(turn.screen, each, page);
    // From roomy to tight; the last takes whatever is left for the choices.
    let plans: [(bool, usize, bool); 6] =
        [(true, 3, true), (true, 2, false), (false, 2, true), (false, 2, false), (false, 1, false), (false, 0, false)];
    for (all, each, airy) in plans {
        let blocks = vec![head(turn, page), above(all), question.clone(), choices.clone(), foot(each)];
        let joined = join(blocks, airy);
        if joined.len() <= rows {
            return joined;
        }
    }
    let fixed = join(vec![head(turn, page), above(false), question.clone()], false);
    let room = rows.saturating_sub(fixed.len()).max(1);
    let shown = window(&choices, turn.at, room);
    let mut out = join(vec![fixed, shown], false);
    out.truncate(rows);
    out
}

/// Blocks one after the other, with an empty line between them where there is room.
fn join(blocks: Vec<Vec<String>>, airy: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        if airy && !out.is_empty() {
            out.push(String::new());
        }
        out.extend(block);
    }
    out
}

/// As many choices as there is room for, around one of them.
fn window(choices: &[String], at: usize, room: usize) -> Vec<String> {
    if choices.len() <= room {
        return choices.to_vec();
    }
    let from = at.saturating_sub(room / 2).min(choices.len() - room);
    choices[from..from + room].to_vec()
}

fn wrapped(page: Page, first: &str, rest: &str, text: &str) -> Vec<String> {
    let options = textwrap::Options::new(page.width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Where this is, and the keys at the other end of the line.
fn head(turn: &Turn<'_>, page: Page) -> Vec<String> {
    let (title, keys) = (&turn.screen.title, turn.keys());
    let room = page.width.saturating_sub(title.width() + keys.width() + 2);
    let title = styled(page, DIM, title);
    if keys.is_empty() {
        vec![format!(" {title}")]
    } else if room >= 2 {
        vec![format!(" {title}{}{}", " ".repeat(room), styled(page, DIM, &keys))]
    } else {
        vec![format!(" {title}"), format!(" {}", styled(page, DIM, &keys))]
    }
}

fn above(screen: &Screen, all: bool, page: Page) -> Vec<String> {
    let kept = screen.lines.iter().filter(|line| all || line.keep);
    kept.flat_map(|line| if line.wrap { wrapped(page, " ", "   ", &line.text) } else { vec![line.text.clone()] })
        .collect()
}

/// The question, what a key could not do, and the explanation where it was asked for.
fn question(turn: &Turn<'_>, page: Page) -> Vec<String> {
    let mut out: Vec<String> =
        wrapped(page, " ", " ", &turn.screen.ask).iter().map(|line| styled(page, HEAD, line)).collect();
    if turn.helped {
        out.extend(wrapped(page, "   ", "   ", &turn.screen.help));
    }
    if !turn.note.is_empty() {
        out.extend(wrapped(page, " ! ", "   ", &turn.note).iter().map(|line| styled(page, CARE, line)));
    }
    out
}

fn items(turn: &Turn<'_>, page: Page) -> Vec<String> {
    let many = turn.screen.most > 1;
    let noted = |item: &&Item| !item.note.is_empty() || item.now;
    let widest = turn.screen.items.iter().filter(noted).map(|item| item.say.width()).max().unwrap_or(0);
    let line = |(place, item): (usize, &Item)| {
        let here = place == turn.at;
        let number = if place < 9 { (place + 1).to_string() } else { " ".to_owned() };
        let none = turn.screen.none && place + 1 == turn.screen.items.len();
        let mark = match (many && !none, turn.marked.contains(&place)) {
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
            (false, _) => "",
        };
        let mut note = item.note.clone();
        if item.now && !many {
            note = format!("{note}{}(your answer)", if note.is_empty() { "" } else { " " });
        }
        let say = if note.is_empty() { item.say.clone() } else { format!("{}  {note}", pad(&item.say, widest)) };
        let sign = if here { ">" } else { " " };
        let text = cut(&format!(" {sign} {number} {mark}{say}"), page.width);
        if here { styled(page, GOOD.bold(), &text) } else { text }
    };
    turn.screen.items.iter().enumerate().map(line).collect()
}

/// The text under way, what it should look like, and what it may mean.
fn field(turn: &Turn<'_>, suggested: &[String], page: Page) -> Vec<String> {
    let hint = turn.screen.field.as_ref().map(|f| f.hint.as_str()).unwrap_or_default();
    let text = &turn.text;
    // The end of a long text is what is being written.
    let room = page.width.saturating_sub(5);
    let skip = text.chars().count().saturating_sub(room);
    let text: String = text.chars().skip(skip).collect();
    let mut out = vec![format!(" > {}{}", styled(page, HEAD, &text), styled(page, DIM, "_"))];
    if suggested.is_empty() {
        out.extend(wrapped(page, "   ", "   ", hint).iter().map(|line| styled(page, DIM, line)));
    } else {
        let text = format!("Tab: {}", suggested.join(", "));
        out.extend(wrapped(page, "   ", "        ", &text).iter().map(|line| styled(page, DIM, line)));
    }
    out
}

/// What was said so far, each at most `each` lines.
fn foot(screen: &Screen, each: usize, page: Page) -> Vec<String> {
    let mut out = Vec::new();
    for text in &screen.foot {
        let indent = " ".repeat(text.find(": ").map_or(1, |at| at + 3));
        let lines = wrapped(page, " ", &indent, text);
        let more = lines.len() > each;
        for (at, line) in lines.into_iter().take(each).enumerate() {
            let line = if more && at + 1 == each { cut(&format!("{line} …"), page.width) } else { line };
            out.push(styled(page, DIM, &line));
        }
    }
    out
}
