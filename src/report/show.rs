//! One model on one screen: what it is, how it sounds, what it fits, what is not known.

use super::Page;
use super::models::drivers;
use super::sources::{dated_price, missing};
use super::text::{DIM, HEAD, count, pad, paragraph, price, styled};
use super::wishes::jack;
use crate::advice::link::Connection;
use crate::catalog::{Catalog, Entry, Model};
use crate::fit::{Verdict, connector_short};
use crate::sound::graph::Graph;
use crate::sound::words::{Sounds, title};
use crate::sound::{Measured, harman};
use crate::words::{Plug, SensitivityRef};

/// Lines of the whole page: a terminal of the usual height shows it at once, its prompt included.
const LINES: usize = 24;
/// Height of the picture: what is left of the page, within these.
const ROWS: (usize, usize) = (4, 9);
/// Lines of the picture beside its rows: what it shows, the axis and its labels, an empty line.
const AROUND: usize = 4;

/// How a model gets its sound from some jacks, worked out before.
pub struct Ways<'a> {
    /// Each jack with the connection.
    pub jacks: &'a [(Plug, Connection)],
}

/// A model for people; the catalogue has its variants.
pub fn human(entry: &Entry, catalog: &Catalog, ways: &Ways<'_>, page: Page) -> String {
    let m = &entry.model;
    let above = format!("\n{}\n", headline(m, page));
    let mut below = said_of_sound(entry, page);
    below.push('\n');
    let rows =
        [("fit", fit(m)), ("rated", rated(m)), ("goes into", goes_into(ways)), ("variants", variants(entry, catalog))];
    for (title, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        below += &row(title, text, page);
    }
    below += &unknown(m, page);
    let end = paragraph(page, " ", " ", "~ recalled, nobody has checked it. Where each fact comes from: --sources");
    below += &styled(page, DIM, end.trim_end());
    below.push('\n');
    let lines = |text: &str| text.lines().count();
    let room = LINES.saturating_sub(lines(&above) + lines(&below) + AROUND).clamp(ROWS.0, ROWS.1);
    let picture = match &entry.measured {
        Some(measured) if page.rich => picture(entry, measured, page, room),
        _ => String::new(),
    };
    above + &picture + &below
}

/// A line with its title; longer ones are cut, `--sources` has all.
fn row(title: &str, text: &str, page: Page) -> String {
    const TITLES: usize = 11;
    // What is not known comes with a call to copy, which is never cut.
    let most = if title == "not known" { 3 } else { 2 };
    let lines = paragraph(page, &format!(" {}", pad(title, TITLES)), &" ".repeat(TITLES + 1), text);
    let all: Vec<&str> = lines.lines().collect();
    if all.len() <= most {
        return lines;
    }
    let shown = all[..most].join("\n");
    let shown: String = shown.chars().take(shown.chars().count().saturating_sub(18)).collect();
    format!(
        "{} (more: --sources)\n",
        shown.trim_end_matches(|c: char| c != ' ' && c != ',').trim_end_matches([',', ' '])
    )
}

/// `~` before what nobody has checked.
fn marked(m: &Model, key: &str, text: String) -> String {
    let rows = m.sources().get(key).map(crate::catalog::Evidence::rows).unwrap_or_default();
    if rows.iter().any(|told| told.confidence == "seen") { text } else { format!("~{text}") }
}

