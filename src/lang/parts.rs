//! The parts of an `&&` or `||`, and what a comparison becomes when it is turned or negated.

use super::typed::{Bool, Cmp};

/// One part of a junction, and whether it stands there negated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) expr: &'a Bool,
    pub(super) negated: bool,
}

/// The comparison with its sides exchanged.
pub(super) fn turned(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Lt => Cmp::Gt,
        Cmp::Le => Cmp::Ge,
        Cmp::Gt => Cmp::Lt,
        Cmp::Ge => Cmp::Le,
        same => same,
    }
}

/// The comparison that holds exactly when this one does not, if `negated`.
pub(super) fn negate(cmp: Cmp, negated: bool) -> Cmp {
    match (cmp, negated) {
        (cmp, false) => cmp,
        (Cmp::Eq, true) => Cmp::Ne,
        (Cmp::Ne, true) => Cmp::Eq,
        (Cmp::Lt, true) => Cmp::Ge,
        (Cmp::Le, true) => Cmp::Gt,
        (Cmp::Gt, true) => Cmp::Le,
        (Cmp::Ge, true) => Cmp::Lt,
    }
}
