//! Forms and rules as they are published.

use super::FormVersion;
use vocabulary::RulesetId;

/// A version of a form as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub form: FormVersion,
    pub text: String,
}

/// Why a version was not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPublished {
    /// This version was published with another text.
    PublishedDifferently(FormVersion),
    Failed(crate::Fault),
}

impl<E: Into<crate::Fault>> From<E> for NotPublished {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

/// A rule set as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub id: RulesetId,
    pub rules: String,
    pub places: String,
    pub calendar: String,
}
