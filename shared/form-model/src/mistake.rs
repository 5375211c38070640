//! What can be wrong with an answer. The words for it are in the phrasing of the GOV.UK Design System;
//! a question may have words of its own, by the mistake's id.

mod said;

use vocabulary::PartialDate;
use wording::Wording;
use wording::phrase::field;

/// Something wrong with one answer, or with a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// The part of the answer, such as `postcode`, `month` or `ways[0].kind`; empty for the whole.
    pub part: String,
    pub slip: Slip,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Slip {
    /// Nothing was typed.
    NothingTyped,
    /// Nothing was chosen.
    NothingChosen,
    /// JSON of another type. Carries what it must be.
    WrongType(&'static str),
    /// A character that cannot be kept, such as NUL.
    Character,
    /// Carries the most characters.
    TooLong(usize),
    /// Carries what was sent, and what there is.
    UnknownChoice {
        sent: String,
        known: String,
    },
    /// Carries what was sent more than once.
    Repeated(String),
    /// Two choices that exclude each other. Carries the label of the one that excludes.
    NotTogether(String),
    /// More than one choice where there can be one only.
    OnlyOne,
    /// A member that there is not. Carries those that there are.
    UnknownMember(String),
    NotADate,
    /// A whole date in the box for the day.
    InOneBox,
    /// A day that no month has.
    NotADay,
    NotAMonth,
    /// A day that this month does not have, such as 31 February.
    NotThatLong(PartialDate),
    /// Carries what is missing: `day`, `month`, `year`.
    DateLacks(&'static str),
    /// A year not written with four figures.
    ShortYear,
    DateInFuture,
    /// Longer ago than anybody remembers. Carries the most years.
    TooLongAgo(u16),
    NotAnNhsNumber,
    NotAPhone,
    NotAnEmail,
    NotAPostcode,
    NotASlug,
    NotANumber(Range),
    NotWhole(Range),
    TooSmall(Range),
    TooBig(Range),
    /// Too few things in a group. Carries the fewest.
    TooFew(usize),
    /// Too many things in a group. Carries the most.
    TooMany(usize),
    /// A file that was named in JSON.
    FileInJson,
    /// Somebody pressed the button that adds a file, and had chosen none.
    NoFile,
    /// Carries the file's name.
    EmptyFile(String),
    FileTooLarge {
        name: String,
        most: String,
    },
    /// Carries its name, what it is, and what can be added.
    WrongFile {
        name: String,
        is: &'static str,
        taken: String,
    },
    /// Its name says one thing and its content another. Carries its name, what it says, and what it is.
    MisnamedFile {
        name: String,
        says: &'static str,
        is: &'static str,
        taken: String,
    },
    /// Carries the file's name, and the most files.
    TooManyFiles {
        name: String,
        most: usize,
    },
}

/// The least and the most that a number may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub least: Option<f64>,
    pub most: Option<f64>,
}

impl Mistake {
    /// A mistake in the whole answer.
    pub fn new(slip: Slip) -> Self {
        Self {
            part: String::new(),
            slip,
        }
    }

    /// A mistake in a part of the answer.
    pub fn in_part(part: impl Into<String>, slip: Slip) -> Self {
        Self {
            part: part.into(),
            slip,
        }
    }
}

impl Slip {
    /// The id by which a question has words of its own for it.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NothingTyped | Self::NothingChosen => "missing",
            Self::WrongType(_) => "wrong-type",
            Self::Character => "character",
            Self::TooLong(_) => "too-long",
            Self::UnknownChoice { .. } => "unknown-choice",
            Self::Repeated(_) => "repeated",
            Self::NotTogether(_) => "not-together",
            Self::OnlyOne => "only-one",
            Self::UnknownMember(_) => "unknown-member",
            Self::NotADate
            | Self::InOneBox
            | Self::NotADay
            | Self::NotAMonth
            | Self::NotThatLong(_) => "not-a-date",
            Self::DateLacks(_) => "date-lacks",
            Self::ShortYear => "short-year",
            Self::DateInFuture => "date-in-future",
            Self::TooLongAgo(_) => "too-long-ago",
            Self::NotAnNhsNumber => "not-an-nhs-number",
            Self::NotAPhone => "not-a-phone",
            Self::NotAnEmail => "not-an-email",
            Self::NotAPostcode => "not-a-postcode",
            Self::NotASlug => "not-a-district",
            Self::NotANumber(_) => "not-a-number",
            Self::NotWhole(_) => "not-whole",
            Self::TooSmall(_) => "too-small",
            Self::TooBig(_) => "too-big",
            Self::TooFew(_) => "too-few",
            Self::TooMany(_) => "too-many",
            Self::FileInJson => "file-in-json",
            Self::NoFile => "no-file",
            Self::EmptyFile(_) => "empty-file",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::WrongFile { .. } | Self::MisnamedFile { .. } => "wrong-file",
            Self::TooManyFiles { .. } => "too-many-files",
        }
    }

    /// Every id for which a question may have words of its own.
    pub const IDS: &'static [&'static str] = &[
        "missing",
        "too-long",
        "not-together",
        "only-one",
        "not-a-date",
        "date-lacks",
        "short-year",
        "date-in-future",
        "too-long-ago",
        "not-an-nhs-number",
        "not-a-phone",
        "not-an-email",
        "not-a-postcode",
        "not-a-number",
        "not-whole",
        "too-small",
        "too-big",
        "too-few",
        "too-many",
        "no-file",
    ];
}

