//! How well the order agrees with reviewers, criterion by criterion, beside plain baselines.
//!
//! `cargo run --release --example backtest`. Grades of the models that are judged are hidden
//! from the rules, so nothing is tested on what it was told.

use std::collections::HashMap;

use iem::advice::{Budget, Preferences, recommend};
use iem::catalog::{Catalog, Entry};
use iem::rulebook::Rulebook;
use iem::schema::{FieldId, Record};
use iem::words::Sound;

/// Price bands inside which detail is compared, USD.
const BANDS: [f64; 5] = [0.0, 60.0, 150.0, 400.0, f64::INFINITY];

fn main() {
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let rulebook = Rulebook::built_in().expect("a whole rulebook");
    let hidden = without_grades(&catalog);
    detail(&catalog, &hidden, &rulebook);
    sound(&catalog, &hidden, &rulebook);
    words(&catalog, &hidden, &rulebook);
}

/// The same models as if no reviewer had graded any.
fn without_grades(catalog: &Catalog) -> Catalog {
    let models = catalog.entries().map(|e| {
        let mut model = e.model.clone().into_owned();
        model.opinions = None;
        model
    });
    let responses = catalog.entries().filter_map(|e| Some((e.model.id.to_string(), e.measured.clone()?)));
    Catalog::new(models.collect(), responses.collect())
}

fn number(entry: &Entry, record: Record, name: &str) -> Option<f64> {
    match entry.facts().get(FieldId::find(record, name)?)? {
        iem::eval::Value::Num(n) => Some(*n),
        _ => None,
    }
}

/// Each model's points of a criterion, where it could be judged.
fn points(catalog: &Catalog, rulebook: &Rulebook, criterion: &str) -> HashMap<String, f64> {
    let all = recommend(catalog, rulebook, &Preferences::default(), usize::MAX).expect("no wishes").results;
    let of = |r: &iem::advice::Recommendation| {
        r.criteria.iter().find(|c| c.id == criterion && c.judged).map(|c| (r.id.clone(), c.score))
    };
    all.iter().filter_map(of).collect()
}

/// Detail without a grade, against the grade.
fn detail(catalog: &Catalog, hidden: &Catalog, rulebook: &Rulebook) {
    let judged = points(hidden, rulebook, "detail");
    let rows: Vec<[f64; 4]> = catalog
        .entries()
        .filter_map(|e| {
            let grade = number(e, Record::Opinion, "technical")?;
            let price = e.model.price_usd?;
            Some([
                grade,
                *judged.get(e.model.id.as_ref())?,
                price,
                number(e, Record::Iem, "driver_count").unwrap_or(2.0),
            ])
        })
        .collect();
    println!("Detail, grades hidden, against a reviewer's technical grades ({} models):", rows.len());
    for (name, column) in [("the rules", 1), ("the price", 2), ("number of drivers", 3)] {
        let within: Vec<(f64, f64)> = BANDS
            .windows(2)
            .map(|band| {
                let inside: Vec<[f64; 4]> =
                    rows.iter().filter(|r| (band[0]..band[1]).contains(&r[2])).copied().collect();
                (inside.len() as f64, spearman(&inside, 0, column))
            })
            .collect();
        let weight: f64 = within.iter().map(|(n, _)| n).sum();
        let mean: f64 = within.iter().map(|(n, r)| n * r).sum::<f64>() / weight;
        println!(
            "  {name:20} rank correlation {:.2} over all, {mean:.2} inside price bands",
            spearman(&rows, 0, column)
        );
    }
}

/// The match with the usual target, against the grade for tone.
fn sound(catalog: &Catalog, hidden: &Catalog, rulebook: &Rulebook) {
    let judged = points(hidden, rulebook, "tuning");
    let rows: Vec<[f64; 4]> = catalog
        .entries()
        .filter_map(|e| {
            let grade = number(e, Record::Opinion, "tone")?;
            let preference = number(e, Record::Sound, "preference")?;
            Some([grade, *judged.get(e.model.id.as_ref())?, preference, e.model.price_usd?])
        })
        .collect();
    println!("\nSound, no wishes, against a reviewer's grades for tone ({} models):", rows.len());
    for (name, column) in [("the rules", 1), ("preference score", 2), ("the price", 3)] {
        println!("  {name:20} rank correlation {:.2}", spearman(&rows, 0, column));
    }
}

