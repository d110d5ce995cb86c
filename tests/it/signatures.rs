//! Words for sounds: fits the numbers of `data/signatures.jsonc` to reviewers' labels, and
//! measures them by cross-validation. `IEM_UPDATE=1 cargo test signatures` writes them anew.

use std::fmt::Write as _;
use std::path::Path;
use std::str::FromStr;

use iem::catalog::Catalog;
use iem::sound::words::{INPUTS, Input, SignatureFile, Sounds, Word, inputs, shipped};
use iem::words::Signature;
use strum::{IntoEnumIterator, VariantNames};

use crate::support::Dice;

const N: usize = INPUTS.len();
/// Penalty of the squared coefficients, and of the constants.
const RIDGE: (f64, f64) = (3.0, 0.1);
const FOLDS: usize = 10;

type Case = ([f64; N], Signature);

/// Labelled and measured models; `variable` is no word for a sound.
fn cases() -> Vec<Case> {
    let catalog = Catalog::built_in().expect("the shipped catalogue");
    let case = |e: &iem::catalog::Entry| {
        let word = Signature::from_str(e.model.signature.as_deref()?).ok()?;
        Some((inputs(&e.measured.as_ref()?.curve, e.bands()?), word))
    };
    catalog.entries().filter_map(case).collect()
}

/// Maximum likelihood with a ridge, by the quadratic bound of Böhning (1992): every step is
/// the same small linear system, and every step gains.
fn fit(cases: &[Case]) -> SignatureFile {
    let count = cases.len() as f64;
    let inputs: Vec<Input> = (0..N)
        .map(|i| {
            let mean = cases.iter().map(|c| c.0[i]).sum::<f64>() / count;
            let square = cases.iter().map(|c| (c.0[i] - mean).powi(2)).sum::<f64>() / count;
            Input { mean, spread: square.sqrt() }
        })
        .collect();
    let row = |c: &Case| -> [f64; N + 1] {
        std::array::from_fn(|i| if i == 0 { 1.0 } else { (c.0[i - 1] - inputs[i - 1].mean) / inputs[i - 1].spread })
    };
    let rows: Vec<[f64; N + 1]> = cases.iter().map(row).collect();
    let ridge = |i: usize| if i == 0 { RIDGE.1 } else { RIDGE.0 };
    let mut bound = [[0.0; N + 1]; N + 1];
    for (i, line) in bound.iter_mut().enumerate() {
        for (j, cell) in line.iter_mut().enumerate() {
            *cell = 0.5 * rows.iter().map(|r| r[i] * r[j]).sum::<f64>() + if i == j { ridge(i) } else { 0.0 };
        }
    }
    let inverse = invert(bound);
    let words: Vec<Signature> = Signature::iter().collect();
    let mut weights = vec![[0.0; N + 1]; words.len()];
    for _ in 0..150 {
        let mut slope: Vec<[f64; N + 1]> = weights.iter().map(|w| std::array::from_fn(|i| -ridge(i) * w[i])).collect();
        for (r, (_, word)) in rows.iter().zip(cases) {
            let odds: Vec<f64> = weights.iter().map(|w| dot(w, r)).map(f64::exp).collect();
            let total: f64 = odds.iter().sum();
            for ((s, odds), w) in slope.iter_mut().zip(odds).zip(&words) {
                let miss = f64::from(u8::from(w == word)) - odds / total;
                (0..=N).for_each(|i| s[i] += miss * r[i]);
            }
        }
        for (w, s) in weights.iter_mut().zip(&slope) {
            (0..=N).for_each(|i| w[i] += dot(&inverse[i], s));
        }
    }
    let word = |w: &[f64; N + 1], signature: Signature| {
        let title = iem::sound::words::title(signature).to_owned();
        Word { title, at_mean: w[0], by_input: std::array::from_fn(|i| w[i + 1]) }
    };
    SignatureFile {
        schema: None,
        inputs: INPUTS.iter().map(ToString::to_string).zip(inputs).collect(),
        words: words.iter().zip(&weights).map(|(s, w)| (*s, word(w, *s))).collect(),
    }
}

