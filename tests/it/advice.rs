//! Repairs, critiques, why not, stability: each answer is applied and must come true.

use std::collections::BTreeSet;

use iem::advice::{self, Budget, PastGear, Preferences, RESAMPLINGS, Ranking};
use iem::sound::distance_db;
use serde_json::{Value, json};

use crate::people::{World, cases, wishes};
use crate::support::{Dice, iem, out};

/// One condition as brute force sees it: a key of the wishes, and a word of its list.
type Atom = (String, Option<String>);

fn atoms(wishes: &Preferences) -> Vec<Atom> {
    let all = serde_json::to_value(wishes).expect("wishes");
    let mut atoms = Vec::new();
    for (key, value) in all.as_object().expect("an object") {
        match (key.as_str(), value) {
            ("no-driver" | "but", Value::Array(words)) => {
                atoms.extend(words.iter().map(|w| (key.clone(), w.as_str().map(str::to_owned))));
            }
            ("budget" | "fit" | "where", _) => atoms.push((key.clone(), None)),
            _ => {}
        }
    }
    atoms
}

fn without(wishes: &Preferences, given_up: &[&Atom]) -> Preferences {
    let mut left = serde_json::to_value(wishes).expect("wishes");
    for (key, word) in given_up {
        let map = left.as_object_mut().expect("an object");
        match (word, map.get_mut(key)) {
            (Some(word), Some(Value::Array(words))) if words.len() > 1 => words.retain(|w| w != word),
            _ => drop(map.remove(key)),
        }
    }
    serde_json::from_value(left).expect("wishes")
}

/// Every smallest set of conditions whose loss opens a model, by trying all subsets.
fn smallest_sets(world: &World, wishes: &Preferences) -> BTreeSet<BTreeSet<Atom>> {
    let atoms = atoms(wishes);
    assert!(atoms.len() <= 12, "brute force takes too long");
    let mut subsets: Vec<u32> = (1..1u32 << atoms.len()).collect();
    subsets.sort_by_key(|s| s.count_ones());
    let mut found: Vec<u32> = Vec::new();
    for subset in subsets {
        if found.iter().any(|smaller| smaller & subset == *smaller) {
            continue;
        }
        let given_up: Vec<&Atom> =
            atoms.iter().enumerate().filter(|(i, _)| subset >> i & 1 == 1).map(|(_, a)| a).collect();
        let left = without(wishes, &given_up);
        if Ranking::new(&world.catalog, &world.rulebook, &left).expect("wishes").fitting() > 0 {
            found.push(subset);
        }
    }
    let set =
        |subset: u32| atoms.iter().enumerate().filter(|(i, _)| subset >> i & 1 == 1).map(|(_, a)| a.clone()).collect();
    found.into_iter().map(set).collect()
}

/// The atoms that a repair's `change` gives up.
fn given_up(wishes: &Preferences, change: &serde_json::Map<String, Value>) -> BTreeSet<Atom> {
    let left = |key: &str, word: &str| match change.get(key) {
        Some(Value::Array(words)) => words.iter().any(|w| w == word),
        Some(_) => false,
        None => true,
    };
    let gone = |(key, word): &Atom| match word {
        Some(word) => !left(key, word),
        None => change.contains_key(key),
    };
    atoms(wishes).into_iter().filter(gone).collect()
}

/// Wishes that hardly anything meets.
fn hard_to_please(dice: &mut Dice) -> Preferences {
    let mut w = wishes(dice);
    let high = [8.0, 12.0, 25.0, 90.0][dice.below(4)];
    w.budget = Some(Budget { low: dice.chance(30).then_some(high - 2.0), high });
    w.condition = dice
        .chance(60)
        .then(|| dice.pick(&["iem.released >= 2024", "'planar' in iem.drivers", "iem.weight_g < 4"]).to_owned());
    w.no_drivers.dedup();
    w.fit = dice.chance(50).then(|| dice.pick(&[iem::words::FitWish::Custom, iem::words::FitWish::Universal]));
    w
}

