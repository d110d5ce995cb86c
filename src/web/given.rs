//! An address as a question: its keys are the flags of the command of the same name, so that both are
//! read by one definition.
//!
//! A value that is wrong is left out and told with its field; the rest counts.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Command};

use super::query::Query;
use crate::Error;
use crate::diag::flag;

/// What is wrong with an address, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The key that is meant, if one is.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// A question as it was understood.
#[derive(Debug, Clone)]
pub struct Given<T> {
    /// The question; `None` where something that it needs is missing.
    pub call: Option<T>,
    /// What was wrong, in the order in which it was found.
    pub wrong: Vec<Trouble>,
    /// The query without what was wrong and what says nothing.
    pub query: Query,
}

/// The definition of a question.
pub fn definition<T: Args>() -> Command {
    T::augment_args(Command::new("iem").no_binary_name(true).disable_help_flag(true).disable_version_flag(true))
}

/// Longest value, in letters.
pub const LONGEST: usize = 1_000;

/// Reads a question; keys of the page itself, named in `own`, are passed over.
pub fn read<T: Args>(query: &Query, own: &[&str]) -> Given<T> {
    let command = definition::<T>();
    let mut wrong = Vec::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (key, value) in query.said().filter(|(key, _)| !own.contains(key)) {
        let arg = key_of(&command, key);
        if value.chars().count() > LONGEST {
            let message = format!("this is longer than {LONGEST} letters");
            wrong.push(Trouble { field: Some(key.to_owned()), message, help: "write less".to_owned() });
        } else if let Some(arg) = arg {
            // By its own name, whatever other name it has.
            pairs.push((arg.get_long().unwrap_or(arg.get_id().as_str()).to_owned(), value.to_owned()));
        } else {
            wrong.push(unknown(&command, key));
        }
    }
    loop {
        let words = match words(&command, &pairs) {
            Ok(words) => words,
            Err((key, trouble)) => {
                pairs.retain(|(known, _)| *known != key);
                wrong.push(trouble);
                continue;
            }
        };
        let error = match parsed::<T>(&command, words) {
            Ok(call) => return Given { call: Some(call), wrong, query: Query::of(pairs) },
            Err(error) => error,
        };
        let (mut key, mut trouble) = told(&error, &command);
        let lonely = lonely::<T>(&command, &pairs, &error);
        let told_already = error.kind() == ErrorKind::MissingRequiredArgument && lonely.is_none() && !wrong.is_empty();
        if let Some(lonely) = lonely {
            let missing = trouble.field.unwrap_or_default();
            trouble = Trouble {
                field: Some(lonely.clone()),
                message: format!("\"{lonely}\" says something only beside \"{missing}\""),
                help: format!("say \"{missing}\" too"),
            };
            key = Some(lonely);
        }
        let before = pairs.clone();
        if !told_already {
            wrong.push(trouble);
        }
        if let Some(key) = key {
            drop_value(&mut pairs, &key, &error);
        }
        if pairs == before {
            return Given { call: None, wrong, query: Query::of(pairs) };
        }
    }
}

/// The call that words make.
fn parsed<T: Args>(command: &Command, words: Vec<String>) -> Result<T, clap::Error> {
    command.clone().try_get_matches_from_mut(words).and_then(|said| T::from_arg_matches(&said))
}

/// Of a call that lacks something: the key that alone makes it needed.
fn lonely<T: Args>(command: &Command, pairs: &[(String, String)], error: &clap::Error) -> Option<String> {
    let lacks = |error: &clap::Error| error.kind() == ErrorKind::MissingRequiredArgument;
    let whole = |key: &&String| {
        let rest: Vec<(String, String)> = pairs.iter().filter(|(known, _)| known != *key).cloned().collect();
        let words = words(command, &rest).ok();
        words.is_some_and(|words| parsed::<T>(command, words).err().is_none_or(|error| !lacks(&error)))
    };
    if lacks(error) { pairs.iter().map(|(key, _)| key).find(whole).cloned() } else { None }
}

/// Reads a question and answers it; what the answer refuses is left out and told, and the rest answered.
pub fn answered<T: Args, A>(
    query: &Query,
    own: &[&str],
    answer: impl Fn(&T) -> Result<A, Error>,
) -> (Given<T>, Option<A>) {
    let mut given = read::<T>(query, own);
    loop {
        let Some(call) = &given.call else { return (given, None) };
        let trouble = match answer(call) {
            Ok(answer) => return (given, Some(answer)),
            Err(error) => Trouble::of(&error),
        };
        let rest = trouble.field.as_deref().map(|field| without_refused(&given.query, field, &trouble.message));
        if given.wrong.last() != Some(&trouble) {
            given.wrong.push(trouble);
        }
        match rest.filter(|query| *query != given.query) {
            Some(query) => {
                let again = read::<T>(&query, &[]);
                given.wrong.extend(again.wrong);
                given = Given { wrong: given.wrong, call: again.call, query: again.query };
            }
            None => return (given, None),
        }
    }
}

