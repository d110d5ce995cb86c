//! The models of the catalogue for one person: what rules read of each, made when it is read.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::asked::Asked;
use super::link::{Connection, Wiring, word};
use crate::catalog::Entry;
use crate::eval::{Facts, FieldSet, Rows, Value};
use crate::schema::{FieldId, Record};
use crate::sound::{Curve, Guess, PersonalTarget, Shift, TuningMatch, impedance_of};

/// What depends on a model and a person.
struct Case<'a> {
    entry: &'a Entry,
    tuning: OnceCell<Option<TuningMatch>>,
    bent: OnceCell<Option<Guess>>,
    /// In a box of its own: mostly there is none, and there are many models.
    connection: OnceCell<Option<Box<Connection>>>,
}

/// Models, and the person they are for.
pub struct Cases<'a> {
    rows: Vec<Case<'a>>,
    asked: Asked<'a>,
    want: Facts,
    target: PersonalTarget,
    wiring: Option<Wiring>,
}

impl<'a> Cases<'a> {
    /// Nothing is computed yet.
    pub fn new(entries: impl Iterator<Item = &'a Entry>, asked: Asked<'a>, wiring: Option<Wiring>) -> Self {
        let case = |entry| Case { entry, tuning: OnceCell::new(), bent: OnceCell::new(), connection: OnceCell::new() };
        Self { rows: entries.map(case).collect(), want: asked.wishes.facts(), target: asked.target(), asked, wiring }
    }

    /// What was asked.
    pub fn asked(&self) -> &Asked<'a> {
        &self.asked
    }

    /// How many models there are.
    pub fn rows_count(&self) -> usize {
        self.rows.len()
    }

    /// The target of this person.
    pub fn target(&self) -> &PersonalTarget {
        &self.target
    }

    /// The person's wishes.
    pub fn want(&self) -> &Facts {
        &self.want
    }

    /// All models, in the order of the rows.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.rows.iter().map(|case| case.entry)
    }

    /// The model of a row.
    pub fn entry(&self, row: usize) -> &'a Entry {
        self.rows[row].entry
    }

    /// How a model connects to the person's source, if one was named.
    pub fn connection(&self, row: usize) -> Option<&Connection> {
        let case = &self.rows[row];
        case.connection.get_or_init(|| self.wiring.as_ref().map(|w| Box::new(w.connect(&case.entry.model)))).as_deref()
    }

    /// How the source bends this model's sound; asked before the connection, which takes longer.
    fn connection_tone(&self, row: usize) -> Option<&Shift> {
        self.wiring.as_ref()?;
        impedance_of(&self.entry(row).model.id)?;
        self.connection(row)?.tone.as_ref()
    }

    fn tuning(&self, row: usize) -> Option<&TuningMatch> {
        let judge = || Some(self.target.judge(&*self.heard(row)?));
        self.rows[row].tuning.get_or_init(judge).as_ref()
    }

    /// The response of a model as it sounds on the person's own source, which is what counts.
    fn heard(&self, row: usize) -> Option<Cow<'_, Curve>> {
        let curve = &self.rows[row].entry.measured.as_ref()?.curve;
        Some(match self.connection_tone(row) {
            Some(shift) => Cow::Owned(shift.apply(curve)),
            None => Cow::Borrowed(curve),
        })
    }

    /// What a model would be graded on the person's own source, where that bends its sound.
    fn bent(&self, row: usize) -> Option<&Guess> {
        let shift = self.connection_tone(row)?;
        let case = &self.rows[row];
        case.bent.get_or_init(|| Some(case.entry.guess_of(&shift.apply(&case.entry.measured.as_ref()?.curve)))).as_ref()
    }

    /// A field of the record `match`.
    fn matching(&self, row: usize, name: &str) -> Option<f64> {
        match name {
            "liked_db" => self.asked.liked_db(self.entry(row)),
            "disliked_db" => self.asked.disliked_db(self.entry(row)),
            "tuning" => Some(self.target.score(&*self.heard(row)?)),
            name => self.tuning(row)?.get(name),
        }
    }

    /// Fields that say nothing because this person did not give what they depend on.
    pub fn absent(&self) -> FieldSet {
        let mut absent = FieldSet::default();
        for id in FieldId::all() {
            let field = id.field();
            let no_gear = match (field.record, field.name) {
                (Record::Match, "liked_db") => self.asked.liked.is_empty() && self.asked.like.is_none(),
                (Record::Match, "disliked_db") => self.asked.disliked.is_empty(),
                (Record::Link, "cable") => !self.asked.names_cable(),
                (Record::Link, _) => self.wiring.is_none(),
                _ => false,
            };
            if no_gear {
                absent.insert(id);
            }
        }
        absent
    }

    /// All facts of a row: the model's own, the wishes, the match and the connection.
    pub fn facts(&self, row: usize) -> Facts {
        let mut facts = self.entry(row).facts().clone();
        facts.mark_recalled(crate::catalog::recalled(&self.entry(row).model));
        facts.overlay(&self.want);
        for id in FieldId::all().filter(|id| matches!(id.field().record, Record::Sound | Record::Match | Record::Link))
        {
            facts.put(id, self.value(row, id).map(Cow::into_owned));
        }
        let recalled = |fact: &str| self.entry(row).model.is_recalled(fact);
        if self.connection(row).is_some() && (recalled("stock_plugs") || recalled("socket")) {
            FieldId::all()
                .filter(|id| id.field().record == Record::Link)
                .for_each(|id| facts.mark_recalled(FieldSet::of(id)));
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
            Record::Iem | Record::Opinion | Record::Known => self.entry(row).value(id).map(Cow::Owned),
            Record::Sound => {
                let bent = self.bent(row).and_then(|guess| crate::catalog::guessed(guess, id));
                bent.or_else(|| self.entry(row).value(id)).map(Cow::Owned)
            }
            Record::Match => self.matching(row, field.name).map(|n| Cow::Owned(Value::Num(n))),
            Record::Link if field.name == "cable" => {
                self.asked.cable_verdict(&self.entry(row).model).and_then(word).map(Cow::Owned)
            }
            Record::Link => self.connection(row)?.get(field.name).map(Cow::Owned),
        }
    }
}
