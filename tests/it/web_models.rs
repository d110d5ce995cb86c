//! The pages of models, comparisons and graphs, asked without a server.

use std::sync::LazyLock;

use iem::web::{Answer, Ask, EXAMPLES, Query, Site};
use iem::{Engine, Gear};

use super::snapshots::settings;

static SITE: LazyLock<Site> = LazyLock::new(|| Site::new(Engine::builder().closed().build()));

fn get(address: &str) -> Answer {
    SITE.answer(&Ask::get(address).unwrap_or_else(|| panic!("{address} is no address")))
}

fn written(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).expect("a text")
}

/// The page at an address, which must answer with this status.
fn page(address: &str, status: u16) -> String {
    let answer = get(address);
    let text = written(&answer);
    assert_eq!(answer.status, status, "{address}: {text}");
    whole(address, &text);
    text
}

/// What holds for every page: nothing inline, each id once, headings in order, labels for fields, an alternative to pictures.
fn whole(address: &str, text: &str) {
    for never in [" style=", "<style", "<script>", " onclick=", "javascript:"] {
        assert!(!text.contains(never), "{address} has {never}");
    }
    let ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{address} has the id {id} twice");
    }
    for named in text.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&named), "{address}: a label for {named}, which is not there");
    }
    let mut level = 0;
    for at in text.match_indices("<h").map(|(at, _)| at) {
        let Some(digit) = text[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else { continue };
        assert!(digit <= level + 1 || (level == 0 && digit == 2), "{address}: h{digit} after h{level}");
        level = digit;
    }
    for table in text.split("<table").skip(1).filter_map(|rest| rest.split("</table>").next()) {
        assert!(
            table.contains("<caption>") && table.contains("scope=\"col\""),
            "{address}: a table without caption or headers"
        );
    }
    for svg in text.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()) {
        well_formed(&format!("<svg{svg}</svg>"));
    }
}

/// Every element is closed in its order; nothing in a text begins one.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("<{tag} is not closed"));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes of <{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn models_have_pages() {
    let catalog = SITE.engine().catalog().expect("models");
    let all: Vec<_> = catalog.entries().collect();
    for entry in all.iter().step_by(all.len() / 60) {
        let m = &entry.model;
        let text = page(&format!("/m/{}", m.id), 200);
        assert_eq!(text.contains("<figure"), entry.measured.is_some(), "{}", m.id);
        assert_eq!(text.contains("price unknown"), m.price_usd.is_none(), "{}", m.id);
        assert!(text.contains("What is known of it"));
    }
    let unmeasured = all.iter().find(|e| e.measured.is_none()).expect("a model nobody measured");
    let text = page(&format!("/m/{}", unmeasured.model.id), 200);
    assert!(text.contains("nothing is said of its sound") && !text.contains("eq.txt"));
}

/// The names that fields are filled with lead back to the same models.
#[test]
fn names_lead_back() {
    let catalog = SITE.engine().catalog().expect("models");
    let astray = |entry: &&iem::Entry| {
        SITE.engine().model(&entry.model.name()).map_or(true, |found| found.model.id != entry.model.id)
    };
    let astray: Vec<&str> = catalog.entries().filter(astray).map(|e| e.model.id.as_ref()).collect();
    assert_eq!(astray, Vec::<&str>::new());
}

#[test]
fn loose_names_lead_to_the_page_and_unknown_ones_to_the_nearest() {
    let answer = get("/m/ie%20900?target=neutral");
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/m/sennheiser-ie-900?target=neutral")));
    let text = page("/m/moondrop-ariaa", 404);
    assert!(text.contains("/m/moondrop-aria\"") && text.contains("type=\"search\""), "{text}");
    let text = page("/m/moondrop", 404);
    assert!(text.contains("Did you mean one of these?"), "{text}");
    let text = page("/m/%3Cscript%3Ealert(1)", 404);
    assert!(text.contains("&lt;script&gt;"), "{text}");
}

