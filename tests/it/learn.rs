//! `iem learn`: every topic fits a screen, every link leads somewhere, every part and field has its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use iem::names::{Match, normalise};
use iem::schema::FIELDS;
use iem::words::Driver;
use iem::{Engine, Subject, Topic, json, report};
use strum::VariantNames;

use super::support::{err, iem, iem_at, out};

/// Lines of a screen.
const SCREEN: usize = 22;

/// Topics that people wrote; those about fields are made from the schema and may be long.
fn written() -> impl Iterator<Item = &'static Topic> {
    Engine::library().topics().iter().filter(|topic| !topic.id.starts_with("fields"))
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rows(file: &str) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(root(&format!("data/fit/{file}.json"))).expect("a table");
    let table: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    table[file].as_array().expect("rows").clone()
}

fn screen(topic: &Topic, width: usize) -> String {
    report::learn_topic(topic, report::Page { width, rich: false })
}

#[test]
fn every_topic_fits_a_screen() {
    for topic in Engine::library().topics() {
        for width in [60, 80] {
            let shown = screen(topic, width);
            let wide = shown.lines().find(|line| line.chars().count() > width);
            assert_eq!(wide, None, "{} at {width} columns", topic.id);
        }
        let lines = screen(topic, 80).lines().count();
        let long = topic.id.starts_with("fields") || lines <= SCREEN;
        assert!(long, "{} has {lines} lines, a screen {SCREEN}", topic.id);
    }
}

/// Letters are all it takes: a screen reader reads the drawings of no other signs.
#[test]
fn topics_are_plain_text() {
    for topic in written() {
        assert!(topic.text.is_ascii(), "{} has other signs than ASCII", topic.id);
        assert!(!topic.text.contains('\t'), "{} has tabs", topic.id);
    }
}

#[test]
fn every_topic_is_complete_and_in_one_group() {
    let library = Engine::library();
    for topic in library.topics() {
        let id = &topic.id;
        assert!(!topic.title.is_empty() && !topic.text.is_empty(), "{id} lacks title or text");
        assert!((10..=70).contains(&topic.summary.len()), "{id}: the summary has {} letters", topic.summary.len());
        assert!(!topic.summary.ends_with('.'), "{id}: the summary stands in a list");
        assert!(topic.sources.iter().all(|s| !s.is_empty()) && !topic.sources.is_empty(), "{id} names no source");
        assert!(!topic.see.is_empty(), "{id} leads nowhere");
        let groups = library.groups().iter().filter(|group| group.topics.contains(id)).count();
        assert_eq!(groups, usize::from(!id.starts_with("fields-")), "{id} stands in {groups} groups");
    }
    for group in library.groups() {
        assert_eq!(library.of(group).count(), group.topics.len(), "{} lists a topic that is not there", group.id);
    }
    for entry in std::fs::read_dir(root("data/learn")).expect("topics").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("a text");
        let head = text.split("\n\n").next().unwrap_or_default();
        for line in head.lines().filter(|_| entry.file_name() != "contents.md") {
            let key = line.split(':').next().unwrap_or_default();
            assert!(
                ["title", "summary", "words", "parts", "see", "sources"].contains(&key),
                "{}: unknown key {key}",
                entry.path().display()
            );
        }
    }
}

#[test]
fn no_word_leads_to_two_topics() {
    let library = Engine::library();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let of_topics = library.topics().iter().map(|t| (&t.id, &t.title, &t.words));
    let of_groups = library.groups().iter().map(|g| (&g.id, &g.title, &g.words));
    for (id, title, words) in of_topics.chain(of_groups) {
        for word in [id, title].into_iter().chain(words) {
            let other = seen.insert(normalise(word), id.clone());
            assert!(other.as_ref().is_none_or(|o| o == id), "\"{word}\" leads to {id} and {other:?}");
            assert!(matches!(library.find(word), Match::One(subject) if subject.id() == id), "\"{word}\" is not {id}");
        }
    }
}

/// The words after `iem learn` in a text.
fn links(text: &str) -> Vec<String> {
    let end = |c: char| matches!(c, '"' | '\\' | '`' | '\n' | '(' | ')' | ',' | ':' | ';');
    let word = |rest: &str| {
        let rest = rest.trim_start_matches(['\\', '"']);
        let words = rest.split(end).next().unwrap_or_default();
        let words = words.split("  ").next().and_then(|words| words.split(". ").next()).unwrap_or_default();
        words.trim().trim_end_matches('.').to_owned()
    };
    text.split("iem learn ").skip(1).map(word).filter(|word| !word.is_empty()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| ["rs", "md", "json", "jsonc"].iter().any(|ending| e == *ending))
            {
                out.push(path);
            }
        }
    }
    let library = Engine::library();
    for topic in library.topics() {
        for id in &topic.see {
            let leads = matches!(Engine::learn(id), Ok(subject) if subject.id() == id && *id != topic.id);
            assert!(leads, "{}: see {id}", topic.id);
        }
    }
    let mut files = vec![root("README.md"), root("CONTRIBUTING.md"), root("CHANGELOG.md")];
    for folder in ["data/learn", "docs", "rules", "src"] {
        walk(&root(folder), &mut files);
    }
    let mut count = 0;
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for word in links(&text).into_iter().filter(|w| !w.starts_with(['[', '<', 'T', '{', '|'])) {
            assert!(Engine::learn(&word).is_ok(), "{}: `iem learn {word}` leads nowhere", path.display());
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} links were found");
}

