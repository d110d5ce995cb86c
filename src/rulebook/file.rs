//! One rule file: keys, kinds, expressions, examples. Collects all problems.

use indexmap::IndexMap;
use jsonc_parser::ast::{Object, Value};
use strum::VariantNames;

use super::answers;
use super::facts;
use super::rule::{Criterion, Example, Expected, Kind, Rule};
use super::texts::{expression, template};
use crate::diag::{Code, Diagnostic, Severity, list, nearest};
use crate::eval::Facts;
use crate::jsonc::{Entry, Reader, Table};
use crate::lang;
use crate::schema::Record;
use crate::source::{FileId, Loc, Sources};

/// The content of a rule file.
#[derive(Debug, Default)]
pub struct RuleFile {
    /// Its rules in order.
    pub rules: Vec<Rule>,
    /// Its examples.
    pub examples: Vec<Example>,
}

const FILE_KEYS: &[&str] = &["$schema", "criterion", "rules", "examples"];
const RULE_KEYS: &[&str] = &[
    "answers",
    "when",
    "score",
    "require",
    "warn",
    "met",
    "partly",
    "unknown",
    "because",
    "unknown_because",
    "notes",
    "source",
    "enabled",
];
const KINDS: &[&str] = &["score", "require", "warn"];

/// Reads a file; rules with a problem are left out and reported.
pub fn read_file(
    sources: &Sources,
    file: FileId,
    stem: &str,
    criteria: &IndexMap<String, Criterion>,
) -> (RuleFile, Vec<Diagnostic>) {
    let mut reader = Reader::new(sources, file);
    let mut content = RuleFile::default();
    if let Some(value) = reader.parse() {
        let mut scope = Scope { stem, criteria, criterion: None, has_criterion: false };
        read_root(&mut reader, &value, &mut scope, &mut content);
    }
    (content, reader.found)
}

/// What holds for all rules of a file.
struct Scope<'a> {
    stem: &'a str,
    criteria: &'a IndexMap<String, Criterion>,
    criterion: Option<usize>,
    /// Whether one was named, known or not.
    has_criterion: bool,
}

fn read_root<'s>(reader: &mut Reader<'s>, value: &Value<'s>, scope: &mut Scope<'_>, content: &mut RuleFile) {
    let Some(object) = reader.object(value, "a rule file") else { return };
    let mut table = reader.table(object, Code::E003);
    if let Some(entry) = table.take("$schema") {
        reader.string(entry.value, "`$schema`");
    }
    if let Some(entry) = table.take("criterion") {
        scope.has_criterion = true;
        scope.criterion = criterion(reader, &entry, scope.criteria);
    }
    let rules = table.take("rules");
    let examples = table.take("examples");
    let meant = table.finish(reader, FILE_KEYS);
    scope.has_criterion |= meant.may_be("criterion");
    let mut names = None;
    match rules {
        Some(entry) => {
            if let Some(object) = reader.object(entry.value, "`rules`") {
                let entries = reader.table(object, Code::E004).rest();
                names = Some(entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>());
                for entry in entries {
                    content.rules.extend(rule(reader, &entry, scope));
                }
            }
        }
        None if meant.may_be("rules") => {}
        None => {
            let loc = reader.place(value);
            let start = loc.span.start as usize;
            let loc = reader.loc(start, start + 1);
            reader.found.push(Diagnostic::new(Code::E005, loc, "this file has no `rules`").label("`rules` is missing"));
        }
    }
    if let Some(entry) = examples {
        let mut names = RuleNames { stem: scope.stem, known: names, missed: Vec::new() };
        read_examples(reader, entry.value, &mut names, &mut content.examples);
    }
}

fn criterion<'s>(
    reader: &mut Reader<'s>,
    entry: &Entry<'_, 's>,
    criteria: &IndexMap<String, Criterion>,
) -> Option<usize> {
    let name = reader.string(entry.value, "`criterion`")?;
    let found = criteria.get_index_of(&name.value);
    if found.is_none() {
        let problem = Diagnostic::new(Code::E006, name.loc, format!("there is no criterion `{}`", name.value));
        let names = || criteria.keys().map(String::as_str);
        reader.found.push(match nearest(&name.value, names()) {
            Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
            None => problem.label("not known").help(format!("the criteria are {}", list(names()))),
        });
    }
    found
}

