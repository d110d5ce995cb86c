//! Models that sound alike, models side by side, and why one ranks above another.

use iem::advice::add_twins;
use iem::advice::similar::{SAME_SOUND_DB, Shapes, nearest_owned};
use iem::advice::{Budget, Preferences, recommend, why_above};
use iem::catalog::Catalog;
use iem::rulebook::Rulebook;
use serde_json::Value;

use crate::support::{err, iem, out};

fn catalog() -> Catalog {
    Catalog::built_in().expect("the shipped catalogue")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&out(&iem(args))).expect("JSON")
}

#[test]
fn siblings_are_near() {
    let catalog = catalog();
    let shapes = Shapes::of(&catalog);
    let pairs = [
        ("moondrop-aria", "moondrop-starfield"),
        ("etymotic-er2xr", "etymotic-evo"),
        ("64-audio-u12t", "64-audio-u18s"),
        ("kz-zsn-pro", "kz-zsn-pro-x"),
        ("tin-hifi-t2", "tin-hifi-t2-mkii"),
        ("truthear-zero-red", "7hz-salnotes-zero"),
        ("moondrop-chu", "moondrop-lan"),
        ("moondrop-variations", "truthear-nova"),
        ("letshuoer-s12", "letshuoer-s12-pro"),
        ("thieaudio-monarch-mkii", "letshuoer-ej07m"),
    ];
    for (model, sibling) in pairs {
        let of = catalog.get(model).unwrap_or_else(|| panic!("{model}"));
        let near: Vec<&str> = shapes.nearest(of).iter().take(4).map(|a| a.entry.model.id.as_ref()).collect();
        assert!(near.contains(&sibling), "{model}: {near:?}");
    }
}

#[test]
fn similar_lists_the_nearest_first() {
    let all = json(&["similar", "hexa", "--json"]);
    assert_eq!(all["schema"], "iem-similar-1");
    assert_eq!(all["model"], "truthear-hexa");
    let distances: Vec<f64> =
        all["results"].as_array().expect("results").iter().filter_map(|r| r["distance_db"].as_f64()).collect();
    assert_eq!(distances.len(), 1188, "all measured models but itself");
    assert!(distances.windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(all["results"].as_array().expect("results").iter().all(|r| r["id"] != "truthear-hexa"));
}

#[test]
fn similar_keeps_its_conditions() {
    let near =
        json(&["similar", "ie 900", "--cheaper", "--within", "1.7", "--where", "iem.released >= 2021", "--json"]);
    let results = near["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for r in results {
        assert!(r["price_usd"].as_f64().expect("a price") < 1300.0 && r["distance_db"].as_f64().expect("dB") <= 1.7);
        assert!(r["bands"].as_object().is_some_and(|bands| bands.keys().all(|k| k.ends_with("_db"))), "{r}");
    }
    let none = iem(&["similar", "hexa", "--within", "0.1"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(out(&none).contains("Binary Acoustics EP321"), "the nearest of all is named");
}

#[test]
fn similar_says_what_is_wrong() {
    for (args, said) in [
        (&["similar", "shure aonic 215"][..], "nobody's measurement"),
        (&["similar", "hexa", "--within", "-1"], "--within"),
        (&["similar", "hexa", "--where", "iem.prise < 3"], "has no field"),
        (&["similar", "hexxxa9"], "no model"),
    ] {
        let answer = iem(args);
        assert_eq!(answer.status.code(), Some(2), "{args:?}");
        assert!(err(&answer).contains(said), "{args:?}: {}", err(&answer));
    }
}

#[test]
fn compare_shows_what_differs() {
    let c = json(&["compare", "hexa", "aria 2", "blessing 3", "--bass", "4", "--json"]);
    assert_eq!(c["schema"], "iem-compare-1");
    assert_eq!(c["models"].as_array().map(Vec::len), Some(3));
    assert_eq!(c["sounds"].as_array().map(Vec::len), Some(3), "each pair");
    let differs = c["differs"].as_array().expect("keys");
    assert!(differs.contains(&"price_usd".into()) && !differs.contains(&"form".into()));
    let ranked = c["ranking"]["ranked"].as_array().expect("a ranking");
    for (pair, why) in ranked.windows(2).zip(c["ranking"]["why"].as_array().expect("reasons")) {
        let between = pair[0]["score"].as_f64().expect("score") - pair[1]["score"].as_f64().expect("score");
        assert!((why["points"].as_f64().expect("points") - between).abs() < 1e-9);
    }
    assert!(json(&["compare", "hexa", "aria 2", "--json"])["ranking"].is_null(), "nothing was asked");
    assert_eq!(iem(&["compare", "hexa"]).status.code(), Some(2), "one model is no comparison");
    assert_eq!(iem(&["compare", "hexa", "truthear hexa"]).status.code(), Some(2));
}

#[test]
fn the_reasons_add_up_to_the_difference() {
    let (catalog, rules) = (catalog(), Rulebook::built_in().expect("the shipped rules"));
    let wishes = Preferences { detail: Some(4), ..Preferences::default() };
    let advice = recommend(&catalog, &rules, &wishes, 40).expect("advice");
    for pair in advice.results.windows(2) {
        let why = why_above(&pair[0], &pair[1]);
        let sum: f64 = why.criteria.iter().map(|c| c.points).sum();
        assert!((why.points - (pair[0].score - pair[1].score)).abs() < 1e-12);
        // Criteria that differ by less than a twentieth of a point are left out.
        assert!((sum - why.points).abs() < 0.05 * 8.0, "{sum} is not {}", why.points);
        let back = why_above(&pair[1], &pair[0]);
        assert!((back.points + why.points).abs() < 1e-12);
    }
}

#[test]
fn cheaper_twins_meet_the_conditions() {
    let (catalog, rules) = (catalog(), Rulebook::built_in().expect("the shipped rules"));
    let wishes = Preferences {
        budget: Some(Budget { low: Some(60.0), high: 800.0 }),
        condition: Some("iem.form == 'universal'".to_owned()),
        ..Preferences::default()
    };
    let mut advice = recommend(&catalog, &rules, &wishes, 40).expect("advice");
    assert_eq!(advice.met.len(), advice.fitting);
    add_twins(&catalog, &mut advice);
    let mut found = 0;
    for result in &advice.results {
        let Some(twin) = &result.twin else { continue };
        let (of, other) = (&catalog.get(&result.id).expect("a model").model, &catalog.get(&twin.id).expect("it").model);
        let (price, less) = (of.price_usd.expect("a price"), other.price_usd.expect("a price"));
        assert!(less >= 60.0 && less <= price * 0.75 && twin.distance_db <= SAME_SOUND_DB);
        assert_eq!(other.form.map(iem::words::Form::word), Some("universal"));
        found += 1;
    }
    assert!(found > 5, "{found}");
}

#[test]
fn what_one_owns_is_found_only_within_reach() {
    let catalog = catalog();
    let get = |id: &str| catalog.get(id).expect("a model");
    let aria = get("moondrop-aria");
    let owned = [get("etymotic-er4sr"), get("moondrop-starfield")];
    let nearest = nearest_owned(aria, owned.into_iter()).expect("the Starfield is the Aria's sibling");
    assert_eq!(nearest.entry.model.id, "moondrop-starfield");
    assert!(nearest_owned(aria, [get("etymotic-er4sr")].into_iter()).is_none());
    assert!(nearest_owned(aria, std::iter::once(aria)).is_none(), "itself is not another");
}
