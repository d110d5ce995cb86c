//! A pasted rule file: what is wrong with it, underlined, and what it would change. Nothing of it is kept.

use maud::{Markup, html};

use super::missing::failed;
use super::parts::table;
use crate::advice::impact::{Impact, impact};
use crate::calls::Recommend;
use crate::diag::{Diagnostic, summary};
use crate::report::text::count;
use crate::rulebook::{Loaded, lints};
use crate::source::Sources;
use crate::web::answer::Answer;
use crate::web::form::{field_mistake, first_letter_large, kept, mistakes, trouble_of};
use crate::web::frame::{Sheet, framed};
use crate::web::given::{Given, Trouble, read};
use crate::web::markdown::quoted;
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Advice, Error, Preferences, Severity};

/// Longest file that is read, bytes.
const LONGEST: usize = 200_000;
/// Findings that are shown.
const SHOWN: usize = 40;
/// Letters of a line that are shown on each side of the place.
const AROUND: usize = 90;
/// Models listed before and after.
const TOP: usize = 5;
/// Made-up people whose first models are compared.
const PEOPLE: usize = 30;

/// The form for a file; `wishes` are those by which it is tried.
pub(super) fn paste_form(name: &str, text: &str, wishes: &Query, wrong: &[Trouble]) -> Markup {
    let faulty = |key: &str| trouble_of(wrong, key).is_some();
    let described =
        |key: &str| if faulty(key) { format!("f-{key}-hint f-{key}-mistake") } else { format!("f-{key}-hint") };
    html! {
        form method="post" action="/rules" {
            div.field.faulty[faulty("name")] {
                label for="f-name" { "Name of the file" }
                p.hint #f-name-hint { "Its rules are called NAME/ID; one of the same id replaces a shipped rule." }
                (field_mistake(wrong, "name"))
                input type="text" id="f-name" name="name" value=(if name.is_empty() { "mine" } else { name })
                    maxlength="60" autocomplete="off" aria-describedby=(described("name"));
            }
            div.field.faulty[faulty("text")] {
                label for="f-text" { "The file" }
                p.hint #f-text-hint {
                    "Checked here at once and not kept. At most 200 kB. "
                    a href="/learn/fields" { "What rules can read" }
                }
                (field_mistake(wrong, "text"))
                textarea id="f-text" name="text" rows="14" spellcheck="false" autocapitalize="off"
                    aria-describedby=(described("text")) { (text) }
            }
            (kept(wishes.pairs()))
            @if wishes.pairs().next().is_some() {
                p.note { "Tried with these wishes: " code { (wishes) } ". " a href=(wishes.at("/advice")) { "Change them" } }
            } @else {
                p.note { "Tried for somebody without wishes. " a href="/advice" { "Say some first" } }
            }
            p.actions { button.main { "Check it" } }
        }
    }
}

/// The answer to a pasted file.
pub(crate) fn pasted(site: &Site, query: &Query) -> Answer {
    const OWN: [&str; 2] = ["text", "name"];
    let mut given: Given<Recommend> = read(query, &OWN);
    let text = query.pairs().filter(|(key, _)| *key == "text").last().map_or("", |(_, text)| text);
    let text = text.replace("\r\n", "\n");
    let name = query.last("name").unwrap_or("mine");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let wrong = |field: &str, message: &str, help: &str| Trouble {
        field: Some(field.to_owned()),
        message: message.to_owned(),
        help: help.to_owned(),
    };
    if text.len() > LONGEST {
        given.wrong.push(wrong("text", "the file is longer than 200 kB", "paste a part of it"));
    } else if text.trim().is_empty() {
        given.wrong.push(wrong("text", "nothing was pasted", "paste the text of a rule file"));
    }
    if name.len() > 60 || !name.chars().all(plain) {
        given.wrong.push(wrong("name", "this is no name of a file", "use letters, digits and hyphens, such as mine"));
    }
    answer(site, &given, name, &text).unwrap_or_else(|error| failed(&error))
}

fn answer(site: &Site, given: &Given<Recommend>, name: &str, text: &str) -> Result<Answer, Error> {
    let fields = ["text", "name"];
    let refused = given.wrong.iter().any(|t| t.field.as_deref().is_some_and(|field| fields.contains(&field)));
    let (status, found) = if refused { (422, html! {}) } else { checked(site, given, name, text)? };
    let status = if given.wrong.is_empty() { status } else { 422 };
    // A text that is too long does not come back.
    let text = if text.len() > LONGEST { "" } else { text };
    let main = html! {
        p.crumbs { a href="/rules" { "Rules" } }
        h1 { "Your rule file" }
        (mistakes(&given.wrong, &fields))
        (found)
        h2 { "Change it and check again" }
        (paste_form(name, text, &given.query, &given.wrong))
    };
    Ok(Answer::page(status, framed(&Sheet { title: "Your rule file", main, part: "/rules", scripts: &[] })))
}

/// What was found, and what the file changes if it can be used.
fn checked(site: &Site, given: &Given<Recommend>, name: &str, text: &str) -> Result<(u16, Markup), Error> {
    let engine = site.engine();
    let mut loaded = engine.rules_with_text(&format!("{name}.jsonc"), text)?;
    loaded.found.extend(lints::run(&loaded.rulebook, engine.catalog()?));
    // What is worst comes first, then what stands first.
    loaded.found.sort_by_key(|d| (d.severity(), d.loc));
    let usable = loaded.is_usable();
    let own = loaded
        .rulebook
        .rules
        .values()
        .filter(|rule| loaded.sources.file(rule.loc.file).name == format!("{name}.jsonc"));
    let verdict = match (usable, summary(&loaded.found)) {
        (true, none) if none.is_empty() => format!("{}, no problems.", count(own.count(), "rule")),
        (true, some) => format!("{} that can be used; {some}.", count(own.count(), "rule")),
        (false, some) => format!("It cannot be used yet: {some}."),
    };
    let found = html! {
        p.summary role="status" { (verdict) }
        (findings(&loaded))
        @if usable { (changes(site, given, &loaded)) }
    };
    Ok((if usable { 200 } else { 422 }, found))
}

