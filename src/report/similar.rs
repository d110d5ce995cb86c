//! The closest sounds: for people and as `iem-similar-1`.

use serde_json::{Map, Value, json};

use super::Page;
use super::text::{DIM, HEAD, glued, paragraph, price, styled, table as columns};
use crate::advice::similar::Alike;
use crate::catalog::Entry;
use crate::sound::Band;

/// Bands that are named beside a distance.
const NAMED: usize = 3;

/// `iem-similar-1`.
pub fn json(of: &Entry, shown: &[Alike<'_>]) -> Value {
    let result = |a: &Alike<'_>| {
        let m = &a.entry.model;
        json!({
            "id": m.id, "brand": m.brand, "model": m.model, "price_usd": m.price_usd,
            "distance_db": a.distance_db, "bands": bands_json(&a.bands),
        })
    };
    json!({
        "schema": "iem-similar-1",
        "model": of.model.id,
        "results": shown.iter().map(result).collect::<Vec<_>>(),
    })
}

/// The bands that differ most, as `treble_db`.
pub(super) fn bands_json(bands: &[(&'static Band, f64)]) -> Value {
    let named = bands.iter().take(NAMED).map(|(band, db)| (format!("{}_db", band.id), json!(db)));
    Value::Object(named.collect::<Map<_, _>>())
}

/// `treble +1.8, bass -0.6`: the bands that differ by something one can hear.
pub fn bands(bands: &[(&'static Band, f64)]) -> String {
    const AUDIBLE_DB: f64 = 0.5;
    let named = bands.iter().take(NAMED).filter(|(_, db)| db.abs() >= AUDIBLE_DB);
    let said: Vec<String> = named.map(|(band, db)| format!("{} {db:+.1}", band.title)).collect();
    if said.is_empty() { "hardly at all".to_owned() } else { said.join(", ") }
}

/// A table for people. `total` counts all that were found, `nearest` is for when none was.
pub fn human(of: &Entry, shown: &[Alike<'_>], total: usize, nearest: Option<&Alike<'_>>, page: Page) -> String {
    let name = of.model.name();
    if shown.is_empty() {
        let text = match nearest {
            Some(a) => format!(
                "No model of that kind sounds like that. The nearest to the {name} of all is the {}, {}, {:.1} dB apart.",
                a.entry.model.name(),
                price(a.entry.model.price_usd),
                a.distance_db
            ),
            None => "No other model of the catalogue was measured.".to_owned(),
        };
        return format!("\n{}", paragraph(page, " ", " ", &text));
    }
    let heading = format!(" Closest in sound to the {name}, {}", price(of.model.price_usd));
    let mut out = format!("\n{}\n\n", styled(page, HEAD, &heading));
    let head = ["dB apart", "model", "price", "where it differs most, dB"].map(str::to_owned).to_vec();
    let row = |a: &Alike<'_>| {
        let m = &a.entry.model;
        let cost = glued(&price(m.price_usd).replace("price unknown", "?"));
        vec![format!("{:.1}", a.distance_db), m.name(), cost, bands(&a.bands)]
    };
    let table = columns(page, head, shown.iter().map(row).collect(), 3);
    out += &format!("{table}\n\n");
    if shown.len() < total {
        out += &format!(" {} of {total} models. More: --limit {total}\n", shown.len());
    }
    let spread = of.measured.as_ref().and_then(|m| m.spread_db);
    let spread = spread
        .map(|s| format!(" Reviewers' measurements of the {name} itself differ by {s:.1} dB."))
        .unwrap_or_default();
    let legend =
        format!("dB apart: rms difference 40 Hz-10 kHz at the same level; + is more than the {name} has.{spread}");
    out += &styled(page, DIM, paragraph(page, " ", " ", &legend).trim_end());
    out.push('\n');
    out
}
