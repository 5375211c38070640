//! One step, in words.

use serde::{Deserialize, Serialize};
use vocabulary::Instant;

/// How somebody was tried: id, and the words for staff.
pub const HOW: [(&str, &str); 8] = [
    ("phone", "By phone"),
    ("text-message", "By text message"),
    ("email", "By email"),
    ("post", "By post"),
    ("face-to-face", "Face to face"),
    ("video", "By video call"),
    ("textphone-or-relay", "By textphone or relay"),
    ("through-somebody", "Through somebody else"),
];

/// Who answered.
pub const ANSWERED: [(&str, &str); 4] = [
    ("nobody", "Nobody"),
    ("voicemail", "Voicemail or an answering machine"),
    ("somebody-else", "Somebody else"),
    ("person", "The person themselves"),
];

/// Whether it was safe to talk.
pub const SAFE_TO_TALK: [(&str, &str); 3] = [
    ("yes", "Yes, they said so"),
    ("no", "No"),
    ("not-asked", "Not asked"),
];

/// What a senior decided when nobody could be reached who may be in danger.
pub const FINDINGS: [(&str, &str); 4] = [
    ("visit", "Visit to see whether they are safe"),
    ("police", "Ask the police to see whether they are safe"),
    (
        "other-agency",
        "Ask somebody else who knows them, such as their GP, housing or care provider",
    ),
    ("not-needed", "No check is needed"),
];

/// How two contacts belong together.
pub const RELATIONS: [(&str, &str); 5] = [
    ("same-person", "About the same person"),
    (
        "looks-after",
        "The other person is looked after by this one",
    ),
    (
        "is-looked-after-by",
        "The other person looks after this one",
    ),
    ("same-household", "They live together"),
    ("other", "In another way"),
];

/// Something that a worker does to a referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    ContactAttempt(Attempt),
    Wait(Wait),
    /// It is worked on again. Carries why.
    EndWait(String),
    DecideWelfareCheck(WelfareCheck),
    /// A senior should look. Carries why.
    Escalate(String),
    /// The number under which the case system knows the person.
    SetCaseNumber(String),
    /// The worker of the case system to whom the person was given. Carries their name.
    Allocate(String),
    NoteVisitorSafety(VisitorSafety),
    /// What was noted for visitors no longer holds. Carries why.
    EndVisitorSafety(String),
    Link(Link),
    /// They do not belong together after all.
    Unlink(Link),
    /// This one goes on as part of the other.
    Merge(Merge),
    /// It stands alone again. Carries why.
    Unmerge(String),
}

/// A try to reach the person, whether or not anybody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// An id of [`HOW`].
    pub how: String,
    /// An id of [`ANSWERED`].
    pub answered: String,
    /// An id of [`SAFE_TO_TALK`].
    pub safe_to_talk: String,
    pub note: Option<String>,
}

/// What is being waited for. The clock runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    pub what_for: String,
    /// `YYYY-MM-DD`: the day on which it stands in the queue again, at its beginning in London.
    pub until: String,
}

/// A decision by a senior on whether somebody goes to see that the person is safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelfareCheck {
    /// An id of [`FINDINGS`].
    pub decision: String,
    pub reasons: String,
}

/// What somebody who visits must know to be safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorSafety {
    pub what: String,
    /// Who said so, or where it was written.
    pub source: String,
    /// `YYYY-MM-DD`: when it was seen or said.
    pub dated: String,
    /// `YYYY-MM-DD`: when somebody looks at whether it still holds.
    pub review_on: String,
}

/// Another contact, and how it belongs to this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its reference.
    pub other: String,
    /// An id of [`RELATIONS`].
    pub relation: String,
    pub because: String,
}

/// The contact as part of which this one goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Its reference.
    pub into: String,
    pub because: String,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub at: Instant,
    /// The user name of whoever made it.
    pub who: String,
    pub change: Change,
}

