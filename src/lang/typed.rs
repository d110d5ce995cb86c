//! The typed tree: an expression that the evaluators can run.
//!
//! There is one type a kind of value, so an ill-typed expression cannot be built.

use crate::schema::{FieldId, Unit};

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cmp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl Cmp {
    /// Whether it holds for two values in this order.
    pub fn holds<T: PartialOrd>(self, a: &T, b: &T) -> bool {
        match self {
            Self::Eq => a == b,
            Self::Ne => a != b,
            Self::Lt => a < b,
            Self::Le => a <= b,
            Self::Gt => a > b,
            Self::Ge => a >= b,
        }
    }
}

/// Arithmetic of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arith {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// An expression that is true or false.
#[derive(Debug, Clone, PartialEq)]
pub enum Bool {
    /// A constant.
    Lit(bool),
    /// A fact.
    Field(FieldId),
    /// Whether a fact is known.
    Has(FieldId),
    /// Not.
    Not(Box<Bool>),
    /// Both.
    And(Box<[Bool; 2]>),
    /// Either.
    Or(Box<[Bool; 2]>),
    /// Condition, yes, no.
    If(Box<[Bool; 3]>),
    /// Two numbers compared.
    Num(Cmp, Box<[Num; 2]>),
    /// Two texts compared by code points.
    Text(Cmp, Box<[Text; 2]>),
    /// Two truth values compared, false < true.
    Bools(Cmp, Box<[Bool; 2]>),
    /// Two sets of one vocabulary are equal, or with `false` different.
    Sets(bool, Box<[Set; 2]>),
    /// A word is in a set of this vocabulary.
    InSet(Text, Set, &'static [&'static str]),
    /// A number is in a list.
    InNums(Box<Num>, Vec<f64>),
    /// A text is in a list.
    InTexts(Text, Vec<String>),
    /// A truth value is in a list.
    InBools(Box<Bool>, Vec<bool>),
}

/// An expression that is a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Num {
    /// A constant.
    Lit(f64),
    /// A fact.
    Field(FieldId),
    /// Its negative.
    Neg(Box<Num>),
    /// Two numbers combined.
    Arith(Arith, Box<[Num; 2]>),
    /// Its absolute value.
    Abs(Box<Num>),
    /// The smallest.
    Min(Vec<Num>),
    /// The largest.
    Max(Vec<Num>),
    /// A value kept between two others: value, low, high.
    Clamp(Box<[Num; 3]>),
    /// 0 at the second, 1 at the third, straight between: value, zero, one.
    Ramp(Box<[Num; 3]>),
    /// How many words a set holds.
    SizeSet(Set),
    /// How many characters a text has.
    SizeText(Text),
    /// Condition, yes, no.
    If(Box<Bool>, Box<[Num; 2]>),
}

/// An expression that is a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// A constant.
    Lit(String),
    /// A fact.
    Field(FieldId),
    /// Condition, yes, no.
    If(Box<Bool>, Box<[Text; 2]>),
}

/// An expression that is a set; bit `n` stands for word `n` of its vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub enum Set {
    /// A constant.
    Lit(u64),
    /// A fact.
    Field(FieldId),
    /// Condition, yes, no.
    If(Box<Bool>, Box<[Set; 2]>),
}

/// A constant in a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A number.
    Num(f64),
    /// A text.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// A list.
    List(Vec<Literal>),
}

/// An expression and its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// True or false.
    Bool(Bool),
    /// A number, with its unit where one is known.
    Num(Num, Option<Unit>),
    /// A text, with its vocabulary where it has one.
    Text(Text, Option<&'static [&'static str]>),
    /// A set of this vocabulary.
    Set(Set, &'static [&'static str]),
    /// A list of constants.
    List(Vec<Literal>),
}

impl Typed {
    /// What it is called in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "true or false",
            Self::Num(..) => "a number",
            Self::Text(..) => "a text",
            Self::Set(..) => "a set of words",
            Self::List(_) => "a list",
        }
    }

    /// `bool`, `number`, `text`, `set`, `list`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Bool(_) => "bool",
            Self::Num(..) => "number",
            Self::Text(..) => "text",
            Self::Set(..) => "set",
            Self::List(_) => "list",
        }
    }

    /// Calls `see` for every field read, `has` included.
    pub fn fields(&self, see: &mut impl FnMut(FieldId)) {
        match self {
            Self::Bool(b) => b.fields(see),
            Self::Num(n, _) => n.fields(see),
            Self::Text(t, _) => t.fields(see),
            Self::Set(s, _) => s.fields(see),
            Self::List(_) => {}
        }
    }
}

