//! Graphs: in the terminal, as numbers, as SVG and PNG.

use iem::catalog::Catalog;
use iem::report::graph::{Theme, svg};
use iem::sound::graph::{Graph, UNCERTAIN_HZ, hz};
use iem::sound::{Curve, harman, neutral};
use serde_json::Value;

use crate::snapshots::settings;
use crate::support::{err, iem, iem_at, out};

/// Two models and a target.
fn graph() -> Graph {
    let catalog = Catalog::built_in().expect("the shipped catalogue");
    let mut graph = Graph::default();
    for id in ["truthear-hexa", "moondrop-aria-2"] {
        let entry = catalog.get(id).expect("a model");
        graph.add(id, &entry.model.name(), entry.measured.as_ref().expect("a measurement"));
    }
    graph.add_target(harman());
    graph
}

#[test]
fn terminal_graphs_fit_the_page() {
    for columns in [40, 60, 80, 100] {
        let text = out(&iem_at(columns, &["graph", "hexa", "aria 2", "ie 600", "--format", "human"]));
        assert!(columns < 80 || text.lines().count() <= 24, "{columns}: {}", text.lines().count());
        for line in text.lines() {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
    }
    let text = out(&iem(&["graph", "hexa", "--format", "human"]));
    assert!(text.lines().count() <= 24, "one model fits on a screen of 24 lines: {}", text.lines().count());
    let narrow = out(&iem_at(60, &["graph", "hexa", "aria 2", "--format", "human"]));
    settings().bind(|| insta::assert_snapshot!("graph-60", narrow));
}

#[test]
fn lines_are_told_apart_without_colour() {
    let text = out(&iem(&["graph", "hexa", "aria 2", "ie 600", "--format", "human"]));
    let picture: String = text.lines().filter(|line| line.contains('┤')).collect();
    for letter in ['A', 'B', 'C'] {
        assert!(picture.matches(letter).count() >= 3, "{letter} stands on its line");
    }
}

#[test]
fn graphs_as_json_are_levelled() {
    let json: Value = serde_json::from_str(&out(&iem(&["graph", "hexa", "--json"]))).expect("JSON");
    assert_eq!(json["schema"], "iem-graph-1");
    let frequency: Vec<f64> =
        json["frequency_hz"].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    for series in json["series"].as_array().expect("lines") {
        let db: Vec<f64> = series["db"].as_array().expect("levels").iter().filter_map(Value::as_f64).collect();
        assert_eq!(db.len(), frequency.len());
        let middle: Vec<f64> =
            frequency.iter().zip(&db).filter(|(hz, _)| (500.0..=1000.0).contains(*hz)).map(|(_, db)| *db).collect();
        let mean = middle.iter().sum::<f64>() / middle.len() as f64;
        assert!(mean.abs() < 0.1, "{mean}");
    }
}

#[test]
fn pictures_as_svg() {
    let auto = svg(&graph(), Theme::Auto);
    settings().bind(|| insta::assert_snapshot!("graph-svg", auto));
    assert!(auto.contains("prefers-color-scheme:dark") && auto.contains("<desc id=\"desc\">"));
    assert!(!svg(&graph(), Theme::Dark).contains("prefers-color-scheme"));
}

#[test]
fn labels_at_the_ends_do_not_overlap() {
    let mut graph = graph();
    let flat = Curve::new(vec![20.0, 20_000.0], vec![0.0, 0.0]).expect("a curve");
    for i in 0..4 {
        graph.add_curve(&format!("flat-{i}"), "A rather long name of a model & <one more>", &flat);
    }
    let picture = svg(&graph, Theme::Light);
    assert!(picture.contains("&amp; &lt;one"), "names are escaped");
    let labels = picture.lines().filter(|l| l.starts_with("<text") && l.contains("text-anchor=\"start\"")).skip(2);
    let number = |line: &str, key: &str| -> f64 {
        line.split(key).nth(1).and_then(|rest| rest.split('"').next()).and_then(|n| n.parse().ok()).expect("a number")
    };
    let mut heights: Vec<f64> = labels.map(|line| number(line, " y=\"")).collect();
    heights.sort_by(f64::total_cmp);
    assert!(heights.len() >= 7, "each line has its name");
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 14.0), "{heights:?}");
    assert!(heights.iter().all(|y| (60.0..500.0).contains(y)), "{heights:?}");
}

#[test]
fn odd_curves_are_drawn_too() {
    let wild = Curve::new(vec![100.0, 101.0, 9000.0], vec![-1e6, 1e300, 5.0]).expect("a curve");
    let mut graph = Graph::default();
    graph.add_curve("wild", "Wild", &wild);
    let (low, high) = graph.range_db();
    assert!(low >= -40.0 && high <= 40.0 && high - low >= 25.0);
    assert!(!svg(&graph, Theme::Auto).contains("NaN"));
    let empty = svg(&Graph::default(), Theme::Auto);
    assert!(empty.ends_with("</svg>\n"));
    assert!(hz().iter().any(|hz| (hz - UNCERTAIN_HZ).abs() < 300.0));
    assert_eq!(neutral().id, "ief-neutral-2023");
}

#[cfg(feature = "png")]
#[test]
fn pictures_as_png_have_their_texts() {
    use resvg::tiny_skia::Pixmap;
    for (theme, paper) in [(Theme::Light, 255), (Theme::Dark, 0x16)] {
        let bytes = iem::report::graph::png(&graph(), theme).expect("a picture");
        let pixels = Pixmap::decode_png(&bytes).expect("PNG");
        assert_eq!(pixels.pixel(2, 2).expect("a corner").red(), paper);
        let title = pixels.pixels().chunks(pixels.width() as usize).skip(44).take(32).flatten();
        let ink = title.filter(|pixel| pixel.red().abs_diff(paper) > 100).count();
        assert!(ink > 1500, "the title is painted: {ink} pixels");
    }
}

#[test]
fn files_are_written_or_the_mistake_is_named() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("graph.svg");
    let name = file.to_string_lossy();
    let written = iem(&["graph", "hexa", "--target", "ief neutral", "--out", &name]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert!(std::fs::read_to_string(&file).expect("the picture").contains("IEF Neutral"));
    for (args, said) in [
        (vec!["graph", "hexa", "--out", "a.jpg"], ".svg or .png"),
        (vec!["graph", "hexa", "--target", "harmoan9"], "draws no target"),
        (vec!["graph", "shure aonic 215"], "nobody's measurement"),
        (vec!["graph", "a", "b", "c", "d", "e", "f", "g"], "up to 6"),
    ] {
        let answer = iem(&args);
        assert_eq!(answer.status.code(), Some(2), "{args:?}");
        assert!(err(&answer).contains(said), "{args:?}: {}", err(&answer));
    }
}
