//! What the API says when the store refuses.

use web::Problem;

use crate::stores::Refusal;

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
            Refusal::Invalid(fields) => {
                Problem::invalid(fields.into_iter().map(Into::into).collect())
            }
            Refusal::Failed(fault) => fault.into(),
        }
    }
}
