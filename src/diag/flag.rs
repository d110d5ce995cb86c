//! Wrong flags in words: what stopped the reading of a command line, told as mistakes in files are.
//!
//! Nothing of it is said as the parser says it: the flag, what was given, what is possible, the nearest.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::{list, nearest};

/// A mistake of a call: the message, its mend, and the words of the call that are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The flag, with its dashes.
    pub flag: Option<String>,
    /// What was given.
    pub given: Option<String>,
    /// What to write instead of what was given.
    pub instead: Option<String>,
}

/// What clap found in a call of `command`, which people know as `name`.
pub fn told(error: &clap::Error, command: &Command, name: &str) -> Told {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(", ")),
        Some(ContextValue::StyledStr(text)) => Some(text.to_string()),
        Some(ContextValue::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let arg = text(ContextKind::InvalidArg).unwrap_or_default();
    let given = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error, command, &arg, given.as_deref()),
        ErrorKind::UnknownArgument => unknown(&arg, text(ContextKind::SuggestedArg), command, name),
        ErrorKind::InvalidSubcommand => {
            let given = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            no_command(&given, text(ContextKind::SuggestedSubcommand), command, name)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Told {
            message: format!("`{name}` needs to know what to do"),
            help: format!("write one of {} after it", commands(command)),
            ..Told::default()
        },
        ErrorKind::MissingRequiredArgument => {
            let help = about(command, &arg).filter(|_| arg.starts_with('-')).unwrap_or_else(|| usage(command, name));
            Told { message: format!("`{name}` needs {arg}"), help, ..Told::default() }
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (bare(&arg), text(ContextKind::PriorArg).unwrap_or_default());
            let other: Vec<&str> = other.split(", ").map(bare).collect();
            if other == [one] {
                let message = format!("{one} can be given only once");
                return Told { message, help: format!("keep one {one}"), flag: flag(one), ..Told::default() };
            }
            Told {
                message: format!("{one} and {} exclude one another", other.join(", ")),
                help: "leave one of them out".to_owned(),
                flag: flag(one),
                ..Told::default()
            }
        }
        ErrorKind::TooManyValues => Told {
            message: format!("`{}` is one value too many for {}", given.clone().unwrap_or_default(), bare(&arg)),
            help: about(command, &arg).unwrap_or_else(|| usage(command, name)),
            flag: flag(&arg),
            given,
            ..Told::default()
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let number = |kind| text(kind).unwrap_or_default();
            let wanted = [number(ContextKind::MinValues), number(ContextKind::ExpectedNumValues)].concat();
            let (named, given) = (bare(&arg), number(ContextKind::ActualNumValues));
            Told {
                message: format!("{named} needs {wanted} values, here is {given}"),
                help: about(command, &arg).unwrap_or_else(|| usage(command, name)),
                flag: flag(&arg),
                ..Told::default()
            }
        }
        ErrorKind::NoEquals => Told {
            message: format!("{} needs its value after an equals sign", bare(&arg)),
            help: usage(command, name),
            flag: flag(&arg),
            ..Told::default()
        },
        ErrorKind::InvalidUtf8 => Told {
            message: "a word of the call is not UTF-8 text".to_owned(),
            help: "write it in letters that your terminal shows".to_owned(),
            ..Told::default()
        },
        _ => Told {
            message: format!("`{name}` cannot be called like this"),
            help: usage(command, name),
            ..Told::default()
        },
    }
}

/// What a flag of `command` says to a value, if it does not take it.
pub fn refused(command: &Command, key: &str, value: &str) -> Option<Told> {
    let command = command.clone().disable_help_flag(true).no_binary_name(true);
    let mut tried = command.clone();
    match tried.try_get_matches_from_mut([format!("--{key}={value}")]) {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) => {
            Some(told(&error, &command, "iem"))
        }
        _ => None,
    }
}

/// What a flag is for, as its help says.
pub fn about(command: &Command, arg: &str) -> Option<String> {
    let arg = find(command, arg)?;
    let words = words(arg);
    let said = arg.get_help().map(|help| help.to_string().replace('\n', " ")).filter(|help| !help.is_empty());
    let name = arg.get_long().map_or_else(|| arg.to_string(), |long| format!("--{long}"));
    match (said, words.is_empty()) {
        (Some(said), true) => Some(format!("{name}: {said}")),
        (Some(said), false) => Some(format!("{name}: {said} ({})", words.join(", "))),
        (None, false) => Some(format!("{name} takes {}", words.join(", "))),
        (None, true) => None,
    }
}

