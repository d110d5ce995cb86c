//! The terminal as a front end of the conversation.
//!
//! On a terminal that can do it each screen stands alone, on the page beside the normal one that full-screen
//! programs use: what stood there before is there again afterwards. With `--format plain`, and on
//! terminals that cannot move their cursor, the same screens are printed one below the other. All of it
//! goes to standard error, so that the advice can be piped.

use std::io;
use std::path::Path;

use anyhow::Context;
use dialoguer::console::{Key as Pressed, Term};
use iem::quiz::draw;
use iem::quiz::interview::Front;
use iem::quiz::screen::{Act, Key, Screen, Turn};
use iem::report::Page;
use iem::{Preferences, store};

/// Goes to the page of its own, and hides the cursor.
const ENTER: &str = "\x1b[?1049h\x1b[?25l";
/// Back to the normal page, with a cursor.
const LEAVE: &str = "\x1b[?25h\x1b[?1049l";

/// The terminal.
pub(super) struct Terminal {
    term: Term,
    page: Page,
    /// Whether screens stand alone.
    alone: bool,
}

impl Terminal {
    /// Ready for the first screen.
    pub(super) fn open(page: Page) -> io::Result<Self> {
        let alone = page.rich && !dialoguer::console::is_dumb();
        let term = Term::buffered_stderr();
        if alone {
            term.write_str(ENTER)?;
            term.flush()?;
        }
        let coloured = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        Ok(Self { term, page: Page { rich: page.rich && coloured, ..page }, alone })
    }

    /// Columns and rows as they are now: a window can change its size.
    fn size(&self) -> (Page, usize) {
        let given = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<usize>().ok());
        let (rows, columns) = self.term.size();
        let rows = given("LINES").unwrap_or(usize::from(rows)).clamp(8, 60);
        let columns = given("COLUMNS").unwrap_or(usize::from(columns)).clamp(20, 100);
        (Page { width: columns, ..self.page }, rows)
    }

    /// Puts lines on the screen, in place of what stands there.
    fn paint(&self, lines: &[String]) -> io::Result<()> {
        if self.alone {
            self.term.move_cursor_to(0, 0)?;
            self.term.clear_to_end_of_screen()?;
            self.term.write_str(&lines.join("\r\n"))?;
        } else {
            self.term.write_str(&format!("\n{}\n", lines.join("\n")))?;
        }
        self.term.flush()
    }

    fn key(&self) -> io::Result<Option<Key>> {
        Ok(match self.term.read_key_raw()? {
            Pressed::ArrowUp => Some(Key::Up),
            Pressed::ArrowDown => Some(Key::Down),
            Pressed::Home | Pressed::PageUp => Some(Key::First),
            Pressed::End | Pressed::PageDown => Some(Key::Last),
            Pressed::Enter => Some(Key::Enter),
            Pressed::Escape | Pressed::ArrowLeft => Some(Key::Escape),
            Pressed::Backspace | Pressed::Del => Some(Key::Erase),
            Pressed::Tab | Pressed::ArrowRight => Some(Key::Tab),
            // Ctrl-C and Ctrl-D leave.
            Pressed::CtrlC | Pressed::Char('\u{3}' | '\u{4}') => return Err(io::ErrorKind::Interrupted.into()),
            Pressed::Char(c) => Some(Key::Char(c)),
            _ => None,
        })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        close(&self.term, self.alone);
    }
}

/// The normal page with its cursor.
fn close(term: &Term, alone: bool) {
    // Nobody is left to be told when the terminal is gone.
    let _ = if alone { term.write_str(LEAVE) } else { term.show_cursor() };
    let _ = term.flush();
}

/// A Ctrl-C that comes between two keys: shows the normal page, says that nothing was saved, and leaves.
pub(super) fn leave_cleanly(page: Page) -> Result<(), ctrlc::Error> {
    let alone = page.rich && !dialoguer::console::is_dumb();
    ctrlc::set_handler(move || {
        close(&Term::stderr(), alone);
        eprintln!("\n{LEFT}");
        std::process::exit(i32::from(INTERRUPTED));
    })
}

/// Exit status of a program that was interrupted.
pub(super) const INTERRUPTED: u8 = 130;
/// What is said then.
pub(super) const LEFT: &str = "Left the quiz; nothing was saved.";

impl Front for Terminal {
    fn ask(&mut self, screen: &Screen, suggest: &dyn Fn(&str) -> Vec<String>) -> io::Result<Act> {
        let mut turn = Turn::new(screen);
        loop {
            let suggested = if screen.field.is_some() { suggest(&turn.text) } else { Vec::new() };
            let (page, rows) = self.size();
            self.paint(&draw::lines(&turn, &suggested, page, if self.alone { rows } else { usize::MAX }))?;
            let Some(key) = self.key()? else { continue };
            if let Some(act) = turn.press(key, suggested.first().map(String::as_str)) {
                return Ok(act);
            }
        }
    }

    fn read(&mut self, title: &str, text: &str) -> io::Result<()> {
        let lines: Vec<&str> = text.lines().collect();
        let mut from: usize = 0;
        loop {
            let (_, rows) = self.size();
            let room = if self.alone { rows.saturating_sub(2).max(1) } else { usize::MAX };
            let to = from.saturating_add(room).min(lines.len());
            let more = to < lines.len();
            let keys = if more { "space on · Enter back" } else { "Enter back" };
            let (page, _) = self.size();
            let head = format!(" {title}");
            let fits = head.len() + keys.len() + 2 < page.width;
            let mut shown = vec![if fits { format!("{head}: {keys}") } else { format!(" {keys}") }];
            shown.extend(lines[from..to].iter().map(|line| (*line).to_owned()));
            self.paint(&shown)?;
            let last = lines.len().saturating_sub(room.min(lines.len()));
            match self.key()? {
                Some(Key::Enter | Key::Escape | Key::Char('b' | 'q')) => return Ok(()),
                Some(Key::Char(' ')) if !more => return Ok(()),
                Some(Key::Char(' ') | Key::Last) => from = to.min(last),
                Some(Key::Down | Key::Char('j')) => from = (from + 1).min(last),
                Some(Key::Up | Key::Char('k')) => from = from.saturating_sub(1),
                Some(Key::First) => from = from.saturating_sub(room),
                _ => {}
            }
        }
    }

    fn place(&self, name: &str) -> (String, bool) {
        let path = Path::new(name);
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        (full.display().to_string(), path.exists())
    }

    fn save(&mut self, name: &str, wishes: &Preferences) -> Result<(), String> {
        save(Path::new(name), wishes).map_err(|e| format!("{e:#}"))
    }
}

/// Writes wishes as a profile.
pub(super) fn save(path: &Path, wishes: &Preferences) -> anyhow::Result<()> {
    let mut profile = serde_json::to_string_pretty(wishes)?;
    profile.push('\n');
    store::write(path, &profile).with_context(|| format!("cannot save {}", path.display()))
}
