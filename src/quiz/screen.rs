//! One screen of the conversation, and what keys do on it.
//!
//! A [`Screen`] says what is shown and what can be answered; a [`Turn`] is a person at work on it: it
//! takes one [`Key`] after the other and gives an [`Act`] when there is an answer. A key does one
//! thing on every screen; the only exception are letters where a text is being written, and the head
//! of such a screen says so ([`Turn::keys`]). Nothing here prints or reads.

/// A line that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The choice in a few words.
    pub say: String,
    /// A remark beside it.
    pub note: String,
    /// Whether it is the present answer.
    pub now: bool,
}

impl Item {
    /// A choice without a remark.
    pub fn new(say: impl Into<String>) -> Self {
        Self { say: say.into(), ..Self::default() }
    }
}

/// A text that is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// What a good text looks like.
    pub hint: String,
    /// What stands in it before a key is pressed.
    pub text: String,
    /// Whether it never starts with a letter, so that letters stay keys while it is empty.
    pub figures: bool,
}

/// A line above the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Whether it stays where there is little room.
    pub keep: bool,
    /// Whether it is broken where the page ends.
    pub wrap: bool,
}

/// What is shown and what can be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screen {
    /// Where in the conversation this is: `Question 5 of at most 14`.
    pub title: String,
    /// Above the question: what was misread, a list.
    pub lines: Vec<Line>,
    /// The question.
    pub ask: String,
    /// What can be chosen.
    pub items: Vec<Item>,
    /// Place of the item that is chosen unless another is.
    pub at: usize,
    /// How many can be chosen; the last item, when [`Screen::none`], only alone.
    pub most: usize,
    /// Whether the last item stands for no answer.
    pub none: bool,
    /// The text that is wanted, instead of items.
    pub field: Option<Field>,
    /// The question explained; empty where nothing needs it.
    pub help: String,
    /// Whether one can go back.
    pub back: bool,
    /// Whether no answer is an answer.
    pub skip: bool,
    /// Below the question: what was said so far.
    pub foot: Vec<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Places of items.
    Chosen(Vec<usize>),
    /// A text, not empty.
    Written(String),
    /// To the screen before.
    Back,
    /// No answer.
    Skip,
}

/// A key, whatever the terminal calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A step up.
    Up,
    /// A step down.
    Down,
    /// To the first item.
    First,
    /// To the last item.
    Last,
    /// Done.
    Enter,
    /// Back.
    Escape,
    /// Takes the last letter away.
    Erase,
    /// Takes the suggestion.
    Tab,
    /// A letter, figure or sign.
    Char(char),
}

/// Longest text that can be written, in letters.
const LONGEST: usize = 200;

/// A person at work on a screen.
#[derive(Debug, Clone)]
pub struct Turn<'s> {
    /// The screen.
    pub screen: &'s Screen,
    /// Place of the item that the next Enter chooses.
    pub at: usize,
    /// Items that are marked, in the order in which they were.
    pub marked: Vec<usize>,
    /// What was written.
    pub text: String,
    /// Whether the explanation is shown.
    pub helped: bool,
    /// What a key could not do.
    pub note: String,
}

impl<'s> Turn<'s> {
    /// The screen as it comes.
    pub fn new(screen: &'s Screen) -> Self {
        let marked = if screen.most > 1 {
            (0..screen.items.len()).filter(|place| screen.items[*place].now && !is_none(screen, *place)).collect()
        } else {
            Vec::new()
        };
        let text = screen.field.as_ref().map(|field| field.text.clone()).unwrap_or_default();
        let at = screen.at.min(screen.items.len().saturating_sub(1));
        Self { screen, at, marked, text, helped: false, note: String::new() }
    }

    /// Takes a key; gives the answer when there is one. `suggested` is what Tab takes.
    pub fn press(&mut self, key: Key, suggested: Option<&str>) -> Option<Act> {
        self.note.clear();
        match key {
            Key::Escape => self.letter('b'),
            _ if self.screen.field.is_some() => self.write(key, suggested),
            _ => self.choose(key),
        }
    }

    /// The keys that do something here, as the head of the screen names them.
    pub fn keys(&self) -> String {
        let mut keys = Vec::new();
        let letters = !self.writes_letters();
        if self.screen.most > 1 {
            keys.push("space marks");
        }
        if self.screen.back {
            keys.push(if letters { "b back" } else { "Esc back" });
        }
        if !self.screen.help.is_empty() {
            keys.push("? help");
        }
        if self.screen.skip {
            keys.push(if !self.text.is_empty() {
                "Enter takes it"
            } else if letters {
                "s skip"
            } else {
                "Enter skip"
            });
        }
        keys.join(" · ")
    }

