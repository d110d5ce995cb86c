//! `iem curve score`, `impedance` and `shift`: work on measured curves.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use iem::report::{self, Scored};
use iem::sound::words::Sounds;
use iem::sound::{Bands, Rig, find_target, judge, read};

use super::args::{Format, Global};
use super::{Answer, page, to_json};

#[derive(Debug, Subcommand)]
pub(crate) enum CurveCommand {
    /// Preference score, errors and bands of a measured curve
    Score(ScoreArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem curve score \"Aria 2 L.txt\" \"Aria 2 R.txt\"
  iem curve score mine.csv --target \"ief neutral\"
  iem curve score mine.txt --json

Two files are left and right of one earphone and are averaged. Text files of REW,
AudioTools and squig.link are read, and CSV files with a header such as frequency,raw.")]
pub(crate) struct ScoreArgs {
    /// Measured curves of one earphone, such as left and right
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What to compare with; the preference score is defined against Harman 2019 v2 only
    #[arg(long, value_name = "TARGET", default_value = "harman-ie-2019v2")]
    target: String,
    /// The coupler the curve was measured with; 711 unless a file or its name says 5128
    #[arg(long, value_enum, value_name = "RIG")]
    rig: Option<RigArg>,
}

/// Couplers.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RigArg {
    /// IEC 60318-4 and its clones
    #[value(name = "711")]
    Coupler711,
    /// B&K 5128 and the like
    #[value(name = "5128")]
    Type5128,
}

pub(crate) fn run(command: &CurveCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        CurveCommand::Score(args) => score(args, global),
    }
}

fn score(args: &ScoreArgs, global: &Global) -> anyhow::Result<Answer> {
    let target = find_target(&args.target).map_err(|e| anyhow::anyhow!("--target: {e}"))?;
    let reading = read::earphone(&args.files)?;
    let rig = match (args.rig, reading.other_rig) {
        (Some(RigArg::Type5128), _) | (None, Some(_)) => Rig::Type5128,
        (Some(RigArg::Coupler711), _) | (None, None) => Rig::Coupler711,
    };
    let judged = judge(&reading.curve, &target, rig);
    let bands = Bands::of(&reading.curve);
    let sounds = Sounds::of(&reading.curve, &bands);
    let scored = Scored { target: &target, rig, judged: &judged, bands: &bands, sounds: &sounds };
    let text = match global.format() {
        Format::Json => to_json(&report::score_json(&scored)),
        _ => report::score_human(&scored, page(global)),
    };
    Ok(Answer::ok(text))
}
