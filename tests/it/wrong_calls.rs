//! Wrong calls of every command and every kind: each says what was given and how to mend it, in words
//! for people, and with `--json` as one `iem-error-1`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{err, out};

/// Sentences of libraries and systems, which nobody should have to read.
const FORBIDDEN: &[&str] = &[
    "invalid type",
    "missing field",
    "unknown field",
    "unknown variant",
    "os error",
    "expected value",
    "invalid digit",
    "invalid float",
    "No such file",
    "Is a directory",
    "Permission denied",
    "valid UTF-8",
    "untagged enum",
    "did not match any variant",
    "unexpected argument",
    "unrecognized subcommand",
    "a value is required for",
    "required arguments were not provided",
    "cannot be used with",
    "invalid value",
    "struct ",
    "u8",
    "f64",
    "usize",
    "Unterminated",
    "at line",
    "on line",
    "panicked",
    "1..=5",
    "RUST_BACKTRACE",
];

/// A folder with a file of every wrong kind, as the working folder of the calls.
fn place(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("wrong").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("folder")).expect("a folder");
    fs::create_dir_all(root.join("config")).expect("a folder");
    let file = |name: &str, text: &[u8]| fs::write(root.join(name), text).expect("a file");
    file("empty.jsonc", b"");
    file("binary.jsonc", b"\x00\xff\xfe\x80PNG\x01");
    file("broken.jsonc", b"{ \"budget\": 100,\n  \"sound\": \"warm");
    file("open.jsonc", b"{ \"budget\": 100");
    file("list.jsonc", b"[1, 2]");
    file("number.jsonc", b"7");
    file("bass.jsonc", b"{\n  \"bass\": \"much\"\n}");
    file("bass9.jsonc", b"{ \"bass\": 9 }");
    file("level-text.jsonc", b"{ \"bass\": \"4\" }");
    file("key.jsonc", b"{\n  \"budjet\": 300\n}");
    file("sound.jsonc", b"{ \"sound\": \"wram\" }");
    file("use.jsonc", b"{ \"use\": [\"home\", \"moon\"] }");
    file("three-uses.jsonc", b"{ \"use\": [\"home\", \"office\", \"sport\"] }");
    file("budget.jsonc", b"{ \"budget\": \"cheap\" }");
    file("budget-bool.jsonc", b"{ \"budget\": true }");
    file("mic.jsonc", b"{ \"mic\": \"yes\" }");
    file("plug.jsonc", b"{ \"plug\": [4.4, \"5mm\"] }");
    file("source.jsonc", b"{ \"source\": 5 }");
    file("fit.jsonc", b"{ \"fit\": [\"any\"] }");
    file("weight.jsonc", b"{ \"weight\": [\"detail=9\"] }");
    file("liked.jsonc", b"{ \"liked\": [\"ie 200:to-bassy\"] }");
    file("twice.jsonc", b"{ \"bass\": 4, \"bass\": 5 }");
    file("device.jsonc", b"{ \"source\": \"no such device at all\" }");
    file("price.jsonc", b"{ \"models\": { \"truthear-hexa\": {\n  \"price_usd\": \"cheap\" } } }");
    file("fact.jsonc", b"{ \"models\": { \"truthear-hexa\": { \"prize_usd\": 3 } } }");
    file("form.jsonc", b"{ \"models\": { \"truthear-hexa\": { \"form\": \"univrsal\" } } }");
    file("weight-g.jsonc", b"{ \"models\": { \"truthear-hexa\": { \"weight_g\": 5000 } } }");
    file("brandless.jsonc", b"{ \"models\": { \"my-own\": { \"model\": \"Own\" } } }");
    file("nameless.jsonc", b"{ \"brand\": \"Me\", \"models\": { \"my-own\": { \"price_usd\": 5 } } }");
    file("response.jsonc", b"{ \"responses\": { \"truthear-hexa\": { \"points_hz_db\": [[1, \"a\"]] } } }");
    file("nobody.jsonc", b"{ \"responses\": { \"nobody\": { \"measured_by\": [\"me\"], \"points_hz_db\": [] } } }");
    file("rules.jsonc", b"{ \"rules\": { \"a\": { \"warn\": \"iem.prise < 3\", \"because\": \"b\" } } }");
    file("curve.txt", b"20,80\n");
    file("good.svg", b"");
    root
}

