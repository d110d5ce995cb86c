//! What went wrong, for people with the place underlined, for programs as `iem-error-1`.
//!
//! Every error of a command comes through here, those of flags too. Nothing is made of one before it
//! happens.

use std::io::{self, Write};
use std::ops::Range;

use clap::Command;
use iem::diag::{self, flag};
use iem::{Broken, Error};
use serde_json::{Value, json};

use super::global::{look, to_json};
use super::help;

/// An error as it is told.
struct Fault {
    message: String,
    help: String,
    /// File, line and column, where it has a place.
    place: Option<(String, usize, usize)>,
    /// What of the command line is meant.
    meant: Option<Meant>,
}

/// A part of the command line.
struct Meant {
    line: String,
    span: Range<usize>,
    label: String,
}

/// A wrong call, in the form that was asked for.
pub(super) fn of_call(error: &clap::Error, command: Command) {
    let (called, name) = help::called(command);
    let told = flag::told(error, &called, &name);
    let label = told.instead.as_ref().map(|near| format!("did you mean `{}`?", near.split(' ').next().unwrap_or(near)));
    let meant = meant(told.flag.as_deref(), told.given.as_deref(), label.unwrap_or_default());
    say(&Fault::on_line(told.message, told.help, meant), asked_for_json());
}

/// Whether the call asks for JSON, as far as one can tell of a call that could not be read.
pub(super) fn asked_for_json() -> bool {
    let args: Vec<String> = words().take_while(|arg| arg != "--").collect();
    let format = |pair: &[String]| pair[0] == "--format" && pair[1] == "json";
    args.iter().any(|arg| arg == "--json" || arg == "--format=json") || args.windows(2).any(format)
}

/// An error of a command.
pub(super) fn of_command(error: &anyhow::Error, json: bool, command: Command) {
    if let Some(Error::Broken(broken)) = error.downcast_ref() {
        return of_files(broken, json);
    }
    let mut fault = Fault::of(&in_words(error));
    if let Some(Error::Curve(flaw)) = error.downcast_ref() {
        fault = Fault { message: flaw.what.clone(), help: flaw.help.clone(), place: None, meant: None };
        fault.place = flaw.line.map(|line| (flaw.file.clone(), line, 1));
        fault.message = format!("{}: {}", flaw.file, fault.message);
    }
    if fault.help.is_empty() {
        fault.help = format!("`{} --help` shows how it is called", help::called(command).1);
    }
    say(&fault, json);
}

/// Mistakes in files, as a compiler shows them.
fn of_files(broken: &Broken, json: bool) {
    let sources = &broken.sources;
    let mut found = broken.found.clone();
    for diagnostic in found.iter_mut().filter(|d| d.help.is_none() && d.fix.is_none()) {
        diagnostic.help = Some(format!("`iem rules check --explain {}` says more", diagnostic.code.id()));
    }
    let found = &found[..];
    if !json {
        let mut stderr = anstream::stderr().lock();
        let _ = writeln!(stderr, "{}", diag::human(found, sources, look()).trim_end());
        let file = found.first().map(|first| sources.file(first.loc.file).name.as_str());
        if let Some(file) = file.filter(|file| std::path::Path::new(file).is_file()) {
            let _ = writeln!(stderr, "\nNothing is read of this file until it is mended: {file}");
        }
        return;
    }
    let first = found.iter().min_by_key(|d| d.severity());
    let Some(first) = first else { return };
    let (line, column) = sources.line_column(first.loc);
    let fault = Fault {
        message: first.message.clone(),
        help: first.way_out().unwrap_or_default(),
        place: Some((sources.file(first.loc.file).name.clone(), line, column)),
        meant: None,
    };
    let mut value = fault.json();
    if let Some(map) = value.as_object_mut() {
        map.insert("diagnostics".to_owned(), diag::json(found, sources)["diagnostics"].clone());
    }
    let _ = write!(io::stderr(), "{}", to_json(&value));
}

