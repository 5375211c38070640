//! Reading values of the contract's kinds from JSON, saying everything that is wrong in words that
//! tell the sender what to do.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{Date, FACT_NAMES, PartialDate, Word};

/// A member of a request that is not valid, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldProblem {
    pub field: String,
    pub message: String,
}

impl FieldProblem {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

/// Every message about one value.
pub type Read<T> = Result<T, Vec<String>>;

/// How many wrong words of one list are named; more would only repeat the point.
const NAMED: usize = 10;

fn wrong<T>(message: impl Into<String>) -> Read<T> {
    Err(vec![message.into()])
}

pub fn unknown_fact() -> String {
    format!(
        "is not known here; the known facts are {}",
        FACT_NAMES.join(", ")
    )
}

fn known<W: Word>() -> String {
    let ids: Vec<&str> = W::ALL.iter().map(|word| word.id()).collect();
    format!("the known words are {}", ids.join(", "))
}

/// A text without NUL, which databases cut short.
pub fn text(value: &Value) -> Read<String> {
    match value {
        Value::String(text) if text.contains('\0') => wrong("must not contain the character NUL"),
        Value::String(text) => Ok(text.clone()),
        _ => wrong("must be a text; leave it out when it is not known"),
    }
}

pub fn word<W: Word>(value: &Value) -> Read<W> {
    let id = text(value)?;
    W::from_id(&id).ok_or_else(|| {
        vec![format!(
            "`{}` is not known here; {}",
            shortened(&id),
            known::<W>()
        )]
    })
}

pub fn words<W: Word>(value: &Value) -> Read<BTreeSet<W>> {
    let Value::Array(items) = value else {
        return wrong("must be a list of words; leave it out when it is not known");
    };
    let mut found = BTreeSet::new();
    let (mut unknown, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    let (mut not_text, mut nul) = (false, false);
    for item in items {
        match item {
            Value::String(id) if id.contains('\0') => nul = true,
            Value::String(id) => match W::from_id(id) {
                Some(word) if found.insert(word) => {}
                Some(word) => {
                    repeated.insert(word.id().to_owned());
                }
                None => {
                    unknown.insert(shortened(id));
                }
            },
            _ => not_text = true,
        }
    }
    let mut messages = Vec::new();
    if not_text {
        messages.push("must hold texts only".to_owned());
    }
    if nul {
        messages.push("must not contain the character NUL".to_owned());
    }
    if !unknown.is_empty() {
        messages.push(format!(
            "{} not known here; {}",
            named(&unknown),
            known::<W>()
        ));
    }
    if !repeated.is_empty() {
        messages.push(format!(
            "{} given more than once; give each word once",
            named(&repeated)
        ));
    }
    if messages.is_empty() {
        Ok(found)
    } else {
        Err(messages)
    }
}

/// "`a`, `b` and 3 more are", "`a` is".
fn named(words: &BTreeSet<String>) -> String {
    let shown: Vec<String> = words
        .iter()
        .take(NAMED)
        .map(|word| format!("`{word}`"))
        .collect();
    let verb = if words.len() == 1 { "is" } else { "are" };
    match words.len().saturating_sub(NAMED) {
        0 => format!("{} {verb}", shown.join(", ")),
        more => format!("{} and {more} more {verb}", shown.join(", ")),
    }
}

/// At most forty characters of what somebody sent, in one line.
pub fn shortened(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}

pub fn partial_date(value: &Value) -> Read<PartialDate> {
    text(value)?.parse().or_else(|()| {
        wrong("must be a date that exists, as YYYY-MM-DD, or YYYY-MM or YYYY when not all is known")
    })
}

pub fn date(value: &Value) -> Read<Date> {
    text(value)?
        .parse()
        .or_else(|()| wrong("must be a date that exists, as YYYY-MM-DD"))
}

pub fn whole_years(value: &Value) -> Read<u16> {
    let message =
        "must be a whole number of years from 0 to 150; leave it out when it is not known";
    match value.as_f64() {
        // The range is checked, so that the cast cannot lose anything.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(years) if years.fract() == 0.0 && (0.0..=150.0).contains(&years) => Ok(years as u16),
        _ => wrong(message),
    }
}

pub fn hours_a_week(value: &Value) -> Read<f64> {
    match value.as_f64() {
        Some(hours) if (0.0..=168.0).contains(&hours) => Ok(hours + 0.0),
        _ => wrong("must be a number of hours from 0 to 168; leave it out when it is not known"),
    }
}

/// A whole number without a decimal point, as a person would write it.
pub fn json_number(number: f64) -> Value {
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < 1e9 {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}
