//! Reads the contract's JSON body, strictly: every problem at once, each with the member's name.

use std::collections::BTreeMap;

use serde_json::Value;
use vocabulary::object::{Object, day, nullable, one_of};
use vocabulary::reading::{self, Read};
use vocabulary::{AgainstCharge, Date, FieldProblem, Word};

use crate::{Account, BroughtForward, Indexation, Pence, Percent, Policy, Week};

const BODY: &[&str] = &["policy", "weeks", "indexations", "brought_forward", "as_at"];
const BROUGHT_FORWARD: &[&str] = &["date", "accrued"];
const POLICY: &[&str] = &[
    "cap",
    "daily_living_weekly",
    "daily_living_settings",
    "round",
    "dlc_against_charge",
    "scheme_start",
];
const WEEK: &[&str] = &[
    "week_starting",
    "arranged_by",
    "setting",
    "budget",
    "charged",
    "paid",
];
const INDEXATION: &[&str] = &["date", "percent"];

type Problems = Vec<FieldProblem>;

/// Reads the body of `POST /api/v1/care-accounts/metering`.
///
/// # Errors
/// Every problem, each with the name of the member (`weeks[2].budget`) and what to do about it. The body itself
/// is named `body`.
pub fn read(body: &Value) -> Result<Account, Problems> {
    let mut problems = Vec::new();
    let account = account(body, &mut problems);
    match account {
        Some(account) if problems.is_empty() => Ok(account),
        _ => Err(problems),
    }
}

fn account(body: &Value, problems: &mut Problems) -> Option<Account> {
    let body = Object::of(body, "", BODY, problems)?;
    let policy = body
        .required("policy", Ok, problems)
        .and_then(|value| policy(value, problems));
    let as_at = body.required("as_at", day, problems);
    let weeks = body.required("weeks", list, problems).map(|weeks| {
        name_repeated_weeks(weeks, problems);
        weeks
            .iter()
            .enumerate()
            .map(|(index, value)| week(value, &format!("weeks[{index}]"), as_at, problems))
            .collect::<Vec<_>>()
    });
    let indexations = body.required("indexations", list, problems).map(|list| {
        list.iter()
            .enumerate()
            .map(|(index, value)| indexation(value, &format!("indexations[{index}]"), problems))
            .collect::<Vec<_>>()
    });
    let brought_forward = match body.optional("brought_forward", nullable(Ok), problems) {
        Some(Some(value)) => brought_forward(value, as_at, problems).map(Some),
        _ => Some(None),
    };
    Some(Account {
        policy: policy?,
        weeks: weeks?.into_iter().collect::<Option<_>>()?,
        indexations: indexations?.into_iter().collect::<Option<_>>()?,
        brought_forward: brought_forward?,
        as_at: as_at?,
    })
}

fn policy(value: &Value, problems: &mut Problems) -> Option<Policy> {
    let policy = Object::of(value, "policy", POLICY, problems)?;
    let cap = policy.required("cap", pence, problems);
    let daily_living_weekly = policy.required("daily_living_weekly", pence, problems);
    let settings = policy.required("daily_living_settings", reading::words, problems);
    let round = policy.required("round", word, problems);
    let against_charge = policy.optional("dlc_against_charge", word, problems);
    let scheme_start = policy.optional("scheme_start", nullable(day), problems);
    Some(Policy {
        cap: cap?,
        daily_living_weekly: daily_living_weekly?,
        daily_living_settings: settings?.into_iter().collect(),
        round: round?,
        dlc_against_charge: against_charge.unwrap_or(AgainstCharge::Deduct),
        scheme_start: scheme_start.flatten(),
    })
}

fn week(value: &Value, path: &str, as_at: Option<Date>, problems: &mut Problems) -> Option<Week> {
    let week = Object::of(value, path, WEEK, problems)?;
    let starting = week.required(
        "week_starting",
        |value| monday_until(value, as_at),
        problems,
    );
    let arranged_by = week.required("arranged_by", word, problems);
    let setting = week.required("setting", word, problems);
    let budget = week.required("budget", nullable(pence), problems);
    let charged = week.required("charged", pence, problems);
    let paid = week.required("paid", pence, problems);
    Some(Week {
        week_starting: starting?,
        arranged_by: arranged_by?,
        setting: setting?,
        budget: budget?,
        charged: charged?,
        paid: paid?,
    })
}

fn indexation(value: &Value, path: &str, problems: &mut Problems) -> Option<Indexation> {
    let indexation = Object::of(value, path, INDEXATION, problems)?;
    let date = indexation.required("date", day, problems);
    let percent = indexation.required("percent", percent, problems);
    Some(Indexation {
        date: date?,
        percent: percent?,
    })
}

fn brought_forward(
    value: &Value,
    as_at: Option<Date>,
    problems: &mut Problems,
) -> Option<BroughtForward> {
    let figure = Object::of(value, "brought_forward", BROUGHT_FORWARD, problems)?;
    let date = figure.required("date", |value| until(value, as_at), problems);
    let accrued = figure.required("accrued", pence, problems);
    Some(BroughtForward {
        date: date?,
        accrued: accrued?,
    })
}

fn list(value: &Value) -> Read<&Vec<Value>> {
    value
        .as_array()
        .ok_or_else(|| vec!["must be a list, empty when there is none".to_owned()])
}

/// Whole pence. A number with a decimal point is refused, also one that is whole: money never was a fraction.
fn pence(value: &Value) -> Read<Pence> {
    let amount = value.as_i64();
    if amount.is_some_and(i64::is_negative) {
        return Err(vec!["must not be negative".to_owned()]);
    }
    amount.and_then(Pence::new).ok_or_else(|| {
        vec![format!(
            "must be a whole number of pence up to {}, written without a decimal point",
            Pence::MOST.get()
        )]
    })
}

fn percent(value: &Value) -> Read<Percent> {
    let Value::String(text) = value else {
        return Err(vec![
            "must be a decimal number as text, such as \"4.0\"".to_owned(),
        ]);
    };
    text.parse::<Percent>()
        .map_err(|wrong| vec![wrong.message().to_owned()])
}

fn until(value: &Value, as_at: Option<Date>) -> Read<Date> {
    let date = day(value)?;
    if as_at.is_some_and(|as_at| date > as_at) {
        return Err(vec!["must not be after as_at".to_owned()]);
    }
    Ok(date)
}

fn monday_until(value: &Value, as_at: Option<Date>) -> Read<Date> {
    let date = day(value)?;
    let mut messages = Vec::new();
    if date.days_after_monday() != 0 {
        messages.push("must be a Monday".to_owned());
    }
    messages.extend(until(value, as_at).err().into_iter().flatten());
    if messages.is_empty() {
        Ok(date)
    } else {
        Err(messages)
    }
}

/// A word of a closed list.
fn word<W: Word>(value: &Value) -> Read<W> {
    match value {
        Value::String(_) => reading::word(value),
        _ => one_of(value),
    }
}

/// A problem for every week that was given before, whatever else is wrong with it.
fn name_repeated_weeks(weeks: &[Value], problems: &mut Problems) {
    let mut first_at = BTreeMap::new();
    for (index, week) in weeks.iter().enumerate() {
        let starting = week.get("week_starting").and_then(Value::as_str);
        let Some(Ok(starting)) = starting.map(str::parse::<Date>) else {
            continue;
        };
        let first = *first_at.entry(starting).or_insert(index);
        if first != index {
            problems.push(FieldProblem::new(
                format!("weeks[{index}].week_starting"),
                format!("is the same week as weeks[{first}]; give each week once"),
            ));
        }
    }
}
