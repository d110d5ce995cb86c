//! Laws of advice, on random wishes.

use iem::advice::{Advice, Preferences, recommend};
use iem::catalog::Catalog;

use crate::people::{World, cases, wishes};
use crate::support::Dice;

#[test]
fn receipts_add_up_and_no_budget_is_exceeded() {
    let world = World::new();
    for seed in 0..cases() {
        let w = wishes(&mut Dice(seed));
        for r in world.advise(&w, 10).results {
            let sum: f64 = r.receipt.iter().map(|l| l.points).sum();
            assert!((sum - r.score).abs() < 1e-9, "{seed}: {} is {sum}, not {}", r.id, r.score);
            assert!((0.0..=100.0).contains(&r.score) && (0.0..=1.0).contains(&r.confidence), "{seed}: {}", r.id);
            if let Some(budget) = w.budget {
                let price = world.catalog.get(&r.id).and_then(|e| e.model.price_usd).expect("a price");
                let parts = r.connection.as_ref().and_then(|c| c.adapters_usd).unwrap_or(0.0);
                assert!(price + parts <= budget.high, "{seed}: {} is over the budget", r.id);
            }
            assert!(r.receipt.iter().all(|l| !l.because.is_empty()), "{seed}: a line without a reason");
        }
    }
}

#[test]
fn the_same_wishes_give_the_same_list_whatever_the_order_of_the_catalogue() {
    let world = World::new();
    let mut models: Vec<_> = world.catalog.entries().map(|e| e.model.clone().into_owned()).collect();
    let responses = || {
        let measured = world.catalog.entries().filter_map(|e| Some((e.model.id.to_string(), e.measured.clone()?)));
        measured.collect()
    };
    models.reverse();
    models.rotate_left(211);
    let shuffled = Catalog::new(models, responses());
    for seed in 0..cases() / 10 {
        let w = wishes(&mut Dice(seed));
        let lists = [&world.catalog, &world.catalog, &shuffled].map(|c| {
            iem::report::recommend_json(&recommend(c, &world.rulebook, &w, 20).expect("advice"), c, &w).to_string()
        });
        assert!(lists[0] == lists[1] && lists[1] == lists[2], "{seed}");
    }
}

/// Mean of a number over the first ten.
fn mean(advice: &Advice, value: impl Fn(&iem::advice::Recommendation) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = advice.results.iter().filter_map(value).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[test]
fn wanting_more_detail_never_lowers_the_detail_of_the_first_ten() {
    let world = World::new();
    for seed in 0..cases() / 3 {
        let mut w = wishes(&mut Dice(seed));
        let mut last = f64::NEG_INFINITY;
        for level in 1..=5 {
            w.detail = Some(level);
            let detail =
                |r: &iem::advice::Recommendation| r.criteria.iter().find(|c| c.id == "detail").map(|c| c.score);
            let Some(now) = mean(&world.advise(&w, 10), detail) else { continue };
            assert!(now >= last - 1e-9, "{seed}: detail falls from {last} to {now} at level {level}");
            last = now;
        }
    }
}

#[test]
fn wanting_more_bass_brings_more_bass() {
    let world = World::new();
    let bass = |r: &iem::advice::Recommendation| {
        let bands = world.catalog.get(&r.id)?.bands()?;
        let low: Vec<f64> = bands.iter().take(2).map(|(_, db)| db).collect();
        Some(f64::midpoint(low[0], low[1]))
    };
    let (mut falls, mut steps, mut gained) = (0, 0, 0.0);
    for seed in 0..cases() / 3 {
        let mut w = wishes(&mut Dice(seed));
        let means: Vec<Option<f64>> = (1..=5)
            .map(|level| {
                w.bass = Some(level);
                mean(&world.advise(&w, 10), bass)
            })
            .collect();
        for pair in means.windows(2) {
            if let [Some(a), Some(b)] = pair {
                steps += 1;
                gained += b - a;
                falls += u32::from(b < &(a - 1e-9));
            }
        }
    }
    let share = f64::from(falls) / f64::from(steps);
    eprintln!("bass fell in {falls} of {steps} steps, and rose {:.2} dB a step", gained / f64::from(steps));
    assert!(share <= 0.03, "bass falls in {falls} of {steps} steps");
    assert!(gained / f64::from(steps) > 0.3, "bass rises too little");
}

#[test]
fn an_empty_model_is_never_recommended() {
    let world = World::new();
    let all = world.advise(&Preferences::default(), usize::MAX);
    for id in ["shure-aonic-215", "qdc-anole-v8"] {
        assert!(all.results.iter().all(|r| r.id != id), "{id}");
    }
}

#[test]
fn a_score_is_the_weighted_mean_of_its_criteria_to_the_last_bit() {
    // The ranking's totals come from the block evaluator, the criteria from the row evaluator.
    let world = World::new();
    for seed in 0..cases() / 10 {
        let advice = world.advise(&wishes(&mut Dice(seed)), usize::MAX);
        assert_eq!(advice.results.len(), advice.fitting, "{seed}");
        for r in advice.results {
            let total: f64 = r.criteria.iter().map(|c| c.weight).sum();
            let (judged, rest): (Vec<_>, Vec<_>) = r.criteria.iter().partition(|c| c.judged);
            let mean = judged.iter().chain(&rest).fold(0.0, |sum, c| sum + c.score * (c.weight / total));
            assert_eq!(mean.to_bits(), r.score.to_bits(), "{seed}: {}", r.id);
        }
    }
}
