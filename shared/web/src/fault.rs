//! Why a database did nothing, and what is said of it to machines.

use serde_json::json;

use crate::{Problem, Reply};

/// Seconds until a busy database is worth another try.
pub const RETRY_AFTER: u32 = 5;

/// The settings that hold the keys of a database in which things are sealed.
pub const KEYS: &str = "variables sealing_key and index_key to the keys";

/// Why a database did nothing. What a log may say of it, the shell has said already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Trying again later may work.
    Unavailable,
    /// Carries the id of the key that the database was written with.
    WrongKey(String),
    Internal,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unavailable | Fault::WrongKey(_) => Self::unavailable(RETRY_AFTER),
            Fault::Internal => Self::internal(),
        }
    }
}

/// What a readiness check says. A wrong key is named by its id, which is no secret. `keys` says what to set to
/// the keys of that id, as [`KEYS`] does.
pub fn ready(state: Result<(), Fault>, keys: &str) -> Reply {
    let mut problem = Problem::unavailable(RETRY_AFTER);
    match state {
        Ok(()) => return Reply::json(200, &json!({"ready": true})),
        Err(Fault::WrongKey(expected)) => {
            problem.detail = format!(
                "The database was written with the key {expected}. Set the {keys} of that id, then start again."
            );
        }
        Err(Fault::Unavailable | Fault::Internal) => {}
    }
    problem.into_reply()
}

/// Maps the fault of a store's wall to a [`Fault`], and says in the log what must not be told to anybody.
/// `$failed` says who failed to use what: "staff-desk: failed to use the store of files".
#[macro_export]
macro_rules! mirror_fault {
    ($fault:expr, $wall:ident, $failed:literal) => {
        match $fault {
            $wall::Fault::Unavailable => $crate::Fault::Unavailable,
            $wall::Fault::WrongKey(expected) => $crate::Fault::WrongKey(expected),
            $wall::Fault::Internal(text) => {
                ::std::eprintln!(::core::concat!($failed, ": {}"), text);
                $crate::Fault::Internal
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_is_not_worth_another_try_and_a_busy_database_is() {
        let status = |fault: Fault| Problem::from(fault).into_reply();
        assert_eq!(status(Fault::Internal).status, 500);
        assert_eq!(status(Fault::Internal).header("retry-after"), None);
        for fault in [Fault::Unavailable, Fault::WrongKey("k-1f3a".into())] {
            let reply = status(fault);
            assert_eq!(reply.status, 503);
            assert_eq!(reply.header("retry-after"), Some("5"));
            let said = String::from_utf8(reply.body.to_vec()).unwrap();
            assert!(!said.contains("k-1f3a"), "{said}");
        }
    }

    #[test]
    fn readiness_names_the_key_that_is_wanted() {
        assert_eq!(ready(Ok(()), KEYS).status, 200);
        assert_eq!(ready(Err(Fault::Internal), KEYS).status, 503);
        let reply = ready(Err(Fault::WrongKey("k-1f3a".into())), KEYS);
        assert_eq!(reply.status, 503);
        let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(
            body["detail"],
            "The database was written with the key k-1f3a. Set the variables sealing_key and index_key to the \
             keys of that id, then start again."
        );
    }
}
