//! `iem show`.

use clap::Args;
use iem::calls::{Call, Show, ways};
use iem::report;

use super::global::{Answer, Format, Global, page, read_as, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem show hexa
  iem show \"IE 900\" --source \"apple dongle\"")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    call: Show,
    /// Every fact, with where each comes from
    #[arg(long)]
    sources: bool,
}

pub(crate) fn run(args: &ShowArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(engine)?)));
    }
    let entry = args.call.entry(engine)?;
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
