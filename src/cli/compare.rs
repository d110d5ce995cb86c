//! `iem compare`.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use iem::advice::similar::Shapes;
use iem::advice::{self, Preferences, why_above};
use iem::catalog::{Catalog, Entry};
use iem::report::{self, Comparison, Ranking};

use super::args::{Format, Global};
use super::models::find;
use super::recommend::{catalog, rulebook, told, wished};
use super::{Answer, page, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem compare hexa \"aria 2\"
  iem compare hexa \"aria 2\" \"blessing 3\" --bass 4 --plug 4.4mm")]
pub(crate) struct CompareArgs {
    /// Two models or more
    #[arg(value_name = "MODEL", required = true, num_args = 2..)]
    models_named: Vec<String>,
    /// A file with wishes; flags go before it
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    #[command(flatten)]
    wishes: Preferences,
}

pub(crate) fn run(args: CompareArgs, global: &Global) -> anyhow::Result<Answer> {
    let catalog = catalog(global)?;
    let mut entries: Vec<&Entry> = Vec::new();
    for name in &args.models_named {
        let entry = find(&catalog, name)?;
        if entries.iter().any(|e| e.model.id == entry.model.id) {
            bail!("{} was named twice; name two different models", entry.model.name());
        }
        entries.push(entry);
    }
    let mut sounds = Vec::new();
    for (i, to) in entries.iter().enumerate() {
        let later = Shapes::among(entries.iter().skip(i + 1).copied());
        sounds.extend(later.nearest(to).into_iter().map(|alike| (*to, alike)));
    }
    let wishes = wished(args.profile.as_deref(), args.wishes)?;
    let asked = wishes != Preferences::default();
    let ranking = if asked { Some(ranking(&catalog, &entries, &wishes, global)?) } else { None };
    let comparison = Comparison { entries, sounds, ranking };
    let text = match global.format() {
        Format::Json => to_json(&report::compare_json(&comparison)),
        _ => report::compare_human(&comparison, page(global)),
    };
    Ok(Answer::ok(text))
}

/// The models among all of the catalogue, as `iem recommend` ranks them.
fn ranking<'a>(
    catalog: &'a Catalog,
    entries: &[&'a Entry],
    wishes: &'a Preferences,
    global: &Global,
) -> anyhow::Result<Ranking<'a>> {
    let all = catalog.entries().len();
    let advice = advice::recommend(catalog, &rulebook(global)?, wishes, all).map_err(|e| told(e, wishes))?;
    let entry = |id: &str| entries.iter().find(|e| e.model.id == id).copied();
    let ranked: Vec<_> = advice.results.into_iter().filter_map(|r| Some((entry(&r.id)?, r))).collect();
    let why = ranked.windows(2).map(|pair| why_above(&pair[0].1, &pair[1].1)).collect();
    let met = |e: &&Entry| ranked.iter().any(|(r, _)| r.model.id == e.model.id);
    let excluded = entries.iter().filter(|e| !met(e)).copied().collect();
    Ok(Ranking { wishes, ranked, why, excluded })
}
