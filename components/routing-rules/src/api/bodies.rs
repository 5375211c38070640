//! What these calls are sent.

use serde_json::Value;
pub use staff_pages::numbered::TEXT_LIMIT;
use vocabulary::Instant;
use web::{FieldProblem, Members};

use crate::draft::Sent;
use crate::simulation::PAGE as MOST;
use crate::versions::{Change, Problem};

/// The members that are texts. What is left out is as it is in use.
pub const TEXTS: [&str; 3] = ["rules", "places", "calendar"];
/// The members that say which contacts.
pub const PAGE: [&str; 2] = ["cursor", "limit"];

/// The texts, at least one of them.
pub fn texts(members: &mut Members<'_>) -> Sent {
    let before = members.problems();
    let [rules, places, calendar] = TEXTS.map(|name| {
        let given = members.any(name).is_some_and(|value| !value.is_null());
        given.then(|| members.whole_text(name, TEXT_LIMIT))
    });
    if rules.is_none() && places.is_none() && calendar.is_none() && members.problems() == before {
        members.problem(
            "rules",
            "Is missing. Send at least one of rules, places and calendar.",
        );
    }
    Sent {
        rules,
        places,
        calendar,
    }
}

/// Where to go on, and how many contacts.
pub fn page(members: &mut Members<'_>) -> (Option<String>, u32) {
    let cursor = members.optional_text("cursor");
    let limit = match members.any("limit").filter(|value| !value.is_null()) {
        None => MOST,
        Some(value) => match value.as_u64().and_then(|limit| u32::try_from(limit).ok()) {
            Some(limit) if (1..=MOST).contains(&limit) => limit,
            _ => {
                members.problem("limit", format!("Must be a whole number from 1 to {MOST}."));
                MOST
            }
        },
    };
    (cursor, limit)
}

pub fn approval(body: &Value) -> Result<Change, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["reason", "takes_effect"]);
    let because = members.optional_text("reason");
    let takes_effect = members.optional_text("takes_effect").and_then(|text| {
        let instant = Instant::parse(&text);
        if instant.is_err() {
            members.problem(
                "takes_effect",
                "Must be a time in UTC, such as 2028-04-01T00:00:00Z.",
            );
        }
        instant.ok()
    });
    members.finish(Change::Approve {
        takes_effect,
        because,
    })
}

pub fn withdrawal(body: &Value) -> Result<Change, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["reason"]);
    let reason = members.text("reason");
    members.finish(Change::Withdraw(reason))
}

/// Every problem of texts, by the member that each is in.
pub fn fields(problems: &[Problem]) -> Vec<FieldProblem> {
    problems
        .iter()
        .map(|problem| FieldProblem::new(problem.text.as_str(), problem.in_words()))
        .collect()
}
