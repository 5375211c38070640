//! A sheet, and how it is written.

use serde_json::{Map, Value, json};
use working_calendar::length_in_words;

use super::Figure;

/// One figure of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// What a row is about: its id, none for what is not known, and its words.
    Name(Option<String>, String),
    Count(u32),
    /// In hundredths of a per cent; none of nothing.
    Share(Option<u32>),
    /// In seconds; none where it happened to nobody.
    Time(Option<u64>),
    /// In seconds since 1970.
    Moment(i64),
    /// A number that is left out because it is small.
    LeftOut,
    /// So much, and what is left out of it because it is small.
    AtLeast(Box<Cell>),
}

impl Cell {
    /// As people read it.
    pub fn said(&self) -> String {
        match self {
            Self::Name(_, words) => words.clone(),
            Self::Count(number) => thousands(*number),
            Self::Share(Some(hundredths)) => format!("{}%", hundredths / 100),
            Self::Time(Some(seconds)) => {
                length_in_words(i64::try_from(*seconds).unwrap_or(i64::MAX))
            }
            Self::Share(None) | Self::Time(None) => "None yet".to_owned(),
            Self::Moment(at) => working_calendar::staff_time(vocabulary::Instant::from_unix(*at)),
            Self::LeftOut => "Left out".to_owned(),
            Self::AtLeast(cell) => format!("At least {}", cell.said()),
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Name(_, words) => words.clone(),
            Self::Count(number) => number.to_string(),
            Self::Share(Some(hundredths)) => percent(*hundredths),
            Self::Time(Some(seconds)) => seconds.to_string(),
            Self::Share(None) | Self::Time(None) => String::new(),
            Self::Moment(at) => vocabulary::Instant::from_unix(*at).to_string(),
            Self::LeftOut => "left out".to_owned(),
            Self::AtLeast(cell) => format!("at least {}", cell.written()),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Name(id, _) => json!(id),
            Self::Count(number) => json!(number),
            Self::Share(share) => json!(share.map(percent)),
            Self::Time(seconds) => json!(seconds),
            Self::Moment(at) => json!(vocabulary::Instant::from_unix(*at).to_string()),
            Self::LeftOut => Value::Null,
            Self::AtLeast(cell) => json!({"at_least": cell.json()}),
        }
    }

    /// The number that a bar shows.
    pub fn number(&self) -> u64 {
        match self {
            Self::Count(number) => u64::from(*number),
            Self::Share(share) => u64::from(share.unwrap_or_default() / 100),
            Self::Time(seconds) => seconds.unwrap_or_default(),
            Self::AtLeast(cell) => cell.number(),
            Self::Name(..) | Self::Moment(_) | Self::LeftOut => 0,
        }
    }

    /// What is told of it, whether it is all or not.
    pub fn told(&self) -> &Self {
        match self {
            Self::AtLeast(cell) => cell,
            cell => cell,
        }
    }
}

/// `12,345`.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let before = digits.len() % 3;
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == before {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// `98.76`.
fn percent(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Numbers about something, such as a figure of the dashboard, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<Of = Figure> {
    pub of: Of,
    /// Id and heading of each column. The first says what a line is about.
    pub columns: Vec<(String, String)>,
    pub rows: Vec<Vec<Cell>>,
    /// What is missing in it, and why.
    pub missing: Option<String>,
}

impl<Of> Sheet<Of> {
    /// For a spreadsheet: the words of each line, times in seconds, shares in per cent.
    pub fn as_csv(&self) -> String {
        let mut csv = csv_lines::line(self.columns.iter().map(|(id, _)| id));
        for row in &self.rows {
            csv.push_str(&csv_lines::line(row.iter().map(Cell::written)));
        }
        csv
    }

    /// The lines for machines: ids, times in seconds, shares in per cent, null for what is left out or not known.
    pub fn items(&self) -> Vec<Value> {
        let items = self.rows.iter().map(|row| {
            let ids = self.columns.iter().map(|(id, _)| id.clone());
            let members: Map<String, Value> = ids.zip(row.iter().map(Cell::json)).collect();
            Value::Object(members)
        });
        items.collect()
    }
}

impl Sheet {
    /// A whole figure for machines.
    pub fn as_json(&self) -> Value {
        json!({"figure": self.of.id(), "items": self.items(), "missing": self.missing})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_in_threes() {
        let said = [0, 12, 999, 1_000, 40_000, 1_234_567].map(thousands);
        assert_eq!(said, ["0", "12", "999", "1,000", "40,000", "1,234,567"]);
    }

    #[test]
    fn a_share_is_said_without_more_than_there_is() {
        assert_eq!(Cell::Share(Some(9_999)).said(), "99%");
        assert_eq!(Cell::Share(Some(9_999)).json(), json!("99.99"));
        assert_eq!(Cell::Share(None).said(), "None yet");
    }
}
