//! `iem graph`.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use iem::calls::GraphOf;
use iem::report::graph::{self, Theme};
use iem::{Graph, store};

use super::global::{Answer, Format, Global, page, read_as, to_json};

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
    /// Writes a picture instead: a name that ends in .svg or .png
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Colours of the picture
    #[arg(long, value_enum, default_value_t = Colours::Auto)]
    theme: Colours,
    /// A file with wishes, for --target mine; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    no_gear: bool,
}

/// Colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colours {
    /// As the reader's system is set (SVG); light (PNG)
    Auto,
    /// On light paper
    Light,
    /// On dark paper
    Dark,
}

impl From<Colours> for Theme {
    fn from(colours: Colours) -> Self {
        match colours {
            Colours::Auto => Self::Auto,
            Colours::Light => Self::Light,
            Colours::Dark => Self::Dark,
        }
    }
}

pub(crate) fn run(args: &GraphArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(args.no_gear);
    let wishes = engine.wishes(args.profile.as_deref(), args.call.wishes.clone())?;
    let graph = engine.graph(&args.call.models, &args.call.target, &wishes)?;
    if let Some(path) = &args.out {
        write(&graph, path, args.theme.into())?;
        return Ok(Answer::ok(match global.format() {
            Format::Json => to_json(&serde_json::json!({ "schema": "iem-graph-1", "file": path })),
            _ => format!("{} is written.\n", path.display()),
        }));
    }
    let page = page(global);
    let text = match global.format() {
        Format::Json => to_json(&graph::json(&graph)),
        Format::Plain => graph::plain(&graph, page),
        Format::Human => graph::human(&graph, page, ROWS + 1 - graph.responses().count()),
    };
    Ok(Answer::ok(read_as(engine, &args.call.models, global, text)?))
}

fn write(graph: &Graph, path: &Path, theme: Theme) -> anyhow::Result<()> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "svg" => graph::svg(graph, theme).into_bytes(),
        "png" => png(graph, theme)?,
        _ => bail!("--out: \"{}\" says no kind of picture; write a name that ends in .svg or .png", path.display()),
    };
    Ok(store::write_bytes(path, &bytes)?)
}

#[cfg(feature = "png")]
fn png(graph: &Graph, theme: Theme) -> anyhow::Result<Vec<u8>> {
    graph::png(graph, theme).map_err(|e| anyhow!("the picture cannot be painted: {e}"))
}

#[cfg(not(feature = "png"))]
fn png(_: &Graph, _: Theme) -> anyhow::Result<Vec<u8>> {
    bail!("this build of iem cannot write PNG; write .svg instead")
}
