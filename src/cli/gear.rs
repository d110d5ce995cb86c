//! `iem gear`.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use iem::calls::Many;
use iem::fit::{self, Models};
use iem::gear::{self, Kind};
use iem::words::Spoken;
use iem::{Complaint, Gear, Opinion, OwnedModel, diag, report, store};

use super::global::{Answer, Format, Global, page, to_json};

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
    #[command(after_help = "\
Examples:
  iem gear list
  iem gear list --json")]
    List {
        #[command(flatten)]
        many: Many,
    },
    /// Removes something
    #[command(after_help = "\
Examples:
  iem gear remove \"IE 200\"
  iem gear remove mmcx:4.4mm")]
    Remove {
        /// Its name
        #[arg(value_name = "OWNED", required = true)]
        name: Vec<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem gear add model \"IE 200\" --liked
  iem gear add model \"KZ ZSN\" --disliked too-bassy
  iem gear add cable mmcx:4.4mm
  iem gear add device \"apple dongle\"")]
pub(crate) struct GearAdd {
    /// A name, with `model`, `cable` or `device` before it where it could be several things
    #[arg(value_name = "[KIND] NAME", required = true)]
    name: Vec<String>,
    /// You like this model
    #[arg(long, conflicts_with = "disliked")]
    liked: bool,
    /// You do not like this model, perhaps with reasons: too-bassy,hurts
    #[arg(long, value_parser = Spoken::<Complaint>::new(), value_name = "WHY", num_args = 0..=1, value_delimiter = ',')]
    disliked: Option<Vec<Complaint>>,
}

pub(crate) fn run(command: Option<&GearCommand>, global: &Global) -> anyhow::Result<Answer> {
    match command {
        None => list(usize::MAX, global),
        Some(GearCommand::List { many }) => list(many.of_all(), global),
        Some(GearCommand::Add(args)) => add(args, global),
        Some(GearCommand::Remove { name }) => remove(&name.join(" "), global),
    }
}

fn list(top: usize, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(false);
    let models = engine.models()?;
    let gear = &first(engine.gear()?.clone(), top);
    Ok(Answer::ok(match global.format() {
        Format::Json => to_json(&report::gear_json(gear, models)),
        _ => report::gear_human(gear, models, page(global)),
    }))
}

/// The first things of each kind.
fn first(mut gear: Gear, top: usize) -> Gear {
    gear.models.truncate(top);
    gear.cables.truncate(top);
    gear.devices.truncate(top);
    gear
}

fn add(args: &GearAdd, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(false);
    let (kind, name) = named(&args.name, engine.models()?)?;
    let disliked = args.disliked.is_some();
    if kind != Kind::Model && (args.liked || disliked) {
        bail!("--liked and --disliked are for models; \"{name}\" is a {kind}");
    }
    let opinion = match (args.liked, disliked) {
        (true, _) => Some(Opinion::Liked),
        (_, true) => Some(Opinion::Disliked),
        _ => None,
    };
    let why = args.disliked.clone().unwrap_or_default();
    let owned = OwnedModel { model: name.clone(), opinion, why };
    // A file with mistakes is not written to.
    engine.gear()?;
    let (path, text) = file()?;
    store::keep(&path, &gear::with(text.as_deref(), kind, &owned))?;
    let said = opinion.map(|o| format!(", {o}")).unwrap_or_default();
    let strange = strange(kind, &name, engine.models()?);
    Ok(Answer::ok(format!("Added the {kind} {name}{said} to {}\n{strange}", path.display())))
}

/// Kind and full name of what was written: `model IE 200`, or a name that is only one kind of thing.
fn named(words: &[String], models: Models<'_>) -> anyhow::Result<(Kind, String)> {
    let all = words.join(" ");
    let (first, rest) = all.split_once(' ').unwrap_or((&all, ""));
    if let Ok(kind) = first.parse::<Kind>() {
        if rest.trim().is_empty() {
            bail!("which {kind}? write for example: iem gear add {kind} {}", example(kind));
        }
        return Ok((kind, of_kind(kind, rest.trim(), models)?));
    }
    match &gear::kinds_of(&all, models)[..] {
        [(kind, name)] => Ok((*kind, name.clone())),
        [] => bail!(
            "\"{all}\" is no model, cable or device that is known; a model the catalogue lacks: iem gear add model \
             \"{all}\""
        ),
        several => {
            let kinds: Vec<String> = several.iter().map(|(kind, name)| format!("{kind} ({name})")).collect();
            bail!("\"{all}\" can be a {}; say which: iem gear add {} \"{all}\"", kinds.join(" or a "), several[0].0)
        }
    }
}

/// A model that the catalogue lacks is kept as it was written, but not in silence.
fn strange(kind: Kind, name: &str, models: Models<'_>) -> String {
    if kind != Kind::Model || fit::model_name(name, models).is_some() {
        return String::new();
    }
    let nearest = fit::nearest_models(name, models);
    let near = if nearest.is_empty() { String::new() } else { format!(" The nearest are {}.", nearest.join(", ")) };
    format!(
        "The catalogue has no model of that name, so nothing follows from it yet.{near}\n\
         To take it back: iem gear remove \"{name}\"\n"
    )
}

fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Model => "\"IE 200\" --liked",
        Kind::Cable => "mmcx:4.4mm",
        Kind::Device => "\"apple dongle\"",
    }
}

/// The full name of a thing whose kind was said; a model may be one that the catalogue lacks.
fn of_kind(kind: Kind, text: &str, models: Models<'_>) -> anyhow::Result<String> {
    match kind {
        Kind::Model => Ok(fit::model_name(text, models).unwrap_or_else(|| text.to_owned())),
        Kind::Cable => gear::cable(text).map(|_| text.to_owned()).map_err(|e| anyhow!(e)),
        Kind::Device => {
            let known = fit::source_jacks(text).map_err(|e| anyhow!(e))?;
            debug_assert!(!known.is_empty());
            Ok(fit::device(text).map_or_else(|| text.to_owned(), |(_, name)| name.to_owned()))
        }
    }
}

fn remove(name: &str, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(false);
    let gear = engine.gear()?;
    let mut found = gear.find(name);
    if found.is_empty()
        && let Some(full) = fit::model_name(name, engine.models()?)
    {
        found = gear.find(&full);
    }
    match &found[..] {
        [(kind, full)] => {
            let (path, text) = file()?;
            let text = gear::without(text.as_deref().unwrap_or_default(), *kind, full);
            store::keep(&path, &text)?;
            Ok(Answer::ok(format!("Removed the {kind} {full} from {}\n", path.display())))
        }
        [] => bail!("you own nothing called \"{name}\"; `iem gear list` shows what you own"),
        several => {
            bail!("\"{name}\" can be {}; write one of them", diag::list(several.iter().map(|(_, n)| n.as_str())))
        }
    }
}

/// Path of the file, and its text if there is one.
fn file() -> anyhow::Result<(std::path::PathBuf, Option<String>)> {
    let path = gear::path().ok_or_else(|| anyhow!("no folder for your files; set IEM_CONFIG_DIR to one"))?;
    let text = if path.exists() { store::texts(&path, &[])?.pop().map(|(_, text)| text) } else { None };
    Ok((path, text))
}
