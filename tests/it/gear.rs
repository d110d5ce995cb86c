//! What a person owns: the file, the commands that edit it, and the commands that use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{err, out};

/// A fresh folder for a person's files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gear").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn iem(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_iem"))
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("IEM_CONFIG_DIR", folder)
        .output()
        .expect("the program starts")
}

/// Runs a call that must succeed.
fn done(folder: &Path, args: &[&str]) -> String {
    let output = iem(folder, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", err(&output), out(&output));
    out(&output)
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let output = iem(folder, &[args, &["--json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|e| panic!("{args:?}: {e} {}", err(&output)))
}

#[test]
fn gear_is_added_listed_and_removed() {
    let home = folder("add");
    assert!(done(&home, &["gear"]).contains("iem gear add"), "an empty list says how to begin");
    assert!(!home.join("gear.jsonc").exists(), "listing writes nothing");
    done(&home, &["gear", "add", "model", "ie 200", "--liked"]);
    done(&home, &["gear", "add", "model", "moondrop aria", "--disliked", "too-bassy,hurts"]);
    done(&home, &["gear", "add", "cable", "mmcx:4.4mm"]);
    done(&home, &["gear", "add", "apple dongle"]);
    done(&home, &["gear", "add", "hexa"]);
    let all = json(&home, &["gear"]);
    assert_eq!(all["schema"], "iem-gear-1");
    assert_eq!(all["models"][0]["id"], "sennheiser-ie-200");
    assert_eq!(all["models"][0]["opinion"], "liked");
    assert_eq!(all["models"][1]["why"], serde_json::json!(["too-bassy", "hurts"]));
    assert_eq!(all["models"][2]["opinion"], serde_json::Value::Null);
    assert_eq!(all["cables"][0]["connector"], "mmcx");
    assert_eq!(all["cables"][0]["plug"], "4.4-bal");
    assert_eq!(all["devices"][0]["id"], "apple-usbc-us");
    // The same model again: a new opinion, not a second entry.
    done(&home, &["gear", "add", "model", "IE 200", "--disliked"]);
    let all = json(&home, &["gear", "list"]);
    assert_eq!(all["models"].as_array().expect("models").len(), 3);
    done(&home, &["gear", "remove", "ie 200"]);
    done(&home, &["gear", "remove", "apple dongle"]);
    done(&home, &["gear", "remove", "mmcx:4.4mm"]);
    let all = json(&home, &["gear"]);
    assert_eq!((all["models"].as_array().map(Vec::len), all["devices"].as_array().map(Vec::len)), (Some(2), Some(0)));
    assert_eq!(all["cables"].as_array().map(Vec::len), Some(0));
}

#[test]
fn wrong_gear_is_refused() {
    let home = folder("refused");
    for (args, says) in [
        (&["gear", "add", "flux capacitor"][..], "flux capacitor"),
        (&["gear", "add", "cable", "mmcx:9.9mm"], "9.9mm"),
        (&["gear", "add", "device", "iphone 99"], "iphone 99"),
        (&["gear", "add", "cable", "mmcx", "--liked"], "--liked"),
        (&["gear", "add", "model"], "which model"),
        (&["gear", "remove", "ie 200"], "ie 200"),
        (&["gear", "add", "model", "ie 200", "--disliked", "ugly"], "ugly"),
    ] {
        let output = iem(&home, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
    }
    assert!(!home.join("gear.jsonc").exists());
    // A model that the catalogue lacks may be owned all the same.
    assert!(done(&home, &["gear", "add", "model", "Koss Plug"]).contains("Koss Plug"));
    assert!(done(&home, &["gear"]).contains("not in the catalogue"));
}

#[test]
fn the_file_is_edited_by_hand_and_comments_stay() {
    let home = folder("hand");
    let file = home.join("gear.jsonc");
    std::fs::write(
        &file,
        "{\n  // the good ones\n  \"models\": [\"IE 200\", { \"model\": \"hexa\", \"opinion\": \"liked\" }], /* few */\n  \"cables\": [\"2 pin:3.5\"],\n}\n",
    )
    .expect("written");
    done(&home, &["gear", "add", "device", "btr7"]);
    let text = std::fs::read_to_string(&file).expect("read");
    assert!(text.contains("// the good ones") && text.contains("/* few */"), "{text}");
    assert_eq!(json(&home, &["gear"])["devices"][0]["id"], "fiio-btr7");
    done(&home, &["gear", "remove", "hexa"]);
    let text = std::fs::read_to_string(&file).expect("read");
    assert!(text.contains("// the good ones") && !text.contains("hexa"), "{text}");
}

#[test]
fn mistakes_in_the_file_are_named_with_their_place() {
    let home = folder("mistakes");
    std::fs::write(
        home.join("gear.jsonc"),
        "{\n  \"models\": [{ \"model\": \"hexa\", \"opinion\": \"likd\" }, { \"opinion\": \"liked\" }],\n  \"cable\": [],\n  \"devices\": [\"apple dongel 99\"]\n}\n",
    )
    .expect("written");
    for args in [&["gear"][..], &["check", "--cable", "mmcx"], &["recommend"], &["gear", "add", "hexa"]] {
        let output = iem(&home, args);
        let message = err(&output);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        for says in
            ["gear.jsonc", ":2:", ":3:", ":4:", "did you mean \"liked\"", "`cables`", "dongel 99", "needs the key"]
        {
            assert!(message.contains(says), "{args:?}: {says} in {message}");
        }
    }
    // Whoever does not want it can leave it out.
    assert_eq!(iem(&home, &["check", "--cable", "mmcx", "--no-gear"]).status.code(), Some(0));
}

#[test]
fn check_says_what_goes_with_what_is_owned() {
    let home = folder("check");
    let before = done(&home, &["check", "--cable", "mmcx", "--plug", "4.4mm"]);
    assert!(!before.contains("What you own"), "an empty folder changes nothing");
    for args in [
        &["gear", "add", "model", "ie 900"][..],
        &["gear", "add", "model", "hexa"],
        &["gear", "add", "cable", "2 pin:4.4mm"],
        &["gear", "add", "device", "dawn pro"],
        &["gear", "add", "device", "apple dongle"],
    ] {
        done(&home, args);
    }
    let verdicts = |args: &[&str]| -> Vec<(String, String)> {
        let report = json(&home, args);
        let text = |own: &serde_json::Value, key: &str| own[key].as_str().unwrap_or_default().to_owned();
        report["owned"].as_array().expect("owned").iter().map(|o| (text(o, "name"), text(o, "verdict"))).collect()
    };
    let find = |all: &[(String, String)], name: &str| {
        all.iter().find(|(n, _)| n.contains(name)).map_or_else(|| panic!("{name} in {all:?}"), |(_, v)| v.clone())
    };
    let cable = verdicts(&["check", "--cable", "mmcx", "--plug", "4.4mm"]);
    assert_eq!(find(&cable, "IE 900"), "caution");
    assert_eq!(find(&cable, "Hexa"), "adapter");
    assert_eq!(find(&cable, "Dawn Pro"), "ok");
    assert_eq!(find(&cable, "Apple"), "adapter");
    let earphone = verdicts(&["check", "--iem", "hexa"]);
    assert_eq!(find(&earphone, "2 pin:4.4mm"), "ok");
    assert_eq!(find(&earphone, "Dawn Pro"), "ok");
    assert!(done(&home, &["check", "--iem", "hexa"]).contains("What you own"));
    assert!(!done(&home, &["check", "--iem", "hexa", "--no-gear"]).contains("What you own"));
}

#[test]
fn advice_reckons_with_what_is_owned() {
    let home = folder("advice");
    let plain = done(&home, &["recommend", "--budget", "100"]);
    done(&home, &["gear", "add", "device", "ibasso dc04"]);
    done(&home, &["gear", "add", "cable", "2 pin:4.4mm"]);
    let text = done(&home, &["recommend", "--budget", "100"]);
    assert!(text.contains("With your own gear") && text.contains("DC04"), "{text}");
    assert_eq!(done(&home, &["recommend", "--budget", "100", "--no-gear"]), plain);
    let report = json(&home, &["recommend", "--budget", "100"]);
    assert!(report["results"][0]["connection"]["verdict"].is_string());
    // What was asked for goes before what is owned.
    let asked = json(&home, &["recommend", "--budget", "100", "--source", "apple dongle", "--top", "1"]);
    let other =
        json(&folder("advice-none"), &["recommend", "--budget", "100", "--source", "apple dongle", "--top", "1"]);
    assert_eq!(asked["results"][0]["score"].as_f64().is_some(), other["results"][0]["score"].as_f64().is_some());
}

/// A question that a part leaves open is asked on a terminal, and its answer settles the verdict.
#[test]
fn check_asks_on_a_terminal() {
    let home = folder("terminal");
    let call = format!("{} check --plug balanced --source 4.4mm --format human", env!("CARGO_BIN_EXE_iem"));
    let mut command = Command::new("sh");
    command.args(["-c", &call]).env("IEM_CONFIG_DIR", &home).env("TERM", "xterm").env("NO_COLOR", "1");
    let mut terminal = rexpect::session::spawn_command(command, Some(10_000)).expect("a terminal");
    terminal.exp_string("4.4 mm").expect("the choices");
    terminal.send("\u{1b}[B\u{1b}[B\r").expect("two down");
    terminal.flush().expect("sent");
    terminal.exp_string("It fits").expect("a settled verdict");
    // A program is not asked: the question stands in its answer.
    let json = json(&home, &["check", "--plug", "balanced", "--source", "4.4mm"]);
    assert_eq!(json["question"]["candidates"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["question"]["candidates"][2]["id"], "4.4-bal");
    assert_eq!(json["question"]["candidates"][2]["verdict"], "ok");
}

/// The set's price is the model's and what must be bought; the budget counts both.
#[test]
fn a_connection_has_a_shopping_list_and_a_price() {
    let home = folder("connection");
    let report = json(&home, &["recommend", "--plug", "xlr4", "--budget", "200", "--top", "20"]);
    let results = report["results"].as_array().expect("results");
    let mut bought = 0;
    for result in results {
        let connection = &result["connection"];
        if connection["verdict"].is_null() || connection["verdict"] == "unknown" {
            continue;
        }
        let parts: f64 =
            connection["buy"].as_array().expect("buy").iter().filter_map(|b| b["price_usd"].as_f64()).sum();
        let price = result["price_usd"].as_f64().expect("a price under a budget");
        assert_eq!(connection["set_price_usd"].as_f64(), Some(price + parts), "{result}");
        assert!(price + parts <= 200.0, "{result}");
        bought += usize::from(parts > 0.0);
    }
    assert!(bought > 0, "an XLR jack needs something");
    let excluded = &report["excluded"]["by_rule"];
    assert!(excluded["connection/impossible"].as_u64().is_some_and(|n| n > 0), "fixed cables cannot: {excluded}");
    let text = done(&home, &["recommend", "--plug", "xlr4", "--budget", "200", "--top", "20"]);
    assert!(text.contains("with what it needs it costs "), "{text}");
}
