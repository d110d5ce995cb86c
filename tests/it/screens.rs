//! Screens of the questionnaire: each key on each kind of screen, what fits a small terminal, and the
//! real thing in a real terminal.

use iem::quiz::draw;
use iem::quiz::screen::{Act, Field, Item, Key, Line, Screen, Turn};
use iem::report::Page;

fn base() -> Screen {
    Screen {
        title: "Question 5 of at most 14".to_owned(),
        ask: "How much bass do you want?".to_owned(),
        help: "Each step is about 2 dB.".to_owned(),
        back: true,
        skip: true,
        ..Screen::default()
    }
}

fn one() -> Screen {
    let items = ["less", "as usual", "more", "I don't know"].map(Item::new).to_vec();
    Screen { items, most: 1, none: true, at: 3, ..base() }
}

fn many() -> Screen {
    Screen { most: 2, ..one() }
}

fn names() -> Screen {
    Screen { field: Some(Field { hint: "a name".to_owned(), ..Field::default() }), ..base() }
}

fn figures() -> Screen {
    Screen { field: Some(Field { hint: "a price".to_owned(), figures: true, ..Field::default() }), ..base() }
}

/// The first screen: nothing before it, nothing to skip.
fn first() -> Screen {
    Screen { back: false, skip: false, none: false, ..one() }
}

fn press(screen: &Screen, keys: &[Key]) -> (Option<Act>, String, String) {
    let mut turn = Turn::new(screen);
    for (at, key) in keys.iter().enumerate() {
        if let Some(act) = turn.press(*key, Some("Truthear Hexa")) {
            assert_eq!(at + 1, keys.len(), "answered too early: {keys:?}");
            return (Some(act), turn.note.clone(), turn.text.clone());
        }
    }
    (None, turn.note.clone(), turn.text.clone())
}

fn act(screen: &Screen, keys: &[Key]) -> Option<Act> {
    press(screen, keys).0
}

#[test]
fn a_key_does_one_thing_on_every_screen() {
    use Key::{Char, Down, Enter, Erase, Escape, First, Last, Tab, Up};
    for screen in [one(), many(), figures()] {
        assert_eq!(act(&screen, &[Char('b')]), Some(Act::Back));
        assert_eq!(act(&screen, &[Char('s')]), Some(Act::Skip));
    }
    for screen in [one(), many(), figures(), names()] {
        assert_eq!(act(&screen, &[Escape]), Some(Act::Back));
        assert_eq!(act(&screen, &[Enter]), Some(Act::Skip));
        let mut turn = Turn::new(&screen);
        assert_eq!(turn.press(Char('?'), None), None);
        assert!(turn.helped, "? explains");
        turn.press(Char('?'), None);
        assert!(!turn.helped, "and hides it again");
    }
    assert_eq!(act(&one(), &[Char('2')]), Some(Act::Chosen(vec![1])));
    assert_eq!(act(&one(), &[Char('4')]), Some(Act::Skip), "the last stands for no answer");
    assert_eq!(act(&one(), &[Up, Enter]), Some(Act::Chosen(vec![2])));
    assert_eq!(act(&one(), &[Down, Enter]), Some(Act::Chosen(vec![0])), "round the end");
    assert_eq!(act(&one(), &[First, Down, Enter]), Some(Act::Chosen(vec![1])));
    assert_eq!(act(&one(), &[Up, Last, Enter]), Some(Act::Skip));
    assert_eq!(act(&many(), &[Char('1'), Char('3'), Enter]), Some(Act::Chosen(vec![0, 2])));
    assert_eq!(act(&many(), &[First, Char(' '), Down, Char(' '), Up, Char(' '), Enter]), Some(Act::Chosen(vec![1])));
    assert_eq!(act(&names(), &[Char('b'), Char('s'), Enter]), Some(Act::Written("bs".to_owned())));
    assert_eq!(act(&names(), &[Char('b'), Enter]), Some(Act::Back), "a lone letter is the key of that name");
    assert_eq!(act(&names(), &[Char('h'), Tab, Enter]), Some(Act::Written("Truthear Hexa".to_owned())));
    assert_eq!(act(&names(), &[Char('x'), Erase, Enter]), Some(Act::Skip));
    assert_eq!(act(&figures(), &[Char('8'), Char('0'), Enter]), Some(Act::Written("80".to_owned())));
}

