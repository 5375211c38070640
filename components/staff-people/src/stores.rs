//! What these pages ask of the store of staff behind its WIT wall, and how it refuses.
//!
//! The shell answers it with the component that the manifest composes in; tests answer it from memory.

pub use staff_pages::{Session, Sessions};
pub use vocabulary::Actor;
use vocabulary::Instant;

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub cookie: String,
    /// Signed in with a one-time password: they must choose their own before anything else.
    pub must_change_password: bool,
}

/// A member of staff who is to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    pub username: String,
    pub display_name: String,
    pub roles: Vec<String>,
}

/// Why a database did nothing. What a log may say of it, the shell has said already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Trying again later may work.
    Unavailable,
    /// Carries the id of the key that the database was written with.
    WrongKey(String),
    Internal,
}

/// Why nobody was signed in, or a password was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInRefusal {
    Wrong,
    /// Carries when the next try is allowed.
    Locked(Instant),
    Failed(Fault),
}

/// Why a person or a token was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleRefusal {
    Taken,
    BadName,
    /// Carries the role.
    UnknownRole(String),
    Failed(Fault),
}

/// The database of staff.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Sessions<Fault = Fault> {
    /// The database is migrated, has the right key, and answers one read.
    async fn ready(&self) -> Result<(), Fault>;
    async fn end_session(&self, cookie: &str) -> Result<(), Fault>;
    async fn sign_in(
        &self,
        username: &str,
        password: &str,
        now: Instant,
    ) -> Result<Begun, SignInRefusal>;
    async fn change_password(
        &self,
        cookie: &str,
        old: &str,
        new: &str,
        now: Instant,
    ) -> Result<(), SignInRefusal>;

    /// Answers the one-time password.
    async fn create_staff(
        &self,
        new: &NewStaff,
        by: &Actor,
        now: Instant,
    ) -> Result<String, PeopleRefusal>;
    /// Answers the token.
    async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<String, PeopleRefusal>;
}
