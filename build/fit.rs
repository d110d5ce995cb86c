//! `data/fit` as static tables: `fit.rs`, read by `src/fit/tables.rs`.
//!
//! Parsing these files at every start took ten times as long as the check itself.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::words::words;
use crate::write::{File, Names, camel, number, slice, text, texts};

/// The whole text of `fit.rs`.
pub fn tables(root: &Path) -> io::Result<String> {
    let read = |name: &str| File::read(root, &format!("data/fit/{name}.json"));
    let mut out = String::new();
    let connectors = connectors(&read("connectors")?, &mut out)?;
    pairs(&read("mating")?, ("cable", "socket", "damage_risk"), (&connectors, &connectors), "MATING", &mut out)?;
    let plugs = plugs(&read("plugs")?, &mut out)?;
    let jacks = jacks(&read("jacks")?, &mut out)?;
    let way = ("plug", "jack", "direct_insert_hazard");
    pairs(&read("plug_jack")?, way, (&plugs, &jacks), "PLUG_JACK", &mut out)?;
    adapters(&read("adapters")?, &mut out)?;
    devices(&read("devices")?, &mut out)?;
    hints(&read("hints")?, &mut out)?;
    tips(&read("tips")?, &mut out)?;
    senses(&read("words")?, &mut out)?;
    Ok(out)
}

/// The ids of all connectors, in their order.
pub fn connector_ids(root: &Path) -> io::Result<Vec<String>> {
    ids(&File::read(root, "data/fit/connectors.json")?, "connectors")
}

fn table(out: &mut String, name: &str, ty: &str, rows: &[String]) {
    let _ = writeln!(out, "pub(super) static {name}: &[{ty}] = &[");
    for row in rows {
        let _ = writeln!(out, "    {row},");
    }
    out.push_str("];\n");
}

fn ids(file: &File, key: &str) -> io::Result<Vec<String>> {
    file.list(key)?.iter().map(|row| Ok(file.text(row, "id")?.to_owned())).collect()
}

fn id_table(out: &mut String, name: &str, ids: &[String]) {
    let _ = writeln!(out, "pub(super) static {name}: &[&str] = &{ids:?};");
}

fn connectors(file: &File, out: &mut String) -> io::Result<Vec<String>> {
    let mut names = Names::default();
    let mut rows = Vec::new();
    for c in file.list("connectors")? {
        let (id, name) = (file.text(c, "id")?, file.text(c, "name")?);
        texts(&c["aliases"]).into_iter().chain([id, name]).for_each(|alias| names.add(alias, id));
        let brands = slice(&texts(&c["brands"]));
        rows.push(format!("Connector {{ id: {id:?}, name: {name:?}, brands: {brands} }}"));
    }
    table(out, "CONNECTORS", "Connector", &rows);
    names.write(out, "CONNECTOR_NAMES");
    let ids = ids(file, "connectors")?;
    id_table(out, "CONNECTOR_IDS", &ids);
    Ok(ids)
}

/// A table of all pairs, row by row: verdict, reason and risk.
fn pairs(
    file: &File,
    (first, second, risk): (&str, &str, &str),
    (rows, columns): (&[String], &[String]),
    name: &str,
    out: &mut String,
) -> io::Result<()> {
    let all = file.list("pairs")?;
    let mut texts: Vec<String> = Vec::new();
    let mut place = |text: &str| {
        let at = texts.iter().position(|known| known == text).unwrap_or(texts.len());
        if at == texts.len() {
            texts.push(text.to_owned());
        }
        at
    };
    let mut cells = Vec::new();
    for a in rows {
        for b in columns {
            let found = all.iter().find(|p| p[first] == a.as_str() && p[second] == b.as_str());
            let pair = found.ok_or_else(|| io::Error::other(format!("data/fit: no verdict of {a} in {b}")))?;
            let (verdict, reason) = (file.text(pair, "verdict")?, file.text(pair, "reason")?);
            let variant = verdict[..1].to_uppercase() + &verdict[1..];
            let kind = if name == "MATING" { "Verdict" } else { "Way" };
            let (risk, buy) = (pair[risk].as_str().unwrap_or_default(), pair["buy"].as_str().unwrap_or_default());
            let (reason, risk, buy) = (place(reason), place(risk), place(buy));
            let conditional = pair["condition"].is_string();
            cells.push(format!("({kind}::{variant}, {reason}, {risk}, {buy}, {conditional})"));
        }
    }
    let ty = if name == "MATING" { "Cell<Verdict>" } else { "Cell<Way>" };
    table(out, name, ty, &cells);
    id_table(out, &format!("{name}_TEXTS"), &texts);
    Ok(())
}

