//! The compatibility cases, end to end, and laws over all pairs of parts.

use iem::catalog::Catalog;
use iem::fit::{self, Earpiece, Models, Request, Verdict, check};

use crate::support::{Dice, shared, shared_json};

fn models() -> Vec<Earpiece> {
    Catalog::built_in().expect("a whole catalogue").earpieces()
}

/// Splits a line of the CSV; quoted cells may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("one cell").push(c),
        }
    }
    cells
}

/// What is wrong with the rows of a table: the row and the verdict it got.
fn wrong_rows(text: &str) -> Vec<String> {
    let models = models();
    let mut wrong = Vec::new();
    for line in text.lines().skip(1) {
        let row = cells(line);
        let cell = |i: usize| row.get(i).filter(|c| !c.is_empty()).cloned();
        let request = Request {
            cable: cell(0),
            plug: cell(1),
            iem: cell(2),
            source: cell(3),
            adapters: cell(4).into_iter().collect(),
            ..Request::default()
        };
        let got = match check(&request, &models) {
            Ok(report) => report.verdict.map_or_else(|| "null".to_owned(), |v| v.to_string()),
            Err(misuse) => misuse.to_string(),
        };
        let expected = &row[5];
        let also = row[6].split("[also accept: ").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or(expected);
        if got != *expected && got != also {
            wrong.push(format!("{line}\n    got {got}"));
        }
    }
    wrong
}

#[test]
fn all_cases_hold() {
    let Some(path) = shared("compat/cases.csv") else { return };
    let text = std::fs::read_to_string(path).expect("a table");
    assert_eq!(text.lines().count(), 110);
    let wrong = wrong_rows(&text);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Rows of our own in the same style: other aliases, typing errors, models, devices, whole chains.
#[test]
fn our_own_cases_hold() {
    let text = include_str!("../cases/compat.csv");
    let wrong = wrong_rows(text);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), text.lines().count() - 1, wrong.join("\n"));
}

#[test]
fn tables_are_whole() {
    assert_eq!((fit::connector_ids().len(), fit::plug_ids().len(), fit::jack_ids().len()), (27, 11, 26));
    for cable in fit::connector_ids() {
        for socket in fit::connector_ids() {
            let joint = fit::joint_cable_socket(cable, socket);
            assert_ne!(joint.verdict, Verdict::Unknown, "{cable} {socket}");
            assert_eq!(joint.verdict == Verdict::Adapter, !joint.buy.is_empty(), "{cable} {socket}");
        }
    }
}

