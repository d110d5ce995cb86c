//! `iem compare`.

use std::path::PathBuf;

use clap::Args;
use iem::{Preferences, json, report};

use super::global::{Answer, Format, Global, own_files, page, read_as, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem compare hexa \"aria 2\"
  iem compare hexa \"aria 2\" \"blessing 3\" --bass 4 --plug 4.4mm")]
pub(crate) struct CompareArgs {
    /// Two models or more
    #[arg(value_name = "MODEL", required = true, num_args = 2..)]
    models_named: Vec<String>,
    /// A file with wishes; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    #[command(flatten)]
    wishes: Preferences,
}

pub(crate) fn run(args: CompareArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let wishes = engine.wishes(args.profile.as_deref(), args.wishes)?;
    let comparison = engine.compare(&args.models_named, &wishes)?;
    let text = match global.format() {
        Format::Json => to_json(&json::compare(&comparison)),
        _ => report::compare_human(&comparison, page(global)) + &own_files(engine, global)?,
    };
    Ok(Answer::ok(read_as(engine, &args.models_named, global, text)?))
}