/// Reads one rule; `None` after a problem.
fn rule<'s>(reader: &mut Reader<'s>, entry: &Entry<'_, 's>, scope: &mut Scope<'_>) -> Option<Rule> {
    let before = reader.found.len();
    let object = reader.object(entry.value, "a rule")?;
    let mut table = reader.table(object, Code::E003);
    let when = table.take("when");
    let kinds: Vec<Entry<'_, 's>> = KINDS.iter().filter_map(|kind| table.take(kind)).collect();
    let because = table.take("because");
    let answering = answers::take(&mut table);
    let notes = optional_text(reader, &mut table, "notes");
    let source = optional_text(reader, &mut table, "source");
    let enabled = enabled(reader, &mut table);
    let meant = table.finish(reader, RULE_KEYS);

    // The points may have been given their criterion in the rule itself: that is the mistake then.
    scope.has_criterion |= meant.may_be("criterion");
    let kind_is_misspelt = kinds.is_empty() && KINDS.iter().any(|kind| meant.may_be(kind));
    if because.is_none() && !kinds.is_empty() && !meant.may_be("because") {
        let problem = missing(entry.loc, &entry.key, "because");
        reader.found.push(problem.help("say in plain words why: \"because\": \"...\""));
    }
    let kind = if kind_is_misspelt { None } else { kind(reader, entry, scope, when.as_ref(), kinds) };
    let because = because.and_then(|e| template(reader, &e.key, e.value));
    let answers = answers::read(reader, entry, answering, &meant);
    if reader.found[before..].iter().any(|d| d.severity() == Severity::Error) {
        return None;
    }
    Some(Rule {
        id: format!("{}/{}", scope.stem, entry.key),
        kind: kind?,
        because: because?,
        answers,
        notes,
        source,
        enabled,
        loc: entry.loc,
        doubtful: reader.found.len() > before,
    })
}

fn missing(loc: Loc, rule: &str, key: &str) -> Diagnostic {
    Diagnostic::new(Code::E005, loc, format!("the rule `{rule}` has no `{key}`")).label(format!("`{key}` is missing"))
}

fn optional_text<'s>(reader: &mut Reader<'s>, table: &mut Table<'_, 's>, key: &str) -> Option<String> {
    let entry = table.take(key)?;
    reader.string(entry.value, &format!("`{key}`")).map(|text| text.value)
}

fn enabled<'s>(reader: &mut Reader<'s>, table: &mut Table<'_, 's>) -> bool {
    let Some(entry) = table.take("enabled") else { return true };
    match entry.value {
        Value::BooleanLit(literal) => literal.value,
        other => {
            reader.wrong_shape(other, "`enabled`", "true or false");
            true
        }
    }
}

/// The kind of a rule: exactly one of score, require, warn.
fn kind<'s>(
    reader: &mut Reader<'s>,
    rule: &Entry<'_, 's>,
    scope: &mut Scope<'_>,
    when: Option<&Entry<'_, 's>>,
    mut kinds: Vec<Entry<'_, 's>>,
) -> Option<Kind> {
    kinds.sort_by_key(|e| e.loc);
    if kinds.is_empty() {
        let problem = Diagnostic::new(Code::E005, rule.loc, format!("the rule `{}` does nothing", rule.key));
        reader.found.push(
            problem
                .label("none of score, require, warn")
                .help("give it points with `score`, a hard condition with `require`, or a caution with `warn`"),
        );
        return None;
    }
    let hard = kinds.iter().find(|kind| kind.key != "score");
    if let (Some(when), Some(hard)) = (when, hard) {
        let message = format!("`when` goes with `score`, not with `{}`", hard.key);
        let problem = Diagnostic::new(Code::E005, when.loc, message).label("not here");
        reader.found.push(problem.help(format!("put the condition into `{}` itself, joined with `&&`", hard.key)));
    } else if let Some(second) = kinds.get(1) {
        let problem = Diagnostic::new(Code::E005, second.loc, "a rule has only one of score, require and warn");
        reader.found.push(problem.label("the second one").help("make two rules of it"));
    }
    let first = kinds.swap_remove(0);
    match first.key.as_str() {
        "score" => score(reader, scope, &first, when),
        key => {
            let text = reader.string(first.value, &format!("`{key}`"))?;
            let condition = expression(reader, &text, lang::checked_condition)?;
            Some(if key == "require" { Kind::Require(condition) } else { Kind::Warn(condition) })
        }
    }
}

