//! The shipped knowledge and people made up to ask it.

use iem::advice::{Advice, Budget, Preferences, recommend};
use iem::catalog::Catalog;
use iem::rulebook::Rulebook;
use iem::words::{Driver, FitWish, Plug, Size, Sound, Use};

use crate::support::Dice;

/// The shipped catalogue and rules.
pub struct World {
    /// All models.
    pub catalog: Catalog,
    /// All rules.
    pub rulebook: Rulebook,
}

impl World {
    /// Reads both.
    pub fn new() -> Self {
        Self {
            catalog: Catalog::built_in().expect("a whole catalogue"),
            rulebook: Rulebook::built_in().expect("a whole rulebook"),
        }
    }

    /// The list for some wishes.
    pub fn advise(&self, wishes: &Preferences, top: usize) -> Advice {
        recommend(&self.catalog, &self.rulebook, wishes, top).expect("wishes that make sense")
    }
}

/// What somebody might ask for.
pub fn wishes(dice: &mut Dice) -> Preferences {
    fn level(dice: &mut Dice) -> Option<u8> {
        dice.chance(30).then(|| u8::try_from(dice.below(5) + 1).expect("small"))
    }
    let mut w = Preferences::default();
    if dice.chance(70) {
        let high = [20.0, 50.0, 100.0, 200.0, 350.0, 600.0, 1000.0, 3000.0][dice.below(8)];
        w.budget = Some(Budget { low: dice.chance(20).then_some(high / 2.0), high });
    }
    w.sound = dice.chance(50).then(|| {
        dice.pick(&[
            Sound::Neutral,
            Sound::Warm,
            Sound::Bright,
            Sound::VShaped,
            Sound::UShaped,
            Sound::Bassy,
            Sound::Harman,
        ])
    });
    w.bass = level(dice);
    w.treble = level(dice);
    w.vocals = level(dice);
    w.detail = level(dice);
    w.isolation = level(dice);
    if dice.chance(30) {
        w.uses = vec![dice.pick(&[
            Use::Home,
            Use::Office,
            Use::Commute,
            Use::Stage,
            Use::Studio,
            Use::Gaming,
            Use::Sport,
            Use::Sleep,
        ])];
    }
    w.fit = dice.chance(30).then(|| dice.pick(&[FitWish::Universal, FitWish::Custom, FitWish::Any]));
    w.ears = dice.chance(30).then(|| dice.pick(&[Size::Small, Size::Medium, Size::Large]));
    if dice.chance(40) {
        w.plugs = vec![dice.pick(&[
            Plug::Mm25,
            Plug::Mm35,
            Plug::Mm44,
            Plug::Mm635,
            Plug::Xlr4,
            Plug::UsbC,
            Plug::Lightning,
        ])];
    }
    if dice.chance(20) {
        w.no_drivers = vec![dice.pick(&[Driver::Dynamic, Driver::BalancedArmature, Driver::Planar])];
    }
    if dice.chance(20) {
        w.drivers = vec![dice.pick(&[Driver::Dynamic, Driver::BalancedArmature, Driver::Electrostatic])];
    }
    w
}

/// Cases a run; more with `IEM_CASES`.
pub fn cases() -> u64 {
    std::env::var("IEM_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}
