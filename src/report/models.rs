//! Models as a table and as `iem-models-1`.

use serde_json::{Map, Value, json};

use super::Page;
use super::text::{glued, paragraph, price, table as columns};
use crate::catalog::{Drivers, Entry, Model, Told};
use crate::fit::connector_short;
use crate::sound::words::Sounds;

/// `iem-models-1`: every fact under its own key, unknown ones as `null`.
pub fn json<'a>(entries: impl Iterator<Item = &'a Entry>) -> Value {
    json!({ "schema": "iem-models-1", "models": entries.map(model).collect::<Vec<_>>() })
}

/// One model with all its facts.
pub(super) fn model(entry: &Entry) -> Value {
    let m = &entry.model;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("id", json!(m.id));
    put("brand", json!(m.brand));
    put("model", json!(m.model));
    put("core", json!(m.core));
    put("aliases", json!(m.aliases));
    for (key, value) in facts(m) {
        put(key, value);
    }
    put("sound", sound(entry));
    let rows: Vec<Value> = m
        .sources()
        .iter()
        .flat_map(|(field, evidence)| {
            let row = move |told: Told| {
                let mut row = json!({ "field": field, "source": told.source, "confidence": told.confidence });
                if let (Some(date), Some(map)) = (told.date, row.as_object_mut()) {
                    map.insert("date".to_owned(), json!(date));
                }
                row
            };
            evidence.rows().into_iter().map(row).collect::<Vec<_>>()
        })
        .collect();
    put("evidence", Value::Array(rows));
    Value::Object(out)
}

/// Every fact of a model by its key, `null` where it is not known.
pub(super) fn facts(m: &Model) -> Vec<(&'static str, Value)> {
    vec![
        ("variant_of", json!(m.variant_of)),
        ("released", json!(m.released)),
        ("discontinued", json!(m.discontinued)),
        ("price_usd", json!(m.price_usd)),
        ("price_note", json!(m.price_note)),
        ("form", json!(m.form)),
        ("shell", json!(m.shell)),
        ("drivers", json!(m.drivers)),
        ("driver_note", json!(m.driver_note)),
        ("socket", json!(m.socket)),
        ("socket_note", json!(m.socket_note)),
        ("stock_plugs", json!(m.stock_plugs)),
        ("modular_plug", json!(m.modular_plug)),
        ("impedance_ohm", json!(m.impedance_ohm)),
        ("impedance_note", json!(m.impedance_note)),
        ("sensitivity_db", json!(m.sensitivity_db)),
        ("sensitivity_ref", json!(m.sensitivity_ref)),
        ("sensitivity_ref_claimed", json!(m.sensitivity_ref_claimed)),
        ("tuning_switches", json!(m.tuning_switches)),
        ("tuning_note", json!(m.tuning_note)),
        ("signature", json!(m.signature)),
        ("shell_size", json!(m.shell_size)),
        ("nozzle_class", json!(m.nozzle_class)),
        ("nozzle_mm", json!(m.nozzle_mm)),
        ("insertion", json!(m.insertion)),
        ("weight_g", json!(m.weight_g)),
        ("wear", json!(m.wear)),
        ("vented", json!(m.vented)),
        ("isolation_class", json!(m.isolation_class)),
        ("isolation_db", json!(m.isolation_db)),
        ("low_profile", json!(m.low_profile)),
        ("comfort_note", json!(m.comfort_note)),
        ("versions_note", json!(m.versions_note)),
        ("opinions", json!(m.opinions)),
        ("sites", json!(m.sites)),
    ]
}

fn sound(entry: &Entry) -> Value {
    let (Some(measured), Some(bands)) = (&entry.measured, entry.bands()) else { return Value::Null };
    let levels: Map<String, Value> = bands.iter().map(|(band, db)| (format!("{}_db", band.id), json!(db))).collect();
    let mut out = Map::new();
    out.insert("measurers".to_owned(), json!(measured.n));
    out.insert("measured_by".to_owned(), json!(measured.measured_by));
    out.insert("spread_db".to_owned(), json!(measured.spread_db));
    out.insert("preference".to_owned(), json!(crate::sound::preference(&measured.curve).map(|p| p.score)));
    out.extend(levels);
    out.insert("signature".to_owned(), signature(&Sounds::of(&measured.curve, bands)));
    Value::Object(out)
}

/// Each word for a sound with its probability, most likely first.
pub fn signature(sounds: &Sounds) -> Value {
    let words: Map<String, Value> = sounds.iter().map(|(word, p)| (word.word().to_owned(), json!(p))).collect();
    Value::Object(words)
}

/// A table for people.
pub fn table<'a>(entries: impl Iterator<Item = &'a Entry>, total: usize, page: Page) -> String {
    let head = ["model", "price", "drivers", "socket", "sounds"].map(str::to_owned).to_vec();
    let unknown = || "?".to_owned();
    let row = |entry: &Entry| {
        let m = &entry.model;
        vec![
            m.name(),
            glued(&price(m.price_usd).replace("price unknown", "?")),
            m.drivers.as_ref().map_or_else(unknown, drivers),
            m.socket.as_deref().map_or_else(unknown, connector_short),
            m.signature.as_deref().map_or_else(unknown, str::to_owned),
        ]
    };
    let rows: Vec<Vec<String>> = entries.map(row).collect();
    let shown = rows.len();
    let table = columns(page, head, rows, 2);
    let mut out = format!("{table}\n");
    let rest = total - shown;
    if rest > 0 {
        let text = format!("{shown} of {total} models. All of them: --limit {total}; fewer: add words or --where");
        out += &paragraph(page, "", "", &text);
    } else {
        out += &format!("{}.\n", super::text::count(total, "model"));
    }
    out += "? is not known.\n";
    out
}

/// `1 dynamic + 4 balanced armatures`, in short.
pub(super) fn drivers(drivers: &Drivers) -> String {
    let short = |kind: &str| match kind {
        "dynamic" => "DD",
        "balanced_armature" => "BA",
        "planar" => "planar",
        "electrostatic" => "EST",
        "bone_conduction" => "bone",
        _ => "piezo",
    };
    drivers.iter().map(|(kind, n)| format!("{n} {}", short(kind))).collect::<Vec<_>>().join(" + ")
}