/// `--bass <1-5>` without its value.
fn bare(arg: &str) -> &str {
    if arg.starts_with('-') { arg.split([' ', '=']).next().unwrap_or(arg) } else { arg }
}

fn flag(arg: &str) -> Option<String> {
    arg.starts_with('-').then(|| bare(arg).to_owned())
}

fn find<'c>(command: &'c Command, arg: &str) -> Option<&'c Arg> {
    let long = bare(arg).strip_prefix("--");
    command.get_arguments().find(|a| match long {
        Some(long) => a.get_long() == Some(long),
        None => a.to_string() == arg,
    })
}

/// The words that an argument takes, if they are counted.
fn words(arg: &Arg) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    let all = arg.get_possible_values();
    all.iter().filter(|v| !v.is_hide_set()).map(|v| v.get_name().to_owned()).collect()
}

fn value(error: &clap::Error, command: &Command, arg: &str, given: Option<&str>) -> Told {
    let name = bare(arg);
    let told = |message: String, help: String| Told {
        message,
        help,
        flag: flag(arg),
        given: given.filter(|g| !g.is_empty()).map(str::to_owned),
        instead: None,
    };
    let about = || about(command, arg).unwrap_or_else(|| format!("write what {name} is to be after it"));
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return told(format!("{name} needs a value"), about());
    };
    if let Some(said) = std::error::Error::source(error).map(ToString::to_string) {
        let (message, help) = parted(&said);
        return told(format!("{name}: {message}"), help.unwrap_or_else(about));
    }
    let words = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => find(command, arg).map(words).unwrap_or_default(),
    };
    let near = nearest(given, words.iter().map(String::as_str));
    let suggestion = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let possible = format!("{suggestion}{name} takes {}", words.join(", "));
    Told { instead: near.map(str::to_owned), ..told(format!("`{given}` is not a value of {name}"), possible) }
}

fn unknown(arg: &str, suggested: Option<String>, command: &Command, name: &str) -> Told {
    let told = |message: String, help: String| Told { message, help, given: Some(arg.to_owned()), ..Told::default() };
    if !arg.starts_with('-') {
        return told(format!("`{arg}` is a word too many for `{name}`"), usage(command, name));
    }
    let longs: Vec<String> =
        command.get_arguments().filter_map(|a| a.get_long()).map(|long| format!("--{long}")).collect();
    let near = nearest(arg, longs.iter().map(String::as_str)).map(str::to_owned).or(suggested);
    let all = format!("`{name} --help` lists its flags");
    let help = near.as_ref().map_or_else(|| all.clone(), |near| format!("did you mean `{}`? {all}", bare(near)));
    Told { instead: near, ..told(format!("`{name}` has no flag `{arg}`"), help) }
}

fn commands(command: &Command) -> String {
    list(command.get_subcommands().filter(|c| !c.is_hide_set()).map(Command::get_name))
}

fn no_command(given: &str, suggested: Option<String>, command: &Command, name: &str) -> Told {
    let near = nearest(given, command.get_subcommands().map(Command::get_name)).map(str::to_owned).or(suggested);
    let all = format!("the commands are {}", commands(command));
    Told {
        message: format!("`{name}` has no command `{given}`"),
        help: near.as_ref().map_or_else(|| all.clone(), |near| format!("did you mean `{near}`? {all}")),
        given: Some(given.to_owned()),
        instead: near,
        ..Told::default()
    }
}

/// How a command is called: its first example, else its usage.
fn usage(command: &Command, name: &str) -> String {
    let examples = command.get_after_help().or(command.get_after_long_help()).map(ToString::to_string);
    let example = examples.and_then(|text| {
        let line = text.lines().map(str::trim).find(|line| line.starts_with(name))?;
        Some(line.split("  ").next().unwrap_or(line).to_owned())
    });
    match example {
        Some(example) => format!("write for example: {example}"),
        None => format!("`{name} --help` shows how it is called"),
    }
}

/// A text for people as what is wrong and how to mend it, where it says both.
pub fn parted(text: &str) -> (String, Option<String>) {
    let cut = |at: usize, len: usize| (text[..at].trim_end().to_owned(), Some(text[at + len..].trim().to_owned()));
    if let Some(at) = text.find("\n  help: ") {
        return cut(at, "\n  help: ".len());
    }
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' | '`' => quoted = !quoted,
            ';' if !quoted && text[at..].starts_with("; ") => return cut(at, 1),
            '\n' => return cut(at, 1),
            _ => {}
        }
    }
    (text.to_owned(), None)
}
