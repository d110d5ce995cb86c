//! `iem graph`.

use std::path::PathBuf;

use clap::Args;
use iem::calls::GraphOf;
use iem::report::graph;

use super::global::{Answer, Format, Global, page, read_as, to_json};
use super::picture::{Out, Picture};

/// Height of the picture of one model in the terminal: with its legend it takes less than 24 lines.
const ROWS: usize = 15;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem graph hexa
  iem graph hexa \"aria 2\" \"blessing 3\" --target neutral
  iem graph hexa \"aria 2\" --target harman --out compare.svg
  iem graph hexa --out hexa.png --theme dark
  iem graph hexa \"aria 2\" --target mine --sound warm --bass 4")]
pub(crate) struct GraphArgs {
    #[command(flatten)]
    call: GraphOf,
    #[command(flatten)]
    picture: Out,
    /// A file with wishes, for --target mine; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    no_gear: bool,
}

pub(crate) fn run(args: &GraphArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(args.no_gear);
    let wishes = engine.wishes(args.profile.as_deref(), args.call.wishes.clone())?;
    let graph = engine.graph(&args.call.models, &args.call.target, &wishes)?;
    if let Some(written) = args.picture.write(|| Ok(Picture::Graph(&graph)), "iem-graph-1", global)? {
        return Ok(Answer::ok(written));
    }
    let page = page(global);
    let text = match global.format() {
        Format::Json => to_json(&graph::json(&graph)),
        Format::Plain => graph::plain(&graph, page),
        Format::Human => graph::human(&graph, page, ROWS + 1 - graph.responses().count()),
    };
    Ok(Answer::ok(read_as(engine, &args.call.models, global, text)?))
}
