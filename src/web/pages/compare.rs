//! Models side by side: one graph, their facts, and with wishes how they rank and why.

use maud::{Markup, html};

use crate::advice::{Comparison, Ranked, Why};
use crate::rulebook::plan::Answer as Met;
use crate::web::Site;
use crate::web::address;
use crate::web::answer::{Answer, Ask};
use crate::web::form::{first_letter_large, mistakes};
use crate::web::frame::{Sheet, framed};
use crate::web::given::Trouble;
use crate::web::graph::{self, bands_table, figure};
use crate::web::lines::Lines;
use crate::web::marks::answer;
use crate::{Entry, report};

/// Keys that are fields of the page.
const FIELDS: [&str; 2] = ["m", "target"];

/// The page.
pub(crate) fn compare(site: &Site, ask: &Ask) -> Answer {
    let mut lines = Lines::of(site, &ask.query, &[]);
    let entries: Vec<&Entry> = lines.entries().collect();
    let ids: Vec<String> = entries.iter().map(|entry| entry.model.id.to_string()).collect();
    let wishes = lines.wishes.clone();
    let compared = (entries.len() > 1).then(|| site.engine().compare(&ids, &wishes)).transpose();
    let compared = compared.unwrap_or_else(|error| {
        lines.wrong.push(Trouble::of(&error));
        None
    });
    let title = match entries.as_slice() {
        [] | [_] => "Models side by side".to_owned(),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|entry| entry.model.name()).collect();
            format!("{} and {}", rest.join(", "), last.model.name())
        }
    };
    let main = html! {
        (mistakes(&lines.wrong, &FIELDS))
        h1 { (title) }
        (lines.readings())
        @if let Some(compared) = &compared {
            @if let Some(ranking) = &compared.ranking { (ranked(ranking, &lines)) }
            (sound(compared, &lines))
            (facts(compared, &lines))
        } @else {
            p { "Name two models or more, up to six: their graphs over one target, their facts, and what differs." }
        }
        (form(&lines, compared.is_some()))
    };
    Answer::page(lines.status(), framed(&Sheet { title: &title, main, part: "/compare", scripts: &[graph::SCRIPT] }))
}

/// Models and target.
fn form(lines: &Lines<'_>, again: bool) -> Markup {
    html! {
        section aria-labelledby="models" {
            h2 #models { @if again { "Other models" } @else { "Models" } }
            form action="/compare" {
                (lines.kept_wishes(&[]))
                div.columns { (lines.model_fields()) (lines.target_field()) }
                div.actions { button.main { "Compare" } }
            }
        }
    }
}

/// The curves, the distances, the bands.
fn sound(compared: &Comparison<'_>, lines: &Lines<'_>) -> Markup {
    let graph = lines.graph();
    let unmeasured: Vec<String> =
        compared.entries.iter().filter(|e| e.measured.is_none()).map(|e| e.model.name()).collect();
    let data = lines.drawn().map(|query| query.at("/api/v1/graph"));
    html! {
        section aria-labelledby="sound" {
            h2 #sound { "How they sound" }
            @if !unmeasured.is_empty() {
                p { "Nobody's measurement of " (unmeasured.join(", ")) " is in the catalogue, so it has no line." }
            }
            @if graph.responses().next().is_some() { (figure(&graph, "sound", data.as_deref())) }
            @if !compared.sounds.is_empty() {
                ul {
                    @for (to, alike) in &compared.sounds {
                        li {
                            (alike.entry.model.name()) " sounds " span.num { (format!("{:.1}", alike.distance_db)) }
                            " dB from " (to.model.name()) ": " (report::differences_said(&alike.bands)) "."
                        }
                    }
                }
            }
            (bands_table(&graph))
            @if let Some(query) = lines.drawn() { p { a href=(query.at("/graph")) { "This graph, large, and to download" } } }
        }
    }
}

