//! Tree to typed tree. Collects all problems of an expression; what follows from a
//! problem is not reported again.

use super::ast::{Expr, Kind, Name, Op};
use super::junction::is_decided;
use super::typed::{Bool, Literal, Num, Set, Text, Typed};
use super::{Checked, Code, Problem};
use crate::diag::{list, nearest};
use crate::schema::{self, FieldId, Record, Ty, Unit};
use crate::source::Span;

/// Checks a tree.
///
/// # Errors
/// All problems, sorted by place.
pub fn check(tree: &Expr) -> Result<Checked<Typed>, Vec<Problem>> {
    let mut checker = Checker { problems: Vec::new(), warnings: Vec::new() };
    match checker.expr(tree) {
        Some(value) if checker.problems.is_empty() => {
            checker.warnings.sort_by_key(|p| p.span);
            Ok(Checked { value, warnings: checker.warnings })
        }
        _ => {
            checker.problems.sort_by_key(|p| p.span);
            Err(checker.problems)
        }
    }
}

pub(super) struct Checker {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

/// The functions with the number of their arguments (`usize::MAX`: any from one).
const FUNCTIONS: &[(&str, usize)] =
    &[("abs", 1), ("min", usize::MAX), ("max", usize::MAX), ("clamp", 3), ("size", 1), ("ramp", 3), ("has", 1)];

impl Checker {
    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Whether two units side by side go together; reports it if not.
    pub(super) fn units(&mut self, span: Span, a: Option<Unit>, b: Option<Unit>) -> bool {
        if let (Some(a), Some(b)) = (a, b)
            && a != b
        {
            let message = format!("the two sides have different units: {} and {}", a.title(), b.title());
            self.warnings.push(Problem::new(Code::W101, span, message).label("different units"));
            return false;
        }
        true
    }

    /// A condition with only one outcome.
    pub(super) fn always(&mut self, span: Span, outcome: bool) {
        let message = format!("this is always {outcome}, whatever the model and the wishes");
        let problem = Problem::new(Code::W102, span, message).label(format!("always {outcome}"));
        self.warnings.push(problem.help("compare with the range of the field: iem rules schema lists them"));
    }

    /// Reports a junction whose parts exclude one another, once.
    fn junction(&mut self, span: Span, and: bool, sides: &[Bool; 2]) {
        if is_decided(sides, and) && !sides.iter().any(|side| is_decided(std::slice::from_ref(side), and)) {
            self.always(span, !and);
        }
    }

    /// `None` after a problem that was reported.
    pub(super) fn expr(&mut self, expr: &Expr) -> Option<Typed> {
        match &expr.kind {
            Kind::Num(n) => Some(Typed::Num(Num::Lit(*n), None)),
            Kind::Text(text) => Some(Typed::Text(Text::Lit(text.clone()), None)),
            Kind::Bool(b) => Some(Typed::Bool(Bool::Lit(*b))),
            Kind::List(items) => Some(Typed::List(items.iter().filter_map(literal).collect())),
            Kind::Field { record, field } => self.field(record, field).map(read),
            Kind::Has { record, field } => self.field(record, field).map(|id| Typed::Bool(Bool::Has(id))),
            Kind::Call { name, args } => self.call(expr, name, args),
            Kind::Not(inner) => self.bool(inner).map(|b| Typed::Bool(Bool::Not(Box::new(b)))),
            Kind::Neg(inner) => {
                let (n, unit) = self.num(inner)?;
                Some(Typed::Num(if let Num::Lit(v) = n { Num::Lit(-v) } else { Num::Neg(Box::new(n)) }, unit))
            }
            Kind::Binary { op, op_span, sides } => self.binary(*op, *op_span, sides),
            Kind::If(parts) => self.conditional(expr, parts),
        }
    }

