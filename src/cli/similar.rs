//! `iem similar`.

use clap::Args;
use iem::calls::{Call, Like};
use iem::report;

use super::global::{Answer, Format, Global, own_files, page, read_as, shown, to_json};

/// Models listed for people unless they say otherwise.
const SHOWN: usize = 10;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem similar blessing 3
  iem similar \"IE 900\" --cheaper --within 2
  iem similar hexa --where \"iem.shell_size == 'small'\"")]
pub(crate) struct SimilarArgs {
    #[command(flatten)]
    call: Like,
}

pub(crate) fn run(args: &SimilarArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(engine)?)));
    }
    let mut answer = args.call.found(engine)?;
    let total = answer.found.len();
    answer.found.truncate(shown(&args.call.listed.many, SHOWN, global));
    let text = report::similar_human(answer.of, &answer.found, total, answer.nearest.as_ref(), page(global))
        + &own_files(engine, global)?;
    Ok(Answer::ok(read_as(engine, &[args.call.name()], global, text)?))
}