#[test]
fn repairs_are_the_smallest_and_open_what_they_say() {
    let world = World::new();
    let mut empty = 0;
    for seed in 0..cases() / 3 {
        let w = hard_to_please(&mut Dice(seed));
        let advice = world.advise(&w, 3);
        for repair in &advice.repairs {
            let mut changed = serde_json::to_value(&w).expect("wishes");
            let map = changed.as_object_mut().expect("an object");
            for (key, value) in &repair.change {
                if value.is_null() { drop(map.remove(key)) } else { drop(map.insert(key.clone(), value.clone())) }
            }
            let changed: Preferences = serde_json::from_value(changed).expect("wishes");
            let after = world.advise(&changed, 1);
            assert_eq!(after.fitting, repair.opens, "{seed}: {}", repair.say);
            assert!(after.fitting > advice.fitting, "{seed}: {} opens nothing", repair.say);
            assert_eq!(after.results[0].id, repair.best, "{seed}: {}", repair.say);
        }
        if advice.fitting == 0 {
            empty += 1;
            let mine: BTreeSet<BTreeSet<Atom>> = advice.repairs.iter().map(|r| given_up(&w, &r.change)).collect();
            let all = smallest_sets(&world, &w);
            assert!(
                if all.len() <= 10 { mine == all } else { mine.is_subset(&all) },
                "{seed}: {mine:?} is not {all:?}"
            );
        }
    }
    assert!(empty > 10, "only {empty} cases were without a result");
}

#[test]
fn a_budget_one_dollar_below_a_repair_opens_nothing() {
    let world = World::new();
    let w = Preferences { budget: Some(Budget { low: None, high: 3.0 }), ..Preferences::default() };
    let repair = &world.advise(&w, 1).repairs[0];
    let high = repair.change["budget"].as_f64().expect("a number");
    let less = Preferences { budget: Some(Budget { low: None, high: high - 1.0 }), ..Preferences::default() };
    assert_eq!(world.advise(&less, 1).fitting, 0);
}

#[test]
fn safety_is_never_given_up() {
    // Nothing goes from a microphone jack of two contacts into a four-pin balanced output.
    let report: Value =
        serde_json::from_str(&out(&iem(&["recommend", "--budget", "5", "--plug", "xlr4", "--json"]))).expect("JSON");
    for repair in report["repairs"].as_array().expect("a list") {
        assert!(repair["change"].get("plug").is_none(), "{repair}");
    }
}

#[test]
fn critiques_lead_where_they_say() {
    let world = World::new();
    for seed in 0..cases() / 30 {
        let w = wishes(&mut Dice(seed));
        let ranking = Ranking::new(&world.catalog, &world.rulebook, &w).expect("wishes");
        let Some(first) = ranking.advice(1).results.into_iter().next() else { continue };
        let than = world.catalog.get(&first.id).expect("a model");
        for option in ranking.critiques(than) {
            let critique = Preferences { like: Some(first.id.clone()), but: option.words.clone(), ..w.clone() };
            let after = world.advise(&critique, usize::MAX);
            assert_eq!(after.fitting, option.count, "{seed}: {:?}", option.words);
            assert!(after.results.iter().any(|r| r.id == option.best), "{seed}: {:?}", option.words);
            assert!(after.results.iter().all(|r| r.id != first.id), "{seed}: the model itself came back");
        }
    }
}

#[test]
fn the_smallest_change_puts_a_model_first() {
    let world = World::new();
    let mut found = 0;
    for seed in 0..cases() / 50 {
        let w = wishes(&mut Dice(seed));
        let Some(second) = world.advise(&w, 5).results.into_iter().nth(3) else { continue };
        let answer = advice::why_not(&world.catalog, &world.rulebook, &w, &second.id).expect("a model");
        assert_eq!(answer.rank, Some(4), "{seed}");
        let ahead: f64 = answer.gaps.iter().map(|g| g.points).sum();
        let lead = answer.first.expect("another").score - answer.model.score;
        // Criteria that differ by less than a twentieth of a point are left out.
        assert!((ahead - lead).abs() < 0.05 * 7.0, "{seed}: the gaps add up to {ahead}, the lead is {lead}");
        if let Some(change) = answer.change {
            found += 1;
            assert_eq!(world.advise(&change.wishes, 1).results[0].id, second.id, "{seed}: {}", change.say);
        }
    }
    assert!(found > 0, "no model was ever brought to the first place");
}

