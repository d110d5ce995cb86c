//! The page of all fields that rules can read, made from the one list in `schema`.

use strum::{EnumMessage, IntoEnumIterator};

use crate::schema::{FIELDS, Field, Record, Ty};

/// A table a record, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from(
        "# What rules can read\n\n\
         Every field by its full name, as it stands in an expression. A field that is not known for a\n\
         model makes a rule unknown, never false. This page is made from the program's own list.\n",
    );
    for record in Record::iter() {
        let about = record.get_documentation().unwrap_or_default();
        out += &format!("\n## `{record}`\n\n{about}\n\n| field | what it is | what it can be |\n|---|---|---|\n");
        for field in FIELDS.iter().filter(|field| field.record == record) {
            out += &format!("| `{}` | {} | {} |\n", field.path(), field.doc, values(field));
        }
    }
    out
}

fn values(field: &Field) -> String {
    let words = |words: &[&str]| words.iter().map(|w| format!("`'{w}'`")).collect::<Vec<_>>().join(" ");
    match field.ty {
        Ty::Bool => "true or false".to_owned(),
        Ty::Text(vocabulary) => {
            vocabulary.list().map_or("any text".to_owned(), |list| format!("one of {}", words(list)))
        }
        Ty::Set(vocabulary) => vocabulary.list().map_or("texts".to_owned(), |list| format!("any of {}", words(list))),
        Ty::Number(unit) => {
            let range = field.range.as_ref().map(|r| format!("{} to {}", r.start(), r.end()));
            [Some("number".to_owned()), range, Some(unit.symbol().to_owned()).filter(|s| !s.is_empty())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}
