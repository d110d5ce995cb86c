//! The text of a topic as blocks: paragraphs, items, drawings. The terminal and the page show the same ones.

/// How a drawing is marked in a text.
const DRAWING: &str = "    ";

/// A block of a text. Words between backquotes are commands, ids and fields as they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// An empty line.
    Empty,
    /// A line of a drawing.
    Drawing(&'a str),
    /// An item of a list, its lines joined.
    Item(String),
    /// A paragraph, its lines joined.
    Paragraph(String),
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    for line in text.lines() {
        let said = line.trim();
        if said.is_empty() {
            out.push(Block::Empty);
        } else if let Some(drawn) = line.strip_prefix(DRAWING) {
            out.push(Block::Drawing(drawn.trim_end()));
        } else if let Some(item) = line.strip_prefix("- ") {
            out.push(Block::Item(item.trim().to_owned()));
        } else if let Some(Block::Item(before) | Block::Paragraph(before)) = out.last_mut() {
            before.push(' ');
            before.push_str(said);
        } else {
            out.push(Block::Paragraph(said.to_owned()));
        }
    }
    out
}

/// The text of a block without its backquotes.
pub fn plain(text: &str) -> String {
    text.replace('`', "")
}