    /// Whether a letter is written rather than obeyed.
    fn writes_letters(&self) -> bool {
        self.screen.field.as_ref().is_some_and(|field| !field.figures || !self.text.is_empty())
    }

    fn write(&mut self, key: Key, suggested: Option<&str>) -> Option<Act> {
        match key {
            Key::Enter => return self.written(),
            Key::Erase => drop(self.text.pop()),
            Key::Tab => self.text = suggested.map_or_else(|| self.text.clone(), str::to_owned),
            Key::Char('\u{15}') => self.text.clear(),
            Key::Char('?') if self.text.is_empty() => return self.letter('?'),
            Key::Char(c @ ('b' | 's')) if !self.writes_letters() => return self.letter(c),
            Key::Char(c) if !c.is_control() && self.text.chars().count() < LONGEST => self.text.push(c),
            _ => {}
        }
        None
    }

    /// What Enter says where a text is wanted: a single letter is the key of that name.
    fn written(&mut self) -> Option<Act> {
        match self.text.trim() {
            "" | "s" | "skip" if self.screen.skip => Some(Act::Skip),
            "" => {
                self.note = format!(
                    "Nothing stands here yet. Write {}.",
                    self.screen.field.as_ref().map_or("something", |f| f.hint.as_str())
                );
                None
            }
            "?" | "help" => {
                self.text.clear();
                self.letter('?')
            }
            "b" | "back" if self.screen.back => Some(Act::Back),
            text => Some(Act::Written(text.to_owned())),
        }
    }

    fn choose(&mut self, key: Key) -> Option<Act> {
        let last = self.screen.items.len().saturating_sub(1);
        match key {
            Key::Up | Key::Char('k') => self.at = if self.at == 0 { last } else { self.at - 1 },
            Key::Down | Key::Char('j') | Key::Tab => self.at = if self.at == last { 0 } else { self.at + 1 },
            Key::First => self.at = 0,
            Key::Last => self.at = last,
            Key::Char(' ') => self.mark(self.at),
            Key::Enter => return Some(self.chosen()),
            Key::Char(c) if c.is_ascii_digit() => return self.digit(c),
            Key::Char(c) => return self.letter(c),
            Key::Erase | Key::Escape => {}
        }
        None
    }

    /// A figure chooses the item of that number; where several can be chosen it marks it.
    fn digit(&mut self, c: char) -> Option<Act> {
        let place = (c as usize).wrapping_sub('1' as usize);
        if place >= self.screen.items.len() {
            self.note = format!("There is no {c}: choose from 1 to {}.", self.screen.items.len().min(9));
            return None;
        }
        self.at = place;
        if self.screen.most > 1 && !is_none(self.screen, place) {
            self.mark(place);
            return None;
        }
        Some(self.chosen_alone())
    }

    fn letter(&mut self, c: char) -> Option<Act> {
        match c {
            'b' if self.screen.back => return Some(Act::Back),
            's' if self.screen.skip => return Some(Act::Skip),
            '?' | 'h' if !self.screen.help.is_empty() => self.helped = !self.helped,
            'b' => "This is the first screen: there is nothing before it.".clone_into(&mut self.note),
            's' => "Nothing to skip here: choose one with Enter.".clone_into(&mut self.note),
            '?' | 'h' => {
                "Arrows move, Enter or a figure chooses, b goes back, Ctrl-C leaves.".clone_into(&mut self.note);
            }
            _ => self.note = format!("`{c}` does nothing here: arrows move, Enter or a figure chooses."),
        }
        None
    }

    /// Marks an item, or takes the mark away.
    fn mark(&mut self, place: usize) {
        if self.screen.most < 2 || is_none(self.screen, place) {
            return;
        }
        if let Some(marked) = self.marked.iter().position(|m| *m == place) {
            self.marked.remove(marked);
        } else if self.marked.len() < self.screen.most {
            self.marked.push(place);
        } else {
            self.note = format!("At most {}: take a mark away first.", self.screen.most);
        }
    }

    /// What Enter says: the marked items, or else the one at which it stands.
    fn chosen(&self) -> Act {
        if self.marked.is_empty() { self.chosen_alone() } else { Act::Chosen(self.marked.clone()) }
    }

    fn chosen_alone(&self) -> Act {
        if is_none(self.screen, self.at) { Act::Skip } else { Act::Chosen(vec![self.at]) }
    }
}

/// Whether a place is the item that stands for no answer.
fn is_none(screen: &Screen, place: usize) -> bool {
    screen.none && place + 1 == screen.items.len()
}
