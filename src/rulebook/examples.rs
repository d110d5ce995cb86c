//! Examples: what a rule must say of given facts. They are documentation that is run.

use super::book::Rulebook;
use super::plan::{self, Outcome};
use super::rule::{Expected, Kind, Rule};
use crate::diag::{Code, Diagnostic};

/// Runs all examples; each that fails is an E017.
pub fn run(rulebook: &Rulebook) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for example in &rulebook.examples {
        for (id, loc, expected) in &example.expect {
            // A rule with a mistake is not there, or an earlier file's rule is still in its place.
            let Some(rule) = rulebook.rules.get(id).filter(|rule| rule.loc.file == loc.file) else { continue };
            let got = plan::judge(rule, &example.facts);
            if !agrees(rule, expected, &got) {
                let message =
                    format!("example \"{}\": expected {}, got {}", example.name, said(expected), shown(rule, &got));
                found.push(Diagnostic::new(Code::E017, *loc, message).label(shown(rule, &got)));
            }
        }
    }
    found
}

fn agrees(rule: &Rule, expected: &Expected, got: &Outcome) -> bool {
    match (expected, got) {
        (Expected::Unknown, Outcome::Unknown(_)) | (Expected::NotApplicable, Outcome::NotApplicable) => true,
        (Expected::Points(points), Outcome::Points(p)) => (points - p).abs() < 1e-9,
        (Expected::Holds(wanted), Outcome::Holds(holds)) => wanted == holds,
        (Expected::Holds(false), Outcome::Points(p)) => matches!(rule.kind, Kind::Score { .. }) && *p == 0.0,
        _ => false,
    }
}

fn said(expected: &Expected) -> String {
    match expected {
        Expected::Points(points) => format!("{points}"),
        Expected::Holds(holds) => holds.to_string(),
        Expected::Unknown => "unknown".to_owned(),
        Expected::NotApplicable => "not-applicable".to_owned(),
    }
}

fn shown(_rule: &Rule, got: &Outcome) -> String {
    match got {
        Outcome::Points(points) => format!("{points}"),
        Outcome::Holds(holds) => holds.to_string(),
        Outcome::NotApplicable => "not-applicable".to_owned(),
        Outcome::Unknown(unknown) => match unknown.cause {
            Some(cause) => format!("unknown ({cause})"),
            None => format!("unknown ({} missing)", unknown.missing.paths().join(", ")),
        },
    }
}
