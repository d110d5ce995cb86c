//! Parts of forms: what was wrong, and fields that carry their own mistakes.

use maud::{Markup, html};

use super::given::Trouble;

/// The mistakes of an address above its answer, each with a way to its field; nothing where there are none.
pub(super) fn mistakes<S: AsRef<str>>(wrong: &[Trouble], fields: &[S]) -> Markup {
    if wrong.is_empty() {
        return html! {};
    }
    let title = if wrong.len() == 1 { "One thing could not be read" } else { "Some things could not be read" };
    html! {
        section.mistakes role="alert" aria-labelledby="mistakes" {
            h2 #mistakes { (title) }
            ul {
                @for trouble in wrong {
                    li {
                        @match &trouble.field {
                            Some(field) if fields.iter().any(|known| known.as_ref() == field) => {
                                a href={ "#" (field_id(field)) } { (field) ": " (trouble.message) }
                            },
                            Some(field) => { (field) ": " (trouble.message) },
                            None => { (trouble.message) },
                        }
                        @if !trouble.help.is_empty() { ". " span.mend { (first_letter_large(&trouble.help)) } }
                    }
                }
            }
        }
    }
}

/// The id of a field's control.
pub(super) fn field_id(key: &str) -> String {
    format!("f-{key}")
}

/// What is wrong with a field.
pub(super) fn trouble_of<'t>(wrong: &'t [Trouble], key: &str) -> Option<&'t Trouble> {
    wrong.iter().find(|trouble| trouble.field.as_deref() == Some(key))
}

/// The message of a field, under its label.
pub(super) fn field_mistake(wrong: &[Trouble], key: &str) -> Markup {
    html! {
        @if let Some(trouble) = trouble_of(wrong, key) {
            p.mistake id={ (field_id(key)) "-mistake" } { "Not read: " (trouble.message) }
        }
    }
}

/// A field for a text.
pub(super) struct TextField<'a> {
    /// Its key in the address.
    pub key: &'a str,
    /// What it is for.
    pub label: &'a str,
    /// What a good text looks like.
    pub hint: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// What is suggested: `models`, `devices`, `connectors`, `plugs`, `adapters`, or nothing.
    pub suggest: Option<&'a str>,
}

impl TextField<'_> {
    /// Label, hint, mistake, input.
    pub(super) fn markup(&self, wrong: &[Trouble]) -> Markup {
        let id = field_id(self.key);
        let faulty = trouble_of(wrong, self.key).is_some();
        let hint = (!self.hint.is_empty()).then(|| format!("{id}-hint"));
        let described: Vec<String> = hint.iter().cloned().chain(faulty.then(|| format!("{id}-mistake"))).collect();
        html! {
            div.field.faulty[faulty] {
                @if !self.label.is_empty() { label for=(id) { (self.label) } }
                @if let Some(hint) = &hint { p.hint id=(hint) { (self.hint) } }
                (field_mistake(wrong, self.key))
                input type="text" id=(id) name=(self.key) value=(self.value) maxlength="300" autocomplete="off"
                    data-suggest=[self.suggest]
                    aria-describedby=[(!described.is_empty()).then(|| described.join(" "))]
                    aria-invalid=[faulty.then_some("true")];
            }
        }
    }
}

/// What an address says beyond the fields of a form, so that sending the form keeps it.
pub(super) fn kept<'q>(pairs: impl Iterator<Item = (&'q str, &'q str)>) -> Markup {
    html! {
        @for (key, value) in pairs { input type="hidden" name=(key) value=(value); }
    }
}

/// A sentence that begins as sentences do.
pub(super) fn first_letter_large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
