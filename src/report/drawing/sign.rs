//! A verdict as a shape: told apart without colour, always beside its word.

use super::pen::{Paint, Pen, Style};
use crate::fit::Verdict;

/// Radius of a sign, px.
pub(super) const SIGN: f64 = 13.0;

/// Tick, warning triangle, cart, cross, stop sign, question mark.
pub(super) fn sign(pen: &mut Pen, (x, y): (f64, f64), verdict: Verdict) {
    let mark = Style::line(Paint::Paper, 2.5);
    match verdict {
        Verdict::Ok => {
            pen.circle((x, y), SIGN, Style::fill(Paint::Good));
            pen.path((x - 6.0, y + 0.5), "l4 5 8-10", mark);
        }
        Verdict::Caution => {
            pen.path((x, y - SIGN), "l15 25h-30Z", Style::fill(Paint::Care));
            pen.path((x, y - 4.0), "v9m0 2v3", mark);
        }
        Verdict::Adapter => {
            pen.around((x, y), (2.0 * SIGN, 2.0 * SIGN), 5.0, Style::fill(Paint::Care));
            cart(pen, (x, y), Paint::Paper);
        }
        Verdict::No => {
            pen.circle((x, y), SIGN, Style::fill(Paint::Bad));
            pen.path((x - 5.0, y - 5.0), "l10 10m0-10l-10 10", mark);
        }
        Verdict::Unsafe => {
            pen.path((x - 5.5, y - SIGN), "h11l7.5 7.5v11l-7.5 7.5h-11l-7.5-7.5v-11Z", Style::fill(Paint::Bad));
            pen.path((x, y - 8.0), "v9m0 3.5v3.5", Style::line(Paint::Paper, 3.0));
        }
        Verdict::Unknown => {
            pen.circle((x, y), SIGN, Style::fill(Paint::Unsure));
            pen.path((x - 4.0, y - 4.0), "q0-4 4-4t4 4q0 3-4 4.5v2.5m0 2.5v3", Style::line(Paint::Paper, 2.2));
        }
    }
}

/// A shopping cart around a place.
pub(super) fn cart(pen: &mut Pen, (x, y): (f64, f64), paint: Paint) {
    pen.path((x - 9.0, y - 6.0), "h3l3 9h8l3-7h-12", Style::line(paint, 1.8));
    for wheel in [x - 1.5, x + 4.5] {
        pen.circle((wheel, y + 6.5), 1.7, Style::fill(paint));
    }
}