#[test]
fn what_is_wrong_is_told_and_the_rest_shown() {
    let text = page("/m/truthear-hexa?target=harmann-2077&source=no+such+thing+%3Cb%3E&colour=red&bass=9", 422);
    for said in
        ["no target is called", "f-target-mistake", "f-source-mistake", "knows no &quot;colour&quot;", "<figure"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("<b>"));
    let text = page("/compare?m=truthear-hexa&m=moondrop-ariaa&m=%22%3E%3Cb%3E", 422);
    assert!(text.contains("Read &quot;moondrop-ariaa&quot; as Moondrop Aria."), "{text}");
    assert!(text.contains("no model is called") && text.contains("Model 3") && !text.contains("<b>"), "{text}");
    let seven: Vec<String> =
        SITE.engine().catalog().expect("models").entries().take(7).map(|e| format!("m={}", e.model.id)).collect();
    let text = page(&format!("/graph?{}", seven.join("&")), 422);
    assert!(text.contains("more than 6 models") && text.contains("<figure"));
}

/// A target is a name of the list, never a file of this machine.
#[test]
fn no_file_is_read() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for target in [file, "../Cargo.toml", "Cargo.toml", "/etc/passwd"] {
        for path in ["/graph", "/graph.csv", "/compare", "/m/truthear-hexa", "/m/truthear-hexa/eq.txt"] {
            let query = Query::of([("m", "truthear-hexa"), ("m", "moondrop-aria"), ("target", target)]);
            let query = if path.starts_with("/m/") { query.without(&["m"]) } else { query };
            let answer = get(&query.at(path));
            assert_eq!(answer.status, 422, "{path} {target}");
            assert!(!written(&answer).contains("[package]"));
        }
    }
}

#[test]
fn models_are_compared() {
    for (address, figure) in [("/compare", false), ("/compare?m=hexa", false), ("/compare?m=hexa&m=aria+2", true)] {
        assert_eq!(page(address, 200).contains("<figure"), figure, "{address}");
    }
    let text = page("/compare?m=hexa&m=aria+2&m=hexa&bass=4&plug=3.5mm", 200);
    for said in ["For you", "partly met", "points between", "score", "The same for all", "name=\"bass\" value=\"4\""] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let mine = page("/compare?m=hexa&m=aria+2&sound=warm&target=mine", 200);
    assert!(mine.contains("your target") && mine.contains("sound=warm"), "{mine}");
}

#[test]
fn a_device_is_tried() {
    let text = page("/m/sennheiser-ie-900?source=apple+dongle", 200);
    assert!(text.contains("apple dongle") && text.contains("The whole chain"), "{text}");
    let gear = Gear { devices: vec!["apple dongle".to_owned()], ..Gear::default() };
    let site = Site::new(Engine::builder().closed().gear(gear).build());
    let answer = site.answer(&Ask::get("/m/truthear-hexa").expect("an address"));
    assert!(answer.status == 200 && written(&answer).contains("<h3>apple dongle"), "{}", written(&answer));
}

#[test]
fn graphs_are_files() {
    let query = "m=truthear-hexa&m=moondrop-aria-2&target=neutral";
    let svg = get(&format!("/graph.svg?{query}"));
    assert_eq!(
        (svg.status, svg.kind, svg.file.as_deref()),
        (200, "image/svg+xml", Some("truthear-hexa-moondrop-aria-2.svg"))
    );
    well_formed(&written(&svg));
    #[cfg(feature = "png")]
    assert!(get(&format!("/graph.png?{query}")).body.starts_with(b"\x89PNG"));
    let csv = written(&get(&format!("/graph.csv?{query}")));
    let json: serde_json::Value = serde_json::from_slice(&get(&format!("/api/v1/graph?{query}")).body).expect("JSON");
    let series = json["series"].as_array().expect("lines");
    assert_eq!(csv.lines().count(), 242);
    for (at, row) in csv.lines().skip(1).enumerate() {
        let numbers: Vec<f64> = row.split(',').map(|n| n.parse().expect("a number")).collect();
        let said: Vec<f64> = std::iter::once(&json["frequency_hz"][at])
            .chain(series.iter().map(|s| &s["db"][at]))
            .map(|n| n.as_f64().expect("a number"))
            .collect();
        assert_eq!(numbers, said, "row {at}");
    }
    assert_eq!(get("/graph.svg?m=nothing-of-that-name").status, 422);
    assert!(page("/graph", 200).contains("A curve of your own"));
}