fn call(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_iem"))
        .args(args)
        .current_dir(root)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("IEM_CONFIG_DIR", root.join("config"))
        .output()
        .expect("the program starts")
}

/// One wrong call: what its message must name, and what of the mend it must hold.
fn wrong(root: &Path, args: &[&str], names: &str, mend: &str) -> Vec<String> {
    let mut flaws = Vec::new();
    let mut flaw = |what: String| flaws.push(format!("iem {}: {what}", args.join(" ")));
    let output = call(root, args);
    let said = err(&output);
    if output.status.code() != Some(2) {
        flaw(format!("status {:?}, not 2: {said}{}", output.status.code(), out(&output)));
        return flaws;
    }
    for word in [names, mend] {
        if !said.contains(word) {
            flaw(format!("\"{word}\" is missing in:\n{said}"));
        }
    }
    let as_json: Vec<&str> = ["--json"].into_iter().filter(|_| !args.contains(&"--json")).collect();
    // In front, so that no flag at the end takes it for its value.
    let output = call(root, &[&as_json[..], args].concat());
    let json = err(&output);
    for (form, text) in [("for people", &said), ("as JSON", &json)] {
        if let Some(odd) = FORBIDDEN.iter().find(|odd| text.contains(*odd)) {
            flaw(format!("\"{odd}\" {form}:\n{text}"));
        }
    }
    match serde_json::from_str::<Value>(&json) {
        Ok(value) => {
            let filled = |key: &str| value[key].as_str().is_some_and(|text| !text.trim().is_empty());
            if value["schema"] != "iem-error-1" || !filled("message") || !filled("help") {
                flaw(format!("no full iem-error-1: {value}"));
            }
            let place = &value["place"];
            let whole = place["file"].is_string() && place["line"].is_u64() && place["column"].is_u64();
            if !place.is_null() && !whole {
                flaw(format!("a place without file, line and column: {place}"));
            }
            if output.status.code() != Some(2) || !output.stdout.is_empty() {
                flaw(format!("as JSON: status {:?}, {}", output.status.code(), out(&output)));
            }
        }
        Err(error) => flaw(format!("no JSON ({error}): {json}")),
    }
    flaws
}

fn all(name: &str, cases: &[(&str, &str, &str)]) {
    let root = place(name);
    let words = |line: &str| -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                c => words.last_mut().expect("a word").push(c),
            }
        }
        words
    };
    let flaws: Vec<String> = cases
        .iter()
        .flat_map(|(line, names, mend)| {
            let words = words(line);
            wrong(&root, &words.iter().map(String::as_str).collect::<Vec<_>>(), names, mend)
        })
        .collect();
    assert!(flaws.is_empty(), "{} flaws\n{}", flaws.len(), flaws.join("\n\n"));
}

