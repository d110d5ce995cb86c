//! Help: the commands with all their arguments, as `--help`, the manual and completions show them.
//!
//! The arguments of a command are built when it is called, which a start is glad of. Built that late they
//! stand behind those of every command, and options that several commands share bring their own title:
//! here both are put right.

use std::io::{self, Write};

use clap::Command;
use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand};

/// Whether clap stopped to show help.
pub(super) fn asked(error: &clap::Error) -> bool {
    matches!(error.kind(), DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand)
}

/// Every command, complete: first its own arguments, then those of every command.
pub(super) fn described(mut command: Command) -> Command {
    let titles: Vec<_> = command.get_subcommands().map(|sub| sub.get_about().cloned()).collect();
    command.build();
    let mut titles = titles.into_iter();
    let titled = command.mut_subcommands(|sub| match titles.next().flatten() {
        Some(title) => sub.about(title),
        None => sub,
    });
    globals_last(titled.mut_subcommand("man", |man| man.after_help(MAN)))
}

/// Examples of a command that has no arguments of its own, which would be built at every start beside it.
const MAN: &str = "\
Examples:
  iem man | man -l -
  iem man > ~/.local/share/man/man1/iem.1     then: man iem";

fn globals_last(command: Command) -> Command {
    command.mut_subcommands(|sub| {
        let globals = sub.get_arguments().filter(|arg| arg.is_global_set());
        let globals: Vec<String> = globals.map(|arg| arg.get_id().to_string()).collect();
        globals_last(globals.iter().fold(sub, |sub, id| sub.mut_arg(id, |arg| arg)))
    })
}

/// The command that was called, and its name with those before it.
pub(super) fn called(command: Command) -> (Command, String) {
    let (mut called, mut name) = (described(command), String::from("iem"));
    let mut args = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned());
    while let Some(arg) = args.next() {
        let has_value =
            |name| called.get_arguments().any(|a| a.get_long() == Some(name) && a.get_action().takes_values());
        if arg.strip_prefix("--").is_some_and(has_value) {
            args.next();
        } else if let Some(sub) = called.find_subcommand(&arg).filter(|_| arg != "help") {
            name = format!("{name} {}", sub.get_name());
            called = sub.clone();
        }
    }
    (called, name)
}

/// More flags than this do not fit on a screen.
const MANY: usize = 18;
/// Examples in a short help.
const EXAMPLES: usize = 3;
/// Flags that only the long help of a command with many flags shows.
const SELDOM: [&str; 14] = [
    "vocals",
    "fit",
    "ears",
    "mic",
    "eq",
    "no-driver",
    "like",
    "but",
    "weight",
    "no-gear",
    "brand",
    "rules",
    "models",
    "format",
];

/// The command with what fits on a screen: a line a flag, the flags that are asked for most, a few examples.
fn short(command: Command, name: &str) -> Command {
    let many = command.get_arguments().filter(|arg| !arg.is_hide_set()).count() > MANY;
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut shown = command.mut_args(|arg| {
        let seldom = arg.get_long().is_some_and(|long| SELDOM.contains(&long));
        let first = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let first = first.split([':', ';', '(']).next().unwrap_or_default().trim_end().to_owned();
        if many { arg.hide_short_help(seldom).hide_possible_values(true).help(first) } else { arg }
    });
    if many {
        let few: Vec<&str> = examples.lines().take(EXAMPLES + 1).collect();
        shown = shown.after_help(format!("{}\n\nAll flags and their words: {name} --help", few.join("\n")));
    }
    shown
}

/// Prints the help of the command that was called, to where clap would.
pub(super) fn print(command: Command, error: &clap::Error) -> io::Result<()> {
    let (mut called, name) = called(command);
    let long = std::env::args_os().skip(1).any(|arg| arg == "--help" || arg == "help");
    let text = if long { called.render_long_help() } else { short(called, &name).render_help() };
    if error.use_stderr() {
        write!(anstream::stderr(), "{}", text.ansi())
    } else {
        write!(anstream::stdout(), "{}", text.ansi())
    }
}
