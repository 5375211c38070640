//! What the API says when the store refuses.

use web::{FieldProblem, Problem};

use crate::stores::{Fault, Refusal};

/// Seconds until a busy database is worth another try.
pub const RETRY_AFTER: u32 = 5;

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unavailable | Fault::WrongKey(_) => Problem::unavailable(RETRY_AFTER),
            Fault::Internal => Problem::internal(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::NotAllowed => Problem::forbidden(
                "Only the role administrator may do this; the role auditor may look.",
            ),
            Refusal::TagMissing => Problem::precondition_required(),
            Refusal::Stale(_) => Problem::precondition_failed(),
            Refusal::Conflict(sentence) => Problem::conflict(sentence),
            Refusal::Invalid(fields) => Problem::invalid(
                fields
                    .into_iter()
                    .map(|(field, message)| FieldProblem::new(field, message))
                    .collect(),
            ),
            Refusal::Failed(fault) => fault.into(),
        }
    }
}
