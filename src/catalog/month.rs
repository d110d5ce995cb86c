//! A month as files write it (`2026-03`) and as people read it (`March 2026`).

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month of a year; shown as `March 2026`, later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    /// 1 to 12.
    month: u8,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        write!(f, "{name} {}", self.year)
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let read = |(year, month): (&str, &str)| {
            let (year, month) = (digits(year, 4).then_some(year)?, digits(month, 2).then_some(month)?);
            Some(Self { year: year.parse().ok()?, month: month.parse().ok().filter(|m| (1..=12).contains(m))? })
        };
        text.split_once('-').and_then(read).ok_or_else(|| format!("`{text}` is no month: write it like 2026-03"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:04}-{:02}", self.year, self.month))
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl schemars::JsonSchema for Month {
    fn schema_name() -> Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A month: `2026-03`.",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_said() {
        let month = |text: &str| text.parse::<Month>();
        assert_eq!(month("2026-03").map(|m| m.to_string()), Ok("March 2026".to_owned()));
        assert_eq!(serde_json::json!(month("2023-12").expect("a month")), serde_json::json!("2023-12"));
        assert!(month("2025-12") < month("2026-01"));
        for odd in ["", "2026", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-01", "+026-03", "2026/03"] {
            assert!(month(odd).is_err(), "{odd}");
        }
    }
}
