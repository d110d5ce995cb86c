//! `iem rules`: checking, listing, trying and starting rule files.

mod eval;
mod impact;
mod list;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use iem::diag::{self, Code, Diagnostic, Look, Severity};
use iem::lang::Problem;
use iem::rulebook::{Loaded, layers, lints};
use iem::source::{Layer, Loc, Sources};

use super::args::{Format, Global, RulesCommand, SchemaKind};
use super::{Answer, to_json};

pub(crate) fn run(command: &RulesCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        RulesCommand::Check { explain: Some(code), .. } => explain(code),
        RulesCommand::Check { paths, explain: None, deny } => check(paths, deny.is_some(), global),
        RulesCommand::List => list::list(global),
        RulesCommand::Show { id } => list::show(id, global),
        RulesCommand::Test => list::test(global),
        RulesCommand::Impact { old, new, profiles } => impact::run(old, new, *profiles, global),
        RulesCommand::Eval(args) => eval::run(args, global),
        RulesCommand::New { name } => new(name),
        RulesCommand::Schema { kind } => schema(*kind),
    }
}

/// The rules of all layers, which must be in order.
fn loaded(global: &Global) -> anyhow::Result<Loaded> {
    let loaded = layers::load(layers::all(&global.rules).context("cannot read the rules")?);
    if loaded.is_usable() {
        return Ok(loaded);
    }
    bail!(diag::human(&loaded.found, &loaded.sources, look()).trim_end().to_owned())
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
    iem::store::write(&path, START).with_context(|| format!("cannot write {}", path.display()))?;
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
        Err(_) => bail!("there is no code `{code}`; codes look like E012"),
    }
}

fn check(paths: &[PathBuf], deny_warnings: bool, global: &Global) -> anyhow::Result<Answer> {
    let paths: Vec<PathBuf> = global.rules.iter().chain(paths).cloned().collect();
    let texts = layers::all(&paths).context("cannot read the rules")?;
    let files = texts.len();
    let mut loaded = layers::load(texts);
    loaded.found.extend(lints::run(&loaded.rulebook, &super::recommend::catalog(global)?));
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

/// Colour when standard error or output can show it; the stream strips it where it cannot.
pub(crate) fn look() -> Look {
    if std::io::stdout().is_terminal() || std::io::stderr().is_terminal() { Look::Colour } else { Look::Plain }
}

/// Problems of an expression given on the command line.
pub(crate) fn underlined(name: &str, text: &str, problems: Vec<Problem>) -> String {
    let mut sources = Sources::default();
    let file = sources.add(name, text, Layer::CommandLine);
    let found: Vec<Diagnostic> = problems
        .into_iter()
        .map(|p| {
            let mut d = Diagnostic::new(p.code, Loc { file, span: p.span }, p.message).label(p.label);
            d.help = p.help;
            match p.fix {
                Some(fix) => d.fix(fix),
                None => d,
            }
        })
        .collect();
    diag::human(&found, &sources, look()).trim_end().to_owned()
}
