//! Tips and nozzles: which lines of tips fit a nozzle, and how surely.
//!
//! A tip's bore is a little smaller than the nozzle; silicone stretches by half a millimetre or
//! more, foam hardly. The outer size (S, M, L) is about the ear and not judged here.

use serde::Serialize;

use super::Earpiece;
use super::tables::{Material, TIPS, TipLine};
use crate::words::{Form, NozzleClass};

/// How much silicone stretches beyond the nozzles it is made for, mm.
const SILICONE_STRETCH_MM: f64 = 0.5;

/// Below this a nozzle is thin, mm.
const THIN_BELOW_MM: f64 = 4.0;

/// Tips for a model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TipAdvice {
    /// What it rests on: the nozzle's diameter, its class, or that it takes none.
    pub because: String,
    /// Lines whose size is right.
    pub fit: Vec<Tip>,
    /// Lines that go on with care.
    pub care: Vec<Tip>,
    /// Lines that do not: they split, or fall off in the ear.
    pub never: Vec<Tip>,
}

/// A line of tips.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tip {
    /// Its name.
    pub name: &'static str,
    /// `silicone` or `foam`.
    pub material: &'static str,
    /// Nozzles it is made for, mm.
    pub nozzle_mm: [f64; 2],
    /// Why it needs care or does not fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<&'static str>,
    /// Whether nobody has checked its size.
    pub recalled: bool,
}

/// Tips for a model; `None` if nothing is known of its nozzle.
pub fn advice(model: &Earpiece) -> Option<TipAdvice> {
    if model.form == Some(Form::Custom) {
        let because = "made for one pair of ears: it takes no tips".to_owned();
        return Some(TipAdvice { because, fit: Vec::new(), care: Vec::new(), never: Vec::new() });
    }
    let (low, high, because) = match (model.nozzle_mm, model.nozzle_class) {
        (Some(mm), _) => (mm, mm, format!("nozzle {mm} mm")),
        (None, Some(NozzleClass::Thin)) => (2.5, 3.5, "thin nozzle, about 3 mm".to_owned()),
        (None, Some(NozzleClass::Standard)) => (5.0, 6.0, "standard nozzle, 5 to 6 mm".to_owned()),
        (None, Some(NozzleClass::Wide)) => (6.0, 6.5, "wide nozzle, 6 mm and more".to_owned()),
        (None, None) => return None,
    };
    let mut all = TipAdvice { because, fit: Vec::new(), care: Vec::new(), never: Vec::new() };
    for line in TIPS {
        let (list, because) = match judge(line, low, high) {
            (Fit::Fits, _) => (&mut all.fit, None),
            (Fit::Care, why) => (&mut all.care, Some(why)),
            (Fit::Never, why) => (&mut all.never, Some(why)),
        };
        list.push(tip(line, because));
    }
    Some(all)
}

enum Fit {
    Fits,
    Care,
    Never,
}

/// A line on nozzles from `low` to `high` mm.
fn judge(line: &TipLine, low: f64, high: f64) -> (Fit, &'static str) {
    let [from, to] = line.nozzle_mm;
    let silicone = line.material == Material::Silicone;
    if from <= low && high <= to {
        (Fit::Fits, "")
    } else if low > to {
        let stretch = if silicone { SILICONE_STRETCH_MM } else { 0.0 };
        if low <= to + stretch && high <= to + 2.0 * SILICONE_STRETCH_MM && silicone && to >= THIN_BELOW_MM {
            (Fit::Care, "tight: it must stretch")
        } else {
            (Fit::Never, "too tight: the bore would split")
        }
    } else if high < from {
        // Nothing made for thicker nozzles stays on a thin one.
        if high >= from - SILICONE_STRETCH_MM && high >= THIN_BELOW_MM {
            (Fit::Care, "loose, unless the nozzle has a lip")
        } else {
            (Fit::Never, "too loose: it can stay in the ear")
        }
    } else {
        (Fit::Care, "for some nozzles of this class: measure yours")
    }
}

fn tip(line: &TipLine, because: Option<&'static str>) -> Tip {
    Tip {
        name: line.name,
        material: if line.material == Material::Foam { "foam" } else { "silicone" },
        nozzle_mm: line.nozzle_mm,
        because,
        recalled: line.recalled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(mm: Option<f64>, class: Option<NozzleClass>, form: Option<Form>) -> Option<TipAdvice> {
        let mut model = super::super::earpieces().swap_remove(0);
        (model.nozzle_mm, model.nozzle_class, model.form) = (mm, class, form);
        advice(&model)
    }

    fn names(tips: &[Tip]) -> Vec<&str> {
        tips.iter().map(|tip| tip.name).collect()
    }

    /// Thin tips fit thin nozzles alone; foam for wide ones never goes on them, nor the other way round.
    #[test]
    fn sizes_decide() {
        let thin = on(None, Some(NozzleClass::Thin), None).expect("a class");
        assert!(names(&thin.fit).contains(&"Comply 100 series") && names(&thin.fit).contains(&"SpinFit CP800"));
        assert!(names(&thin.never).contains(&"Comply 500 series") && thin.care.is_empty());
        let wide = on(Some(5.7), None, None).expect("a diameter");
        assert!(names(&wide.fit).contains(&"Comply 500 series") && names(&wide.fit).contains(&"final Type E"));
        assert!(names(&wide.never).contains(&"Comply 100 series") && names(&wide.never).contains(&"SpinFit CP800"));
        assert!(names(&wide.care).contains(&"Sony hybrid silicone"), "silicone stretches a little");
    }

    #[test]
    fn what_is_not_known_is_not_judged() {
        assert_eq!(on(None, None, Some(Form::Universal)), None);
        assert_eq!(on(Some(5.0), None, Some(Form::Custom)).map(|a| a.fit.len() + a.never.len()), Some(0));
    }
}
