//! The wishes as fields of a form: one for each flag of the definition, in its order, with the words of the
//! questionnaire where it has some.

use clap::{Arg, ArgAction};
use maud::{Markup, html};

use super::form::{TextField, field_id, field_mistake};
use super::given::{Trouble, definition};
use super::query::Query;
use crate::Preferences;
use crate::quiz::{QuestionFile, questions};
use crate::words::LEVELS;

/// Wishes that most people have; the others stand behind a line that opens.
const FIRST: [&str; 7] = ["budget", "sound", "bass", "treble", "vocals", "use", "plug"];

/// All wishes as fields, with what an address says in them.
pub(super) fn facets(query: &Query, wrong: &[Trouble]) -> Markup {
    let known = questions();
    let command = definition::<Preferences>();
    let field = |arg: &Arg| facet(arg, query, wrong, &known);
    let (first, more): (Vec<&Arg>, Vec<&Arg>) = command.get_arguments().partition(|arg| FIRST.contains(&key(arg)));
    let used = more.iter().any(|arg| query.last(key(arg)).is_some());
    html! {
        @for arg in first { (field(arg)) }
        details open[used] {
            summary { "More wishes" }
            @for arg in more { (field(arg)) }
        }
    }
}

/// The keys of all wishes.
pub(super) fn keys() -> Vec<String> {
    definition::<Preferences>().get_arguments().map(|arg| key(arg).to_owned()).collect()
}

fn key(arg: &Arg) -> &str {
    arg.get_long().unwrap_or(arg.get_id().as_str())
}

fn facet(arg: &Arg, query: &Query, wrong: &[Trouble], known: &QuestionFile) -> Markup {
    let key = key(arg);
    let words: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set() && arg.get_action().takes_values())
        .map(|value| value.get_name().to_owned())
        .collect();
    let many = matches!(arg.get_action(), ArgAction::Append);
    if !arg.get_action().takes_values() {
        return switch(arg, key, query, wrong);
    }
    let options: Vec<(String, String)> = match (words.is_empty(), levels(key)) {
        (false, _) => words.into_iter().map(|word| (word.clone(), said(known, key, &word))).collect(),
        (true, Some(levels)) => levels.iter().zip(1..).map(|(say, n)| (format!("{n}"), (*say).to_owned())).collect(),
        (true, None) => return texts(arg, key, many, query, wrong, known),
    };
    if many { boxes(arg, key, &options, query, wrong, known) } else { choice(arg, key, &options, query, wrong, known) }
}

/// The words of the levels of a key.
fn levels(key: &str) -> Option<&'static [&'static str; 5]> {
    match key {
        "bass" | "treble" => Some(&LEVELS[0]),
        "vocals" => Some(&LEVELS[1]),
        "detail" | "isolation" => Some(&LEVELS[2]),
        _ => None,
    }
}

/// What the questionnaire says for a word of a key.
fn said(known: &QuestionFile, key: &str, word: &str) -> String {
    let is = |value: &serde_json::Value| match value {
        serde_json::Value::Array(items) => items.iter().any(|item| item == word),
        one => one == word,
    };
    let options =
        known.questions.iter().filter(|question| question.id != "never").flat_map(|question| &question.options);
    let found = options.into_iter().find(|option| option.set.len() == 1 && option.set.get(key).is_some_and(is));
    found.map_or_else(|| word.replace('-', " "), |option| option.say.clone())
}

/// What a field is called.
fn label(key: &str, known: &QuestionFile) -> String {
    let named = match key {
        "vocals" => Some("voices"),
        "detail" => Some("detail"),
        "fit" => Some("form"),
        "driver" => Some("drivers you like"),
        "no-driver" => Some("drivers you refuse"),
        "liked" => Some("earphones you liked"),
        "disliked" => Some("earphones you disliked"),
        "like" => Some("like this one"),
        "but" => Some("but"),
        "where" => Some("a condition in the rule language"),
        "weight" => Some("what counts more or less"),
        "source" => Some("your device, instead of a jack"),
        _ => None,
    };
    let sets = |question: &&crate::Question| {
        question.id == key || question.options.iter().any(|option| option.set.contains_key(key))
    };
    let title = || known.questions.iter().find(sets).map(|question| question.title.clone());
    let text = named.map(str::to_owned).or_else(title).unwrap_or_else(|| key.to_owned());
    super::form::first_letter_large(&text)
}