impl Bool {
    /// Calls `see` for every field read, `has` included.
    pub fn fields(&self, see: &mut impl FnMut(FieldId)) {
        match self {
            Self::Lit(_) => {}
            Self::Field(id) | Self::Has(id) => see(*id),
            Self::Not(b) | Self::InBools(b, _) => b.fields(see),
            Self::And(sides) | Self::Or(sides) | Self::Bools(_, sides) => sides.iter().for_each(|b| b.fields(see)),
            Self::If(parts) => parts.iter().for_each(|b| b.fields(see)),
            Self::Num(_, sides) => sides.iter().for_each(|n| n.fields(see)),
            Self::Text(_, sides) => sides.iter().for_each(|t| t.fields(see)),
            Self::Sets(_, sides) => sides.iter().for_each(|s| s.fields(see)),
            Self::InSet(text, set, _) => {
                text.fields(see);
                set.fields(see);
            }
            Self::InNums(n, _) => n.fields(see),
            Self::InTexts(t, _) => t.fields(see),
        }
    }
}

impl Num {
    /// Calls `see` for every field read.
    pub fn fields(&self, see: &mut impl FnMut(FieldId)) {
        match self {
            Self::Lit(_) => {}
            Self::Field(id) => see(*id),
            Self::Neg(n) | Self::Abs(n) => n.fields(see),
            Self::Arith(_, sides) => sides.iter().for_each(|n| n.fields(see)),
            Self::Min(all) | Self::Max(all) => all.iter().for_each(|n| n.fields(see)),
            Self::Clamp(parts) | Self::Ramp(parts) => parts.iter().for_each(|n| n.fields(see)),
            Self::SizeSet(s) => s.fields(see),
            Self::SizeText(t) => t.fields(see),
            Self::If(condition, sides) => {
                condition.fields(see);
                sides.iter().for_each(|n| n.fields(see));
            }
        }
    }
}

impl Text {
    /// Calls `see` for every field read.
    pub fn fields(&self, see: &mut impl FnMut(FieldId)) {
        match self {
            Self::Lit(_) => {}
            Self::Field(id) => see(*id),
            Self::If(condition, sides) => {
                condition.fields(see);
                sides.iter().for_each(|t| t.fields(see));
            }
        }
    }
}

impl Set {
    /// Calls `see` for every field read.
    pub fn fields(&self, see: &mut impl FnMut(FieldId)) {
        match self {
            Self::Lit(_) => {}
            Self::Field(id) => see(*id),
            Self::If(condition, sides) => {
                condition.fields(see);
                sides.iter().for_each(|s| s.fields(see));
            }
        }
    }
}

impl Bool {
    /// Calls `see` for every text the expression compares with.
    pub fn literals(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::Lit(_) | Self::Field(_) | Self::Has(_) => {}
            Self::Not(b) | Self::InBools(b, _) => b.literals(see),
            Self::And(sides) | Self::Or(sides) | Self::Bools(_, sides) => {
                sides.iter().for_each(|b| b.literals(see));
            }
            Self::If(parts) => parts.iter().for_each(|b| b.literals(see)),
            Self::Num(_, sides) => sides.iter().for_each(|n| n.literals(see)),
            Self::Text(_, sides) => sides.iter().for_each(|t| t.literals(see)),
            Self::Sets(_, sides) => sides.iter().for_each(|s| s.literals(see)),
            Self::InSet(text, set, _) => {
                text.literals(see);
                set.literals(see);
            }
            Self::InNums(n, _) => n.literals(see),
            Self::InTexts(text, list) => {
                text.literals(see);
                for t in list {
                    see(t);
                }
            }
        }
    }
}

impl Num {
    /// Calls `see` for every text the expression compares with.
    pub fn literals(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::Lit(_) | Self::Field(_) => {}
            Self::Neg(n) | Self::Abs(n) => n.literals(see),
            Self::Arith(_, sides) => sides.iter().for_each(|n| n.literals(see)),
            Self::Min(all) | Self::Max(all) => all.iter().for_each(|n| n.literals(see)),
            Self::Clamp(parts) | Self::Ramp(parts) => parts.iter().for_each(|n| n.literals(see)),
            Self::SizeSet(set) => set.literals(see),
            Self::SizeText(text) => text.literals(see),
            Self::If(condition, sides) => {
                condition.literals(see);
                sides.iter().for_each(|n| n.literals(see));
            }
        }
    }
}

impl Text {
    /// Calls `see` for every text the expression compares with.
    pub fn literals(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::Lit(text) => see(text),
            Self::Field(_) => {}
            Self::If(condition, sides) => {
                condition.literals(see);
                sides.iter().for_each(|t| t.literals(see));
            }
        }
    }
}

impl Set {
    /// Calls `see` for every text the expression compares with.
    pub fn literals(&self, see: &mut impl FnMut(&str)) {
        if let Self::If(condition, sides) = self {
            condition.literals(see);
            sides.iter().for_each(|s| s.literals(see));
        }
    }
}
