//! `iem models`.

use clap::Args;
use iem::calls::{Call, Models};
use iem::report;

use super::global::{Answer, Format, Global, own_files, page, shown, to_json};
use super::own::{self, ModelsCommand};

/// Models listed for people unless they say otherwise.
const SHOWN: usize = 20;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem models moondrop
  iem models --brand moondrop --sort -price --top 10
  iem models --where \"iem.price_usd <= 50 && 'dynamic' in iem.drivers\" --sort price
  iem models import \"Aria 2 L.txt\" \"Aria 2 R.txt\" --name \"Moondrop Aria 2\"
  iem models edit \"aria 2\" price_usd=79 --source \"shop\"")]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    command: Option<ModelsCommand>,
    #[command(flatten)]
    call: Models,
}

pub(crate) fn run(args: &ModelsArgs, global: &Global) -> anyhow::Result<Answer> {
    if let Some(command) = &args.command {
        return own::run(command, global);
    }
    let engine = global.engine();
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(engine)?)));
    }
    let found = args.call.found(engine)?;
    let total = found.len();
    let shown = found.into_iter().take(shown(&args.call.listed.many, SHOWN, global));
    let text = if total == 0 {
        "No model of the catalogue matches.\n".to_owned()
    } else {
        report::models_table(shown, total, page(global)) + &own_files(engine, global)?
    };
    Ok(Answer::ok(text))
}
