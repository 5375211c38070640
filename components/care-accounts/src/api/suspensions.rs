//! `POST /api/v1/care-accounts/suspensions`: a safeguarding sign for a person suspends every account of theirs.

use account_model::Person;
use serde_json::json;
use vocabulary::{Instant, Role};
use web::{Problem, Reply, Request};

use super::bodies::Body;
use super::{machine, permitted};
use crate::stores::Stores;

pub async fn answer(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let by = machine(stores, request, now).await?;
    let json = request.json()?;
    permitted(&by, &[Role::Worker])?;
    let known = ["given_name", "family_name", "date_of_birth", "because"];
    let mut body = Body::of(&json, &known);
    let person = Person {
        given_name: body.text("given_name"),
        family_name: body.text("family_name"),
        date_of_birth: body.day("date_of_birth"),
    };
    let because = body.reason("because");
    let (person, because) = body.finish((person, because))?;
    let suspended = stores.suspend_person(&person, &because, &by, now).await?;
    Ok(Reply::json(200, &json!({ "suspended": suspended })))
}
