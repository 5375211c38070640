//! Who acts, what the operator has set, and why nothing was done.

pub use staff_pages::Session as StaffSession;
pub use vocabulary::Actor;
use vocabulary::Instant;
pub use web::Fault;

/// A session of a resident that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub token: String,
    /// When it ends unless something happens in it before.
    pub expires_at: Instant,
}

/// Somebody who is looking at an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The token that every form post of this session must carry.
    pub csrf: String,
    pub expires_at: Instant,
}

/// What the operator has set, as far as pages may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Cookies are `Secure` when it is https.
    pub public_url: String,
    /// The header that carries the client's address behind a trusted proxy.
    pub trusted_proxy: Option<String>,
    pub is_development: bool,
    /// Without a sender no page may say that a message was or will be sent.
    pub has_sender: bool,
    /// The id of the authority whose names and numbers people are shown.
    pub authority: String,
    /// Figures of a scheme that is not in force are shown, and every page says that they are a demonstration.
    pub demonstration: bool,
}

/// Why nobody was let in. It says nothing of any account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessRefusal {
    /// Carries the seconds to wait.
    TooMany(u32),
    Failed(Fault),
}

/// Why staff were not shown an account or did not change it, in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    NotAllowed,
    /// No reason for looking stands: ask for one.
    ReasonMissing,
    TagMissing,
    /// Carries the tag that stands.
    Stale(String),
    /// Carries a sentence for staff.
    Conflict(String),
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl From<Fault> for AccessRefusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}
