//! One model of the list.

use maud::{Markup, PreEscaped, html};

use crate::advice::{Preferences, Recommendation};
use crate::catalog::Catalog;
use crate::report::sentences::{self, RemarkKind, reason, remarks};
use crate::report::text::price;
use crate::report::wish_title;
use crate::web::address;
use crate::web::form::first_letter_large;
use crate::web::marks::answer;

/// A model with its answers to the wishes, what stands out, and where its points come from.
pub(super) fn result(
    rank: usize,
    r: &Recommendation,
    catalog: &Catalog,
    asked: &Preferences,
    picture: Option<String>,
) -> Markup {
    let Some(entry) = catalog.get(&r.id) else { return html! {} };
    html! {
        div.result {
            div {
                h2 { span.rank { (rank) } " " a href=(address::model(&r.id)) { (entry.model.name()) } }
                p.facts-line {
                    strong.price { (price(entry.model.price_usd)) }
                    " · " span.score { "score " strong { (format!("{:.0}", r.score)) } " of 100" }
                    label.box.tick { input type="checkbox" name="m" value=(r.id); "compare" }
                }
                (bar(r.score))
            }
            @if let Some(svg) = picture { figure.beside-result { (PreEscaped(svg)) figcaption { "over your target, dashed" } } }
        }
        (answers(r, asked))
        (remarks_of(r))
        @if let Some(text) = sentences::against_like(entry, catalog, asked) { p.note { (text) } }
        @if let Some((twin, found)) = r.twin.as_ref().and_then(|t| Some((t, catalog.get(&t.id)?))) {
            p.note { a href=(address::model(&twin.id)) { (sentences::twin(twin, found)) } }
        }
        (receipt(r, &entry.model.name()))
    }
}

/// The score as a bar; the number stands beside it.
fn bar(score: f64) -> Markup {
    html! {
        svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
            rect width="100" height="4" {}
            rect.fill width=(format!("{:.1}", score.clamp(0.0, 100.0))) height="4" {}
        }
    }
}

fn answers(r: &Recommendation, asked: &Preferences) -> Markup {
    html! {
        @if !r.wishes.is_empty() {
            dl.answers {
                @for wish in &r.wishes {
                    div {
                        dt { (title_of(wish.wish.name(), asked)) }
                        dd { (answer(wish.answer)) " " (reason(wish, r)) }
                    }
                }
            }
        }
    }
}

fn remarks_of(r: &Recommendation) -> Markup {
    let class = |kind| match kind {
        RemarkKind::For => "r-for",
        RemarkKind::Against => "r-against",
        RemarkKind::Caution => "r-caution",
        RemarkKind::Danger => "r-danger",
        RemarkKind::Connection => "r-connection",
        RemarkKind::Confidence => "r-confidence",
    };
    let spoken = |kind| match kind {
        RemarkKind::For => "For it: ",
        RemarkKind::Against => "Against it: ",
        RemarkKind::Caution | RemarkKind::Danger => "Caution: ",
        RemarkKind::Connection | RemarkKind::Confidence => "",
    };
    html! {
        ul.remarks {
            @for remark in remarks(r) {
                li class=(class(remark.kind)) { span.unseen { (spoken(remark.kind)) } (remark.text) }
            }
        }
    }
}

/// Where every point comes from.
fn receipt(r: &Recommendation, name: &str) -> Markup {
    let title = |id: &str| r.criteria.iter().find(|c| c.id == id).map_or("", |c| c.title.as_str());
    let sum: f64 = r.receipt.iter().map(|line| line.points).sum();
    html! {
        details {
            summary { "Where every point comes from" }
            div.scroll tabindex="0" role="region" aria-label={ "Points of the " (name) } {
                table {
                    thead { tr { th.n scope="col" { "Points" } th scope="col" { "Why" } th scope="col" { "For" } } }
                    tbody {
                        @for line in &r.receipt {
                            tr {
                                td.n { (format!("{:+.1}", line.points)) }
                                td { (line.because) @if is_rule(&line.rule) { " " a href=(address::rule(&line.rule)) { "rule" span.unseen { " " (line.rule) } } } }
                                td { (title(&line.criterion)) }
                            }
                        }
                        tr { td.n { strong { (format!("{sum:.1}")) } } th scope="row" { "in all" } td {} }
                    }
                }
            }
        }
    }
}

/// A wish beside its answer.
fn title_of(wish: &str, wishes: &Preferences) -> String {
    first_letter_large(&wish_title(wish, wishes))
}

/// Whether a line comes from a rule, and not from where a criterion starts or ends.
fn is_rule(id: &str) -> bool {
    !["/base", "/cap", "/prior"].iter().any(|end| id.ends_with(end))
}
