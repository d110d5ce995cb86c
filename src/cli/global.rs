//! What every command shares: the flags, the engine of the chosen layers, the form of an answer.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use iem::calls::Many;
use iem::diag::Look;
use iem::report::Page;
use iem::report::text::paragraph;
use iem::{Builder, Engine};

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Global {
    /// Rule files or folders on top of the built-in ones; repeatable
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Files or folders with models of your own; repeatable
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) models: Vec<PathBuf>,
    /// How to answer
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Short for --format json
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Colours and bars where the terminal has them
    Human,
    /// Letters only: for screen readers and logs
    Plain,
    /// For programs
    Json,
}

/// What a command answers.
pub(crate) struct Answer {
    /// For standard output.
    pub(super) text: String,
    /// Exit status.
    pub(super) status: u8,
}

impl Answer {
    pub(super) fn ok(text: String) -> Self {
        Self { text, status: 0 }
    }
}

/// The page that standard output is.
pub(super) fn page(global: &Global) -> Page {
    const WIDEST: usize = 100;
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = columns.or_else(terminal).unwrap_or(80);
    Page { width: width.clamp(40, WIDEST), rich: global.format() == Format::Human }
}

impl Global {
    /// The layers: the person's folder, `./.iem`, and what these flags name.
    pub(super) fn layers(&self) -> Builder {
        let layers = self.rules.iter().fold(Engine::builder().with_folders(), Builder::rules);
        self.models.iter().fold(layers, Builder::models)
    }

    /// The layers that these flags name, over the built-in ones alone.
    #[cfg(feature = "serve")]
    pub(super) fn layers_named(&self) -> Builder {
        let layers = self.rules.iter().fold(Engine::builder(), Builder::rules);
        self.models.iter().fold(layers, Builder::models)
    }

    /// The engine without what the person owns.
    pub(super) fn engine(&self) -> &'static Engine {
        kept(self.layers().build())
    }

    /// The engine that reckons with what the person owns, unless that was refused.
    pub(super) fn engine_with_gear(&self, refused: bool) -> &'static Engine {
        if refused { self.engine() } else { kept(self.layers().with_gear_of_folder().build()) }
    }

    /// What was asked for; by default people's format on a terminal and plain text elsewhere.
    pub(super) fn format(&self) -> Format {
        let forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|v| v != "0");
        match (self.json, self.format) {
            (true, _) => Format::Json,
            (false, Some(format)) => format,
            (false, None) if io::stdout().is_terminal() || forced => Format::Human,
            (false, None) => Format::Plain,
        }
    }
}

/// Pretty JSON with a line feed at the end.
pub(super) fn to_json(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// Colour when standard error or output can show it; the stream strips it where it cannot.
pub(super) fn look() -> Look {
    if io::stdout().is_terminal() || io::stderr().is_terminal() { Look::Colour } else { Look::Plain }
}

/// An answer for people with the lines before it that say how names were read.
pub(super) fn read_as(engine: &Engine, names: &[String], global: &Global, text: String) -> anyhow::Result<String> {
    if global.format() == Format::Json {
        return Ok(text);
    }
    let lines = engine.readings(names)?;
    let mut out = String::new();
    for line in lines {
        out += &format!(" {line}\n");
    }
    Ok(out + &text)
}

/// The line under an answer for people that names the files of their own that count in it.
pub(super) fn own_files(engine: &Engine, global: &Global) -> anyhow::Result<String> {
    let files = engine.own_files()?;
    if files.is_empty() {
        return Ok(String::new());
    }
    Ok(paragraph(page(global), " Your own files count here: ", "   ", &files.join(", ")))
}

/// An engine for the whole run: taking 1,200 models apart before the process ends would be a twentieth of
/// what `recommend` costs.
fn kept(engine: Engine) -> &'static Engine {
    Box::leak(Box::new(engine))
}

/// How many of a list are shown: what was said; else all for programs, and so many for people.
pub(super) fn shown(many: &Many, people: usize, global: &Global) -> usize {
    many.top.unwrap_or(if global.format() == Format::Json { usize::MAX } else { people })
}
