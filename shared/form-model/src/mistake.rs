//! What can be wrong with an answer, and the words for it: the one catalogue, in the phrasing of the
//! GOV.UK Design System. A question may have words of its own, by the mistake's id.

use std::collections::BTreeMap;

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
    /// A day that this month does not have, such as 31 February. Carries how many days there are, and
    /// in which month and year.
    NotThatLong {
        days: u8,
        month: String,
    },
    /// Carries what is missing: `day`, `month`, `year`.
    DateLacks(&'static str),
    /// A year not written with four figures.
    ShortYear,
    DateInFuture,
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
            | Self::NotThatLong { .. } => "not-a-date",
            Self::DateLacks(_) => "date-lacks",
            Self::ShortYear => "short-year",
            Self::DateInFuture => "date-in-future",
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

    /// The words. `what` is what the question asks for, such as `your first name`.
    pub fn words(&self, what: &str, own: &BTreeMap<String, String>) -> String {
        if let Some(words) = own.get(self.id()) {
            return words.clone();
        }
        let what_first = sentence(what);
        match self {
            Self::NothingTyped => format!("Enter {what}"),
            Self::NothingChosen => format!("Select {what}"),
            Self::WrongType(kind) => format!("Must be {kind}"),
            Self::Character => format!(
                "{what_first} has a character that cannot be kept, such as NUL. Type it again without it"
            ),
            Self::TooLong(most) => {
                format!("{what_first} must be {} characters or fewer", thousands(*most))
            }
            Self::UnknownChoice { sent, known } => {
                format!("{sent} not among the choices. The choices are: {known}")
            }
            Self::Repeated(sent) => format!("{sent} more than once. Send each once"),
            Self::NotTogether(label) => {
                format!("Select {what}, or select “{label}” and nothing else")
            }
            Self::OnlyOne => format!("Select only one answer for {what}"),
            Self::UnknownMember(known) => format!("Is not known here. The members are: {known}"),
            Self::NotADate => format!("{what_first} must be a real date"),
            Self::InOneBox => format!(
                "Put the day, the month and the year of {what} in a box each, like 27 3 1947"
            ),
            Self::NotADay => format!("The day of {what} must be a number from 1 to 31"),
            Self::NotAMonth => {
                format!("The month of {what} must be a number from 1 to 12, or its name, like March")
            }
            Self::NotThatLong { days, month } => format!(
                "{what_first} must be a real date. There are only {days} days in {month}"
            ),
            Self::DateLacks(part) => format!("{what_first} must include a {part}"),
            Self::ShortYear => format!("The year of {what} must have 4 numbers, like 1985"),
            Self::DateInFuture => format!("{what_first} must be in the past"),
            Self::NotAnNhsNumber => {
                "Enter the 10 numbers of an NHS number, like 943 476 5919. One of these is wrong or missing: \
                 check them, or leave it blank if you do not know it"
                    .to_owned()
            }
            Self::NotAPhone => {
                "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"
                    .to_owned()
            }
            Self::NotAnEmail => {
                "Enter an email address in the correct format, like name@example.com".to_owned()
            }
            Self::NotAPostcode => {
                "Enter a postcode, like SW1A 1AA, or only its first half. Leave it blank if you do not know it"
                    .to_owned()
            }
            Self::NotASlug => {
                "Must be the name of an area in small letters with hyphens, like castle-point"
                    .to_owned()
            }
            Self::NotANumber(range) => {
                format!("{what_first} must be a number{}", range.and_example())
            }
            Self::NotWhole(range) => {
                format!("{what_first} must be a whole number{}", range.and_example())
            }
            Self::TooSmall(range) | Self::TooBig(range) => {
                format!("{what_first} must be {}", range.words())
            }
            Self::TooFew(least) => format!("Tell us {what}: {least} or more"),
            Self::FileInJson => format!(
                "{what_first} cannot be sent here. Leave this out, and add files on the page of the form, or tell us in words what they show"
            ),
            Self::NoFile => "Choose a file first. If you do not want to add one, press “Continue”".to_owned(),
            Self::EmptyFile(name) => {
                format!("{} is empty. Choose another file", quoted(name))
            }
            Self::FileTooLarge { name, most } => format!(
                "{} is too large. A file can be {most} at most. If it is a photo, send a smaller copy of it",
                quoted(name)
            ),
            Self::WrongFile { name, is, taken } => {
                format!("{} is {is}. You can add {taken}", quoted(name))
            }
            Self::MisnamedFile { name, says, is, taken } => format!(
                "{} is not {says}, although its name says so. It is {is}. You can add {taken}",
                quoted(name)
            ),
            Self::TooManyFiles { name, most } => format!(
                "{} was not added, because there is room for {most} here. Remove one first, or tell us of it in your own words",
                quoted(name)
            ),
            Self::TooMany(most) => format!(
                "There is room for {most} here. Take one away, and tell us of the others in your own words"
            ),
        }
    }
}

impl Range {
    fn words(self) -> String {
        match (self.least, self.most) {
            (Some(least), Some(most)) => format!("from {least} to {most}"),
            (Some(least), None) => format!("{least} or more"),
            (None, Some(most)) => format!("{most} or less"),
            (None, None) => "a number".to_owned(),
        }
    }

    /// What may be typed, and one that is: 12 where it can be.
    fn and_example(self) -> String {
        let example = 12_f64
            .max(self.least.unwrap_or(f64::MIN))
            .min(self.most.unwrap_or(f64::MAX));
        match self {
            Self {
                least: None,
                most: None,
            } => format!(", like {example}"),
            Self {
                least: Some(_),
                most: Some(_),
            } => format!(" {}, like {example}", self.words()),
            range => format!(", {}, like {example}", range.words()),
        }
    }
}

/// 10,000 for ten thousand.
pub fn thousands(number: usize) -> String {
    let figures = number.to_string();
    let mut grouped = String::new();
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(figure);
    }
    grouped
}

/// With a capital at the start.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
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
        slip.words("the hours", &BTreeMap::new())
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
