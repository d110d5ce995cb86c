//! What the pages of models, comparisons and graphs are asked: models, a target, wishes.
//!
//! Everything in the address that cannot be read is told, each thing beside its field; the rest counts.

use clap::Args;
use maud::{Markup, html};

use super::Site;
use super::form::{field_id, field_mistake, kept, trouble_of};
use super::given::{Trouble, read};
use super::query::Query;
use crate::names::Match;
use crate::sound::{Target, targets};
use crate::{Engine, Entry, Error, Graph, Preferences};

/// Most models on a page: more lines nobody can tell apart.
pub(super) const MOST: usize = 6;
/// What a response is drawn over where nobody chose.
const USUAL: &str = "harman";

/// The keys of these pages.
#[derive(Debug, Clone, Default, Args)]
struct Keys {
    /// The models, up to six
    #[arg(id = "m", value_name = "MODEL")]
    models: Vec<String>,
    /// The target, drawn dashed
    #[arg(long, value_name = "TARGET|mine|none")]
    target: Option<String>,
    /// The wishes
    #[command(flatten)]
    wishes: Preferences,
}

/// A model of the address.
#[derive(Debug, Clone)]
pub(super) struct Named<'e> {
    /// As it was written.
    pub text: String,
    /// What it is; else what is wrong with it.
    pub entry: Result<&'e Entry, Trouble>,
}

/// An address as it was understood.
#[derive(Debug)]
pub(super) struct Lines<'e> {
    /// The models in their order.
    pub named: Vec<Named<'e>>,
    /// What the address says of the target: an id, `mine` or `none`.
    pub aim: String,
    /// The target itself.
    pub target: Option<Target>,
    /// The wishes, with what the person owns.
    pub wishes: Preferences,
    /// How names were read that have typing errors.
    readings: Vec<String>,
    /// What was wrong.
    pub wrong: Vec<Trouble>,
    /// The address without what was wrong.
    pub query: Query,
}

impl<'e> Lines<'e> {
    /// Reads an address; keys of the page itself, named in `own`, are passed over.
    pub(super) fn of(site: &'e Site, query: &Query, own: &[&str]) -> Self {
        let engine = site.engine();
        let given = read::<Keys>(query, own);
        let (keys, mut wrong) = (given.call.unwrap_or_default(), given.wrong);
        let readings = engine.readings(&keys.models).unwrap_or_default();
        let named = named(engine, keys.models);
        wrong.extend(named.iter().filter_map(|n| n.entry.clone().err()));
        let wishes = engine.wishes(None, keys.wishes.clone()).unwrap_or_else(|error| {
            wrong.push(Trouble::of(&error));
            Preferences::default()
        });
        let (aim, target) = aim(engine, keys.target.as_deref().unwrap_or(USUAL), &wishes, &mut wrong);
        Self { named, aim, target, wishes, readings, wrong, query: given.query }
    }

    /// The models that were understood.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'e Entry> {
        self.named.iter().filter_map(|named| named.entry.clone().ok())
    }

    /// Whether anything was wished for.
    pub(super) fn has_wishes(&self) -> bool {
        let unowned = Preferences { own: Preferences::default().own, ..self.wishes.clone() };
        unowned != Preferences::default()
    }

    /// The responses over the target.
    pub(super) fn graph(&self) -> Graph {
        let mut graph = Graph::default();
        for entry in self.entries() {
            if let Some(measured) = &entry.measured {
                graph.add(&entry.model.id, &entry.model.name(), measured);
            }
        }
        if let Some(target) = &self.target {
            graph.add_target(target);
        }
        graph
    }

    /// The models and the target of this address, and what wishes the target needs, as the query of another.
    pub(super) fn shown(&self) -> Query {
        let models = self.entries().map(|e| ("m".to_owned(), e.model.id.to_string()));
        let wishes = self.query.said().filter(|(key, _)| self.aim == "mine" && !matches!(*key, "m" | "target"));
        let wishes = wishes.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Query::of(models.chain([("target".to_owned(), self.aim.clone())]).chain(wishes))
    }

    /// The same for what can only be drawn: models that nobody measured are left out. `None` without any.
    pub(super) fn drawn(&self) -> Option<Query> {
        let unmeasured = |id: &str| self.entries().any(|e| e.model.id == id && e.measured.is_none());
        let shown = self.shown();
        let kept = shown.said().filter(|(key, value)| *key != "m" || !unmeasured(value));
        let query = Query::of(kept);
        query.has("m").then_some(query)
    }

    /// 200, or 422 where something was wrong.
    pub(super) fn status(&self) -> u16 {
        if self.wrong.is_empty() { 200 } else { 422 }
    }

    /// How names were read that have typing errors.
    pub(super) fn readings(&self) -> Markup {
        html! { @for reading in &self.readings { p.note { (reading) } } }
    }

    /// A field for each model, and an empty one where there is room.
    pub(super) fn model_fields(&self) -> Markup {
        let fields = self.named.iter().map(Some).chain((self.named.len() < MOST).then_some(None));
        html! {
            @for (at, named) in fields.enumerate() {
                (model_field(at, named))
            }
        }
    }

    /// The choice of a target.
    pub(super) fn target_field(&self) -> Markup {
        let id = field_id("target");
        let faulty = trouble_of(&self.wrong, "target").is_some();
        html! {
            div.field.faulty[faulty] {
                label for=(id) { "Drawn over" }
                (field_mistake(&self.wrong, "target"))
                select id=(id) name="target" aria-describedby=[faulty.then(|| format!("{id}-mistake"))]
                    aria-invalid=[faulty.then_some("true")] {
                    @for target in targets() {
                        option value=(target.id) selected[self.aim == target.id] { (target.name) }
                    }
                    @if self.has_wishes() || self.aim == "mine" {
                        option value="mine" selected[self.aim == "mine"] { "What you wish for" }
                    }
                    option value="none" selected[self.aim == "none"] { "No target" }
                }
            }
        }
    }

    /// The wishes of the address as hidden fields, so that a form keeps them.
    pub(super) fn kept_wishes(&self, but: &[&str]) -> Markup {
        kept(self.query.said().filter(|(key, _)| !matches!(*key, "m" | "target") && !but.contains(key)))
    }
}

