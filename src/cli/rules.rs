//! `iem rules`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use iem::diag::{self, Code, Diagnostic, Look};
use iem::lang::Problem;
use iem::rulebook::{layers, lints};
use iem::source::{Layer, Loc, Sources};

use super::args::{Format, Global, RulesCommand};
use super::{Answer, to_json};

pub(crate) fn run(command: &RulesCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        RulesCommand::Check { explain: Some(code), .. } => explain(code),
        RulesCommand::Check { paths, explain: None } => check(paths, global),
    }
}

fn explain(code: &str) -> anyhow::Result<Answer> {
    match Code::from_str(&code.to_uppercase()) {
        Ok(code) => Ok(Answer::ok(format!("{}: {}\n", code.id(), code.explanation()))),
        Err(_) => bail!("there is no code `{code}`; codes look like E012"),
    }
}

fn check(paths: &[PathBuf], global: &Global) -> anyhow::Result<Answer> {
    let paths: Vec<PathBuf> = global.rules.iter().chain(paths).cloned().collect();
    let texts = layers::all(&paths).context("cannot read the rules")?;
    let files = texts.len();
    let mut loaded = layers::load(texts);
    loaded.found.extend(lints::run(&loaded.rulebook, &super::recommend::catalog(global)?));
    loaded.found.sort_by_key(|d| d.loc);
    let status = u8::from(!loaded.is_usable());
    let text = match global.format() {
        Format::Json => to_json(&diag::json(&loaded.found, &loaded.sources)),
        format => {
            let shown = match format {
                Format::Human => diag::human(&loaded.found, &loaded.sources, look()),
                _ => diag::plain(&loaded.found, &loaded.sources),
            };
            let counts = match diag::summary(&loaded.found) {
                none if none.is_empty() => {
                    format!("{} rules in {files} files, no problems", loaded.rulebook.rules.len())
                }
                some => format!("{some}. Nothing was changed"),
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
