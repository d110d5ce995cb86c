//! Names as people write them: devices in ten spellings, makers that never become another, words in
//! any order and with others beside them.

use std::collections::{BTreeMap, BTreeSet};

use iem::catalog::Catalog;
use iem::fit::{self, Models, Request, Verdict, check};
use iem::names::{Match, normalise};
use serde_json::Value;

use crate::support::Dice;

fn file(name: &str) -> Value {
    let path = format!("{}/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file of data")).expect("JSON")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// How many of the cases to try: all of them with `IEM_EXHAUSTIVE=1`, one in a few for a quick test.
fn share(one_in: usize) -> usize {
    if std::env::var_os("IEM_EXHAUSTIVE").is_some() { 1 } else { one_in }
}

/// Each device with its names.
fn devices() -> Vec<(String, Vec<String>)> {
    let file = file("fit/devices");
    let row = |d: &Value| {
        let text = |key: &str| d[key].as_str().expect("a text").to_owned();
        (text("id"), [vec![text("name")], texts(&d["aliases"])].concat())
    };
    file["devices"].as_array().expect("devices").iter().map(row).collect()
}

/// Makers that exclude others, by the name people know.
fn makers() -> Vec<String> {
    let beside = |m: &Value| texts(&m["makes"]).iter().any(|what| what == "collaborator" || what == "shop");
    let file = file("makers");
    let all = file["makers"].as_array().expect("makers").iter().filter(|m| !beside(m));
    all.map(|m| m["name"].as_str().expect("a name").to_owned()).collect()
}

/// Ways to write a name that change nothing.
fn spellings(name: &str) -> Vec<String> {
    vec![
        name.to_owned(),
        name.to_lowercase(),
        name.to_uppercase(),
        // Nobody writes a long title in one word.
        if name.split(' ').count() < 4
            && !name.contains(['(', ',', '/'])
            && !name.contains(" ii")
            && !name.contains(" iv")
        {
            name.replace(' ', "")
        } else {
            name.to_owned()
        },
        name.replace(' ', "-"),
        name.replace('-', " "),
        format!("my {name}"),
        format!("the {name}"),
        format!("{name} (black)"),
        format!("  {name}  "),
    ]
}

