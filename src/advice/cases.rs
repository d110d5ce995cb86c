//! The models of the catalogue for one person: what rules read of each, made when it is read.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Preferences;
use super::link::{Connection, Wiring};
use crate::catalog::Entry;
use crate::eval::{Facts, FieldSet, Rows, Value};
use crate::schema::{FieldId, Record};
use crate::sound::{PersonalTarget, TuningMatch};

/// What depends on a model and a person.
struct Case<'a> {
    entry: &'a Entry,
    tuning: OnceCell<Option<TuningMatch>>,
    connection: OnceCell<Option<Connection>>,
}

/// Models, and the person they are for.
pub struct Cases<'a> {
    rows: Vec<Case<'a>>,
    want: Facts,
    target: PersonalTarget,
    wiring: Option<Wiring>,
}

impl<'a> Cases<'a> {
    /// Nothing is computed yet.
    pub fn new(entries: impl Iterator<Item = &'a Entry>, wishes: &Preferences, wiring: Option<Wiring>) -> Self {
        let case = |entry| Case { entry, tuning: OnceCell::new(), connection: OnceCell::new() };
        Self {
            rows: entries.map(case).collect(),
            want: wishes.facts(),
            target: PersonalTarget::new(wishes.levels()),
            wiring,
        }
    }

    /// The person's wishes.
    pub fn want(&self) -> &Facts {
        &self.want
    }

    /// The model of a row.
    pub fn entry(&self, row: usize) -> &'a Entry {
        self.rows[row].entry
    }

    /// How a model connects to the person's source, if one was named.
    pub fn connection(&self, row: usize) -> Option<&Connection> {
        let case = &self.rows[row];
        case.connection.get_or_init(|| self.wiring.as_ref().map(|w| w.connect(&case.entry.model))).as_ref()
    }

    fn tuning(&self, row: usize) -> Option<&TuningMatch> {
        let case = &self.rows[row];
        case.tuning.get_or_init(|| case.entry.measured.as_ref().map(|m| self.target.judge(&m.curve))).as_ref()
    }

    /// Fields that say nothing because this person did not give what they depend on.
    pub fn absent(&self) -> FieldSet {
        let mut absent = FieldSet::default();
        for id in FieldId::all() {
            let field = id.field();
            let gear = field.record == Record::Match && matches!(field.name, "liked_db" | "disliked_db");
            if gear || (field.record == Record::Link && self.wiring.is_none()) {
                absent.insert(id);
            }
        }
        absent
    }

    /// All facts of a row: the model's own, the wishes, the match and the connection.
    pub fn facts(&self, row: usize) -> Facts {
        let mut facts = self.entry(row).facts.clone();
        facts.overlay(&self.want);
        for id in FieldId::all().filter(|id| matches!(id.field().record, Record::Match | Record::Link)) {
            facts.put(id, self.value(row, id).map(Cow::into_owned));
        }
        if self.connection(row).is_some_and(Connection::is_recalled) {
            FieldId::all().filter(|id| id.field().record == Record::Link).for_each(|id| facts.mark_recalled(id));
        }
        facts
    }
}

impl Rows for Cases<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, id: FieldId) -> Option<Cow<'_, Value>> {
        let field = id.field();
        match field.record {
            Record::Want => self.want.get(id).map(Cow::Borrowed),
            Record::Iem | Record::Sound | Record::Opinion => self.entry(row).facts.get(id).map(Cow::Borrowed),
            Record::Match => self.tuning(row)?.get(field.name).map(|n| Cow::Owned(Value::Num(n))),
            Record::Link => self.connection(row)?.get(field.name).map(Cow::Owned),
        }
    }
}
