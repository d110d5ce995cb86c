//! Every fact of a model, each with where it comes from on demand.

use maud::{Markup, html};

use crate::Entry;
use crate::report::{Fact, missing, told_facts};
use crate::web::form::first_letter_large;

/// The facts.
pub(super) fn section(entry: &Entry) -> Markup {
    let facts = told_facts(&entry.model);
    let (notes, facts): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.source.is_none());
    let unknown = missing(&entry.model);
    html! {
        section aria-labelledby="facts" {
            h2 #facts { "What is known of it" }
            p.note { "~ is from memory: nobody has checked it. Each \u{201c}source\u{201d} opens where a fact was read." }
            dl.facts.told {
                @for fact in facts { dt { (first_letter_large(&fact.label)) } dd { (value(fact)) } }
                @for note in notes { dt { (first_letter_large(&note.label)) } dd { (note.value) } }
            }
            @if !unknown.is_empty() {
                p { "Not known: " (unknown.join(", ")) ". " a href="/data" { "How to help" } }
            }
        }
    }
}

fn value(fact: &Fact) -> Markup {
    html! {
        span { @if !fact.checked { "~" } (fact.value) }
        @if let Some(source) = &fact.source {
            details.source { summary { "source" span.unseen { " of " (fact.label) } } span { (source) } }
        }
    }
}
