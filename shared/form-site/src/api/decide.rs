//! Asks the rules, and stores nothing. The rules are public policy, so nobody has to sign in.

use serde_json::Value;
use vocabulary::{Facts, Instant};
use web::{FieldProblem, Problem, Reply, Request};

use super::members;
use crate::stores::Stores;

const MEMBERS: [&str; 2] = ["facts", "received_at"];

pub async fn decide(stores: &impl Stores, request: &Request) -> Result<Reply, Problem> {
    let (facts, received_at) = read(&request.json()?)?;
    Ok(Reply::json(200, &stores.decide(&facts, received_at).await?))
}

/// Reads the body, or says everything that is wrong with it.
pub fn read(body: &Value) -> Result<(Facts, Instant), Problem> {
    let body = members(body)?;
    let mut problems = FieldProblem::of_unknown_members(body, &MEMBERS);
    let facts = match body.get("facts") {
        Some(facts) => Facts::from_json(facts).map_err(|found| {
            problems.extend(
                found
                    .into_iter()
                    .map(|found| FieldProblem::new(found.field, found.message)),
            );
        }),
        None => {
            problems.push(FieldProblem::new(
                "facts",
                "Is missing. Send an object of facts; it may be empty",
            ));
            Err(())
        }
    };
    let received_at = match body.get("received_at").map(Value::as_str) {
        Some(Some(text)) => Instant::parse(text).map_err(|error| {
            problems.push(FieldProblem::new("received_at", error.to_string()));
        }),
        Some(None) => {
            problems.push(FieldProblem::new(
                "received_at",
                "Must be a time as a text, like 2026-12-24T16:00:00Z",
            ));
            Err(())
        }
        None => {
            problems.push(FieldProblem::new(
                "received_at",
                "Is missing. Send a time, like 2026-12-24T16:00:00Z",
            ));
            Err(())
        }
    };
    match (facts, received_at) {
        (Ok(facts), Ok(received_at)) if problems.is_empty() => Ok((facts, received_at)),
        _ => Err(Problem::invalid(problems)),
    }
}
