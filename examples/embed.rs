//! Answers one request as JSON, as a shop or a forum would embed it.
//!
//! ```sh
//! cargo run --example embed -- '{ "budget": 100, "bass": 4, "plug": "4.4mm" }'
//! cargo run --example embed -- --check mmcx 4.4mm
//! ```

use std::io::Write;

use iem::{Engine, Preferences, Request, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let said: Vec<String> = std::env::args().skip(1).collect();
    let engine = Engine::built_in();
    let answer = match &said[..] {
        [check, cable, plug] if check == "--check" => {
            let cable = Request { cable: Some(cable.clone()), plug: Some(plug.clone()), ..Request::default() };
            json::check(&engine.check(&cable, &[])?)
        }
        [profile] => {
            let wishes: Preferences = serde_json::from_str(profile)?;
            let wishes = engine.wishes(None, wishes)?;
            json::recommend(&engine, &wishes, &engine.recommend(&wishes, 5)?)?
        }
        _ => return Err("give a profile as JSON, or --check CONNECTOR PLUG".into()),
    };
    Ok(writeln!(std::io::stdout(), "{answer:#}")?)
}
