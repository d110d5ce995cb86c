//! `iem learn`.

use clap::Args;
use iem::calls::{Call, Learn};
use iem::{Engine, Subject, report};

use super::global::{Answer, Format, Global, page, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem learn                    what there is
  iem learn mmcx               a connector, drawn
  iem learn \"balanced armature\"
  iem learn drivers            all kinds of drivers
  iem learn fields want        what rules can read of your wishes")]
pub(crate) struct LearnArgs {
    #[command(flatten)]
    call: Learn,
}

pub(crate) fn run(args: &LearnArgs, global: &Global) -> anyhow::Result<Answer> {
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(global.engine())?)));
    }
    let library = Engine::library();
    let page = page(global);
    Ok(Answer::ok(match args.call.subject()? {
        None => report::learn_contents(library, page),
        Some(Subject::Topic(topic)) => report::learn_topic(topic, page),
        Some(Subject::Group(group)) => report::learn_group(library, group, page),
    }))
}
