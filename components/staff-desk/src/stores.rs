//! What the desk asks of the stores behind the WIT walls, and how they refuse.
//!
//! The shell answers it with the components that the manifest composes in; tests answer it from
//! memory. Nothing here is allowed or refused by role except the work slice: for referrals the store
//! enforces roles, and the pages only offer what they allow.

use std::rc::Rc;

use casework::ShownFor;
use staff_model::SavedView;
pub use staff_pages::{Session, Sessions};
pub use vocabulary::Actor;
use vocabulary::{Instant, Priority};
pub use web::Fault;
use working_calendar::{Calendar, RespondBy};

use crate::files::{FileRefusal, KeptFile};
use crate::form_versions::{Shown, Version, VersionChange};
use crate::possible_match::PossibleMatch;
use crate::referral::{
    Action, AuditEvent, Change, Criteria, Entry, Filter, FormVersion, Listing, QueueCount, Referral,
};

/// A member of staff, as colleagues may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub username: String,
    pub display_name: String,
    pub roles: Vec<String>,
}

/// What the operator has set, as far as the desk may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Cookies are `Secure` when it is https.
    pub public_url: String,
}

/// What one slice of background work did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Worked {
    pub notices_sent: u32,
    pub drafts_expired: u32,
    pub receipts_expired: u32,
    /// Referrals of which somebody who leads was to hear that they are late, or soon will be.
    pub escalated: u32,
    pub checkpoints: u32,
    pub files_scanned: u32,
    pub files_infected: u32,
    pub files_expired: u32,
}

/// Why a referral was not shown or changed, in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    NotAllowed,
    TagMissing,
    /// Carries the tag that stands.
    Stale(String),
    /// Carries who holds it.
    AlreadyClaimed(String),
    NeedsS42Decision,
    /// Carries a sentence for staff.
    Conflict(String),
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// What tells a worker how much time is left.
#[derive(Debug, Clone)]
pub struct WorkingTime {
    pub calendar: Rc<Calendar>,
    /// The time that each priority gives; none before rules were published.
    pub given: Option<RespondBy>,
}

/// The databases of cases, of staff and of files, as far as the desk may use them.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Sessions<Fault = Fault> {
    async fn settings(&self) -> Result<Settings, Fault>;
    /// The working time of the current rules. Without it, times are told by the clock alone.
    async fn working_time(&self) -> Option<WorkingTime>;
    /// The databases are migrated, have the right key, and answer one read.
    async fn ready(&self) -> Result<(), Fault>;
    async fn work(&self, now: Instant) -> Result<Worked, Fault>;

    /// What is known of each file; those that are no longer there are left out. At most 100.
    async fn files(&self, ids: &[String]) -> Result<Vec<KeptFile>, Fault>;
    /// One piece of a file, counted from 0; empty after the last. `unchecked`: the worker was warned.
    async fn piece(&self, id: &str, part: u32, unchecked: bool) -> Result<Vec<u8>, FileRefusal>;

    async fn colleagues(&self) -> Result<Vec<Colleague>, Fault>;
    /// The actor's own views of the list, by name.
    async fn saved_views(&self, by: &Actor) -> Result<Vec<SavedView>, Fault>;
    /// Keeps a view, in place of an older one of that name.
    async fn save_view(&self, view: &SavedView, by: &Actor, now: Instant) -> Result<(), Refusal>;
    async fn remove_view(&self, name: &str, by: &Actor) -> Result<(), Fault>;

    async fn browse(
        &self,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<Listing, Refusal>;
    /// Shows a referral on a page or to a machine.
    async fn read(&self, reference: &str, by: &Actor, now: Instant) -> Result<Referral, Refusal> {
        self.read_for(reference, ShownFor::Screen, by, now).await
    }
    /// The same; its audit says what for.
    async fn read_for(
        &self,
        reference: &str,
        shown_for: ShownFor,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal>;
    async fn change(
        &self,
        reference: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal>;
    /// Claims what comes first of what nobody holds: of these queues, or of all that the actor's roles work where
    /// none is named. None where nothing is left.
    async fn next(
        &self,
        queues: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Referral>, Refusal>;
    /// Everything that `change` looks at before the change's own content. `wanted` is the priority that is
    /// asked for, where that much is known.
    async fn may_change(
        &self,
        reference: &str,
        action: Action,
        wanted: Option<Priority>,
        tag: Option<&str>,
        by: &Actor,
    ) -> Result<(), Refusal>;
    async fn queues(&self, by: &Actor, now: Instant) -> Result<Vec<QueueCount>, Refusal>;
    async fn unclaimed_emergencies(&self, by: &Actor, now: Instant) -> Result<Vec<Entry>, Refusal>;
    async fn change_counter(&self) -> Result<u64, Fault>;
    async fn search(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Entry>, Refusal>;
    /// Contacts that may be about the people whom this one's carer looks after, and the other way round.
    async fn possible_matches(
        &self,
        reference: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<PossibleMatch>, Refusal>;
    async fn audit(
        &self,
        reference: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal>;

    /// Every version of every form, by form, the newest first.
    async fn form_versions(&self, by: &Actor) -> Result<Vec<Version>, Refusal>;
    async fn form_version(&self, form: &FormVersion, by: &Actor) -> Result<Shown, Refusal>;
    async fn propose_form(
        &self,
        form: &FormVersion,
        text: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal>;
    async fn change_form_version(
        &self,
        form: &FormVersion,
        tag: Option<&str>,
        change: &VersionChange,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal>;
}
