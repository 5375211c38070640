//! Reads the object of a line, strictly: everything that is wrong with it at once, told by field and never by
//! value.

use std::collections::BTreeSet;

use metering::{Pence, Week};
use serde_json::Value;
use vocabulary::object::{Object, day, nullable, one_of};
use vocabulary::reach::{is_email, is_phone};
use vocabulary::reading::{Read, shortened};
use vocabulary::{Date, FieldProblem};

use crate::{AccountLine, AccountReference, BroughtForward, Line, WeekLine};

/// The members of an account.
pub(crate) const ACCOUNT: &[&str] = &[
    "kind",
    "account_reference",
    "given_name",
    "family_name",
    "date_of_birth",
    "email",
    "phone",
    "requested_on",
    "brought_forward",
    "died_on",
];
/// The members of a week.
pub(crate) const WEEK: &[&str] = &[
    "kind",
    "account_reference",
    "week_starting",
    "arranged_by",
    "setting",
    "budget",
    "charged",
    "paid",
    "correction",
];
const BROUGHT_FORWARD: &[&str] = &["date", "accrued", "authority"];

/// The most characters of a name, of an email address, and of why figures are replaced.
const NAME: usize = 100;
const REACH: usize = 254;
const REASON: usize = 1_000;

type Problems = Vec<FieldProblem>;

/// Reads an object, of which `doubled` members were given more than once.
pub(crate) fn read(object: &Value, doubled: &BTreeSet<String>) -> Result<Line, Problems> {
    let mut problems: Problems = doubled
        .iter()
        .map(|name| FieldProblem::new(shortened(name), "is given more than once; give it once"))
        .collect();
    let line = match object.get("kind").and_then(Value::as_str) {
        Some("account") => account(object, &mut problems).map(Line::Account),
        Some("week") => week(object, &mut problems).map(Line::Week),
        _ => {
            problems.push(FieldProblem::new(
                "kind",
                "must be given as account or week",
            ));
            None
        }
    };
    match line {
        Some(line) if problems.is_empty() => Ok(line),
        _ => Err(problems),
    }
}

fn account(object: &Value, problems: &mut Problems) -> Option<AccountLine> {
    let account = Object::of(object, "", ACCOUNT, problems)?;
    let reference = account.required("account_reference", reference, problems);
    let given_name = account.required("given_name", name, problems);
    let family_name = account.required("family_name", name, problems);
    let date_of_birth = account.required("date_of_birth", day, problems);
    let email = account.optional("email", nullable(email), problems);
    let phone = account.optional("phone", nullable(phone), problems);
    let since_birth = |value| day_from(value, date_of_birth);
    let requested_on = account.optional("requested_on", nullable(since_birth), problems);
    let brought_forward = match account.optional("brought_forward", nullable(Ok), problems) {
        Some(Some(figure)) => brought_forward(figure, problems).map(Some),
        _ => Some(None),
    };
    let died_on = account.optional("died_on", nullable(since_birth), problems);
    Some(AccountLine {
        account_reference: reference?,
        given_name: given_name?,
        family_name: family_name?,
        date_of_birth: date_of_birth?,
        email: email.flatten(),
        phone: phone.flatten(),
        requested_on: requested_on.flatten(),
        brought_forward: brought_forward?,
        died_on: died_on.flatten(),
    })
}

fn brought_forward(figure: &Value, problems: &mut Problems) -> Option<BroughtForward> {
    let figure = Object::of(figure, "brought_forward", BROUGHT_FORWARD, problems)?;
    let date = figure.required("date", day, problems);
    let accrued = figure.required("accrued", pence, problems);
    let authority = figure.required("authority", name, problems);
    Some(BroughtForward {
        date: date?,
        accrued: accrued?,
        authority: authority?,
    })
}

fn week(object: &Value, problems: &mut Problems) -> Option<WeekLine> {
    let week = Object::of(object, "", WEEK, problems)?;
    let reference = week.required("account_reference", reference, problems);
    let week_starting = week.required("week_starting", monday, problems);
    let arranged_by = week.required("arranged_by", one_of, problems);
    let setting = week.required("setting", one_of, problems);
    let budget = week.required("budget", nullable(pence), problems);
    let charged = week.required("charged", pence, problems);
    let paid = week.required("paid", pence, problems);
    let correction = week.optional("correction", nullable(reason), problems);
    Some(WeekLine {
        account_reference: reference?,
        week: Week {
            week_starting: week_starting?,
            arranged_by: arranged_by?,
            setting: setting?,
            budget: budget?,
            charged: charged?,
            paid: paid?,
        },
        correction: correction.flatten(),
    })
}

fn wrong<T>(message: impl Into<String>) -> Read<T> {
    Err(vec![message.into()])
}

fn reference(value: &Value) -> Read<AccountReference> {
    let read = value.as_str().and_then(|text| text.parse().ok());
    read.ok_or_else(|| {
        vec![format!(
            "must be a text of 1 to {} letters, digits, slashes and hyphens",
            AccountReference::MOST
        )]
    })
}

/// A text of one line, without space around it.
fn text(value: &Value, most: usize) -> Read<String> {
    let Some(text) = value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    else {
        return wrong("must be a text that says something");
    };
    if text.chars().any(|c| c.is_control() || turns(c)) {
        return wrong("must be one line of plain characters");
    }
    if text.chars().nth(most).is_some() {
        return wrong(format!("must have at most {most} characters"));
    }
    Ok(text.to_owned())
}

/// A mark that turns the direction of writing: it can make one name look like another.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn name(value: &Value) -> Read<String> {
    text(value, NAME)
}

/// Why figures are replaced. It may have several lines, which become one.
fn reason(value: &Value) -> Read<String> {
    let lines = value.as_str().unwrap_or_default().split_ascii_whitespace();
    text(&lines.collect::<Vec<_>>().join(" ").into(), REASON)
}

fn email(value: &Value) -> Read<String> {
    let address = text(value, REACH)?;
    if is_email(&address) {
        Ok(address)
    } else {
        wrong("must be an email address, such as name@example.com")
    }
}

fn phone(value: &Value) -> Read<String> {
    let number = text(value, REACH)?;
    if is_phone(&number) {
        Ok(number)
    } else {
        wrong("must be a phone number as text, with its first 0 or its + and country code")
    }
}

/// Whole pence. Pounds with a point are refused, also whole ones: whether they are pounds or pence would be a
/// guess.
fn pence(value: &Value) -> Read<Pence> {
    match value.as_i64() {
        None => wrong("must be whole pence: write whole pence, such as 95000"),
        Some(negative) if negative < 0 => wrong("must not be negative"),
        Some(amount) => Pence::new(amount)
            .ok_or_else(|| vec![format!("must be at most {} pence", Pence::MOST.get())]),
    }
}

fn monday(value: &Value) -> Read<Date> {
    let date = day(value)?;
    if date.days_after_monday() == 0 {
        Ok(date)
    } else {
        wrong("must be a Monday")
    }
}

fn day_from(value: &Value, born: Option<Date>) -> Read<Date> {
    let date = day(value)?;
    if born.is_some_and(|born| date < born) {
        return wrong("must not be before date_of_birth");
    }
    Ok(date)
}