fn plugs(file: &File, out: &mut String) -> io::Result<Vec<String>> {
    let mut names = Names::default();
    let mut rows = Vec::new();
    for p in file.list("plugs")? {
        let (id, name) = (file.text(p, "id")?, file.text(p, "name")?);
        texts(&p["aliases"]).into_iter().chain([id, name]).for_each(|alias| names.add(alias, id));
        let (short, wires) = (file.text(p, "short")?, slice(&texts(&p["wires"])));
        let diameter = number(&p["diameter_mm"]);
        rows.push(format!("PlugPart {{ id: {id:?}, short: {short:?}, diameter_mm: {diameter}, wires: {wires} }}"));
    }
    table(out, "PLUGS", "PlugPart", &rows);
    names.write(out, "PLUG_NAMES");
    let ids = ids(file, "plugs")?;
    id_table(out, "PLUG_IDS", &ids);
    Ok(ids)
}

fn jacks(file: &File, out: &mut String) -> io::Result<Vec<String>> {
    let mut names = Names::default();
    let mut rows = Vec::new();
    for j in file.list("jacks")? {
        let id = file.text(j, "id")?;
        texts(&j["aliases"]).into_iter().chain([id]).for_each(|alias| names.add(alias, id));
        let (short, driven) = (file.text(j, "short")?, slice(&texts(&j["driven"])));
        let unlisted = j["unlisted"] == true;
        rows.push(format!("JackPart {{ id: {id:?}, short: {short:?}, driven: {driven}, unlisted: {unlisted} }}"));
    }
    table(out, "JACKS", "JackPart", &rows);
    names.write(out, "JACK_NAMES");
    let ids = ids(file, "jacks")?;
    id_table(out, "JACK_IDS", &ids);
    Ok(ids)
}

fn adapters(file: &File, out: &mut String) -> io::Result<()> {
    let mut names = Names::default();
    let mut rows = Vec::new();
    // Cheapest first, after all that costs nothing in use: the search for a path relies on it.
    let mut parts: Vec<&Value> = file.list("parts")?.iter().collect();
    let price = |p: &Value| p["price_usd"].as_f64().unwrap_or(f64::INFINITY);
    parts.sort_by(|a, b| {
        let in_use = |p: &Value| p["costs"].is_string();
        in_use(a).cmp(&in_use(b)).then(price(a).total_cmp(&price(b)))
    });
    for p in parts {
        let (id, name) = (file.text(p, "id")?, file.text(p, "name")?);
        texts(&p["aliases"]).into_iter().chain([id, name]).for_each(|alias| names.add(alias, id));
        let to = match p["to"]["plug"].as_str() {
            Some(plug) => format!("Goes::Plug({plug:?})"),
            None => format!("Goes::Jacks(Cow::Borrowed({}))", slice(&texts(&p["to"]["jacks"]))),
        };
        rows.push(format!(
            "Part {{ id: Cow::Borrowed({id:?}), name: Cow::Borrowed({name:?}), from: Cow::Borrowed({}), to: {to}, \
             wires: Wires::{}, active: {}, kind: Kind::{}, price_usd: {}, costs: {}, jacks: Cow::Borrowed({}), \
             device: {}, \
             series_ohm: None }}",
            slice(&texts(&p["from"])),
            camel(file.text(p, "wires")?),
            p["active"] == true,
            camel(file.text(p, "kind")?),
            number(&p["price_usd"]),
            text(&p["costs"]),
            slice(&texts(&p["jacks"])),
            text(&p["device"]),
        ));
    }
    table(out, "PARTS", "Part", &rows);
    names.write(out, "PART_NAMES");
    let mut names = Names::default();
    let mut rows = Vec::new();
    for r in file.list("resistances")? {
        let id = file.text(r, "id")?;
        for alias in texts(&r["aliases"]) {
            names.add(alias, id);
        }
        rows.push(format!("({id:?}, {:?})", r["ohm"].as_f64().unwrap_or_default()));
    }
    table(out, "RESISTANCES", "(&str, f64)", &rows);
    names.write(out, "RESISTANCE_NAMES");
    let mut rows = Vec::new();
    for c in file.list("converters")? {
        rows.push(format!(
            "Converter {{ name: Cow::Borrowed({:?}), cables: Cow::Borrowed({}), sockets: Cow::Borrowed({}), \
             price_usd: {} }}",
            file.text(c, "name")?,
            slice(&texts(&c["cables"])),
            slice(&texts(&c["sockets"])),
            number(&c["price_usd"]),
        ));
    }
    table(out, "CONVERTERS", "Converter", &rows);
    let mut rows = Vec::new();
    for c in file.list("cables")? {
        let prices = c["prices_usd"].as_object().into_iter().flatten();
        let prices: Vec<String> = prices.map(|(plug, usd)| format!("({plug:?}, {:?})", usd.as_f64())).collect();
        let prices = prices.join(", ").replace("Some(", "").replace("))", ")");
        let (name, connectors) = (file.text(c, "name")?, slice(&texts(&c["connectors"])));
        rows.push(format!("CableLine {{ name: {name:?}, connectors: {connectors}, prices_usd: &[{prices}] }}"));
    }
    table(out, "CABLES", "CableLine", &rows);
    Ok(())
}

