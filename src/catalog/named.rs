//! Which model a measurement belongs to: a model of the catalogue by its full name, or a new one.
//!
//! Small typing errors are not forgiven here: `ZSN` is not `ZST`, and a curve that lands on the
//! wrong model is worse than a model too many.

use std::collections::{HashMap, HashSet};

use super::Catalog;
use crate::names::{normalise, words};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A model of the catalogue, by its id.
    Known(String),
    /// A model that is not there yet.
    New {
        /// Its id.
        id: String,
        /// Its brand, written as in the catalogue if that knows it.
        brand: String,
        /// Its name without the brand.
        model: String,
    },
}

impl Named {
    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(id) | Self::New { id, .. } => id,
        }
    }
}

/// Full names of all models, and all brands.
pub struct Names {
    ids: HashMap<String, String>,
    brands: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Names {
    /// The names of a catalogue.
    pub fn of(catalog: &Catalog) -> Self {
        let mut ids = HashMap::new();
        let mut brands = HashMap::new();
        for m in catalog.entries().map(|e| &e.model) {
            brands.entry(normalise(&m.brand)).or_insert_with(|| m.brand.to_string());
            let full = m.aliases.iter().flat_map(|a| [a.to_string(), format!("{} {a}", m.brand)]);
            for name in [m.id.to_string(), m.name()].into_iter().chain(full) {
                ids.entry(normalise(&name)).or_insert_with(|| m.id.to_string());
            }
        }
        let taken = catalog.entries().map(|e| e.model.id.to_string()).collect();
        Self { ids, brands, taken }
    }

    /// What `Brand Model` stands for; `None` when brand or model is missing.
    pub fn find(&self, name: &str) -> Option<Named> {
        if let Some(id) = self.ids.get(&normalise(name)) {
            return Some(Named::Known(id.clone()));
        }
        let all: Vec<&str> = name.split_whitespace().collect();
        let known = (1..all.len()).rev().find(|n| self.brands.contains_key(&normalise(&all[..*n].join(" "))));
        let (brand, model) = all.split_at_checked(known.unwrap_or(1))?;
        self.new_model(&brand.join(" "), &model.join(" "))
    }

    /// What a model of a brand stands for.
    pub fn find_of(&self, brand: &str, model: &str) -> Option<Named> {
        match self.ids.get(&normalise(&format!("{brand} {model}"))) {
            Some(id) => Some(Named::Known(id.clone())),
            None => self.new_model(brand, model),
        }
    }

    fn new_model(&self, brand: &str, model: &str) -> Option<Named> {
        let (brand, model) = (brand.trim(), model.trim());
        let slug = slug(&format!("{brand} {model}"));
        if normalise(brand).is_empty() || normalise(model).is_empty() || slug.is_empty() {
            return None;
        }
        let brand = self.brands.get(&normalise(brand)).cloned().unwrap_or_else(|| brand.to_owned());
        // Another name can come to the same id: the next number is free.
        let free = |n: &usize| if *n == 1 { slug.clone() } else { format!("{slug}-{n}") };
        let id = (1..1000).map(|n| free(&n)).find(|id| !self.taken.contains(id))?;
        Some(Named::New { id, brand, model: model.to_owned() })
    }
}

/// `Moondrop Aria 2` as an id: `moondrop-aria-2`.
fn slug(name: &str) -> String {
    let plain = |w: &String| w.replace('+', "plus").chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let parts: Vec<String> = words(name).iter().map(plain).filter(|w| !w.is_empty()).collect();
    let mut slug = parts.join("-");
    if slug.is_empty() && !name.trim().is_empty() {
        // A name without Latin letters still needs one: the numbers of its characters.
        slug = name.trim().chars().take(8).map(|c| format!("u{:x}", u32::from(c))).collect::<Vec<_>>().join("-");
    }
    slug.truncate(80);
    slug
}
