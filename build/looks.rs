//! What connectors, plugs and jacks look like: `looks.rs`, read by `src/fit/looks.rs`.
//!
//! A look that contradicts the rest of its row stops the build with the part's name: a picture that
//! is wrong is worse than none.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::write::{File, camel, number, slice, text, texts};

/// Words that a drawing may use, by key.
const WORDS: &[(&str, &[&str])] = &[
    (
        "body",
        &[
            "coaxial", "pins", "ring", "blade", "wire", "barrel", "xlr", "slot", "tongue", "block", "rca", "posts",
            "window", "tips", "none", "outline",
        ],
    ),
    ("seat", &["flush", "well", "stub"]),
    ("centre", &["hole", "pin"]),
];

/// The whole text of `looks.rs`.
pub fn tables(root: &Path) -> io::Result<String> {
    let read = |name: &str| File::read(root, &format!("data/fit/{name}.json"));
    let (connectors, plugs, jacks) = (read("connectors")?, read("plugs")?, read("jacks")?);
    let mut out = String::new();
    table(&connectors, "connectors", &[], &mut out)?;
    table(&plugs, "plugs", &[], &mut out)?;
    table(&jacks, "jacks", plugs.list("plugs")?, &mut out)?;
    Ok(out)
}

fn table(file: &File, key: &str, plugs: &[Value], out: &mut String) -> io::Result<()> {
    let _ = writeln!(out, "static {}: &[Look] = &[", key.to_uppercase());
    for row in file.list(key)? {
        let _ = writeln!(out, "    {},", look(file, row, plugs)?);
    }
    out.push_str("];\n");
    Ok(())
}

fn look(file: &File, row: &Value, plugs: &[Value]) -> io::Result<String> {
    let (id, name, drawing) = (file.text(row, "id")?, file.text(row, "name")?, &row["drawing"]);
    let wrong = |what: String| io::Error::other(format!("data/fit: the drawing of {id}: {what}"));
    for (key, known) in WORDS {
        match drawing[key].as_str() {
            Some(word) if !known.contains(&word) => return Err(wrong(format!("there is no {key} {word}"))),
            None if *key == "body" => return Err(wrong("it has no body".to_owned())),
            _ => {}
        }
    }
    // A jack has the size of the plug that goes straight into it.
    let plug = match drawing["plug"].as_str() {
        Some(plug) => {
            plugs.iter().find(|p| p["id"] == plug).ok_or_else(|| wrong(format!("there is no plug {plug}")))?
        }
        None => row,
    };
    let contacts = contacts(row);
    check(row, plug, &contacts).map_err(wrong)?;
    let diameter = number(&plug["diameter_mm"]);
    let length = number(&plug["drawing"]["length_mm"]);
    let variant = |key: &str| drawing[key].as_str().map(camel);
    let short = row["short"].as_str().unwrap_or(name);
    Ok(format!(
        "Look {{ id: {id:?}, name: {name:?}, short: {short:?}, body: Body::{}, seat: Seat::{}, keyed: {}, angled: {}, centre: {}, \
         size_mm: &{:?}, diameter_mm: {diameter}, length_mm: {length}, pins_mm: &{:?}, pitch_mm: {}, contacts: {}, \
         driven: {}, pads: {}, looks: {}, evidence: {:?} }}",
        variant("body").unwrap_or_default(),
        variant("seat").unwrap_or_else(|| "Flush".to_owned()),
        drawing["keyed"] == true,
        drawing["angled"] == true,
        variant("centre").map_or_else(|| "None".to_owned(), |word| format!("Some(Centre::{word})")),
        numbers(&drawing["size_mm"]),
        numbers(&row["geometry"]["pin_diameter_mm"]),
        number(&row["geometry"]["spacing_mm"]),
        slice(&contacts.iter().map(String::as_str).collect::<Vec<_>>()),
        slice(&texts(&row["driven"])),
        drawing["pads"].as_u64().unwrap_or_default(),
        text(&drawing["looks"]).trim_start_matches("Some(").trim_end_matches(')'),
        file.text(drawing, "evidence")?,
    ))
}

/// One number or a list of them.
fn numbers(value: &Value) -> Vec<f64> {
    let one = value.as_f64().into_iter();
    one.chain(value.as_array().into_iter().flatten().filter_map(Value::as_f64)).collect()
}

/// Names of the contacts in order; of a plug its pinout, `?` where only their number is known.
fn contacts(row: &Value) -> Vec<String> {
    let own = texts(&row["drawing"]["contacts"]);
    let pinout = texts(&row["pinout_tip_to_sleeve"]);
    let count = row["contacts"].as_u64().unwrap_or_default() as usize;
    let named = |name: &&str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    match (own.is_empty(), pinout.len() == count) {
        (false, _) => own.iter().map(|name| (*name).to_owned()).collect(),
        (true, true) => pinout.iter().map(named).collect(),
        (true, false) => vec!["?".to_owned(); count],
    }
}

/// What the drawing says against the rest of the row.
fn check(row: &Value, plug: &Value, contacts: &[String]) -> Result<(), String> {
    let drawing = &row["drawing"];
    let body = drawing["body"].as_str().unwrap_or_default();
    if drawing["looks"].as_str().is_none_or(str::is_empty) {
        return Err("it does not say how to recognise the part (looks)".to_owned());
    }
    let pins = numbers(&row["geometry"]["pin_diameter_mm"]).len();
    if pins > 1 && pins != contacts.len() {
        return Err(format!("{} contacts and {pins} pins", contacts.len()));
    }
    let count = match body {
        "coaxial" | "pins" | "blade" | "rca" => contacts.len() == 2,
        "barrel" => (2..=5).contains(&contacts.len()),
        "xlr" | "ring" => (3..=7).contains(&contacts.len()),
        "posts" => contacts.len() == 4,
        _ => contacts.is_empty(),
    };
    if !count {
        return Err(format!("a {body} does not have {} contacts", contacts.len()));
    }
    let sized = plug["diameter_mm"].is_number() && plug["drawing"]["length_mm"].is_number();
    if body == "barrel" && !sized {
        return Err("a barrel needs diameter_mm and length_mm, or the plug that goes into it".to_owned());
    }
    let size = numbers(&drawing["size_mm"]).len();
    if matches!(body, "slot" | "tongue" | "block") && size != 2 || body == "rca" && size != 1 {
        return Err(format!("a {body} has no {size} sizes (size_mm)"));
    }
    let (driven, ground) = (texts(&row["driven"]), texts(&row["ground"]));
    let known = |name: &String| driven.contains(&name.as_str()) || ground.contains(&name.as_str());
    let headphones = !row["topology"].as_str().unwrap_or_default().starts_with(['l', 'i']);
    if let Some(name) = contacts.iter().find(|name| headphones && !driven.is_empty() && *name != "?" && !known(name)) {
        return Err(format!("the jack has no contact {name}"));
    }
    Ok(())
}
