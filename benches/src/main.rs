//! How fast rules are read and models are scored, and how other engines do on the same rules.
//!
//! Every engine gets the same folded rules and the same made-up models, and must come to the
//! same points. Times are the median of several runs on one core, in one process.

mod columns;
mod dialect;
mod models;
mod peers;

use std::time::Duration;

use cpu_time::ProcessTime;
use iem::advice::Preferences;
use iem::advice::scoring::{Scores, score};
use iem::eval::{Facts, FieldSet, Rows, Table};
use iem::lang;
use iem::rulebook::Rulebook;
use iem::rulebook::plan::{Person, Plan, PlannedRule};
use iem::schema::{FieldId, Record};
use iem::words::{Driver, FitWish, Plug, Size, Use};
use models::Models;
use strum::VariantArray;

fn main() -> anyhow::Result<()> {
    let rulebook = Rulebook::built_in().map_err(|found| anyhow::anyhow!("{} problems", found.len()))?;
    let wishes = person();
    let want = wishes.facts();
    let plan = planned(&rulebook, &wishes, &want);
    let scoring: Vec<&PlannedRule<'_>> = plan.criteria.iter().flat_map(|c| &c.rules).collect();
    let rules = scoring.len() + plan.requires.len();
    println!("{rules} rules speak for this person: {} scores, {} conditions\n", scoring.len(), plan.requires.len());

    let expression = "want.bass >= 4 && 'dynamic' in iem.drivers && sound.treble_db < 2.5";
    report("parse and check one expression", median(2001, || lang::any(expression).is_ok()));
    report("read, check and run the shipped rulebook", median(51, || Rulebook::built_in().is_ok()));
    report("plan: fold the rulebook to a person", median(501, || planned(&rulebook, &wishes, &want).criteria.len()));

    println!();
    let mut a_model = Vec::new();
    for count in [1_000, 100_000, 1_000_000] {
        let models = Models { count, missing: 20 };
        let columns = table(&plan, &models);
        let time = median(if count < 1_000_000 { 51 } else { 9 }, || score(&plan, &columns).fitting());
        let of_60 = time.as_secs_f64() / rules as f64 * 60.0;
        let with_columns =
            median(if count < 1_000_000 { 21 } else { 3 }, || score(&plan, &table(&plan, &models)).fitting());
        a_model.push(time.as_secs_f64() / count as f64);
        report(&format!("score {count} models"), time);
        report("    with building the columns", with_columns);
        println!("    60 such rules: {:.3} s; columns {:.1} bytes a model and column", of_60, bytes(&plan, &columns));
    }
    println!("  time a model at 1,000,000 against 1,000: {:.2}", a_model[2] / a_model[0]);

    println!();
    against_hand_written(&plan)?;
    against_engines(&rulebook, &wishes)
}

/// A person for whom most rules speak.
fn person() -> Preferences {
    Preferences {
        budget: Some("300".parse().expect("a budget")),
        bass: Some(4),
        detail: Some(5),
        isolation: Some(4),
        ears: Some(Size::Small),
        uses: vec![Use::Commute, Use::Sleep],
        fit: Some(FitWish::Universal),
        drivers: Driver::VARIANTS.to_vec(),
        plugs: vec![Plug::Mm44],
        ..Preferences::default()
    }
}

fn planned<'a>(rulebook: &'a Rulebook, wishes: &Preferences, want: &Facts) -> Plan<'a> {
    let mut absent = FieldSet::default();
    for name in ["liked_db", "disliked_db"] {
        absent.insert(FieldId::find(Record::Match, name).expect("a field"));
    }
    Plan::new(rulebook, Person { want, absent, conditions: &[], stated: &wishes.stated() }, |criterion| {
        wishes.weight_factor(criterion)
    })
}

fn table(plan: &Plan<'_>, models: &Models) -> Table {
    Table::new(models, plan.fields().iter(), plan.literals())
}

fn bytes(plan: &Plan<'_>, table: &Table) -> f64 {
    table.bytes() as f64 / table.rows() as f64 / plan.fields().iter().count() as f64
}

