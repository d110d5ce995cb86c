//! Pages one looks things up in: every part, topic and rule has one, every link leads somewhere, what people
//! type comes back as text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use iem::Engine;
use iem::fit::about::{connectors, devices, jacks, plugs};
use iem::web::{Answer, Ask, Query, Site};

use super::snapshots::settings;

static SITE: LazyLock<Site> = LazyLock::new(|| Site::new(Engine::builder().closed().build()));

fn ask(address: &str) -> Answer {
    SITE.answer(&Ask::get(address).expect("an address"))
}

fn post(fields: &[(&str, &str)]) -> Answer {
    let query = Query::of(fields.iter().copied());
    SITE.answer(&Ask { path: "/rules".to_owned(), query, posted: true })
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).expect("a text")
}

/// What stands between the frame's head and foot.
fn main_of(answer: &Answer) -> String {
    let page = text(answer);
    let from = page.find("<main").expect("a main");
    page[from..page.find("</main>").expect("its end")].to_owned()
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let mark = format!(" {attribute}=\"");
    page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Addresses of all pages about one thing.
fn all_pages() -> Vec<String> {
    let parts = connectors().iter().map(|c| format!("/c/{}", c.id));
    let parts = parts.chain(plugs().iter().map(|p| format!("/p/{}", p.id)));
    let parts = parts.chain(jacks().iter().map(|j| format!("/j/{}", j.id)));
    let parts = parts.chain(devices().iter().map(|d| format!("/d/{}", d.id)));
    let topics = Engine::library().topics().iter().map(|topic| format!("/learn/{}", topic.id));
    let rules = SITE.engine().rulebook().expect("rules").rules.keys().map(|id| format!("/rules/{id}"));
    let one = ["/learn", "/rules", "/data", "/search", "/search?q=mmcx", "/search?q=bass", "/rules?q=sleep"];
    parts.chain(topics).chain(rules).chain(one.map(str::to_owned)).collect()
}

/// A page is whole: one title, headings in order, nothing that the policy forbids, tables that say what they are.
fn whole(address: &str, page: &str) {
    let levels: Vec<u8> = page
        .match_indices("<h")
        .filter_map(|(at, _)| page.as_bytes().get(at + 2).filter(|b| b.is_ascii_digit()).map(|b| b - b'0'))
        .collect();
    assert!(levels[0] == 1 && !levels[1..].contains(&1), "{address}: {levels:?}");
    assert!(levels.windows(2).all(|w| w[1] <= w[0] + 1), "{address}: {levels:?}");
    assert!(!page.contains(" style=\"") && !page.contains(" onclick=") && !page.contains("<script>"), "{address}");
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count(), "{address}");
    let regions = page.matches("class=\"scroll").count();
    assert_eq!(regions, page.matches("tabindex=\"0\" role=\"region\" aria-label=\"").count(), "{address}");
    let ids = values(page, "id");
    let distinct: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{address}: an id stands twice: {ids:?}");
    let labels = values(page, "aria-labelledby").into_iter().flat_map(str::split_whitespace);
    for pointed in values(page, "for").into_iter().chain(labels) {
        assert!(ids.contains(&pointed), "{address}: nothing has the id {pointed}");
    }
}

#[test]
fn everything_has_a_page_and_every_link_leads_somewhere() {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut links: BTreeSet<(String, String)> = BTreeSet::new();
    for address in all_pages() {
        let answer = ask(&address);
        assert_eq!(answer.status, 200, "{address}");
        let page = text(&answer);
        whole(&address, &page);
        links.extend(values(&page, "href").into_iter().map(|to| (to.replace("&amp;", "&"), address.clone())));
        pages.insert(address, page);
    }
    for (to, from) in &links {
        assert!(to.starts_with(['/', '#']), "{from} leads away: {to}");
        let (path, place) = to.split_once('#').unwrap_or((to, ""));
        let path = if path.is_empty() { from } else { path };
        let page = pages.entry(path.to_owned()).or_insert_with(|| {
            let answer = ask(path);
            assert!(answer.status < 400, "{from} leads to {to}: {}", answer.status);
            text(&answer)
        });
        assert!(place.is_empty() || values(page, "id").contains(&place), "{from}: {path} has no place {place}");
    }
}

