//! What these pages ask of the store of staff behind its WIT wall, and how it refuses.
//!
//! The shell answers it with the component that the manifest composes in; tests answer it from memory. Who may do
//! what is enforced behind the wall; pages offer nothing else.

pub use identities::{Going, Identities, NotIdentified};
pub use staff_model::{Change, Changed, Event, Member, NewMember, Power, Token};
pub use staff_pages::{Session, Sessions};
pub use vocabulary::Actor;
use vocabulary::Instant;
pub use web::Fault;

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub cookie: String,
    /// Signed in with a one-time password: they must choose their own before anything else.
    pub must_change_password: bool,
}

/// Somebody whom the council's directory vouches for. It names a person, so nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub roles: Vec<String>,
}

/// Why somebody whom the directory knows was not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLetIn {
    /// The directory gives them no role here.
    NoRole,
    /// An administrator has suspended them.
    Suspended,
    Failed(Fault),
}

/// Why nobody was signed in, or a password was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInRefusal {
    Wrong,
    /// Carries when the next try is allowed.
    Locked(Instant),
    /// Staff sign in with the council's directory here, and with nothing else.
    PasswordsOff,
    Failed(Fault),
}

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
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl From<Fault> for SignInRefusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// The database of staff, and the council's directory where there is one.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Sessions<Fault = Fault> + Identities<Identity = Identity> {
    /// The database is migrated, has the right key, and answers one read.
    async fn ready(&self) -> Result<(), Fault>;
    async fn end_session(&self, cookie: &str) -> Result<(), Fault>;
    /// Whether staff sign in with typed passwords.
    async fn passwords(&self) -> Result<bool, Fault>;
    async fn sign_in(
        &self,
        username: &str,
        password: &str,
        now: Instant,
    ) -> Result<Begun, SignInRefusal>;
    /// A session for somebody whom the directory vouches for.
    async fn begin_for(&self, known: &Identity, now: Instant) -> Result<Begun, NotLetIn>;
    async fn change_password(
        &self,
        cookie: &str,
        old: &str,
        new: &str,
        now: Instant,
    ) -> Result<(), SignInRefusal>;

    /// Everybody, by user name.
    async fn everybody(&self, by: &Actor, now: Instant) -> Result<Vec<Member>, Refusal>;
    async fn one(&self, username: &str, by: &Actor, now: Instant) -> Result<Member, Refusal>;
    /// Up to 100 events after a sequence number, the oldest first.
    async fn history(&self, username: &str, after: u64, by: &Actor) -> Result<Vec<Event>, Refusal>;
    async fn create_staff(
        &self,
        new: &NewMember,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal>;
    async fn change_staff(
        &self,
        username: &str,
        tag: Option<&str>,
        change: &Change,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal>;

    /// Every token, by name, also those that were revoked.
    async fn tokens(&self, by: &Actor) -> Result<Vec<Token>, Refusal>;
    /// Answers the token.
    async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<String, Refusal>;
    async fn revoke_service_token(
        &self,
        name: &str,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Token, Refusal>;
}
