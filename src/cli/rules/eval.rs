//! `iem rules eval`: an expression, its type and its value.

use clap::Args;
use iem::advice::facts_for;
use iem::eval::{self, Facts, Known};
use iem::lang::{self, typed::Literal, typed::Typed};
use iem::rulebook::template;
use iem::{Error, Preferences};
use serde_json::{Value, json};

use crate::cli::global::{Answer, Format, Global, to_json};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem rules eval \"iem.price_usd < 100\" --model hexa
  iem rules eval \"sound.bass_db\" --model hexa --model \"aria 2\"
  iem rules eval \"match.tuning\" --model hexa --sound warm")]
pub(crate) struct EvalArgs {
    /// The expression
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    /// A model whose facts it reads; repeatable
    #[arg(long = "model", value_name = "MODEL")]
    models_named: Vec<String>,
    #[command(flatten)]
    wishes: Preferences,
}

pub(super) fn run(args: &EvalArgs, global: &Global) -> anyhow::Result<Answer> {
    let expression = args.expression.as_str();
    let typed = lang::any(expression)
        .map_err(|problems| Error::Broken(Box::new(lang::broken("EXPR", expression, problems))))?;
    let cases = cases(&args.models_named, &args.wishes, global)?;
    let rows: Vec<(Option<&str>, Value, String)> =
        cases.iter().map(|(name, facts)| (name.as_deref(), row(&typed, facts), said(&typed, facts))).collect();
    if global.format() == Format::Json {
        return Ok(Answer::ok(to_json(&as_json(&typed, &rows))));
    }
    let widest = rows.iter().filter_map(|(name, ..)| name.map(|n| n.chars().count())).max().unwrap_or(0);
    let line = |(name, _, said): &(Option<&str>, Value, String)| match name {
        Some(name) if rows.len() > 1 => format!("{name:widest$}  {said}\n"),
        _ => format!("{said}  ({})\n", typed.kind()),
    };
    Ok(Answer::ok(rows.iter().map(line).collect()))
}

/// The facts of each model named, or the wishes alone.
fn cases(models: &[String], wishes: &Preferences, global: &Global) -> anyhow::Result<Vec<(Option<String>, Facts)>> {
    let wrong = |e| Error::of_wishes(e, wishes);
    let engine = global.engine();
    let catalog = engine.catalog()?;
    if models.is_empty() {
        return Ok(vec![(None, facts_for(catalog, None, wishes).map_err(wrong)?)]);
    }
    let mut cases = Vec::new();
    for name in models {
        let entry = engine.model(name)?;
        cases.push((Some(entry.model.id.to_string()), facts_for(catalog, Some(entry), wishes).map_err(wrong)?));
    }
    Ok(cases)
}

fn as_json(typed: &Typed, rows: &[(Option<&str>, Value, String)]) -> Value {
    let mut out = json!({ "schema": "iem-eval-1", "type": typed.type_name() });
    let Some(map) = out.as_object_mut() else { return out };
    if let [(_, Value::Object(row), _)] = rows {
        map.extend(row.clone());
    } else {
        let column = rows.iter().map(|(name, row, _)| {
            let mut row = row.clone();
            if let Some(row) = row.as_object_mut() {
                row.insert("id".to_owned(), json!(name));
            }
            row
        });
        map.insert("models".to_owned(), column.collect());
    }
    out
}

/// `value`, `unknown`, `cause`.
fn row(typed: &Typed, facts: &Facts) -> Value {
    match value(typed, facts) {
        Ok(value) => json!({ "value": value, "unknown": [], "cause": null }),
        Err(unknown) => json!({
            "value": null,
            "unknown": unknown.missing.paths(),
            "cause": unknown.cause.map(|c| c.to_string()),
        }),
    }
}

fn value(typed: &Typed, facts: &Facts) -> Known<Value> {
    Ok(match typed {
        Typed::Bool(b) => json!(eval::boolean(b, facts)?),
        Typed::Num(n, _) => number(eval::number(n, facts)?),
        Typed::Text(t, _) => json!(eval::text(t, facts)?),
        Typed::Set(s, words) => {
            let mask = eval::set(s, facts)?;
            words.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, w)| json!(w)).collect()
        }
        Typed::List(items) => items.iter().map(literal).collect(),
    })
}

/// Whole numbers without a decimal point, as people write them.
fn number(n: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if n.fract() == 0.0 && n.abs() <= EXACT && !(n == 0.0 && n.is_sign_negative()) { json!(n as i64) } else { json!(n) }
}

fn literal(item: &Literal) -> Value {
    match item {
        Literal::Num(n) => number(*n),
        Literal::Text(text) => json!(text),
        Literal::Bool(b) => json!(b),
        Literal::List(items) => items.iter().map(literal).collect(),
    }
}

fn said(typed: &Typed, facts: &Facts) -> String {
    match value(typed, facts) {
        Ok(_) => template::show(typed, facts).unwrap_or_default(),
        Err(unknown) => match unknown.cause {
            Some(cause) => format!("unknown: {cause}"),
            None => format!("unknown: {} missing", unknown.missing.paths().join(", ")),
        },
    }
}
