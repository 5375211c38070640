//! Members of staff and tokens as they are kept and shown, and who may do what about them.
//!
//! The words of `wit/staff-access` in Rust, for the store behind that wall and for those who ask through it. Nothing
//! is kept or decided here but the table of [`Power`].

mod mirror;
mod power;

#[doc(hidden)]
pub use mirror::words;
pub use power::Power;
use vocabulary::Instant;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub username: String,
    pub display_name: String,
    /// In the contract's order.
    pub roles: Vec<String>,
    /// They sign in with the council's directory, which gives them their roles.
    pub from_directory: bool,
    /// They have a one-time password and have not chosen their own yet.
    pub has_one_time_password: bool,
    /// They cannot sign in until somebody allows it again.
    pub suspended: bool,
    /// How many sessions they have open.
    pub sessions: u32,
    /// A user name, `token:` and a token's name, `directory` or `demonstration`.
    pub created_by: String,
    pub created_at: Instant,
    /// Changes with every change.
    pub tag: String,
}

/// A member of staff who is to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// 2 to 64 of a-z, 0-9, `.`, `-`.
    pub username: String,
    /// Empty: the user name is shown.
    pub display_name: String,
    pub roles: Vec<String>,
}

/// A member of staff after a change, and the password that goes with it, which is shown only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub member: Member,
    pub one_time_password: Option<String>,
}

/// What an administrator does about a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Roles(Vec<String>),
    DisplayName(String),
    /// Ends every session; they cannot sign in.
    Suspend,
    /// They may sign in again, with a one-time password where there are passwords.
    Allow,
    /// A one-time password in place of theirs. Ends every session.
    NewPassword,
    EndSessions,
}

/// A token of a machine, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub name: String,
    pub roles: Vec<String>,
    pub created_by: String,
    pub created_at: Instant,
    pub revoked_at: Option<Instant>,
}

/// Something that was done about a member of staff or a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub sequence: u64,
    pub at: Instant,
    pub who: String,
    /// A kebab-case verb, such as `roles` or `suspended`.
    pub what: String,
    pub because: Option<String>,
    /// The roles after it, separated by spaces; behind `suspended:` where they are suspended.
    pub standing: String,
}

/// A view of a list that somebody keeps for themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// 1 to 60 characters.
    pub name: String,
    /// The query of its address, at most 500 characters.
    pub query: String,
}
