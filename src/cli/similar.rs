//! `iem similar`.

use clap::Args;
use iem::{Filter, json, report};

use super::global::{Answer, Format, Global, Listed, decibels, own_files, page, read_as, to_json};

/// Models listed for people unless they say otherwise.
const SHOWN: usize = 10;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem similar blessing 3
  iem similar \"IE 900\" --cheaper --within 2
  iem similar hexa --where \"iem.shell_size == 'small'\"")]
pub(crate) struct SimilarArgs {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    model: Vec<String>,
    /// Only models that cost less
    #[arg(long)]
    cheaper: bool,
    /// Only models within so many dB; 1.5 is nearly the same sound
    #[arg(long, value_name = "DB", value_parser = decibels, allow_negative_numbers = true)]
    within: Option<f64>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    condition: Option<String>,
    #[command(flatten)]
    listed: Listed,
}

pub(crate) fn run(args: &SimilarArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let condition = engine.of_brands(&args.listed.brands, args.condition.clone())?;
    let sort = args.listed.sort.clone();
    let filter = Filter { cheaper: args.cheaper, within_db: args.within, condition, sort };
    let name = args.model.join(" ");
    let mut answer = engine.similar(&name, &filter)?;
    let as_json = global.format() == Format::Json;
    let total = answer.found.len();
    answer.found.truncate(args.listed.many.of(SHOWN, global));
    let text = if as_json {
        to_json(&json::similar(&answer))
    } else {
        report::similar_human(answer.of, &answer.found, total, answer.nearest.as_ref(), page(global))
            + &own_files(engine, global)?
    };
    Ok(Answer::ok(read_as(engine, &[name], global, text)?))
}
