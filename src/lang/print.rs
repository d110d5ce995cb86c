//! Tree to text, with as few brackets as possible: `parse(print(tree))` is the tree again.

use super::ast::{Expr, Kind, Op};

/// The text of a tree.
pub fn print(expr: &Expr) -> String {
    let mut out = String::new();
    write(expr, 0, &mut out);
    out
}

/// Binding of the conditional, and of a prefix operator.
const IF: u8 = 0;
const PREFIX: u8 = 6;

fn write(expr: &Expr, outer: u8, out: &mut String) {
    let own = match &expr.kind {
        Kind::If(_) => IF,
        Kind::Binary { op, .. } => op.precedence(),
        Kind::Not(_) | Kind::Neg(_) => PREFIX,
        _ => u8::MAX,
    };
    if own < outer {
        out.push('(');
        body(expr, out);
        out.push(')');
    } else {
        body(expr, out);
    }
}

fn body(expr: &Expr, out: &mut String) {
    match &expr.kind {
        Kind::Num(n) => out.push_str(&n.to_string()),
        Kind::Text(text) => quoted(text, out),
        Kind::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Kind::List(items) => {
            out.push('[');
            joined(items, out);
            out.push(']');
        }
        Kind::Field { record, field } => out.push_str(&format!("{}.{}", record.text, field.text)),
        Kind::Has { record, field } => out.push_str(&format!("has({}.{})", record.text, field.text)),
        Kind::Call { name, args } => {
            out.push_str(&name.text);
            out.push('(');
            joined(args, out);
            out.push(')');
        }
        Kind::Not(inner) => prefix('!', inner, matches!(inner.kind, Kind::Neg(_)), out),
        Kind::Neg(inner) => prefix('-', inner, matches!(inner.kind, Kind::Not(_)), out),
        Kind::Binary { op, sides, .. } => {
            let left = op.precedence() + u8::from(op.precedence() == Op::Eq.precedence());
            write(&sides[0], left, out);
            out.push_str(&format!(" {op} "));
            write(&sides[1], op.precedence() + 1, out);
        }
        Kind::If(parts) => {
            write(&parts[0], 1, out);
            out.push_str(" ? ");
            write(&parts[1], 1, out);
            out.push_str(" : ");
            write(&parts[2], IF, out);
        }
    }
}

/// A prefix operator; a prefix of the other kind below it needs brackets.
fn prefix(mark: char, inner: &Expr, mixed: bool, out: &mut String) {
    out.push(mark);
    write(inner, if mixed { u8::MAX } else { PREFIX }, out);
}

fn joined(items: &[Expr], out: &mut String) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(item, IF, out);
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('\'');
}
