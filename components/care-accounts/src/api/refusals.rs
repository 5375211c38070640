//! What the API says when a store refuses.

use web::Problem;

use crate::stores::{AccessRefusal, Refusal};

impl From<AccessRefusal> for Problem {
    fn from(refusal: AccessRefusal) -> Self {
        match refusal {
            AccessRefusal::TooMany(wait) => Problem::too_many(wait),
            AccessRefusal::Failed(fault) => fault.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::NotAllowed => Problem::forbidden(
                "Your roles do not allow this. Ask somebody with the role, or a manager.",
            ),
            Refusal::ReasonMissing => {
                Problem::conflict("Nobody has given a reason for looking at this account.")
            }
            Refusal::TagMissing => Problem::precondition_required(),
            Refusal::Stale(_) => Problem::precondition_failed(),
            Refusal::Conflict(sentence) => Problem::conflict(sentence),
            Refusal::Invalid(fields) => {
                Problem::invalid(fields.into_iter().map(Into::into).collect())
            }
            Refusal::Failed(fault) => fault.into(),
        }
    }
}