#[test]
fn every_part_has_a_topic() {
    for (file, kind) in [("connectors", "connector"), ("plugs", "plug"), ("jacks", "jack")] {
        for row in rows(file) {
            let id = row["id"].as_str().expect("an id");
            let found = Engine::learn(id).unwrap_or_else(|error| panic!("{kind} {id}: {error}"));
            assert!(matches!(found, Subject::Topic(_) | Subject::Group(_)));
            for alias in row["aliases"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str) {
                let found = Engine::library().find(alias);
                assert!(!matches!(found, Match::None { .. }), "{kind} {id}: \"{alias}\" leads nowhere");
            }
            let listed = written().filter(|t| t.explains(kind, id)).count();
            assert_eq!(listed, 1, "{kind} {id} stands in {listed} topics");
        }
    }
    for driver in Driver::VARIANTS {
        assert!(matches!(Engine::learn(driver), Ok(Subject::Topic(topic)) if topic.id == *driver), "{driver}");
    }
}

#[test]
fn loose_words_lead_to_topics() {
    for (word, id) in [
        ("mmcx", "mmcx"),
        ("MMCX", "mmcx"),
        ("2.5mm", "2.5mm"),
        ("2,5 mm", "2.5mm"),
        ("2-pin", "2-pin"),
        ("two pin", "2-pin"),
        ("qdc", "hooded-2-pin"),
        ("BA", "balanced-armature"),
        ("Balanced Armature", "balanced-armature"),
        ("DD", "dynamic"),
        ("isolaton", "isolation"),
        ("pentaconn ear", "coaxial-kin"),
        ("ie 900", "mmcx-kinds"),
        ("sennheiser ie 80 cable", "sennheiser-own"),
        ("how do I read a graph", "graph"),
        ("how do tips fit", "tips"),
        ("v shaped", "signatures"),
        ("usb-c-host", "usb-c"),
        ("drivers", "drivers"),
        ("fields want", "fields-want"),
    ] {
        let found = Engine::learn(word).unwrap_or_else(|error| panic!("{word}: {error}"));
        assert_eq!(found.id(), id, "{word}");
    }
}

#[test]
fn every_field_is_explained() {
    let all = out(&iem(&["learn", "fields"]));
    for field in FIELDS {
        assert!(all.contains(&format!("- {}: ", field.path())), "{}", field.path());
        let one = out(&iem(&["learn", "fields", &field.record.to_string()]));
        assert!(one.contains(&format!("- {}: ", field.path())), "{} in its record", field.path());
    }
}

#[test]
fn the_contents_fit_a_screen_or_little_more() {
    let shown = out(&iem(&["learn"]));
    assert!(shown.lines().count() <= 35, "{} lines", shown.lines().count());
    for topic in written() {
        assert!(shown.contains(&topic.id), "{} is not listed", topic.id);
    }
    let narrow = out(&iem_at(60, &["learn", "drivers"]));
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    assert!(narrow.contains("planar"));
}

#[test]
fn what_nobody_wrote_about_is_said() {
    let unknown = iem(&["learn", "impedanz-kurvenschar"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("no topic"), "{}", err(&unknown));
    let several = iem(&["learn", "coax"]);
    assert_eq!(several.status.code(), Some(2));
    assert!(err(&several).contains("mmcx") && err(&several).contains("not-for-earphones"), "{}", err(&several));
}

#[test]
fn json_has_the_same() {
    let one: serde_json::Value = serde_json::from_str(&out(&iem(&["learn", "mmcx", "--json"]))).expect("JSON");
    assert_eq!(one["schema"], "iem-learn-1");
    assert_eq!(one["topics"][0]["id"], "mmcx");
    for key in ["title", "summary", "words", "see", "text", "sources"] {
        assert!(!one["topics"][0][key].is_null(), "{key}");
    }
    let all = json::learn(Engine::library().topics());
    assert_eq!(all["topics"].as_array().map(Vec::len), Some(Engine::library().topics().len()));
}