/// Models that a reviewer calls by a word, in the list for that sound among models of about their price.
fn words(catalog: &Catalog, hidden: &Catalog, rulebook: &Rulebook) {
    let mut places: Vec<[f64; 3]> = Vec::new();
    for entry in catalog.entries() {
        let (Some(sound), Some(price)) = (entry.model.signature.as_deref().and_then(wanted), entry.model.price_usd)
        else {
            continue;
        };
        let good = number(entry, Record::Opinion, "tone").is_none_or(|tone| tone >= 60.0);
        if !good || entry.measured.is_none() || price <= 0.0 {
            continue;
        }
        let budget = Budget { low: Some(price / 1.5), high: price * 1.5 };
        let wishes = Preferences { sound: Some(sound), budget: Some(budget), ..Preferences::default() };
        let list = recommend(hidden, rulebook, &wishes, usize::MAX).expect("wishes").results;
        let Some(place) = list.iter().position(|r| r.id == entry.model.id) else { continue };
        let others: Vec<&Entry> = list.iter().filter_map(|r| catalog.get(&r.id)).collect();
        let ahead = |value: fn(&Entry) -> Option<f64>| {
            let mine = value(entry).unwrap_or(f64::NEG_INFINITY);
            others.iter().filter(|e| value(e).unwrap_or(f64::NEG_INFINITY) > mine).count() as f64
        };
        let of = (list.len().max(2) - 1) as f64;
        let preference = ahead(|e| number(e, Record::Sound, "preference"));
        let dearer = ahead(|e| e.model.price_usd);
        places.push([place as f64 / of, preference / of, dearer / of]);
    }
    println!(
        "\nModels that reviewers call by a word and grade well, in the list for that sound and price ({}):",
        places.len()
    );
    for (name, column) in [("the rules", 0), ("preference score", 1), ("dearest first", 2)] {
        let mean = places.iter().map(|p| p[column]).sum::<f64>() / places.len() as f64;
        let tenth = places.iter().filter(|p| p[column] <= 0.1).count() as f64 / places.len() as f64;
        println!("  {name:20} mean place {:.0} % from the top, {:.0} % in the top tenth", mean * 100.0, tenth * 100.0);
    }
}

/// The wish that a reviewer's word answers.
fn wanted(word: &str) -> Option<Sound> {
    match word {
        "neutral" => Some(Sound::Neutral),
        "bright" | "bright-neutral" => Some(Sound::Bright),
        "warm" | "warm-neutral" => Some(Sound::Warm),
        "v-shaped" | "mild-v" => Some(Sound::VShaped),
        "u-shaped" | "neutral-bass-boost" => Some(Sound::UShaped),
        "bassy" => Some(Sound::Bassy),
        "harman" => Some(Sound::Harman),
        _ => None,
    }
}

/// Spearman's rank correlation of two columns; ties share their mean rank.
fn spearman<const N: usize>(rows: &[[f64; N]], a: usize, b: usize) -> f64 {
    let ranks = |column: usize| -> Vec<f64> {
        let value = |row: &[f64; N]| row[column];
        rows.iter()
            .map(|row| {
                let below = rows.iter().filter(|other| value(other) < value(row)).count() as f64;
                let same = rows.iter().filter(|other| value(other) == value(row)).count() as f64;
                below + (same - 1.0) / 2.0
            })
            .collect()
    };
    let (x, y) = (ranks(a), ranks(b));
    let mean = (rows.len() as f64 - 1.0) / 2.0;
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    dot(&x, &y) / (dot(&x, &x) * dot(&y, &y)).sqrt()
}
