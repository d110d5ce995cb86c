//! The same rules in other engines: each adds up the points of a model.

use std::borrow::Cow;

use iem::eval::{Facts, Rows, Value};
use iem::rulebook::Kind;
use iem::rulebook::plan::{Plan, PlannedRule};
use iem::schema::{FieldId, Record, Ty};

use crate::dialect::Dialect;
use crate::models::Models;

/// Condition and points of each rule, as the files have them.
fn written(plan: &Plan<'_>, dialect: Dialect) -> Vec<(Option<String>, String)> {
    let write = |rule: &PlannedRule<'_>| match &rule.rule.kind {
        Kind::Score { when, points, .. } => Some((when.as_ref().map(|w| dialect.boolean(w)), dialect.number(points))),
        _ => None,
    };
    plan.criteria.iter().flat_map(|c| &c.rules).filter_map(write).collect()
}

/// A model and the person as JSON: a map a record.
fn json(models: &Models, want: &Facts, row: usize) -> serde_json::Value {
    let mut records = serde_json::Map::new();
    for id in FieldId::all() {
        let wanted = id.field().record == Record::Want;
        let value = if wanted { want.get(id).map(Cow::Borrowed) } else { models.value(row, id) };
        let Some(value) = value else { continue };
        let field = id.field();
        let json = match (value.as_ref(), field.ty) {
            (Value::Bool(b), _) => (*b).into(),
            (Value::Num(n), _) => (*n).into(),
            (Value::Text(t), _) => t.as_ref().into(),
            (Value::Set(mask), Ty::Set(words)) => {
                let words = words.list().unwrap_or_default().iter().enumerate();
                words.filter(|(i, _)| mask >> i & 1 == 1).map(|(_, w)| *w).collect()
            }
            _ => continue,
        };
        let record = field.record.to_string().replace("match", "matched");
        records.entry(record).or_insert_with(|| serde_json::json!({}))[field.name.replace("use", "uses")] = json;
    }
    records.into()
}

fn ramp(x: f64, zero: f64, one: f64) -> f64 {
    ((x - zero) / (one - zero)).clamp(0.0, 1.0)
}

/// Points of each model by the `cel` crate.
pub fn cel(plan: &Plan<'_>, want: &Facts, models: &Models) -> impl FnMut() -> Vec<f64> {
    use cel::{Context, Program, Value};
    let compile = |text: &str| Program::compile(text).expect("CEL");
    let rules: Vec<_> = written(plan, Dialect::Cel)
        .iter()
        .map(|(when, points)| (when.as_deref().map(compile), compile(points)))
        .collect();
    let contexts: Vec<Context<'_, '_>> = (0..models.count)
        .map(|row| {
            let mut context = Context::default();
            for (record, fields) in json(models, want, row).as_object().expect("records") {
                context.add_variable_from_value(record.clone(), to_cel(fields));
            }
            context.add_function("ramp", ramp).expect("a function");
            context
        })
        .collect();
    move || {
        let points = |context: &Context<'_, '_>| {
            let mut sum = 0.0;
            for (when, points) in &rules {
                let holds = when.as_ref().is_none_or(|w| matches!(w.execute(context), Ok(Value::Bool(true))));
                if let (true, Ok(Value::Float(p))) = (holds, points.execute(context).or(Ok::<_, ()>(Value::Null))) {
                    sum += p;
                }
            }
            sum
        };
        contexts.iter().map(points).collect()
    }
}

fn to_cel(json: &serde_json::Value) -> cel::Value {
    match json {
        serde_json::Value::Bool(b) => (*b).into(),
        serde_json::Value::Number(n) => n.as_f64().unwrap_or_default().into(),
        serde_json::Value::String(t) => t.clone().into(),
        serde_json::Value::Array(items) => items.iter().map(to_cel).collect::<Vec<_>>().into(),
        serde_json::Value::Object(fields) => {
            let map: std::collections::HashMap<String, cel::Value> =
                fields.iter().map(|(k, v)| (k.clone(), to_cel(v))).collect();
            map.into()
        }
        serde_json::Value::Null => cel::Value::Null,
    }
}