fn findings(loaded: &Loaded) -> Markup {
    html! {
        @if !loaded.found.is_empty() {
            h2 { "What was found" }
            ol.found { @for d in loaded.found.iter().take(SHOWN) { li { (finding(d, &loaded.sources)) } } }
            @if let Some(more) = loaded.found.len().checked_sub(SHOWN + 1) {
                p { "And " (more + 1) " more; they are shown when these are mended." }
            }
        }
    }
}

/// A finding: what, where, the line with its place marked, the way out.
fn finding(d: &Diagnostic, sources: &Sources) -> Markup {
    let (line, column) = sources.line_column(d.loc);
    let [before, marked, after] = around(&sources.file(d.loc.file).text, d.loc.span.range());
    let class = match d.severity() {
        Severity::Error => "v-no",
        Severity::Warning => "v-caution",
        Severity::Info => "v-unknown",
    };
    html! {
        p {
            span class={ "verdict " (class) } { (first_letter_large(&d.severity().to_string())) } " "
            strong { (quoted(&first_letter_large(&d.message))) }
        }
        p.note { (sources.file(d.loc.file).name) ", line " (line) ", column " (column) ", " (d.code.id()) }
        div.scroll tabindex="0" role="region" aria-label={ "Line " (line) " of the file" } {
            pre { code { (before) mark { (marked) } (after) } }
        }
        @if !d.label.is_empty() { p.note { "Marked: " (quoted(&d.label)) } }
        @if let Some(help) = d.way_out() { p { "Way out: " (quoted(&help)) } }
        details {
            summary { "About " (d.code.id()) }
            @for paragraph in d.code.explanation().split("\n\n") { p { (quoted(paragraph)) } }
        }
    }
}

/// The line around a place, cut where it is long: before, the place, after.
fn around(text: &str, place: std::ops::Range<usize>) -> [String; 3] {
    let start = place.start.min(text.len());
    let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| start + at);
    let end = place.end.clamp(start, to.max(start));
    let [before, marked, after] = [from..start, start..end, end..to].map(|range| text.get(range).unwrap_or_default());
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let before = if skipped > 0 { format!("\u{2026}{before}") } else { before };
    let marked = if marked.is_empty() { " ".to_owned() } else { cut(marked) };
    [before, marked, cut(after)]
}

fn cut(text: &str) -> String {
    let kept: String = text.chars().take(AROUND).collect();
    if kept.len() < text.len() { kept + "\u{2026}" } else { kept }
}

/// What the file changes: for these wishes, and for made-up people.
fn changes(site: &Site, given: &Given<Recommend>, loaded: &Loaded) -> Markup {
    match compared(site, given, loaded) {
        Ok((before, after, all)) => html! {
            h2 { "What it changes" }
            (lists(site, &before, &after))
            p {
                "Over " (all.profiles) " made-up people: another first model for " (all.first_changed)
                ", another first three for " (all.top_changed) ", no answer any more for " (all.emptied) "."
            }
        },
        Err(error) => {
            let trouble = Trouble::of(&error);
            html! {
                h2 { "What it changes" }
                p { "With these wishes nothing can be compared: " (trouble.message) }
            }
        }
    }
}

fn compared(site: &Site, given: &Given<Recommend>, loaded: &Loaded) -> Result<(Advice, Advice, Impact), Error> {
    let engine = site.engine();
    let call = given.call.clone().unwrap_or_default();
    let wishes: Preferences = call.wishes(engine)?;
    let (old, new) = (engine.rulebook()?, &loaded.rulebook);
    let both = [old, new].map(|rules| engine.recommend_by(rules, &wishes, TOP));
    let [before, after] = both;
    let all = impact(engine.catalog()?, old, new, PEOPLE).map_err(|e| Error::of_wishes(e, &wishes))?;
    Ok((before?, after?, all))
}

/// The first places before and after.
fn lists(site: &Site, before: &Advice, after: &Advice) -> Markup {
    let ids =
        |advice: &Advice| advice.results.iter().map(|r| (r.id.clone(), format!("{:.1}", r.score))).collect::<Vec<_>>();
    let (before_ids, after_ids) = (ids(before), ids(after));
    if before_ids == after_ids {
        return html! { p { "With these wishes the first " (before_ids.len()) " models and their scores stay as they are." } };
    }
    let named = |id: &str| {
        let catalog = site.engine().catalog().ok();
        catalog.and_then(|catalog| catalog.get(id)).map_or_else(|| id.to_owned(), |entry| entry.model.name())
    };
    let name = |at: usize, advice: &Advice| {
        html! {
            @if let Some(r) = advice.results.get(at) {
                a href=(address::model(&r.id)) { (named(&r.id)) } " " span.note { (format!("{:.1}", r.score)) }
            }
        }
    };
    let rows = html! {
        @for at in 0..before_ids.len().max(after_ids.len()) {
            tr { th scope="row" { (at + 1) } td { (name(at, before)) } td { (name(at, after)) } }
        }
    };
    table("The first models before and after, with their scores", &["Place", "Before", "With your file"], &rows)
}