/// The models of these names: each once, and no more than can be shown.
fn named(engine: &Engine, texts: Vec<String>) -> Vec<Named<'_>> {
    let mut out: Vec<Named<'_>> = Vec::new();
    for text in texts {
        let entry = match engine.model(&text) {
            Ok(entry) if out.iter().any(|n| n.entry.as_ref().is_ok_and(|e| e.model.id == entry.model.id)) => continue,
            Ok(_) if out.len() >= MOST => {
                Err(trouble(format!("more than {MOST} models"), "take one out to add another"))
            }
            Ok(entry) => Ok(entry),
            Err(error) => Err(unknown(engine, &text, &error)),
        };
        let full = out.len() >= MOST;
        out.push(Named { text, entry });
        if full {
            break;
        }
    }
    out
}

fn trouble(message: impl Into<String>, help: impl Into<String>) -> Trouble {
    Trouble { field: Some("m".to_owned()), message: message.into(), help: help.into() }
}

/// What is wrong with a name that is not one model.
fn unknown(engine: &Engine, text: &str, error: &Error) -> Trouble {
    let Error::Model { found, .. } = error else { return Trouble::of(error) };
    let near: Vec<String> = nearest(engine, found).into_iter().map(|entry| entry.model.name()).collect();
    let (what, word) = match found {
        Match::Many(_) => (format!("\"{text}\" can be several models"), "it can be "),
        _ => (format!("no model is called \"{text}\""), "the nearest are "),
    };
    trouble(what, if near.is_empty() { "search for it".to_owned() } else { format!("{word}{}", near.join(", ")) })
}

/// The models that a name could mean.
pub(super) fn nearest<'e>(engine: &'e Engine, found: &Match<String>) -> Vec<&'e Entry> {
    const NAMED: usize = 6;
    let ids = match found {
        Match::One(id) => std::slice::from_ref(id),
        Match::Many(ids) => ids,
        Match::None { nearest } => nearest,
    };
    ids.iter().filter_map(|name| engine.model(name).ok()).take(NAMED).collect()
}

/// The target of the address; the usual one where it names none.
fn aim(engine: &Engine, text: &str, wishes: &Preferences, wrong: &mut Vec<Trouble>) -> (String, Option<Target>) {
    match engine.aim(text, wishes) {
        Ok(Some(target)) => (target.id.clone(), Some(target)),
        Ok(None) => ("none".to_owned(), None),
        Err(error) => {
            let list: Vec<String> = targets().map(|target| target.id).collect();
            let unknown = matches!(error, Error::Asked(_)).then(|| Trouble {
                field: Some("target".to_owned()),
                message: format!("no target is called \"{text}\""),
                help: format!("choose one of {}, mine, none", list.join(", ")),
            });
            wrong.push(unknown.unwrap_or_else(|| Trouble::of(&error)));
            let usual = engine.aim(USUAL, &Preferences::default()).ok().flatten();
            (usual.as_ref().map_or_else(|| "none".to_owned(), |target| target.id.clone()), usual)
        }
    }
}

fn model_field(at: usize, named: Option<&Named<'_>>) -> Markup {
    let id = if at == 0 { field_id("m") } else { format!("{}-{}", field_id("m"), at + 1) };
    let wrong = named.and_then(|named| named.entry.as_ref().err());
    let text = named.map(|named| named.entry.as_ref().map_or_else(|_| named.text.clone(), |e| e.model.name()));
    html! {
        div.field.faulty[wrong.is_some()] {
            label for=(id) { @if named.is_none() && at > 0 { "Another model" } @else { "Model " (at + 1) } }
            @if let Some(trouble) = wrong {
                p.mistake id={ (id) "-mistake" } { "Not read: " (trouble.message) "; " (trouble.help) }
            }
            input type="text" id=(id) name="m" value=(text.unwrap_or_default()) maxlength="200" autocomplete="off"
                data-suggest="models" aria-describedby=[wrong.map(|_| format!("{id}-mistake"))]
                aria-invalid=[wrong.map(|_| "true")];
        }
    }
}
