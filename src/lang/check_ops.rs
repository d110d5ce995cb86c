//! The checks of operators: arithmetic, comparison, membership, vocabularies.

use super::ast::{Expr, Kind, Op};
use super::check::Checker;
use super::interval::decided;
use super::typed::{Arith, Bool, Cmp, Literal, Num, Set, Typed};
use super::{Code, Problem};
use crate::diag::{list, nearest};
use crate::schema::Unit;
use crate::source::Span;

type Words = &'static [&'static str];

impl Checker {
    pub(super) fn arithmetic(&mut self, op: Op, op_span: Span, sides: &[Expr; 2]) -> Option<Typed> {
        let (a, b) = (self.expr(&sides[0]), self.expr(&sides[1]));
        let (a, b) = (a?, b?);
        let joins = |t: &Typed| matches!(t, Typed::Text(..) | Typed::List(_) | Typed::Set(..));
        if op == Op::Add && joins(&a) && joins(&b) {
            self.left_out(
                op_span,
                "`+` adds numbers; joining texts or lists is not part of the rule language",
                "in a `because`, put each value into its own {braces}",
            );
            return None;
        }
        let number = |this: &mut Self, side: &Expr, typed: Typed| match typed {
            Typed::Num(n, unit) => Some((n, unit)),
            other => this.wrong(side, "a number", &other),
        };
        let (a, b) = (number(self, &sides[0], a), number(self, &sides[1], b));
        let ((a, u), (b, v)) = (a?, b?);
        let arith = match op {
            Op::Add => Arith::Add,
            Op::Sub => Arith::Sub,
            Op::Mul => Arith::Mul,
            _ => Arith::Div,
        };
        let sum = matches!(op, Op::Add | Op::Sub);
        if sum {
            self.units(sides[0].span.to(sides[1].span), u, v);
        }
        let unit: Option<Unit> = if sum { u.or(v) } else { None };
        Some(Typed::Num(Num::Arith(arith, Box::new([a, b])), unit))
    }

    pub(super) fn comparison(&mut self, op: Op, sides: &[Expr; 2]) -> Option<Bool> {
        let (a, b) = (self.expr(&sides[0]), self.expr(&sides[1]));
        let (a, b) = (a?, b?);
        let cmp = match op {
            Op::Eq => Cmp::Eq,
            Op::Ne => Cmp::Ne,
            Op::Lt => Cmp::Lt,
            Op::Le => Cmp::Le,
            Op::Gt => Cmp::Gt,
            _ => Cmp::Ge,
        };
        let equality = matches!(cmp, Cmp::Eq | Cmp::Ne);
        match (a, b) {
            (Typed::Num(a, u), Typed::Num(b, v)) => {
                let span = sides[0].span.to(sides[1].span);
                if self.units(span, u, v)
                    && let Some(outcome) = decided(cmp, &a, &b)
                {
                    self.always(span, outcome);
                }
                Some(Bool::Num(cmp, Box::new([a, b])))
            }
            (Typed::Text(a, u), Typed::Text(b, v)) => {
                self.words(&sides[0], v)?;
                self.words(&sides[1], u)?;
                Some(Bool::Text(cmp, Box::new([a, b])))
            }
            (Typed::Bool(a), Typed::Bool(b)) => Some(Bool::Bools(cmp, Box::new([a, b]))),
            (Typed::Set(a, _), Typed::Set(b, _)) if equality => Some(sets(cmp, a, b)),
            (Typed::Set(a, words), Typed::List(_)) if equality => {
                let b = self.set_literal(&sides[1], words)?;
                Some(sets(cmp, a, Set::Lit(b)))
            }
            (Typed::List(_), Typed::Set(b, words)) if equality => {
                let a = self.set_literal(&sides[0], words)?;
                Some(sets(cmp, Set::Lit(a), b))
            }
            (Typed::List(a), Typed::List(b)) if equality => Some(Bool::Lit((a == b) == (cmp == Cmp::Eq))),
            (a, b) => self.incomparable(sides, (&a, &b), equality),
        }
    }

    fn incomparable(&mut self, sides: &[Expr; 2], (a, b): (&Typed, &Typed), equality: bool) -> Option<Bool> {
        let set_and_word = matches!((a, b), (Typed::Set(..), Typed::Text(..)) | (Typed::Text(..), Typed::Set(..)));
        let problem = if a.kind() == b.kind() && !equality {
            Problem::new(Code::E013, sides[0].span, format!("{} has no order", a.kind()))
                .label("compared with == and != only")
        } else if set_and_word {
            let side = &sides[usize::from(matches!(b, Typed::Text(..)))];
            Problem::new(Code::E013, side.span, "a set of words is compared with one word")
                .label("one word")
                .help("ask whether the word is in the set: 'dynamic' in iem.drivers")
        } else {
            // The constant is what was mistyped, where exactly one side is one.
            let left_constant = is_literal(&sides[0]) && !is_literal(&sides[1]);
            let (wrong, wanted, got) = if left_constant { (0, b, a) } else { (1, a, b) };
            let message = format!("{} is compared with {}", a.kind(), b.kind());
            Problem::new(Code::E013, sides[wrong].span, message).label(format!("{}, not {}", got.kind(), wanted.kind()))
        };
        self.report(problem);
        None
    }

