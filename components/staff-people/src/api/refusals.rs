//! What the API says when the store refuses.

use web::{FieldProblem, Problem};

use crate::stores::{Fault, PeopleRefusal};

/// Seconds until a busy database is worth another try.
pub const RETRY_AFTER: u32 = 5;

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unavailable | Fault::WrongKey(_) => Problem::unavailable(RETRY_AFTER),
            Fault::Internal => Problem::internal(),
        }
    }
}

/// What the API says of a person or token that was not made.
pub fn people(refusal: PeopleRefusal, name_field: &str) -> Problem {
    match refusal {
        PeopleRefusal::Taken => {
            Problem::conflict("There is somebody or something of this name. Choose another.")
        }
        PeopleRefusal::BadName => Problem::invalid(vec![FieldProblem::new(
            name_field,
            "Must be 2 to 64 of a-z, 0-9, \".\" and \"-\".",
        )]),
        PeopleRefusal::UnknownRole(role) => Problem::invalid(vec![FieldProblem::new(
            "roles",
            format!("There is no role {role}."),
        )]),
        PeopleRefusal::Failed(fault) => fault.into(),
    }
}
