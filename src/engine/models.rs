//! Models: by name, by search, by likeness, as lines of a graph.

use super::{Engine, Error};
use crate::advice::similar::{Alike, Shapes};
use crate::advice::{Asked, Preferences};
use crate::catalog::Entry;
use crate::diag;
use crate::eval::{self, Value};
use crate::lang;
use crate::lang::typed::Bool;
use crate::names::{self, Match};
use crate::schema::{FIELDS, Field, FieldId, Record};
use crate::sound::graph::Graph;
use crate::sound::{NoTarget, Target, aim, find_target};

/// More lines than this nobody can tell apart.
const LINES: usize = 6;

/// Which models of the catalogue are wanted, and in which order.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words that must stand in the name or an alias.
    pub words: Vec<String>,
    /// A condition of the rule language that must hold for certain.
    pub condition: Option<String>,
    /// A field to sort by, rising, or falling with `-` before it; models without it come last. By id without one.
    pub sort: Option<String>,
}

/// Which similar models are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only models that cost less.
    pub cheaper: bool,
    /// Only models within so many dB rms.
    pub within_db: Option<f64>,
    /// A condition of the rule language that must hold for certain.
    pub condition: Option<String>,
    /// A field to sort by instead of likeness; with `-` before it the largest first.
    pub sort: Option<String>,
}

/// Models whose sound is closest to one.
#[derive(Debug)]
pub struct Nearest<'a> {
    /// The model they are compared with.
    pub of: &'a Entry,
    /// Those that meet the filter, nearest first.
    pub found: Vec<Alike<'a>>,
    /// The nearest of all, whether or not it meets the filter.
    pub nearest: Option<Alike<'a>>,
}

impl Engine {
    /// The model of a loosely written name.
    ///
    /// # Errors
    /// A name that is not one model, with what it could mean.
    pub fn model(&self, name: &str) -> Result<&Entry, Error> {
        let catalog = self.catalog()?;
        let found = catalog.find(name);
        match &found {
            Match::One(id) => {
                catalog.get(id).ok_or_else(|| Error::Model { name: name.to_owned(), found: found.clone() })
            }
            _ => Err(Error::Model { name: name.to_owned(), found }),
        }
    }

    /// How names were read that are not simply names of models, for the first line of an answer.
    ///
    /// # Errors
    /// Files of models that cannot be read, or have mistakes.
    pub fn readings(&self, names: &[String]) -> Result<Vec<String>, Error> {
        let catalog = self.catalog()?;
        let read = |name: &String| match catalog.read(name) {
            (Match::One(id), false) => Some(format!("Read \"{name}\" as {}.", catalog.get(&id)?.model.name())),
            _ => None,
        };
        Ok(names.iter().filter_map(read).collect())
    }

    /// The models that a search finds.
    ///
    /// # Errors
    /// A condition with mistakes, a field that does not exist.
    pub fn search(&self, search: &Search) -> Result<Vec<&Entry>, Error> {
        let mut found: Vec<&Entry> = self.catalog()?.entries().filter(|e| has_words(e, &search.words)).collect();
        if let Some(text) = &search.condition {
            let condition = self.condition(text)?;
            found.retain(|e| eval::boolean(&condition, e.facts()) == Ok(true));
        }
        if let Some(text) = &search.sort {
            sort(&mut found, |entry| *entry, &Order::of(text)?);
        }
        Ok(found)
    }

    /// A condition that also wants one of these brands, loosely written.
    ///
    /// # Errors
    /// A brand that no model has.
    pub fn of_brands(&self, brands: &[String], condition: Option<String>) -> Result<Option<String>, Error> {
        if brands.is_empty() {
            return Ok(condition);
        }
        let catalog = self.catalog()?;
        let brand = |name: &String| catalog.brand(name).map_err(|what| Error::asked(format!("--brand: {what}")));
        let brands: Vec<String> = brands.iter().map(brand).collect::<Result<_, _>>()?;
        let one = |brand: &String| format!("iem.brand == \"{}\"", brand.replace('\\', "\\\\").replace('"', "\\\""));
        let any = brands.iter().map(one).collect::<Vec<_>>().join(" || ");
        Ok(Some(condition.map_or_else(|| any.clone(), |text| format!("({text}) && ({any})"))))
    }

    /// A condition of `--where`, its mistakes underlined.
    fn condition(&self, text: &str) -> Result<Bool, Error> {
        let read = self.catalog()?.condition(text);
        read.map_err(|problems| Error::Broken(Box::new(lang::broken("--where", text, problems))))
    }

