//! The command line as it is written. Help texts stand here and in `Preferences`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use iem::advice::Preferences;
use iem::gear::Complaint;

use super::compare::CompareArgs;
use super::curve::CurveCommand;
use super::graph::GraphArgs;
use super::own::ModelsCommand;
use super::similar::SimilarArgs;

/// Which in-ear monitor to buy, and whether the parts fit together.
#[derive(Debug, Parser)]
#[command(
    name = "iem",
    version,
    about,
    after_help = "\
Start with:
  iem quiz                                 a few questions, then advice
  iem recommend --budget 100 --sound warm  the same with flags
  iem check --cable mmcx --plug 4.4mm      does it fit?"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Global {
    /// Rule files or folders on top of the built-in ones; repeatable
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) rules: Vec<PathBuf>,
    /// Files or folders with models of your own; repeatable
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) models: Vec<PathBuf>,
    /// How to answer
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Short for --format json
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Colours and bars where the terminal has them
    Human,
    /// Letters only: for screen readers and logs
    Plain,
    /// For programs
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Asks a few questions, then recommends
    Quiz(QuizArgs),
    /// Ranks the models for your wishes, with reasons
    Recommend(Box<RecommendArgs>),
    /// Says whether cables, plugs, earphones and devices fit together
    Check(CheckArgs),
    /// What you own: models, cables, devices
    Gear {
        #[command(subcommand)]
        command: Option<GearCommand>,
    },
    /// Lists and searches the catalogue
    Models(ModelsArgs),
    /// Shows all facts of one model with their sources
    Show(ShowArgs),
    /// Works on measured curves: score, impedance, tone on a source
    Curve {
        #[command(subcommand)]
        command: CurveCommand,
    },
    /// Draws measured responses: in the terminal, as SVG or PNG
    Graph(GraphArgs),
    /// Puts models side by side, and says why one ranks above the other
    Compare(Box<CompareArgs>),
    /// Finds the models whose measured sound is closest
    Similar(SimilarArgs),
    /// Works on rule files
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Prints a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the manual page
    Man,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem quiz
  iem quiz --expert --save mine.jsonc
  iem quiz --answers answers.jsonc     (such as { \"budget\": \"100\", \"sound\": \"warm\", \"bass\": null })")]
pub(crate) struct QuizArgs {
    /// Takes the answers from this file instead of asking: ids of questions with ids of options
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Saves the wishes as a profile for `iem recommend --profile`
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Short questions, for those who know the words
    #[arg(long)]
    pub(crate) expert: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem recommend --budget 100 --sound neutral
  iem recommend --budget 150..400 --bass 4 --use commute --plug 4.4mm
  iem recommend --source \"apple dongle\" --cable mmcx:3.5mm --why
  iem recommend --where \"iem.released >= 2022 && 'planar' in iem.drivers\"
  iem recommend --budget 100 --why-not \"moondrop aria\"
  iem recommend --like hexa --but cheaper warmer
  iem recommend --liked \"ie 200\" --disliked \"kato:sharp\"")]