/// A query without the value of a key that a message quotes, or else without the last one.
fn without_refused(query: &Query, key: &str, message: &str) -> Query {
    let quoted = message.split('"').nth(1).unwrap_or_default();
    let values: Vec<&str> = query.all(key).collect();
    let named = |value: &&str| !quoted.is_empty() && (*value == quoted || value.split(':').next() == Some(quoted));
    let refused = values.iter().position(named).or(values.len().checked_sub(1));
    let kept = values.iter().enumerate().filter(|(at, _)| Some(*at) != refused);
    kept.fold(query.without(&[key]), |query, (_, value)| query.and(key, *value))
}

/// Takes the value that was refused away; all of the key where it is not clear which.
fn drop_value(pairs: &mut Vec<(String, String)>, key: &str, error: &clap::Error) {
    let refused = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => Some(value.clone()),
        _ => None,
    };
    let meant = |(known, value): &(String, String)| {
        known == key && refused.as_ref().is_some_and(|r| r == value || value.split(',').any(|part| part == r))
    };
    if let Some(at) = pairs.iter().position(meant) {
        let parts = pairs[at].1.split(',').filter(|part| refused.as_deref() != Some(*part));
        let rest = parts.collect::<Vec<_>>().join(",");
        if rest.is_empty() || rest == pairs[at].1 {
            pairs.remove(at);
        } else {
            pairs[at].1 = rest;
        }
    } else if error.kind() == ErrorKind::ArgumentConflict && pairs.iter().filter(|(known, _)| known == key).count() > 1
    {
        // Said twice where once is enough: what was said last counts.
        let at = pairs.iter().position(|(known, _)| known == key);
        at.map(|at| pairs.remove(at));
    } else {
        pairs.retain(|(known, _)| known != key);
    }
}

/// The argument of a key.
fn key_of<'c>(command: &'c Command, key: &str) -> Option<&'c clap::Arg> {
    command.get_arguments().find(|arg| key_is(arg, key))
}

fn key_is(arg: &clap::Arg, key: &str) -> bool {
    match arg.get_long() {
        Some(long) => long == key || arg.get_all_aliases().is_some_and(|all| all.contains(&key)),
        None => arg.get_id() == key,
    }
}

/// The call that the pairs stand for; flags without a value are switched on and off by words.
fn words(command: &Command, pairs: &[(String, String)]) -> Result<Vec<String>, (String, Trouble)> {
    let mut words = Vec::new();
    let mut last = Vec::new();
    for (at, (key, value)) in pairs.iter().enumerate() {
        let Some(arg) = key_of(command, key) else { continue };
        let again = pairs[at + 1..].iter().any(|(later, _)| later == key);
        if again && arg.get_long().is_some() && !arg.get_action().takes_values() {
            // Of a switch what was said last counts.
            continue;
        }
        match arg.get_long() {
            None => last.push(value.clone()),
            Some(_) if arg.get_action().takes_values() => words.push(format!("--{key}={value}")),
            Some(_) => match value.as_str() {
                "1" | "on" | "yes" | "true" if !words.contains(&format!("--{key}")) => words.push(format!("--{key}")),
                "1" | "on" | "yes" | "true" | "0" | "off" | "no" | "false" => {}
                other => {
                    let message = format!("\"{other}\" is neither yes nor no");
                    let help = format!("write {key}=yes, or leave it out");
                    return Err((key.clone(), Trouble { field: Some(key.clone()), message, help }));
                }
            },
        }
    }
    if !last.is_empty() {
        words.push("--".to_owned());
        words.extend(last);
    }
    Ok(words)
}

fn unknown(command: &Command, key: &str) -> Trouble {
    let keys: Vec<&str> = keys(command).collect();
    let near = crate::diag::nearest(key, keys.iter().copied()).map(|near| format!("did you mean \"{near}\"? "));
    Trouble {
        field: None,
        message: format!("this address knows no \"{key}\", so it was passed over"),
        help: format!("{}its keys are {}", near.unwrap_or_default(), keys.join(", ")),
    }
}

/// The keys that a question has.
pub fn keys(command: &Command) -> impl Iterator<Item = &str> {
    command.get_arguments().map(|arg| arg.get_long().unwrap_or(arg.get_id().as_str()))
}

