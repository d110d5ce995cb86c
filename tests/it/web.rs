//! The page without a server: what addresses answer, for people and for programs.

use std::sync::LazyLock;

use iem::advice::impact::profile;
use iem::web::{Answer, Ask, EXAMPLES, Query, Site};
use iem::{Engine, Preferences};

use super::support::{Dice, iem, out};

pub static SITE: LazyLock<Site> = LazyLock::new(|| Site::new(Engine::builder().closed().build()));

/// The answer to a GET of an address.
pub fn get(address: &str) -> Answer {
    let ask = Ask::get(address).unwrap_or_else(|| panic!("{address} cannot be read"));
    SITE.answer(&ask)
}

/// The text of an answer.
pub fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).expect("UTF-8")
}

/// Wishes as an address has them.
fn address_of(wishes: &Preferences) -> String {
    let mut pairs = Vec::new();
    let line = wishes.command_line();
    for flag in line.split(" --").skip(1) {
        let (key, value) = flag.split_once(' ').unwrap_or((flag, "yes"));
        pairs.push((key.to_owned(), value.trim_matches('\'').to_owned()));
    }
    Query::of(pairs).at("/api/v1/recommend")
}

#[test]
fn two_hundred_people_get_the_same_bytes_as_in_the_terminal() {
    for seed in 0..200 {
        let wishes = profile(seed);
        let line = wishes.command_line();
        let flags: Vec<String> = line.split(' ').skip(2).map(|word| word.trim_matches('\'').to_owned()).collect();
        let mut call = vec!["recommend", "--json"];
        call.extend(flags.iter().map(String::as_str));
        let address = address_of(&wishes);
        assert_eq!(text(&get(&address)), out(&iem(&call)), "{address}");
    }
}

#[test]
fn every_document_is_that_of_the_terminal() {
    for (address, call) in [
        ("/api/v1/check?cable=mmcx&plug=4.4mm", vec!["check", "--cable", "mmcx", "--plug", "4.4mm"]),
        (
            "/api/v1/models?words=moondrop&sort=-price&top=3",
            vec!["models", "moondrop", "--sort", "-price", "--top", "3"],
        ),
        ("/api/v1/models/hexa", vec!["show", "hexa"]),
        ("/api/v1/similar?model=hexa&cheaper=yes", vec!["similar", "hexa", "--cheaper"]),
        ("/api/v1/compare?m=hexa&m=aria+2&bass=4", vec!["compare", "hexa", "aria 2", "--bass", "4"]),
        ("/api/v1/graph?m=hexa&target=mine&bass=4", vec!["graph", "hexa", "--target", "mine", "--bass", "4"]),
        ("/api/v1/learn?topic=mmcx", vec!["learn", "mmcx"]),
        ("/api/v1/rules?top=4", vec!["rules", "list", "--top", "4"]),
    ] {
        let call: Vec<&str> = call.into_iter().chain(["--json"]).collect();
        assert_eq!(text(&get(address)), out(&iem(&call)), "{address}");
    }
}

#[test]
fn a_document_says_what_it_did_not_understand() {
    for (address, status, told) in [
        ("/api/v1/recommend?bass=9", 422, "\"field\": \"bass\""),
        ("/api/v1/recommend?colour=red", 422, "its keys are budget"),
        ("/api/v1/recommend?source=toaster", 422, "\"field\": \"source\""),
        ("/api/v1/models/no-such-model-anywhere", 404, "iem-error-1"),
        ("/api/v1/graph?m=hexa&target=/etc/passwd", 422, "\"field\": \"target\""),
        ("/api/v1/compare?m=hexa", 422, "iem-error-1"),
        ("/api/v1/nothing", 404, "iem-error-1"),
    ] {
        let answer = get(address);
        assert_eq!(answer.status, status, "{address}: {}", text(&answer));
        assert!(text(&answer).contains(told), "{address}: {}", text(&answer));
    }
}

/// Addresses that pages of an answer lead to on this site, with what stands behind `#` cut off.
pub fn links(page: &str) -> Vec<String> {
    let parts = page.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let own = parts.filter(|to| to.starts_with('/') && !to.starts_with("//"));
    own.map(|to| to.split('#').next().unwrap_or(to).replace("&amp;", "&")).collect()
}

#[test]
fn every_page_is_whole_and_leads_somewhere() {
    let mut tried = std::collections::BTreeSet::new();
    for address in EXAMPLES {
        let answer = get(address);
        let page = text(&answer);
        assert!([200, 404, 422].contains(&answer.status), "{address}: {}", answer.status);
        assert_eq!(page.matches("<h1").count(), 1, "{address} has one heading of the first order");
        for inline in [" style=\"", "<style", "<script>", "onclick=", "javascript:"] {
            assert!(!page.contains(inline), "{address} has {inline}, which browsers are told to refuse");
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{address} has an id twice: {ids:?}");
        for to in links(&page) {
            if !tried.insert(to.clone()) {
                continue;
            }
            let status = get(&to).status;
            assert!([200, 303].contains(&status), "{address} leads to {to}, which answers {status}");
        }
    }
}

#[test]
fn nothing_that_was_typed_comes_back_unescaped() {
    const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;";
    for path in
        ["/advice", "/quiz", "/check", "/compare", "/graph", "/search", "/rules", "/m/x", "/api/v1/recommend", "/x"]
    {
        for key in
            ["budget", "sound", "use", "source", "like", "where", "q", "m", "gear", "cable", "iem", "why-not", "x<b>"]
        {
            let answer = get(&Query::of([(key, EVIL)]).at(path));
            assert!(answer.status < 500, "{path} {key}: {}", answer.status);
            if answer.kind.starts_with("text/html") {
                let page = text(&answer);
                assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path} {key}");
            }
        }
    }
}