/// Points of each model by zen-expression.
pub fn zen(plan: &Plan<'_>, want: &Facts, models: &Models) -> impl FnMut() -> Vec<f64> {
    use zen_expression::variable::Variable;
    use zen_expression::{compile_expression, vm::VM};
    let compile = |text: &str| compile_expression(text).unwrap_or_else(|e| panic!("zen: {text}: {e}"));
    let rules: Vec<_> = written(plan, Dialect::Zen)
        .iter()
        .map(|(when, points)| (when.as_deref().map(compile), compile(points)))
        .collect();
    let contexts: Vec<Variable> = (0..models.count).map(|row| json(models, want, row).into()).collect();
    let mut vm = VM::new();
    move || {
        let mut points = |context: &Variable| {
            let mut sum = 0.0;
            for (when, points) in &rules {
                let holds = when.as_ref().is_none_or(|w| {
                    matches!(w.evaluate_with(context.shallow_clone(), &mut vm), Ok(Variable::Bool(true)))
                });
                if holds && let Ok(Variable::Number(p)) = points.evaluate_with(context.shallow_clone(), &mut vm) {
                    sum += p.to_string().parse::<f64>().unwrap_or_default();
                }
            }
            sum
        };
        contexts.iter().map(&mut points).collect()
    }
}

/// Points of each model by rhai.
pub fn rhai(plan: &Plan<'_>, want: &Facts, models: &Models) -> impl FnMut() -> Vec<f64> {
    use rhai::{Dynamic, Engine, Scope};
    let mut engine = Engine::new();
    engine.set_max_expr_depths(0, 0);
    engine.register_fn("ramp", ramp);
    let compile = |text: &str| engine.compile_expression(text).unwrap_or_else(|e| panic!("rhai: {text}: {e}"));
    let rules: Vec<_> = written(plan, Dialect::Rhai)
        .iter()
        .map(|(when, points)| (when.as_deref().map(compile), compile(points)))
        .collect();
    let mut scopes: Vec<Scope<'_>> = (0..models.count)
        .map(|row| {
            let mut scope = Scope::new();
            for (record, fields) in json(models, want, row).as_object().expect("records") {
                scope.push_constant_dynamic(record.clone(), to_rhai(fields));
            }
            scope
        })
        .collect();
    move || {
        let points = |scope: &mut Scope<'_>| {
            let mut sum = 0.0;
            for (when, points) in &rules {
                let holds = when.as_ref().is_none_or(|w| engine.eval_ast_with_scope::<bool>(scope, w).unwrap_or(false));
                if holds && let Ok(p) = engine.eval_ast_with_scope::<Dynamic>(scope, points) {
                    sum += p.as_float().unwrap_or_default();
                }
            }
            sum
        };
        scopes.iter_mut().map(points).collect()
    }
}

fn to_rhai(json: &serde_json::Value) -> rhai::Dynamic {
    match json {
        serde_json::Value::Bool(b) => (*b).into(),
        serde_json::Value::Number(n) => n.as_f64().unwrap_or_default().into(),
        serde_json::Value::String(t) => t.clone().into(),
        serde_json::Value::Array(items) => items.iter().map(to_rhai).collect::<Vec<_>>().into(),
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(k, v)| (k.as_str().into(), to_rhai(v))).collect::<rhai::Map>().into()
        }
        serde_json::Value::Null => ().into(),
    }
}

/// Points of each model by datalogic-rs (JSONLogic).
pub fn datalogic(plan: &Plan<'_>, want: &Facts, models: &Models) -> impl FnMut() -> Vec<f64> {
    use datalogic_rs::{Engine, ParsedData, bumpalo::Bump};
    let engine = Engine::new();
    let compile = |text: &str| engine.compile(text).unwrap_or_else(|e| panic!("JSONLogic: {text}: {e}"));
    let rules: Vec<_> = written(plan, Dialect::JsonLogic)
        .iter()
        .map(|(when, points)| (when.as_deref().map(compile), compile(points)))
        .collect();
    let rows: Vec<ParsedData> = (0..models.count)
        .map(|row| ParsedData::from_json(&json(models, want, row).to_string()).expect("JSON"))
        .collect();
    let mut arena = Bump::new();
    move || {
        let mut points = |row: &ParsedData| {
            let mut sum = 0.0;
            for (when, points) in &rules {
                let holds = when
                    .as_ref()
                    .is_none_or(|w| engine.evaluate(w, row, &arena).is_ok_and(|v| v.as_bool() == Some(true)));
                if holds && let Ok(p) = engine.evaluate(points, row, &arena) {
                    sum += p.as_f64().unwrap_or_default();
                }
            }
            arena.reset();
            sum
        };
        rows.iter().map(&mut points).collect()
    }
}
