//! Every wish is answered: the answers, the order they lead to, and the scores.

use std::borrow::Cow;

use iem::advice::{PastGear, Preferences, scoring};
use iem::eval::{Facts, FieldSet, Rows, Table, Value, facts::from_json};
use iem::rulebook::plan::{Person, Plan};
use iem::rulebook::wish::Wish;
use iem::schema::{FieldId, Record};
use serde_json::{Value as Json, json};

use crate::people::{World, wishes};
use crate::support::{Dice, iem, out};

/// A person who may ask for everything.
fn anybody(dice: &mut Dice) -> Preferences {
    let mut asked = wishes(dice);
    asked.mic = dice.chance(20);
    asked.eq = dice.chance(20);
    if dice.chance(20) {
        asked.plugs.clear();
        asked.source = Some(dice.pick(&["apple dongle", "fiio ka13", "iphone 12"]).to_owned());
    }
    if dice.chance(20) {
        asked.cables = vec![dice.pick(&["mmcx", "2-pin 0.78 mm:4.4mm"]).to_owned()];
    }
    let gear = |name: &str| PastGear { model: name.to_owned(), complaint: None };
    if dice.chance(20) {
        asked.liked = vec![gear("Truthear Hexa")];
    }
    if dice.chance(20) {
        asked.disliked = vec![gear("Moondrop Chu II")];
    }
    asked
}

/// What a profile states, read from its keys alone.
fn stated(asked: &Preferences) -> Vec<String> {
    let Ok(Json::Object(keys)) = serde_json::to_value(asked) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value) in keys {
        match key.as_str() {
            "use" => all.extend(value.as_array().into_iter().flatten().map(|w| format!("use.{}", w.as_str().unwrap()))),
            "driver" => all.push("drivers".to_owned()),
            "no-driver" => all.push("no_drivers".to_owned()),
            _ => all.push(key),
        }
    }
    all.sort();
    all
}

#[test]
fn every_stated_wish_has_its_answer() {
    let world = World::new();
    for seed in 0..1000 {
        let asked = anybody(&mut Dice(seed));
        let want = stated(&asked);
        for result in world.advise(&asked, 3).results {
            let mut answered: Vec<String> = result.wishes.iter().map(|w| w.wish.name().to_owned()).collect();
            let order: Vec<usize> =
                result.wishes.iter().filter_map(|w| Wish::all().position(|wish| wish == w.wish)).collect();
            assert!(order.is_sorted(), "{asked:?}");
            answered.sort();
            assert_eq!(answered, want, "{asked:?}");
            assert!(
                result.wishes.iter().all(|w| !w.because.is_empty() && !w.because.contains("unknown")),
                "{result:?}"
            );
        }
    }
}

/// Models that are alike but for one fact.
struct Clones(Vec<Facts>);

impl Rows for Clones {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>> {
        self.0[row].get(id).map(Cow::Borrowed)
    }
}

fn set(facts: &mut Facts, path: &str, value: &Json) {
    let (record, name) = path.split_once('.').expect("record.field");
    let id = FieldId::find(record.parse::<Record>().expect("a record"), name).expect(path);
    facts.put(id, (!value.is_null()).then(|| from_json(id, value).expect(path)));
}

/// A model that is known well and in the middle of everything.
fn usual() -> Facts {
    let mut facts = Facts::default();
    let all = json!({
        "iem.price_usd": 100, "iem.released": 2022, "iem.form": "universal", "iem.socket": "2pin-0.78",
        "sound.sub_bass_db": 4, "sound.bass_db": 2, "sound.low_mids_db": 0, "sound.upper_mids_db": 0,
        "sound.treble_db": 0, "sound.measurers": 8, "sound.spread_db": 1.2, "sound.roughness_db": 1.4,
        "sound.tone_guess": 60, "sound.detail_guess": 55, "match.tuning_db": 1.5, "match.bass_db": 1,
        "match.vocals_db": 1, "match.treble_db": 1, "known.sites": 6, "known.of": 96,
    });
    for (path, value) in all.as_object().expect("an object") {
        set(&mut facts, path, value);
    }
    facts
}

