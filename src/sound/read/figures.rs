//! What figures are that no header names, by their size and shape.
//!
//! Takes the points of one curve; gives why they are no response of an earphone. What could be a
//! response or something else is not guessed: the person is asked to write what it is.

use super::flaw::Flaw;

/// Quieter or louder than this in the middle is no usual SPL, dB.
const USUAL_DB: std::ops::RangeInclusive<f64> = 45.0..=130.0;
/// Filters of an equaliser stay within, dB.
const FILTERS_DB: f64 = 15.0;
/// So many equal values one after the other are a flat stretch.
const FLAT_RUN: usize = 4;

/// What bare figures without any header look like, if they are no response of an earphone.
pub(super) fn of_figures(points: &[(f64, f64)], third: Option<&[f64]>) -> Option<Flaw> {
    let heard = || points.iter().filter(|p| (20.0..=20_000.0).contains(&p.0)).map(|p| p.1);
    let (low, high) = heard().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if let Some(third) = third {
        let angle = third.iter().all(|v| v.abs() <= 95.0) && third.iter().any(|v| v.abs() > 0.5);
        let mut levels: Vec<f64> = heard().collect();
        levels.sort_by(f64::total_cmp);
        let middle = levels.get(levels.len() / 2).copied().unwrap_or(0.0);
        if angle && low > 0.5 && middle < 45.0 {
            return Some(Flaw::whole(
                "its figures look like an impedance (ohm and phase) and no header says that they are dB",
                "impedance belongs to `iem curve impedance`; if it is a level, write \"Freq(Hz) SPL(dB) Phase(degrees)\" before it",
            ));
        }
    }
    if high - low > 150.0 {
        let what = format!("its values reach from {low} to {high}: no level does; this may be a phase");
        return Some(Flaw::whole(what, "export the SPL in dB"));
    }
    let scored = || points.iter().filter(|p| (45.0..=9500.0).contains(&p.0)).map(|p| p.1);
    let (least, most) = scored().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if (low > -7.0 && high < 7.0) || (0.0..0.02).contains(&(most - least)) {
        let what = format!(
            "its values lie between {low} and {high}: no earphone is so even; this is a calibration, a delay or a \
             difference from a target"
        );
        return Some(Flaw::whole(what, "give the curve as it was measured, in dB SPL"));
    }
    None
}

/// What figures look like that no header calls a level.
pub(super) fn of_unnamed(points: &[(f64, f64)]) -> Option<Flaw> {
    let mut levels: Vec<f64> = points.iter().filter(|p| (20.0..=20_000.0).contains(&p.0)).map(|p| p.1).collect();
    let flat: usize = levels.chunk_by(|a, b| a == b).map(<[f64]>::len).filter(|n| *n >= FLAT_RUN).sum();
    let zeros = levels.iter().filter(|v| **v == 0.0).count();
    let count = levels.len();
    levels.sort_by(f64::total_cmp);
    let (low, middle, high) = (*levels.first()?, *levels.get(count / 2)?, *levels.last()?);
    if low > 0.5 && !USUAL_DB.contains(&middle) {
        let what = format!(
            "its values lie between {low} and {high} and no header says that they are dB: they look like an impedance \
             (ohm), not like a level"
        );
        return Some(Flaw::whole(
            what,
            "impedance belongs to `iem curve impedance`; if it is a level, write \"Freq(Hz) SPL(dB)\" as the first line",
        ));
    }
    let filters = low >= -FILTERS_DB && high <= FILTERS_DB;
    if filters && (flat * 5 >= count || zeros * 10 >= count || high <= 0.0) {
        let what = format!(
            "its values lie between {low} and {high} dB, flat over whole stretches or never above 0, and no header names \
             them: they look like the filters of an equaliser (EQ), not like the response of an earphone"
        );
        return Some(Flaw::whole(
            what,
            "load it in your equaliser; if it is a measured level, write \"Freq(Hz) SPL(dB)\" as the first line",
        ));
    }
    None
}
