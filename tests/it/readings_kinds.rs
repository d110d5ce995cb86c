//! Phrasings of real people by kind: each is answered, asked about, or refused, and read as what it
//! is (`tests/cases/readings.csv`).

use iem::fit::{Models, Request, Verdict, check};

/// What a row got, in the words of the table: a verdict, `ask`, or `error`.
fn answer(request: &Request) -> (String, String) {
    let Ok(report) = check(request, Models::built_in()) else { return ("error".to_owned(), String::new()) };
    let read: Vec<&str> = report.understood.iter().map(|u| u.read_as.as_str()).collect();
    let asked = report.question.is_some() && report.verdict == Some(Verdict::Caution);
    let word = if asked { "ask".to_owned() } else { format!("{:?}", report.verdict).to_lowercase() };
    (word.trim_start_matches("some(").trim_end_matches(')').to_owned(), read.join("; "))
}

#[test]
fn each_kind_of_phrasing_is_read_as_what_it_is() {
    let mut wrong = Vec::new();
    for line in include_str!("../cases/readings.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [kind, cable, plug, iem, source, adapter, wanted, read_as] = cells[..] else { panic!("{line}") };
        let cell = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let request = Request {
            cable: cell(cable),
            plug: cell(plug),
            iem: cell(iem),
            source: cell(source),
            adapters: cell(adapter).into_iter().collect(),
            ..Request::default()
        };
        let (got, read) = answer(&request);
        if got != wanted || !read.contains(read_as) {
            wrong.push(format!("{kind}: {line}\n    got {got}, read as {read}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
