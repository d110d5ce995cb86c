//! `iem quiz`: the questionnaire in a terminal.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

mod terminal;

use anyhow::{Context, bail};
use clap::Args;
use iem::quiz::interview::{Ended, Outcome, Setting, interview};
use iem::{Engine, Quiz, json, report, store};

use super::global::{Answer, Format, Global, page, to_json};
use terminal::{INTERRUPTED, LEFT, Terminal, save};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem quiz
  iem quiz --expert --save mine.jsonc
  iem quiz --answers answers.jsonc     (such as { \"budget\": \"100\", \"sound\": \"warm\", \"bass\": null })")]
pub(crate) struct QuizArgs {
    /// Takes the answers from this file instead of asking: ids of questions with ids of options
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Where to save the wishes as a profile for `iem recommend --profile`; asks at the end
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Short questions, for those who know the words
    #[arg(long)]
    expert: bool,
}

pub(crate) fn run(args: &QuizArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine_with_gear(false);
    let mut quiz = engine.quiz()?;
    if let Some(path) = &args.answers {
        return answered(engine, &mut quiz, path, args, global);
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        bail!(
            "the quiz needs a terminal to ask in; without one, say it with flags:\n  iem recommend --budget 100 --sound warm\nor give the answers in a file:\n  iem quiz --answers FILE"
        );
    }
    let (rulebook, catalog) = (engine.rulebook()?, engine.catalog()?);
    // The screens go to standard error, whatever standard output is.
    let shown = report::Page { rich: global.format != Some(Format::Plain), ..page(global) };
    terminal::leave_cleanly(shown).context("cannot watch for Ctrl-C")?;
    let save_as = args.save.as_deref().and_then(Path::to_str);
    let setting = Setting { catalog, rulebook, page: shown, expert: args.expert, save_as };
    let outcome = {
        let mut front = Terminal::open(shown)?;
        interview(&mut front, &mut quiz, setting)
    };
    match outcome {
        Ok(outcome) => Ok(said_at_last(&outcome, engine, global)?),
        Err(Ended::Front(error)) if error.kind() == io::ErrorKind::Interrupted => {
            eprintln!("{LEFT}");
            Ok(Answer { text: String::new(), status: INTERRUPTED })
        }
        Err(ended) => Err(left(ended)),
    }
}

/// What stays on the normal page: the list in short where a person reads it, whole where it is kept.
fn said_at_last(outcome: &Outcome, engine: &Engine, global: &Global) -> anyhow::Result<Answer> {
    let Outcome { wishes, advice, saved } = outcome;
    let (catalog, page) = (engine.catalog()?, page(global));
    let text = if global.format() == Format::Json {
        to_json(&json::recommend(engine, wishes, advice)?)
    } else {
        let list = if io::stdout().is_terminal() && !advice.results.is_empty() {
            let lines = report::short(advice, catalog, wishes, page);
            lines.iter().fold(String::from("\n"), |out, (first, second)| out + first + "\n" + second + "\n")
        } else {
            report::recommend_human(advice, catalog, wishes, page, false)
        };
        let saved = saved.as_ref().map(|place| format!(" Saved as {place}\n")).unwrap_or_default();
        let graph = advice.results.first().map(|first| format!(" Its response: iem show {}\n", first.id));
        format!("{list}\n{}{}{saved}", report::again(wishes, page), graph.unwrap_or_default())
    };
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// The advice for the answers of a file, without asking.
fn answered(engine: &Engine, quiz: &mut Quiz, path: &Path, args: &QuizArgs, global: &Global) -> anyhow::Result<Answer> {
    quiz.answer_text(&path.display().to_string(), &store::text(path)?).map_err(iem::Error::Broken)?;
    let wishes = quiz.wishes();
    let advice = engine.recommend(&wishes, 5)?;
    let mut saved = String::new();
    if let Some(path) = &args.save {
        let replaced = if path.exists() { ", in place of what was there" } else { "" };
        save(path, &wishes)?;
        saved = format!(" Saved as {}{replaced}.\n", path.display());
    }
    let text = if global.format() == Format::Json {
        to_json(&json::recommend(engine, &wishes, &advice)?)
    } else {
        let conflicts: Vec<String> = quiz.conflicts().iter().map(|conflict| format!(" ! {conflict}\n")).collect();
        let list = report::recommend_human(&advice, engine.catalog()?, &wishes, page(global), false);
        format!("{}{list}\n{}{saved}", conflicts.concat(), report::again(&wishes, page(global)))
    };
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// A terminal that can no longer be read, or wishes that make no sense.
fn left(ended: Ended) -> anyhow::Error {
    match ended {
        Ended::Front(error) => anyhow::Error::new(error).context("the terminal cannot be read; nothing was saved"),
        Ended::Wishes(error) => error.into(),
    }
}
