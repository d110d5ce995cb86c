//! Checked rules written in the languages of other engines.

use iem::lang::typed::{Arith, Bool, Cmp, Num, Set, Text};

/// A language to write in.
#[derive(Clone, Copy, PartialEq)]
pub enum Dialect {
    Cel,
    Zen,
    Rhai,
    JsonLogic,
}

use Dialect::{Cel, JsonLogic, Rhai, Zen};

/// `match` and `use` are words of rhai's own.
fn path(dialect: Dialect, id: iem::schema::FieldId) -> String {
    let path = id.field().path().replace("match.", "matched.").replace(".use", ".uses");
    if dialect == JsonLogic { format!("{{\"var\": \"{path}\"}}") } else { path }
}

fn cmp(cmp: Cmp) -> &'static str {
    match cmp {
        Cmp::Eq => "==",
        Cmp::Ne => "!=",
        Cmp::Lt => "<",
        Cmp::Le => "<=",
        Cmp::Gt => ">",
        Cmp::Ge => ">=",
    }
}

impl Dialect {
    fn two(self, op: &str, a: &str, b: &str) -> String {
        match self {
            JsonLogic => format!("{{\"{op}\": [{a}, {b}]}}"),
            Zen => {
                let op = match op {
                    "&&" => "and",
                    "||" => "or",
                    other => other,
                };
                format!("({a} {op} {b})")
            }
            Cel | Rhai => format!("({a} {op} {b})"),
        }
    }

    fn choose(self, condition: &str, yes: &str, no: &str) -> String {
        match self {
            JsonLogic => format!("{{\"if\": [{condition}, {yes}, {no}]}}"),
            Rhai => format!("(if {condition} {{ {yes} }} else {{ {no} }})"),
            Cel | Zen => format!("({condition} ? {yes} : {no})"),
        }
    }

    /// A condition.
    pub fn boolean(self, expr: &Bool) -> String {
        match expr {
            Bool::Lit(b) => b.to_string(),
            Bool::Field(id) => path(self, *id),
            Bool::Has(id) => match self {
                Cel => format!("has({})", path(self, *id)),
                Zen => self.two("!=", &path(self, *id), "null"),
                JsonLogic => self.two("!==", &path(self, *id), "null"),
                Rhai => format!("({} != ())", path(self, *id)),
            },
            Bool::Not(b) => match self {
                JsonLogic => format!("{{\"!\": [{}]}}", self.boolean(b)),
                Zen => format!("(not {})", self.boolean(b)),
                Cel | Rhai => format!("!({})", self.boolean(b)),
            },
            Bool::And(s) => {
                self.two(if self == JsonLogic { "and" } else { "&&" }, &self.boolean(&s[0]), &self.boolean(&s[1]))
            }
            Bool::Or(s) => {
                self.two(if self == JsonLogic { "or" } else { "||" }, &self.boolean(&s[0]), &self.boolean(&s[1]))
            }
            Bool::If(p) => self.choose(&self.boolean(&p[0]), &self.boolean(&p[1]), &self.boolean(&p[2])),
            Bool::Num(c, s) => self.two(cmp(*c), &self.number(&s[0]), &self.number(&s[1])),
            Bool::Text(c, s) => self.two(cmp(*c), &self.text(&s[0]), &self.text(&s[1])),
            Bool::InSet(word, Set::Field(id), _) => self.two("in", &self.text(word), &path(self, *id)),
            other => panic!("not in the shipped rules: {other:?}"),
        }
    }

    /// A number.
    pub fn number(self, expr: &Num) -> String {
        match expr {
            Num::Lit(n) => format!("{n:?}"),
            Num::Field(id) => path(self, *id),
            Num::Neg(n) => self.two("*", "-1.0", &self.number(n)),
            Num::Arith(op, s) => {
                let op = match op {
                    Arith::Add => "+",
                    Arith::Sub => "-",
                    Arith::Mul => "*",
                    Arith::Div => "/",
                };
                self.two(op, &self.number(&s[0]), &self.number(&s[1]))
            }
            Num::Ramp(p) => {
                let [x, zero, one] = [&p[0], &p[1], &p[2]].map(|n| self.number(n));
                let share = self.two("/", &self.two("-", &x, &zero), &self.two("-", &one, &zero));
                match self {
                    Cel | Rhai => format!("ramp({x}, {zero}, {one})"),
                    Zen => format!("max([0, min([1, {share}])])"),
                    JsonLogic => format!("{{\"max\": [0, {{\"min\": [1, {share}]}}]}}"),
                }
            }
            Num::If(c, s) => self.choose(&self.boolean(c), &self.number(&s[0]), &self.number(&s[1])),
            other => panic!("not in the shipped rules: {other:?}"),
        }
    }

    fn text(self, expr: &Text) -> String {
        match expr {
            Text::Lit(t) if self == Cel || self == Zen => format!("'{t}'"),
            Text::Lit(t) => format!("\"{t}\""),
            Text::Field(id) => path(self, *id),
            Text::If(..) => panic!("not in the shipped rules"),
        }
    }
}
