//! Why nothing was shown or changed.

use crate::Fault;

/// In the order in which it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    NotAllowed,
    /// A change needs the tag that was read.
    TagMissing,
    /// Carries the tag that stands.
    Stale(String),
    /// Carries a sentence for staff.
    Conflict(String),
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl Refusal {
    pub(crate) fn conflict(sentence: &str) -> Self {
        Self::Conflict(sentence.to_owned())
    }

    pub(crate) fn invalid(wrong: Vec<(&str, &str)>) -> Self {
        let owned = |(field, sentence): (&str, &str)| (field.to_owned(), sentence.to_owned());
        Self::Invalid(wrong.into_iter().map(owned).collect())
    }
}

impl<E: Into<Fault>> From<E> for Refusal {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}
