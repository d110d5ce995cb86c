//! `iem similar`.

use anyhow::{anyhow, bail};
use clap::Args;
use iem::advice::similar::Shapes;
use iem::{eval, lang, report};

use super::args::{Format, Global};
use super::models::find;
use super::recommend::catalog;
use super::{Answer, page, to_json};

/// Models listed for people unless they say otherwise.
const SHOWN: usize = 10;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem similar blessing 3
  iem similar \"IE 900\" --cheaper --within 2
  iem similar hexa --where \"iem.shell_size == 'small'\"")]
pub(crate) struct SimilarArgs {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    model: Vec<String>,
    /// Only models that cost less
    #[arg(long)]
    cheaper: bool,
    /// Only models within so many dB; 1.5 is nearly the same sound
    #[arg(long, value_name = "DB", allow_negative_numbers = true)]
    within: Option<f64>,
    /// Only models for which this holds, in the rule language
    #[arg(long = "where", value_name = "EXPR", allow_hyphen_values = true)]
    condition: Option<String>,
    /// How many to list (10 for people, all in JSON)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(crate) fn run(args: &SimilarArgs, global: &Global) -> anyhow::Result<Answer> {
    let catalog = catalog(global)?;
    let of = find(&catalog, &args.model.join(" "))?;
    let name = of.model.name();
    if of.measured.is_none() {
        bail!("nobody's measurement of the {name} is in the catalogue, so nothing can be compared with its sound");
    }
    let mut found = Shapes::of(&catalog).nearest(of);
    let nearest = found.first().cloned();
    if args.cheaper {
        let Some(price) = of.model.price_usd else {
            bail!("the price of the {name} is not known, so no model can be called cheaper; leave --cheaper out");
        };
        found.retain(|a| a.entry.model.price_usd.is_some_and(|p| p < price));
    }
    if let Some(within) = args.within {
        if !within.is_finite() || within < 0.0 {
            bail!("--within: {within} is no distance; write a number of dB such as 1.5");
        }
        found.retain(|a| a.distance_db <= within);
    }
    if let Some(text) = &args.condition {
        let condition =
            lang::condition(text).map_err(|problems| anyhow!(super::rules::underlined("--where", text, problems)))?;
        found.retain(|a| eval::boolean(&condition, &a.entry.facts) == Ok(true));
    }
    let json = global.format() == Format::Json;
    let total = found.len();
    found.truncate(args.limit.unwrap_or(if json { usize::MAX } else { SHOWN }));
    let text = if json {
        to_json(&report::similar_json(of, &found))
    } else {
        report::similar_human(of, &found, total, nearest.as_ref(), page(global))
    };
    Ok(Answer::ok(text))
}