/// What is equalised is nearer to the target, and the file says so in the usual form.
#[test]
fn equalisers_bring_models_nearer() {
    let catalog = SITE.engine().catalog().expect("models");
    let measured: Vec<_> = catalog.entries().filter(|e| e.measured.is_some()).collect();
    for entry in measured.iter().step_by(measured.len() / 40) {
        for target in iem::sound::targets() {
            let found = Engine::equaliser(entry, &target).expect("settings");
            let curve = &entry.measured.as_ref().expect("measured").curve;
            let before = iem::sound::distance_db(curve, &target.curve);
            let after = iem::sound::distance_db(&found.apply(curve), &target.curve);
            assert!(
                after <= before && found.after_db <= found.before_db,
                "{} {}: {found:?}",
                entry.model.id,
                target.id
            );
            assert!(found.filters.len() <= 8 && (-24.0..=0.0).contains(&found.preamp_db), "{found:?}");
        }
    }
    let answer = get("/m/truthear-hexa/eq.txt");
    assert_eq!(answer.file.as_deref(), Some("truthear-hexa-harman-ie-2019v2.txt"));
    settings().bind(|| insta::assert_snapshot!("web-equaliser", written(&answer)));
    assert_eq!(get("/m/truthear-hexa/eq.txt?target=none").status, 422);
}

/// A response as a measuring program exports it; the right side `apart` dB off in the bass.
fn curve(apart: Option<f64>) -> String {
    let mut out = String::from(if apart.is_some() {
        "Frequency (Hz),Left (dB),Right (dB)\n"
    } else {
        "Frequency (Hz),SPL (dB)\n"
    });
    for i in 0..200 {
        let hz = 20.0 * 1000f64.powf(f64::from(i) / 199.0);
        let db = 80.0 + 4.0 * (hz / 200.0).ln().sin();
        let right = apart.map(|apart| format!(",{:.2}", if hz < 150.0 { db - apart } else { db })).unwrap_or_default();
        out += &format!("{hz:.2},{db:.2}{right}\n");
    }
    out
}

fn paste(pairs: &[(&str, &str)], status: u16) -> String {
    let query = Query::of(pairs.iter().copied());
    let answer = SITE.answer(&Ask { path: "/graph".to_owned(), query, posted: true });
    let text = written(&answer);
    assert_eq!(answer.status, status, "{text}");
    whole("a pasted curve", &text);
    text
}

#[test]
fn a_pasted_curve_is_judged() {
    let text = paste(&[("text", &curve(None)), ("m", "truthear-hexa")], 200);
    for said in ["Preference score", "your curve", "Truthear Hexa", "Points", "taken as a 711"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = paste(&[("text", &curve(Some(9.0))), ("target", "neutral")], 200);
    for said in ["its left side", "its right side", "The sides differ", "No preference score"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("--"), "a flag of the terminal: {text}");
    let text = paste(&[("text", &curve(None)), ("rig", "5128")], 200);
    assert!(text.contains("No preference score") && !text.contains("Sounds "), "{text}");
}

#[test]
fn a_text_that_is_no_curve_is_told() {
    let broken = curve(None).replacen("80.", "8O.", 1);
    let text = paste(&[("text", &format!("{broken}</textarea><b>"))], 422);
    assert!(text.contains("f-text-mistake") && !text.contains("</textarea><b>"), "{text}");
    for odd in ["", "hello", "{\"a\": 1}", "1\n2\n3", &"9".repeat(300_000), "\u{0}\u{1}"] {
        let text = paste(&[("text", odd)], 422);
        assert!(text.contains("Not read: "), "{odd:.20}: {text}");
    }
    paste(&[("text", &curve(None)), ("rig", "nothing")], 422);
}

#[test]
fn pages_stand_as_they_were() {
    for address in
        EXAMPLES.iter().filter(|address| ["/m/", "/compare", "/graph"].iter().any(|of| address.starts_with(of)))
    {
        page(address, 200);
    }
    let main = |address: &str| {
        let text = page(address, 200);
        let text =
            text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or_default().to_owned();
        // The points of the lines are numbers that the graphs' own tests keep.
        let drawn = text.split(" points=\"").enumerate().map(|(at, part)| {
            if at == 0 {
                part.to_owned()
            } else {
                part.split_once('"').map_or(String::new(), |(_, rest)| format!(" {rest}"))
            }
        });
        drawn.collect::<String>().replace("><", ">\n<")
    };
    settings().bind(|| insta::assert_snapshot!("web-model", main("/m/truthear-hexa?source=apple+dongle")));
    settings()
        .bind(|| insta::assert_snapshot!("web-compare", main("/compare?m=truthear-hexa&m=moondrop-aria-2&bass=4")));
}
