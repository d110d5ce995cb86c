//! `iem show`.

use anyhow::bail;
use clap::Args;
use iem::calls::{Call, Show, ways};
use iem::report::drawing;
use iem::{Model, report};

use super::global::{Answer, Format, Global, page, read_as, to_json};
use super::picture::{Out, Picture};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem show hexa
  iem show \"IE 900\" --source \"apple dongle\"
  iem show hexa --out hexa.svg    its connector and plug, drawn")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    call: Show,
    /// Every fact, with where each comes from
    #[arg(long)]
    sources: bool,
    #[command(flatten)]
    picture: Out,
}

/// The connector of a model and the plugs of its cable.
fn drawn(model: &Model) -> anyhow::Result<Picture<'static>> {
    match drawing::model(model) {
        Some(drawing) => Ok(Picture::Drawing(drawing)),
        None => bail!("--out: nothing to draw; nobody recorded the connector or the plugs of the {}", model.name()),
    }
}

pub(crate) fn run(args: &ShowArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let entry = args.call.entry(engine)?;
    if let Some(written) = args.picture.write(|| drawn(&entry.model), "iem-models-1", global)? {
        return Ok(Answer::ok(read_as(engine, &[args.call.model.join(" ")], global, written)?));
    }
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(engine)?)));
    }
    let connection = args.call.connection(entry)?;
    let on_source = args.call.source.as_deref().zip(connection.as_ref());
    let on_source = on_source.map(|(source, connection)| report::OnSource { entry, source, connection });
    let shown = if args.sources {
        report::sources_human(entry, page(global))
    } else {
        report::show_human(entry, engine.catalog()?, &report::Ways { jacks: &ways(&entry.model)? }, page(global))
    };
    let text = shown + &on_source.map_or(String::new(), |on| report::on_source_human(on, page(global)));
    Ok(Answer::ok(read_as(engine, &[args.call.model.join(" ")], global, text)?))
}