#[test]
fn flags_and_their_values() {
    all(
        "flags",
        &[
            ("frob", "frob", "recommend"),
            ("recomend", "recomend", "did you mean `recommend`"),
            ("gear ad", "ad", "did you mean `add`"),
            ("rules chek", "chek", "did you mean `check`"),
            ("curve scor", "scor", "did you mean `score`"),
            ("recommend --frob", "--frob", "iem recommend --help"),
            ("recommend --bas 3", "--bas", "did you mean `--bass`"),
            ("recommend --budgte 3", "--budgte", "--budget"),
            ("check --cabel mmcx", "--cabel", "--cable"),
            ("models --serch x", "--serch", "iem models --help"),
            ("show hexa --sauce x", "--sauce", "--source"),
            ("compare hexa kato --frob", "--frob", "iem compare --help"),
            ("similar hexa --cheapr", "--cheapr", "--cheaper"),
            ("graph hexa --targt x", "--targt", "--target"),
            ("quiz --anwsers x", "--anwsers", "--answers"),
            ("gear list --frob", "--frob", "iem gear list --help"),
            ("rules list --frob", "--frob", "iem rules list --help"),
            ("curve score a --frob", "--frob", "iem curve score --help"),
            ("recommend --bass", "--bass", "much less"),
            ("recommend --budget", "--budget", "300"),
            ("recommend --profile", "--profile", "file"),
            ("check --plug", "--plug", "Plug"),
            ("models --sort", "--sort", "field"),
            ("graph hexa --out", "--out", ".svg"),
            ("recommend --bass x", "`x`", "from 1 (much less)"),
            ("recommend --bass 9", "`9`", "5 (much more)"),
            ("recommend --bass -1", "`-1`", "5 (much more)"),
            ("recommend --detail 2.5", "`2.5`", "5 (much more)"),
            ("recommend --sound wrm", "`wrm`", "did you mean `warm`"),
            ("recommend --plug 5mm", "`5mm`", "3.5mm"),
            ("recommend --use moon", "`moon`", "commute"),
            ("recommend --fit cusom", "`cusom`", "custom"),
            ("recommend --ears tiny", "`tiny`", "small"),
            ("recommend --driver planr", "`planr`", "planar"),
            ("recommend --no-driver x", "`x`", "dynamic"),
            ("recommend --but warmr --like hexa", "`warmr`", "warmer"),
            ("recommend --budget cheap", "cheap", "100..300"),
            ("recommend --budget 300..100", "300", "100..300"),
            ("recommend --budget=-5", "-5", "100..300"),
            ("recommend --weight detail", "detail", "detail=3"),
            ("recommend --weight detial=2", "detial", "detail"),
            ("recommend --top 0", "--top", "at least 1"),
            ("recommend --top x", "\"x\"", "such as 5"),
            ("recommend --limit -3", "-3", "such as 5"),
            ("models --limit 1.5", "1.5", "such as 5"),
            ("similar hexa --top many", "many", "such as 5"),
            ("recommend --format xml", "`xml`", "plain"),
            ("similar hexa --within x", "\"x\"", "0.5"),
            ("similar hexa --within -1", "-1", "1.5"),
            ("check --impedance x", "\"x\"", "16"),
            ("check --impedance 0 --max-vrms 1", "0", "above 0"),
            ("check --max-vrms -1", "-1", "above 0"),
            ("check --noise-uv loud", "loud", "digits"),
            ("check --sensitivity loud", "loud", "124dB/V"),
            ("curve score curve.txt --rig 5129", "5129", "5128"),
            ("curve shift mine.zma --source-ohm x", "\"x\"", "digits"),
            ("curve impedance --plain curve.txt --with 75", "75", "--with 75=FILE"),
            ("rules impact folder folder --profiles x", "\"x\"", "such as 5"),
            ("rules schema profil", "`profil`", "profile"),
            ("rules check --deny all", "`all`", "warnings"),
            ("rules check --explain E99", "E99", "E001"),
            ("completions zsch", "zsch", "zsh"),
            ("graph hexa --theme drak", "drak", "dark"),
            ("show", "MODEL", "iem show hexa"),
            ("compare hexa", "MODEL", "wo models"),
            ("rules eval", "EXPR", "iem rules eval"),
            ("rules show", "ID", "iem rules show"),
            ("curve score", "FILE", "iem curve score"),
            ("gear add", "NAME", "iem gear add"),
            ("gear remove", "OWNED", "iem gear remove"),
            ("models import", "FILE", "iem models import"),
            ("models edit", "MODEL", "iem models edit"),
            ("completions", "SHELL", "iem completions"),
            ("recommend warm", "warm", "iem recommend --budget"),
            ("man page", "page", "iem man"),
            ("recommend --plug 4.4mm --source ka13", "--source", "leave one"),
            ("recommend --but cheaper", "--like", "but different"),
            ("gear add hexa --liked --disliked", "--disliked", "leave one"),
            ("recommend --bass 3 --bass 4", "--bass", "keep one"),
            ("curve impedance a.zma --plain b", "--plain", "leave one"),
        ],
    );
}

