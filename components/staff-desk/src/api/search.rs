//! Search by a person's particulars. The reason is written down with every reference that was shown.

use vocabulary::Instant;
use web::{Problem, Reply, Request};

use super::members::Members;
use super::{body, no_csrf, shapes};
use crate::referral::Criteria;
use crate::stores::{Refusal, Stores};
use crate::who::Caller;

const CRITERIA: [&str; 6] = [
    "given_name",
    "family_name",
    "date_of_birth",
    "phone",
    "email",
    "postcode",
];

pub async fn answer(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    if !caller.means_it(request) {
        return Err(no_csrf());
    }
    let body = body(request)?;
    let known: Vec<&str> = CRITERIA.into_iter().chain(["reason"]).collect();
    let mut members = Members::of(&body, &known);
    let [
        given_name,
        family_name,
        date_of_birth,
        phone,
        email,
        postcode,
    ] = CRITERIA.map(|name| members.optional_text(name));
    let reason = members.text("reason");
    let criteria = Criteria {
        given_name,
        family_name,
        date_of_birth,
        phone,
        email,
        postcode,
    };
    if members.problems() == 0 {
        look_for_somebody(&criteria, &mut members);
    }
    let (criteria, reason) = match members.finish((criteria, reason)) {
        Err(_) if !caller.sees_referrals() => return Err(Refusal::NotAllowed.into()),
        read => read.map_err(Problem::invalid)?,
    };
    let found = stores
        .search(&criteria, &reason, &caller.actor, now)
        .await?;
    Ok(Reply::json(200, &shapes::Items::of(&found, None)))
}

/// There must be something to look for, and a birth date alone would list strangers.
fn look_for_somebody(criteria: &Criteria, members: &mut Members<'_>) {
    let has_name = criteria.given_name.is_some() || criteria.family_name.is_some();
    let has_contact =
        criteria.phone.is_some() || criteria.email.is_some() || criteria.postcode.is_some();
    if let Some(date) = &criteria.date_of_birth {
        if date.parse::<vocabulary::Date>().is_err() {
            members.problem("date_of_birth", "Must be a whole date, such as 1941-03-09.");
        }
        if !has_name {
            members.problem("date_of_birth", "Counts only together with a name.");
        }
    } else if !has_name && !has_contact {
        members.problem(
            "",
            "Send a name, a phone number, an email address or a postcode.",
        );
    }
}