/// Wishes; the field that decides; its values for met, partly, not known, not; null where there is none.
fn one_fact_each() -> Vec<(Json, &'static str, [Json; 4])> {
    let row = |want: Json, field, values: [Json; 4]| (want, field, values);
    let none = Json::Null;
    vec![
        row(json!({ "use": ["sleep"] }), "iem.low_profile", [json!(true), none.clone(), none.clone(), json!(false)]),
        row(
            json!({ "use": ["commute"] }),
            "iem.isolation_class",
            [json!("high"), json!("medium"), none.clone(), json!("low")],
        ),
        row(
            json!({ "use": ["stage"] }),
            "iem.isolation_class",
            [json!("high"), json!("medium"), none.clone(), json!("low")],
        ),
        row(
            json!({ "use": ["sport"] }),
            "iem.wear",
            [json!("over-ear"), json!("either"), none.clone(), json!("straight-down")],
        ),
        row(json!({ "use": ["studio"] }), "sound.low_mids_db", [json!(0), json!(3), none.clone(), json!(6)]),
        row(json!({ "use": ["gaming"] }), "sound.upper_mids_db", [json!(0), json!(-2), none.clone(), json!(-6)]),
        row(
            json!({ "ears": "small" }),
            "iem.shell_size",
            [json!("small"), json!("medium"), none.clone(), json!("large")],
        ),
        row(
            json!({ "ears": "medium" }),
            "iem.shell_size",
            [json!("medium"), json!("large"), none.clone(), none.clone()],
        ),
        row(json!({ "ears": "large" }), "iem.shell_size", [json!("large"), json!("small"), none.clone(), none.clone()]),
        row(
            json!({ "isolation": 5 }),
            "iem.isolation_class",
            [json!("high"), json!("medium"), none.clone(), json!("low")],
        ),
        row(json!({ "detail": 5 }), "sound.detail_guess", [json!(70), json!(55), none.clone(), json!(20)]),
        row(json!({ "sound": "warm" }), "match.tuning_db", [json!(1.2), json!(2.1), none.clone(), json!(4)]),
        row(json!({ "bass": 5 }), "match.bass_db", [json!(0), json!(2), none.clone(), json!(4)]),
        row(json!({ "treble": 1 }), "match.treble_db", [json!(0), json!(2), none.clone(), json!(3.5)]),
        row(json!({ "vocals": 4 }), "match.vocals_db", [json!(0), json!(2), none.clone(), json!(3)]),
        row(json!({ "eq": true }), "sound.roughness_db", [json!(1), json!(1.8), none.clone(), json!(3)]),
        row(
            json!({ "drivers": ["planar"] }),
            "iem.drivers",
            [json!(["planar"]), none.clone(), none.clone(), json!(["dynamic"])],
        ),
        row(json!({ "mic": true }), "iem.socket", [none.clone(), json!("mmcx"), none.clone(), json!("fixed")]),
        row(json!({ "plugs": ["4.4mm"] }), "link.verdict", [json!("ok"), json!("caution"), none.clone(), none.clone()]),
        row(json!({}), "link.cable", [json!("ok"), json!("caution"), none.clone(), json!("no")]),
        row(json!({}), "match.liked_db", [json!(1), json!(2), none.clone(), json!(5)]),
        row(json!({}), "match.disliked_db", [json!(3), json!(1.5), none.clone(), json!(0.5)]),
    ]
}

