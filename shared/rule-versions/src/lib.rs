//! Versions of the rules: where each stands, who did what with it, and what a person may do.
//!
//! The records here are those of `wit/case-store/rule-versions`. Nothing here reads a rule, and who may do what is
//! the store's to decide.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod mirror;

use vocabulary::{Instant, RulesetId};

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for somebody else to approve it.
    Proposed,
    /// Taken back before it was published. Its number is free.
    TakenBack,
    /// Approved, and takes effect at a later moment.
    Scheduled,
    /// Published, or came with the program.
    Published,
    /// Published, and no longer applies. What it decided stays decided.
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 5] = [
        Self::Proposed,
        Self::TakenBack,
        Self::Scheduled,
        Self::Published,
        Self::Withdrawn,
    ];

    /// Its kebab-case word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::TakenBack => "taken-back",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Its texts can never change any more, and its number is used up.
    pub const fn is_released(self) -> bool {
        matches!(self, Self::Scheduled | Self::Published | Self::Withdrawn)
    }
}

/// The three texts that routing reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    pub rules: String,
    pub places: String,
    pub calendar: String,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub who: String,
    pub at: Instant,
}

/// A version and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: RulesetId,
    pub state: State,
    /// Contacts are decided with it now.
    pub in_use: bool,
    /// From when it applies; none for a proposal and for what came with the program.
    pub takes_effect: Option<Instant>,
    /// Changes with the texts and with what people do, and not with the time.
    pub etag: String,
    /// None for a version that came with the program.
    pub proposed: Option<Deed>,
    /// Who last changed the state after it was proposed.
    pub changed: Option<Deed>,
}

/// Something that happened to a rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: Instant,
    pub who: String,
    /// `rules-proposed`, `rules-published`, `rules-taken-back` or `rules-withdrawn`.
    pub what: String,
    pub version: u32,
    pub takes_effect: Option<Instant>,
    /// The reason given, where one was.
    pub because: Option<String>,
}

/// One version, with everything that happened to its rule set, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub version: Version,
    pub texts: Texts,
    pub history: Vec<Event>,
}

/// What a person does to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Publishes it.
    Approve {
        /// From when it applies; none is at once.
        takes_effect: Option<Instant>,
        because: Option<String>,
    },
    /// Takes back a proposal, or ends a published version. Carries the reason.
    Withdraw(String),
}
