//! Shows diagnostics: to people with the source underlined, plainly in one line, or as JSON.

use annotate_snippets::{AnnotationKind, Level, Patch, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// Whether the rendering may use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// ANSI colours.
    Colour,
    /// Letters only.
    Plain,
}

/// Each diagnostic with its source underlined, as compilers show it.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, look: Look) -> String {
    let renderer = match look {
        Look::Colour => Renderer::styled(),
        Look::Plain => Renderer::plain(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let file = sources.file(diagnostic.loc.file);
        let underline = AnnotationKind::Primary.span(diagnostic.loc.span.range()).label(diagnostic.label.as_str());
        let snippet = Snippet::source(file.text.as_str()).path(file.name.as_str()).annotation(underline);
        let mut first = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id()).element(snippet);
        let mut groups = Vec::new();
        match (&diagnostic.fix, &diagnostic.help) {
            (Some(fix), help) => {
                let patch = Patch::new(fix.loc.span.range(), fix.replacement.as_str());
                let patched = Snippet::source(file.text.as_str()).path(file.name.as_str()).patch(patch);
                let title = help.as_deref().unwrap_or("this would mend it");
                groups.push(Level::HELP.secondary_title(title).element(patched));
            }
            (None, Some(help)) => first = first.element(Level::HELP.message(help.as_str())),
            (None, None) => {}
        }
        groups.insert(0, first);
        out.push_str(&renderer.render(&groups));
        out.push_str("\n\n");
    }
    out
}

/// A mistake of a call, its words underlined in the line that was typed.
pub fn call(message: &str, help: &str, line: &str, span: std::ops::Range<usize>, label: &str, look: Look) -> String {
    let renderer = match look {
        Look::Colour => Renderer::styled(),
        Look::Plain => Renderer::plain(),
    };
    let underline = AnnotationKind::Primary.span(span).label(label);
    let snippet = Snippet::source(line).path("command line").annotation(underline);
    let shown = Level::ERROR.primary_title(message).element(snippet).element(Level::HELP.message(help));
    renderer.render(&[shown])
}

/// One line each: `file:line:column: error[E012]: message (help)`.
pub fn plain(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let (line, column) = sources.line_column(d.loc);
        let name = &sources.file(d.loc.file).name;
        let help = d.way_out().map(|h| format!(" ({h})")).unwrap_or_default();
        let (severity, code) = (d.severity(), d.code.id());
        out.push_str(&format!("{name}:{line}:{column}: {severity}[{code}]: {}{help}\n", d.message));
    }
    out
}

/// `iem-diagnostics-1`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> serde_json::Value {
    let rows: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            let (line, column) = sources.line_column(d.loc);
            json!({
                "severity": d.severity().to_string(),
                "code": d.code.id(),
                "message": d.message,
                "file": sources.file(d.loc.file).name,
                "line": line,
                "column": column,
                "help": d.way_out(),
            })
        })
        .collect();
    json!({ "schema": "iem-diagnostics-1", "diagnostics": rows })
}

/// `2 errors, 1 warning`, or nothing when there is nothing to count.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];
    let parts: Vec<String> = words
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|&(n, _)| n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    parts.join(", ")
}
