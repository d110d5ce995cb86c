//! What is odd about rules that are in order: they match nothing, can never be judged, stand
//! twice, or leave a preference without a reader.

use super::book::Rulebook;
use super::rule::{Kind, Rule};
use super::template::Template;
use super::wish::Wish;
use crate::catalog::Catalog;
use crate::diag::{Code, Diagnostic};
use crate::eval::{self, Facts, FieldSet, Unknown};
use crate::schema::{FieldId, Record};

/// Wishes that the program reads itself, for the personal target, weights and the connection.
const READ_BY_THE_PROGRAM: &[&str] = &["bass", "treble", "vocals", "sound", "detail", "isolation", "plugs", "eq"];

/// All findings, from the real catalogue.
pub fn run(rulebook: &Rulebook, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rulebook.active().filter(|r| !r.doubtful) {
        found.extend(against_catalogue(rule, catalog));
    }
    found.extend(twins(rulebook));
    found.extend(unread_preferences(rulebook));
    found.extend(unanswered(rulebook));
    found.extend(rulebook.active().flat_map(templates));
    found
}

fn belongs_to_model(id: FieldId) -> bool {
    matches!(id.field().record, Record::Iem | Record::Sound | Record::Opinion | Record::Known)
}

/// What a rule's condition comes to for one model, whoever asks.
enum Reach {
    /// It holds, or would for some wishes.
    Matches,
    /// It never holds, or gives no points.
    Never,
    /// A fact of the model is missing, or the calculation has no result.
    Unknown(Unknown),
}

fn reach(rule: &Rule, facts: &Facts) -> Reach {
    let condition = match &rule.kind {
        Kind::Score { when, points, .. } => match when.as_ref().map_or(Ok(true), |w| eval::boolean(w, facts)) {
            Ok(true) => eval::number(points, facts).map(|points| points != 0.0),
            other => other,
        },
        Kind::Require(condition) | Kind::Warn(condition) => eval::boolean(condition, facts),
    };
    match condition {
        Ok(true) => Reach::Matches,
        Ok(false) => Reach::Never,
        Err(unknown) if unknown.cause.is_none() && !unknown.missing.iter().any(belongs_to_model) => Reach::Matches,
        Err(unknown) => Reach::Unknown(unknown),
    }
}

fn against_catalogue(rule: &Rule, catalog: &Catalog) -> Option<Diagnostic> {
    let mut never = 0;
    let mut unknown = Unknown::default();
    for entry in catalog.entries() {
        match reach(rule, entry.facts()) {
            Reach::Matches => return None,
            Reach::Never => never += 1,
            Reach::Unknown(why) => unknown = why,
        }
    }
    if never == 0 {
        let why = match (unknown.cause, unknown.missing.iter().find(|id| belongs_to_model(*id))) {
            (Some(cause), _) => cause.to_string(),
            (None, Some(id)) => format!("no model of the catalogue has `{}`", id.field().path()),
            (None, None) => return None,
        };
        let message = format!("the rule `{}` can never be judged: {why}", rule.id);
        return Some(Diagnostic::new(Code::W104, rule.loc, message).label("always unknown"));
    }
    let message = format!("the rule `{}` matches no model of the catalogue", rule.id);
    Some(Diagnostic::new(Code::W103, rule.loc, message).label("matches nothing"))
}

/// Rules of the same kind, condition and points.
fn twins(rulebook: &Rulebook) -> Vec<Diagnostic> {
    let rules: Vec<&Rule> = rulebook.active().collect();
    let mut found = Vec::new();
    for (i, rule) in rules.iter().enumerate() {
        if let Some(first) = rules[..i].iter().find(|other| other.kind == rule.kind) {
            let message = format!("`{}` does the same as `{}`", rule.id, first.id);
            found.push(
                Diagnostic::new(Code::W105, rule.loc, message).label("the same again").help("remove one of the two"),
            );
        }
    }
    found
}

/// Preferences that nothing reads: those of a rule that was switched off, and those that only
/// an example mentions.
fn unread_preferences(rulebook: &Rulebook) -> Vec<Diagnostic> {
    let mut read = FieldSet::default();
    for rule in rulebook.active() {
        read = read.union(rule.kind.fields());
    }
    for name in READ_BY_THE_PROGRAM {
        if let Some(id) = FieldId::find(Record::Want, name) {
            read.insert(id);
        }
    }
    let unread = |id: &FieldId| id.field().record == Record::Want && !read.contains(*id);
    let finding = |id: FieldId, loc| {
        let message = format!("no rule reads the preference `{}`: asking for it changes nothing", id.field().path());
        Diagnostic::new(Code::W106, loc, message).label("read by nobody")
    };
    let switched_off = rulebook.rules.values().filter(|r| !r.enabled);
    let off = switched_off
        .flat_map(|r| r.kind.fields().iter().filter(unread).map(|id| finding(id, r.loc)).collect::<Vec<_>>());
    let shown = rulebook.examples.iter().flat_map(|example| {
        example.wishes.iter().filter(|(id, _)| unread(id)).map(|(id, loc)| finding(*id, *loc)).collect::<Vec<_>>()
    });
    off.chain(shown).collect()
}

/// Wishes that no rule answers, shown where a rule that is switched off would, where one reads the wish and
/// does not say that it answers it, or else at the first rule.
fn unanswered(rulebook: &Rulebook) -> Vec<Diagnostic> {
    let answers = |rule: &Rule, wish| rule.answers.as_ref().is_some_and(|a| a.wishes.contains(&wish));
    let mut found = Vec::new();
    for wish in Wish::all().filter(|wish| !rulebook.active().any(|rule| answers(rule, *wish))) {
        let off = rulebook.rules.values().find(|rule| answers(rule, wish));
        let reads = |rule: &&Rule| wish.fields().iter().any(|id| rule.kind.fields().contains(*id));
        // The person's own files come last: what is missing is mostly missing there.
        let reading = rulebook.rules.values().filter(reads).max_by_key(|rule| (rule.enabled, rule.loc));
        let near = off.or(reading).or_else(|| rulebook.rules.values().next());
        let Some(rule) = near else { continue };
        let message = format!("no rule answers the wish `{}`", wish.name());
        let problem = Diagnostic::new(Code::W107, rule.loc, message).label("answered by nobody");
        found.push(problem.help(format!("name it in the rule that judges it: \"answers\": \"{}\"", wish.name())));
    }
    found
}

/// Texts that were taken as checked because they are shipped.
fn templates(rule: &Rule) -> Vec<Diagnostic> {
    let unknown = rule.answers.as_ref().and_then(|answers| answers.unknown_because.as_ref());
    let flaws = std::iter::once(&rule.because).chain(unknown).flat_map(Template::flaws);
    flaws.map(|problem| Diagnostic::new(problem.code, rule.loc, problem.message).label(problem.label)).collect()
}
