//! What a line must be, whatever is kept already. The sentences never repeat what the line says.

use super::No;
use crate::records::{AccountRecord, Entry};
use account_model::{AccountLine, BroughtForward, WeekLine};
use metering::Pence;
use vocabulary::{Date, alike, reach};

const LONGEST_REFERENCE: usize = 64;
const LONGEST_NAME: usize = 200;
const LONGEST_EMAIL: usize = 254;
const LONGEST_PHONE: usize = 40;
const LONGEST_REASON: usize = 2_000;

/// The record of an account line.
pub(super) fn account_record(line: &AccountLine, today: Date) -> Result<AccountRecord, No> {
    checked_reference(&line.account_reference)?;
    let born = day(&line.date_of_birth, "date_of_birth")?;
    if born > today {
        return Err(No::plain("date_of_birth is still to come."));
    }
    let requested_on = optional_day(line.requested_on.as_deref(), "requested_on")?;
    if requested_on.is_some_and(|day| day > today) {
        return Err(No::plain("requested_on is still to come."));
    }
    let died_on = optional_day(line.died_on.as_deref(), "died_on")?;
    if died_on.is_some_and(|day| day > today || day < born) {
        let why = "died_on is still to come, or before date_of_birth.";
        return Err(No::plain(why));
    }
    Ok(AccountRecord {
        account_reference: line.account_reference.trim().to_owned(),
        given_name: name(&line.given_name, "given_name")?,
        family_name: name(&line.family_name, "family_name")?,
        date_of_birth: born.to_string(),
        email: email(line.email.as_deref())?,
        phone: phone(line.phone.as_deref())?,
        requested_on: requested_on.map(|day| day.to_string()),
        brought_forward: brought_forward(line.brought_forward.as_ref())?,
        died_on: died_on.map(|day| day.to_string()),
        closed_before: false,
    })
}

/// A week as it is entered.
pub(super) fn checked_week(line: &WeekLine) -> Result<Entry, No> {
    if line.figures.week_starting.days_after_monday() != 0 {
        let why = "week_starting is not a Monday. A week is counted from its Monday.";
        return Err(No::plain(why));
    }
    let because = line.correction.as_deref().map(str::trim);
    if because.is_some_and(|why| !is_line(why, LONGEST_REASON)) {
        let why = "correction must be a reason of up to 2,000 characters, or be left out.";
        return Err(No::plain(why));
    }
    Ok(Entry {
        figures: line.figures.clone(),
        because: because.map(str::to_owned),
    })
}

/// Only characters that tell one reference from another, and those that do not matter.
pub(super) fn checked_reference(written: &str) -> Result<(), No> {
    let written = written.trim();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | ' ');
    let fits = written.len() <= LONGEST_REFERENCE
        && written.chars().all(allowed)
        && written.chars().any(|c| c.is_ascii_alphanumeric());
    match fits {
        true => Ok(()),
        false => Err(No::plain(
            "account_reference must be up to 64 letters, digits, hyphens, slashes and spaces.",
        )),
    }
}

fn name(written: &str, field: &str) -> Result<String, No> {
    let written = written.trim();
    match is_line(written, LONGEST_NAME) && alike::name(written).is_some() {
        true => Ok(written.to_owned()),
        false => Err(No::plain(format!(
            "{field} must be a name of up to 200 characters."
        ))),
    }
}

fn email(written: Option<&str>) -> Result<Option<String>, No> {
    let Some(written) = given(written) else {
        return Ok(None);
    };
    let fits = is_line(written, LONGEST_EMAIL) && reach::is_email(written);
    match fits {
        true => Ok(Some(written.to_owned())),
        false => Err(No::plain(
            "email is not an email address. Correct it or leave it out.",
        )),
    }
}

fn phone(written: Option<&str>) -> Result<Option<String>, No> {
    let Some(written) = given(written) else {
        return Ok(None);
    };
    match is_line(written, LONGEST_PHONE) && reach::is_phone(written) {
        true => Ok(Some(written.to_owned())),
        false => Err(No::plain(
            "phone is not a telephone number. Correct it or leave it out.",
        )),
    }
}

fn brought_forward(line: Option<&BroughtForward>) -> Result<Option<BroughtForward>, No> {
    let Some(line) = line else {
        return Ok(None);
    };
    day(&line.date, "brought_forward.date")?;
    let accrued = i64::try_from(line.accrued).ok().and_then(Pence::new);
    if accrued.is_none() {
        let why = "brought_forward.accrued is more than an account can hold.";
        return Err(No::plain(why));
    }
    Ok(Some(BroughtForward {
        authority: name(&line.authority, "brought_forward.authority")?,
        ..line.clone()
    }))
}

fn optional_day(written: Option<&str>, field: &str) -> Result<Option<Date>, No> {
    written.map(|written| day(written, field)).transpose()
}

fn day(written: &str, field: &str) -> Result<Date, No> {
    let no = |()| No::plain(format!("{field} must be a day, such as 2026-01-05."));
    written.parse().map_err(no)
}

/// What is there and not empty.
fn given(written: Option<&str>) -> Option<&str> {
    written.map(str::trim).filter(|text| !text.is_empty())
}

/// Something on one line, and not too long.
pub(crate) fn is_line(text: &str, longest: usize) -> bool {
    !text.is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
}