fn dot(a: &[f64; N + 1], b: &[f64; N + 1]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Inverse of a positive definite matrix, by Gauss and Jordan.
fn invert(mut m: [[f64; N + 1]; N + 1]) -> [[f64; N + 1]; N + 1] {
    let mut out: [[f64; N + 1]; N + 1] = std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j))));
    for i in 0..=N {
        let pivot = m[i][i];
        (0..=N).for_each(|j| (m[i][j], out[i][j]) = (m[i][j] / pivot, out[i][j] / pivot));
        for k in (0..=N).filter(|k| *k != i) {
            let factor = m[k][i];
            (0..=N).for_each(|j| {
                m[k][j] -= factor * m[i][j];
                out[k][j] -= factor * out[i][j];
            });
        }
    }
    out
}

/// Shares of right answers and the mean log-loss.
#[derive(Debug, Default)]
struct Marks {
    exact: f64,
    /// Bass raised or not.
    boost: f64,
    /// Neutral, V, warm or bright.
    family: f64,
    log_loss: f64,
}

/// Whether a word says that the bass is raised.
fn is_boosted(word: Signature) -> bool {
    use Signature as S;
    matches!(
        word,
        S::NeutralBassBoost | S::Harman | S::MildV | S::VShaped | S::UShaped | S::WShaped | S::Warm | S::Bassy
    )
}

fn family(word: Signature) -> u8 {
    use Signature as S;
    match word {
        S::Neutral | S::BrightNeutral | S::WarmNeutral | S::NeutralBassBoost | S::Harman | S::MidForward => 0,
        S::MildV | S::VShaped | S::UShaped | S::WShaped => 1,
        S::Warm | S::Dark | S::Bassy => 2,
        S::Bright => 3,
    }
}

/// The value of a key that has the most probability.
fn likeliest<K: PartialEq + Copy>(said: &[(Signature, f64)], key: impl Fn(Signature) -> K) -> K {
    let sum = |k: K| said.iter().filter(|(w, _)| key(*w) == k).map(|(_, p)| p).sum::<f64>();
    let best = said.iter().max_by(|a, b| sum(key(a.0)).total_cmp(&sum(key(b.0))));
    key(best.expect("words").0)
}

impl Marks {
    fn add(&mut self, said: &[(Signature, f64)], truth: Signature, share: f64) {
        let right = |yes: bool| if yes { share } else { 0.0 };
        self.exact += right(likeliest(said, |w| w) == truth);
        self.boost += right(likeliest(said, is_boosted) == is_boosted(truth));
        self.family += right(likeliest(said, family) == family(truth));
        let p = said.iter().find(|(w, _)| *w == truth).map_or(0.0, |(_, p)| *p);
        self.log_loss -= share * p.max(1e-12).ln();
    }

    fn line(&self) -> String {
        format!(
            "{:.1} % exact, {:.1} % bass raised or not, {:.1} % of four families, log-loss {:.3}",
            self.exact * 100.0,
            self.boost * 100.0,
            self.family * 100.0,
            self.log_loss
        )
    }
}

/// Ten folds, `repeats` times shuffled; the constant guess of word frequencies beside it.
fn cross_validate(cases: &[Case], repeats: u64) -> (Marks, Marks) {
    let (mut model, mut constant) = (Marks::default(), Marks::default());
    let share = 1.0 / (cases.len() as f64 * repeats as f64);
    for repeat in 0..repeats {
        let mut dice = Dice(repeat);
        let mut order: Vec<usize> = (0..cases.len()).collect();
        (1..order.len()).rev().for_each(|i| order.swap(i, dice.below(i + 1)));
        for fold in 0..FOLDS {
            let (seen, unseen): (Vec<_>, Vec<_>) = order.iter().enumerate().partition(|(at, _)| at % FOLDS != fold);
            let seen: Vec<Case> = seen.iter().map(|(_, i)| cases[**i]).collect();
            let fitted = fit(&seen);
            let words = Signature::VARIANTS.len() as f64;
            let share_of = |w: Signature| seen.iter().filter(|c| c.1 == w).count() as f64 + 0.5;
            let common: Vec<(Signature, f64)> =
                Signature::iter().map(|w| (w, share_of(w) / (seen.len() as f64 + 0.5 * words))).collect();
            for (_, i) in unseen {
                model.add(&fitted.judge(&cases[*i].0), cases[*i].1, share);
                constant.add(&common, cases[*i].1, share);
            }
        }
    }
    (model, constant)
}