    fn field(&mut self, record: &Name, field: &Name) -> Option<FieldId> {
        use std::str::FromStr;
        use strum::VariantNames;
        let Ok(group) = Record::from_str(&record.text) else {
            let problem = Problem::new(Code::E011, record.span, format!("there is no record `{}`", record.text));
            let help = format!("the records are {}", list(Record::VARIANTS.iter().copied()));
            self.report(match nearest(&record.text, Record::VARIANTS.iter().copied()) {
                Some(name) => problem.suggest(name).help(help),
                None => problem.label("not a record").help(help),
            });
            return None;
        };
        let found = FieldId::find(group, &field.text);
        if found.is_none() {
            let message = format!("`{}` has no field `{}`", record.text, field.text);
            let problem = Problem::new(Code::E012, field.span, message);
            let help = format!("fields of `{}`: {}", record.text, list(schema::names_of(group)));
            self.report(match nearest(&field.text, schema::names_of(group)) {
                Some(name) => problem.suggest(name).help(help),
                None => problem.label("not a field").help(help),
            });
        }
        found
    }

    /// An operand that must be true or false.
    pub(super) fn bool(&mut self, expr: &Expr) -> Option<Bool> {
        match self.expr(expr)? {
            Typed::Bool(b) => Some(b),
            other => self.wrong(expr, "true or false", &other),
        }
    }

    /// An operand that must be a number.
    pub(super) fn num(&mut self, expr: &Expr) -> Option<(Num, Option<Unit>)> {
        match self.expr(expr)? {
            Typed::Num(n, unit) => Some((n, unit)),
            other => self.wrong(expr, "a number", &other),
        }
    }

    pub(super) fn wrong<T>(&mut self, expr: &Expr, wanted: &str, got: &Typed) -> Option<T> {
        let message = format!("this must be {wanted}, but it is {}", got.kind());
        self.report(Problem::new(Code::E013, expr.span, message).label(got.kind()));
        None
    }

    fn call(&mut self, expr: &Expr, name: &Name, args: &[Expr]) -> Option<Typed> {
        let Some(&(_, arity)) = FUNCTIONS.iter().find(|(f, _)| *f == name.text) else {
            let names = FUNCTIONS.iter().map(|(f, _)| *f);
            let problem = Problem::new(Code::E015, name.span, format!("there is no function `{}`", name.text));
            let help = format!("the functions are {}", list(names.clone()));
            self.report(match nearest(&name.text, names) {
                Some(near) => problem.suggest(near).help(help),
                None => problem.label("not a function").help(help),
            });
            return None;
        };
        let fits = if arity == usize::MAX { !args.is_empty() } else { args.len() == arity };
        if !fits {
            let wanted = if arity == usize::MAX { "at least 1".to_owned() } else { arity.to_string() };
            let message = format!("`{}` takes {wanted} values, here are {}", name.text, args.len());
            self.report(Problem::new(Code::E013, expr.span, message).label(format!("{wanted} wanted")));
            return None;
        }
        if name.text == "size" {
            return self.size(&args[0]);
        }
        let numbers: Vec<Option<(Num, Option<Unit>)>> = args.iter().map(|a| self.num(a)).collect();
        let numbers: Vec<(Num, Option<Unit>)> = numbers.into_iter().collect::<Option<_>>()?;
        let unit = numbers.iter().find_map(|(_, unit)| *unit);
        let values: Vec<Num> = numbers.into_iter().map(|(n, _)| n).collect();
        numeric_call(&name.text, values, unit)
    }

    fn size(&mut self, arg: &Expr) -> Option<Typed> {
        let size = match self.expr(arg)? {
            Typed::Set(set, _) => Num::SizeSet(set),
            Typed::Text(text, _) => Num::SizeText(text),
            Typed::List(items) => Num::Lit(items.len() as f64),
            other => return self.wrong(arg, "a set, a list or a text", &other),
        };
        Some(Typed::Num(size, None))
    }

