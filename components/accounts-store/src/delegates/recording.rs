//! What must be there before somebody is recorded as a delegate. The sentences are for staff.

use super::{is_in_force, sees_money};
use account_model::NewDelegate;
use vocabulary::{Date, reach};

/// The shortest evidence that can be meant, in characters.
const SHORTEST_EVIDENCE: usize = 20;
/// More than any name has, and any evidence needs.
const LONGEST_NAME: usize = 200;
const LONGEST_EVIDENCE: usize = 4_000;

/// Everything that is wrong with what was recorded.
pub(super) fn problems(new: &NewDelegate, today: Date) -> Vec<(String, String)> {
    let mut problems = Vec::new();
    let mut require = |holds: bool, field: &str, sentence: &str| {
        if !holds {
            problems.push((field.to_owned(), sentence.to_owned()));
        }
    };
    let name = new.name.trim();
    require(
        !name.is_empty() && name.chars().count() <= LONGEST_NAME,
        "name",
        "Enter the delegate’s full name, in 200 characters or fewer",
    );
    let born: Option<Date> = new.date_of_birth.parse().ok();
    require(
        born.is_some_and(|born| born < today),
        "date_of_birth",
        "Enter the delegate’s own date of birth, which must be in the past",
    );
    let (email, phone) = (written(new.email.as_deref()), written(new.phone.as_deref()));
    require(
        !sees_money(new.authority) || email.is_some() || phone.is_some(),
        "email",
        "Enter the delegate’s own email address or phone number: codes go there",
    );
    require(
        email.as_deref().is_none_or(reach::is_email),
        "email",
        "Enter an email address in the correct format, like name@example.com",
    );
    require(
        phone.as_deref().is_none_or(reach::is_phone),
        "phone",
        "Enter a phone number, like 01632 960 001 or 07700 900 982",
    );
    require(
        (SHORTEST_EVIDENCE..=LONGEST_EVIDENCE).contains(&new.evidence.trim().chars().count()),
        "evidence",
        "Enter what you have seen that shows the authority, in 20 to 4,000 characters",
    );
    let until = new.until.as_deref();
    require(
        until.is_none() || until.is_some_and(|until| is_in_force(Some(until), today)),
        "until",
        "The last day of the authority must be today or later",
    );
    problems
}

/// What somebody typed; none where it is blank.
pub(super) fn written(typed: Option<&str>) -> Option<String> {
    let typed = typed.map(str::trim).unwrap_or_default();
    (!typed.is_empty()).then(|| typed.to_owned())
}
