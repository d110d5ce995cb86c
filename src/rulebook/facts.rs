//! Facts written in an example: `"iem": { "price_usd": 300 }`.

use jsonc_parser::ast::{Object, Value};

use crate::diag::{Code, Diagnostic, list, nearest};
use crate::eval::{Facts, facts};
use crate::jsonc::Reader;
use crate::schema::{self, FieldId, Record, Ty};
use crate::source::Loc;

/// Reads the facts of one record into `into`, and gives where each is named; a `null` is a
/// fact that is not known.
pub(super) fn read<'s>(
    reader: &mut Reader<'s>,
    record: Record,
    object: &Object<'s>,
    into: &mut Facts,
) -> Vec<(FieldId, Loc)> {
    let mut named = Vec::new();
    for entry in reader.table(object, Code::E003).rest() {
        let Some(id) = FieldId::find(record, &entry.key) else {
            let message = format!("`{record}` has no field `{}`", entry.key);
            let problem = Diagnostic::new(Code::E012, entry.loc, message);
            reader.found.push(match nearest(&entry.key, schema::names_of(record)) {
                Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
                None => problem
                    .label("not a field")
                    .help(format!("fields of `{record}`: {}", list(schema::names_of(record)))),
            });
            continue;
        };
        let json: serde_json::Value = entry.value.clone().into();
        if json.is_null() {
            continue;
        }
        if foreign_words(reader, id, entry.value) {
            continue;
        }
        match facts::from_json(id, &json) {
            Ok(value) => {
                into.put(id, Some(value));
                named.push((id, entry.loc));
            }
            Err(message) => {
                let loc = reader.place(entry.value);
                reader.found.push(Diagnostic::new(Code::E013, loc, message).label("of another kind"));
            }
        }
    }
    named
}

/// Reports each word that the field's vocabulary does not have; gives whether there was one.
fn foreign_words<'s>(reader: &mut Reader<'s>, id: FieldId, value: &Value<'s>) -> bool {
    let (Ty::Text(vocabulary) | Ty::Set(vocabulary)) = id.field().ty else { return false };
    let Some(words) = vocabulary.list() else { return false };
    let items = value.as_array().map_or(std::slice::from_ref(value), |array| &array.elements);
    let before = reader.found.len();
    for item in items {
        let Some(word) = item.as_string_lit().filter(|word| !words.contains(&&*word.value)) else { continue };
        let message = format!("\"{}\" is not one of the words that `{}` can be", word.value, id.field().path());
        let problem = Diagnostic::new(Code::E014, reader.place(item), message)
            .help(format!("the words are {}", list(words.iter().copied())));
        reader.found.push(match nearest(&word.value, words.iter().copied()) {
            Some(near) => problem.label(format!("did you mean `{near}`?")).fix(format!("\"{near}\"")),
            None => problem.label("unknown word"),
        });
    }
    reader.found.len() > before
}
