//! The questionnaire: the pure machine, the whole conversation by script, and the real thing in a
//! real terminal.

use std::io;

use iem::advice::Preferences;
use iem::quiz::guide::Guide;
use iem::quiz::interview::{Front, Setting, interview};
use iem::quiz::screen::{Act, Screen, Turn};
use iem::quiz::{Question, Quiz, Reply, questions};
use iem::report::Page;
use iem::words::{Complaint, Plug, Sound};
use serde_json::json;

use crate::people::World;
use crate::support::{Dice, iem, out};

#[test]
fn questions_are_whole() {
    let file = questions();
    assert_eq!(file.questions.len(), 14);
    for Question { id, help, options, enter, ask_expert, .. } in &file.questions {
        assert!(!help.is_empty() && !ask_expert.is_empty(), "{id}");
        assert!(enter.is_some() || options.len() > 1, "{id}");
        let ids: std::collections::BTreeSet<&str> = options.iter().map(|o| o.id.as_str()).collect();
        assert_eq!(ids.len(), options.len(), "{id}: ids of options");
    }
    for field in iem::schema::FIELDS.iter().filter_map(|f| f.question) {
        assert!(file.questions.iter().any(|q| q.id == field), "the schema names the question {field}");
    }
    for conflict in &file.conflicts {
        iem::lang::condition(&conflict.when).unwrap_or_else(|e| panic!("{}: {e:?}", conflict.when));
    }
}

/// A reply that chooses one option, whatever the kind of question.
fn choosing(question: &Question, option: usize) -> Reply {
    if question.enter.is_some() { Reply::Rate(vec![("hexa".to_owned(), option)]) } else { Reply::Choose(vec![option]) }
}

#[test]
fn every_option_of_every_question_is_a_wish() {
    for question in questions().questions {
        for option in 0..question.options.len() {
            let mut quiz = Quiz::new();
            quiz.reopen(&question.id);
            quiz.reply(&choosing(&question, option)).unwrap_or_else(|e| panic!("{}: {e}", question.id));
            let sets_nothing = question.options[option].set.is_empty();
            assert_eq!(quiz.wishes() == Preferences::default(), sets_nothing, "{} {option}", question.id);
        }
    }
}

#[test]
fn not_knowing_anything_is_asking_for_nothing() {
    let mut quiz = Quiz::new();
    let mut asked = 0;
    while quiz.question().is_some() {
        quiz.reply(&Reply::DontKnow).expect("always fine");
        asked += 1;
    }
    assert_eq!(asked, 14);
    assert_eq!(quiz.wishes(), Preferences::default());
}

#[test]
fn back_changes_the_answer_before() {
    let mut quiz = Quiz::new();
    quiz.reply(&Reply::Enter("100..300".to_owned())).expect("a range");
    quiz.reply(&Reply::Back).expect("back");
    assert_eq!(quiz.question().map(|(q, n)| (q.id.clone(), n)), Some(("budget".to_owned(), 1)));
    assert!(quiz.reply(&Reply::Enter("a lot".to_owned())).is_err());
    quiz.reply(&Reply::Enter("80".to_owned())).expect("a price");
    assert_eq!(quiz.wishes().budget.map(|b| b.high), Some(80.0));
    quiz.reply(&Reply::DontKnow).expect("use");
    quiz.reply(&Reply::Choose(vec![0])).expect("source");
    quiz.reply(&Reply::Rate(vec![("ie 200".to_owned(), 2)])).expect("gear");
    quiz.reply(&Reply::Choose(vec![2])).expect("sound");
    let wishes = quiz.wishes();
    assert_eq!((wishes.plugs.as_slice(), wishes.sound), ([Plug::Mm35].as_slice(), Some(Sound::Warm)));
    assert_eq!(wishes.disliked[0].complaint, Some(Complaint::TooBassy));
    assert_eq!(
        wishes.command_line(),
        "iem recommend --budget 80 --sound warm --plug 3.5mm --disliked 'ie 200:too-bassy'"
    );
}

