//! What staff may do with accounts. Who may do what stands in one table (`account_model::Power`); each look at an
//! account has a reason, and each change says why.

mod audit_of;
mod changing;
mod effects;
mod looking;
mod reasons;
mod removing;
mod suspending;

pub(crate) use reasons::STANDS_SECONDS as REASON_STANDS_SECONDS;

use crate::Fault;
use crate::importing::is_line;
use database::SqlError;

/// The longest reason that somebody may give, in characters.
const LONGEST_REASON: usize = 2_000;
/// The most accounts in a list.
const MOST_FOUND: i64 = 50;

/// Why nothing was shown or done, in the order in which it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    NotAllowed,
    /// No reason for looking stands.
    ReasonMissing,
    TagMissing,
    /// Somebody changed the account meanwhile. Carries the tag that stands.
    Stale(String),
    /// Carries a sentence for staff.
    Conflict(String),
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl Refusal {
    fn conflict(sentence: &str) -> Self {
        Self::Conflict(sentence.to_owned())
    }

    fn invalid(field: &str, sentence: &str) -> Self {
        Self::Invalid(vec![(field.to_owned(), sentence.to_owned())])
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<SqlError> for Refusal {
    fn from(error: SqlError) -> Self {
        Self::Failed(error.into())
    }
}

/// Why something is done, as it is kept.
fn reason(written: &str, field: &str) -> Result<String, Refusal> {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    match is_line(&written, LONGEST_REASON) {
        true => Ok(written),
        false => Err(Refusal::invalid(
            field,
            "Say why, in up to 2,000 characters.",
        )),
    }
}