#[test]
fn names_and_conditions() {
    all(
        "names",
        &[
            ("show blessing 77", "blessing 77", "nearest"),
            ("compare hexa nixda", "nixda", "nearest"),
            ("similar nixda", "nixda", "nearest"),
            ("graph nixda", "nixda", "nearest"),
            ("graph hexa --target nix", "nix", "harman"),
            ("recommend --like nixda", "nixda", "nearest"),
            ("recommend --liked nixda", "nixda", "nearest"),
            ("recommend --liked \"ie 200:to-bassy\"", "to-bassy", "too-bassy"),
            ("recommend --why-not nixda", "nixda", "nearest"),
            ("recommend --source applo", "applo", "nearest"),
            ("recommend --cable mxcc", "mxcc", "nearest"),
            ("recommend --brand mondrop", "mondrop", "Moondrop"),
            ("models --brand x7q", "x7q", "there are"),
            ("check --plug 5mm", "5mm", "nearest"),
            ("check --cable zzz", "zzz", "nearest"),
            ("check --iem nixda", "nixda", "nearest"),
            ("check --source applo", "applo", "nearest"),
            ("check --plug 3.5mm --adapter zzz", "zzz", "4.4"),
            ("check", "nothing to check", "iem check --cable"),
            ("gear add foo", "foo", "iem gear add model"),
            ("gear add cable nix", "nix", "nearest"),
            ("gear add device nix", "nix", "nearest"),
            ("gear add model", "model", "IE 200"),
            ("gear add mmcx:4.4mm --liked", "mmcx", "models"),
            ("gear add model hexa --disliked too-bass", "too-bass", "too-bassy"),
            ("gear remove foo", "foo", "iem gear list"),
            ("models edit hexa prize=3", "prize", "price_usd"),
            ("models edit hexa price_usd", "price_usd", "KEY=VALUE"),
            ("models edit hexa price_usd=", "price_usd", "null"),
            ("models edit hexa price_usd=cheap", "cheap", "a number"),
            ("models edit hexa form=banana", "banana", "universal"),
            ("models edit hexa weight_g=5000", "5000", "from"),
            ("models edit nixda price_usd=3", "nixda", "nearest"),
            ("models edit hexa", "terminal", "price_usd=79"),
            ("models --sort nix", "nix", "price_usd"),
            ("models --sort -prise_usd", "prise_usd", "did you mean `price_usd`"),
            ("models --sort is", "is", "isolation"),
            ("models --where \"iem.price < 3\"", "price", "price_usd"),
            ("models --where \"iem.brand == 'moondrop'\"", "moondrop", "Moondrop"),
            ("recommend --where \"iem.brand == 'moondrop'\"", "moondrop", "Moondrop"),
            ("similar hexa --where \"iem.model == 'Katoo'\"", "Katoo", "Kato"),
            ("recommend --where \"'dynamc' in iem.drivers\"", "dynamc", "dynamic"),
            ("recommend --where \"iem.price_usd < '3'\"", "'3'", "E013"),
            ("recommend --where \"1 +\"", "1 +", "E010"),
            ("models --where \"modl.x == 1\"", "modl", "iem"),
            ("rules eval \"iem.pric\"", "pric", "price_usd"),
            ("rules eval 1+", "1+", "E010"),
            ("rules eval iem.price_usd --model nixda", "nixda", "nearest"),
            ("rules show nix", "nix", "iem rules list"),
            ("rules show fit/heavi", "fit/heavi", "fit/heavy"),
            ("rules new a/b", "a/b", "my-taste"),
            ("quiz", "terminal", "iem recommend"),
            ("recommend --use home,office,sport", "3", "at most two"),
        ],
    );
}