#[test]
fn the_order_of_answers_does_not_matter() {
    let answers = json!({
        "budget": "50..200", "use": ["commute", "sport"], "sound": "warm", "bass": "4", "treble": null,
        "never": ["fixed-cable", "discontinued"], "gear": [["hexa", "liked"]]
    });
    let answers = answers.as_object().expect("an object");
    let wishes = |keys: Vec<&String>| {
        let mut quiz = Quiz::new();
        for key in keys {
            let one = serde_json::Map::from_iter([(key.clone(), answers[key].clone())]);
            quiz.answer_text("answers", &serde_json::Value::Object(one).to_string()).expect("answers");
        }
        quiz.wishes()
    };
    let forward: Vec<&String> = answers.keys().collect();
    let mut backward = forward.clone();
    backward.reverse();
    assert_eq!(wishes(forward), wishes(backward));
}

#[test]
fn what_works_against_each_other_is_said() {
    let mut quiz = Quiz::new();
    let answers = json!({ "sound": "bright", "treble": "1" });
    quiz.answer_text("answers", &answers.to_string()).expect("answers");
    assert_eq!(quiz.conflicts().len(), 1);
    assert!(quiz.conflicts()[0].contains("bright"), "{:?}", quiz.conflicts());
}

/// A person made up: an answer to each question, "don't know" to some.
fn person(seed: u64) -> Vec<Reply> {
    let mut dice = Dice(seed);
    let budgets = ["30", "60", "100", "150", "250", "400", "700", "1200", "2500"];
    let reply = |q: Question| match (q.id.as_str(), dice.chance(30)) {
        ("budget", _) => Reply::Enter(dice.pick(&budgets).to_owned()),
        (_, true) => Reply::DontKnow,
        ("gear", _) => Reply::Rate(vec![(dice.pick(&["ie 200", "hexa", "kato", "zex"]).to_owned(), dice.below(7))]),
        _ => Reply::Choose(vec![dice.below(q.options.len())]),
    };
    questions().questions.into_iter().map(reply).collect()
}

