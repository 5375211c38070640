//! `POST /api/v1/track`.

use serde::Serialize;
use serde_json::Value;
use vocabulary::Instant;
use web::{FieldProblem, Problem, Reply, Request};

use super::{look_up, what};
use crate::{Assessment, Fault, Store, Tracked};

const MEMBERS: [&str; 2] = ["reference", "tracking_code"];

/// What the call answers.
#[derive(Serialize)]
struct Answer {
    reference: String,
    status: &'static str,
    submitted_at: Instant,
    respond_by: Option<Instant>,
    timeline: Vec<Happened>,
    /// Null where there is none, and while the carer has declined it.
    assessment: Option<Stands>,
}

#[derive(Serialize)]
struct Stands {
    state: &'static str,
    at: Instant,
}

#[derive(Serialize)]
struct Happened {
    at: Instant,
    what: &'static str,
}

/// Answers the call. 404 comes before 422: whoever does not hold the pair learns nothing else.
pub async fn api(store: &impl Store, request: &Request) -> Reply {
    let body = match request.json() {
        Ok(body) => body,
        Err(problem) => return problem.into_reply(),
    };
    let member = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    match look_up(store, member("reference"), member("tracking_code")).await {
        Ok(Some(tracked)) => match unknown_members(&body) {
            problems if problems.is_empty() => Reply::json(200, &answer(tracked)),
            problems => Problem::invalid(problems).into_reply(),
        },
        Ok(None) => not_found().into_reply(),
        Err(Fault::Internal) => Problem::internal().into_reply(),
        Err(Fault::Unavailable | Fault::WrongKey(_)) => Problem::unavailable(30).into_reply(),
    }
}

fn not_found() -> Problem {
    Problem {
        detail: "There is nothing with this reference and tracking code. Check both.".to_owned(),
        ..Problem::not_found()
    }
}

fn unknown_members(body: &Value) -> Vec<FieldProblem> {
    let known = |name: &str| MEMBERS.contains(&name);
    body.as_object()
        .into_iter()
        .flat_map(|object| object.keys())
        .filter(|name| !known(name))
        .map(|name| FieldProblem::new(name, "Unknown. Send reference and tracking_code only."))
        .collect()
}

fn answer(tracked: Tracked) -> Answer {
    Answer {
        reference: tracked.reference,
        status: tracked.status.id(),
        submitted_at: tracked.submitted_at,
        respond_by: tracked.respond_by,
        timeline: tracked
            .timeline
            .into_iter()
            .map(|step| Happened {
                at: step.at,
                what: what(step.status),
            })
            .collect(),
        assessment: tracked.assessment.and_then(stands),
    }
}

/// Where an assessment stands. One that the carer has declined is not under way: nothing of it is told until
/// they want it after all.
fn stands(assessment: Assessment) -> Option<Stands> {
    let (state, at) = assessment.states.last().copied()?;
    assessment.declined_at.is_none().then_some(Stands {
        state: state.id(),
        at,
    })
}
