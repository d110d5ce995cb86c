//! What the form of an `&&` or `||` says, whatever its parts are: a part beside its own
//! opposite decides the whole. Takes typed expressions; gives their parts and whether they
//! oppose one another. `interval` says the same from the ranges of fields.

use super::interval::rules_out;
use super::parts::{Part, negate};
use super::typed::Bool;

/// The parts of nested junctions of one kind, negations moved inwards.
fn flatten<'a>(Part { expr, negated }: Part<'a>, and: bool, into: &mut Vec<Part<'a>>) {
    match expr {
        Bool::Not(expr) => flatten(Part { expr, negated: !negated }, and, into),
        Bool::And(sides) if and != negated => {
            sides.iter().for_each(|expr| flatten(Part { expr, negated }, and, into));
        }
        Bool::Or(sides) if and == negated => {
            sides.iter().for_each(|expr| flatten(Part { expr, negated }, and, into));
        }
        expr => into.push(Part { expr, negated }),
    }
}

/// Whether an `&&` of these sides can never hold, or an `||` of them always does.
pub(super) fn is_decided(sides: &[Bool], and: bool) -> bool {
    let mut parts = Vec::new();
    for expr in sides {
        flatten(Part { expr, negated: false }, and, &mut parts);
    }
    rules_out(&parts, !and) || parts.iter().any(|part| is_opposed(*part, &parts, and))
}

/// Whether a part stands beside its opposite; one that is itself a junction of the other kind
/// does when each of its own parts does.
fn is_opposed(part: Part<'_>, parts: &[Part<'_>], and: bool) -> bool {
    let mut inner = Vec::new();
    flatten(part, !and, &mut inner);
    inner.iter().all(|one| parts.iter().any(|other| oppose(*one, *other)))
}

/// Whether one of the two holds exactly when the other does not.
fn oppose(a: Part<'_>, b: Part<'_>) -> bool {
    if let (Bool::Num(x, these), Bool::Num(y, those)) = (a.expr, b.expr) {
        return negate(*x, a.negated) == negate(*y, !b.negated) && these == those;
    }
    a.negated != b.negated && a.expr == b.expr
}
