//! The API of the forms and of routing.

mod decide;
mod definitions;
mod submit;

use serde_json::{Map, Value, json};
use vocabulary::Instant;
use web::{Params, Problem, Reply, Request};

use crate::stores::{Receipt, Stores};

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Forms,
    Form,
    Schema,
    Submit,
    Decide,
}

/// Answers a call, or says why not.
pub async fn answer(
    stores: &impl Stores,
    call: Call,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    match call {
        Call::Forms => definitions::list(stores).await,
        Call::Form => definitions::definition(stores, stores.site().named(params)).await,
        Call::Schema => definitions::schema(stores, stores.site().named(params)).await,
        Call::Submit => submit::submit(stores, request, stores.site().named(params), now).await,
        Call::Decide => decide::decide(stores, request).await,
    }
}

/// The contract's answer to a submission.
pub fn created(receipt: &Receipt, not_asked: &[String]) -> Value {
    let mut answer = json!({
        "reference": receipt.reference,
        "tracking_code": receipt.tracking_code,
        "submitted_at": receipt.submitted_at,
        "form": {"id": receipt.form.id, "version": receipt.form.version},
        "decision": receipt.decision,
        "next_steps": receipt.next_steps,
    });
    if let (Value::Object(members), false) = (&mut answer, not_asked.is_empty()) {
        members.insert("not_asked".to_owned(), json!(not_asked));
    }
    answer
}

/// The members of a body that must be an object.
fn members(body: &Value) -> Result<&Map<String, Value>, Problem> {
    body.as_object().ok_or_else(|| {
        Problem::invalid(vec![web::FieldProblem::new(
            "body",
            "Must be a JSON object",
        )])
    })
}