#[test]
fn few_questions_reach_what_all_of_them_reach() {
    let world = World::new();
    let people = std::env::var("IEM_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let mut needed: Vec<usize> = Vec::new();
    let mut asked_at_all: Vec<usize> = Vec::new();
    let mut early: Vec<usize> = Vec::new();
    for seed in 0..people {
        let answers = person(seed);
        let mut all = Quiz::new();
        for reply in &answers {
            all.reply(reply).expect("a good answer");
        }
        let mut guide = Guide::new(&world.catalog, &world.rulebook);
        let first = |guide: &mut Guide<'_>, w: &Preferences| guide.leaders(w).expect("wishes").into_iter().next();
        let goal = first(&mut guide, &all.wishes());
        let mut quiz = Quiz::new();
        let (mut asked, mut since, mut reached) = (0, 0, false);
        guide.advance(&mut quiz).expect("wishes");
        while let Some(id) = quiz.question().map(|(q, _)| q.id.clone()) {
            let place = quiz.questions().iter().position(|q| q.id == id).expect("a question");
            quiz.reply(&answers[place]).expect("a good answer");
            asked += 1;
            if first(&mut guide, &quiz.wishes()) != goal {
                since = asked;
            } else if !reached {
                reached = true;
                early.push(asked);
            }
            guide.advance(&mut quiz).expect("wishes");
        }
        needed.push(since + 1);
        asked_at_all.push(asked);
    }
    let median = |counts: &mut Vec<usize>| {
        counts.sort_unstable();
        counts[counts.len() / 2]
    };
    let (first_at, kept_from, asked) = (median(&mut early), median(&mut needed), median(&mut asked_at_all));
    eprintln!(
        "the first of all 14 answers is reached after {first_at} questions, and kept from {kept_from} on; {asked} are asked (medians)"
    );
    assert!(first_at <= 6, "{early:?}");
}

/// Answers by script: for each prompt those that were written for it, then "I don't know". `<` goes
/// back, a text is written or is the beginning of the item that is chosen.
struct Script {
    answers: Vec<(&'static str, &'static str)>,
    turns: usize,
    said: String,
    saved: Option<(String, Preferences)>,
}

impl Front for Script {
    fn ask(&mut self, screen: &Screen, _: &dyn Fn(&str) -> Vec<String>) -> io::Result<Act> {
        self.turns += 1;
        if self.turns > 200 {
            return Err(io::Error::other("the conversation does not end"));
        }
        let turn = Turn::new(screen);
        let page = Page { width: 80, rich: false };
        self.said += &(iem::quiz::draw::lines(&turn, &[], page, 24).join("\n") + "\n---\n");
        let place = self.answers.iter().position(|(to, _)| screen.ask.contains(to));
        let wanted = place.map_or("", |place| self.answers.remove(place).1);
        let chosen = |wanted: &str| screen.items.iter().position(|item| item.say.starts_with(wanted));
        match (wanted, screen.field.is_some(), screen.skip) {
            ("", _, true) => Ok(Act::Skip),
            ("<", ..) | ("", true, false) => Ok(Act::Back),
            ("", false, false) => Ok(Act::Chosen(vec![screen.at])),
            (text, true, _) => Ok(Act::Written(text.to_owned())),
            (text, false, _) => {
                let places = text.split(" + ").map(chosen).collect::<Option<Vec<_>>>();
                places.map(Act::Chosen).ok_or_else(|| io::Error::other(format!("no `{wanted}` in {screen:?}")))
            }
        }
    }

    fn read(&mut self, title: &str, text: &str) -> io::Result<()> {
        self.said += &format!("{title}\n{text}\n---\n");
        Ok(())
    }

    fn place(&self, name: &str) -> (String, bool) {
        (format!("/home/me/{name}"), name == "taken.jsonc")
    }

    fn save(&mut self, name: &str, wishes: &Preferences) -> Result<(), String> {
        if name.starts_with("nowhere") {
            return Err("no such folder".to_owned());
        }
        self.saved = Some((name.to_owned(), wishes.clone()));
        Ok(())
    }
}

fn talk(answers: &[(&'static str, &'static str)]) -> (Script, Preferences) {
    let world = World::new();
    let page = Page { width: 80, rich: false };
    let setting = Setting { catalog: &world.catalog, rulebook: &world.rulebook, page, expert: false, save_as: None };
    let mut script = Script { answers: answers.to_vec(), turns: 0, said: String::new(), saved: None };
    let mut quiz = Quiz::new();
    let done = interview(&mut script, &mut quiz, setting);
    let outcome = done.unwrap_or_else(|e| panic!("{e}\n{}", script.said));
    (script, outcome.wishes)
}

#[test]
fn the_whole_conversation() {
    let (script, wishes) = talk(&[
        ("What is the most", "100"),
        ("Where will you listen", "on trains + doing sport"),
        ("Which in-ear", "hexxxa"),
        ("Which one is it", "Truthear Hexa"),
        ("like?", "I liked it"),
        ("Which sound", "bright"),
        ("How about treble", "much less"),
        ("How large are your ears", "<"),
        ("Where will you listen", "on trains + doing sport"),
    ]);
    let said = &script.said;
    assert!(said.contains("Leading: 1 "), "the first three so far:\n{said}");
    assert!(said.contains("the nearest are"), "a slip of the pen:\n{said}");
    assert_eq!(wishes.uses.len(), 2, "{said}");
    assert_eq!(wishes.liked[0].model, "Truthear Hexa");
    assert_eq!(said.contains("the two cancel out"), wishes.treble == Some(1), "{said}");
}

#[test]
fn who_sleeps_is_asked_about_ears_next() {
    let (script, _) = talk(&[("What is the most", "100"), ("Where will you listen", "in bed")]);
    let asked: Vec<&str> = script.said.split("---").filter_map(|s| s.lines().find(|l| l.ends_with('?'))).collect();
    assert_eq!(&asked[1..3], [" Where will you listen most?", " How large are your ears?"]);
}

#[test]
fn after_the_list() {
    let (script, wishes) = talk(&[
        ("What is the most", "100"),
        ("And now", "Why?"),
        ("And now", "Draw"),
        ("And now", "The same as a command line"),
        ("And now", "Change one answer"),
        ("Which answer", "sound"),
        ("And now", "Like one of these"),
        ("Like which one", ""),
        ("but ...", "cheaper"),
        ("And now", "Save my answers"),
        ("Under which name", "taken.jsonc"),
        ("Replace it?", "no"),
        ("Under which name", "mine.jsonc"),
        ("And now", "That is all"),
    ]);
    let said = &script.said;
    assert_eq!(wishes.but.len(), 1);
    let beside = |line: &str| line.contains("1 budget ") && line.ends_with(" 100");
    assert!(said.lines().any(beside), "the present answer stands beside it:\n{said}");
    for part in ["What changed: ", "iem recommend --budget 100", "in all", "your target", "/home/me/mine.jsonc"] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert_eq!(script.saved.expect("saved").0, "mine.jsonc");
}

#[test]
fn answers_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("answers.jsonc");
    let profile = folder.path().join("profile.jsonc");
    let (path, profile) = (path.to_str().expect("a path"), profile.to_str().expect("a path"));
    std::fs::write(path, r#"{ "budget": "100", "sound": "warm", "use": ["home"], "bass": null }"#).expect("written");
    let answer = iem(&["quiz", "--answers", path, "--save", profile, "--json"]);
    assert_eq!(answer.status.code(), Some(0));
    assert_eq!(out(&answer), out(&iem(&["recommend", "--profile", profile, "--json"])));
    std::fs::write(path, r#"{ "sound": "wram" }"#).expect("written");
    let wrong = iem(&["quiz", "--answers", path]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(crate::support::err(&wrong).contains("neutral, harman, warm"), "{}", crate::support::err(&wrong));
}

/// What a name was read as is said where it was not written out: a typing error is a guess.
#[test]
fn a_name_says_what_it_was_read_as() {
    let (script, _) = talk(&[("Which in-ear earphone", "moondrop arai"), ("like?", "I liked it")]);
    assert!(script.said.contains("Read as Moondrop Aria"), "{}", script.said);
    let (script, _) = talk(&[("Which in-ear earphone", "Moondrop Aria"), ("like?", "I liked it")]);
    assert!(!script.said.contains("Read as"), "{}", script.said);
}

/// A refused text stays to be mended; an answer that is changed later keeps its place for "back".
#[test]
fn refused_texts_stay_and_changes_keep_their_place() {
    let (script, wishes) = talk(&[
        ("What is the most", "x90"),
        ("What is the most", "90"),
        ("And now", "Change one answer"),
        ("Which answer", "budget"),
        ("What is the most", "70"),
        ("And now", "<"),
    ]);
    assert!(script.said.contains("> x90_"), "{}", script.said);
    assert_eq!(wishes.budget.map(|b| b.high), Some(70.0));
    let last = script.said.rsplit("---").find(|s| s.contains("What is the most")).unwrap_or_default();
    assert!(!last.contains("Question"), "{last}");
}

/// A save that fails says so on the screen.
#[test]
fn a_save_that_fails_is_told() {
    let (script, _) = talk(&[
        ("And now", "Save my answers"),
        ("Under which name", "nowhere/mine.jsonc"),
        ("Under which name", "mine.jsonc"),
        ("And now", "That is all"),
    ]);
    assert!(script.said.contains("Nothing was saved: no such folder"), "{}", script.said);
    assert_eq!(script.saved.map(|(name, _)| name), Some("mine.jsonc".to_owned()));
}
