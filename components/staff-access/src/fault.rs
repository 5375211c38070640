//! What can go wrong with the database of staff.

use database::SqlError;
use sealing::NoRandomness;
use std::fmt;

/// Why nothing was done. Whatever the case, nothing is half done. The texts are for the log and hold
/// no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The database cannot be used now, or stayed busy. Trying again later may work.
    Unavailable(String),
    /// The keys are not the ones that the database was written with. Carries the key id expected.
    WrongKey(String),
    /// A defect, or a setting that is not right.
    Internal(String),
}

impl From<SqlError> for Fault {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Busy | SqlError::Unavailable(_) => Self::Unavailable(error.to_string()),
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<NoRandomness> for Fault {
    fn from(reason: NoRandomness) -> Self {
        Self::Internal(reason.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(to, "failed to reach the staff: {why}"),
            Self::WrongKey(id) => {
                write!(to, "the staff were written with key {id}, which is not set")
            }
            Self::Internal(why) => write!(to, "failed with the staff: {why}"),
        }
    }
}

impl std::error::Error for Fault {}
