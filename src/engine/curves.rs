//! Work on measured curves: scores, impedance, what a source does to the sound.

use std::path::{Path, PathBuf};

use super::{Engine, Error};
use crate::catalog::Entry;
use crate::sound::read::Reading;
use crate::sound::sides::Sides;
use crate::sound::{Curve, Equaliser, Impedance, Phase, Resisted, Rig, Scored, Target, aim, equalise, read};

/// Curves of one earphone, plain and through resistors in series.
#[derive(Debug, Clone, Default)]
pub struct Resistors {
    /// Files without a resistor: one, or left and right.
    pub plain: Vec<PathBuf>,
    /// Resistance in ohm and the file of the curve through it.
    pub with: Vec<(f64, PathBuf)>,
    /// Impedance at 1 kHz, ohm; estimated from two or more resistors where it is not given.
    pub nominal_ohm: Option<f64>,
    /// Takes the nominal impedance of this model instead.
    pub model: Option<String>,
    /// Whether the phase of the impedance counts.
    pub minimum_phase: bool,
}

impl Engine {
    /// Judges the measured curve of an earphone, one file or left and right, against a target.
    ///
    /// # Errors
    /// A file that is no curve, a target nobody knows.
    pub fn score(&self, files: &[PathBuf], target: &str, rig: Option<Rig>) -> Result<Scored, Error> {
        let target = aim(target)?;
        Ok(Scored::of(&read::earphone(files)?, target, rig))
    }

    /// Equaliser settings that bring a model near a target; `None` where nobody measured it, or the target is
    /// for another coupler than the measurements are from.
    #[doc(hidden)]
    pub fn equaliser(entry: &Entry, target: &Target) -> Option<Equaliser> {
        let measured = entry.measured.as_ref().filter(|_| target.valid_for.contains(&Rig::Coupler711))?;
        Some(equalise(&measured.curve, &target.curve))
    }

    /// Impedance over frequency from curves through resistors.
    ///
    /// # Errors
    /// Files that are no curves, curves from which nothing follows, a name that is not one model.
    pub fn impedance(&self, curves: &Resistors) -> Result<Impedance, Error> {
        let plain = one_earphone("--plain", read::earphone(&curves.plain)?)?;
        let resisted = |(ohm, file): &(f64, PathBuf)| {
            let curve = one_earphone(&format!("--with {}", file.display()), read::file(file)?)?;
            Ok(Resisted { ohm: *ohm, curve })
        };
        let with: Vec<Resisted> = curves.with.iter().map(resisted).collect::<Result<_, Error>>()?;
        let phase = if curves.minimum_phase { Phase::Minimum } else { Phase::Ignored };
        Ok(Impedance::fit(&plain, &with, self.nominal(curves)?, phase)?)
    }

    /// Impedance over frequency as it was measured.
    ///
    /// # Errors
    /// A file that is no impedance.
    pub fn measured_impedance(&self, file: &Path) -> Result<Impedance, Error> {
        Ok(Impedance::of_file(file)?)
    }

    /// The nominal impedance that was given, or that of the model that was named.
    fn nominal(&self, curves: &Resistors) -> Result<Option<f64>, Error> {
        let Some(name) = &curves.model else { return Ok(curves.nominal_ohm) };
        let model = &self.model(name)?.model;
        match model.impedance_ohm {
            Some(ohm) => Ok(Some(ohm)),
            None => Err(Error::asked(format!(
                "the catalogue does not know the impedance of {}; give it with --nominal",
                model.name()
            ))),
        }
    }
}

/// The curve of an earphone whose sides agree: differences in ohm would drown in those of a leak.
fn one_earphone(what: &str, reading: Reading) -> Result<Curve, Error> {
    match reading.sides.as_ref().filter(|s| s.disagree()).and_then(Sides::caveat) {
        Some(caveat) => Err(Error::asked(format!("{what}: {caveat}"))),
        None => Ok(reading.curve),
    }
}
