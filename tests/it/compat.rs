//! The compatibility cases, end to end, and laws over all pairs of parts.

use iem::catalog::Catalog;
use iem::fit::{self, Earpiece, Request, Verdict, check};

use crate::support::shared;

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

#[test]
fn all_cases_hold() {
    let Some(path) = shared("compat/cases.csv") else { return };
    let text = std::fs::read_to_string(path).expect("a table");
    let models = models();
    let mut wrong = Vec::new();
    assert_eq!(text.lines().count(), 110);
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
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tables_are_whole() {
    assert_eq!(fit::flaws(), [] as [String; 0]);
    assert_eq!((fit::connector_ids().len(), fit::plug_ids().len(), fit::jack_ids().len()), (27, 11, 14));
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
    assert_eq!(c.ok + c.caution + c.adapter + c.no + c.unknown, 620);
    assert_eq!(fits.models.len(), c.ok + c.caution);
    assert!(fits.jacks.direct.iter().any(|j| j.id == "4.4-bal"));
}
