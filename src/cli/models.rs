//! `iem models`.

use clap::Args;
use iem::{Search, report};

use super::global::{Answer, Format, Global, Listed, own_files, page, to_json};
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
    /// Words of the name
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    condition: Option<String>,
    #[command(flatten)]
    listed: Listed,
}

pub(crate) fn run(args: &ModelsArgs, global: &Global) -> anyhow::Result<Answer> {
    if let Some(command) = &args.command {
        return own::run(command, global);
    }
    let engine = global.engine();
    let condition = engine.of_brands(&args.listed.brands, args.condition.clone())?;
    let search = Search { words: args.words.clone(), condition, sort: args.listed.sort.clone() };
    let found = engine.search(&search)?;
    let total = found.len();
    let json = global.format() == Format::Json;
    let shown = found.into_iter().take(args.listed.many.of(SHOWN, global));
    let text = if json {
        to_json(&report::models_json(shown))
    } else if total == 0 {
        "No model of the catalogue matches.\n".to_owned()
    } else {
        report::models_table(shown, total, page(global)) + &own_files(engine, global)?
    };
    Ok(Answer::ok(text))
}
