//! The evaluators against each other and against the `cel` crate, on random expressions.

use std::collections::HashMap;

use cel::{Context, ExecutionError, Program};
use iem::eval::{self, BLOCK, Block, Facts, Table, Value};
use iem::lang::{self, typed};
use iem::schema::{Field, Ty};

use crate::expressions::{Writer, facts, fields};
use crate::support::Dice;

/// Expressions a run; more with `IEM_CASES`.
fn cases() -> u64 {
    std::env::var("IEM_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

#[test]
fn a_block_says_what_each_row_says_to_the_last_bit() {
    let mut dice = Dice(7);
    let rows: Vec<Facts> = (0..BLOCK + 77).map(|_| facts(&mut dice)).collect();
    for _ in 0..cases() {
        let text = Writer { dice: &mut dice, own: true }.condition(3);
        let condition = lang::condition(&text).unwrap_or_else(|p| panic!("{text}: {p:?}"));
        let text = Writer { dice: &mut dice, own: true }.number(3);
        let number = lang::checked_number(&text).unwrap_or_else(|p| panic!("{text}: {p:?}")).value;
        same_by_block(&rows, &condition, &number);
    }
}

fn same_by_block(rows: &[Facts], condition: &typed::Bool, number: &typed::Num) {
    let mut literals = Vec::new();
    condition.literals(&mut |t| literals.push(t.to_owned()));
    number.literals(&mut |t| literals.push(t.to_owned()));
    let table = Table::new(rows, fields(), literals);
    for block in (0..table.blocks()).map(|b| Block::new(&table, b)) {
        let (truth, numbers) = (block.boolean(condition), block.number(number));
        for (at, row) in block.rows().enumerate() {
            let bit = |mask: &[u64]| mask[at / 64] >> (at % 64) & 1 == 1;
            let by_block = bit(&truth.known).then_some(bit(&truth.yes));
            assert_eq!(by_block, eval::boolean(condition, &rows[row]).ok(), "{condition:?}");
            assert!(bit(&truth.known) || !bit(&truth.yes), "an unknown row is no yes");
            let by_block = bit(&numbers.known).then_some(numbers.values.at(at).to_bits());
            assert_eq!(by_block, eval::number(number, &rows[row]).ok().map(f64::to_bits), "{number:?}");
        }
    }
}

/// The facts as CEL sees them: a map a record, absent keys for what is missing.
fn context(facts: &Facts) -> Context<'static, 'static> {
    let mut records: HashMap<String, HashMap<String, cel::Value>> = HashMap::new();
    for record in ["want", "iem", "sound"] {
        records.insert(record.to_owned(), HashMap::new());
    }
    for id in fields() {
        let field = id.field();
        let Some(value) = facts.get(id) else { continue };
        records.entry(field.record.to_string()).or_default().insert(field.name.to_owned(), to_cel(field, value));
    }
    let mut context = Context::default();
    for (record, values) in records {
        context.add_variable_from_value(record, values);
    }
    let added = [
        context.add_function("abs", f64::abs),
        context.add_function("min", f64::min),
        context.add_function("max", f64::max),
        context.add_function("clamp", |x: f64, low: f64, high: f64| x.min(high).max(low)),
        context.add_function("ramp", |x: f64, zero: f64, one: f64| ((x - zero) / (one - zero)).clamp(0.0, 1.0)),
    ];
    assert!(added.iter().all(Result::is_ok));
    context
}

fn to_cel(field: &Field, value: &Value) -> cel::Value {
    match value {
        Value::Bool(b) => (*b).into(),
        Value::Num(n) => (*n).into(),
        Value::Text(text) => text.clone().into_owned().into(),
        Value::Set(mask) => {
            let Ty::Set(words) = field.ty else { panic!("a set") };
            let words = words.list().expect("closed words").iter().enumerate();
            words.filter(|(i, _)| mask >> i & 1 == 1).map(|(_, w)| (*w).to_owned()).collect::<Vec<String>>().into()
        }
    }
}

/// What CEL makes of an expression: a value, or `None` for an error.
fn by_cel(text: &str, context: &Context<'_, '_>) -> Option<cel::Value> {
    let program = Program::compile(text).unwrap_or_else(|e| panic!("CEL does not read {text}: {e}"));
    match program.execute(context) {
        Ok(value) => Some(value),
        Err(ExecutionError::NoSuchKey(_)) => None,
        Err(other) => panic!("{text}: {other}"),
    }
}

#[test]
fn rows_mean_what_cel_means() {
    let mut dice = Dice(11);
    let mut values = 0;
    for _ in 0..cases() * 5 {
        let facts = facts(&mut dice);
        let context = context(&facts);
        let text = Writer { dice: &mut dice, own: false }.condition(3);
        let ours = eval::boolean(&lang::condition(&text).expect(&text), &facts).ok();
        assert_eq!(ours.map(cel::Value::from), by_cel(&text, &context), "{text}");
        values += u32::from(ours.is_some());
        let text = Writer { dice: &mut dice, own: false }.number(2);
        let ours = eval::number(&lang::checked_number(&text).expect(&text).value, &facts).ok();
        assert_eq!(ours.map(cel::Value::from), by_cel(&text, &context), "{text}");
    }
    eprintln!("{values} of {} conditions have a value", cases() * 5);
}
