//! The shipped rules for the benchmark's person, written by hand as columnar Rust.
//!
//! One pass over the columns, row by row, unknown facts left out as the rules want it. This
//! is what a programmer would write who never needs to change a rule.

use iem::eval::{Rows, Value};
use iem::schema::{FieldId, Ty};
use iem::words::{Driver, IsolationClass, LinkVerdict, NozzleClass, Size};
use strum::VariantNames;

use crate::models::Models;

struct Column<T> {
    values: Vec<T>,
    known: Vec<bool>,
}

impl<T: Copy> Column<T> {
    fn get(&self, row: usize) -> Option<T> {
        self.known[row].then(|| self.values[row])
    }
}

fn field(path: &str) -> FieldId {
    let (record, name) = path.split_once('.').expect("record.field");
    FieldId::find(record.parse().expect("a record"), name).expect("a field")
}

fn column<T: Copy + Default>(models: &Models, path: &str, read: impl Fn(&Value, FieldId) -> T) -> Column<T> {
    let id = field(path);
    let all: Vec<Option<T>> =
        (0..models.count).map(|row| models.value(row, id).map(|v| read(v.as_ref(), id))).collect();
    Column {
        values: all.iter().map(|v| v.unwrap_or_default()).collect(),
        known: all.iter().map(Option::is_some).collect(),
    }
}

fn numbers(models: &Models, path: &str) -> Column<f64> {
    column(models, path, |v, _| if let Value::Num(n) = v { *n } else { panic!("a number") })
}

fn bools(models: &Models, path: &str) -> Column<bool> {
    column(models, path, |v, _| matches!(v, Value::Bool(true)))
}

fn words(models: &Models, path: &str) -> Column<u8> {
    column(models, path, |v, id| {
        let (Value::Text(t), Ty::Text(w)) = (v, id.field().ty) else { panic!("a word") };
        w.list().and_then(|w| w.iter().position(|x| x == t)).expect("a word") as u8
    })
}

fn sets(models: &Models, path: &str) -> Column<u64> {
    column(models, path, |v, _| if let Value::Set(m) = v { *m } else { panic!("a set") })
}

fn word(of: &[&str], word: &str) -> u8 {
    of.iter().position(|w| *w == word).expect("a word") as u8
}

fn ramp(x: f64, zero: f64, one: f64) -> f64 {
    ((x - zero) / (one - zero)).clamp(0.0, 1.0)
}

/// Points of a criterion, and whether any rule could be judged.
#[derive(Clone, Copy)]
struct Points(f64, bool);

impl Points {
    fn when(&mut self, condition: Option<bool>, points: f64) {
        if let Some(holds) = condition {
            self.1 = true;
            if holds {
                self.0 += points;
            }
        }
    }

    fn add(&mut self, points: Option<f64>) {
        if let Some(points) = points {
            self.1 = true;
            self.0 += points;
        }
    }
}

