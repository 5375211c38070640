//! What this component asks of the libraries behind the WIT walls, and how they refuse.
//!
//! The shell answers it with the components that the manifest composes in; tests answer it from memory. Who may
//! see or do what is enforced behind the walls: pages only offer what they allow.

pub use staff_pages::{Session, Sessions};
pub use vocabulary::Actor;
use vocabulary::{Instant, RulesetId};
pub use web::Fault;

use crate::versions::{
    Change, Decided, DecidedPage, Examined, Problem, Redecided, Shown, Texts, Version,
};

/// Why nothing was shown or changed, in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    NotAllowed,
    TagMissing,
    /// Carries the tag that stands.
    Stale(String),
    /// Carries a sentence for staff.
    Conflict(String),
    Failed(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// The databases of cases and of staff, as far as this component may use them.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Sessions<Fault = Fault> + Routing {
    /// The databases are migrated, have the right key, and answer one read.
    async fn ready(&self) -> Result<(), Fault>;
    /// Every version, the newest first.
    async fn versions(&self, by: &Actor, now: Instant) -> Result<Vec<Version>, Refusal>;
    async fn version(&self, id: &RulesetId, by: &Actor, now: Instant) -> Result<Shown, Refusal>;
    async fn propose(
        &self,
        id: &RulesetId,
        texts: &Texts,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal>;
    async fn change(
        &self,
        id: &RulesetId,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal>;
    /// Contacts that are kept, 1 to 500 at a time, the newest first. It is written down that they were read.
    async fn decided(
        &self,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<DecidedPage, Refusal>;
}

/// What reads and tries rules.
pub trait Routing {
    type Rules: Decides;

    /// Reads a rule set, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem.
    fn read(&self, texts: &Texts) -> Result<Self::Rules, Vec<Problem>>;
    /// Reads a rule set and tries it with made-up contacts.
    fn examine(&self, texts: &Texts) -> Examined;
    /// What changes, a sentence each.
    ///
    /// # Errors
    /// Every problem of the later one.
    fn compare(&self, before: &Texts, after: &Texts) -> Result<Vec<String>, Vec<Problem>>;
}

/// A rule set that is ready to decide.
pub trait Decides {
    /// Decides a contact that is kept again.
    fn decide(&self, contact: &Decided) -> Redecided;
}
