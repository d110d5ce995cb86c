//! Learning from gear: synthetic listeners with hidden targets label a few models.

use iem::catalog::Catalog;
use iem::sound::taste::{Label, Taste, estimate};
use iem::sound::{Curve, Levels, PersonalTarget, TuningMatch};
use iem::words::Complaint;

use crate::support::Dice;

/// A way in which synthetic listeners are made.
#[derive(Clone, Copy)]
struct People {
    /// Spread of the hidden offsets, dB.
    spread: [f64; 3],
    /// Mean tolerance and its spread among people, dB.
    tolerance: (f64, f64),
    /// Error of each distance and level they hear, dB.
    noise_db: f64,
    /// How often a disliked model gets a complaint, percent.
    complaints: usize,
}

/// A number of the standard normal distribution: twelve even ones less six.
fn normal(dice: &mut Dice) -> f64 {
    (0..12).map(|_| dice.below(1 << 20) as f64 / f64::from(1 << 20)).sum::<f64>() - 6.0
}

/// The loudest of the complaints, as the listener hears it.
fn complaint(heard: &TuningMatch, noise_db: f64, dice: &mut Dice) -> Complaint {
    let mut at = |db: f64| db + noise_db * normal(dice);
    let (bass, vocals, treble) = (at(heard.bass_db), at(heard.vocals_db), at(heard.treble_db));
    let all = [
        (bass, Complaint::TooBassy),
        (-bass, Complaint::Thin),
        (vocals, Complaint::Shouty),
        (treble, Complaint::Sharp),
        (-treble, Complaint::Dull),
    ];
    all.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).expect("five").1
}

/// Median error in dB, and the share of 80 % intervals that hold the truth.
fn simulate(curves: &[&Curve], people: People, labels: usize, n: usize) -> (f64, f64) {
    let mut dice = Dice(0x5eed);
    let base = Levels::wanted(None, None, None);
    let (mut errors, mut held) = (Vec::new(), 0);
    for _ in 0..n {
        let hidden: [f64; 3] = people.spread.map(|s| s * normal(&mut dice));
        let target = PersonalTarget::new(
            None,
            Levels {
                bass_db: base.bass_db + hidden[0],
                vocals_db: base.vocals_db + hidden[1],
                treble_db: base.treble_db + hidden[2],
            },
        );
        let tolerance = people.tolerance.0 + people.tolerance.1 * normal(&mut dice);
        let said: Vec<Label<'_>> = (0..labels)
            .map(|_| {
                let curve = curves[dice.below(curves.len())];
                let heard = target.judge(curve);
                let liked = heard.rms_db + people.noise_db * normal(&mut dice) < tolerance;
                let complains = !liked && dice.chance(people.complaints);
                let complaint = complains.then(|| complaint(&heard, people.noise_db, &mut dice));
                Label { curve, liked, complaint }
            })
            .collect();
        let taste = estimate(None, base, &said);
        for (e, truth) in [taste.bass, taste.vocals, taste.treble].into_iter().zip(hidden) {
            errors.push((e.mean_db - truth).abs());
            held += usize::from((e.low_db..=e.high_db).contains(&truth));
        }
    }
    errors.sort_by(f64::total_cmp);
    (errors[errors.len() / 2], held as f64 / errors.len() as f64)
}

fn catalog() -> Catalog {
    Catalog::built_in().expect("the shipped catalogue")
}

fn curve<'a>(catalog: &'a Catalog, id: &str) -> &'a Curve {
    &catalog.get(id).and_then(|e| e.measured.as_ref()).expect("a measured model").curve
}

fn usual() -> Levels {
    Levels::wanted(None, None, None)
}