    /// The models whose measured sound is closest to that of one.
    ///
    /// # Errors
    /// A name that is not one model, a model that nobody measured, a filter that makes no sense.
    pub fn similar(&self, model: &str, filter: &Filter) -> Result<Nearest<'_>, Error> {
        let of = self.model(model)?;
        let name = of.model.name();
        if of.measured.is_none() {
            return Err(Error::asked(format!(
                "nobody's measurement of the {name} is in the catalogue, so nothing can be compared with its sound"
            )));
        }
        let mut found = Shapes::of(self.catalog()?).nearest(of);
        let nearest = found.first().cloned();
        if filter.cheaper {
            let Some(price) = of.model.price_usd else {
                return Err(Error::asked(format!(
                    "the price of the {name} is not known, so no model can be called cheaper; leave --cheaper out"
                )));
            };
            found.retain(|a| a.entry.model.price_usd.is_some_and(|p| p < price));
        }
        if let Some(within) = filter.within_db {
            if !within.is_finite() || within < 0.0 {
                return Err(Error::asked(format!(
                    "--within: {within} is no distance; write a number of dB such as 1.5"
                )));
            }
            found.retain(|a| a.distance_db <= within);
        }
        if let Some(text) = &filter.condition {
            let condition = self.condition(text)?;
            found.retain(|a| eval::boolean(&condition, a.entry.facts()) == Ok(true));
        }
        if let Some(text) = &filter.sort {
            sort(&mut found, |alike| alike.entry, &Order::of(text)?);
        }
        Ok(Nearest { of, found, nearest })
    }

    /// Responses of models as lines to draw, over a target unless it is `none`; `mine` is the target of the
    /// wishes.
    ///
    /// # Errors
    /// A name that is not one model, a model that nobody measured, an unknown target, too many lines.
    pub fn graph(&self, models: &[String], target: &str, wishes: &Preferences) -> Result<Graph, Error> {
        if models.len() > LINES {
            return Err(Error::asked(format!(
                "{} models in one graph cannot be told apart; name up to {LINES}",
                models.len()
            )));
        }
        let mut graph = Graph::default();
        for name in models {
            let entry = self.model(name)?;
            let Some(measured) = &entry.measured else {
                return Err(Error::asked(format!(
                    "nobody's measurement of the {} is in the catalogue, so there is nothing to draw",
                    entry.model.name()
                )));
            };
            if graph.series.iter().all(|s| s.id != entry.model.id) {
                graph.add(&entry.model.id, &entry.model.name(), measured);
            }
        }
        if let Some(target) = self.aim(target, wishes)? {
            graph.add_target(&target);
        }
        Ok(graph)
    }

    /// The target of a name; `None` of `none`. `mine` is that of the wishes, where they say anything of sound.
    ///
    /// # Errors
    /// An unknown target, wishes that make no sense.
    #[doc(hidden)]
    pub fn aim(&self, target: &str, wishes: &Preferences) -> Result<Option<Target>, Error> {
        match target {
            "none" => Ok(None),
            "mine" => {
                let asked = Asked::of(self.catalog()?, wishes).map_err(|e| Error::of_wishes(e, wishes))?;
                Ok(asked.target().drawn())
            }
            named => {
                let others =
                    "\n  mine                 what your wishes ask for\n  none                 draws no target";
                let found = if self.layers.closed { find_target(named).map_err(Into::into) } else { aim(named) };
                found.map(Some).map_err(|e: NoTarget| Error::asked(format!("--target: {e}{others}")))
            }
        }
    }
}

/// Whether every word is part of the model's name or aliases.
fn has_words(entry: &Entry, words: &[String]) -> bool {
    let m = &entry.model;
    let all = format!("{} {} {} {}", m.brand, m.model, m.id, m.aliases.join(" "));
    let all = names::normalise(&all);
    words.iter().all(|word| all.contains(&names::normalise(word)))
}

/// A field by `price`, `price_usd`, `iem.price_usd` or how only one of a record begins.
fn field(name: &str) -> Result<FieldId, Error> {
    let all = || FieldId::all().filter(|id| id.field().record != Record::Want);
    let short = |f: &Field| f.name.trim_end_matches("_usd").trim_end_matches("_ohm").trim_end_matches("_db");
    let exact = |id: &FieldId| [id.field().path().as_str(), id.field().name, short(id.field())].contains(&name);
    if let Some(id) = all().find(exact) {
        return Ok(id);
    }
    let begins = |id: &FieldId| id.field().name.starts_with(name) || id.field().path().starts_with(name);
    let begun: Vec<FieldId> = all().filter(|id| !name.is_empty() && begins(id)).collect();
    if let [one] = begun[..] {
        return Ok(one);
    }
    let names: Vec<&str> = FIELDS.iter().filter(|f| f.record != Record::Want).map(|f| f.name).collect();
    let help = match diag::nearest(name, names.iter().copied()) {
        _ if begun.len() > 1 => {
            format!("write one of {}", diag::list(begun.iter().map(|id| id.field().name)))
        }
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("sort by {}", diag::list(names)),
    };
    Err(Error::asked(format!("--sort: \"{name}\" is no field; {help}")))
}

/// A field to sort by, and whether the largest comes first.
struct Order {
    field: FieldId,
    falling: bool,
}

impl Order {
    /// `price` rises, `-price` falls.
    fn of(text: &str) -> Result<Self, Error> {
        let name = text.strip_prefix('-').unwrap_or(text);
        Ok(Self { field: field(name.trim_start_matches('+'))?, falling: text.starts_with('-') })
    }
}

/// Models without the fact last, then by id.
fn sort<T>(all: &mut [T], entry: impl Fn(&T) -> &Entry, order: &Order) {
    let compare = |a: &Entry, b: &Entry| {
        let ordered = match (a.facts().get(order.field), b.facts().get(order.field)) {
            (Some(Value::Num(a)), Some(Value::Num(b))) => a.total_cmp(b),
            (Some(Value::Text(a)), Some(Value::Text(b))) => a.cmp(b),
            (Some(Value::Bool(a)), Some(Value::Bool(b))) => a.cmp(b),
            (Some(Value::Set(a)), Some(Value::Set(b))) => a.cmp(b),
            (a, b) => return b.is_some().cmp(&a.is_some()),
        };
        if order.falling { ordered.reverse() } else { ordered }
    };
    all.sort_by(|a, b| compare(entry(a), entry(b)).then_with(|| entry(a).model.id.cmp(&entry(b).model.id)));
}