#[test]
fn files() {
    all(
        "files",
        &[
            ("recommend --profile nix.jsonc", "there is no file `nix.jsonc`", "check its name"),
            ("recommend --profile folder", "`folder` is a folder", "file in it"),
            ("recommend --profile binary.jsonc", "binary.jsonc", "UTF-8"),
            ("recommend --profile empty.jsonc", "empty.jsonc:1:1", "empty"),
            ("recommend --profile broken.jsonc", "broken.jsonc:2:12", "not closed"),
            ("recommend --profile open.jsonc", "open.jsonc:1:1", "not closed"),
            ("recommend --profile list.jsonc", "list.jsonc:1:1", "\"budget\": 100"),
            ("recommend --profile number.jsonc", "number.jsonc", "\"budget\": 100"),
            ("recommend --profile bass.jsonc", "bass.jsonc:2:11", "from 1 (much less)"),
            ("recommend --profile bass9.jsonc", "`9`", "from 1 (much less)"),
            ("recommend --profile level-text.jsonc", "\"4\"", "without quotes"),
            ("recommend --profile key.jsonc", "key.jsonc:2:3", "did you mean `budget`"),
            ("recommend --profile sound.jsonc", "wram", "did you mean `warm`"),
            ("recommend --profile use.jsonc", "use.jsonc:1:19", "commute"),
            ("recommend --profile three-uses.jsonc", "3", "at most two"),
            ("recommend --profile budget.jsonc", "cheap", "100..300"),
            ("recommend --profile budget-bool.jsonc", "true", "300"),
            ("recommend --profile mic.jsonc", "yes", "true or false"),
            ("recommend --profile plug.jsonc", "5mm", "3.5mm"),
            ("recommend --profile source.jsonc", "5", "double quotes"),
            ("recommend --profile fit.jsonc", "fit", "not a list"),
            ("recommend --profile weight.jsonc", "detail=9", "0 to 5"),
            ("recommend --profile liked.jsonc", "to-bassy", "too-bassy"),
            ("recommend --profile twice.jsonc", "twice.jsonc:1:14", "keep one"),
            ("recommend --profile device.jsonc", "no such device at all", "nearest"),
            ("compare hexa kato --profile bass.jsonc", "bass.jsonc:2:11", "from 1 (much less)"),
            ("graph hexa --profile nix.jsonc", "nix.jsonc", "check its name"),
            ("models --models nix", "nix", "check its name"),
            ("models --models binary.jsonc", "binary.jsonc", "UTF-8"),
            ("models --models empty.jsonc", "empty.jsonc:1:1", "empty"),
            ("models --models broken.jsonc", "broken.jsonc:2:12", "not closed"),
            ("models --models list.jsonc", "list.jsonc:1:1", "\"models\""),
            ("models --models bass.jsonc", "bass.jsonc:2:3", "models"),
            ("models --models price.jsonc", "price.jsonc:2:16", "a number"),
            ("show hexa --models fact.jsonc", "prize_usd", "did you mean `price_usd`"),
            ("recommend --models form.jsonc", "univrsal", "universal"),
            ("check --iem hexa --models weight-g.jsonc", "5000", "from"),
            ("similar hexa --models brandless.jsonc", "brandless.jsonc", "\"brand\""),
            ("graph hexa --models nameless.jsonc", "nameless.jsonc", "\"model\""),
            ("compare hexa kato --models response.jsonc", "measured_by", "pairs"),
            ("models --models nobody.jsonc", "nobody", "iem models"),
            ("recommend --rules nix.jsonc", "nix.jsonc", "check its name"),
            ("recommend --rules binary.jsonc", "binary.jsonc", "UTF-8"),
            ("recommend --rules rules.jsonc", "rules.jsonc:1:", "price_usd"),
            ("rules check nix.jsonc", "nix.jsonc", "check its name"),
            ("rules impact nix.jsonc rules.jsonc", "nix.jsonc", "check its name"),
            ("curve score nix.txt", "nix.txt", "help"),
            ("curve score folder", "folder", "help"),
            ("curve score empty.jsonc", "empty", "REW"),
            ("curve score binary.jsonc", "binary.jsonc", "REW"),
            ("curve score curve.txt", "curve.txt", "help"),
            ("curve impedance nix.zma", "nix.zma", "help"),
            ("models import nix.txt --name \"Moondrop Nix\"", "nix.txt", "help"),
            ("models import curve.txt", "--name", "Brand Model"),
            ("models import nix.json", "nix.json", "check its name"),
            ("graph hexa --out folder", "folder", ".svg"),
            ("graph hexa --out nix/hexa.svg", "no folder `nix`", "mkdir"),
            ("graph hexa --out hexa.jpg", "hexa.jpg", ".png"),
            ("graph hexa --out good.svg/hexa.svg", "good.svg", "folder"),
        ],
    );
}

