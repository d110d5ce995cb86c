//! Drawings of connectors, plugs, jacks and chains: complete, true to the tables, safe in a page.

use std::collections::BTreeSet;

use iem::fit::{connector_ids, jack_ids, plug_ids};
use iem::report::drawing::{self, Direction, Drawing, SOURCE_PX_MM};
use iem::report::graph::Theme;
use iem::{CheckReport, Engine, Request};
use serde_json::Value;

use crate::snapshots::settings;
use crate::support::{err, iem, out};

/// The rows of a file of `data/fit`.
fn rows(name: &str) -> Vec<Value> {
    let path = format!("{}/data/fit/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("a table")).expect("JSON");
    file[name].as_array().expect("rows").clone()
}

/// Every part of the tables with its drawing and its row.
fn parts() -> Vec<(String, Drawing, Value)> {
    let draw = |kind: &str, id: &str| match kind {
        "connectors" => drawing::connector(id),
        "plugs" => drawing::plug(id),
        _ => drawing::jack(id),
    };
    let mut all = Vec::new();
    for (kind, ids) in [("connectors", connector_ids()), ("plugs", plug_ids()), ("jacks", jack_ids())] {
        let rows = rows(kind);
        for id in ids {
            let row = rows.iter().find(|row| row["id"] == *id).expect("a row").clone();
            all.push((format!("{kind} {id}"), draw(kind, id).unwrap_or_else(|| panic!("{kind} {id}")), row));
        }
    }
    all
}

fn check(parts: [(&str, &str); 3], adapter: Option<&str>, source: &str) -> CheckReport {
    let mut request = Request { adapters: adapter.iter().map(|a| (*a).to_owned()).collect(), ..Request::default() };
    for (flag, text) in parts {
        let text = Some(text.to_owned()).filter(|text| !text.is_empty());
        match flag {
            "cable" => request.cable = text,
            "plug" => request.plug = text,
            _ => request.iem = text,
        }
    }
    Engine::built_in().check(&request, &[source.to_owned()]).expect("an answer")
}

/// A chain with two parts to buy, and one in which a joint is dangerous.
fn chains() -> [CheckReport; 3] {
    [
        check([("cable", "mmcx"), ("plug", "4.4mm"), ("iem", "hexa")], None, "apple-usbc-us"),
        check([("cable", "mmcx"), ("plug", "3.5mm"), ("iem", "ie 900")], None, "4.4mm"),
        check([("cable", ""), ("plug", "3.5mm"), ("iem", "hexa")], Some("3.5 female to 6.35 male"), "6.35mm"),
    ]
}

/// All that the program draws.
fn drawings() -> Vec<(String, Drawing)> {
    let mut all: Vec<(String, Drawing)> = parts().into_iter().map(|(name, drawing, _)| (name, drawing)).collect();
    let models = ["truthear-hexa", "sennheiser-ie-900", "kz-zsn-pro"];
    let engine = Engine::built_in();
    all.extend(models.iter().filter_map(|id| {
        let entry = engine.model(id).expect("a model");
        Some(((*id).to_owned(), drawing::model(&entry.model)?))
    }));
    let topics = Engine::library().topics().iter();
    all.extend(topics.filter_map(|topic| Some((topic.id.clone(), drawing::topic(topic)?))));
    for (number, report) in chains().iter().chain([&hostile()]).enumerate() {
        for direction in [Direction::Across, Direction::Down] {
            let drawing = drawing::chain(report, direction).expect("a chain");
            all.push((format!("chain {number} {direction:?}"), drawing));
        }
    }
    all
}

/// Names that would break a page, and some that are long.
fn hostile() -> CheckReport {
    let mut report = check([("cable", "mmcx"), ("plug", "4.4mm"), ("iem", "hexa")], None, "apple-usbc-us");
    let bad = "</text><script>alert(\"1\")</script> & \u{0} \u{ffff} 'x' var(--ink,#1b1b1b)";
    for joint in &mut report.joints {
        joint.names = [format!("cable {bad}"), format!("{}{bad}", "W".repeat(300))];
        bad.clone_into(&mut joint.because);
    }
    report
}

#[test]
fn contacts_are_those_of_the_tables() {
    let mut counted = 0;
    for (name, drawing, row) in parts() {
        let list = |value: &Value| value.as_array().map_or(0, Vec::len) as u64;
        let drawn = &row["drawing"];
        let own = list(&drawn["contacts"]) + drawn["pads"].as_u64().unwrap_or_default();
        let wanted = if own == 0 { row["contacts"].as_u64().unwrap_or_default() } else { own };
        let svg = drawing.fragment("x");
        assert_eq!(svg.matches("class=\"contact ").count() as u64, wanted, "{name}");
        counted += wanted;
        assert!(drawing.desc.contains(drawn["looks"].as_str().expect("words")), "{name}: the words say what is seen");
        let pinout = row["pinout_tip_to_sleeve"].as_array().filter(|pins| pins.len() as u64 == wanted);
        for contact in pinout.into_iter().flatten().filter_map(Value::as_str) {
            let label = contact.rsplit(' ').next().unwrap_or(contact).replace("GND", "ground").replace("MIC", "mic");
            assert!(svg.contains(&format!(" {label}</text>")), "{name}: {label}");
        }
    }
    assert!(counted > 150, "{counted}");
}

/// The height of the widest metal of a round plug is its thickness at the scale of all plugs.
#[test]
fn plugs_are_to_scale() {
    let mut seen = BTreeSet::new();
    for (name, drawing, row) in parts() {
        if row["drawing"]["body"] != "barrel" || row["diameter_mm"].is_null() {
            continue;
        }
        let svg = drawing.fragment("x");
        let rings = svg.lines().filter(|line| line.starts_with("<rect class=\"contact "));
        for ring in rings {
            let height: f64 = ring
                .split(" height=\"")
                .nth(1)
                .and_then(|t| t.split('"').next())
                .expect("a height")
                .parse()
                .expect("px");
            assert_eq!(height, row["diameter_mm"].as_f64().expect("mm") * SOURCE_PX_MM, "{name}");
            seen.insert(height.to_string());
        }
    }
    assert_eq!(seen.len(), 4, "2.5, 3.5, 4.4 and 6.35 mm: {seen:?}");
    // A pin of 0.78 mm beside one of 0.75 mm.
    let hole = |id: &str| drawing::connector(id).expect("a connector").fragment("x");
    assert!(hole("2pin-0.78").contains("r=\"7.8\"") && hole("2pin-0.75").contains("r=\"7.5\""));
}

#[test]
fn drawings_are_safe_in_a_page() {
    let all = drawings();
    assert!(all.len() > 90, "{}", all.len());
    for (name, drawing) in &all {
        let (one, other) = (drawing.fragment("a"), drawing.fragment("b\" onload=\"x"));
        let ids = |svg: &str| -> Vec<String> {
            svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let unique: BTreeSet<String> = ids(&one).into_iter().chain(ids(&other)).collect();
        assert_eq!(unique.len(), 4, "{name}: {unique:?}");
        assert!(one.contains("aria-labelledby=\"a-title a-desc\"") && one.contains("role=\"img\""), "{name}");
        for forbidden in ["<style", " style=", "<script", "onload=", "href", "url("] {
            assert!(!one.contains(forbidden) && !other.contains(forbidden), "{name}: {forbidden}");
        }
        assert!(one.contains("var(--ink,#1b1b1b)") && !drawing.title.is_empty() && !drawing.desc.is_empty(), "{name}");
        let (auto, dark) = (drawing.file(Theme::Auto), drawing.file(Theme::Dark));
        assert!(auto.contains("prefers-color-scheme:dark") && !dark.contains("<style"), "{name}");
        assert!(!auto.contains("=\"var(") && !dark.contains("=\"var("), "{name}: files need no custom properties");
    }
}

#[test]
fn hostile_names_stay_text() {
    let drawing = drawing::chain(&hostile(), Direction::Across).expect("a chain");
    let svg = drawing.fragment("x");
    assert!(svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;"), "{svg}");
    assert!(!svg.contains("<script"));
}

#[cfg(feature = "png")]
mod painted {
    use std::sync::Arc;

    use resvg::usvg;

    use super::{Drawing, Theme, drawings};

    fn tree(drawing: &Drawing) -> usvg::Tree {
        let mut fonts = usvg::fontdb::Database::new();
        let font = concat!(env!("CARGO_MANIFEST_DIR"), "/data/font/DejaVuSans-latin.ttf");
        fonts.load_font_data(std::fs::read(font).expect("the font"));
        fonts.set_sans_serif_family("DejaVu Sans");
        let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
        usvg::Tree::from_str(&drawing.file(Theme::Light), &options).expect("well-formed SVG")
    }

    /// Boxes of all texts, where they stand in the picture.
    fn texts(group: &usvg::Group, out: &mut Vec<(String, usvg::Rect)>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => texts(inner, out),
                usvg::Node::Text(text) => {
                    let said: String = text.chunks().iter().map(usvg::TextChunk::text).collect();
                    out.push((said, text.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn texts_stay_inside_and_apart() {
        for (name, drawing) in drawings() {
            let tree = tree(&drawing);
            let mut all = Vec::new();
            texts(tree.root(), &mut all);
            assert!(!all.is_empty(), "{name}");
            let (width, height) = (tree.size().width(), tree.size().height());
            for (i, (said, place)) in all.iter().enumerate() {
                let inside =
                    place.left() >= 0.0 && place.top() >= 0.0 && place.right() <= width && place.bottom() <= height;
                assert!(inside, "{name}: \"{said}\" at {place:?} in {width} x {height}");
                for (other, there) in &all[..i] {
                    let apart = place.left() >= there.right()
                        || there.left() >= place.right()
                        || place.top() + 3.0 >= there.bottom()
                        || there.top() + 3.0 >= place.bottom();
                    assert!(apart, "{name}: \"{said}\" on \"{other}\"");
                }
            }
        }
    }

    #[test]
    fn drawings_as_png() {
        let drawing = iem::report::drawing::plug("4.4-bal").expect("a plug");
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&drawing.png(Theme::Dark).expect("a picture")).expect("PNG");
        assert_eq!(pixels.pixel(2, 2).expect("a corner").red(), 0x16);
    }
}

#[test]
fn drawings_look_as_before() {
    let [to_buy, unsafe_one, _] = chains();
    let part = |drawing: Option<Drawing>| drawing.expect("a drawing").fragment("x");
    settings().bind(|| {
        insta::assert_snapshot!("drawing-2pin", part(drawing::connector("2pin-0.78")));
        insta::assert_snapshot!("drawing-plug-4.4", part(drawing::plug("4.4-bal")));
        insta::assert_snapshot!("drawing-jack-headset", part(drawing::jack("3.5-headset")));
        insta::assert_snapshot!("drawing-chain-across", part(drawing::chain(&to_buy, Direction::Across)));
        insta::assert_snapshot!("drawing-chain-down", part(drawing::chain(&unsafe_one, Direction::Down)));
    });
}

#[test]
fn files_are_written_or_there_is_nothing_to_draw() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("drawn.svg");
    let name = file.to_string_lossy();
    let chain = ["--cable", "mmcx", "--iem", "hexa"];
    for (args, status, shown) in [
        (vec!["learn", "mmcx"], 0, "MMCX, DUNU Catch-Hold"),
        (vec!["show", "hexa"], 0, "3.5 mm TRS"),
        ([vec!["check"], chain.to_vec()].concat(), 1, ">adapter<"),
    ] {
        let answer = iem(&[args.clone(), vec!["--out", &name]].concat());
        assert_eq!(answer.status.code(), Some(status), "{args:?}: {}", err(&answer));
        assert!(out(&answer).contains("is written"), "{args:?}");
        assert!(std::fs::read_to_string(&file).expect("the picture").contains(shown), "{args:?}");
    }
    for (args, said) in [
        (vec!["learn", "seal"], "\"seal\" has nothing to draw"),
        (vec!["learn", "drivers"], "group of topics"),
        (vec!["learn"], "name a topic to draw"),
        (vec!["check", "--cable", "mmcx"], "name two parts that meet"),
    ] {
        let answer = iem(&[args.clone(), vec!["--out", "x.svg"]].concat());
        assert_eq!(answer.status.code(), Some(2), "{args:?}");
        assert!(err(&answer).contains(said), "{args:?}: {}", err(&answer));
    }
}
