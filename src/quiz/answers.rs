//! Files of answers: the questionnaire without asking, every mistake with its place.

use super::{Quiz, reply_to};
use crate::diag::{Broken, Code, Diagnostic, flag};
use crate::jsonc::{Entry, Reader};
use crate::source::{Layer, Sources};

impl Quiz {
    /// Gives the answers of a file of that name, in its order, and ends.
    ///
    /// # Errors
    /// Every mistake in it, with its place.
    pub fn answer_text(&mut self, name: &str, text: &str) -> Result<(), Box<Broken>> {
        let mut sources = Sources::default();
        let file = sources.add(name, text, Layer::CommandLine);
        let mut reader = Reader::new(&sources, file);
        if let Some(value) = reader.parse()
            && let Some(object) = reader.object(&value, "a file of answers")
        {
            let mut table = reader.table(object, Code::E003);
            table.take("$schema");
            for entry in table.rest() {
                self.answer(&mut reader, &entry);
            }
        }
        self.finish();
        let found = std::mem::take(&mut reader.found);
        if found.is_empty() { Ok(()) } else { Err(Box::new(Broken { found, sources })) }
    }

    fn answer<'s>(&mut self, reader: &mut Reader<'s>, entry: &Entry<'_, 's>) {
        let Some(question) = self.questions.iter().find(|q| q.id == entry.key) else {
            let ids: Vec<&str> = self.questions.iter().map(|q| q.id.as_str()).collect();
            return reader.unknown_key(entry, &ids);
        };
        let given = reply_to(question, &reader.json(entry.value));
        let given = given.and_then(|reply| {
            self.reopen(&entry.key);
            self.reply(&reply)
        });
        if let Err(what) = given {
            let (message, help) = flag::parted(&what);
            let mut problem =
                Diagnostic::new(Code::E014, reader.place(entry.value), format!("`{}`: {message}", entry.key));
            problem.help = help;
            reader.found.push(problem.label("no answer to this question"));
        }
    }
}