#[test]
fn gear_files() {
    for (text, names, mend) in [
        ("", "gear.jsonc:1:1", "empty"),
        ("{ \"models\": [", "gear.jsonc:1:13", "not closed"),
        ("[]", "gear.jsonc:1:1", "object"),
        ("{ \"modles\": [] }", "modles", "models"),
        ("{ \"models\": {} }", "models", "a list"),
        ("{ \"models\": [7] }", "this is a number", "object"),
        ("{ \"models\": [{ \"opinion\": \"liked\" }] }", "model", "IE 200"),
        ("{ \"models\": [{ \"model\": \"IE 200\", \"opinion\": \"likd\" }] }", "likd", "liked"),
        ("{ \"models\": [{ \"model\": \"IE 200\", \"why\": [\"bassy\"] }] }", "bassy", "too-bassy"),
        ("{ \"cables\": [\"zzz\"] }", "zzz", "nearest"),
        ("{ \"devices\": [\"zzz\"] }", "zzz", "nearest"),
        ("{ \"cables\": \"mmcx\" }", "cables", "a list"),
    ] {
        let root = place("gear");
        fs::write(root.join("config/gear.jsonc"), text).expect("a file");
        for command in [&["gear", "list"][..], &["recommend"], &["gear", "add", "cable", "mmcx"]] {
            let flaws = wrong(&root, command, names, mend);
            assert!(flaws.is_empty(), "{text}\n{}", flaws.join("\n"));
        }
        assert_eq!(fs::read_to_string(root.join("config/gear.jsonc")).expect("a file"), text);
    }
}

/// Answers of a file, through the library: every mistake with its place.
#[test]
fn answers() {
    for (text, names, mend) in [
        ("", "answers.jsonc:1:1", "empty"),
        ("[1]", "answers.jsonc:1:1", "object"),
        ("{ \"budjet\": \"100\" }", "budjet", "budget"),
        ("{ \"bass\": \"much\" }", "answers.jsonc:1:11", "the answers are"),
        ("{ \"budget\": \"cheap\" }", "cheap", "100..300"),
        ("{ \"budget\": [] }", "budget", "write"),
    ] {
        let broken = iem::Quiz::new().answer_text("answers.jsonc", text).expect_err("a mistake");
        let said = broken.to_string();
        assert!(said.contains(names) && said.contains(mend), "{text}: {said}");
        assert!(FORBIDDEN.iter().all(|odd| !said.contains(odd)), "{text}: {said}");
    }
    iem::Quiz::new().answer_text("answers.jsonc", "{ \"budget\": \"100\", \"bass\": null }").expect("answers");
}

/// Every command and what stands below it, from the help itself.
fn commands(root: &Path, path: &[String], all: &mut Vec<Vec<String>>) {
    let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let help = out(&call(root, &args));
    all.push(path.to_vec());
    let below = help.split("Commands:\n").nth(1).unwrap_or_default();
    for line in below.lines().take_while(|line| !line.trim().is_empty()) {
        let Some(name) = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')) else { continue };
        let name = name.split_whitespace().next().unwrap_or_default();
        if name != "help" {
            commands(root, &[path, &[name.to_owned()]].concat(), all);
        }
    }
}

#[test]
fn every_help_ends_with_examples_and_the_short_one_fits() {
    let root = place("help");
    let mut all = Vec::new();
    commands(&root, &[], &mut all);
    assert!(all.len() > 24, "{all:?}");
    for path in all {
        let with = |flag| path.iter().map(String::as_str).chain([flag]).collect::<Vec<_>>();
        let long = out(&call(&root, &with("--help")));
        assert!(long.contains("Examples:\n"), "iem {}: no examples", path.join(" "));
        let short = out(&call(&root, &with("-h")));
        assert!(short.lines().count() <= 42, "iem {}: {} lines\n{short}", path.join(" "), short.lines().count());
    }
}