fn help(arg: &Arg) -> String {
    let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    text.trim_end_matches("; repeatable")
        .replace("instead of --plug", "instead of its jack")
        .replace("--like", "it")
        .replace(": see --but", "")
}

fn switch(arg: &Arg, key: &str, query: &Query, wrong: &[Trouble]) -> Markup {
    let on = query.last(key).is_some_and(|value| matches!(value, "1" | "on" | "yes" | "true"));
    html! {
        div.field {
            (field_mistake(wrong, key))
            label.choice for=(field_id(key)) {
                input type="checkbox" id=(field_id(key)) name=(key) value="yes" checked[on];
                span { (help(arg)) }
            }
        }
    }
}

fn choice(
    arg: &Arg,
    key: &str,
    options: &[(String, String)],
    query: &Query,
    wrong: &[Trouble],
    known: &QuestionFile,
) -> Markup {
    let now = query.last(key).unwrap_or_default();
    let faulty = wrong.iter().any(|trouble| trouble.field.as_deref() == Some(key));
    let hint = levels(key).is_none().then(|| format!("{}-hint", field_id(key)));
    let described: Vec<String> = hint.into_iter().chain(faulty.then(|| format!("{}-mistake", field_id(key)))).collect();
    html! {
        div.field.faulty[faulty] {
            label for=(field_id(key)) { (label(key, known)) }
            @if levels(key).is_none() { p.hint id={ (field_id(key)) "-hint" } { (help(arg)) } }
            (field_mistake(wrong, key))
            select id=(field_id(key)) name=(key) aria-invalid=[faulty.then_some("true")]
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))] {
                option value="" { "no matter" }
                @for (value, say) in options { option value=(value) selected[now == value] { (say) } }
            }
        }
    }
}

fn boxes(
    arg: &Arg,
    key: &str,
    options: &[(String, String)],
    query: &Query,
    wrong: &[Trouble],
    known: &QuestionFile,
) -> Markup {
    let now: Vec<&str> = query.all(key).flat_map(|value| value.split(',')).map(str::trim).collect();
    let chosen = |value: &str| now.contains(&value);
    html! {
        div.field {
            fieldset id=(field_id(key)) tabindex="-1" {
                legend { (label(key, known)) }
                p.hint { (help(arg)) }
                (field_mistake(wrong, key))
                details open[!now.is_empty() || key == "use"] {
                    summary { (options.len()) " to choose from" }
                    @for (at, (value, say)) in options.iter().enumerate() {
                        label.box for={ (field_id(key)) "-" (at) } {
                            input type="checkbox" id={ (field_id(key)) "-" (at) } name=(key) value=(value)
                                checked[chosen(value)];
                            (say)
                        }
                    }
                }
            }
        }
    }
}

fn texts(arg: &Arg, key: &str, many: bool, query: &Query, wrong: &[Trouble], known: &QuestionFile) -> Markup {
    let named =
        arg.get_value_names().and_then(|names| names.first()).map(clap::builder::Str::as_str).unwrap_or_default();
    let suggest = match named.split('[').next() {
        Some("MODEL") => Some("models"),
        Some("DEVICE") => Some("devices"),
        _ => None,
    };
    let values: Vec<&str> = if many { query.all(key).collect() } else { Vec::new() };
    let (label, hint) = (label(key, known), help(arg));
    let last = if many { "" } else { query.last(key).unwrap_or_default() };
    html! {
        @for value in values {
            label.box { input type="checkbox" name=(key) value=(value) checked; (label) ": " (value) }
        }
        (TextField { key, label: &label, hint: &hint, value: last, suggest }.markup(wrong))
    }
}
