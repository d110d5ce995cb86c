//! Pictures written to files: the flags that graphs and drawings share, and what goes wrong with them.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use iem::report::drawing::Drawing;
use iem::report::graph::{self, Theme};
use iem::{Graph, store};

use super::global::{Format, Global, to_json};

/// Where a picture goes.
#[derive(Debug, Args)]
pub(crate) struct Out {
    /// Writes a picture instead: a name that ends in .svg or .png
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Colours of the picture
    #[arg(long, value_enum, default_value_t = Colours::Auto)]
    theme: Colours,
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

/// What is painted.
pub(crate) enum Picture<'a> {
    Graph(&'a Graph),
    Drawing(Drawing),
}

impl Picture<'_> {
    fn svg(&self, theme: Theme) -> String {
        match self {
            Self::Graph(graph) => graph::svg(graph, theme),
            Self::Drawing(drawing) => drawing.file(theme),
        }
    }

    #[cfg(feature = "png")]
    fn png(&self, theme: Theme) -> anyhow::Result<Vec<u8>> {
        let painted = match self {
            Self::Graph(graph) => graph::png(graph, theme),
            Self::Drawing(drawing) => drawing.png(theme),
        };
        painted.map_err(|e| anyhow::anyhow!("the picture cannot be painted: {e}"))
    }

    #[cfg(not(feature = "png"))]
    #[allow(clippy::unused_self)] // the other build paints it
    fn png(&self, _: Theme) -> anyhow::Result<Vec<u8>> {
        bail!("this build of iem cannot write PNG; write .svg instead")
    }

    fn write(&self, path: &Path, theme: Theme) -> anyhow::Result<()> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let bytes = match ending.as_str() {
            "svg" => self.svg(theme).into_bytes(),
            "png" => self.png(theme)?,
            _ => bail!("--out: \"{}\" says no kind of picture; write a name that ends in .svg or .png", path.display()),
        };
        Ok(store::write_bytes(path, &bytes)?)
    }
}

impl Out {
    /// Writes the picture if a file was named, and says so.
    pub(crate) fn write<'a>(
        &self,
        picture: impl FnOnce() -> anyhow::Result<Picture<'a>>,
        schema: &str,
        global: &Global,
    ) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.out else { return Ok(None) };
        picture()?.write(path, self.theme.into())?;
        Ok(Some(match global.format() {
            Format::Json => to_json(&serde_json::json!({ "schema": schema, "file": path })),
            _ => format!("{} is written.\n", path.display()),
        }))
    }
}