/// The fitted numbers as the file writes them.
fn text(file: &SignatureFile) -> String {
    let mut out = String::from(
        "// Which words reviewers have for which sound: a multinomial logistic regression on the inputs,\n\
         // fitted to the labels of the catalogue. Written by `IEM_UPDATE=1 cargo test signatures`;\n\
         // titles may be edited by hand.\n{\n  \"$schema\": \"schema/signatures.schema.json\",\n  \"inputs\": {\n",
    );
    for (name, input) in &file.inputs {
        let _ = writeln!(out, "    \"{name}\": {{ \"mean\": {:.3}, \"spread\": {:.3} }},", input.mean, input.spread);
    }
    out += "  },\n  \"words\": {\n";
    for (name, word) in &file.words {
        let by: Vec<String> = word.by_input.iter().map(|b| format!("{b:.3}")).collect();
        let title = &word.title;
        let _ = writeln!(
            out,
            "    \"{name}\": {{ \"title\": \"{title}\", \"at_mean\": {:.3}, \"by_input\": [{}] }},",
            word.at_mean,
            by.join(", ")
        );
    }
    out + "  },\n}\n"
}

#[test]
fn signatures_are_better_than_the_baseline_on_unseen_labels() {
    let cases = cases();
    let (model, constant) = cross_validate(&cases, 2);
    println!("{} labelled models, cross-validated: {}", cases.len(), model.line());
    println!("always the word frequencies: {}", constant.line());
    assert!(model.exact > 0.40, "{}", model.line());
    assert!(model.boost > 0.74, "{}", model.line());
    assert!(model.log_loss < constant.log_loss - 0.35, "{} / {}", model.line(), constant.line());
}

#[test]
fn signatures_of_the_seven_common_words() {
    use Signature as S;
    let seven = [S::Neutral, S::WarmNeutral, S::BrightNeutral, S::NeutralBassBoost, S::UShaped, S::MildV, S::VShaped];
    let cases: Vec<Case> = cases().into_iter().filter(|c| seven.contains(&c.1)).collect();
    let (model, constant) = cross_validate(&cases, 2);
    println!("{} models with seven words, cross-validated: {}", cases.len(), model.line());
    println!("always the word frequencies: {}", constant.line());
    assert!(model.exact > 0.5 && model.family > 0.72, "{}", model.line());
}

#[test]
fn shipped_signatures_are_fitted_to_the_shipped_labels() {
    let cases = cases();
    let fitted = fit(&cases);
    if std::env::var_os("IEM_UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(iem::knowledge::SIGNATURES.0);
        std::fs::write(path, text(&fitted)).expect("a writable file");
        return;
    }
    let shipped = shipped().expect("the shipped numbers");
    let loss = |file: &SignatureFile| {
        let mut marks = Marks::default();
        for (at, word) in &cases {
            marks.add(&file.judge(at), *word, 1.0 / cases.len() as f64);
        }
        marks.log_loss
    };
    assert!(loss(shipped) < loss(&fitted) + 0.01, "out of date: IEM_UPDATE=1 cargo test signatures");
}

#[test]
fn every_measured_model_has_words_that_sum_to_one() {
    let catalog = Catalog::built_in().expect("the shipped catalogue");
    for entry in catalog.entries() {
        let (Some(measured), Some(bands)) = (&entry.measured, entry.bands()) else { continue };
        let words: Vec<_> = Sounds::of(&measured.curve, bands).iter().collect();
        assert_eq!(words.len(), Signature::VARIANTS.len());
        assert!((words.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(words.windows(2).all(|pair| pair[0].1 >= pair[1].1), "most likely first");
    }
}
