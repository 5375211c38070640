//! What the front door asks of the case store. The shell answers it through the WIT wall, tests from memory.

use assessments::State;
use vocabulary::{Instant, Status};
pub use web::Fault;

/// A status, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub at: Instant,
    pub status: Status,
}

/// How far a carer's own assessment has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Each state that it came to, and since when; the last one stands.
    pub states: Vec<(State, Instant)>,
    /// The carer has declined it then, and has not taken that back.
    pub declined_at: Option<Instant>,
}

/// What somebody who holds the reference and the code may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    pub reference: String,
    pub status: Status,
    pub submitted_at: Instant,
    pub respond_by: Option<Instant>,
    pub timeline: Vec<Step>,
    /// Only of a carer's own assessment.
    pub assessment: Option<Assessment>,
}

/// The case store, as far as the front door may use it.
#[allow(
    async_fn_in_trait,
    reason = "a component has one thread, so the future need not be Send"
)]
pub trait Store {
    /// What may be said of a contact; none for anything that is not the right pair.
    async fn track(&self, reference: &str, code: &str) -> Result<Option<Tracked>, Fault>;

    /// Migrated, keys right, one read.
    async fn ready(&self) -> Result<(), Fault>;
}
