//! What a worker writes into one field: what it must be, whichever part of the house keeps it.
//!
//! Each function answers the text without spaces around it and adds what is wrong with it to a list, so that
//! every mistake is told at once.

use crate::Date;

/// The longest text, in characters.
pub const LONGEST_TEXT: usize = 10_000;
/// The longest id, name or number, in characters.
pub const LONGEST_NAME: usize = 200;

/// Everything that is wrong: field, and a sentence that says what to do.
pub type Wrong = Vec<(String, String)>;

/// A text that says something.
pub fn text(field: &str, written: &str, wrong: &mut Wrong) -> String {
    at_most(LONGEST_TEXT, field, written, wrong)
}

/// A name or a number.
pub fn short(field: &str, written: &str, wrong: &mut Wrong) -> String {
    at_most(LONGEST_NAME, field, written, wrong)
}

/// A text that may be left out.
pub fn optional(field: &str, written: Option<&str>, wrong: &mut Wrong) -> Option<String> {
    let written = written.filter(|written| !written.trim().is_empty())?;
    Some(text(field, written, wrong))
}

/// One word of a list of ids and their words for staff.
pub fn one_of(field: &str, id: &str, known: &[(&str, &str)], wrong: &mut Wrong) {
    if !known.iter().any(|(known, _)| *known == id) {
        let known: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
        let sentence = format!("This must be one of: {}.", known.join(", "));
        wrong.push((field.to_owned(), sentence));
    }
}

/// A day, `YYYY-MM-DD`; none where it is not one.
pub fn day(field: &str, written: &str, wrong: &mut Wrong) -> Option<Date> {
    let day = written.parse().ok();
    if day.is_none() {
        let sentence = "This must be a date, such as 2026-12-24.";
        wrong.push((field.to_owned(), sentence.to_owned()));
    }
    day
}

/// A day that is not after today.
pub fn past_day(field: &str, written: &str, today: Date, wrong: &mut Wrong) {
    if day(field, written, wrong).is_some_and(|day| day > today) {
        let sentence = "This must not lie in the future.";
        wrong.push((field.to_owned(), sentence.to_owned()));
    }
}

/// A day that is after today.
pub fn coming_day(field: &str, written: &str, today: Date, wrong: &mut Wrong) {
    if day(field, written, wrong).is_some_and(|day| day <= today) {
        let sentence = "This must be a day after today.";
        wrong.push((field.to_owned(), sentence.to_owned()));
    }
}

fn at_most(longest: usize, field: &str, written: &str, wrong: &mut Wrong) -> String {
    let written = written.trim();
    let sentence = if written.is_empty() {
        "Write something here.".to_owned()
    } else if written.contains('\0') {
        "This holds a character that cannot be stored.".to_owned()
    } else if written.chars().count() > longest {
        format!("This must be {longest} characters or fewer.")
    } else {
        return written.to_owned();
    };
    wrong.push((field.to_owned(), sentence));
    written.to_owned()
}
