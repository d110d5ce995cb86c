//! Completions: a shell asks the program itself what can stand at the cursor.
//!
//! `iem completions SHELL` prints the few lines that make a shell ask; `IEM_COMPLETE` tells that it does. `values`
//! knows what can be a model, a device, a rule: by the name of a value in the usage, so that arguments stay as they
//! are and a start pays nothing but a look at that variable.

mod shells;
mod values;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Args, Command};
use clap_complete::Shell;
use clap_complete::engine::ArgValueCompleter;
use clap_complete::env::EnvCompleter;

use super::global::Answer;

/// Says to the program that a shell asks, and which.
const ASKED: &str = "IEM_COMPLETE";

#[derive(Debug, Args)]
#[command(after_help = "\
Put one line where your shell reads it at its start:
  bash        echo 'source <(iem completions bash)' >> ~/.bashrc
  zsh         echo 'source <(iem completions zsh)' >> ~/.zshrc
  fish        echo 'iem completions fish | source' >> ~/.config/fish/config.fish
  elvish      echo 'eval (iem completions elvish | slurp)' >> ~/.config/elvish/rc.elv
  powershell  echo 'iem completions powershell | Out-String | Invoke-Expression' >> $PROFILE

In zsh the line must stand below `autoload -U compinit; compinit`.

Examples:
  source <(iem completions bash)    in this shell, at once; then try:
  iem show hexa<TAB>
  iem check --source fiio<TAB>")]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// The shell that asks, if one does.
pub(super) fn asked() -> Option<OsString> {
    std::env::var_os(ASKED).filter(|shell| !shell.is_empty() && shell != "0")
}

/// How a shell is talked to.
fn talk(shell: &str) -> Option<&'static dyn EnvCompleter> {
    use clap_complete::env::{Elvish, Fish, Powershell};
    const ALL: [&dyn EnvCompleter; 5] = [&shells::Bash, &Elvish, &Fish, &Powershell, &shells::Zsh];
    ALL.into_iter().find(|known| known.is(shell))
}

/// Answers a shell: `iem -- WORDS...` with the words of the line.
pub(super) fn answer(shell: &OsStr, command: Command) -> ExitCode {
    let shell = shell.to_string_lossy();
    let words: Vec<OsString> = std::env::args_os().skip(1).skip_while(|arg| arg != "--").skip(1).collect();
    let Some(talk) = talk(&shell).filter(|_| !words.is_empty()) else {
        let _ =
            writeln!(std::io::stderr(), "error: {ASKED} is for completions; unset it, or see iem completions --help");
        return ExitCode::from(2);
    };
    let mut said = Vec::new();
    let folder = std::env::current_dir().ok();
    let answered = talk.write_complete(&mut knowing(command), words, folder.as_deref(), &mut said);
    let written = answered.and_then(|()| std::io::stdout().write_all(&said));
    ExitCode::from(u8::from(written.is_err()))
}

/// The command whose arguments know what can stand for their values.
fn knowing(command: Command) -> Command {
    let command = command.mut_args(|arg| {
        let name = arg.get_value_names().and_then(|names| names.first());
        match name.and_then(|name| values::of(name)) {
            Some(values) => arg.add(ArgValueCompleter::new(move |typed: &OsStr| values.offer(typed))),
            None => arg,
        }
    });
    command.mut_subcommands(knowing)
}

pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Answer> {
    let shell = args.shell.to_string();
    let talk = talk(&shell).ok_or_else(|| anyhow!("there are no completions for {shell}"))?;
    let mut script = Vec::new();
    talk.write_registration(ASKED, "iem", "iem", &own_name(), &mut script)?;
    Ok(Answer::ok(String::from_utf8_lossy(&script).into_owned()))
}

/// What the shell shall call: the program as it was called now, by a path that holds in every folder.
fn own_name() -> String {
    let called = PathBuf::from(std::env::args_os().next().unwrap_or_else(|| "iem".into()));
    let path = if called.components().count() > 1 { std::path::absolute(&called).unwrap_or(called) } else { called };
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command, CommandFactory};

    use super::{knowing, values};
    use crate::cli::{Cli, help};

    /// Every argument of every command.
    fn arguments<'a>(command: &'a Command, out: &mut Vec<(&'a Command, &'a Arg)>) {
        out.extend(command.get_arguments().filter(|a| a.get_action().takes_values()).map(|arg| (command, arg)));
        command.get_subcommands().for_each(|sub| arguments(sub, out));
    }

    #[test]
    fn every_value_is_completed_or_known_to_be_free() {
        let command = knowing(help::described(Cli::command()));
        let mut all = Vec::new();
        arguments(&command, &mut all);
        assert!(all.len() > 100, "{}", all.len());
        for (command, arg) in all {
            let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
            let known = values::of(name).is_some()
                || values::FREE.contains(&name)
                || !arg.get_possible_values().is_empty()
                || arg.get_value_hint() != clap::ValueHint::Unknown;
            assert!(
                known,
                "{} {}: say in cli/complete/values.rs what can stand for {name}",
                command.get_name(),
                arg.get_id()
            );
        }
    }
}
