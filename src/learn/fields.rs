//! The topics about fields, made from the one list in `schema`: all records, and each by itself.

use strum::{EnumMessage, IntoEnumIterator};

use super::topic::Topic;
use crate::schema::{FIELDS, Field, Record, Ty};

/// `fields`, then `fields-want` and so on.
pub(super) fn topics() -> Vec<Topic> {
    std::iter::once(all()).chain(Record::iter().map(one)).collect()
}

const SOURCE: &str = "the program's own list of fields";

fn all() -> Topic {
    let mut text = "What a rule can read, record by record: `want.bass` is the field `bass` of the record `want`. \
                    A field that nobody knows for a model makes a rule unknown, never false."
        .to_owned();
    for record in Record::iter() {
        text += &format!("\n\n{}\n\n{}", heading(record), list(record));
    }
    Topic {
        id: "fields".to_owned(),
        title: "Fields".to_owned(),
        summary: "every fact and wish that a rule can read".to_owned(),
        words: ["field", "schema", "all fields"].map(str::to_owned).to_vec(),
        see: Record::iter().map(|record| format!("fields-{record}")).collect(),
        text,
        sources: vec![SOURCE.to_owned()],
        ..Topic::default()
    }
}

fn one(record: Record) -> Topic {
    let about = record.get_documentation().unwrap_or_default();
    Topic {
        id: format!("fields-{record}"),
        title: format!("Fields of {record}"),
        summary: about.trim_end_matches('.').to_owned(),
        words: [format!("field {record}"), format!("{record} fields"), format!("record {record}")].to_vec(),
        see: vec!["fields".to_owned()],
        text: list(record),
        sources: vec![SOURCE.to_owned()],
        ..Topic::default()
    }
}

fn heading(record: Record) -> String {
    format!("{}: {}", record.to_string().to_uppercase(), record.get_documentation().unwrap_or_default())
}

fn list(record: Record) -> String {
    let of_record = FIELDS.iter().filter(|field| field.record == record);
    of_record
        .map(|field| format!("- `{}`: {}. {}.", field.path(), capital(field.doc), holds(field)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Type and unit in words.
fn holds(field: &Field) -> String {
    match field.ty {
        Ty::Bool => "True or false".to_owned(),
        Ty::Text(words) => words.list().map_or("A text".to_owned(), |list| format!("One of {}", list.join(", "))),
        Ty::Set(words) => words.list().map_or("Texts".to_owned(), |list| format!("Any of {}", list.join(", "))),
        Ty::Number(unit) => {
            let range = field.range.as_ref().map(|r| format!(", {} to {}", r.start(), r.end())).unwrap_or_default();
            let title = unit.title();
            if title.contains(" from ") {
                capital(title)
            } else {
                format!("A number in {title}{range}").replace("in a ", "that is a ")
            }
        }
    }
}