/// Facts that differ, then those that are the same.
fn facts(compared: &Comparison<'_>, lines: &Lines<'_>) -> Markup {
    let [differ, same] = report::facts_beside(&compared.entries);
    html! {
        section {
            h2 #facts { "Facts" }
            div.scroll tabindex="0" role="region" aria-labelledby="facts" {
                table.beside-facts {
                    caption { "What differs first; ? is not known" }
                    thead {
                        tr {
                            td {}
                            @for entry in &compared.entries {
                                th scope="col" {
                                    a href=(address::model(&entry.model.id)) { (entry.model.name()) }
                                    @if compared.entries.len() > 2 { br; (without(entry, lines)) }
                                }
                            }
                        }
                    }
                    tbody { @for (label, values) in &differ { (row(label, values)) } }
                    @if !same.is_empty() {
                        tbody {
                            tr { th scope="rowgroup" colspan=(compared.entries.len() + 1) { "The same for all" } }
                            @for (label, values) in &same { (row(label, values)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(label: &str, values: &[String]) -> Markup {
    html! { tr { th scope="row" { (label) } @for value in values { td { (value) } } } }
}

/// The way to the comparison without a model.
fn without(entry: &Entry, lines: &Lines<'_>) -> Markup {
    let others = lines.entries().filter(|other| other.model.id != entry.model.id);
    let query = others.fold(lines.query.without(&["m"]), |query, other| query.and("m", other.model.id.as_ref()));
    html! { a.note href=(query.at("/compare")) { "take out" span.unseen { " " (entry.model.name()) } } }
}

/// How the models rank for the person, what each answers, and why.
fn ranked(ranking: &Ranked<'_>, lines: &Lines<'_>) -> Markup {
    let said = report::wishes(ranking.wishes);
    html! {
        section {
            h2 #ranking { "For you" }
            @if lines.has_wishes() {
                p {
                    (first_letter_large(&said)) ". "
                    a href=(lines.query.without(&["m", "target"]).at("/advice")) { "The whole list" }
                }
            }
            (answers(ranking))
            @for (at, why) in ranking.why.iter().enumerate() {
                @if let (Some((above, _)), Some((below, _))) = (ranking.ranked.get(at), ranking.ranked.get(at + 1)) {
                    (reasons(why, &above.model.name(), &below.model.name()))
                }
            }
            @for entry in &ranking.excluded {
                p.warn {
                    (entry.model.name()) " does not meet all of that. "
                    a href=(lines.query.without(&["m", "target"]).with("why-not", entry.model.id.as_ref()).at("/advice")) { "Why not?" }
                }
            }
        }
    }
}

/// A row a wish, a column a model.
fn answers(ranking: &Ranked<'_>) -> Markup {
    let told: Vec<Vec<(String, Met, String)>> =
        ranking.ranked.iter().map(|(_, r)| report::told_answers(r, ranking.wishes)).collect();
    let Some(first) = told.first() else { return html! {} };
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="ranking" {
            table.beside-facts {
                caption { "Best first; the score is of 100" }
                thead {
                    tr {
                        td {}
                        @for (at, (entry, _)) in ranking.ranked.iter().enumerate() {
                            th scope="col" { (at + 1) ". " (entry.model.name()) }
                        }
                    }
                }
                tbody {
                    tr { th scope="row" { "score" } @for (_, r) in &ranking.ranked { td.score { (format!("{:.1}", r.score)) } } }
                    @for (at, (title, ..)) in first.iter().enumerate() {
                        tr {
                            th scope="row" { (title) }
                            @for column in &told {
                                td { @if let Some((_, met, because)) = column.get(at) { (answer(*met)) br; small { (because) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What lifts one model above the next.
fn reasons(why: &Why, above: &str, below: &str) -> Markup {
    const NAMED: usize = 5;
    html! {
        h3 { (format!("{:.1}", why.points)) " points between " (above) " and " (below) }
        ul {
            @for gap in why.criteria.iter().take(NAMED) {
                @let leading = gap.rules.iter().find(|rule| (rule.points >= 0.0) == (gap.points >= 0.0));
                li {
                    (gap.title) " " span.num { (format!("{:+.1}", gap.points)) }
                    @if let Some(rule) = leading { (report::rule_reason(rule)) }
                }
            }
        }
    }
}
