//! Random well-typed expressions and random facts, for the oracles.
//!
//! What is written here is also valid CEL: numbers carry a point, nothing relies on our
//! own functions' names beyond those a host of CEL can register.

use std::borrow::Cow;

use iem::eval::{Facts, Value};
use iem::schema::{Field, FieldId, Record, Ty};

use crate::support::Dice;

/// Fields that expressions read, of every type.
pub fn fields() -> Vec<FieldId> {
    let names = [
        (Record::Iem, "price_usd"),
        (Record::Iem, "impedance_ohm"),
        (Record::Sound, "bass_db"),
        (Record::Want, "bass"),
        (Record::Iem, "vented"),
        (Record::Want, "mic"),
        (Record::Iem, "form"),
        (Record::Want, "fit"),
        (Record::Iem, "brand"),
        (Record::Iem, "drivers"),
        (Record::Want, "drivers"),
        (Record::Iem, "stock_plugs"),
    ];
    names.map(|(record, name)| FieldId::find(record, name).expect("a field")).to_vec()
}

fn words(field: &Field) -> &'static [&'static str] {
    match field.ty {
        Ty::Text(words) | Ty::Set(words) => words.list().unwrap_or(&["Etymotic", "Moondrop", "7Hz", "é"]),
        _ => &[],
    }
}

/// Facts of which each is missing in a third of the cases.
pub fn facts(dice: &mut Dice) -> Facts {
    let mut facts = Facts::default();
    for id in fields() {
        if dice.chance(33) {
            continue;
        }
        let field = id.field();
        let value = match field.ty {
            Ty::Bool => Value::Bool(dice.chance(50)),
            Ty::Number(_) => Value::Num(dice.pick(&[0.0, 1.0, -2.5, 3.0, 4.0, 99.5, 100.0, 1e3])),
            Ty::Text(_) => Value::Text(Cow::Borrowed(dice.pick(words(field)))),
            Ty::Set(_) => Value::Set(dice.next() & ((1 << words(field).len()) - 1)),
        };
        facts.put(id, Some(value));
    }
    facts
}

/// Writes expressions. Without `own`, division by zero cannot happen, which CEL sees otherwise.
pub struct Writer<'d> {
    pub dice: &'d mut Dice,
    pub own: bool,
}

impl Writer<'_> {
    fn field(&mut self, wanted: impl Fn(&Ty) -> bool) -> String {
        let fitting: Vec<FieldId> = fields().into_iter().filter(|id| wanted(&id.field().ty)).collect();
        self.dice.pick(&fitting).field().path()
    }

    fn literal(&mut self) -> String {
        self.dice.pick(&["0.0", "1.0", "2.5", "3.0", "100.0", "1e3"]).to_owned()
    }

    /// A number.
    pub fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            return if self.dice.chance(60) { self.field(|t| matches!(t, Ty::Number(_))) } else { self.literal() };
        }
        let d = depth - 1;
        match self.dice.below(10) {
            0 => format!("({} + {})", self.number(d), self.number(d)),
            1 => format!("({} - {})", self.number(d), self.number(d)),
            2 => format!("({} * {})", self.number(d), self.number(d)),
            3 if self.own => format!("({} / {})", self.number(d), self.number(d)),
            3 => format!("({} / {})", self.number(d), self.dice.pick(&["2.0", "0.25", "3.0"])),
            4 => format!("-({})", self.number(d)),
            5 => format!("abs({})", self.number(d)),
            6 => format!("{}({}, {})", self.dice.pick(&["min", "max"]), self.number(d), self.number(d)),
            7 => format!("clamp({}, {}, {})", self.number(d), self.number(d), self.number(d)),
            8 if self.own => format!("ramp({}, {}, {})", self.number(d), self.number(d), self.number(d)),
            8 => format!("ramp({}, {})", self.number(d), self.dice.pick(&["0.0, 2.5", "100.0, 3.0"])),
            _ => format!("({} ? {} : {})", self.condition(d), self.number(d), self.number(d)),
        }
    }

    fn text(&mut self) -> (String, &'static [&'static str]) {
        let of = if self.dice.chance(50) { ["iem.form", "want.fit"] } else { ["iem.brand", "iem.brand"] };
        let path = self.dice.pick(&of);
        let (record, name) = path.split_once('.').expect("record.field");
        let id = FieldId::find(record.parse().expect("a record"), name).expect("a field");
        (path.to_owned(), words(id.field()))
    }

    fn leaf(&mut self) -> String {
        match self.dice.below(8) {
            0 => self.field(|t| matches!(t, Ty::Bool)),
            1 => format!("has({})", self.field(|_| true)),
            2 => self.dice.pick(&["true", "false"]).to_owned(),
            3 => {
                let (path, words) = self.text();
                format!("{path} {} '{}'", self.dice.pick(&["==", "!=", "<", ">="]), self.dice.pick(words))
            }
            4 => {
                let (path, words) = self.text();
                format!("{path} in ['{}', '{}']", self.dice.pick(words), self.dice.pick(words))
            }
            5 => {
                let set = self.dice.pick(&["iem.drivers", "want.drivers"]);
                format!("'{}' in {set}", self.dice.pick(&["dynamic", "planar", "balanced-armature"]))
            }
            6 => format!("iem.drivers {} want.drivers", self.dice.pick(&["==", "!="])),
            _ => self.compare(0),
        }
    }

    fn compare(&mut self, depth: usize) -> String {
        let op = self.dice.pick(&["<", "<=", ">", ">=", "==", "!="]);
        format!("{} {op} {}", self.number(depth), self.number(depth))
    }

    /// True or false.
    pub fn condition(&mut self, depth: usize) -> String {
        if depth == 0 {
            return format!("({})", self.leaf());
        }
        let d = depth - 1;
        match self.dice.below(8) {
            0 | 1 => format!("({} && {})", self.condition(d), self.condition(d)),
            2 | 3 => format!("({} || {})", self.condition(d), self.condition(d)),
            4 => format!("!({})", self.condition(d)),
            5 => format!("({} ? {} : {})", self.condition(d), self.condition(d), self.condition(d)),
            6 => format!("({})", self.compare(d)),
            _ => format!("({} == {})", self.condition(d), self.condition(d)),
        }
    }
}
