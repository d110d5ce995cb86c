//! The few marks of our own texts as a page: headings, paragraphs, tables, code, emphasis.

use maud::{Markup, html};

/// A text; its first heading is left out, the others begin at `h3`.
pub(super) fn page(text: &str) -> Markup {
    html! { @for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) { (shown(block)) } }
}

fn shown(block: &str) -> Markup {
    if let Some(title) = block.strip_prefix("## ") {
        html! { h3 { (inline(title)) } }
    } else if block.starts_with("# ") {
        html! {}
    } else if block.starts_with('|') {
        table(block)
    } else {
        html! { p { (inline(&block.replace('\n', " "))) } }
    }
}

fn table(block: &str) -> Markup {
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let mut lines = block.lines();
    let head = lines.next().map(cells).unwrap_or_default();
    let rows: Vec<Vec<String>> = lines.filter(|line| !line.starts_with("|-")).map(cells).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Table: " (head.join(", ")) } {
            table {
                caption.unseen { (head.join(", ")) }
                thead { tr { @for title in &head { th scope="col" { (inline(title)) } } } }
                tbody { @for row in &rows { tr { @for cell in row { td.why { (inline(cell)) } } } } }
            }
        }
    }
}

/// Backquotes are code, single stars emphasis.
fn inline(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } }
            @else if part.matches('*').count() >= 2 && part.matches('*').count() % 2 == 0 {
                @for (at, part) in part.split('*').enumerate() { @if at % 2 == 1 { em { (part) } } @else { (part) } }
            }
            @else { (part) }
        }
    }
}

/// A text as messages write it: what stands between backquotes is code.
pub(super) fn quoted(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() { @if at % 2 == 1 { code { (part) } } @else { (part) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_all_else_is_escaped() {
        let shown =
            page("# Out\n\n## A `b`\n\none *two*\nthree <b>, Super* Review\n\n| x | y |\n|---|---|\n| 1 | `2` |")
                .into_string();
        assert!(shown.contains("<h3>A <code>b</code></h3>") && !shown.contains("Out"), "{shown}");
        assert!(
            shown.contains("one *two* three &lt;b&gt;, Super* Review") || shown.contains("<em>two</em>"),
            "{shown}"
        );
        assert!(shown.contains("<td class=\"why\">1</td>") && shown.contains("<code>2</code>"), "{shown}");
    }
}