/// Which change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    ContactAttempt,
    Wait,
    EndWait,
    DecideWelfareCheck,
    Escalate,
    SetCaseNumber,
    Allocate,
    NoteVisitorSafety,
    EndVisitorSafety,
    Link,
    Unlink,
    Merge,
    Unmerge,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::ContactAttempt,
        Self::Wait,
        Self::EndWait,
        Self::DecideWelfareCheck,
        Self::Escalate,
        Self::SetCaseNumber,
        Self::Allocate,
        Self::NoteVisitorSafety,
        Self::EndVisitorSafety,
        Self::Link,
        Self::Unlink,
        Self::Merge,
        Self::Unmerge,
    ];

    /// The last segment of its address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ContactAttempt => "contact-attempt",
            Self::Wait => "wait",
            Self::EndWait => "end-wait",
            Self::DecideWelfareCheck => "welfare-check",
            Self::Escalate => "escalate",
            Self::SetCaseNumber => "case-number",
            Self::Allocate => "allocate",
            Self::NoteVisitorSafety => "visitor-safety",
            Self::EndVisitorSafety => "end-visitor-safety",
            Self::Link => "link",
            Self::Unlink => "unlink",
            Self::Merge => "merge",
            Self::Unmerge => "unmerge",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What the history of a referral says was done.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::ContactAttempt => "contact-attempted",
            Self::Wait => "waiting-begun",
            Self::EndWait => "waiting-ended",
            Self::DecideWelfareCheck => "welfare-check-decided",
            Self::Escalate => "escalated",
            Self::SetCaseNumber => "case-number-set",
            Self::Allocate => "allocated",
            Self::NoteVisitorSafety => "visitor-safety-noted",
            Self::EndVisitorSafety => "visitor-safety-ended",
            Self::Link => "linked",
            Self::Unlink => "unlinked",
            Self::Merge => "merged",
            Self::Unmerge => "unmerged",
        }
    }
}

impl Change {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::ContactAttempt(_) => Kind::ContactAttempt,
            Self::Wait(_) => Kind::Wait,
            Self::EndWait(_) => Kind::EndWait,
            Self::DecideWelfareCheck(_) => Kind::DecideWelfareCheck,
            Self::Escalate(_) => Kind::Escalate,
            Self::SetCaseNumber(_) => Kind::SetCaseNumber,
            Self::Allocate(_) => Kind::Allocate,
            Self::NoteVisitorSafety(_) => Kind::NoteVisitorSafety,
            Self::EndVisitorSafety(_) => Kind::EndVisitorSafety,
            Self::Link(_) => Kind::Link,
            Self::Unlink(_) => Kind::Unlink,
            Self::Merge(_) => Kind::Merge,
            Self::Unmerge(_) => Kind::Unmerge,
        }
    }

    /// The reason that was given, as the audit names it.
    pub fn because(&self) -> Option<&str> {
        match self {
            Self::EndWait(why)
            | Self::Escalate(why)
            | Self::EndVisitorSafety(why)
            | Self::Unmerge(why) => Some(why),
            Self::Wait(wait) => Some(&wait.what_for),
            Self::DecideWelfareCheck(check) => Some(&check.reasons),
            Self::Link(link) | Self::Unlink(link) => Some(&link.because),
            Self::Merge(merge) => Some(&merge.because),
            Self::ContactAttempt(_)
            | Self::SetCaseNumber(_)
            | Self::Allocate(_)
            | Self::NoteVisitorSafety(_) => None,
        }
    }

    /// The other contact that it speaks of.
    pub fn other(&self) -> Option<&str> {
        match self {
            Self::Link(link) | Self::Unlink(link) => Some(&link.other),
            Self::Merge(merge) => Some(&merge.into),
            _ => None,
        }
    }
}

impl Attempt {
    /// The person was reached, or somebody who could answer for them; a machine is nobody.
    pub fn was_answered(&self) -> bool {
        matches!(self.answered.as_str(), "person" | "somebody-else")
    }
}
