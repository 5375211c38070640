//! What can go wrong with a store, the same for all of them, as a macro because each store has a type of
//! its own to give its conversions to.

/// Defines `pub enum Fault` in a store that has the crate `sealing`. The words are what the store keeps,
/// such as `"the cases"`.
#[macro_export]
macro_rules! fault {
    ($kept:literal) => {
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

        impl From<$crate::SqlError> for Fault {
            fn from(error: $crate::SqlError) -> Self {
                use $crate::SqlError;
                match error {
                    SqlError::Busy | SqlError::Unavailable(_) | SqlError::Full => {
                        Self::Unavailable(error.to_string())
                    }
                    _ => Self::Internal(error.to_string()),
                }
            }
        }

        impl From<::sealing::NotOpened> for Fault {
            fn from(reason: ::sealing::NotOpened) -> Self {
                match reason {
                    ::sealing::NotOpened::UnknownKey(id) => Self::WrongKey(id.to_string()),
                    ::sealing::NotOpened::Tampered => {
                        Self::Internal(format!("failed to open a record: {reason}"))
                    }
                }
            }
        }

        impl From<::sealing::RecordProblem> for Fault {
            fn from(problem: ::sealing::RecordProblem) -> Self {
                match problem {
                    ::sealing::RecordProblem::NotOpened(reason) => reason.into(),
                    problem => Self::Internal(problem.to_string()),
                }
            }
        }

        impl From<::sealing::NotAKey> for Fault {
            fn from(reason: ::sealing::NotAKey) -> Self {
                Self::Internal(reason.to_string())
            }
        }

        impl From<::sealing::NoRandomness> for Fault {
            fn from(reason: ::sealing::NoRandomness) -> Self {
                Self::Internal(reason.to_string())
            }
        }

        impl ::std::fmt::Display for Fault {
            fn fmt(&self, to: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Self::Unavailable(why) => write!(to, "failed to reach {}: {why}", $kept),
                    Self::WrongKey(id) => {
                        write!(to, "{} were written with key {id}, which is not set", $kept)
                    }
                    Self::Internal(why) => write!(to, "failed with {}: {why}", $kept),
                }
            }
        }

        impl ::std::error::Error for Fault {}
    };
}