fn headline(m: &Model, page: Page) -> String {
    let mut first = vec![dated_price(m)];
    first.extend(m.released.map(|y| marked(m, "released", y.to_string())));
    first.extend(m.form.map(|f| f.to_string()));
    let first = first.join(" · ");
    let name = m.name();
    let used = name.chars().count() + first.chars().count() + 1;
    let gap = page.width.min(80).saturating_sub(used);
    let mut out = if gap >= 2 {
        format!(" {}{}{first}\n", styled(page, HEAD, &name), " ".repeat(gap))
    } else {
        format!(" {}\n{}", styled(page, HEAD, &name), paragraph(page, " ", "   ", &first))
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(m.drivers.as_ref().map(|d| marked(m, "drivers", drivers(d))));
    parts.extend(m.socket.as_deref().map(|s| marked(m, "socket", connector_short(s))));
    parts.extend(
        m.stock_plugs
            .as_ref()
            .map(|p| marked(m, "stock_plugs", p.iter().map(|p| jack(*p)).collect::<Vec<_>>().join(", "))),
    );
    parts.extend(m.impedance_ohm.map(|z| marked(m, "impedance_ohm", format!("{z} ohm"))));
    parts.extend(sensitivity(m));
    parts.extend(m.weight_g.map(|g| marked(m, "weight_g", format!("{g} g"))));
    parts.extend(m.listed());
    if !parts.is_empty() {
        out += &paragraph(page, " ", " ", &parts.join(" · "));
    }
    out
}

/// With the unit that it was measured at; without one it is only a number.
fn sensitivity(m: &Model) -> Option<String> {
    let db = m.sensitivity_db?;
    let text = match (m.sensitivity_db_v(), m.sensitivity_db_mw()) {
        (Some(v), _) if v == db => format!("{db} dB/V"),
        (_, Some(mw)) if mw == db => format!("{db} dB/mW"),
        _ => match m.sensitivity_ref_claimed {
            Some(SensitivityRef::Volt) => format!("{db} dB/V by its maker"),
            Some(SensitivityRef::MilliWatt) => format!("{db} dB/mW by its maker"),
            Some(SensitivityRef::Unknown) | None => format!("{db} dB, whether per mW or per V is not known"),
        },
    };
    Some(marked(m, "sensitivity_db", text))
}

/// The bands and the words for them.
fn said_of_sound(entry: &Entry, page: Page) -> String {
    let (Some(measured), Some(bands)) = (&entry.measured, entry.bands()) else {
        return paragraph(
            page,
            " ",
            " ",
            "Nobody's measurement of it is in the catalogue, so nothing is said of its sound.",
        );
    };
    let heard = bands.iter().filter(|(band, _)| band.id != "air");
    // Adding 0 makes a rounded -0.0 a 0.0; the first is short so that all stand in one line.
    let level = |db: f64| (db * 10.0).round() / 10.0 + 0.0;
    let name = |title: &'static str| title.strip_suffix("-bass").unwrap_or(title);
    let said: Vec<String> = heard.map(|(band, db)| format!("{} {:+.1}", name(band.title), level(db))).collect();
    let by = count(usize::from(measured.n), "reviewer");
    let text = if page.rich { format!("{} dB", said.join("  ")) } else { format!("{} dB, {by}", said.join(", ")) };
    let mut out = paragraph(page, " ", "   ", &text);
    out += &paragraph(page, " sounds: ", "   ", &words(&Sounds::of(&measured.curve, bands)));
    out
}

/// The response against Harman's target.
fn picture(entry: &Entry, measured: &Measured, page: Page, rows: usize) -> String {
    let mut graph = Graph::default();
    graph.add(&entry.model.id, &entry.model.name(), measured);
    graph.add_target(harman());
    let by = count(usize::from(measured.n), "reviewer");
    let apart = measured.spread_db.map(|s| format!(" ({s:.1} dB apart)")).unwrap_or_default();
    let caption = format!("       what {by} measured{apart}, against Harman (dashed)");
    let caption: String = caption.chars().take(page.width).collect();
    format!("{}\n{}\n", styled(page, DIM, &caption), super::graph::picture(&graph, page, rows))
}

/// The likeliest words, each with its probability.
pub fn words(sounds: &Sounds) -> String {
    const NAMED: usize = 2;
    const LEAST: f64 = 0.1;
    let likely = sounds.iter().enumerate().filter(|(i, (_, p))| *i == 0 || *p >= LEAST).take(NAMED);
    let said: Vec<String> = likely.map(|(_, (word, p))| format!("{} {:.0} %", title(word), p * 100.0)).collect();
    format!("{} (all against neutral)", said.join(", "))
}

fn fit(m: &Model) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(m.shell_size.map(|size| marked(m, "shell_size", format!("{} shell", size.word()))));
    said.extend(m.low_profile.filter(|low| *low).map(|_| marked(m, "low_profile", "flat".to_owned())));
    said.extend(m.wear.map(|wear| marked(m, "wear", wear.word().replace('-', " the "))));
    said.extend(m.nozzle_mm.map(|mm| marked(m, "nozzle_mm", format!("{mm} mm nozzle"))));
    said.extend(m.insertion.map(|depth| marked(m, "insertion", format!("{} insertion", depth.word()))));
    said.extend(m.isolation_class.map(|class| marked(m, "isolation_class", format!("{} isolation", class.word()))));
    said.join(", ")
}

fn rated(m: &Model) -> String {
    let Some(opinions) = &m.opinions else { return String::new() };
    let grades = opinions.crinacle.as_ref();
    let mut said: Vec<String> = Vec::new();
    said.extend(grades.map(|g| format!("{} for tone, {} for technique (crinacle {})", g.tone, g.technical, g.year)));
    if let Some(stars) = &opinions.stars {
        said.extend(stars.iter().map(|(reviewer, n)| format!("{n} of 5 stars ({reviewer})")));
    }
    said.join("; ")
}

/// The jacks that it goes into, and what some need.
fn goes_into(ways: &Ways<'_>) -> String {
    let said = ways.jacks.iter().filter_map(|(plug, way)| match way.verdict {
        Verdict::Ok | Verdict::Caution if way.buy.is_empty() => Some(format!("{} as it is", jack(*plug))),
        Verdict::Unknown => None,
        Verdict::Unsafe => Some(format!("never {}", jack(*plug))),
        Verdict::No => Some(format!("not {}", jack(*plug))),
        _ => {
            let items: Vec<&str> = way.buy.iter().filter_map(|buy| buy.item.split(" with a ").next()).collect();
            let cost = way.adapters_usd.map(|usd| format!(", about {}", price(Some(usd)))).unwrap_or_default();
            (!items.is_empty()).then(|| format!("{} with {}{cost}", jack(*plug), items.join(" and ")))
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Of what it is a variant, and what its own variants are.
fn variants(entry: &Entry, catalog: &Catalog) -> String {
    let main = entry.model.variant_of.as_deref().and_then(|id| catalog.get(id));
    let of = main.map(|main| format!("this is one of the {}", main.model.name()));
    let names: Vec<String> = catalog.variants_of(&entry.model.id).map(|e| e.model.name()).collect();
    of.into_iter().chain(names).collect::<Vec<_>>().join(", ")
}

/// What nobody recorded that a buyer wants to know, and how to help.
fn unknown(m: &Model, page: Page) -> String {
    const WANTED: [&str; 10] = [
        "price",
        "drivers",
        "socket",
        "stock plugs",
        "impedance",
        "sensitivity",
        "nozzle",
        "weight",
        "insertion",
        "isolation class",
    ];
    let missing = missing(m);
    let named: Vec<&str> = WANTED.into_iter().filter(|wanted| missing.iter().any(|key| key == wanted)).collect();
    if named.is_empty() {
        return String::new();
    }
    row("not known", &format!("{} (say it: iem models edit {})", named.join(", "), m.id), page)
}