#[test]
fn every_device_resolves_in_ten_spellings() {
    let devices = devices();
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (id, names) in &devices {
        for name in names {
            owners.entry(normalise(name)).or_default().insert(id);
        }
    }
    let jacks: BTreeSet<String> = file("fit/jacks")["jacks"]
        .as_array()
        .expect("jacks")
        .iter()
        .flat_map(|j| texts(&j["aliases"]))
        .map(|n| normalise(&n))
        .collect();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (id, names) in &devices {
        let own = names.iter().filter(|n| owners[&normalise(n)].len() == 1 && !jacks.contains(&normalise(n)));
        for name in own {
            // Every name in its own words, and each of the other spellings for some of the names.
            let some = |i: usize| i == 0 || (i + name.len()).is_multiple_of(share(8));
            for (_, text) in spellings(name).into_iter().enumerate().filter(|(i, _)| some(*i)) {
                tried += 1;
                let got = fit::device(&text).map(|(id, _)| id);
                if got != Some(id.as_str()) {
                    wrong.push(format!("{text:?} is {got:?}, not {id}"));
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

#[test]
fn every_model_resolves_in_ten_spellings() {
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let mut wrong = Vec::new();
    for entry in catalog.entries() {
        let full = entry.model.name();
        // Where one is sold in black as a model of its own, "(black)" means that one.
        let line = entry.model.model.split(' ').next().unwrap_or_default();
        let black_is_another = catalog.entries().any(|other| {
            let model = &other.model;
            model.brand == entry.model.brand
                && model.model.starts_with(line)
                && model.model.to_lowercase().contains("black")
        });
        for text in spellings(&full) {
            if black_is_another && text.ends_with("(black)") {
                continue;
            }
            if catalog.find(&text) != Match::One(entry.model.id.to_string()) {
                wrong.push(format!("{text:?} is {:?}, not {}", catalog.find(&text), entry.model.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

/// A name with another maker before it is never that thing.
#[test]
fn a_name_never_becomes_another_makers() {
    let catalog = Catalog::built_in().expect("a whole catalogue");
    let makers = makers();
    let mut dice = Dice(7);
    let mut wrong = Vec::new();
    for entry in catalog.entries() {
        let own = normalise(&entry.model.brand);
        for _ in 0..20 / share(5) {
            let maker = &makers[dice.below(makers.len())];
            // Two names of one house are no other maker.
            let same = own.contains(&normalise(maker)) || normalise(maker).contains(&own);
            let text = format!("{maker} {}", entry.model.model);
            let names_it = entry.model.aliases.iter().any(|a| normalise(a) == normalise(&text));
            if !same && !names_it && catalog.find(&text) == Match::One(entry.model.id.to_string()) {
                wrong.push(format!("{text:?} is {}", entry.model.id));
            }
        }
    }
    // A house known by two makers' names is no other maker: "iRiver Astell&Kern".
    let file = file("makers");
    let all = file["makers"].as_array().expect("makers").iter().flat_map(|m| texts(&m["aliases"]));
    let both: Vec<String> = all
        .map(|alias| normalise(&alias))
        .filter(|alias| makers.iter().filter(|m| alias.contains(&normalise(m))).count() > 1)
        .collect();
    for (id, names) in devices() {
        let own = normalise(&(names.concat() + &id));
        for name in names.iter().take(2) {
            for _ in 0..20 / share(5) {
                let maker = &makers[dice.below(makers.len())];
                let text = format!("{maker} {name}");
                let same = own.contains(&normalise(maker))
                    || both.iter().any(|b| normalise(&text).starts_with(b))
                    || names.iter().any(|n| normalise(n) == normalise(&text));
                if !same && fit::device(&text).map(|(id, _)| id) == Some(id.as_str()) {
                    wrong.push(format!("{text:?} is {id}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(80)].join("\n"));
}

/// How bad a verdict is; what cannot be answered is no better than any.
fn badness(request: &Request) -> Option<usize> {
    let verdict = check(request, Models::built_in()).ok()?.verdict?;
    let order = [Verdict::Ok, Verdict::Caution, Verdict::Adapter, Verdict::No, Verdict::Unsafe];
    order.iter().position(|v| *v == verdict)
}

/// Words in another order, or with others beside them, never give a better verdict.
#[test]
fn shuffled_and_padded_words_are_never_better() {
    let table = include_str!("../cases/compat.csv");
    let rows: Vec<Vec<String>> = table
        .lines()
        .skip(1)
        .map(|l| l.split(',').map(str::to_owned).collect())
        .filter(|r: &Vec<String>| r.len() >= 6)
        .collect();
    let padding =
        ["please", "black", "the", "new", "frobnicate", "my", "original", "xyzzy", "braided", "2023", "for", "purple"];
    let mut dice = Dice(11);
    let mut wrong = Vec::new();
    let mut tried = 0;
    while tried < 5_000 {
        let row = &rows[dice.below(rows.len())];
        let filled: Vec<usize> = (0..5).filter(|i| !row[*i].is_empty()).collect();
        let Some(field) = filled.get(dice.below(filled.len().max(1))).copied() else { continue };
        let request = |cells: &[String]| {
            let cell = |i: usize| Some(cells[i].clone()).filter(|c| !c.is_empty());
            Request {
                cable: cell(0),
                plug: cell(1),
                iem: cell(2),
                source: cell(3),
                adapters: cell(4).into_iter().collect(),
                ..Request::default()
            }
        };
        let Some(before) = badness(&request(row)) else { continue };
        let mut words: Vec<&str> = row[field].split(' ').collect();
        if dice.chance(50) {
            // A single letter is an article or part of a name by its place ("usb a").
            if words.iter().any(|w| w.len() == 1 && !w.starts_with(|c: char| c.is_ascii_digit())) {
                continue;
            }
            // The order of the ends of an adapter is what it says.
            if field == 4 && row[4].contains("to") {
                continue;
            }
            for i in (1..words.len()).rev() {
                words.swap(i, dice.below(i + 1));
            }
        } else {
            words.insert(dice.below(words.len() + 1), padding[dice.below(padding.len())]);
        }
        let mut cells = row.clone();
        cells[field] = words.join(" ");
        tried += 1;
        if let Some(after) = badness(&request(&cells)).filter(|after| *after < before) {
            wrong.push(format!(
                "{:?} instead of {:?} in {}: {after} < {before}",
                cells[field],
                row[field],
                row.join(",")
            ));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

/// Contacts of a plug, from the pinouts alone.
fn wires(plug: &Value) -> Vec<String> {
    texts(&plug["wires"])
}

/// What a cable with one plug does through a passive adapter in the jacks of a device, judged from
/// sizes and contacts alone: where the adapter's plug goes in, and whether a shared return then lies
/// on two contacts that an amplifier drives.
fn judged_by_contacts(from: &Value, to: &Value, jacks: &[(f64, Vec<String>)]) -> Verdict {
    let balanced = |wires: &[String]| wires.iter().any(|w| w == "L+");
    let size = to["diameter_mm"].as_f64().expect("a size");
    let reached: Vec<&(f64, Vec<String>)> = jacks.iter().filter(|(mm, _)| *mm == size).collect();
    let worst = |(_, driven): &&(f64, Vec<String>)| balanced(driven) && !balanced(&wires(from));
    match reached[..] {
        [] => Verdict::No,
        _ if reached.iter().all(worst) => Verdict::Unsafe,
        _ => Verdict::Ok,
    }
}

/// For every device with several headphone jacks and every passive adapter: unsafe exactly where the
/// contacts say so, whatever other jacks the device has.
#[test]
fn the_adapter_chooses_the_jack_of_every_device() {
    let (plugs, jacks) = (file("fit/plugs"), file("fit/jacks"));
    let (parts, devices) = (file("fit/adapters"), file("fit/devices"));
    let plug = |id: &str| plugs["plugs"].as_array().expect("plugs").iter().find(|p| p["id"] == id).cloned();
    let jack = |id: &str| jacks["jacks"].as_array().expect("jacks").iter().find(|j| j["id"] == id).cloned();
    // Sizes by the name of the jack: `4.4-bal`; the rest is digital or no headphone jack.
    let size = |id: &str| id.split('-').next().and_then(|mm| mm.parse::<f64>().ok());
    let usual = |id: &str| matches!(id, "2.5-bal" | "3.5-se" | "3.5-headset" | "4.4-bal" | "6.35-se");
    let (mut judged, mut wrong) = (0, Vec::new());
    for device in devices["devices"].as_array().expect("devices") {
        let ids: Vec<&str> =
            device["jacks"].as_array().expect("jacks").iter().filter_map(|j| j["type"].as_str()).collect();
        if ids.len() < 2 || !ids.iter().all(|id| usual(id)) {
            continue;
        }
        let offered: Vec<(f64, Vec<String>)> =
            ids.iter().map(|id| (size(id).expect("a size"), texts(&jack(id).expect("a jack")["driven"]))).collect();
        for part in parts["parts"].as_array().expect("parts") {
            let (Some(to), false) = (part["to"]["plug"].as_str().and_then(plug), part["active"] == true) else {
                continue;
            };
            if !matches!(part["kind"].as_str(), Some("adapter" | "unsafe-adapter"))
                || to["diameter_mm"].is_null()
                || to["id"] == "3.5-bal"
            {
                continue;
            }
            for from in texts(&part["from"]).iter().filter_map(|id| plug(id)).filter(|p| p["id"] != "3.5-bal") {
                let (name, id) = (part["name"].as_str().expect("a name"), device["id"].as_str().expect("an id"));
                let request = Request {
                    plug: Some(from["id"].as_str().expect("an id").to_owned()),
                    source: Some(id.to_owned()),
                    adapters: vec![name.to_owned()],
                    ..Request::default()
                };
                let got = check(&request, Models::built_in()).map(|r| r.verdict);
                let wanted = judged_by_contacts(&from, &to, &offered);
                judged += 1;
                let agree = match (wanted, got.as_ref().ok().copied().flatten()) {
                    (Verdict::Unsafe, Some(got)) => got == Verdict::Unsafe,
                    (Verdict::Ok, Some(got)) => matches!(got, Verdict::Ok | Verdict::Caution),
                    // What does not go in is no, or unsafe where it would be the other way round.
                    (_, Some(got)) => matches!(got, Verdict::No | Verdict::Unsafe),
                    (_, None) => false,
                };
                if !agree {
                    wrong.push(format!("{} through {name} into {id}: {got:?}, wanted {wanted:?}", from["id"]));
                }
            }
        }
    }
    assert!(judged > 1_000, "{judged}");
    assert!(wrong.is_empty(), "{} of {judged} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Every word of the vocabulary is noticed beside a part: one that changes the physics never leaves a
/// plain fit with nothing said, a harmless one never changes a verdict, an unknown one asks.
#[test]
fn every_word_of_the_vocabulary_is_noticed() {
    let file = file("fit/words");
    let chain = |plug: String, source: &str| {
        let request = Request { plug: Some(plug), source: Some(source.to_owned()), ..Request::default() };
        check(&request, Models::built_in())
    };
    let plain = chain("4.4mm".to_owned(), "4.4mm").expect("known parts");
    assert_eq!(plain.verdict, Some(Verdict::Ok));
    for word in texts(&file["harmless"]) {
        let Ok(report) = chain(format!("{word} 4.4mm"), "4.4mm") else { continue };
        assert!(report.verdict >= Some(Verdict::Ok), "{word}");
    }
    // Groups that say of this plug what it is anyway; all others must be noticed.
    let repeats = [
        "balanced",
        "male",
        "stereo",
        "output",
        "analogue-only",
        "passive",
        "no-dac",
        "size",
        "female",
        "no-microphone",
        "headphone-output",
        "modular",
    ];
    // An article, and what the plug is: in names of models they tell variants apart.
    let plain_here = ["a", "balanced", "bal"];
    let mut missed = Vec::new();
    for group in file["physics"].as_array().expect("groups") {
        let id = group["id"].as_str().expect("an id");
        for word in texts(&group["words"]) {
            let Ok(report) = chain(format!("4.4mm {word}"), "4.4mm") else { continue };
            let read_as = &report.understood[0].read_as;
            let noticed = report.verdict != Some(Verdict::Ok) || report.question.is_some() || read_as != "4.4 mm plug";
            if !noticed && !repeats.contains(&id) && !plain_here.contains(&word.as_str()) {
                missed.push(format!("\"4.4mm {word}\" ({id})"));
            }
        }
    }
    assert!(missed.is_empty(), "a plain fit, and nothing said: {}", missed.join(", "));
    for word in ["frobnicate", "xyzzy", "qwertz"] {
        let report = chain(format!("4.4mm {word}"), "4.4mm").expect("a reading");
        assert_eq!(report.verdict, Some(Verdict::Caution), "{word}");
        assert!(report.question.is_some_and(|q| q.text.contains(word)), "{word}");
    }
}
