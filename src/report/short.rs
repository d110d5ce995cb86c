//! The list in a few lines: for a screen that must hold it whole.

use super::Page;
use super::entry::head;
use super::text::{DIM, cut, styled};
use super::wishes::title;
use crate::advice::{Advice, Preferences, Recommendation};
use crate::catalog::Catalog;
use crate::rulebook::plan::Answer;

/// For each model its line, and a line that says which wishes it meets, or what stands out of it.
pub fn short(advice: &Advice, catalog: &Catalog, asked: &Preferences, page: Page) -> Vec<(String, String)> {
    let row = |(place, r): (usize, &Recommendation)| {
        let found = catalog.get(&r.id)?;
        let first = head(place + 1, r, &found.model, page);
        Some((first.trim_end().to_owned(), styled(page, DIM, &cut(&format!("    {}", said(r, asked)), page.width))))
    };
    advice.results.iter().enumerate().filter_map(row).collect()
}

/// Which wishes are met; without a wish what stands out.
fn said(r: &Recommendation, asked: &Preferences) -> String {
    let of = |answer: Answer| {
        let titles: Vec<String> =
            r.wishes.iter().filter(|w| w.answer == answer).map(|w| title(w.wish.name(), asked)).collect();
        titles.join(", ")
    };
    let words =
        [(Answer::Met, "met"), (Answer::Partly, "partly"), (Answer::Not, "not met"), (Answer::Unknown, "not known")];
    let parts = words.map(|(answer, word)| (word, of(answer)));
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, titles)| !titles.is_empty())
        .map(|(word, titles)| format!("{word}: {titles}"))
        .collect();
    if parts.is_empty() {
        r.standing.iter().map(|s| s.because.clone()).next().unwrap_or_default()
    } else {
        parts.join(" · ")
    }
}