    pub(super) fn membership(&mut self, op_span: Span, sides: &[Expr; 2]) -> Option<Bool> {
        let (a, b) = (self.expr(&sides[0]), self.expr(&sides[1]));
        let (a, b) = (a?, b?);
        match (a, b) {
            (Typed::Text(word, _), Typed::Set(set, words)) => {
                self.words(&sides[0], Some(words))?;
                Some(Bool::InSet(word, set, words))
            }
            (a, Typed::List(items)) => self.in_list(op_span, sides, a, items),
            (other, Typed::Set(..)) => self.wrong(&sides[0], "one word", &other),
            (_, other) => self.wrong(&sides[1], "a set or a list", &other),
        }
    }

    fn in_list(&mut self, op_span: Span, sides: &[Expr; 2], a: Typed, items: Vec<Literal>) -> Option<Bool> {
        let all = items.len();
        let empty = items.is_empty();
        let result = match a {
            Typed::Num(n, _) => {
                let list: Vec<f64> = items.iter().filter_map(as_number).collect();
                (list.len(), Bool::InNums(Box::new(n), list))
            }
            Typed::Bool(b) => {
                let list: Vec<bool> = items.iter().filter_map(as_bool).collect();
                (list.len(), Bool::InBools(Box::new(b), list))
            }
            Typed::Text(text, words) => {
                self.list_words(&sides[1], words)?;
                let list: Vec<String> = items.into_iter().filter_map(as_text).collect();
                (list.len(), Bool::InTexts(text, list))
            }
            Typed::List(inner) => return Some(Bool::Lit(items.contains(&Literal::List(inner)))),
            Typed::Set(..) => {
                self.left_out(
                    op_span,
                    "a whole set cannot be looked up in a list",
                    "ask for one word after the other: 'dynamic' in iem.drivers || 'planar' in iem.drivers",
                );
                return None;
            }
        };
        // A list with no entry of the right kind can only be a slip; foreign ones beside it never match.
        if result.0 == 0 && !empty && all > 0 {
            let message = "no entry of this list is of the same kind as what is looked up";
            self.report(Problem::new(Code::E013, sides[1].span, message).label("other kinds only"));
            return None;
        }
        Some(result.1)
    }

    /// Refuses a text literal that the vocabulary of the other side does not know.
    fn words(&mut self, side: &Expr, words: Option<Words>) -> Option<()> {
        let Some(words) = words else {
            return Some(());
        };
        match &side.kind {
            Kind::Text(text) => self.word(text, side.span, words),
            Kind::If(parts) => {
                let (a, b) = (self.words(&parts[1], Some(words)), self.words(&parts[2], Some(words)));
                a.and(b)
            }
            _ => Some(()),
        }
    }

    fn word(&mut self, text: &str, span: Span, words: Words) -> Option<()> {
        if words.contains(&text) {
            return Some(());
        }
        let problem = Problem::new(Code::E014, span, format!("'{text}' is not one of the words this can be"));
        let help = format!("the words are {}", list(words.iter().copied()));
        self.report(match nearest(text, words.iter().copied()) {
            Some(near) => {
                let mut problem = problem.help(help).suggest(near);
                problem.fix = Some(format!("'{near}'"));
                problem
            }
            None => problem.label("unknown word").help(help),
        });
        None
    }

    /// Checks all texts of a list literal against a vocabulary.
    fn list_words(&mut self, side: &Expr, words: Option<Words>) -> Option<()> {
        let (Some(words), Kind::List(items)) = (words, &side.kind) else {
            return Some(());
        };
        let mut fine = Some(());
        for item in items {
            if let Kind::Text(text) = &item.kind
                && self.word(text, item.span, words).is_none()
            {
                fine = None;
            }
        }
        fine
    }

    /// A list literal as a set of a vocabulary.
    fn set_literal(&mut self, side: &Expr, words: Words) -> Option<u64> {
        self.list_words(side, Some(words))?;
        let Kind::List(items) = &side.kind else {
            return None;
        };
        let mut mask = 0;
        for item in items {
            let Kind::Text(text) = &item.kind else {
                let message = "a set holds words";
                self.report(Problem::new(Code::E013, item.span, message).label("not a word"));
                return None;
            };
            mask |= words.iter().position(|w| w == text).map_or(0, |i| 1u64 << i);
        }
        Some(mask)
    }
}

fn sets(cmp: Cmp, a: Set, b: Set) -> Bool {
    Bool::Sets(cmp == Cmp::Eq, Box::new([a, b]))
}

fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Num(_) | Kind::Text(_) | Kind::Bool(_) | Kind::List(_) => true,
        Kind::Neg(inner) | Kind::Not(inner) => is_literal(inner),
        _ => false,
    }
}

fn as_number(item: &Literal) -> Option<f64> {
    if let Literal::Num(n) = item { Some(*n) } else { None }
}

fn as_bool(item: &Literal) -> Option<bool> {
    if let Literal::Bool(b) = item { Some(*b) } else { None }
}

fn as_text(item: Literal) -> Option<String> {
    if let Literal::Text(text) = item { Some(text) } else { None }
}
