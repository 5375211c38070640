//! Versions of the rules as these pages see them: what the store hands over.

use vocabulary::{FactValue, Instant, Priority, RulesetId};

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

/// A version of the rules and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: RulesetId,
    pub state: State,
    /// Contacts are decided with it now.
    pub in_use: bool,
    /// From when it applies; none for a proposal and for what came with the program.
    pub takes_effect: Option<Instant>,
    /// Changes with the texts and with what people do.
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
    Approve {
        /// From when it applies; none is at once.
        takes_effect: Option<Instant>,
        because: Option<String>,
    },
    /// Takes back a proposal, or ends a published version. Carries the reason.
    Withdraw(String),
}

/// What a contact was decided by, and how. It is for counting and never for showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub facts: Vec<(String, FactValue)>,
    pub received_at: Instant,
    pub outcome: Outcome,
}

/// Where a contact goes, and how soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub queue: String,
    pub priority: Priority,
    pub locality: Option<String>,
}

/// Some contacts, the newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedPage {
    pub contacts: Vec<Decided>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

/// Something that keeps a rule set from being used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `rules`, `places` or `calendar`.
    pub text: String,
    /// From 1.
    pub line: u32,
    pub message: String,
    pub remedy: String,
}

impl Problem {
    /// As one line that somebody can work through.
    pub fn in_words(&self) -> String {
        let message = self.message.trim_end_matches('.');
        let place = match self.text.as_str() {
            "places" => "Places, line",
            "calendar" => "Calendar, line",
            _ => "Line",
        };
        format!("{place} {}: {message}. {}", self.line, self.remedy)
    }
}

/// One rule in plain English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRule {
    pub id: String,
    pub when: String,
    pub then: Vec<String>,
    pub because: String,
}

/// What routing found out about a rule set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// None where the texts cannot be read.
    pub id: Option<RulesetId>,
    pub problems: Vec<Problem>,
    pub rules: Vec<ToldRule>,
    /// Id and name of each team.
    pub teams: Vec<(String, String)>,
    /// How many made-up contacts it was tried with.
    pub tried: u32,
    /// Ids of rules that applied to none of them.
    pub never_applied: Vec<String>,
    pub unread_facts: Vec<String>,
}
