//! The tree as written, every node with its span.

use crate::source::Span;

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// The text it came from.
    pub span: Span,
    /// Height of the tree, at most [`MAX_DEPTH`].
    pub depth: u16,
}

/// Trees higher than this are refused, so that recursion over them is safe.
pub const MAX_DEPTH: u16 = 200;

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Operators of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Op {
    /// `||`
    #[strum(serialize = "||")]
    Or,
    /// `&&`
    #[strum(serialize = "&&")]
    And,
    /// `==`
    #[strum(serialize = "==")]
    Eq,
    /// `!=`
    #[strum(serialize = "!=")]
    Ne,
    /// `<`
    #[strum(serialize = "<")]
    Lt,
    /// `<=`
    #[strum(serialize = "<=")]
    Le,
    /// `>`
    #[strum(serialize = ">")]
    Gt,
    /// `>=`
    #[strum(serialize = ">=")]
    Ge,
    /// `in`
    #[strum(serialize = "in")]
    In,
    /// `+`
    #[strum(serialize = "+")]
    Add,
    /// `-`
    #[strum(serialize = "-")]
    Sub,
    /// `*`
    #[strum(serialize = "*")]
    Mul,
    /// `/`
    #[strum(serialize = "/")]
    Div,
}

impl Op {
    /// How tightly it binds; larger is tighter.
    pub fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Eq | Self::Ne | Self::Lt | Self::Le | Self::Gt | Self::Ge | Self::In => 3,
            Self::Add | Self::Sub => 4,
            Self::Mul | Self::Div => 5,
        }
    }
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number.
    Num(f64),
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// `[...]` of literals.
    List(Vec<Expr>),
    /// `record.field`.
    Field {
        /// The record's name.
        record: Name,
        /// The field's name.
        field: Name,
    },
    /// `has(record.field)`.
    Has {
        /// The record's name.
        record: Name,
        /// The field's name.
        field: Name,
    },
    /// `name(arguments)`.
    Call {
        /// The function's name.
        name: Name,
        /// What it is called with.
        args: Vec<Expr>,
    },
    /// `!x`
    Not(Box<Expr>),
    /// `-x`
    Neg(Box<Expr>),
    /// Two sides and an operator.
    Binary {
        /// Which operator.
        op: Op,
        /// Where it stands.
        op_span: Span,
        /// Its two sides.
        sides: Box<[Expr; 2]>,
    },
    /// `condition ? yes : no`, in that order.
    If(Box<[Expr; 3]>),
}
