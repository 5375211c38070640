//! What care accounts ask of the stores behind the WIT walls, and how they refuse.
//!
//! The shell answers it with the components that the manifest composes in; tests answer it from memory. Who may
//! see or do what is enforced behind the walls: pages only offer what they allow.

mod who;

pub use who::{AccessRefusal, Actor, Begun, Fault, Refusal, Settings, StaffSession, Visit};

use account_model::{
    Account, AuditEvent, Change, Criteria, Found, Held, Numbered, Person, Seen, Source, Statement,
    Taken,
};
use vocabulary::Instant;

use crate::identities::{Identities, Identity};

/// What is to be issued as a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub from: String,
    pub to: String,
    /// See [`crate::statement`].
    pub content: String,
    /// When the one after it is due.
    pub next: String,
    /// The revision of the account that it was made from.
    pub revision: u64,
}

/// What one slice of background work did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    pub messages_sent: u32,
    pub codes_expired: u32,
    pub sessions_expired: u32,
    pub checkpoints: u32,
}

/// The databases of accounts and of staff, as far as this component may use them. `wit/accounts-store` says what
/// each does.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Identities<Identity = Identity> {
    async fn settings(&self) -> Result<Settings, Fault>;
    /// The databases are migrated, have the right key, and answer one read.
    async fn ready(&self) -> Result<(), Fault>;
    async fn work(&self, now: Instant) -> Result<Worked, Fault>;

    /// Who holds this service token.
    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault>;
    /// Which member of staff holds this cookie.
    async fn staff_session(
        &self,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<StaffSession>, Fault>;

    /// How many lines of the file of this digest have been dealt with.
    async fn progress(&self, digest: &[u8]) -> Result<u64, Fault>;
    /// Takes up to 500 lines in their order. A dry run answers the same and keeps nothing.
    async fn take(
        &self,
        lines: Vec<Numbered>,
        source: Option<Source>,
        dry_run: bool,
        by: &Actor,
        now: Instant,
    ) -> Result<Taken, Fault>;

    /// Sends a code if there is whom to send it to, and says nothing of that.
    async fn ask(
        &self,
        account_reference: &str,
        date_of_birth: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<(), AccessRefusal>;
    async fn enter(
        &self,
        account_reference: &str,
        code: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<Option<Begun>, AccessRefusal>;
    /// For somebody whom a provider of identities vouches for, and who has linked the account.
    async fn enter_linked(
        &self,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<Option<Begun>, Fault>;
    /// False where the session has ended, or is a delegate's.
    async fn link(
        &self,
        token: &str,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<bool, Fault>;
    async fn current(&self, token: &str, now: Instant) -> Result<Option<Visit>, Fault>;
    async fn leave(&self, token: &str, now: Instant) -> Result<(), Fault>;
    async fn leave_everywhere(&self, token: &str, now: Instant) -> Result<(), Fault>;

    /// None when the session has ended.
    async fn look(&self, token: &str, now: Instant) -> Result<Option<Seen>, Fault>;
    /// None when the session has ended, or the account has no such statement.
    async fn statement(
        &self,
        token: &str,
        id: &str,
        now: Instant,
    ) -> Result<Option<Statement>, Fault>;

    /// The accounts whose next statement is due on this day or before, at most 100.
    async fn due(&self, on: &str, limit: u32) -> Result<Vec<String>, Fault>;
    async fn prepare(&self, id: &str, now: Instant) -> Result<Option<Account>, Fault>;
    /// False when nothing was kept: the account has changed, or the period has its statement.
    async fn issue(&self, id: &str, drafted: Drafted, now: Instant) -> Result<bool, Fault>;

    async fn find(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal>;
    /// Accounts with a delegate who waits for approval.
    async fn waiting(&self, by: &Actor, now: Instant) -> Result<Vec<Found>, Refusal>;
    async fn past_retention(
        &self,
        changed_before: Instant,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Found>, Refusal>;
    /// A reason stands for an hour for whoever gave it; without one, that is used.
    async fn read(
        &self,
        id: &str,
        reason: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Held, Refusal>;
    /// Answers the account as it stands then; none after it was removed.
    async fn change(
        &self,
        id: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Held>, Refusal>;
    /// A safeguarding sign: suspends every account of this person. Answers how many.
    async fn suspend_person(
        &self,
        person: &Person,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<u32, Refusal>;
    /// Up to 100 events after a sequence number.
    async fn audit(
        &self,
        id: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal>;
}
