//! Versions of forms as the desk sees them: what the store hands over.

use vocabulary::Instant;

use crate::referral::FormVersion;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for somebody else to approve it.
    Proposed,
    /// Taken back before it was published. Its number is free.
    TakenBack,
    Published,
    /// Published, and no longer offered. Who began on it goes on with it.
    Withdrawn,
}

impl State {
    /// Its kebab-case word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::TakenBack => "taken-back",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Every state.
    pub const ALL: [Self; 4] = [
        Self::Proposed,
        Self::TakenBack,
        Self::Published,
        Self::Withdrawn,
    ];
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub who: String,
    pub at: Instant,
}

/// A version of a form and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub form: FormVersion,
    pub state: State,
    /// It is the one that is offered.
    pub offered: bool,
    /// Changes with the text and with the state.
    pub etag: String,
    /// None for a version that came with the program.
    pub proposed: Option<Deed>,
    /// Who last changed the state after it was proposed.
    pub changed: Option<Deed>,
}

impl Version {
    /// Its text can never change any more, and its number is used up.
    pub fn is_released(&self) -> bool {
        matches!(self.state, State::Published | State::Withdrawn)
    }
}

/// Something that happened to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormEvent {
    pub at: Instant,
    pub who: String,
    /// `form-proposed`, `form-published`, `form-taken-back` or `form-withdrawn`.
    pub what: String,
    pub version: u32,
    pub because: Option<String>,
}

/// One version, with everything that happened to its form, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub version: Version,
    pub text: String,
    pub history: Vec<FormEvent>,
}

/// What a person does to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionChange {
    /// Publishes it. Carries a reason, if one is given.
    Approve(Option<String>),
    /// Takes back a proposal, or no longer offers a published version. Carries the reason.
    Withdraw(String),
}
