//! `iem curve score`, `impedance` and `shift`: work on measured curves.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};
use iem::calls::number;
use iem::{Impedance, Resistors, Rig, json, report};

use super::global::{Answer, Format, Global, page, to_json};

#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  iem curve score mine.csv
  iem curve impedance mine.zma
  iem curve shift --plain P.txt --with 75=Q.txt --nominal 17.5 --source-ohm 36")]
pub(crate) enum CurveCommand {
    /// Preference score, errors and bands of a measured curve
    Score(ScoreArgs),
    /// Impedance over frequency, from curves measured through resistors or from a .zma file
    Impedance(ResistorArgs),
    /// What a source's output impedance does to the sound, from the same curves
    Shift(ShiftArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem curve score \"Aria 2 L.txt\" \"Aria 2 R.txt\"
  iem curve score mine.csv --target \"ief neutral\"
  iem curve score mine.txt --target my-target.txt
  iem curve score mine.txt --rig 5128 --json

Two files, or the columns left and right of one, are the sides of one earphone and are
averaged if they agree. Text files of REW, AudioTools, Audio Precision and squig.link are
read, and CSV files with a header such as frequency,raw or frequency,left,right.")]
pub(crate) struct ScoreArgs {
    /// Measured curves of one earphone, such as left and right
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What to compare with, a target or a curve file; the preference score is defined against
    /// Harman 2019 v2 only
    #[arg(long, value_name = "TARGET", default_value = "harman-ie-2019v2")]
    target: String,
    /// The coupler it was measured with: 711 (as long as file and name say nothing else), 5128, ears,
    /// kemar, flat-plate, 2cc, other
    #[arg(long, value_name = "RIG", value_parser = rig)]
    rig: Option<Rig>,
}

/// Curves of one earphone, plain and through resistors, or its impedance as it was measured.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem curve impedance mine.zma
  iem curve impedance --plain P.txt --with 75=Q.txt --nominal 17.5
  iem curve impedance --plain P.txt --with 36=A.txt --with 75=B.txt
  iem curve impedance --plain PL.txt --plain PR.txt --with 75=QL.txt --with 75=QR.txt --model \"zero red\"

Each file may have its own gain: only differences against 1 kHz count.")]
pub(crate) struct ResistorArgs {
    /// A measured impedance: a .zma file, or a text of frequency, ohm and phase
    #[arg(value_name = "FILE", conflicts_with_all = ["plain", "with", "nominal", "model", "minimum_phase"])]
    measured: Option<PathBuf>,
    /// Curve without a resistor; repeat it for left and right
    #[arg(long, value_name = "FILE", required_unless_present = "measured")]
    plain: Vec<PathBuf>,
    /// Curve through a resistor of that many ohm in series; repeatable
    #[arg(long, value_name = "OHM=FILE", required_unless_present = "measured")]
    with: Vec<String>,
    /// Impedance of the earphone at 1 kHz in ohm; estimated from two or more resistors without it
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true)]
    nominal: Option<f64>,
    /// Takes the nominal impedance of this model from the catalogue
    #[arg(long, value_name = "MODEL", conflicts_with = "nominal")]
    model: Option<String>,
    /// Takes the phase of the impedance into account: slower to explain, closer to the truth
    #[arg(long)]
    minimum_phase: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem curve shift --plain P.txt --with 75=Q.txt --nominal 17.5 --source-ohm 36
  iem curve shift --plain P.txt --with 36=A.txt --with 75=B.txt --source-ohm 10 --json")]
pub(crate) struct ShiftArgs {
    #[command(flatten)]
    curves: ResistorArgs,
    /// Output impedance of the source in ohm
    #[arg(long, value_name = "OHM", value_parser = number, allow_negative_numbers = true)]
    source_ohm: f64,
}

/// A coupler by its name.
pub(crate) fn rig(text: &str) -> Result<Rig, String> {
    Rig::parse(text).ok_or_else(|| format!("the coupler `{text}` is not known; write one of {}", Rig::ids().join(", ")))
}

pub(crate) fn run(command: &CurveCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        CurveCommand::Score(args) => score(args, global),
        CurveCommand::Impedance(args) => impedance(args, global),
        CurveCommand::Shift(args) => shift(args, global),
    }
}

fn score(args: &ScoreArgs, global: &Global) -> anyhow::Result<Answer> {
    let scored = global.engine().score(&args.files, &args.target, args.rig)?;
    let text = match global.format() {
        Format::Json => to_json(&json::score(&scored)),
        _ => report::score_human(&scored, page(global)),
    };
    Ok(Answer::ok(text))
}

fn impedance(args: &ResistorArgs, global: &Global) -> anyhow::Result<Answer> {
    let found = args.found(global)?;
    let text = match global.format() {
        Format::Json => to_json(&report::impedance_json(&found)),
        _ => report::impedance_human(&found, closer(args, global)?.as_ref(), page(global)),
    };
    Ok(Answer::ok(text))
}

/// The impedance with its phase, to tell when that explains the curves better.
fn closer(args: &ResistorArgs, global: &Global) -> anyhow::Result<Option<Impedance>> {
    if args.with.len() < 2 || args.minimum_phase {
        return Ok(None);
    }
    let with_phase = Resistors { minimum_phase: true, ..args.resistors()? };
    Ok(global.engine().impedance(&with_phase).ok())
}

fn shift(args: &ShiftArgs, global: &Global) -> anyhow::Result<Answer> {
    let source_ohm = args.source_ohm;
    if !(0.0..=10_000.0).contains(&source_ohm) {
        bail!("--source-ohm: {source_ohm} ohm is not an output impedance; most sources have 0 to 120 ohm");
    }
    let found = args.curves.found(global)?;
    let shift = found.shift(source_ohm);
    let text = match global.format() {
        Format::Json => to_json(&report::shift_json(&shift, source_ohm, &found)),
        _ => report::shift_human(&shift, source_ohm, page(global)),
    };
    Ok(Answer::ok(text))
}

impl ResistorArgs {
    fn found(&self, global: &Global) -> anyhow::Result<Impedance> {
        Ok(match &self.measured {
            Some(file) => global.engine().measured_impedance(file)?,
            None => global.engine().impedance(&self.resistors()?)?,
        })
    }

    fn resistors(&self) -> anyhow::Result<Resistors> {
        Ok(Resistors {
            plain: self.plain.clone(),
            with: self.with.iter().map(|text| resisted(text)).collect::<Result<_, _>>()?,
            nominal_ohm: self.nominal,
            model: self.model.clone(),
            minimum_phase: self.minimum_phase,
        })
    }
}

/// `75=FILE`.
fn resisted(text: &str) -> anyhow::Result<(f64, PathBuf)> {
    let parts = text.split_once('=').and_then(|(ohm, file)| {
        let ohm = ohm.trim().trim_end_matches("ohm").trim_end_matches('\u{3a9}').trim().replace(',', ".");
        Some((ohm.parse::<f64>().ok()?, file))
    });
    let Some((ohm, file)) = parts else {
        bail!("--with: \"{text}\" does not say the resistance and the file; write --with 75=FILE");
    };
    Ok((ohm, file.into()))
}
