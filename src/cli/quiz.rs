//! `iem quiz`: the questionnaire in a terminal.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use dialoguer::{Input, Select};
use iem::quiz::interview::{Ended, Front, Setting, interview};
use iem::{Engine, Preferences, Quiz, json, report, store};
use serde_json::{Map, Value};

use super::global::{Answer, Format, Global, page, to_json};

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
    /// Saves the wishes as a profile for `iem recommend --profile`
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
    leave_cleanly()?;
    let page = page(global);
    let mut front = Terminal { width: page.width };
    front.say("\n A few questions, none of them compulsory. Move with the arrow keys, choose with Enter.");
    let setting = Setting { catalog, rulebook, page, expert: args.expert };
    let (wishes, advice) = interview(&mut front, &mut quiz, setting).map_err(left)?;
    let mut text = String::new();
    if let Some(path) = &args.save {
        save(path, &wishes)?;
        text += &format!(" Saved: iem recommend --profile {}\n", path.display());
    }
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// The advice for the answers of a file, without asking.
fn answered(engine: &Engine, quiz: &mut Quiz, path: &Path, args: &QuizArgs, global: &Global) -> anyhow::Result<Answer> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the answers {name}"))?;
    let options = jsonc_parser::ParseOptions::default();
    let answers: Map<String, Value> =
        jsonc_parser::parse_to_serde_value(&text, &options).map_err(|e| anyhow!("{name}: {e}"))?;
    quiz.answer_all(&answers).map_err(|what| anyhow!("{name}: {what}"))?;
    let wishes = quiz.wishes();
    let advice = engine.recommend(&wishes, 5)?;
    if let Some(path) = &args.save {
        save(path, &wishes)?;
    }
    let text = if global.format() == Format::Json {
        to_json(&json::recommend(engine, &wishes, &advice)?)
    } else {
        let conflicts: Vec<String> = quiz.conflicts().iter().map(|conflict| format!(" ! {conflict}\n")).collect();
        let list = report::recommend_human(&advice, engine.catalog()?, &wishes, page(global), false);
        format!("{}{list}\n{}", conflicts.concat(), report::again(&wishes, page(global)))
    };
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

fn save(path: &Path, wishes: &Preferences) -> anyhow::Result<()> {
    let mut profile = serde_json::to_string_pretty(wishes)?;
    profile.push('\n');
    store::write(path, &profile).with_context(|| format!("cannot save {}", path.display()))
}

/// The terminal as a front end. The conversation goes to standard error, so that the advice can
/// be piped.
struct Terminal {
    width: usize,
}

impl Front for Terminal {
    fn say(&mut self, text: &str) {
        let options = textwrap::Options::new(self.width.saturating_sub(2).max(20)).subsequent_indent(" ");
        for line in textwrap::wrap(text, options) {
            anstream::eprintln!("{line}");
        }
    }

    fn show(&mut self, text: &str) {
        let mut stdout = anstream::stdout().lock();
        // A reader that stops early is no error; the conversation goes on.
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    fn choose(&mut self, prompt: &str, items: &[String], default: usize) -> io::Result<usize> {
        let items: Vec<String> = items.iter().map(|item| self.fitted(item)).collect();
        let select = Select::new().with_prompt(self.fitted(prompt)).items(&items).default(default);
        select.report(true).interact().map_err(|dialoguer::Error::IO(error)| error)
    }

    fn enter(&mut self, prompt: &str) -> io::Result<String> {
        let input = Input::new().with_prompt(self.fitted(prompt)).allow_empty(true);
        input.interact_text().map_err(|dialoguer::Error::IO(error)| error)
    }

    fn save(&mut self, path: &str, wishes: &Preferences) -> Result<(), String> {
        save(Path::new(path), wishes).map_err(|e| format!("{e:#}"))
    }
}

impl Terminal {
    /// A line cut to the width of the terminal, so that the list can be redrawn in place.
    fn fitted(&self, line: &str) -> String {
        line.trim_end().chars().take(self.width.saturating_sub(4)).collect()
    }
}

/// Ctrl-C shows the cursor again, says that nothing was written, and leaves.
fn leave_cleanly() -> anyhow::Result<()> {
    const INTERRUPTED: i32 = 130;
    let restore = || {
        let _ = dialoguer::console::Term::stderr().show_cursor();
        eprintln!("\nLeft the quiz; nothing was saved.");
        std::process::exit(INTERRUPTED);
    };
    ctrlc::set_handler(restore).context("cannot watch for Ctrl-C")
}

/// A terminal that can no longer be read, or wishes that make no sense.
fn left(ended: Ended) -> anyhow::Error {
    match ended {
        Ended::Front(error) => anyhow::Error::new(error).context("the terminal cannot be read; nothing was saved"),
        Ended::Wishes(error) => error.into(),
    }
}