#[test]
fn what_a_key_cannot_do_is_said() {
    use Key::{Char, Enter};
    let note = |screen: &Screen, keys: &[Key]| {
        let (act, note, _) = press(screen, keys);
        assert_eq!(act, None);
        note
    };
    assert!(note(&one(), &[Char('9')]).contains("from 1 to 4"));
    assert!(note(&one(), &[Char('x')]).contains('x'));
    assert!(note(&first(), &[Char('b')]).contains("first"));
    assert!(note(&first(), &[Char('s')]).contains("Enter"));
    assert!(note(&many(), &[Char('1'), Char('2'), Char('3')]).contains("At most 2"));
    assert!(note(&Screen { skip: false, ..names() }, &[Enter]).contains("a name"));
}

#[test]
fn the_head_names_the_keys_that_work() {
    let keys = |screen: &Screen| Turn::new(screen).keys();
    assert_eq!(keys(&one()), "b back · ? help · s skip");
    assert_eq!(keys(&many()), "space marks · b back · ? help · s skip");
    assert_eq!(keys(&names()), "Esc back · ? help · Enter skip");
    assert_eq!(keys(&figures()), "b back · ? help · s skip");
    assert_eq!(keys(&first()), "? help");
}

#[test]
fn present_answers_stand_beside_the_choices() {
    let mut screen = one();
    (screen.items[1].now, screen.at) = (true, 1);
    let page = Page { width: 60, rich: false };
    let shown = draw::lines(&Turn::new(&screen), &[], page, 20).join("\n");
    assert!(shown.contains("> 2 as usual  (your answer)"), "{shown}");
    let mut screen = many();
    screen.items[0].now = true;
    let shown = draw::lines(&Turn::new(&screen), &[], page, 20).join("\n");
    assert!(shown.contains("1 [x] less") && shown.contains("2 [ ] as usual"), "{shown}");
}

/// Every shipped question with much said so far, and its explanation open.
#[test]
fn every_question_fits_a_small_terminal() {
    for (width, rows) in [(80, 24), (60, 20), (40, 16)] {
        for rich in [true, false] {
            for question in iem::quiz::questions().questions {
                let items: Vec<Item> =
                    question.options.iter().map(|o| Item { note: o.note.clone(), ..Item::new(&o.say) }).collect();
                let line = |text: &str| Line { text: text.to_owned(), keep: true, wrap: true };
                let screen = Screen {
                    ask: question.ask.clone(),
                    help: question.help.clone(),
                    items,
                    most: question.at_most,
                    lines: vec![line("Read as Truthear Hexa.")],
                    foot: vec![format!("So far: {}", "much, ".repeat(40)), "Leading: 1 A   2 B   3 C".to_owned()],
                    ..base()
                };
                let mut turn = Turn::new(&screen);
                for key in [Key::Last, Key::Char('?')] {
                    turn.press(key, None);
                    let lines = draw::lines(&turn, &[], Page { width, rich }, rows);
                    let text = lines.join("\n");
                    assert!(lines.len() <= rows, "{} at {width}x{rows}:\n{text}", question.id);
                    let last = question.options.last().map_or("", |o| o.say.split(' ').next().unwrap_or(""));
                    assert!(
                        text.contains(last),
                        "where one stands is seen: {} at {width}x{rows}:\n{text}",
                        question.id
                    );
                    if !rich {
                        assert!(
                            lines.iter().all(|l| l.chars().count() <= width),
                            "{} at {width}:\n{text}",
                            question.id
                        );
                    }
                }
            }
        }
    }
}

#[cfg(unix)]
mod terminal {
    use rexpect::error::Error;
    use rexpect::session::PtySession;

    const ENTER: &str = "\r";