pub(crate) struct RecommendArgs {
    #[command(flatten)]
    pub(crate) wishes: Preferences,
    /// A file with wishes; flags go before it
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// How many models to list
    #[arg(long, default_value_t = 5, value_name = "N")]
    pub(crate) top: usize,
    /// Shows where every point of a score comes from, and how sure the first places are
    #[arg(long)]
    pub(crate) why: bool,
    /// Asks why this model is not the first, and what would put it there
    #[arg(long, value_name = "MODEL")]
    pub(crate) why_not: Option<String>,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    pub(crate) no_gear: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem check --cable mmcx --plug 4.4mm
  iem check --cable mmcx --iem \"IE 900\" --plug 4.4mm --source \"apple dongle\"
  iem check --plug 3.5mm --source 6.35mm --adapter \"3.5 female to 6.35 male\"
  iem check --iem \"IE 600\" --source \"fiio ka13\" --source \"dawn pro\"
  iem check --impedance 16 --sensitivity 124dB/V --max-vrms 2 --output-impedance 1")]
pub(crate) struct CheckArgs {
    /// Connector of the cable at the ear, or a model's cable
    #[arg(long, value_name = "CONNECTOR")]
    pub(crate) cable: Option<String>,
    /// Plug at the other end of the cable
    #[arg(long, value_name = "PLUG")]
    pub(crate) plug: Option<String>,
    /// A model, or the socket of an earpiece
    #[arg(long, value_name = "MODEL")]
    pub(crate) iem: Option<String>,
    /// A device, or a jack; repeat it to compare several
    #[arg(long = "source", value_name = "DEVICE")]
    pub(crate) sources: Vec<String>,
    /// An adapter or dongle in between; repeatable, from the cable to the source
    #[arg(long = "adapter", value_name = "ADAPTER")]
    pub(crate) adapters: Vec<String>,
    /// Impedance of the earphone in ohm
    #[arg(long, value_name = "OHM", help_heading = "Numbers instead of names")]
    pub(crate) impedance: Option<f64>,
    /// Sensitivity with its unit: 124dB/V or 106dB/mW
    #[arg(long, value_name = "DB", help_heading = "Numbers instead of names")]
    pub(crate) sensitivity: Option<String>,
    /// Output impedance of the source in ohm
    #[arg(long, value_name = "OHM", help_heading = "Numbers instead of names")]
    pub(crate) output_impedance: Option<f64>,
    /// Largest output voltage of the source in V rms
    #[arg(long, value_name = "V", help_heading = "Numbers instead of names")]
    pub(crate) max_vrms: Option<f64>,
    /// Noise of the source in microvolt
    #[arg(long, value_name = "UV", help_heading = "Numbers instead of names")]
    pub(crate) noise_uv: Option<f64>,
    /// Leaves out what you own (see `iem gear`)
    #[arg(long)]
    pub(crate) no_gear: bool,
}

#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  iem gear add model \"IE 200\" --liked
  iem gear add model \"KZ ZSN\" --disliked too-bassy
  iem gear add cable mmcx:4.4mm
  iem gear add device \"apple dongle\"
  iem gear remove \"KZ ZSN\"")]
pub(crate) enum GearCommand {
    /// Adds a model, a cable or a device; a model that is there gets the new opinion
    Add(GearAdd),
    /// Lists what you own (also without a word)
    List,
    /// Removes something
    Remove {
        /// Its name
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct GearAdd {
    /// A name, with `model`, `cable` or `device` before it where it could be several things
    #[arg(value_name = "[KIND] NAME", required = true)]
    pub(crate) name: Vec<String>,
    /// You like this model
    #[arg(long, conflicts_with = "disliked")]
    pub(crate) liked: bool,
    /// You do not like this model, perhaps with reasons: too-bassy,hurts
    #[arg(long, value_enum, value_name = "WHY", num_args = 0..=1, value_delimiter = ',')]
    pub(crate) disliked: Option<Vec<Complaint>>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem models moondrop
  iem models --where \"iem.price_usd <= 50 && 'dynamic' in iem.drivers\" --sort price
  iem models import \"Aria 2 L.txt\" \"Aria 2 R.txt\" --name \"Moondrop Aria 2\"
  iem models edit \"aria 2\" price_usd=79 --source \"shop\"")]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ModelsCommand>,
    /// Words of the name
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    pub(crate) condition: Option<String>,
    /// Order by a field such as price, released or weight; unknown ones last
    #[arg(long, value_name = "FIELD")]
    pub(crate) sort: Option<String>,
    /// How many to list (20 for people, all in JSON)
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    pub(crate) model: Vec<String>,
    /// Your device: how its output impedance changes the sound
    #[arg(long, value_name = "DEVICE")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Checks rule files as a compiler would; all layers without a path
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
    List,
    /// Shows one rule as it is written
    Show {
        /// Its id, such as comfort/heavy
        id: String,
    },
    /// Runs the examples of all rule files, and names rules without one
    Test,
    /// Shows what an edit changes, over many made-up profiles
    Impact {
        /// Rule file or folder before the edit
        old: PathBuf,
        /// Rule file or folder after it
        new: PathBuf,
        /// How many profiles to compare
        #[arg(long, default_value_t = 200, value_name = "N")]
        profiles: usize,
    },
    /// Tries an expression: its type and its value
    Eval(Box<EvalArgs>),
    /// Writes a commented rule file to start from
    New {
        /// Name of the file
        name: String,
    },
    /// Prints a JSON Schema, for editors
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

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem rules eval \"iem.price_usd < 100\" --model hexa
  iem rules eval \"sound.bass_db\" --model hexa --model \"aria 2\"
  iem rules eval \"match.tuning\" --model hexa --sound warm")]
pub(crate) struct EvalArgs {
    /// The expression
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    pub(crate) expression: String,
    /// A model whose facts it reads; repeatable
    #[arg(long = "model", value_name = "MODEL")]
    pub(crate) models_named: Vec<String>,
    #[command(flatten)]
    pub(crate) wishes: Preferences,
}
