//! The questionnaire: the pure machine, and the real thing in a real terminal.

use iem::quiz::{Question, Quiz, Reply, questions};
use iem::words::{Plug, Sound};

#[test]
fn questions_are_whole() {
    let all = questions();
    assert!(all.len() >= 9);
    for id in ["budget", "source", "sound", "bass", "treble", "detail", "fit", "use", "isolation"] {
        assert!(all.iter().any(|q| q.id == id), "{id} is not asked");
    }
    for Question { id, help, options, enter, .. } in &all {
        assert!(!help.is_empty() && (enter.is_some() == options.is_empty()), "{id}");
    }
    for field in iem::schema::FIELDS.iter().filter_map(|f| f.question) {
        let asked = all.iter().any(|q| q.id == field) || field == "vocals";
        assert!(asked, "the schema names the question {field}");
    }
}

#[test]
fn every_option_of_every_question_is_a_wish() {
    for (at, question) in questions().into_iter().enumerate() {
        for option in 0..question.options.len() {
            let mut quiz = Quiz::new();
            for _ in 0..at {
                quiz.reply(&Reply::DontKnow).expect("always fine");
            }
            quiz.reply(&Reply::Choose(option)).unwrap_or_else(|e| panic!("{}: {e}", question.id));
            assert_ne!(quiz.wishes(), iem::advice::Preferences::default(), "{}", question.id);
        }
    }
}

#[test]
fn not_knowing_anything_is_asking_for_nothing() {
    let mut quiz = Quiz::new();
    while quiz.question().is_some() {
        quiz.reply(&Reply::DontKnow).expect("always fine");
    }
    assert_eq!(quiz.wishes(), iem::advice::Preferences::default());
}

#[test]
fn back_changes_the_answer_before() {
    let mut quiz = Quiz::new();
    quiz.reply(&Reply::Enter("100..300".to_owned())).expect("a range");
    quiz.reply(&Reply::Back).expect("back");
    assert_eq!(quiz.question().map(|(q, n, _)| (q.id.clone(), n)), Some(("budget".to_owned(), 1)));
    assert!(quiz.reply(&Reply::Enter("a lot".to_owned())).is_err());
    quiz.reply(&Reply::Enter("80".to_owned())).expect("a price");
    assert_eq!(quiz.wishes().budget.map(|b| b.high), Some(80.0));
    quiz.reply(&Reply::DontKnow).expect("use");
    quiz.reply(&Reply::Choose(0)).expect("source");
    quiz.reply(&Reply::Choose(2)).expect("sound");
    assert_eq!(quiz.wishes().plugs, [Plug::Mm35]);
    assert_eq!(quiz.wishes().sound, Some(Sound::Warm));
    assert_eq!(quiz.wishes().command_line(), "iem recommend --budget 80 --sound warm --plug 3.5mm");
}

#[cfg(unix)]
#[test]
fn the_quiz_in_a_terminal_ends_in_advice() -> Result<(), rexpect::error::Error> {
    const ENTER: &str = "\r";
    const UP: &str = "\u{1b}[A";
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_iem"));
    command.arg("quiz").env("TERM", "xterm").env("NO_COLOR", "1").env("COLUMNS", "80");
    let mut p = rexpect::session::spawn_command(command, Some(20_000))?;
    p.exp_string("Question 1 of")?;
    p.exp_string("What is the most")?;
    p.send("100\r")?;
    p.flush()?;
    for number in 2..=questions().len() {
        p.exp_string(&format!("Question {number} of"))?;
        p.exp_string("Back to the question")?;
        // "I don't know" is preselected; the source's first option is six lines above it.
        let keys = if number == 3 { format!("{}{ENTER}", UP.repeat(6)) } else { ENTER.to_owned() };
        p.send(&keys)?;
        p.flush()?;
    }
    p.exp_string("Score: how well")?;
    p.exp_string("The same again: iem recommend --budget 100 --plug 3.5mm")?;
    p.exp_eof()?;
    Ok(())
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_the_quiz_with_nothing_written() -> Result<(), rexpect::error::Error> {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_iem"));
    command.arg("quiz").env("TERM", "xterm").env("NO_COLOR", "1").env("COLUMNS", "60");
    let mut p = rexpect::session::spawn_command(command, Some(20_000))?;
    p.exp_string("What is the most")?;
    p.send("\r")?;
    p.flush()?;
    p.exp_string("Back to the question")?;
    p.send_control('c')?;
    p.exp_string("nothing was saved")?;
    p.exp_eof()?;
    Ok(())
}
