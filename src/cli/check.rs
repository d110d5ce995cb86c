//! `iem check`.

use std::io::{self, IsTerminal};

use anyhow::bail;
use dialoguer::Select;
use dialoguer::theme::SimpleTheme;
use iem::fit::{self, CheckReport, Models, Numbers, Request, Shelf};
use iem::gear::{self, Gear};
use iem::report;
use iem::words::SensitivityRef;

use super::args::{CheckArgs, Format, Global};
use super::recommend::catalog;
use super::{Answer, page, to_json};

/// Questions asked at most for one check.
const QUESTIONS: usize = 4;

pub(crate) fn run(args: &CheckArgs, global: &Global) -> anyhow::Result<Answer> {
    let request = request(args)?;
    if request == Request::default() && args.sources.is_empty() {
        bail!("nothing to check; name at least one part, for example: iem check --cable mmcx --plug 4.4mm");
    }
    let gear = if args.no_gear { Gear::default() } else { super::gear::load()? };
    // The built-in models stand ready; only models of one's own need the catalogue.
    let own_models = if super::recommend::has_own_models(global) { Some(catalog(global)?.earpieces()) } else { None };
    let shelf = own_models.as_deref().map_or(Shelf::BuiltIn, Shelf::Of);
    let models = Models { shelf, ..Models::built_in() };
    let mut report = answered(request.clone(), &args.sources, models, global)?;
    if !gear.is_empty() && args.sources.len() < 2 {
        let request = Request { source: args.sources.first().cloned(), ..request };
        report.owned = gear::owned(&gear, &request, models);
    }
    let text = match global.format() {
        Format::Json => to_json(&serde_json::to_value(&report)?),
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
fn answered(
    mut request: Request,
    sources: &[String],
    models: Models<'_>,
    global: &Global,
) -> anyhow::Result<CheckReport> {
    let mut sources = sources.to_vec();
    let ask = global.format() == Format::Human && io::stdin().is_terminal() && io::stdout().is_terminal();
    for _ in 0..QUESTIONS {
        let report = fit::check_all(&request, &sources, models)?;
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
    Ok(fit::check_all(&request, &sources, models)?)
}

fn positive(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v <= 0.0 => bail!("{flag}: {v} must be a number above 0"),
        value => Ok(value),
    }
}

fn not_negative(flag: &str, value: Option<f64>) -> anyhow::Result<Option<f64>> {
    match value {
        Some(v) if !v.is_finite() || v < 0.0 => bail!("{flag}: {v} must be 0 or more"),
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
