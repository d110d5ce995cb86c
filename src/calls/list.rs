//! What every list of models shares.

use clap::Args;

/// Title of the flags of lists.
pub const LIST: &str = "The list";

/// Which models are listed, and in which order.
#[derive(Debug, Clone, Default, Args)]
pub struct Listed {
    /// Only models of this brand; repeatable
    #[arg(long = "brand", id = "brand", value_name = "NAME", help_heading = LIST)]
    pub brands: Vec<String>,
    /// Order by a field such as price, released or weight, with - before it the largest first
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true, help_heading = LIST)]
    pub sort: Option<String>,
    /// How much of it
    #[command(flatten)]
    pub many: Many,
}

/// How much of a list is shown.
#[derive(Debug, Clone, Default, Args)]
pub struct Many {
    /// How many to list; --limit is the same
    #[arg(long, alias = "limit", value_name = "N", value_parser = at_least_one, allow_negative_numbers = true, help_heading = LIST)]
    pub top: Option<usize>,
}

impl Many {
    /// How many entries a document has: all unless fewer were asked for.
    pub fn of_all(&self) -> usize {
        self.top.unwrap_or(usize::MAX)
    }
}

/// How many to list: none is no list.
///
/// # Errors
/// Anything but a whole number from 1.
pub fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(0) => Err("a list has at least 1 entry; write 5, or leave it out".to_owned()),
        Ok(count) => Ok(count),
        Err(_) => Err(format!("\"{text}\" is not a number of entries; write a whole number from 1, such as 5")),
    }
}