#[test]
fn what_is_not_there_names_the_nearest() {
    for (address, near) in [
        ("/c/mmxc", "/c/mmcx"),
        ("/p/4.4-ball", "/p/4.4-bal"),
        ("/j/3.5-headse", "/j/3.5-headset"),
        ("/d/apple-usbc", "/d/apple-usbc-us"),
        ("/rules/use/offise", "/rules/use/office"),
    ] {
        let answer = ask(address);
        assert_eq!(answer.status, 404, "{address}");
        let page = text(&answer);
        assert!(values(&page, "href").contains(&near), "{address} does not name {near}:\n{}", main_of(&answer));
        assert!(page.contains("role=\"search\""), "{address}");
        whole(address, &page);
    }
    assert_eq!(ask("/learn/xyzzyqwv").status, 404);
    assert_eq!(ask("/learn/mmcxx").location.as_deref(), Some("/learn/mmcx"));
    assert_eq!(ask("/learn/mm%20cx").location.as_deref(), Some("/learn/mmcx"));
    assert_eq!(ask("/learn/sockets").location.as_deref(), Some("/learn#g-connectors"));
}

#[test]
fn what_people_type_comes_back_as_text() {
    const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&#x27;{{";
    let q = Query::of([("q", HOSTILE)]);
    for path in ["/search", "/rules", "/learn/x", "/c/x", "/suggest"] {
        let path = if path.ends_with("/x") { path.replace('x', "%22%3E%3Cscript%3E") } else { path.to_owned() };
        let address = if path.contains('%') { path } else { q.at(&path) };
        let answer = ask(&address);
        let page = text(&answer);
        if answer.kind.starts_with("text/html") {
            assert!(!page.contains("<script>") && !page.contains("<img"), "{address}:\n{page}");
            whole(&address, &page);
        } else {
            assert!(serde_json::from_str::<serde_json::Value>(&page).is_ok(), "{page}");
        }
    }
    let broken = format!("{{ \"rules\": {{ \"x\": {{ \"score\": \"{}\" }} }} }}", HOSTILE.replace('"', "'"));
    for (name, file) in [("mine", broken.as_str()), (HOSTILE, broken.as_str()), ("mine", HOSTILE)] {
        let answer = post(&[("name", name), ("text", file)]);
        let page = text(&answer);
        assert_eq!(answer.status, 422, "{page}");
        assert!(!page.contains("<script>") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;"), "{page}");
        whole("/rules", &page);
    }
}

/// A file with a misspelt field, as a browser sends it.
const BROKEN: &str = "{\r\n  \"criterion\": \"tuning\",\r\n  \"rules\": {\r\n    \"cheap\": { \"score\": \"iem.prise_usd < 100 ? 20 : 0\", \"because\": \"it is cheap\" }\r\n  }\r\n}\r\n";

#[test]
fn a_broken_file_shows_its_place_and_its_mend() {
    let answer = post(&[("name", "mine"), ("text", BROKEN)]);
    assert_eq!(answer.status, 422);
    let page = main_of(&answer);
    assert!(page.contains("iem.<mark>prise_usd</mark>"), "{page}");
    assert!(page.contains("line 4, column 30") && page.contains("write price_usd"), "{page}");
    assert!(page.contains("&quot;criterion&quot;"), "the text stays in the form:\n{page}");
    insta_of("broken-file", &page);
}

#[test]
fn a_whole_file_shows_what_it_changes() {
    let file = BROKEN.replace("prise_usd < 100 ? 20 : 0", "price_usd < 60 ? 50 : -50");
    let answer = post(&[("name", "mine"), ("text", &file), ("budget", "300"), ("sound", "warm")]);
    let page = main_of(&answer);
    assert_eq!(answer.status, 200, "{page}");
    assert!(page.contains("What it changes") && page.contains("With your file") && page.contains("/m/"), "{page}");
    assert!(page.contains("name=\"budget\" value=\"300\"") && page.contains("name=\"sound\" value=\"warm\""), "{page}");
    let same = post(&[("name", "mine"), ("text", "{ \"rules\": {} }")]);
    assert_eq!(same.status, 200, "{}", main_of(&same));
    assert!(main_of(&same).contains("stay as they are"), "{}", main_of(&same));
}

#[test]
fn a_file_that_cannot_be_read_is_refused_in_its_field() {
    let long = "x".repeat(200_001);
    for (fields, what) in [
        (vec![("text", long.as_str())], "longer than 200 kB"),
        (vec![("text", "   ")], "nothing was pasted"),
        (vec![("text", "{}"), ("name", "../../etc/passwd")], "no name of a file"),
        (vec![("text", "{}"), ("colour", "red")], "knows no"),
        (vec![("text", "{}"), ("bass", "9")], "bass"),
    ] {
        let answer = post(&fields);
        let page = main_of(&answer);
        assert_eq!(answer.status, 422, "{page}");
        assert!(page.contains(what) && page.len() < 100_000, "{what}: {page}");
    }
}

/// Texts that are hard for whoever shows a place: whatever is pasted, there is an answer.
#[test]
fn any_text_has_an_answer() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let expression = format!("{{\"rules\":{{\"x\":{{\"score\":\"{}1{}\"}}}}}}", "(".repeat(20_000), ")".repeat(20_000));
    let many: Vec<String> =
        (0..900).map(|at| format!("\"r{at}\":{{\"warn\":\"iem.price_usd < {at}\",\"because\":\"b\"}}")).collect();
    let many = format!("{{\"rules\":{{{}}}}}", many.join(","));
    let line =
        format!("{{\"rules\":{{\"\u{e4}\u{1f600}\":{{\"score\":\"{} + iem.nothing\"}}}}}}", "\u{e4} + ".repeat(20_000));
    for file in ["", "{", "\u{feff}{}", "\u{1f600}", "{\"rules\": {\"x\": {}}}\u{e4}", &deep, &expression, &many, &line]
    {
        let answer = post(&[("name", "mine"), ("text", file)]);
        assert!([200, 422].contains(&answer.status));
        assert!(main_of(&answer).len() < 900_000);
    }
}