fn devices(file: &File, out: &mut String) -> io::Result<()> {
    let mut names = Names::default();
    let mut rows = Vec::new();
    for d in file.list("devices")? {
        let (id, name) = (file.text(d, "id")?, file.text(d, "name")?);
        [name].into_iter().chain(texts(&d["aliases"])).chain([id]).for_each(|alias| names.add(alias, id));
        let jacks: Vec<String> = d["jacks"].as_array().into_iter().flatten().map(device_jack).collect();
        rows.push(format!(
            "Device {{ id: {id:?}, name: {name:?}, kind: {:?}, jacks: &[{}], host: {}, passive_usb_c: {}, \
             system: {}, caveats: &{:?}, notes: {:?} }}",
            file.text(d, "kind")?,
            jacks.join(", "),
            slice(&texts(&d["host"])),
            text(&d["passive_usb_c"]),
            text(&d["system"]),
            caveats(d),
            d["notes"].as_str().unwrap_or_default(),
        ));
    }
    table(out, "DEVICES", "Device", &rows);
    names.write(out, "DEVICE_NAMES");
    Ok(())
}

/// Where a device is not itself: (system, what is to be known).
fn caveats(device: &Value) -> Vec<(&str, &str)> {
    let rows = device["caveats"].as_array().into_iter().flatten();
    rows.filter_map(|row| Some((row["on"].as_str()?, row["say"].as_str()?))).collect()
}

/// Words beside names: groups that change the physics, and harmless words, sorted.
fn senses(file: &File, out: &mut String) -> io::Result<()> {
    let mut rows: Vec<String> = Vec::new();
    let mut physics: Vec<String> = Vec::new();
    for group in file.list("physics")? {
        let mut phrases: Vec<String> = texts(&group["words"]).iter().map(|phrase| words(phrase).join(" ")).collect();
        phrases.retain(|phrase| !phrase.is_empty());
        phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.split(' ').count()), phrase.clone()));
        phrases.dedup();
        physics.extend(phrases.iter().cloned());
        let (id, doc) = (file.text(group, "id")?, file.text(group, "doc")?);
        rows.push(format!("Physics {{ id: {id:?}, phrases: &{phrases:?}, doc: {doc:?} }}"));
    }
    table(out, "PHYSICS", "Physics", &rows);
    let mut harmless: Vec<String> = texts(&file.value["harmless"]).iter().flat_map(|phrase| words(phrase)).collect();
    // A word that changes the physics stays one, whatever phrase it stands in.
    harmless.retain(|word| !physics.contains(word) && !word.starts_with(|c: char| c.is_ascii_digit()));
    harmless.sort();
    harmless.dedup();
    id_table(out, "HARMLESS", &harmless);
    lists(file, out)
}

/// The short lists of words: what denies, units, what words beside a source's name say.
fn lists(file: &File, out: &mut String) -> io::Result<()> {
    let flat = |value: &Value| -> Vec<String> { texts(value).iter().flat_map(|text| words(text)).collect() };
    id_table(out, "DENIALS", &flat(&file.value["denials"]));
    id_table(out, "LENGTH_UNITS", &flat(&file.value["length_units"]));
    id_table(out, "OHM_UNITS", &flat(&file.value["ohm"]["units"]));
    id_table(out, "OHM_THOUSANDS", &flat(&file.value["ohm"]["thousands"]));
    let known: Vec<&str> = file.list("physics")?.iter().filter_map(|group| group["id"].as_str()).collect();
    let mut rows = Vec::new();
    for output in file.list("outputs")? {
        let group = file.text(output, "group")?;
        if !known.contains(&group) {
            return Err(io::Error::other(format!("data/fit/words.json: outputs: there is no group {group}")));
        }
        rows.push(format!("({group:?}, {})", slice(&texts(&output["jacks"]))));
    }
    table(out, "OUTPUTS", "(&str, &[&str])", &rows);
    let kinds = file.list("kinds")?.iter();
    let rows: Vec<String> =
        kinds.map(|row| format!("(&{:?}, {})", flat(&row["words"]), slice(&texts(&row["kinds"])))).collect();
    table(out, "KIND_WORDS", "(&[&str], &[&str])", &rows);
    Ok(())
}

