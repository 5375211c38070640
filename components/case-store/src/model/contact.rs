//! A contact as it is sent, and what becomes of sending it.

use super::{Answer, Change, FormVersion, Person, SentDraft};
use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Decision, FactValue, Instant};

/// Somebody who must hear of the contact: reference and priority only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub to: String,
    pub template: String,
}

/// Makes a repeated submission the same contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    pub key: String,
    /// The body in canonical JSON.
    pub body: String,
}

/// A contact as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    pub form: FormVersion,
    pub channel: String,
    pub received_at: Instant,
    pub answers: Vec<Answer>,
    pub facts: Vec<(String, FactValue)>,
    pub person: Person,
    /// Others whom the contact names, such as the people whom a carer looks after.
    pub also_about: Vec<Person>,
    pub decision: Decision,
    pub safeguarding_sign: bool,
    pub rule_ten_sign: bool,
    pub about_someone_else: bool,
    pub next_steps: Vec<String>,
    pub notices: Vec<Notice>,
    pub idempotency: Option<Idempotency>,
    pub draft: Option<SentDraft>,
    pub flags: Vec<String>,
    pub entered_by: Option<Actor>,
}

/// A made-up contact, and what was done with it since, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeUp {
    pub contact: Submission,
    pub deeds: Vec<Deed>,
}

/// What somebody did with a made-up contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    pub at: Instant,
    pub by: Actor,
    pub change: Change,
}

impl From<Submission> for MadeUp {
    fn from(contact: Submission) -> Self {
        Self {
            contact,
            deeds: Vec::new(),
        }
    }
}

/// What the person who sent a contact gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub reference: String,
    pub tracking_code: String,
    pub submitted_at: Instant,
    pub form: FormVersion,
    pub decision: Decision,
    pub next_steps: Vec<String>,
    /// This is the first answer to a submission that came again.
    #[serde(skip)]
    pub replayed: bool,
}

/// Why a contact was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSubmitted {
    /// The key was used with another body, and nothing in this one says that somebody may be in danger.
    KeyReused,
    /// The draft was saved since its answers were read, or has ended.
    DraftChanged,
    /// Too many came from one address, and nothing in this one says that somebody may be in danger.
    /// Carries the seconds until it may be tried again.
    TooMany(u32),
    Failed(crate::Fault),
}

/// Why a contact that ended with advice was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAdvised {
    /// Their roles do not allow them to close a referral.
    NotAllowed,
    /// Something in it says that somebody may be in danger, or that it cannot wait.
    InDanger,
    /// Carries a sentence for staff.
    Invalid(String),
    /// The key was used with another body.
    KeyReused,
    Failed(crate::Fault),
}

impl From<crate::Fault> for NotAdvised {
    fn from(fault: crate::Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<crate::referrals::Refusal> for NotAdvised {
    fn from(refusal: crate::referrals::Refusal) -> Self {
        use crate::referrals::Refusal;
        match refusal {
            Refusal::NotFound | Refusal::NotAllowed => Self::NotAllowed,
            Refusal::NeedsS42Decision => Self::InDanger,
            Refusal::Invalid(wrong) => {
                let sentences: Vec<String> =
                    wrong.into_iter().map(|(_, sentence)| sentence).collect();
                Self::Invalid(sentences.join(" "))
            }
            Refusal::Conflict(sentence) => Self::Invalid(sentence),
            Refusal::Failed(fault) => Self::Failed(fault),
            // Nobody else knows of it yet.
            Refusal::TagMissing | Refusal::Stale(_) | Refusal::AlreadyClaimed(_) => Self::Failed(
                crate::Fault::Internal("failed to close what was stored just now".to_owned()),
            ),
        }
    }
}

impl<E: Into<crate::Fault>> From<E> for NotSubmitted {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}
