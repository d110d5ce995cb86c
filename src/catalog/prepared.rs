//! Responses and models as the build prepared them, so that a start reads nothing.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Crinacle, Drivers, Evidences, Model, Opinions, Stars, Text};
use crate::sound::{Curve, CurveError, Grid, Measured};
use crate::words::{Form, Insertion, IsolationClass, NozzleClass, Plug, SensitivityRef, Size, Wear};

/// One response; its levels stand at the same place of `LEVELS_DB`.
struct Row {
    id: &'static str,
    n: u16,
    spread_db: Option<f64>,
    /// From and to which place of `PEOPLE` its measurers stand.
    people: (usize, usize),
}

include!(concat!(env!("OUT_DIR"), "/responses.rs"));
include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The responses of `data/responses.json`, sorted by model id.
///
/// # Errors
/// Frequencies that do not rise or a level that is no number, which a test rules out.
pub(super) fn responses() -> Result<Vec<(&'static str, Measured)>, CurveError> {
    let grid = Arc::new(Grid::new(GRID_HZ.to_vec())?);
    let measured = |(row, db): (&'static Row, &'static [f64; GRID_HZ.len()])| {
        let measured = Measured {
            curve: Curve::on_grid(grid.clone(), &db[..])?,
            n: row.n,
            measured_by: Cow::Borrowed(&PEOPLE[row.people.0..row.people.1]),
            spread_db: row.spread_db,
        };
        Ok((row.id, measured))
    };
    ROWS.iter().zip(&LEVELS_DB).map(measured).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::parse_responses;
    use crate::knowledge;

    #[test]
    fn facts_are_those_of_the_files() {
        let shipped = crate::catalog::Catalog::built_in().expect("a whole catalogue");
        for (file, text) in knowledge::CATALOGUE {
            for read in crate::catalog::parse_brand(file, text).expect("a whole file") {
                let entry = &shipped.get(&read.id).expect("the same models").model;
                assert_eq!(entry.sources(), read.sources(), "{}", read.id);
                let seen = |model: &Model| model.seen().map(str::to_owned).collect::<BTreeSet<_>>();
                assert_eq!(seen(entry), seen(&read), "{}", read.id);
                assert_eq!(
                    crate::catalog::Model { evidence: read.evidence.clone(), ..entry.clone().into_owned() },
                    read
                );
            }
        }
    }

    #[test]
    fn they_are_those_of_the_file() {
        let (file, text) = knowledge::RESPONSES;
        let read = parse_responses(file, text).expect("a whole file");
        let prepared = responses().expect("curves");
        assert_eq!(prepared.len(), read.len());
        for (id, a) in &prepared {
            let b = &read[*id];
            assert_eq!((a.n, &a.measured_by, a.spread_db), (b.n, &b.measured_by, b.spread_db));
            assert_eq!(a.curve, b.curve, "{id}");
        }
    }
}
