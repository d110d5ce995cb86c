//! The lines of a score: every point has a rule, or a stated reason that is none.

/// One line; the score is the sum of the lines in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Rule id, or `<criterion>/base`, `/cap`, `/prior`.
    pub rule: String,
    /// The criterion it counts for.
    pub criterion: String,
    /// Points of the final score.
    pub points: f64,
    /// Why.
    pub because: String,
}

/// A caution.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// Rule id.
    pub rule: String,
    /// What to look out for.
    pub because: String,
}
