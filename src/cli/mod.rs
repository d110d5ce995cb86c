//! The terminal: one file a command. Commands wire the stages of the library and do nothing else.

mod args;
mod check;
mod compare;
mod curve;
mod docs;
mod gear;
mod graph;
mod models;
mod own;
mod quiz;
mod recommend;
mod rules;
mod similar;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use iem::report::Page;

use args::{Cli, Command, Format, Global};

/// What a command answers.
pub(crate) struct Answer {
    /// For standard output.
    text: String,
    /// Exit status.
    status: u8,
}

impl Answer {
    fn ok(text: String) -> Self {
        Self { text, status: 0 }
    }
}

/// Parses the arguments, runs the command, prints its answer.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers (0), everything else is a wrong call (2); a closed pipe is fine.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(cli.command, &cli.global) {
        Ok(answer) => print(&answer, &cli.global),
        Err(error) => {
            let message = format!("{error:#}");
            let mut stderr = anstream::stderr().lock();
            let red = iem::report::text::BAD.bold();
            let _ = if message.starts_with("error") || message.starts_with('\u{1b}') {
                writeln!(stderr, "{message}")
            } else {
                writeln!(stderr, "{red}error{red:#}: {message}")
            };
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, global: &Global) -> anyhow::Result<Answer> {
    match command {
        Command::Recommend(args) => recommend::run(args, global),
        Command::Check(args) => check::run(&args, global),
        Command::Quiz(args) => quiz::run(&args, global),
        Command::Gear { command } => gear::run(command.as_ref(), global),
        Command::Models(args) => models::list(&args, global),
        Command::Show(args) => models::show(&args, global),
        Command::Curve { command } => curve::run(&command, global),
        Command::Graph(args) => graph::run(&args, global),
        Command::Compare(args) => compare::run(*args, global),
        Command::Similar(args) => similar::run(&args, global),
        Command::Rules { command } => rules::run(&command, global),
        Command::Completions { shell } => Ok(docs::completions(shell)),
        Command::Man => docs::man(),
    }
}

/// Writes the whole answer at once; a reader that stops early is no error.
fn print(answer: &Answer, global: &Global) -> ExitCode {
    // JSON passes as it is; a stream that strips colours would also strip control characters from its texts.
    let choice = match global.format() {
        Format::Human => AutoStream::choice(&io::stdout()),
        Format::Plain => ColorChoice::Never,
        Format::Json => ColorChoice::AlwaysAnsi,
    };
    let mut stdout = AutoStream::new(io::stdout().lock(), choice);
    match stdout.write_all(answer.text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => ExitCode::from(answer.status),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: cannot write the answer: {error}");
            ExitCode::from(2)
        }
    }
}

/// The page that standard output is.
fn page(global: &Global) -> Page {
    const WIDEST: usize = 100;
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = columns.or_else(terminal).unwrap_or(80);
    Page { width: width.clamp(40, WIDEST), rich: global.format() == Format::Human }
}

impl Global {
    /// What was asked for; by default people's format on a terminal and plain text elsewhere.
    fn format(&self) -> Format {
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
fn to_json(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
