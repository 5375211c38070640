//! What this component asks of the stores behind the WIT walls, and how they refuse.
//!
//! The shell answers it with the components that the manifest composes in; tests answer it from memory. Who may
//! see what is enforced behind the walls: pages only offer what they allow.

use figures::{By, Overdue, Pace, Period, Step, Tally, Told, Until};
use vocabulary::Instant;
pub use web::Fault;

use crate::equality::{Group, KeptPage};
use crate::exports::{Asked, ExportPage};

pub use staff_pages::{Session, Sessions};
pub use vocabulary::Actor;

/// Why nothing was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotAllowed,
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
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
pub trait Stores: Sessions<Fault = Fault> {
    /// The databases are migrated, have the right key, and answer one read.
    async fn ready(&self) -> Result<(), Fault>;
    /// A page of what was asked, once it is written down that it leaves.
    async fn export(
        &self,
        asked: &Asked,
        cursor: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<ExportPage, Refusal>;

    /// How many contacts were received, by one thing.
    async fn contacts(
        &self,
        period: Period,
        by: By,
        asked_by: &Actor,
    ) -> Result<Vec<Tally>, Refusal>;
    /// What is counted of what people told.
    async fn told(&self, period: Period, asked_by: &Actor) -> Result<Told, Refusal>;
    /// How long it took: of all contacts, then by priority.
    async fn pace(
        &self,
        period: Period,
        until: Until,
        asked_by: &Actor,
        now: Instant,
    ) -> Result<Vec<Pace>, Refusal>;
    /// What is open and past its respond-by, by queue.
    async fn overdue(&self, asked_by: &Actor, now: Instant) -> Result<Vec<Overdue>, Refusal>;
    /// How forms were filled in that were begun in the months of a period.
    async fn steps(&self, period: Period, asked_by: &Actor) -> Result<Vec<Step>, Refusal>;
    /// The text of a version of a form; none where it was never published.
    async fn form(&self, id: &str, version: u32) -> Result<Option<String>, Fault>;
    /// The numbers of answers about equality, of all months that have ended. That somebody asked is written down.
    async fn equality_groups(&self, by: &Actor, now: Instant) -> Result<Vec<Group>, Refusal>;
    /// What people asked us to keep with their records, some at a time.
    async fn equality_records(
        &self,
        cursor: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<KeptPage, Refusal>;
}
