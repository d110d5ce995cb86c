//! What is said of the list and of its models, in sentences that the terminal and the page share.

use super::text::price;
use super::wishes::title;
use crate::advice::{Advice, Answered, Preferences, Recommendation, Twin};
use crate::catalog::{Catalog, Entry};
use crate::fit::Verdict;
use crate::names::Match;
use crate::rulebook::plan::Answer;
use crate::sound::taste::Taste;

/// Reasons for, and reasons against, that are shown beside the wishes.
const STANDING_OUT: usize = 2;
/// The same where no wish was stated.
const WITHOUT_WISHES: usize = 3;
/// Smaller differences of a band are hardly heard, dB.
const AUDIBLE_DB: f64 = 0.5;
/// What a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// It speaks for the model.
    For,
    /// It speaks against it.
    Against,
    /// A caution.
    Caution,
    /// A connection that does not go, or is dangerous.
    Danger,
    /// How it connects, what a set costs.
    Connection,
    /// How sure all that is.
    Confidence,
}

/// A sentence about a model of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// What it says.
    pub text: String,
}

/// The reason of an answer; how it connects is told with what must be bought.
pub fn reason(wish: &Answered, r: &Recommendation) -> String {
    let connects = matches!(wish.wish.name(), "plug" | "source") && wish.answer != Answer::Met;
    match r.connection.as_ref().filter(|_| connects) {
        Some(connection) => connection.because.clone(),
        None => wish.because.clone(),
    }
}

/// What stands out of it, cautions, the connection, and how sure all that is.
pub fn remarks(r: &Recommendation) -> Vec<Remark> {
    let most = if r.wishes.is_empty() { WITHOUT_WISHES } else { STANDING_OUT };
    let remark = |kind, text| Remark { kind, text };
    let mut out = Vec::new();
    let standing = |good: bool| r.standing.iter().filter(move |s| (s.points > 0.0) == good).take(most);
    out.extend(standing(true).map(|s| remark(RemarkKind::For, s.because.clone())));
    out.extend(standing(false).map(|s| remark(RemarkKind::Against, s.because.clone())));
    out.extend(r.warnings.iter().map(|w| remark(RemarkKind::Caution, w.because.clone())));
    let told = r.wishes.iter().any(|wish| matches!(wish.wish.name(), "plug" | "source"));
    if let Some(c) = &r.connection {
        let kind = if matches!(c.verdict, Verdict::Unsafe | Verdict::No) {
            RemarkKind::Danger
        } else {
            RemarkKind::Connection
        };
        let set = c.set_price_usd.filter(|_| !c.buy.is_empty()).map(|usd| price(Some(usd)));
        match set {
            // The price was answered with all that it needs.
            Some(_) if told && r.wishes.iter().any(|wish| wish.wish.name() == "budget") => {}
            Some(set) if told => out.push(remark(kind, format!("the set costs {set}"))),
            Some(set) => out.push(remark(kind, format!("{}; the set {set}", c.because))),
            None if !told && c.verdict != Verdict::Ok => out.push(remark(kind, c.because.clone())),
            None => {}
        }
    }
    let guessed = r.criteria.iter().filter(|c| !c.judged && c.weight > 0.0).map(|c| c.title.to_lowercase());
    let guessed: Vec<String> = guessed.collect();
    let mut note = format!("confidence {:.0} %", r.confidence * 100.0);
    if !guessed.is_empty() {
        note += &format!("; nothing is known about {}", guessed.join(", "));
    }
    out.push(remark(RemarkKind::Confidence, note));
    out
}

/// What is other than with the model that the person started from: sound, price, size.
pub fn against_like(found: &Entry, catalog: &Catalog, asked: &Preferences) -> Option<String> {
    let named = asked.like.as_deref().map(|name| catalog.find_surely(name));
    let Some(Match::One(id)) = named else { return None };
    let like = catalog.get(&id)?;
    let mut said = Vec::new();
    if let (Some(mine), Some(theirs)) = (found.bands(), like.bands()) {
        let differences = mine.iter().zip(theirs.iter()).map(|((band, mine), (_, theirs))| (band, mine - theirs));
        let told = differences.filter(|(band, db)| band.id != "air" && db.abs() >= AUDIBLE_DB);
        said.extend(told.map(|(band, db)| format!("{} {db:+.1} dB", band.title)));
    }
    if let (Some(mine), Some(theirs)) = (found.model.price_usd, like.model.price_usd) {
        let word = if mine < theirs { "cheaper" } else { "dearer" };
        let apart = (mine - theirs).abs();
        said.extend((apart >= 1.0).then(|| format!("{} {word}", price(Some(apart)))));
    }
    if let (Some(mine), Some(theirs)) = (found.model.shell_size, like.model.shell_size)
        && mine != theirs
    {
        said.push(format!("{mine} instead of {theirs}"));
    }
    if said.is_empty() {
        said.push("much the same".to_owned());
    }
    Some(format!("against the {}: {}", like.model.name(), said.join(", ")))
}