/// A mistake that the definition found, and the key it is about.
fn told(error: &clap::Error, command: &Command) -> (Option<String>, Trouble) {
    let told = flag::told(error, command, "this page");
    let named = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => Some(arg.clone()),
        Some(ContextValue::Strings(all)) => all.first().cloned(),
        _ => None,
    };
    let key = named.map(|arg| {
        let bare = arg.trim_start_matches('-').split([' ', '=', '<', '[']).next().unwrap_or_default().to_owned();
        let positional = || command.get_arguments().find(|a| a.get_long().is_none() && a.to_string() == arg);
        if arg.starts_with('-') { bare } else { positional().map_or(bare, |a| a.get_id().to_string()) }
    });
    let message = without_dashes(&told.message);
    let prefix = key.as_ref().map(|key| format!("{key}: "));
    let bare = prefix.and_then(|prefix| message.strip_prefix(&prefix).map(str::to_owned));
    let trouble = Trouble { field: key.clone(), message: bare.unwrap_or(message), help: without_dashes(&told.help) };
    (key, trouble)
}

/// A text about flags as one about fields of a page.
pub(super) fn without_dashes(text: &str) -> String {
    let text = &text.replace('`', "\"");
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        let bare = word.trim_start_matches(['"', '(']);
        let cut = word.len() - bare.len();
        if at > 0 {
            out.push(' ');
        }
        match bare.strip_prefix("--") {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                out.push_str(&word[..cut]);
                out.push_str(rest);
            }
            _ => out.push_str(word),
        }
    }
    out
}

impl Trouble {
    /// Of an error of the engine: the flag that it begins with is its field.
    pub fn of(error: &Error) -> Self {
        let text = match error {
            Error::Broken(broken) => {
                let first = broken.found.iter().min_by_key(|d| d.severity());
                let told = first.map(|d| match d.way_out() {
                    Some(help) => format!("{}\n  help: {help}", d.message),
                    None => d.message.clone(),
                });
                let file = first.map(|d| broken.sources.file(d.loc.file).name.clone()).unwrap_or_default();
                format!("{file}: {}", told.unwrap_or_default())
            }
            other => other.to_string(),
        };
        let (message, help) = flag::parted(&text);
        let named = message.split(':').next().filter(|word| word.starts_with("--"));
        let field = named.map(|word| word.split(' ').next().unwrap_or(word).trim_start_matches('-').to_owned());
        let message = match &field {
            Some(_) => message.split_once(": ").map_or(message.clone(), |(_, rest)| rest.to_owned()),
            None => message,
        };
        Self { field, message: without_dashes(&message), help: without_dashes(&help.unwrap_or_default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::{Compare, Recommend};

    fn given<T: Args>(text: &str) -> Given<T> {
        read(&Query::read(text).expect("a query"), &[])
    }

    #[test]
    fn an_address_is_read_as_flags_are() {
        let given: Given<Recommend> =
            given("bass=4&use=sleep&use=sport&mic=on&eq=off&like=hexa&but=warmer&but=cheaper&budget=");
        assert_eq!(given.wrong, []);
        let wishes = given.call.expect("a call").wishes;
        assert_eq!(
            (wishes.bass, wishes.uses.len(), wishes.mic, wishes.eq, wishes.but.len()),
            (Some(4), 2, true, false, 2)
        );
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_counts() {
        let given: Given<Recommend> = given("bass=9&sound=warn&treble=2&budget=abc&colour=red&mic=perhaps");
        let fields: Vec<Option<&str>> = given.wrong.iter().map(|t| t.field.as_deref()).collect();
        assert_eq!(fields, [None, Some("mic"), Some("bass"), Some("sound"), Some("budget")], "{:?}", given.wrong);
        assert!(given.wrong.iter().all(|t| !t.message.contains("--") && !t.help.contains("--")), "{:?}", given.wrong);
        assert_eq!(given.query.to_string(), "treble=2");
        assert_eq!(given.call.expect("the rest").wishes.treble, Some(2));
    }

    #[test]
    fn what_excludes_one_another_or_is_missing_is_told() {
        let both: Given<Recommend> = given("plug=3.5mm&source=apple+dongle&bass=2&bass=4");
        assert_eq!(both.call.expect("the rest").wishes.bass, Some(4));
        assert_eq!(both.wrong.len(), 2, "{:?}", both.wrong);
        let lonely: Given<Recommend> = given("but=warmer&bass=4&limit=3&mic=yes&mic=off&use=sleep,warp");
        let call = lonely.call.expect("the rest");
        assert_eq!(
            (call.wishes.bass, call.many.top, call.wishes.mic, call.wishes.uses.len()),
            (Some(4), Some(3), false, 1)
        );
        let fields: Vec<Option<&str>> = lonely.wrong.iter().map(|t| t.field.as_deref()).collect();
        assert!(fields.contains(&Some("but")) && fields.contains(&Some("use")), "{:?}", lonely.wrong);
        let alone: Given<Compare> = given("m=hexa");
        assert!(alone.call.is_none() && alone.wrong.len() == 1, "{:?}", alone.wrong);
        let dashes: Given<Compare> = given("m=--json&m=-1");
        assert_eq!(dashes.call.expect("names").models, ["--json", "-1"]);
    }
}
