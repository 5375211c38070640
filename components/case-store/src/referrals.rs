//! The referrals that staff work. Every read and change is an audit event; a read that cannot be
//! written down does not happen.

mod advising;
mod assessing;
mod audit_of;
mod browse;
mod change;
mod clock;
mod counts;
mod deciding;
mod escalating;
mod exporting;
mod joining;
mod loading;
mod matches;
mod next;
mod page;
mod read;
mod resemblance;
mod search;
mod standing;
mod steps;
mod working;

pub(crate) use assessing::{has_assessment, steps_sql};
pub use counts::unclaimed_after_seconds;
pub use exporting::{ExportPage, ExportPeriod, ExportPurpose, Exported};
pub(crate) use standing::Standing;

use crate::Fault;

/// Why nothing was changed or shown, in the order in which it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Does not exist, or this actor may not know that it does.
    NotFound,
    /// May be seen, but this actor's roles do not allow the action.
    NotAllowed,
    /// A change needs an entity tag.
    TagMissing,
    /// The referral has changed. Carries the tag that stands.
    Stale(String),
    /// Somebody holds it already. Carries who.
    AlreadyClaimed(String),
    /// A safeguarding sign stands, and no section 42 decision yet.
    NeedsS42Decision,
    /// The referral's state does not allow it. Carries a sentence for staff.
    Conflict(String),
    /// Something that was handed in is not valid: field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl Refusal {
    pub(crate) fn invalid(field: &str, sentence: impl Into<String>) -> Self {
        Self::Invalid(vec![(field.to_owned(), sentence.into())])
    }
}

impl<E: Into<Fault>> From<E> for Refusal {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}