/// 10,000 for ten thousand.
pub fn thousands(number: usize, wording: &Wording) -> String {
    let between = wording.say(field::THOUSANDS).text;
    let figures = number.to_string();
    let mut grouped = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            grouped.push_str(between);
        }
        grouped.push(figure);
    }
    grouped
}

/// At most forty characters of what somebody sent, in one line and in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    format!("“{short}”")
}

/// `a, b or c`.
pub(crate) fn listed_with(words: &[&str], joint: &str) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} {joint} {last}", others.join(", ")),
        None => String::new(),
    }
}

/// “a”, “b” and 9,998 more, with the verb.
pub(crate) fn listed(sent: &[&str]) -> String {
    const NAMED: usize = 5;
    let named: Vec<String> = sent.iter().take(NAMED).map(|word| quoted(word)).collect();
    let verb = if sent.len() == 1 { "is" } else { "are" };
    match sent.len().saturating_sub(NAMED) {
        0 => format!("{} {verb}", named.join(", ")),
        more => format!("{} and {more} more {verb}", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(slip: &Slip) -> String {
        slip.words("the hours", &Default::default(), Wording::english())
            .text
    }

    #[test]
    fn a_number_that_is_wrong_says_what_is_right() {
        let week = Range {
            least: Some(0.0),
            most: Some(168.0),
        };
        assert_eq!(
            words(&Slip::TooBig(week)),
            "The hours must be from 0 to 168"
        );
        assert_eq!(
            words(&Slip::NotANumber(week)),
            "The hours must be a number from 0 to 168, like 12"
        );
        let adult = Range {
            least: Some(18.0),
            most: None,
        };
        assert_eq!(
            words(&Slip::NotWhole(adult)),
            "The hours must be a whole number, 18 or more, like 18"
        );
        assert_eq!(
            words(&Slip::NotANumber(Range::default())),
            "The hours must be a number, like 12"
        );
    }

    #[test]
    fn every_mistake_that_can_have_words_of_its_own_is_listed_once() {
        let listed: std::collections::BTreeSet<&str> = Slip::IDS.iter().copied().collect();
        assert_eq!(listed.len(), Slip::IDS.len());
        for slip in [
            Slip::NotADay,
            Slip::NotAnNhsNumber,
            Slip::TooFew(2),
            Slip::TooMany(3),
        ] {
            assert!(listed.contains(slip.id()), "{slip:?}");
        }
    }
}
