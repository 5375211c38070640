//! What goes through the wall, in Rust: the records of `wit/case-store`, field by field.

mod afterwards;
mod contact;
mod draft;
mod listing;
mod possible_match;
mod published;
mod referral;

pub use afterwards::{
    Afterwards, EqualityAnswers, SentCopy, Step, Taken, Tracked, TrackedAssessment,
};
pub use contact::{
    Deed, Idempotency, MadeUp, NotAdvised, NotSubmitted, Notice, Receipt, Submission,
};
pub use draft::{
    CameBack, Draft, Found, LinkMessage, MessageChannel, Messaged, Saved, SentDraft, Way, WayBack,
    Went,
};
pub use listing::{Attention, Entry, Escalated, Filter, Listing, Order, QueueCount, Sign};
pub use possible_match::{Likeness, PossibleMatch, Relation, Score};
pub use published::{Definition, NotPublished, Published};
pub use referral::{AuditEvent, Change, Event, LimbFinding, Reader, Referral, S42Decision};
pub use vocabulary::Actor;

use serde::{Deserialize, Serialize};

/// A published version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormVersion {
    pub id: String,
    pub version: u32,
}

/// One answer, as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub question: String,
    pub asked: String,
    /// The contract's JSON value.
    pub value: String,
    /// The answer in words.
    pub said: String,
}

/// Whom the contact is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// `YYYY-MM-DD`; a partial date is not looked up.
    pub date_of_birth: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
}

/// What staff look for: every field that is given must match.
pub type Criteria = Person;