/// The score of each model that meets the hard conditions; `shares` are those of the criteria
/// tuning, detail, comfort, isolation, connection, value, trust, `bases` their first points.
pub fn scores(models: &Models, names: &[&str], shares: &[f64], bases: &[f64]) -> impl FnMut() -> Vec<f64> {
    let (shell_size, nozzle, insertion) =
        (words(models, "iem.shell_size"), words(models, "iem.nozzle_class"), words(models, "iem.insertion"));
    let (weight, form, vented) =
        (numbers(models, "iem.weight_g"), words(models, "iem.form"), bools(models, "iem.vented"));
    let low_profile = bools(models, "iem.low_profile");
    let (verdict, adapters) = (words(models, "link.verdict"), numbers(models, "link.adapters_usd"));
    let (headroom, hiss) = (numbers(models, "link.loudness_headroom_db"), numbers(models, "link.hiss_db_spl"));
    let (technical, tone) = (numbers(models, "opinion.technical"), numbers(models, "opinion.tone"));
    let (count, drivers) = (numbers(models, "iem.driver_count"), sets(models, "iem.drivers"));
    let (low_mids, treble) = (numbers(models, "sound.low_mids_db"), numbers(models, "sound.treble_db"));
    let bass = numbers(models, "sound.bass_db");
    let (class, isolation) = (words(models, "iem.isolation_class"), numbers(models, "iem.isolation_db"));
    let (measurers, spread) = (numbers(models, "sound.measurers"), numbers(models, "sound.spread_db"));
    let (tuning, price) = (numbers(models, "match.tuning"), numbers(models, "iem.price_usd"));
    let (socket, switches) = (words(models, "iem.socket"), bools(models, "iem.tuning_switches"));
    let discontinued = bools(models, "iem.discontinued");

    let form_words = iem::words::Form::VARIANTS;
    let (custom, both, universal) =
        (word(form_words, "custom"), word(form_words, "both"), word(form_words, "universal"));
    let (small, large) = (word(Size::VARIANTS, "small"), word(Size::VARIANTS, "large"));
    let (wide, thin) = (word(NozzleClass::VARIANTS, "wide"), word(NozzleClass::VARIANTS, "thin"));
    let deep = word(iem::words::Insertion::VARIANTS, "deep");
    let (high, low) = (word(IsolationClass::VARIANTS, "high"), word(IsolationClass::VARIANTS, "low"));
    let [ok, caution, adapter, no, dangerous] =
        ["ok", "caution", "adapter", "no", "unsafe"].map(|w| word(LinkVerdict::VARIANTS, w));
    let fixed = match field("iem.socket").field().ty {
        Ty::Text(w) => word(w.list().expect("connectors"), "fixed"),
        _ => panic!("a word"),
    };
    let driver_bits: Vec<u64> = Driver::VARIANTS.iter().enumerate().map(|(i, _)| 1 << i).collect();
    let bit = |name: &str| 1u64 << word(Driver::VARIANTS, name);
    let (electrostatic, planar) = (bit("electrostatic"), bit("planar"));
    let order: Vec<usize> = ["tuning", "detail", "comfort", "isolation", "connection", "value", "trust"]
        .iter()
        .map(|name| names.iter().position(|n| n == name).expect("a criterion"))
        .collect();
    let (shares, bases) = (shares.to_vec(), bases.to_vec());
    let rows = models.count;

    move || {
        let judge = |row: usize| -> [Points; 7] {
            let base = |i: usize| Points(bases[order[i]], false);
            let (mut t, mut d, mut c, mut i) = (base(0), base(1), base(2), base(3));
            let (mut l, mut v, mut r) = (base(4), base(5), base(6));
            t.add(tuning.get(row));

            let ungraded = !technical.known[row];
            d.add(technical.get(row).map(|x| 0.9 * (x - 50.0)));
            if ungraded {
                d.add(count.get(row).map(|x| 14.0 * ramp(x, 2.0, 9.0) - 4.0));
                d.when(drivers.get(row).map(|m| m & electrostatic != 0), 10.0);
                d.when(drivers.get(row).map(|m| m & planar != 0), 8.0);
                d.when(form.get(row).map(|f| f == custom || f == both), 6.0);
                d.add(low_mids.get(row).map(|x| -10.0 * ramp(x, 1.0, 4.0)));
                d.add(treble.get(row).map(|x| -12.0 * ramp(x, -1.5, -6.0)));
            } else {
                d.1 = true;
            }

            c.when(shell_size.get(row).map(|s| s == small), 10.0);
            c.when(shell_size.get(row).map(|s| s == large), -10.0);
            c.when(shell_size.get(row).map(|s| s == large), -20.0);
            c.when(nozzle.get(row).map(|n| n == wide), -6.0);
            c.when(nozzle.get(row).map(|n| n == wide), -15.0);
            c.when(nozzle.get(row).map(|n| n == thin), 12.0);
            c.when(insertion.get(row).map(|n| n == deep), -12.0);
            c.when(insertion.get(row).map(|n| n == deep), -6.0);
            c.add(weight.get(row).map(|w| -12.0 * ramp(w, 7.0, 14.0)));
            c.when(form.get(row).map(|f| f == custom), 12.0);
            c.when(vented.get(row), 4.0);
            c.add(low_profile.get(row).map(|flat| if flat { 40.0 } else { -45.0 }));

            i.when(class.get(row).map(|x| x == high), 25.0);
            i.when(class.get(row).map(|x| x == low), -25.0);
            i.add(isolation.get(row).map(|x| 30.0 * ramp(x, 10.0, 35.0) - 10.0));
            i.when(insertion.get(row).map(|n| n == deep), 12.0);
            i.when(form.get(row).map(|f| f == custom), 12.0);
            i.when(vented.get(row), -8.0);
            i.when(class.get(row).map(|x| x == low), -25.0);
            i.when(class.get(row).map(|x| x == high), 20.0);

            l.when(verdict.get(row).map(|x| x == ok), 25.0);
            l.when(verdict.get(row).map(|x| x == caution), 5.0);
            if let Some(x) = verdict.get(row) {
                if x != adapter {
                    l.1 = true;
                } else {
                    l.add(adapters.get(row).map(|usd| -5.0 - 20.0 * ramp(usd, 0.0, 60.0)));
                }
            }
            l.add(headroom.get(row).map(|x| -30.0 * ramp(x, 0.0, -15.0)));
            l.add(hiss.get(row).map(|x| -20.0 * ramp(x, 15.0, 35.0)));

            v.add(price.get(row).map(|x| 22.0 * ramp(x, 250.0, 20.0)));
            v.add(price.get(row).map(|x| -30.0 * ramp(x, 250.0, 2500.0)));
            v.when(socket.get(row).map(|s| s == fixed), -12.0);
            v.when(switches.get(row), 5.0);
            v.when(discontinued.get(row), -15.0);
            for bit in &driver_bits {
                v.when(drivers.get(row).map(|m| m & bit != 0), 18.0);
            }

            r.add(measurers.get(row).map(|x| 45.0 * ramp(x, 0.0, 14.0) - 15.0));
            r.add(spread.get(row).map(|x| 8.0 * ramp(x, 1.8, 0.6)));
            r.add(spread.get(row).map(|x| -12.0 * ramp(x, 1.8, 3.5)));
            r.add(tone.get(row).map(|x| 0.5 * (x - 45.0)));
            [t, d, c, i, l, v, r].map(|Points(p, judged)| Points(p.clamp(0.0, 100.0), judged))
        };
        let kept = |row: usize| {
            let budget = match (price.get(row), adapters.get(row)) {
                (Some(price), adapters) => price + adapters.unwrap_or(0.0) <= 300.0,
                (None, _) => false,
            };
            budget
                && verdict.get(row).is_none_or(|x| x != no && x != dangerous)
                && (bass.known[row] || technical.known[row])
                && form.get(row).is_none_or(|f| f == both || f == universal)
        };
        let judged: Vec<[Points; 7]> = (0..rows).map(judge).collect();
        let priors: [f64; 7] = std::array::from_fn(|c| {
            let mut points: Vec<f64> = judged.iter().filter(|j| j[c].1).map(|j| j[c].0).collect();
            let middle = points.len() / 2;
            if points.is_empty() {
                return bases[order[c]];
            }
            let even = points.len() % 2 == 0;
            let (lower, upper, _) = points.select_nth_unstable_by(middle, f64::total_cmp);
            let below = lower.iter().copied().max_by(f64::total_cmp).filter(|_| even);
            below.map_or(*upper, |b| f64::midpoint(b, *upper))
        });
        let total = |row: usize| {
            let mut sum = 0.0;
            for c in 0..7 {
                sum += (if judged[row][c].1 { judged[row][c].0 } else { priors[c] }) * shares[order[c]];
            }
            sum
        };
        (0..rows).map(|row| if kept(row) { total(row) } else { f64::NAN }).collect()
    }
}