#[test]
fn synthetic_listeners_are_found() {
    let catalog = catalog();
    let curves: Vec<&Curve> = catalog.entries().filter_map(|e| Some(&e.measured.as_ref()?.curve)).collect();
    let usual = People { spread: [2.5, 2.0, 2.5], tolerance: (2.5, 0.6), noise_db: 0.8, complaints: 60 };
    let kinds = [
        ("usual", usual),
        ("never say why", People { complaints: 0, ..usual }),
        ("always say why", People { complaints: 100, ..usual }),
        ("hear poorly", People { noise_db: 1.5, ..usual }),
        ("strict", People { tolerance: (2.0, 0.4), ..usual }),
        ("lenient", People { tolerance: (3.2, 0.6), ..usual }),
    ];
    for (kind, people) in kinds {
        let (error, held) = simulate(&curves, people, 3, 900);
        println!("{kind}: median error {error:.2} dB, 80 % intervals hold {:.1} %", held * 100.0);
        assert!(error <= 1.5, "{kind}: median error {error:.2} dB");
        assert!((0.75..=0.85).contains(&held), "{kind}: 80 % intervals hold {:.1} %", held * 100.0);
    }
}

#[test]
fn a_complaint_moves_its_range_the_right_way() {
    let catalog = catalog();
    let curve = curve(&catalog, "truthear-hexa");
    let with = |complaint| estimate(None, usual(), &[Label { curve, liked: false, complaint: Some(complaint) }]);
    let plain = estimate(None, usual(), &[Label { curve, liked: false, complaint: None }]);
    assert!(with(Complaint::TooBassy).bass.mean_db < plain.bass.mean_db - 0.3);
    assert!(with(Complaint::Thin).bass.mean_db > plain.bass.mean_db + 0.3);
    assert!(with(Complaint::Shouty).vocals.mean_db < plain.vocals.mean_db - 0.3);
    assert!(with(Complaint::Sharp).treble.mean_db < plain.treble.mean_db - 0.3);
    assert!(with(Complaint::Dull).treble.mean_db > plain.treble.mean_db + 0.3);
}

#[test]
fn what_hurts_says_nothing_of_sound() {
    let catalog = catalog();
    let curve = curve(&catalog, "truthear-hexa");
    let nothing = estimate(None, usual(), &[]);
    assert_eq!(nothing.labels, 0);
    assert!(nothing.shift().bass_db.abs() < 1e-9, "without labels nothing moves");
    for complaint in [Complaint::Hurts, Complaint::FallsOut] {
        let label = Label { curve, liked: false, complaint: Some(complaint) };
        assert_eq!(estimate(None, usual(), &[label]), nothing);
    }
    let liked = estimate(None, usual(), &[Label { curve, liked: true, complaint: Some(Complaint::Hurts) }]);
    assert_eq!(liked.labels, 1, "it hurt, but its sound was liked");
}

#[test]
fn many_and_contradictory_labels_stay_finite() {
    let catalog = catalog();
    let odd = Curve::new(vec![20.0, 600.0, 20_000.0], vec![1e300, 0.0, -1e300]).expect("a curve");
    let (a, b) = (curve(&catalog, "truthear-hexa"), &odd);
    let labels: Vec<Label<'_>> = (0..400)
        .map(|i| Label {
            curve: if i % 3 == 0 { a } else { b },
            liked: i % 2 == 0,
            complaint: [None, Some(Complaint::Thin), Some(Complaint::TooBassy)][i % 3],
        })
        .collect();
    let Taste { bass, vocals, treble, labels } = estimate(None, usual(), &labels);
    assert_eq!(labels, 400);
    for e in [bass, vocals, treble] {
        assert!(e.low_db <= e.mean_db && e.mean_db <= e.high_db && e.high_db - e.low_db < 8.0, "{e:?}");
    }
}

#[test]
fn liking_a_bassy_sound_asks_for_more_bass() {
    let catalog = catalog();
    let bassy = PersonalTarget::new(None, Levels { bass_db: usual().bass_db + 4.0, ..usual() });
    let mut models: Vec<_> = catalog
        .entries()
        .filter_map(|e| e.measured.as_ref())
        .map(|m| (bassy.judge(&m.curve).rms_db, &m.curve))
        .collect();
    models.sort_by(|a, b| a.0.total_cmp(&b.0));
    let labels: Vec<_> =
        models.iter().take(3).map(|(_, curve)| Label { curve, liked: true, complaint: None }).collect();
    let taste = estimate(None, usual(), &labels);
    assert!(taste.bass.mean_db > 0.8, "{:?}", taste.bass);
    assert!(taste.bass.high_db - taste.bass.low_db < 2.0 * 1.29 * 2.5, "and it is surer than before");
}