#[test]
fn a_model_that_is_left_out_is_told_why() {
    let answer = iem(&["recommend", "--budget", "100", "--no-driver", "dynamic", "--why-not", "kato", "--json"]);
    let report: Value = serde_json::from_str(&out(&answer)).expect("JSON");
    let rules: Vec<&str> = report["why_not"]["excluded_by"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|r| r["rule"].as_str())
        .collect();
    assert_eq!(rules, ["budget/over", "wishes/no-dynamic"]);
    assert_eq!(report["why_not"]["rank"], json!(null));
}

#[test]
fn more_budget_never_worsens_the_best_score() {
    let world = World::new();
    for seed in 0..cases() {
        let mut w = wishes(&mut Dice(seed));
        let mut last = 0.0;
        for high in [30.0, 80.0, 250.0, 1000.0, 9000.0] {
            w.budget = Some(Budget { low: None, high });
            let best = world.advise(&w, 1).results.first().map_or(0.0, |r| r.score);
            assert!(best >= last, "{seed}: {best} with {high} USD, {last} with less");
            last = best;
        }
    }
}

#[test]
fn a_condition_that_all_meet_changes_nothing() {
    let world = World::new();
    for seed in 0..cases() / 3 {
        let w = wishes(&mut Dice(seed));
        let with = Preferences { condition: Some("has(iem.id)".to_owned()), ..w.clone() };
        let ids = |w: &Preferences| -> Vec<(String, u64)> {
            world.advise(w, 20).results.into_iter().map(|r| (r.id, r.score.to_bits())).collect()
        };
        assert_eq!(ids(&w), ids(&with), "{seed}");
    }
}

#[test]
fn liking_a_model_raises_its_nearest_neighbour() {
    let world = World::new();
    let measured: Vec<_> = world.catalog.entries().filter(|e| e.measured.is_some()).collect();
    let (mut worse, mut tried) = (0, 0);
    for seed in 0..cases() / 3 {
        let mut dice = Dice(seed);
        let w = Preferences { sound: None, bass: None, treble: None, vocals: None, ..wishes(&mut dice) };
        let liked = dice.pick(&measured);
        let place = |w: &Preferences, id: &str| world.advise(w, usize::MAX).results.iter().position(|r| r.id == id);
        let curve = |e: &iem::catalog::Entry| e.measured.as_ref().expect("measured").curve.clone();
        let distance = |e: &&&iem::catalog::Entry| distance_db(&curve(e), &curve(liked));
        let others = measured.iter().filter(|e| e.model.id != liked.model.id);
        let near = others.min_by(|a, b| distance(a).total_cmp(&distance(b))).expect("a neighbour");
        let with =
            Preferences { liked: vec![PastGear { model: liked.model.id.to_string(), complaint: None }], ..w.clone() };
        if let (Some(before), Some(after)) = (place(&w, &near.model.id), place(&with, &near.model.id)) {
            tried += 1;
            worse += usize::from(after > before);
        }
    }
    eprintln!("of {tried} nearest neighbours {worse} fell when their model was liked");
    assert!(tried > 20 && worse * 50 <= tried, "{worse} of {tried} nearest neighbours fell");
}

#[test]
fn how_sure_the_first_places_are_is_the_same_every_time() {
    let world = World::new();
    let w = wishes(&mut Dice(5));
    let ranking = Ranking::new(&world.catalog, &world.rulebook, &w).expect("wishes");
    let counts = ranking.stability();
    assert_eq!(counts, ranking.stability());
    assert_eq!(counts.iter().map(|(_, n)| n).sum::<usize>(), 3 * RESAMPLINGS);
    assert!(counts.iter().all(|(_, n)| *n <= RESAMPLINGS));
}