#[test]
fn whatever_is_asked_is_answered() {
    let mut dice = Dice(14);
    let paths =
        ["/advice", "/check", "/compare", "/graph", "/search", "/api/v1/check", "/api/v1/models", "/m/a", "/learn/b"];
    let keys = [
        "bass", "budget", "m", "model", "plug", "cable", "source", "where", "q", "top", "words", "target", "sort", "zz",
    ];
    let values = [
        "4",
        "-1",
        "hexa",
        "mmcx",
        "4.4mm",
        "%F0%9F%8E%A7",
        "1e999",
        "iem.price_usd<",
        "..%2F..%2Fetc",
        "a:b:c",
        "",
        "%22%27",
    ];
    for _ in 0..400 {
        let pairs: Vec<String> = (0..dice.below(5))
            .map(|_| format!("{}={}", keys[dice.below(keys.len())], values[dice.below(values.len())]))
            .collect();
        let address = format!("{}?{}", paths[dice.below(paths.len())], pairs.join("&"));
        let status = get(&address).status;
        assert!([200, 303, 404, 422].contains(&status), "{address}: {status}");
    }
}

/// What fits without a part may be dangerous with it.
#[test]
fn a_chain_that_was_not_understood_has_no_verdict() {
    for address in [
        "/check?plug=3.5mm&adapter=toaster&source=3.5mm",
        "/check?plug=3.5mm&source=3.5mm&cable=zzzz",
        "/check?iem=hexa&source=apple+dongle&impedance=-5",
        "/check?iem=hexa&source=apple+dongle&source=toaster",
        "/check?plug=3.5mm&source=3.5mm&colour=red",
    ] {
        let (answer, fitting) = (get(address), "class=\"verdict");
        assert_eq!(answer.status, 422, "{address}");
        let page = text(&answer);
        assert!(page.contains("<h1>Not checked") && !page.contains(fitting), "{address}");
    }
    assert!(text(&get("/check?plug=3.5mm&source=3.5mm")).contains("<h1>It fits.</h1>"));
}

#[test]
fn questions_lead_to_advice() {
    // A form that was sent with an answer is an address without the form's own keys.
    let next = get("/quiz?now=budget&budget=100");
    assert_eq!((next.status, next.location.as_deref()), (303, Some("/quiz?budget=100")));
    // A name and what was thought of it become one value.
    let gear = get("/quiz?budget=100&now=gear&gear-name=ie+200&gear-how=sharp&gear-name=&gear-how=liked");
    assert_eq!(gear.location.as_deref(), Some("/quiz?budget=100&now=gear&gear=ie+200:sharp"));
    // An answer that is none keeps its question, and says so.
    for wrong in ["/quiz?now=budget&budget=much", "/quiz?now=use", "/quiz?now=gear&gear=nosuchearphone:liked"] {
        let answer = get(wrong);
        assert_eq!(answer.status, 422, "{wrong}");
        assert!(text(&answer).contains("class=\"mistake\"") && text(&answer).contains("Continue"), "{wrong}");
    }
    // A link from the middle opens there, with the answers it carries.
    let middle = text(&get("/quiz?budget=100&use=commute&at=sound"));
    assert!(middle.contains("Which sound do you like?") && middle.contains("on trains, buses, planes"));
    // The same questions as in the terminal, to the same wishes.
    let mut at = "/quiz".to_owned();
    for _ in 0..60 {
        let answer = get(&at);
        if let Some(to) = answer.location {
            if to.starts_with("/advice") {
                assert!(at.contains("budget="), "{at}");
                return;
            }
            at = to;
            continue;
        }
        let page = text(&answer);
        let now =
            page.split("name=\"now\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a question");
        let said = at.split_once('?').map_or(String::new(), |(_, said)| format!("{said}&"));
        let value = if now == "budget" { "120" } else { "-" };
        at = format!("/quiz?{said}now={now}&{now}={value}");
    }
    panic!("the questions do not end: {at}");
}

/// The description for programs holds what is answered.
#[test]
fn the_description_is_true() {
    let description: serde_json::Value = serde_json::from_slice(&get("/api/v1/openapi.json").body).expect("JSON");
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.len() >= 9);
    // The page that shows it has an example of each, and each is answered as described.
    let page = text(&get("/api/v1/"));
    for (path, operation) in paths {
        let stem = path.split("/{").next().unwrap_or(path);
        let example =
            links(&page).into_iter().find(|to| to.starts_with(stem) && to.len() > path.len()).expect("an example");
        let answer = get(&example);
        assert_eq!((answer.status, answer.kind), (200, "application/json"), "{example}");
        let document: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
        let schema = &operation["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        for key in schema["required"].as_array().expect("keys") {
            let key = key.as_str().expect("a key");
            assert!(document.get(key).is_some(), "{example} has no {key}");
        }
        assert_eq!(document["schema"], schema["properties"]["schema"]["const"], "{example}");
    }
}
