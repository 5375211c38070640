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
    NotANumber,
    NotWhole,
    TooSmall(f64),
    TooBig(f64),
    /// Too few things in a group. Carries the fewest.
    TooFew(usize),
    /// Too many things in a group. Carries the most.
    TooMany(usize),
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
            Self::NotADate => "not-a-date",
            Self::DateLacks(_) => "date-lacks",
            Self::ShortYear => "short-year",
            Self::DateInFuture => "date-in-future",
            Self::NotAnNhsNumber => "not-an-nhs-number",
            Self::NotAPhone => "not-a-phone",
            Self::NotAnEmail => "not-an-email",
            Self::NotAPostcode => "not-a-postcode",
            Self::NotASlug => "not-a-district",
            Self::NotANumber => "not-a-number",
            Self::NotWhole => "not-whole",
            Self::TooSmall(_) => "too-small",
            Self::TooBig(_) => "too-big",
            Self::TooFew(_) => "too-few",
            Self::TooMany(_) => "too-many",
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
            Self::TooLong(most) => format!("{what_first} must be {most} characters or fewer"),
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
            Self::NotANumber => format!("{what_first} must be a number, like 12"),
            Self::NotWhole => format!("{what_first} must be a whole number, like 12"),
            Self::TooSmall(least) => format!("{what_first} must be {least} or more"),
            Self::TooBig(most) => format!("{what_first} must be {most} or less"),
            Self::TooFew(least) => format!("Tell us {what}: {least} or more"),
            Self::TooMany(most) => format!(
                "There is room for {most} here. Take one away, and tell us of the others in your own words"
            ),
        }
    }
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