    fn conditional(&mut self, expr: &Expr, parts: &[Expr; 3]) -> Option<Typed> {
        let condition = self.bool(&parts[0]);
        let (yes, no) = (self.expr(&parts[1]), self.expr(&parts[2]));
        let (condition, yes, no) = (condition?, yes?, no?);
        let kinds = (yes.kind(), no.kind());
        Some(match (yes, no) {
            (Typed::Bool(a), Typed::Bool(b)) => Typed::Bool(Bool::If(Box::new([condition, a, b]))),
            (Typed::Num(a, u), Typed::Num(b, v)) => Typed::Num(Num::If(Box::new(condition), Box::new([a, b])), u.or(v)),
            (Typed::Text(a, u), Typed::Text(b, v)) => {
                Typed::Text(Text::If(Box::new(condition), Box::new([a, b])), u.or(v))
            }
            (Typed::Set(a, u), Typed::Set(b, _)) => Typed::Set(Set::If(Box::new(condition), Box::new([a, b])), u),
            (Typed::List(_), Typed::List(_)) => {
                self.report(
                    Problem::new(Code::E015, expr.span, "a list cannot be chosen by a condition")
                        .label("left out")
                        .help("put the condition around the whole comparison"),
                );
                return None;
            }
            _ => {
                let message = format!("the two outcomes differ: {} and {}", kinds.0, kinds.1);
                self.report(Problem::new(Code::E013, parts[2].span, message).label(kinds.1));
                return None;
            }
        })
    }

    pub(super) fn left_out(&mut self, span: Span, message: &str, help: &str) {
        self.report(Problem::new(Code::E015, span, message).label("left out").help(help));
    }

    fn binary(&mut self, op: Op, op_span: Span, sides: &[Expr; 2]) -> Option<Typed> {
        match op {
            Op::And | Op::Or => {
                let (a, b) = (self.bool(&sides[0]), self.bool(&sides[1]));
                let both = Box::new([a?, b?]);
                self.junction(sides[0].span.to(sides[1].span), op == Op::And, &both);
                Some(Typed::Bool(if op == Op::And { Bool::And(both) } else { Bool::Or(both) }))
            }
            Op::Add | Op::Sub | Op::Mul | Op::Div => self.arithmetic(op, op_span, sides),
            Op::In => self.membership(op_span, sides).map(Typed::Bool),
            _ => self.comparison(op, sides).map(Typed::Bool),
        }
    }
}

/// The value of a literal; `None` for anything else.
fn literal(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        Kind::Num(n) => Some(Literal::Num(*n)),
        Kind::Text(text) => Some(Literal::Text(text.clone())),
        Kind::Bool(b) => Some(Literal::Bool(*b)),
        Kind::List(items) => Some(Literal::List(items.iter().filter_map(literal).collect())),
        Kind::Neg(inner) => match inner.kind {
            Kind::Num(n) => Some(Literal::Num(-n)),
            _ => None,
        },
        _ => None,
    }
}

fn read(id: FieldId) -> Typed {
    match id.field().ty {
        Ty::Bool => Typed::Bool(Bool::Field(id)),
        Ty::Number(unit) => Typed::Num(Num::Field(id), Some(unit)),
        Ty::Text(words) => Typed::Text(Text::Field(id), words.list()),
        Ty::Set(words) => Typed::Set(Set::Field(id), words.list().unwrap_or_default()),
    }
}

fn numeric_call(name: &str, values: Vec<Num>, unit: Option<Unit>) -> Option<Typed> {
    let three = |values: Vec<Num>| <[Num; 3]>::try_from(values).ok().map(Box::new);
    Some(match name {
        "abs" => Typed::Num(Num::Abs(Box::new(values.into_iter().next()?)), unit),
        "min" => Typed::Num(Num::Min(values), unit),
        "max" => Typed::Num(Num::Max(values), unit),
        "clamp" => Typed::Num(Num::Clamp(three(values)?), unit),
        "ramp" => Typed::Num(Num::Ramp(three(values)?), None),
        _ => return None,
    })
}