/// A shared return in a balanced output joins two amplifiers: never accepted, with any listed part.
#[test]
fn no_accepted_path_joins_two_outputs() {
    let models = models();
    let adapters = ["3.5 female to 4.4 male", "3.5f-to-2.5m", "6.35 female to xlr4 male", "iematch", "3.5f-to-6.35m"];
    for plug in ["3.5-trs", "3.5-ctia", "3.5-omtp", "6.35-trs"] {
        for jack in ["2.5-bal", "3.5-bal", "4.4-bal", "xlr4"] {
            assert_eq!(fit::joint_plug_jack(plug, jack).verdict, Verdict::Unsafe, "{plug} {jack}");
            for first in adapters {
                for second in adapters {
                    for chain in [vec![first], vec![first, second]] {
                        let request = Request {
                            plug: Some(plug.to_owned()),
                            source: Some(jack.to_owned()),
                            adapters: chain.iter().map(|a| (*a).to_owned()).collect(),
                            ..Request::default()
                        };
                        let verdict = check(&request, &models).expect("known parts").verdict;
                        assert!(
                            matches!(verdict, Some(Verdict::Unsafe | Verdict::No)),
                            "{plug} {chain:?} {jack}: {verdict:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn one_cable_alone_says_what_it_is_and_fits() {
    let request = Request { cable: Some("mmcx".to_owned()), plug: Some("4.4mm".to_owned()), ..Request::default() };
    let report = check(&request, &models()).expect("known parts");
    assert_eq!(report.verdict, Some(Verdict::Ok));
    let fits = report.fits.expect("lists");
    let c = fits.counts;
    assert_eq!(c.ok + c.caution + c.adapter + c.no + c.unknown, 1219);
    assert_eq!(fits.models.len(), c.ok + c.caution);
    assert!(fits.jacks.direct.iter().any(|j| j.id == "4.4-bal"));
}

/// The build script's table of the models is what the catalogue says.
#[test]
fn the_table_of_models_is_the_catalogue() {
    let models = models();
    let table = fit::earpieces();
    assert_eq!(models.len(), table.len());
    for (made, table) in models.iter().zip(&table) {
        assert_eq!(made, table);
    }
}

/// The product's tables say what the reference says, the two conditional entries aside.
#[test]
fn tables_agree_with_the_reference() {
    let (Some(mating), Some(adapters)) = (shared_json("compat/mating.json"), shared_json("compat/adapters.json"))
    else {
        return;
    };
    let pairs = |table: &serde_json::Value| table["pairs"].as_array().expect("pairs").clone();
    let text = |pair: &serde_json::Value, key: &str| pair[key].as_str().expect("a text").to_owned();
    assert_eq!((pairs(&mating).len(), pairs(&adapters).len()), (27 * 27, 11 * 14));
    for pair in pairs(&mating) {
        let (cable, socket) = (text(&pair, "cable"), text(&pair, "socket"));
        let word = match text(&pair, "verdict").as_str() {
            "fits" => Verdict::Ok,
            "fits-with-care" => Verdict::Caution,
            "adapter" => Verdict::Adapter,
            _ => Verdict::No,
        };
        assert_eq!(fit::joint_cable_socket(&cable, &socket).verdict, word, "{cable} in {socket}");
    }
    for pair in pairs(&adapters) {
        let (plug, jack) = (text(&pair, "plug"), text(&pair, "jack"));
        let conditional = [("3.5-bal", "3.5-bal"), ("modular", "usb-c-host")].contains(&(plug.as_str(), jack.as_str()));
        let word = match text(&pair, "verdict").as_str() {
            "direct" if conditional => Verdict::Caution,
            "direct" => Verdict::Ok,
            "adapter-safe" | "active-needed" => Verdict::Adapter,
            "adapter-unsafe" => Verdict::Unsafe,
            _ => Verdict::No,
        };
        let joint = fit::joint_plug_jack(&plug, &jack);
        assert_eq!(joint.verdict, word, "{plug} in {jack}");
        assert!(word != Verdict::Adapter || !joint.buy.is_empty(), "{plug} in {jack}: nothing to buy");
    }
}

/// Every alias of a part means what its id means, against every other part; so does the order of
/// the flags, because a request has none.
#[test]
fn aliases_never_change_a_verdict() {
    let (Some(connectors), Some(plugs)) = (shared_json("compat/connectors.json"), shared_json("compat/plugs.json"))
    else {
        return;
    };
    let verdict = |request: Request| check(&request, Models::built_in()).expect("known parts").verdict;
    let names = |row: &serde_json::Value| -> Vec<String> {
        row["aliases"].as_array().expect("aliases").iter().map(|a| a.as_str().expect("a text").to_owned()).collect()
    };
    let id = |row: &serde_json::Value| row["id"].as_str().expect("an id").to_owned();
    for row in connectors["connectors"].as_array().expect("connectors") {
        for (other, alias) in fit::connector_ids().iter().zip(names(row).iter().cycle()) {
            let as_cable = |cable: &str| {
                verdict(Request { cable: Some(cable.into()), iem: Some((*other).into()), ..Request::default() })
            };
            assert_eq!(as_cable(alias), as_cable(&id(row)), "{alias} in {other}");
            let as_socket = |iem: &str| {
                verdict(Request { cable: Some((*other).into()), iem: Some(iem.into()), ..Request::default() })
            };
            assert_eq!(as_socket(alias), as_socket(&id(row)), "{other} in {alias}");
        }
    }
    // What people call "aux out" is the send of a mixer (shared/cases, line-out-3), not a headphone jack;
    // "aux" and "xlr out" alone are several things, so they are asked about.
    let moved = ["aux out", "aux", "xlr out"];
    for (kind, others) in [("plugs", fit::jack_ids()), ("jacks", fit::plug_ids())] {
        for row in plugs[kind].as_array().expect(kind) {
            for (i, alias) in names(row).iter().enumerate().filter(|(_, a)| !moved.contains(&a.as_str())) {
                // Each alias against some of the others, all of them against all.
                for other in others.iter().skip(i % 4).step_by(4) {
                    let both = |name: &str| {
                        let (plug, jack) = if kind == "plugs" { (name, *other) } else { (*other, name) };
                        verdict(Request { plug: Some(plug.into()), source: Some(jack.into()), ..Request::default() })
                    };
                    // A name that carries a maker settles whose order it is.
                    let maker = ["hifiman", "sony", "ifi", "s-bal"].iter().any(|m| alias.contains(m));
                    let settled = maker && both(alias) == Some(Verdict::Ok);
                    assert!(both(alias) == both(&id(row)) || settled, "{alias} and {other}");
                }
            }
        }
    }
}

/// Adding a part or a number never turns a known verdict into unknown.
#[test]
fn a_further_fact_never_makes_a_verdict_unknown() {
    let mut dice = Dice(7);
    let cables = ["mmcx", "2 pin", "qdc", "bt20s", "fixed"];
    let plugs = ["3.5mm", "4.4mm", "balanced", "usb-c", "modular"];
    let iems = ["ie 900", "andromeda", "westone es80", "JH13", "mmcx", "moondrop chu"];
    let sources = ["apple dongle", "4.4", "iphone 15", "qudelix", "phone", "line out"];
    let verdict = |r: &Request| check(r, Models::built_in()).expect("known parts").verdict;
    for _ in 0..400 {
        let mut some = |of: &[&str]| dice.chance(60).then(|| dice.pick(of).to_owned());
        let request = Request {
            cable: some(&cables),
            plug: some(&plugs),
            iem: some(&iems),
            source: some(&sources),
            ..Request::default()
        };
        let before = verdict(&request);
        if before.is_none() || before == Some(Verdict::Unknown) {
            continue;
        }
        let joints = check(&request, Models::built_in()).expect("known parts").joints.len();
        let mut more = vec![request.clone(); 4];
        more[0].numbers.impedance_ohm = Some(16.0);
        more[1].plug.get_or_insert("4.4mm".to_owned());
        more[2].source.get_or_insert("apple dongle".to_owned());
        // The one fact that nobody has, a model's socket, makes nothing known: only a check that had
        // judged something stays known.
        if joints > 0 || (request.cable.is_some() && request.plug.is_some()) {
            more[3].iem.get_or_insert("westone es80".to_owned());
        }
        for more in more {
            assert_ne!(verdict(&more), Some(Verdict::Unknown), "{request:?} was known, {more:?} is not");
        }
    }
}
