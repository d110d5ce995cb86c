//! `iem learn`.

use anyhow::bail;
use clap::Args;
use iem::calls::{Call, Learn};
use iem::report::drawing;
use iem::{Engine, Subject, report};

use super::global::{Answer, Format, Global, page, to_json};
use super::picture::{Out, Picture};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem learn                    what there is
  iem learn mmcx               a connector, drawn
  iem learn \"balanced armature\"
  iem learn drivers            all kinds of drivers
  iem learn 4.4mm --out 4.4.svg  the plug and its jack as a picture
  iem learn fields want        what rules can read of your wishes")]
pub(crate) struct LearnArgs {
    #[command(flatten)]
    call: Learn,
    #[command(flatten)]
    picture: Out,
}

/// What a topic shows of connectors, plugs and jacks.
fn drawn(subject: Option<Subject<'_>>) -> anyhow::Result<Picture<'static>> {
    let topics = "topics of connectors, plugs and jacks have: iem learn connectors";
    match subject {
        Some(Subject::Topic(topic)) => match drawing::topic(topic) {
            Some(drawing) => Ok(Picture::Drawing(drawing)),
            None => bail!("--out: \"{}\" has nothing to draw; {topics}", topic.id),
        },
        Some(Subject::Group(group)) => bail!("--out: \"{}\" is a group of topics; name one of them", group.id),
        None => bail!("--out: name a topic to draw; {topics}"),
    }
}

pub(crate) fn run(args: &LearnArgs, global: &Global) -> anyhow::Result<Answer> {
    let subject = args.call.subject()?;
    if let Some(written) = args.picture.write(|| drawn(subject), "iem-learn-1", global)? {
        return Ok(Answer::ok(written));
    }
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&args.call.document(global.engine())?)));
    }
    let library = Engine::library();
    let page = page(global);
    Ok(Answer::ok(match subject {
        None => report::learn_contents(library, page),
        Some(Subject::Topic(topic)) => report::learn_topic(topic, page),
        Some(Subject::Group(group)) => report::learn_group(library, group, page),
    }))
}
