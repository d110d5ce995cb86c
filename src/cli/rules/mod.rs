//! `iem rules`: checking, listing, trying and starting rule files.

mod eval;
mod impact;
mod list;

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use iem::calls::{Rules, at_least_one};
use iem::diag::{self, Code, Severity};
use iem::rulebook::lints;
use iem::source::Layer;
use strum::IntoEnumIterator;

use super::global::{Answer, Format, Global, look, to_json};

#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  iem rules new my-taste
  iem rules check my-taste.jsonc
  iem rules list --top 10
  iem rules eval \"iem.price_usd < 100\" --model hexa")]
pub(crate) enum RulesCommand {
    /// Checks rule files as a compiler would; all layers without a path
    #[command(after_help = "\
Examples:
  iem rules check
  iem rules check my-taste.jsonc --deny warnings
  iem rules check --explain E012")]
    Check {
        /// Files or folders, checked on top of the built-in rules
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Explains a code such as E012
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
        /// Fails on warnings too: --deny warnings
        #[arg(long, value_enum, value_name = "WHAT")]
        deny: Option<Deny>,
    },
    /// Lists all rules: where each is written, and how often it speaks
    #[command(after_help = "\
Examples:
  iem rules list
  iem rules list --top 10 --json")]
    List {
        #[command(flatten)]
        call: Rules,
    },
    /// Shows one rule as it is written
    #[command(after_help = "\
Examples:
  iem rules show fit/heavy
  iem rules show heavy")]
    Show {
        /// Its id, such as fit/heavy
        id: String,
    },
    /// Runs the examples of all rule files, and names rules without one
    #[command(after_help = "\
Examples:
  iem rules test
  iem rules test --rules my-taste.jsonc")]
    Test,
    /// Shows what an edit changes, over many made-up profiles
    #[command(after_help = "\
Examples:
  iem rules impact before.jsonc after.jsonc
  iem rules impact before.jsonc after.jsonc --profiles 1000")]
    Impact {
        /// Rule file or folder before the edit
        old: PathBuf,
        /// Rule file or folder after it
        new: PathBuf,
        /// How many profiles to compare
        #[arg(long, default_value_t = 200, value_name = "N", value_parser = at_least_one)]
        profiles: usize,
    },
    /// Tries an expression: its type and its value
    Eval(Box<eval::EvalArgs>),
    /// Writes a commented rule file to start from
    #[command(after_help = "\
Examples:
  iem rules new my-taste")]
    New {
        /// Name of the file
        name: String,
    },
    /// Prints a JSON Schema, for editors
    #[command(after_help = "\
Examples:
  iem rules schema
  iem rules schema profile")]
    Schema {
        /// Of which kind of file
        #[arg(value_enum, default_value_t = SchemaKind::Rule)]
        kind: SchemaKind,
    },
}

/// What makes a check fail besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}

/// Files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    /// Rule files
    Rule,
    /// Files of models
    Catalogue,
    /// Profiles
    Profile,
}

pub(crate) fn run(command: &RulesCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        RulesCommand::Check { explain: Some(code), .. } => explain(code),
        RulesCommand::Check { paths, explain: None, deny } => check(paths, deny.is_some(), global),
        RulesCommand::List { call } => list::list(call, global),
        RulesCommand::Show { id } => list::show(id, global),
        RulesCommand::Test => list::test(global),
        RulesCommand::Impact { old, new, profiles } => impact::run(old, new, *profiles, global),
        RulesCommand::Eval(args) => eval::run(args, global),
        RulesCommand::New { name } => new(name),
        RulesCommand::Schema { kind } => schema(*kind),
    }
}

/// A commented rule file to start from.
const START: &str = include_str!("start.jsonc");

fn new(name: &str) -> anyhow::Result<Answer> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let stem = name.strip_suffix(".jsonc").unwrap_or(name);
    if stem.is_empty() || !stem.chars().all(plain) {
        bail!("\"{name}\" cannot be the name of a rule file; use letters, digits and hyphens, such as my-taste");
    }
    let path = PathBuf::from(format!("{stem}.jsonc"));
    if path.exists() {
        bail!("{} is already there; choose another name", path.display());
    }
    iem::store::write(&path, START)?;
    let text = format!("Wrote {0}. Next:\n  iem rules check {0}\n  iem recommend --rules {0} --why\n", path.display());
    Ok(Answer::ok(text))
}

fn schema(kind: SchemaKind) -> anyhow::Result<Answer> {
    let file = match kind {
        SchemaKind::Rule => "rules.schema.json",
        SchemaKind::Catalogue => "catalogue.schema.json",
        SchemaKind::Profile => "profile.schema.json",
    };
    match iem::schemas::all().into_iter().find(|(path, _)| path.ends_with(file)) {
        Some((_, schema)) => Ok(Answer::ok(to_json(&schema))),
        None => bail!("there is no schema {file}"),
    }
}

fn explain(code: &str) -> anyhow::Result<Answer> {
    match Code::from_str(&code.to_uppercase()) {
        Ok(code) => Ok(Answer::ok(format!("{}: {}\n", code.id(), code.explanation()))),
        Err(_) => bail!("there is no code `{code}`; {}", codes(code)),
    }
}

/// The nearest code, or what codes there are.
fn codes(code: &str) -> String {
    let all: Vec<&str> = Code::iter().map(Code::id).collect();
    let near = diag::nearest(code, all.iter().copied()).map(|near| format!("did you mean `{near}`? "));
    format!("{}the codes are {}", near.unwrap_or_default(), all.join(", "))
}

fn check(paths: &[PathBuf], deny_warnings: bool, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let mut loaded = engine.rules_as_written(paths)?;
    let files = loaded.sources.len();
    loaded.found.extend(lints::run(&loaded.rulebook, engine.catalog()?));
    loaded.found.sort_by_key(|d| d.loc);
    let warned = loaded.found.iter().any(|d| d.severity() == Severity::Warning);
    let status = u8::from(!loaded.is_usable() || (deny_warnings && warned));
    let text = match global.format() {
        Format::Json => to_json(&diag::json(&loaded.found, &loaded.sources)),
        format => {
            let own =
                loaded.rulebook.rules.values().filter(|r| loaded.sources.file(r.loc.file).layer != Layer::BuiltIn);
            let own = match own.count() {
                0 => String::new(),
                n => format!(" ({n} of them yours)"),
            };
            let shown = match format {
                Format::Human => diag::human(&loaded.found, &loaded.sources, look()),
                _ => diag::plain(&loaded.found, &loaded.sources),
            };
            let counts = match diag::summary(&loaded.found) {
                none if none.is_empty() => {
                    format!("{} rules in {files} files{own}, no problems", loaded.rulebook.rules.len())
                }
                some if loaded.is_usable() => {
                    format!("{} rules in {files} files{own}, {some}", loaded.rulebook.rules.len())
                }
                some => format!("{some}; `iem rules check --explain CODE` says more about a code"),
            };
            format!("{shown}{counts}.\n")
        }
    };
    Ok(Answer { text, status })
}