#[test]
fn met_stands_before_partly_before_unknown_before_not() {
    let world = World::new();
    for (want, field, values) in one_fact_each() {
        let mut person = Facts::default();
        for (name, value) in want.as_object().expect("wishes") {
            set(&mut person, &format!("want.{name}"), value);
        }
        let mut asked: Vec<Wish> = Wish::stated(&person).collect();
        asked.extend(Wish::find(match field {
            "link.cable" => "cable",
            "match.liked_db" => "liked",
            "match.disliked_db" => "disliked",
            _ => "",
        }));
        let mut absent = FieldSet::default();
        for id in FieldId::all().filter(|id| {
            let path = id.field().path();
            (path.starts_with("link.") && !field.starts_with("link."))
                || (path.ends_with("liked_db") && path != field)
                || (field == "link.verdict" && path == "link.cable")
                || (field == "link.cable" && path.starts_with("link.") && path != field)
        }) {
            absent.insert(id);
        }
        // What is not known stands third, whatever the others are.
        let clones: Vec<(usize, Facts)> = values
            .iter()
            .enumerate()
            .filter(|(at, value)| *at == 2 || !value.is_null())
            .map(|(at, value)| {
                let mut facts = usual();
                set(&mut facts, field, value);
                (at, facts)
            })
            .collect();
        let at: Vec<usize> = clones.iter().map(|(at, _)| *at).collect();
        let rows = Clones(clones.into_iter().map(|(_, facts)| facts).collect());
        let stated = asked.as_slice();
        let plan = Plan::new(&world.rulebook, Person { want: &person, absent, conditions: &[], stated }, |_| 1.0);
        let table = Table::new(&rows, plan.fields().iter(), plan.literals());
        let scores = scoring::score(&plan, &table).totals;
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{want} by {field}, {at:?}: {scores:?}");
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

#[test]
fn usual_wishes_spread_the_scores() {
    let world = World::new();
    let profiles: Vec<Preferences> =
        serde_json::from_str(include_str!("../cases/profiles.json")).expect("sixty profiles");
    let (mut firsts, mut middles) = (Vec::new(), Vec::new());
    for asked in &profiles {
        let scores: Vec<f64> = world.advise(asked, usize::MAX).results.iter().map(|r| r.score).collect();
        firsts.push(scores[0]);
        middles.push(median(scores));
    }
    let (first, middle) = (median(firsts), median(middles));
    assert!(first >= 85.0 && (40.0..=60.0).contains(&middle), "first {first:.1}, middle {middle:.1}");
}

#[test]
fn shown_entries_differ_in_their_reasons() {
    let world = World::new();
    for seed in 0..60 {
        let asked = anybody(&mut Dice(seed));
        let results = world.advise(&asked, 5).results;
        let reasons: Vec<String> =
            results.iter().map(|r| format!("{:?} {:?} {:?}", r.wishes, r.standing, r.warnings)).collect();
        for (at, one) in reasons.iter().enumerate() {
            assert!(!reasons[..at].contains(one), "{asked:?}: {one}");
        }
    }
}

#[test]
fn what_nobody_measured_leads_no_list_for_a_sound() {
    let world = World::new();
    for word in ["neutral", "warm", "bright", "v-shaped", "u-shaped", "bassy", "harman"] {
        let asked: Preferences = serde_json::from_value(json!({ "sound": word })).expect("wishes");
        for result in world.advise(&asked, 20).results {
            assert!(world.catalog.get(&result.id).expect("a model").measured.is_some(), "{word}: {}", result.id);
        }
    }
}

#[test]
fn programs_read_answers_and_ties() {
    let text = out(&iem(&["recommend", "--use", "sleep", "--ears", "small", "--budget", "100", "--json"]));
    let answer: Json = serde_json::from_str(&text).expect("json");
    for result in answer["results"].as_array().expect("results") {
        let names: Vec<&str> =
            result["wishes"].as_array().unwrap().iter().map(|w| w["wish"].as_str().unwrap()).collect();
        assert_eq!(names, ["budget", "use.sleep", "ears"]);
        let known = |w: &Json| ["met", "partly", "not", "unknown"].contains(&w["answer"].as_str().unwrap());
        assert!(result["wishes"].as_array().unwrap().iter().all(known));
        let total: f64 = result["receipt"].as_array().unwrap().iter().map(|l| l["points"].as_f64().unwrap()).sum();
        assert!((total - result["score"].as_f64().unwrap()).abs() < 1e-9);
        assert!(result["tied_with"].is_array());
    }
}

/// What was liked but for its sound was measured all the same: nothing says that nobody did.
#[test]
fn liked_with_a_complaint_is_still_measured() {
    for wish in ["kato:sharp", "kato:dull", "kato"] {
        let answer = crate::support::iem(&["recommend", "--liked", wish, "--top", "3"]);
        let said = crate::support::out(&answer);
        assert!(!said.contains("nobody measured it"), "{wish}: {said}");
    }
}