/// The words that may stand around any name: `fillers.rs`, read by `src/names/fillers.rs`.
pub fn fillers(root: &Path) -> io::Result<String> {
    let file = File::read(root, "data/fit/words.json")?;
    let fillers: Vec<String> = texts(&file.value["fillers"]).iter().flat_map(|text| words(text)).collect();
    Ok(format!("&{fillers:?}"))
}

fn device_jack(j: &Value) -> String {
    let loaded = j["vrms_into_ohm"].as_object().into_iter().flatten();
    let mut loaded: Vec<(f64, f64)> =
        loaded.filter_map(|(ohm, volts)| Some((ohm.parse::<f64>().ok()?, volts.as_f64()?))).collect();
    // A voltage that is only reached from some load on is one of the loaded figures.
    let from = j["max_vrms_from_ohm"].as_f64().zip(j["max_vrms"].as_f64());
    loaded.extend(from);
    loaded.sort_by(|a, b| a.0.total_cmp(&b.0));
    let max = if from.is_some() { "None".to_owned() } else { number(&j["max_vrms"]) };
    format!(
        "JackOfSource {{ id: {:?}, max_vrms: {max}, loaded_vrms: &{loaded:?}, output_impedance_ohm: {}, \
         output_impedance_is_upper_bound: {}, noise_uv: {} }}",
        j["type"].as_str().unwrap_or("none"),
        number(&j["output_impedance_ohm"]),
        j["output_impedance_is_upper_bound"] == true,
        number(&j["noise_uv"]),
    )
}

fn hints(file: &File, out: &mut String) -> io::Result<()> {
    let mut names = Names::default();
    for hint in file.list("model_hints")? {
        let socket = file.text(hint, "socket")?;
        texts(&hint["names"]).into_iter().chain([file.text(hint, "model")?]).for_each(|name| names.add(name, socket));
    }
    names.write(out, "HINT_NAMES");
    let keys = |value: &Value| -> Vec<String> { texts(value).iter().map(|name| words(name).concat()).collect() };
    let mut rows = Vec::new();
    for l in file.list("not_connectors")? {
        rows.push(format!(
            "Loose {{ term: {:?}, keys: &{:?}, is: {:?}, ask: {:?}, connectors: {}, plugs: {}, jacks: {}, plug: {:?}, never: {} }}",
            file.text(l, "term")?,
            keys(&l["aliases"]),
            file.text(l, "is")?,
            file.text(l, "ask")?,
            slice(&texts(&l["connectors"])),
            slice(&texts(&l["plugs"])),
            slice(&texts(&l["jacks"])),
            l["plug"].as_str().unwrap_or_default(),
            slice(&texts(&l["never"])),
        ));
    }
    table(out, "LOOSE", "Loose", &rows);
    let mut rows = Vec::new();
    for g in file.list("generations")? {
        rows.push(format!(
            "Generation {{ keys: &{:?}, sockets: {}, plain: {}, ask: {:?} }}",
            keys(&g["models"]),
            slice(&texts(&g["sockets"])),
            text(&g["plain"]),
            file.text(g, "ask")?,
        ));
    }
    table(out, "GENERATIONS", "Generation", &rows);
    let makers = file.value["makers"].as_object().into_iter().flatten();
    let signs = |value: &Value| -> Vec<String> { texts(value).iter().map(|sign| words(sign).join(" ")).collect() };
    let rows: Vec<String> = makers.map(|(maker, names)| format!("({maker:?}, &{:?})", signs(names))).collect();
    table(out, "MAKERS", "(&str, &[&str])", &rows);
    Ok(())
}

fn tips(file: &File, out: &mut String) -> io::Result<()> {
    let line = |kind: &str, name: String, row: &Value, key: &str| {
        let range: Vec<f64> = row[key].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let recalled = row["facts"].as_array().is_none_or(|facts| facts.iter().all(|f| f["evidence"] != "seen"));
        let [low, high] = <[f64; 2]>::try_from(range).ok()?;
        Some(format!(
            "TipLine {{ name: {name:?}, material: Material::{kind}, nozzle_mm: [{low:?}, {high:?}], \
             recalled: {recalled} }}"
        ))
    };
    let mut rows = Vec::new();
    for row in file.list("silicone_lines")? {
        let name = file.text(row, "line")?;
        let kind = if row["material"] == "foam" { "Foam" } else { "Silicone" };
        rows.extend(line(kind, name.to_owned(), row, "nozzle_mm"));
    }
    let comply = &file.value["comply"];
    for row in comply["series"].as_array().into_iter().flatten() {
        rows.extend(line("Foam", format!("Comply {} series", file.text(row, "series")?), row, "approx_nozzle_mm"));
    }
    rows.extend(line("Foam", "Comply SmartCore".to_owned(), &comply["smartcore"], "nozzle_mm"));
    table(out, "TIPS", "TipLine", &rows);
    Ok(())
}
