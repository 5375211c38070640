//! Versions of the rules as these pages see them: what the store hands over.

pub use rule_versions::{Change, Deed, Event, Shown, State, Texts, Version};
use vocabulary::{FactValue, Instant, Priority, RulesetId};

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

/// What rules make of a contact that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redecided {
    pub outcome: Outcome,
    pub respond_by: Instant,
    /// The ids of the rules that applied.
    pub applied: Vec<String>,
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
