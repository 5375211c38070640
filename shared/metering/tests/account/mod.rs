//! How tests tell of an account: in the contract's JSON, with what they do not speak of left at the example's.
#![allow(dead_code, reason = "each test uses what it needs")]

use serde_json::{Value, json};

/// The policy of the contract's example: a cap of £86,000, and £200 of daily living a week in a care home.
pub fn policy() -> Value {
    json!({"cap": 8_600_000, "daily_living_weekly": 20_000, "daily_living_settings": ["care-home"],
           "round": "half-up", "dlc_against_charge": "deduct", "scheme_start": null})
}

/// The same with another cap.
pub fn cap_of(pence: i64) -> Value {
    let mut policy = policy();
    policy["cap"] = json!(pence);
    policy
}

/// A week that the adult arranged.
pub fn own(starting: &str, setting: &str, budget: impl Into<Option<i64>>, paid: i64) -> Value {
    json!({"week_starting": starting, "arranged_by": "self", "setting": setting,
           "budget": budget.into(), "charged": 0, "paid": paid})
}

/// A week at home for which the adult paid just the budget.
pub fn at_home(starting: &str, budget: i64) -> Value {
    own(starting, "home", budget, budget)
}

/// A week that the council arranged, with a budget of £900.
pub fn by_council(starting: &str, setting: &str, charged: i64, paid: i64) -> Value {
    json!({"week_starting": starting, "arranged_by": "council", "setting": setting,
           "budget": 90_000, "charged": charged, "paid": paid})
}

/// A body of the API.
pub fn account(policy: Value, weeks: &[Value], indexations: &[(&str, &str)], as_at: &str) -> Value {
    let indexations: Vec<Value> = indexations
        .iter()
        .map(|(date, percent)| json!({"date": date, "percent": percent}))
        .collect();
    json!({"policy": policy, "weeks": weeks, "indexations": indexations, "as_at": as_at})
}

/// What the API answers.
pub fn answer(body: &Value) -> Value {
    let account = metering::read(body).unwrap_or_else(|problems| panic!("{problems:#?}"));
    metering::meter(&account).expect("within bounds").to_json()
}

/// The same, of an account with the policy of the example.
pub fn answered(weeks: &[Value]) -> Value {
    answer(&account(policy(), weeks, &[], "2026-06-01"))
}

/// What each week counted, the earliest first.
pub fn counted(answer: &Value) -> Vec<i64> {
    let entries = answer["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["counted"].as_i64().unwrap())
        .collect()
}

/// What of a week did not count, with the beginning of each reason.
pub fn left_out(answer: &Value, week: usize) -> Vec<(i64, &str)> {
    let parts = answer["entries"][week]["not_counted"].as_array().unwrap();
    parts
        .iter()
        .map(|part| {
            (
                part["amount"].as_i64().unwrap(),
                part["because"].as_str().unwrap(),
            )
        })
        .collect()
}

pub const DAILY_LIVING: &str =
    "Daily living costs, such as food and heating, do not count towards the cap.";
pub const ABOVE_BUDGET: &str =
    "This was paid on top of the budget. Only what the care would have cost the council counts.";
pub const ABOVE_CHARGE: &str =
    "This was paid on top of what the council charged. Only the charge counts.";
pub const NO_BUDGET: &str = "There was no personal budget for this week, so nothing in it counts.";
pub const BEFORE: &str = "This week began before the scheme did, so nothing in it counts.";
pub const REACHED: &str = "The cap was reached, so no more counts.";
