//! What the API says when a store refuses.

use web::Problem;

use crate::stores::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::NotAllowed => Problem::forbidden(
                "Your roles do not allow this. Ask somebody with the role, or a manager.",
            ),
            Refusal::TagMissing => Problem::precondition_required(),
            Refusal::Stale(_) => Problem::precondition_failed(),
            Refusal::AlreadyClaimed(who) => Problem::conflict(format!(
                "{who} has claimed this referral. Speak to them, or ask a senior to assign it."
            )),
            Refusal::NeedsS42Decision => Problem::conflict(NEEDS_S42),
            Refusal::Conflict(sentence) => Problem::conflict(sentence),
            Refusal::Invalid(fields) => {
                Problem::invalid(fields.into_iter().map(Into::into).collect())
            }
            Refusal::Failed(fault) => fault.into(),
        }
    }
}

/// What a worker must know before a safeguarding sign is put aside.
pub const NEEDS_S42: &str = "There is a safeguarding sign. Somebody with the role safeguarding must \
     record a section 42 decision before this can be done.";