fn against_hand_written(plan: &Plan<'_>) -> anyhow::Result<()> {
    let models = Models { count: 100_000, missing: 20 };
    let table = table(plan, &models);
    let names: Vec<&str> = plan.criteria.iter().map(|c| c.id).collect();
    let shares: Vec<f64> = plan.criteria.iter().map(|c| c.share).collect();
    let bases: Vec<f64> = plan.criteria.iter().map(|c| c.criterion.base).collect();
    let mut hand = columns::scores(&models, &names, &shares, &bases);
    let (by_hand, ours) = (hand(), score(plan, &table));
    agree(&by_hand, &ours)?;
    let (hand, ours) = (median(21, &mut hand), median(21, || score(plan, &table).fitting()));
    report("hand-written columnar Rust, 100000 models", hand);
    println!("  ours takes {:.2} times as long\n", ours.as_secs_f64() / hand.as_secs_f64());
    Ok(())
}

fn agree(by_hand: &[f64], ours: &Scores) -> anyhow::Result<()> {
    let kept: Vec<usize> = by_hand.iter().enumerate().filter(|(_, s)| !s.is_nan()).map(|(row, _)| row).collect();
    anyhow::ensure!(
        kept.iter().copied().eq(ours.kept()),
        "hand-written keeps {} models, ours {}",
        kept.len(),
        ours.fitting()
    );
    let wrong = kept.iter().find(|row| (by_hand[**row] - ours.totals[**row]).abs() > 1e-9);
    anyhow::ensure!(wrong.is_none(), "row {wrong:?} has another score");
    Ok(())
}

/// All engines add up the points of the same score rules, as the files have them. Ours also
/// folds them to the person, weighs the criteria and puts medians where nothing is known.
fn against_engines(rulebook: &Rulebook, wishes: &Preferences) -> anyhow::Result<()> {
    let want = wishes.facts();
    let score_rules = || {
        let mut plan = planned(rulebook, wishes, &want);
        plan.requires.clear();
        plan
    };
    let plan = score_rules();
    let models = Models { count: 4_000, missing: 0 };
    let table = table(&plan, &models);
    let own = median(201, || score(&score_rules(), &table).totals.len()).as_secs_f64() / models.count as f64;
    let rules: usize = plan.criteria.iter().map(|c| c.rules.len()).sum();
    println!("  {rules} score rules, {} models, all facts known; time a model", models.count);
    println!("    ours           {:>10.0} ns", own * 1e9);
    let points: Vec<f64> = (0..models.count).map(|row| points_of(&plan, &models, row)).collect();
    let run = |name: &str, engine: &mut dyn FnMut() -> Vec<f64>| -> anyhow::Result<()> {
        let theirs = engine();
        let wrong = theirs.iter().zip(&points).position(|(a, b)| (a - b).abs() > 1e-6);
        anyhow::ensure!(
            wrong.is_none(),
            "{name}: row {wrong:?}: {} points, not {}",
            theirs[wrong.unwrap_or(0)],
            points[wrong.unwrap_or(0)]
        );
        let time = median(3, engine).as_secs_f64() / models.count as f64;
        println!("    {name:14} {:>10.0} ns   {:>6.0} times ours", time * 1e9, time / own);
        Ok(())
    };
    run("cel", &mut peers::cel(&plan, &want, &models))?;
    run("zen-expression", &mut peers::zen(&plan, &want, &models))?;
    run("datalogic-rs", &mut peers::datalogic(&plan, &want, &models))?;
    run("rhai", &mut peers::rhai(&plan, &want, &models))
}

fn points_of(plan: &Plan<'_>, models: &Models, row: usize) -> f64 {
    use iem::rulebook::plan::Outcome;
    let mut facts = Facts::default();
    for id in FieldId::all() {
        facts.put(id, models.value(row, id).map(std::borrow::Cow::into_owned));
    }
    let points = |rule: &PlannedRule<'_>| if let Outcome::Points(p) = rule.judge(&facts) { p } else { 0.0 };
    plan.criteria.iter().flat_map(|c| &c.rules).map(points).sum()
}

/// The median of an odd number of runs, in processor time: all threads together, so the time on
/// one core, whatever else the machine does meanwhile.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    std::hint::black_box(run());
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = ProcessTime::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn report(what: &str, time: Duration) {
    println!("  {what:44} {:>12}", format!("{time:.2?}"));
}
