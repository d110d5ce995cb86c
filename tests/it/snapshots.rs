//! Every diagnostic and every screen as people see it. `INSTA_UPDATE=always cargo test` takes new ones.

use iem::diag::{Look, human};
use iem::rulebook::layers::{self, RuleText};
use iem::source::Layer;

use crate::support::{iem, out};

pub fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn diagnostics() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("cases").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let mut all = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut texts = layers::built_in();
        texts.push(RuleText { name, text, layer: Layer::CommandLine });
        let loaded = layers::load(texts);
        all += &human(&loaded.found, &loaded.sources, Look::Plain);
    }
    settings().bind(|| insta::assert_snapshot!("diagnostics", all));
}

#[test]
fn screens() {
    let calls: &[(&str, &[&str])] = &[
        ("recommend", &["recommend", "--budget", "100", "--sound", "neutral", "--plug", "3.5mm", "--top", "3"]),
        ("recommend-why", &["recommend", "--budget", "300", "--plug", "4.4mm", "--detail", "5", "--top", "1", "--why"]),
        ("recommend-nothing", &["recommend", "--budget", "3"]),
        ("check-cable", &["check", "--cable", "mmcx", "--plug", "4.4mm"]),
        (
            "check-chain",
            &["check", "--cable", "mmcx", "--iem", "ie 900", "--plug", "4.4mm", "--source", "apple dongle"],
        ),
        ("check-unsafe", &["check", "--plug", "3.5mm", "--source", "4.4mm"]),
        ("check-question", &["check", "--plug", "balanced", "--source", "4.4mm"]),
        ("models", &["models", "truthear"]),
        ("show", &["show", "ie 600"]),
        ("similar", &["similar", "ie 900", "--cheaper", "--limit", "5"]),
        ("compare", &["compare", "hexa", "aria 2", "--bass", "4", "--plug", "3.5mm"]),
        ("show-graph", &["show", "hexa", "--format", "human"]),
        ("graph-80", &["graph", "hexa", "aria 2", "--format", "human"]),
        ("graph-plain", &["graph", "hexa", "aria 2", "--target", "neutral"]),
        ("help", &["--help"]),
        ("help-recommend", &["recommend", "--help"]),
    ];
    for (name, args) in calls {
        let text = out(&iem(args));
        settings().bind(|| insta::assert_snapshot!(*name, text));
    }
}
