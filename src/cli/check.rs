//! `iem check`.

use std::io::{self, IsTerminal};

use anyhow::bail;
use clap::Args;
use dialoguer::Select;
use dialoguer::theme::SimpleTheme;
use iem::calls::Check;
use iem::report::drawing::{self, Direction};
use iem::{CheckReport, Engine, Request, json, report};

use super::global::{Answer, Format, Global, page, to_json};
use super::picture::{Out, Picture};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem check --cable mmcx --plug 4.4mm
  iem check --cable mmcx --iem \"IE 900\" --plug 4.4mm --source \"apple dongle\"
  iem check --plug 3.5mm --source 6.35mm --adapter \"3.5 female to 6.35 male\"
  iem check --iem \"IE 600\" --source \"fiio ka13\" --source \"dawn pro\"
  iem check --iem hexa --source \"fiio ka13\" --plug 4.4mm --out chain.svg
  iem check --impedance 16 --sensitivity 124dB/V --max-vrms 2 --output-impedance 1")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    call: Check,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    no_gear: bool,
    #[command(flatten)]
    picture: Out,
}

/// The chain of a report.
fn drawn(report: &CheckReport) -> anyhow::Result<Picture<'static>> {
    match drawing::chain(report, Direction::Across) {
        Some(drawing) => Ok(Picture::Drawing(drawing)),
        None => bail!(
            "--out: nothing to draw; name two parts that meet: --cable and --iem, or --plug (or --iem) and --source"
        ),
    }
}

/// Questions asked at most for one check.
const QUESTIONS: usize = 4;

pub(crate) fn run(args: &CheckArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(args.no_gear);
    let report = answered(engine, args.call.request()?, &args.call.sources, global)?;
    if let Some(text) = args.picture.write(|| drawn(&report), "iem-check-1", global)? {
        return Ok(Answer { text, status: report.exit_status() });
    }
    let text = match global.format() {
        Format::Json => to_json(&json::check(&report)),
        _ => report::check_human(&report, page(global)),
    };
    Ok(Answer { text, status: report.exit_status() })
}

/// The report; on a terminal, questions that a part leaves open are asked first.
fn answered(engine: &Engine, mut request: Request, sources: &[String], global: &Global) -> anyhow::Result<CheckReport> {
    let mut sources = sources.to_vec();
    let ask = global.format() == Format::Human && io::stdin().is_terminal() && io::stdout().is_terminal();
    for _ in 0..QUESTIONS {
        let report = engine.check(&request, &sources)?;
        let Some(question) = report.question.as_ref().filter(|_| ask && sources.len() < 2) else { return Ok(report) };
        let mut candidates: Vec<(&str, &str)> =
            question.candidates.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
        candidates.dedup();
        let names = candidates.iter().map(|(_, name)| *name);
        let choices: Vec<&str> = names.chain(["I don't know"]).collect();
        let prompt = format!("\n {}\n", question.text);
        let chosen = Select::with_theme(&SimpleTheme).with_prompt(prompt).items(&choices).default(0).interact_opt()?;
        let Some((answer, _)) = chosen.and_then(|at| candidates.get(at)) else { return Ok(report) };
        let answer = (*answer).to_owned();
        match question.part {
            "cable" => request.cable = Some(answer),
            "plug" => request.plug = Some(answer),
            "iem" => request.iem = Some(answer),
            _ => sources = vec![answer],
        }
    }
    Ok(engine.check(&request, &sources)?)
}