    fn start(columns: &str, rows: &str, colour: bool, args: &[&str]) -> Result<PtySession, Error> {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_iem"));
        command.arg("quiz").args(args).env("TERM", "xterm").env("COLUMNS", columns).env("LINES", rows);
        if colour {
            command.env_remove("NO_COLOR");
        } else {
            command.env("NO_COLOR", "1");
        }
        command.env("IEM_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
        rexpect::session::spawn_command(command, Some(30_000))
    }

    fn send(p: &mut PtySession, keys: &str) -> Result<(), Error> {
        p.send(keys)?;
        p.flush()
    }

    #[test]
    fn the_quiz_ends_in_advice() -> Result<(), Error> {
        for (columns, rows, colour) in
            [("80", "24", true), ("80", "24", false), ("60", "20", true), ("60", "20", false)]
        {
            let mut p = start(columns, rows, colour, &[])?;
            p.exp_string("Question 1 of at most 14")?;
            p.exp_string("What is the most")?;
            send(&mut p, "?")?;
            p.exp_string("A hard limit, cables and adapters included")?;
            send(&mut p, "100\r")?;
            p.exp_string("Where will you listen")?;
            send(&mut p, "5")?;
            p.exp_string("[x] in bed")?;
            send(&mut p, ENTER)?;
            p.exp_string("How large are your ears")?;
            send(&mut p, "b")?;
            p.exp_string("[x] in bed")?;
            send(&mut p, ENTER)?;
            p.exp_string("How large are your ears")?;
            // "I don't know" is preselected; a text that is not known is left empty.
            loop {
                send(&mut p, "s")?;
                let (_, found) = p.exp_regex("Question [0-9]+ of|And now")?;
                if found.contains("And now") {
                    break;
                }
                let (_, kind) = p.exp_regex("I don't know|Enter alone if")?;
                if kind.contains("Enter") {
                    send(&mut p, ENTER)?;
                    if p.exp_regex("Question [0-9]+ of|And now")?.1.contains("And now") {
                        break;
                    }
                    p.exp_regex("I don't know|Enter alone if")?;
                }
            }
            p.exp_string("The same as a command line")?;
            send(&mut p, "2")?;
            p.exp_string("The list with its reasons")?;
            send(&mut p, ENTER)?;
            p.exp_string("The same as a command line")?;
            send(&mut p, "1")?;
            // The normal page is back, with its cursor, and the list stays on it.
            p.exp_string("\x1b[?25h\x1b[?1049l")?;
            p.exp_string("The same again: iem recommend")?;
            p.exp_eof()?;
        }
        Ok(())
    }

    #[test]
    fn ctrl_c_on_any_screen_leaves_with_nothing_written() -> Result<(), Error> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("mine.jsonc");
        let path = file.to_str().expect("a path");
        for at in 1..=4 {
            let mut p = start("60", "20", true, &["--save", path])?;
            p.exp_string("What is the most")?;
            for _ in 1..at {
                send(&mut p, ENTER)?;
                p.exp_regex("Question [0-9]+ of")?;
                p.exp_regex("I don't know|Enter alone if")?;
            }
            p.send_control('c')?;
            p.exp_string("\x1b[?1049l")?;
            p.exp_string("nothing was saved")?;
            p.exp_eof()?;
            assert!(!file.exists());
        }
        Ok(())
    }

    #[test]
    fn saving_asks_first_and_replaces_nothing_in_silence() -> Result<(), Error> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("m.jsonc");
        let path = file.to_str().expect("a path");
        for (round, answer) in ["", "1", "2"].into_iter().enumerate() {
            if round > 0 {
                std::fs::write(&file, "mine").expect("written");
            }
            let mut p = start("100", "24", false, &["--save", path])?;
            p.exp_string("What is the most")?;
            send(&mut p, "70\r")?;
            loop {
                let (_, found) = p.exp_regex("I don't know|Enter alone if there|And now")?;
                if found.contains("And now") {
                    break;
                }
                send(&mut p, ENTER)?;
            }
            send(&mut p, "1")?;
            p.exp_string("Under which name?")?;
            p.exp_string("m.jsonc")?;
            send(&mut p, ENTER)?;
            if !answer.is_empty() {
                p.exp_string("Replace it?")?;
                send(&mut p, answer)?;
            }
            if answer == "1" {
                p.exp_string("Under which name?")?;
                send(&mut p, "\x1b")?;
            }
            p.exp_string("The same again")?;
            p.exp_eof()?;
            let text = std::fs::read_to_string(&file).expect("there");
            assert_eq!(text == "mine", answer == "1", "{text}");
        }
        Ok(())
    }

    /// For screen readers: the same screens one below the other, without moving the cursor.
    #[test]
    fn plain_screens_follow_each_other() -> Result<(), Error> {
        let mut p = start("80", "24", false, &["--format", "plain"])?;
        let (before, _) = p.exp_regex("What is the most")?;
        assert!(!before.contains('\x1b'), "{before:?}");
        send(&mut p, "s")?;
        let (between, _) = p.exp_regex("Where will you listen")?;
        assert!(!between.contains('\x1b'), "{between:?}");
        p.send_control('c')?;
        p.exp_string("nothing was saved")?;
        p.exp_eof()?;
        Ok(())
    }
}
