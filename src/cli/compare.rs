//! `iem compare`.

use std::path::PathBuf;

use clap::Args;
use iem::calls::Compare;
use iem::{json, report};

use super::global::{Answer, Format, Global, own_files, page, read_as, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem compare hexa \"aria 2\"
  iem compare hexa \"aria 2\" \"blessing 3\" --bass 4 --plug 4.4mm")]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    call: Compare,
    /// A file with wishes; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
}

pub(crate) fn run(args: CompareArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let wishes = engine.wishes(args.profile.as_deref(), args.call.wishes)?;
    let comparison = engine.compare(&args.call.models, &wishes)?;
    let text = match global.format() {
        Format::Json => to_json(&json::compare(&comparison)),
        _ => report::compare_human(&comparison, page(global)) + &own_files(engine, global)?,
    };
    Ok(Answer::ok(read_as(engine, &args.call.models, global, text)?))
}
