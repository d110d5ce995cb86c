//! The terminal: one file a command, with its arguments. `global` is what they share; a command
//! asks the engine and prints the answer, nothing else.

mod check;
mod compare;
mod complain;
mod complete;
mod curve;
mod docs;
mod gear;
mod global;
mod graph;
mod help;
mod learn;
mod models;
mod own;
mod picture;
mod quiz;
mod recommend;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod similar;

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use global::{Answer, Format, Global};

/// Which in-ear monitor to buy, and whether the parts fit together.
#[derive(Debug, Parser)]
#[command(
    name = "iem",
    version,
    about,
    after_help = "\
Examples:
  iem quiz                                 a few questions, then advice
  iem recommend --budget 100 --sound warm  the same with flags
  iem check --cable mmcx --plug 4.4mm      does it fit?"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// The arguments of a command are built when it is called.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Asks a few questions, then recommends
    Quiz(quiz::QuizArgs),
    /// Ranks the models for your wishes, with reasons
    Recommend(Box<recommend::RecommendArgs>),
    /// Says whether cables, plugs, earphones and devices fit together
    Check(check::CheckArgs),
    /// What you own: models, cables, devices
    Gear {
        #[command(subcommand)]
        command: Option<gear::GearCommand>,
    },
    /// Lists and searches the catalogue
    Models(models::ModelsArgs),
    /// Shows all facts of one model with their sources
    Show(show::ShowArgs),
    /// Works on measured curves: score, impedance, tone on a source
    Curve {
        #[command(subcommand)]
        command: curve::CurveCommand,
    },
    /// Draws measured responses: in the terminal, as SVG or PNG
    Graph(Box<graph::GraphArgs>),
    /// Puts models side by side, and says why one ranks above the other
    Compare(Box<compare::CompareArgs>),
    /// Finds the models whose measured sound is closest
    Similar(similar::SimilarArgs),
    /// Explains the words: parts, sound, electricity, history
    Learn(learn::LearnArgs),
    /// Works on rule files
    Rules {
        #[command(subcommand)]
        command: rules::RulesCommand,
    },
    /// Opens all this as a page in a browser, on this machine
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    /// Prints what a shell needs to complete models, devices, rules and flags
    Completions(complete::CompletionsArgs),
    /// Prints the manual page
    #[command(after_help = "\
Examples:
  iem man | man -l -")]
    Man,
}

/// Parses the arguments, runs the command, prints its answer.
pub(crate) fn main() -> ExitCode {
    if let Some(shell) = complete::asked() {
        return complete::answer(&shell, help::described(Cli::command()));
    }
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers (0), everything else is a wrong call (2); a closed pipe is fine.
            if error.use_stderr() && (!help::asked(&error) || complain::asked_for_json()) {
                complain::of_call(&error, Cli::command());
            } else {
                let _ = if help::asked(&error) { help::print(Cli::command(), &error) } else { error.print() };
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(cli.command, &cli.global) {
        Ok(answer) => print(&answer, &cli.global),
        Err(error) => {
            complain::of_command(&error, cli.global.format() == Format::Json, Cli::command());
            ExitCode::from(2)
        }
    }
}

/// The arguments. What clap knows of all commands is not taken apart again: the process ends soon, and
/// that alone was a fifteenth of what `check` costs.
fn parse() -> Result<Cli, clap::Error> {
    let mut known = ManuallyDrop::new(Cli::command());
    let mut said = known.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches_mut(&mut said).map_err(|error| error.format(&mut known))
}

fn run(command: Command, global: &Global) -> anyhow::Result<Answer> {
    match command {
        Command::Recommend(args) => recommend::run(args, global),
        Command::Check(args) => check::run(&args, global),
        Command::Quiz(args) => quiz::run(&args, global),
        Command::Gear { command } => gear::run(command.as_ref(), global),
        Command::Models(args) => models::run(&args, global),
        Command::Show(args) => show::run(&args, global),
        Command::Curve { command } => curve::run(&command, global),
        Command::Graph(args) => graph::run(&args, global),
        Command::Compare(args) => compare::run(*args, global),
        Command::Similar(args) => similar::run(&args, global),
        Command::Learn(args) => learn::run(&args, global),
        Command::Rules { command } => rules::run(&command, global),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, global),
        Command::Completions(args) => complete::run(&args),
        Command::Man => docs::man(&help::described(Cli::command())),
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
            complain::of_command(&anyhow::Error::new(error).context("the answer"), false, Cli::command());
            ExitCode::from(2)
        }
    }
}
