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

/// A loud earphone reaches less in a coupler, a quiet recording more, dB.
const PLAUSIBLE_DB: std::ops::RangeInclusive<f64> = -80.0..=145.0;
/// Levels of a response lie within, 50 Hz-8 kHz, dB: the most of 569 models is 22.
const MOST_SPAN_DB: f64 = 70.0;
/// A step between neighbours that no driver makes, dB: the most of 64 measurements is 3.
const STEP_DB: f64 = 12.0;

/// Why a curve looks like no response of an earphone at all, whatever its header calls it.
pub(super) fn implausible(points: &[(f64, f64)]) -> Option<Flaw> {
    let body: Vec<(f64, f64)> = points.iter().copied().filter(|p| (50.0..=8000.0).contains(&p.0)).collect();
    let mut levels: Vec<f64> = body.iter().map(|p| p.1).collect();
    levels.sort_by(f64::total_cmp);
    let (low, middle, high) = (*levels.first()?, *levels.get(levels.len() / 2)?, *levels.last()?);
    let between = format!("between 50 Hz and 8 kHz its levels lie between {low} and {high} dB");
    if !PLAUSIBLE_DB.contains(&middle) || upside_down(&body, high) {
        let why = if middle > 0.0 { "louder than any earphone" } else { "upside down, or no levels of sound" };
        return Some(Flaw::whole(format!("{between}: that is {why}"), "export the SPL as it was measured, in dB"));
    }
    if high - low > MOST_SPAN_DB {
        let what = format!("{between}: no earphone is so uneven");
        return Some(Flaw::whole(what, "export the SPL as it was measured, in dB, and check the cable and the seal"));
    }
    let near = |w: &&[(f64, f64)]| w[1].0 < w[0].0 * 1.13;
    let steps = || body.windows(2).filter(near);
    let wild = steps().filter(|w| (w[0].1 - w[1].1).abs() > STEP_DB).count();
    if wild >= 3 && wild * 30 >= steps().count() {
        let what = format!(
            "its levels jump by more than {STEP_DB} dB from one point to the next, {wild} times: no driver does"
        );
        let help = "this may be noise, or two curves in one; measure again with a sweep, and export one curve a file";
        return Some(Flaw::whole(what, help));
    }
    None
}

/// All below 0, and quieter around 3 kHz than below 1 kHz: an ear is louder there, on every one of 569 models by -3.3 dB or
/// more.
fn upside_down(body: &[(f64, f64)], high: f64) -> bool {
    let mean = |from: f64, to: f64| {
        let all: Vec<f64> = body.iter().filter(|p| (from..=to).contains(&p.0)).map(|p| p.1).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    };
    high < -20.0 && mean(2000.0, 4000.0) - mean(300.0, 800.0) < -4.0
}

/// Two curves in one list: at many of the same frequencies two levels that are no rounding.
pub(super) fn interleaved(points: &[(f64, f64)]) -> Result<(), Flaw> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let spread = |same: &[(f64, f64)]| {
        let levels = || same.iter().map(|p| p.1);
        levels().fold(f64::NEG_INFINITY, f64::max) - levels().fold(f64::INFINITY, f64::min)
    };
    let groups: Vec<&[(f64, f64)]> = sorted.chunk_by(|a, b| a.0 == b.0).collect();
    let apart: Vec<&&[(f64, f64)]> = groups.iter().filter(|same| spread(same) > 0.5).collect();
    if apart.len() < 3 || apart.len() * 20 < groups.len() {
        return Ok(());
    }
    let Some(shown) = apart.get(apart.len() / 2) else { return Ok(()) };
    let what = format!(
        "it holds several curves at the same frequencies: {} Hz is there with {} and {} dB, and so are {} others",
        shown[0].0,
        shown[0].1,
        shown[shown.len() - 1].1,
        apart.len() - 1
    );
    Err(Flaw::whole(what, "which of them is meant? Keep one curve a file; left and right are given as two files"))
}

/// A first column that counts the lines: the frequencies are missing.
pub(super) fn counted(order: &[f64]) -> Result<(), Flaw> {
    let starts = order.first().is_some_and(|first| *first == 0.0 || *first == 1.0);
    if order.len() < 10 || !starts || !order.windows(2).all(|w| w[1] - w[0] == 1.0) {
        return Ok(());
    }
    Err(Flaw::whole(
        "its first column counts the lines (0, 1, 2, 3...): the frequencies are missing",
        "export frequency in Hz and level in dB; if it is a frequency in steps of 1 Hz, write \"Freq(Hz) SPL(dB)\" as the \
         first line",
    ))
}

/// Values that are larger than any level and never below 0, without a name: ohm.
pub(super) fn large_ohms(values: impl Iterator<Item = f64>) -> Result<(), Flaw> {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if low < 1.0 || !(300.0..=5000.0).contains(&high) || low > 2000.0 {
        return Ok(());
    }
    Err(Flaw::whole(
        format!("its values lie between {low} and {high} and no header names them: they look like an impedance (ohm)"),
        "impedance belongs to `iem curve impedance`; a level is given in dB, with \"Freq(Hz) SPL(dB)\" as the first line",
    ))
}
