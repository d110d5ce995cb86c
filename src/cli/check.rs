//! `iem check`.

use std::io::{self, IsTerminal};

use anyhow::bail;
use clap::Args;
use dialoguer::Select;
use dialoguer::theme::SimpleTheme;
use iem::report::drawing::{self, Direction};
use iem::words::SensitivityRef;
use iem::{CheckReport, Engine, Numbers, Request, json, report};

use super::global::{Answer, Format, Global, number, page, to_json};
use super::picture::{Out, Picture};

/// Title of the flags that stand for a model and a device.
const NUMBERS: &str = "Numbers instead of names";

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
    /// Connector of the cable at the ear, or a model's cable
    #[arg(long, value_name = "CONNECTOR")]
    cable: Option<String>,
    /// Plug at the other end of the cable
    #[arg(long, value_name = "PLUG")]
    plug: Option<String>,
    /// A model, or the socket of an earpiece
    #[arg(long, value_name = "MODEL")]
    iem: Option<String>,
    /// A device, or a jack; repeat it to compare several
    #[arg(long = "source", value_name = "DEVICE")]
    sources: Vec<String>,
    /// An adapter or dongle in between; repeatable, from the cable to the source
    #[arg(long = "adapter", value_name = "ADAPTER")]
    adapters: Vec<String>,
    /// Impedance of the earphone in ohm
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    impedance: Option<f64>,
    /// Sensitivity with its unit: 124dB/V or 106dB/mW
    #[arg(long, value_name = "DB", help_heading = NUMBERS)]
    sensitivity: Option<String>,
    /// Output impedance of the source in ohm
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    output_impedance: Option<f64>,
    /// Largest output voltage of the source in V rms
    #[arg(long, value_name = "V", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    max_vrms: Option<f64>,
    /// Noise of the source in microvolt
    #[arg(long, value_name = "UV", value_parser = number, allow_negative_numbers = true, help_heading = NUMBERS)]
    noise_uv: Option<f64>,
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
    let report = answered(engine, request(args)?, &args.sources, global)?;
    if let Some(text) = args.picture.write(|| drawn(&report), "iem-check-1", global)? {
        return Ok(Answer { text, status: report.exit_status() });
    }
    let text = match global.format() {
        Format::Json => to_json(&json::check(&report)),
        _ => report::check_human(&report, page(global)),
    };
    Ok(Answer { text, status: report.exit_status() })
}

fn request(args: &CheckArgs) -> anyhow::Result<Request> {
    Ok(Request {
        cable: args.cable.clone(),
        plug: args.plug.clone(),
        iem: args.iem.clone(),
        source: None,
        adapters: args.adapters.clone(),
        numbers: Numbers {
            impedance_ohm: positive("--impedance", args.impedance)?,
            sensitivity: args.sensitivity.as_deref().map(sensitivity).transpose()?,
            output_impedance_ohm: not_negative("--output-impedance", args.output_impedance)?,
            max_vrms: positive("--max-vrms", args.max_vrms)?,
            noise_uv: not_negative("--noise-uv", args.noise_uv)?,
        },
    })
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

fn positive(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v <= 0.0 => bail!("{flag}: {v} is too small; write a number above 0"),
        value => Ok(value),
    }
}

fn not_negative(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v < 0.0 => bail!("{flag}: {v} is too small; write 0 or more"),
        value => Ok(value),
    }
}

/// `124dB/V`, `106 dB/mW`, or a bare figure whose unit is not known.
fn sensitivity(text: &str) -> anyhow::Result<(f64, SensitivityRef)> {
    let lower = text.to_lowercase().replace([' ', '@'], "");
    let wrong = || anyhow::anyhow!("--sensitivity: \"{text}\" is not a sensitivity; write 124dB/V or 106dB/mW");
    let (number, unit) = if let Some(number) = strip_any(&lower, &["db/mw", "dbspl/mw", "db/1mw"]) {
        (number, SensitivityRef::MilliWatt)
    } else if let Some(number) = strip_any(&lower, &["db/v", "db/vrms", "dbspl/v", "dbspl/vrms", "db/1vrms", "db/1v"]) {
        (number, SensitivityRef::Volt)
    } else {
        (strip_any(&lower, &["dbspl", "db"]).unwrap_or(&lower), SensitivityRef::Unknown)
    };
    let value: f64 = number.replace(',', ".").parse().map_err(|_| wrong())?;
    if (0.0..=200.0).contains(&value) { Ok((value, unit)) } else { Err(wrong()) }
}

fn strip_any<'a>(text: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| text.strip_suffix(ending))
}