/// The sentence that names a cheaper model of nearly the same sound.
pub fn twin(twin: &Twin, found: &Entry) -> String {
    let (name, cost) = (found.model.name(), price(found.model.price_usd));
    format!("same sound, cheaper: {name}, {cost}, {:.1} dB apart", twin.distance_db)
}

/// Runs of neighbours that the measurements cannot tell apart.
pub fn ties(advice: &Advice) -> Option<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, r) in advice.results.iter().enumerate() {
        let with_next = advice.results.get(at + 1).is_some_and(|next| r.tied_with.contains(&next.id));
        match runs.last_mut() {
            _ if !with_next => {}
            Some((_, last)) if *last == at => *last = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    let said = runs.iter().map(|(first, last)| {
        let joined = if last - first == 1 { "and" } else { "to" };
        format!("{} {joined} {}", first + 1, last + 1)
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| {
        format!("A tie, each with the next: {}. Measurers differ by more than what lies between them.", said.join("; "))
    })
}

/// Wishes that no rule judges, said once.
pub fn no_rule(advice: &Advice, asked: &Preferences) -> Option<String> {
    let named: Vec<String> = advice.unanswered.iter().map(|wish| title(wish.name(), asked)).collect();
    (!named.is_empty()).then(|| format!("No rule judges this, so it changes nothing: {}.", named.join(", ")))
}

/// What the score of the first says, in a line.
pub fn legend(advice: &Advice) -> String {
    let first = advice.results.first().map_or(0.0, |r| r.score);
    let said = match first {
        80.0.. => "nearly all of what counts for you",
        65.0.. => "most of what counts for you",
        50.0.. => "about half of what counts for you",
        _ => "little of what counts for you",
    };
    format!(
        "{first:.0} of 100: {said}. Confidence: how much of what that needs is known and checked; fit and isolation \
         rest mostly on facts that nobody has checked."
    )
}

/// What the person owns already and could keep.
pub fn kept(advice: &Advice, catalog: &Catalog) -> Option<String> {
    let (keep, found) = advice.keep.as_ref().and_then(|k| Some((k, catalog.get(&k.id)?)))?;
    let name = found.model.name();
    Some(if keep.distance_db == 0.0 {
        format!("You own the first of the list, the {name}: keep it.")
    } else {
        format!(
            "You own nearly this sound: your {name} is {:.1} dB from the first of the list. Keep it, unless \
             something else bothers you.",
            keep.distance_db
        )
    })
}

/// What past gear told, so that it can be corrected.
pub fn learned(taste: &Taste) -> String {
    let said = taste
        .offsets()
        .map(|(range, e)| format!("{range} {:+.1} dB ({:+.1} to {:+.1})", e.mean_db, e.low_db, e.high_db));
    format!(
        "Your gear moves the target: {}; in brackets what is 80 % likely. Wrong? Say it with --bass, --vocals, \
         --treble.",
        said.join(", ")
    )
}

/// Why models are left out, in words that follow their number.
pub fn removed(rule: &str, one: bool) -> String {
    let verb = |one_does: &str, all_do: &str| if one { one_does.to_owned() } else { all_do.to_owned() };
    match rule {
        "budget/over" => verb("costs more than your budget", "cost more than your budget"),
        "budget/under" => verb("costs less than you said", "cost less than you said"),
        "budget/price-unknown" => verb("has no known price", "have no known price"),
        "trust/nothing-to-judge" => verb("was measured and graded by nobody", "were measured and graded by nobody"),
        "where" => verb("does not meet your --where", "do not meet your --where"),
        "like" => verb("is the one to start from", "are those to start from"),
        _ if rule.starts_with("but") => verb("does not differ as --but says", "do not differ as --but says"),
        _ if rule.starts_with("connection/") => {
            verb("does not go with your cable or source", "do not go with your cable or source")
        }
        "wishes/form" => verb("has another form than you want", "have another form than you want"),
        _ if rule.starts_with("wishes/") => verb("has a driver that you refuse", "have a driver that you refuse"),
        own => {
            let file = own.split('/').next().unwrap_or(own);
            verb(
                &format!("is left out by the rules in {file}.jsonc"),
                &format!("are left out by the rules in {file}.jsonc"),
            )
        }
    }
}