fn say(fault: &Fault, json: bool) {
    if json {
        let _ = write!(io::stderr(), "{}", to_json(&fault.json()));
        return;
    }
    let mut stderr = anstream::stderr().lock();
    let _ = if let Some(meant) = &fault.meant {
        let span = meant.span.clone();
        let shown = diag::call(&fault.message, &fault.help, &meant.line, span, &meant.label, look());
        writeln!(stderr, "{}", shown.trim_end())
    } else {
        let red = iem::report::text::BAD.bold();
        let place = fault.place.as_ref().map(|(file, line, _)| format!("\n --> {file}:{line}")).unwrap_or_default();
        writeln!(stderr, "{red}error{red:#}: {}{place}\n  help: {}", fault.message, fault.help)
    };
}

impl Fault {
    /// Of a text that may say what is wrong and how to mend it.
    fn of(text: &str) -> Self {
        let (message, help) = flag::parted(text);
        let flag = message.split(':').next().filter(|word| word.starts_with("--") && !word.contains(' '));
        let given = quoted(&message);
        let meant = meant(flag, given, String::new());
        Self::on_line(message, help.unwrap_or_default(), meant)
    }

    fn on_line(message: String, help: String, meant: Option<Meant>) -> Self {
        let column = |m: &Meant| m.line[..m.span.start].chars().count() + 1;
        let place = meant.as_ref().map(|m| ("command line".to_owned(), 1, column(m)));
        Self { message, help, place, meant }
    }

    fn json(&self) -> Value {
        let place =
            self.place.as_ref().map(|(file, line, column)| json!({ "file": file, "line": line, "column": column }));
        json!({ "schema": "iem-error-1", "message": self.message, "help": self.help, "place": place })
    }
}

/// The first text in quotes.
fn quoted(text: &str) -> Option<&str> {
    let at = text.find(['"', '`'])?;
    let mark = text[at..].chars().next()?;
    text[at + 1..].split(mark).next().filter(|given| !given.is_empty())
}

/// The error with what caused it; what a system says of files in words.
fn in_words(error: &anyhow::Error) -> String {
    let cause = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<io::Error>() {
        Some(error) if error.raw_os_error().is_some() => format!("it {}", iem::store::in_words(error.kind())),
        _ => cause.to_string(),
    };
    error.chain().map(cause).collect::<Vec<_>>().join(": ")
}

fn words() -> impl Iterator<Item = String> {
    std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned())
}

/// Where a flag, or what was given to it, stands in the line that was typed.
fn meant(flag: Option<&str>, given: Option<&str>, label: String) -> Option<Meant> {
    let args: Vec<String> = words().collect();
    let of_flag = |at: usize| flag.is_some_and(|flag| at > 0 && args[at - 1] == flag);
    let glued = |arg: &str, given: &str| flag.is_some_and(|flag| arg == format!("{flag}={given}"));
    let known = given.and_then(|given| {
        let begins = |arg: &String| arg.starts_with(&format!("{given}="));
        let same = |arg: &String| arg == given || glued(arg, given) || begins(arg);
        let all = || args.iter().enumerate().filter(|(_, arg)| same(arg)).map(|(at, _)| at);
        all().find(|at| of_flag(*at)).or_else(|| all().next())
    });
    let named = || {
        let flag = flag?;
        let at = args.iter().position(|arg| arg == flag || arg.starts_with(&format!("{flag}=")))?;
        let value = args.get(at + 1).filter(|next| args[at] == flag && given.is_some() && !next.starts_with("--"));
        Some(if value.is_some() { at + 1 } else { at })
    };
    let at = known.or_else(named)?;
    let mut line = String::from("iem");
    let mut span = 0..0;
    for (i, arg) in args.iter().enumerate() {
        line.push(' ');
        let from = line.len();
        line += &typed(arg);
        if i == at {
            span = from..line.len();
        }
    }
    Some(Meant { line, span, label })
}

/// A word as it was typed, or could have been.
fn typed(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.:=/,+@%\\~".contains(c);
    let shown: String = arg.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if !shown.is_empty() && shown.chars().all(plain) { shown } else { format!("\"{}\"", shown.replace('"', "\\\"")) }
}
