//! `iem quiz`: the questionnaire in a terminal.

use std::io::IsTerminal;

use anyhow::{Context, bail};
use dialoguer::{Input, Select};
use iem::quiz::{Question, Quiz, Reply};
use iem::{advice, report};

use super::args::{Global, QuizArgs};
use super::recommend::{catalog, rulebook};
use super::{Answer, page};

pub(crate) fn run(args: &QuizArgs, global: &Global) -> anyhow::Result<Answer> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        bail!(
            "the quiz needs a terminal to ask in; without one, say it with flags:\n  iem recommend --budget 100 --sound warm"
        );
    }
    let rulebook = rulebook(global)?;
    let catalog = catalog(global)?;
    leave_cleanly()?;
    let mut quiz = Quiz::new();
    let mut front = Terminal { width: page(global).width };
    front.say("\n A few questions, none of them compulsory. Move with the arrow keys, choose with Enter.");
    while let Some((question, number, count)) = quiz.question() {
        front.say(&format!("\n Question {number} of {count}"));
        let so_far = report::wishes(&quiz.wishes());
        if !so_far.is_empty() {
            front.say(&format!(" So far: {so_far}"));
        }
        let reply = front.ask(question, number > 1)?;
        if let Err(wrong) = quiz.reply(&reply) {
            front.say(&format!(" {wrong}"));
        }
    }
    let wishes = quiz.wishes();
    let advice = advice::recommend(&catalog, &rulebook, &wishes, 5)?;
    let mut text = report::recommend_human(&advice, &catalog, &wishes, page(global), false);
    text += &format!("\n The same again: {}\n", wishes.command_line());
    if let Some(path) = &args.save {
        let mut profile = serde_json::to_string_pretty(&wishes)?;
        profile.push('\n');
        iem::store::write(path, &profile).with_context(|| format!("cannot save {}", path.display()))?;
        text += &format!(" Saved: iem recommend --profile {}\n", path.display());
    }
    Ok(Answer { text, status: u8::from(advice.results.is_empty()) })
}

/// The terminal as a front end. Questions go to standard error, so that the advice can be piped.
struct Terminal {
    width: usize,
}

impl Terminal {
    fn say(&mut self, text: &str) {
        let lines = textwrap::wrap(text, textwrap::Options::new(self.width.max(20)).subsequent_indent(" "));
        for line in lines {
            anstream::eprintln!("{line}");
        }
    }

    fn ask(&mut self, question: &Question, can_go_back: bool) -> anyhow::Result<Reply> {
        loop {
            let reply = match &question.enter {
                Some(enter) => self.enter(question, &enter.hint, can_go_back)?,
                None => self.choose(question, can_go_back)?,
            };
            match reply {
                Some(reply) => return Ok(reply),
                None => self.say(&format!("\n {}\n", question.help)),
            }
        }
    }

    /// A text; `None` asks for help.
    fn enter(&mut self, question: &Question, hint: &str, can_go_back: bool) -> anyhow::Result<Option<Reply>> {
        self.say(&format!(
            " {hint}; empty if you don't know, ? for help{}",
            if can_go_back { ", b to go back" } else { "" }
        ));
        let text: String =
            Input::new().with_prompt(question.ask.as_str()).allow_empty(true).interact_text().map_err(left)?;
        Ok(match text.trim() {
            "?" => None,
            "" => Some(Reply::DontKnow),
            "b" | "back" if can_go_back => Some(Reply::Back),
            other => Some(Reply::Enter(other.to_owned())),
        })
    }

    /// An option; `None` asks for help.
    fn choose(&mut self, question: &Question, can_go_back: bool) -> anyhow::Result<Option<Reply>> {
        let widest = question.options.iter().map(|o| o.say.chars().count()).max().unwrap_or(0);
        let mut items: Vec<String> =
            question.options.iter().map(|o| self.fitted(&format!("{:widest$}  {}", o.say, o.note))).collect();
        let options = items.len();
        items.extend(["I don't know (changes nothing)", "What does this mean?"].map(str::to_owned));
        if can_go_back {
            items.push("Back to the question before".to_owned());
        }
        let chosen = Select::new()
            .with_prompt(self.fitted(&question.ask))
            .items(&items)
            .default(options)
            .interact()
            .map_err(left)?;
        Ok(match chosen.checked_sub(options) {
            None => Some(Reply::Choose(chosen)),
            Some(0) => Some(Reply::DontKnow),
            Some(1) => None,
            Some(_) => Some(Reply::Back),
        })
    }

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

/// A terminal that can no longer be read.
fn left(error: dialoguer::Error) -> anyhow::Error {
    let dialoguer::Error::IO(error) = error;
    anyhow::Error::new(error).context("the terminal cannot be read; nothing was saved")
}