fn score<'s>(
    reader: &mut Reader<'s>,
    scope: &mut Scope<'_>,
    score: &Entry<'_, 's>,
    when: Option<&Entry<'_, 's>>,
) -> Option<Kind> {
    if !scope.has_criterion {
        // One criterion is missing, however many rules need it.
        scope.has_criterion = true;
        let problem = Diagnostic::new(Code::E005, score.loc, "points need a criterion to count for");
        reader.found.push(problem.label("no criterion").help(format!(
            "add \"criterion\" at the top of the file: one of {}",
            list(scope.criteria.keys().map(String::as_str))
        )));
    }
    let points = match score.value {
        Value::NumberLit(literal) => literal.value.parse().ok().map(lang::typed::Num::Lit),
        other => reader.string(other, "`score`").and_then(|text| expression(reader, &text, lang::checked_number)),
    };
    let when = match when {
        Some(entry) => {
            let text = reader.string(entry.value, "`when`")?;
            Some(expression(reader, &text, lang::checked_condition)?)
        }
        None => None,
    };
    Some(Kind::Score { criterion: scope.criterion?, when, points: points? })
}

/// The names that examples can speak of.
struct RuleNames<'a> {
    /// The first half of the rules' ids.
    stem: &'a str,
    /// The rules of the file, unless they could not be read.
    known: Option<Vec<String>>,
    /// Names that were missed and reported.
    missed: Vec<String>,
}

impl RuleNames<'_> {
    /// Whether the file has this rule; reports it once if not.
    fn has(&mut self, reader: &mut Reader<'_>, name: &str, loc: Loc) -> bool {
        let Some(known) = self.known.as_ref().filter(|known| !known.iter().any(|k| k == name)) else { return true };
        if !self.missed.iter().any(|missed| missed == name) {
            self.missed.push(name.to_owned());
            let names = || known.iter().map(String::as_str);
            let problem = Diagnostic::new(Code::E002, loc, format!("this file has no rule `{name}`"));
            reader.found.push(match nearest(name, names()) {
                Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
                None => problem.label("not a rule of this file").help(format!("its rules are {}", list(names()))),
            });
        }
        false
    }
}

fn read_examples<'s>(reader: &mut Reader<'s>, value: &Value<'s>, names: &mut RuleNames<'_>, into: &mut Vec<Example>) {
    let Some(array) = value.as_array() else {
        reader.wrong_shape(value, "`examples`", "a list `[ ... ]`");
        return;
    };
    for item in &array.elements {
        if let Some(object) = reader.object(item, "an example") {
            into.extend(example(reader, object, names));
        }
    }
}

fn example<'s>(reader: &mut Reader<'s>, object: &Object<'s>, names: &mut RuleNames<'_>) -> Option<Example> {
    let before = reader.found.len();
    let mut table = reader.table(object, Code::E003);
    let name = optional_text(reader, &mut table, "name").unwrap_or_default();
    let mut facts_of_all = Facts::default();
    let mut wishes = Vec::new();
    for record in Record::VARIANTS {
        if let (Some(entry), Ok(record)) = (table.take(record), record.parse::<Record>())
            && let Some(object) = reader.object(entry.value, &format!("`{}`", entry.key))
        {
            let named = facts::read(reader, record, object, &mut facts_of_all);
            if record == Record::Want {
                wishes = named;
            }
        }
    }
    let expect = table.take("expect");
    let known: Vec<&'static str> = ["name", "expect"].into_iter().chain(Record::VARIANTS.iter().copied()).collect();
    table.finish(reader, &known);
    let expect = match expect {
        Some(entry) => expectations(reader, &entry, names),
        None => Vec::new(),
    };
    (reader.found.len() == before).then_some(Example { name, facts: facts_of_all, wishes, expect })
}

fn expectations<'s>(
    reader: &mut Reader<'s>,
    expect: &Entry<'_, 's>,
    names: &mut RuleNames<'_>,
) -> Vec<(String, Loc, Expected)> {
    let mut all = Vec::new();
    let Some(object) = reader.object(expect.value, "`expect`") else { return all };
    for entry in reader.table(object, Code::E003).rest() {
        if !names.has(reader, &entry.key, entry.loc) {
            continue;
        }
        let expected = match entry.value {
            Value::NumberLit(n) => n.value.parse().ok().map(Expected::Points),
            Value::BooleanLit(b) => Some(Expected::Holds(b.value)),
            Value::StringLit(s) if s.value == "unknown" => Some(Expected::Unknown),
            Value::StringLit(s) if s.value == "not-applicable" => Some(Expected::NotApplicable),
            _ => None,
        };
        match expected {
            Some(expected) => all.push((format!("{}/{}", names.stem, entry.key), entry.loc, expected)),
            None => reader.wrong_shape(
                entry.value,
                "what is expected",
                "points, true, false, \"unknown\" or \"not-applicable\"",
            ),
        }
    }
    all
}
