//! `iem recommend`.

use std::path::PathBuf;

use clap::Args;
use iem::calls::{Call, Recommend};
use iem::{Advice, Engine, Error, Preferences, report};

use super::global::{Answer, Format, Global, own_files, page, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem recommend --budget 100 --sound neutral
  iem recommend --budget 150..400 --bass 4 --use commute --plug 4.4mm
  iem recommend --source \"apple dongle\" --cable mmcx:3.5mm --why
  iem recommend --where \"iem.released >= 2022 && 'planar' in iem.drivers\"
  iem recommend --budget 100 --sound warm --graph
  iem recommend --budget 100 --why-not \"moondrop aria\"
  iem recommend --like hexa --but cheaper warmer
  iem recommend --liked \"ie 200\" --disliked \"kato:sharp\"")]
pub(crate) struct RecommendArgs {
    #[command(flatten)]
    call: Recommend,
    /// A file with wishes; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Shows where every point of a score comes from, and how sure the first places are
    #[arg(long)]
    why: bool,
    /// Draws the first places over your target
    #[arg(long)]
    graph: bool,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    no_gear: bool,
}

pub(crate) fn run(args: Box<RecommendArgs>, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(args.no_gear);
    let mut call = args.call;
    if let Some(path) = &args.profile {
        call.wishes = Preferences::of_profile(path).map_err(Error::from)?.under(call.wishes);
    }
    if global.format() == Format::Json {
        let document = call.document(engine)?;
        let none = document["results"].as_array().is_none_or(Vec::is_empty);
        return Ok(Answer { text: to_json(&document), status: u8::from(none) });
    }
    let wishes = call.wishes(engine)?;
    let advice = engine.recommend(&wishes, call.top())?;
    let text = if let Some(name) = &call.why_not {
        report::why_not_human(&engine.why_not(&wishes, name)?, engine.catalog()?, page(global))
    } else {
        let mut text = list(&advice, engine, &wishes, args.why, global)?;
        if args.graph {
            text += &drawn(&advice, engine, &wishes, global)?;
        }
        text + &own_files(engine, global)?
    };
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// The list for people, with `why` also how sure its first places are.
fn list(advice: &Advice, engine: &Engine, wishes: &Preferences, why: bool, global: &Global) -> anyhow::Result<String> {
    let (catalog, page) = (engine.catalog()?, page(global));
    let mut text = report::recommend_human(advice, catalog, wishes, page, why);
    if why && !advice.results.is_empty() {
        let ranking = engine.ranking(wishes)?;
        text += &report::stability_human(&ranking.stability(), catalog, page);
        if let Some(entry) = advice.results.first().and_then(|first| catalog.get(&first.id)) {
            text += &report::critiques_human(&ranking.critiques(entry), entry, catalog, page);
        }
    }
    Ok(text)
}

/// How many places are drawn: more lines cannot be told apart in a terminal.
const DRAWN: usize = 3;
/// Height of the picture.
const ROWS: usize = 14;

/// The first measured places over the person's target.
fn drawn(advice: &Advice, engine: &Engine, wishes: &Preferences, global: &Global) -> anyhow::Result<String> {
    let catalog = engine.catalog()?;
    let measured = advice.results.iter().filter_map(|r| catalog.get(&r.id)).filter(|entry| entry.measured.is_some());
    let names: Vec<String> = measured.take(DRAWN).map(|entry| entry.model.id.to_string()).collect();
    if names.is_empty() {
        return Ok(String::new());
    }
    let graph = engine.graph(&names, "mine", wishes)?;
    let page = page(global);
    Ok(format!(
        "\n{}",
        if page.rich { report::graph::human(&graph, page, ROWS) } else { report::graph::plain(&graph, page) }
    ))
}