#[test]
fn one_field_finds_everything() {
    assert_eq!(ask("/search?q=Truthear+Hexa").location.as_deref(), Some("/m/truthear-hexa"));
    for (q, to) in [
        ("apple+dongle", "/d/apple-usbc-us"),
        ("mmcx", "/c/mmcx"),
        ("4.4", "/p/4.4-bal"),
        ("headset+jack", "/j/3.5-headset"),
        ("hiss", "/learn/hiss"),
        ("sleep", "/rules/use/sleep"),
        ("campfire", "/m/campfire-audio-andromeda"),
        ("andromda", "/m/campfire-audio-andromeda"),
    ] {
        let answer = ask(&format!("/search?q={q}"));
        assert_eq!(answer.status, 200, "{q}");
        let page = main_of(&answer);
        assert!(values(&page, "href").iter().any(|href| href.starts_with(to)), "{q} does not find {to}:\n{page}");
    }
    let none = main_of(&ask("/search?q=xyzzyqwv"));
    assert!(none.contains("Nothing has a name like") && none.contains("What can be searched"), "{none}");
    let wrong = ask("/search?q=mmcx&colour=red");
    assert_eq!(wrong.status, 422);
    assert!(main_of(&wrong).contains("/c/mmcx") && main_of(&wrong).contains("colour"), "the rest counts");
    let wrong = ask("/rules?bass=9&q=sleep");
    assert_eq!(wrong.status, 422);
    assert!(main_of(&wrong).contains("/rules/use/sleep"), "the rest counts");
}

#[test]
fn names_are_suggested() {
    let found = |address: &str| -> Vec<(String, String)> {
        let value: serde_json::Value = serde_json::from_slice(&ask(address).body).expect("JSON");
        assert_eq!(value["schema"], "iem-suggest-1");
        let rows = value["found"].as_array().expect("rows").iter();
        rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row["to"].as_str().unwrap().to_owned())).collect()
    };
    for (address, to) in [
        ("/suggest?q=hex&kind=models", "/m/truthear-hexa"),
        ("/suggest?q=apple&kind=devices", "/d/apple-usbc-us"),
        ("/suggest?q=mmc&kind=connectors", "/c/mmcx"),
        ("/suggest?q=4.4&kind=plugs", "/p/4.4-bal"),
        ("/suggest?q=4.4&kind=adapters", "/check?adapter="),
        ("/suggest?q=mmcx", "/c/mmcx"),
    ] {
        let found = found(address);
        assert!((1..=8).contains(&found.len()) && found.iter().any(|(_, t)| t.starts_with(to)), "{address}: {found:?}");
    }
    assert!(found("/suggest?q=").is_empty() && found("/suggest?q=a&kind=plugs").len() <= 8);
    assert_eq!(ask("/suggest?q=a&kind=dragons").status, 422);
}

/// The list of names is for typing: what it says, the check understands.
#[test]
fn suggested_names_are_understood() {
    for c in connectors() {
        assert!(iem::fit::connector(&c.name).is_ok_and(|id| id == c.id), "{}", c.name);
    }
    let refused = devices().iter().filter(|d| iem::fit::source_jacks(&d.name).is_err());
    assert_eq!(refused.map(|d| d.name.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn pages_stay_as_they_were_read() {
    for (name, address) in [("topic", "/learn/mmcx"), ("rule", "/rules/use/office"), ("plug", "/p/6.35-trs")] {
        insta_of(name, &main_of(&ask(address)));
    }
}

/// The page with a line for each block, so that a change can be read.
fn insta_of(name: &str, page: &str) {
    let lines = ["<h", "<p", "<li", "<tr", "<dt", "<dd", "<div", "<section", "<details", "<pre", "<form", "<label"];
    let page = lines.iter().fold(page.to_owned(), |page, tag| page.replace(tag, &format!("\n{tag}")));
    settings().bind(|| insta::assert_snapshot!(format!("web-{name}"), page));
}
