//! What is held of one contact, as far as a row needs it.

use serde_json::Value;
use vocabulary::{Date, Facts, Instant};

/// The days that a file is about, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub last: Date,
}

/// Whom the contact is about, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// `YYYY-MM-DD`; none where only a part is known.
    pub date_of_birth: Option<String>,
    /// As typed.
    pub postcode: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The question's id.
    pub question: String,
    /// The contract's JSON value.
    pub value: Value,
}

/// One contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    pub reference: String,
    /// The form's id.
    pub form: String,
    /// When the person pressed send, or when the telephone call started.
    pub received_at: Instant,
    /// None while it is open.
    pub closed_at: Option<Instant>,
    /// A value of `event_outcome`; none while it is open, and where it goes on as part of another one.
    pub outcome: Option<String>,
    pub facts: Facts,
    pub person: Person,
    pub answers: Vec<Answered>,
    /// What the person asked us to keep with their record; none where they asked for nothing, and where whoever
    /// fetches the rows may not have it.
    pub equality: Option<Vec<Answered>>,
}

impl Contact {
    /// The value of an answer.
    pub(crate) fn answer(&self, question: &str) -> Option<&Value> {
        value_of(&self.answers, question)
    }

    /// Whether it says whom it is about. A casual contact without any particulars is no request (guidance of
    /// Release 1, as the glossary of adult social care has it).
    pub(crate) fn names_somebody(&self) -> bool {
        let person = &self.person;
        [
            &person.given_name,
            &person.family_name,
            &person.date_of_birth,
        ]
        .into_iter()
        .flatten()
        .any(|known| !known.trim().is_empty())
            || self.answer("nhs-number").is_some()
    }
}

/// The value of one of these answers.
pub(crate) fn value_of<'a>(answers: &'a [Answered], question: &str) -> Option<&'a Value> {
    answers
        .iter()
        .find(|answer| answer.question == question)
        .map(|answer| &answer.value)
}
