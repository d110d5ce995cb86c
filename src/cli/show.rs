//! `iem show`.

use clap::Args;
use iem::advice::link::Wiring;
use iem::{Preferences, report};

use super::global::{Answer, Format, Global, page, read_as, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem show hexa
  iem show \"IE 900\" --source \"apple dongle\"")]
pub(crate) struct ShowArgs {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    model: Vec<String>,
    /// Your device: how its output impedance changes the sound
    #[arg(long, value_name = "DEVICE")]
    source: Option<String>,
}

pub(crate) fn run(args: &ShowArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let entry = engine.model(&args.model.join(" "))?;
    let wishes = Preferences { source: args.source.clone(), ..Preferences::default() };
    let connection = Wiring::of(&wishes)?.map(|wiring| wiring.connect(&entry.model));
    let on_source = args.source.as_deref().zip(connection.as_ref());
    let on_source = on_source.map(|(source, connection)| report::OnSource { entry, source, connection });
    let text = match global.format() {
        Format::Json => {
            let mut json = report::models_json(std::iter::once(entry));
            if let (Some(on), Some(map)) = (on_source, json.as_object_mut()) {
                map.insert("on_source".to_owned(), report::on_source_json(on));
            }
            to_json(&json)
        }
        _ => {
            report::show_human(entry, engine.catalog()?, page(global))
                + &on_source.map_or(String::new(), |on| report::on_source_human(on, page(global)))
        }
    };
    Ok(Answer::ok(read_as(engine, &[args.model.join(" ")], global, text)?))
}
