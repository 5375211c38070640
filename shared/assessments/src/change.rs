//! What a worker does to an assessment.

use serde::{Deserialize, Serialize};
use vocabulary::Instant;

/// How a conversation was held, or a record given: id, and the words for staff.
pub const HOW: [(&str, &str); 5] = [
    ("phone", "By phone"),
    ("video", "By video call"),
    ("face-to-face", "Face to face"),
    ("textphone-or-relay", "By textphone or relay"),
    ("in-writing", "In writing"),
];

/// One thing that a worker does to an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Begins to check it with the carer, also once more after it was agreed and before it was decided.
    Begin,
    /// Begins it too, where nobody had.
    Conversation(Conversation),
    AskAboutJoint(JointAnswer),
    ChangeAnswer(ChangedAnswer),
    Agree,
    Decide(Decision),
    GiveRecord(GivenRecord),
    /// The carer does not want it. Carries what they said.
    Decline(String),
    /// The carer wants it after all. Carries what they said.
    Resume(String),
}

/// A conversation with the carer about what they had sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// `YYYY-MM-DD`.
    pub held_on: String,
    /// An id of [`HOW`].
    pub how: String,
    pub who_was_there: String,
    /// The carer was told how an assessment goes (regulation 3 of SI 2014/2827).
    pub told_about_process: bool,
    pub notes: String,
}

/// What one person said when they were asked about doing the assessment together with the other's
/// (section 12(5) to (7) of the Care Act 2014).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointAnswer {
    /// The name of the person cared for; none for the carer.
    pub cared_for: Option<String>,
    pub agrees: bool,
    /// `YYYY-MM-DD`.
    pub asked_on: String,
    /// The other was not there.
    pub asked_alone: bool,
    pub note: Option<String>,
}

/// An answer as the carer and the worker agreed that it should read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedAnswer {
    /// The question's id.
    pub question: String,
    /// The question's words; none only until they are looked up.
    pub asked: Option<String>,
    /// The answer in words.
    pub said: String,
    /// The answer as a JSON value of the question's kind, where there is one.
    pub value: Option<String>,
    pub because: String,
    pub carer_agrees: bool,
}

/// What was found on one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub met: bool,
    pub because: String,
}

/// A decision of the council, by a person, on the three conditions of regulation 3 of the Care and Support
/// (Eligibility Criteria) Regulations 2015 (SI 2015/313).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The needs arise because the carer provides necessary care for an adult.
    pub necessary_care: Finding,
    /// Their health is or may be at risk, or they cannot achieve one of the outcomes.
    pub effect: Finding,
    /// There is or may be a significant impact on their wellbeing.
    pub wellbeing: Finding,
    pub eligible: bool,
    pub reasons: String,
    /// Advice and information that was given (section 24(2)).
    pub advice: Option<String>,
}

/// The written record was given to the carer (section 24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenRecord {
    /// `YYYY-MM-DD`.
    pub on: String,
    /// An id of [`HOW`].
    pub how: String,
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
    Begin,
    Conversation,
    AskAboutJoint,
    ChangeAnswer,
    Agree,
    Decide,
    GiveRecord,
    Decline,
    Resume,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Begin,
        Self::Conversation,
        Self::AskAboutJoint,
        Self::ChangeAnswer,
        Self::Agree,
        Self::Decide,
        Self::GiveRecord,
        Self::Decline,
        Self::Resume,
    ];

    /// The last segment of its address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Begin => "assessment-begin",
            Self::Conversation => "assessment-conversation",
            Self::AskAboutJoint => "assessment-joint",
            Self::ChangeAnswer => "assessment-answer",
            Self::Agree => "assessment-agree",
            Self::Decide => "assessment-decision",
            Self::GiveRecord => "assessment-record-given",
            Self::Decline => "assessment-decline",
            Self::Resume => "assessment-resume",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What the history of a referral says was done.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Begin => "assessment-begun",
            Self::Conversation => "assessment-talked-about",
            Self::AskAboutJoint => "assessment-joint-asked-about",
            Self::ChangeAnswer => "assessment-answer-changed",
            Self::Agree => "assessment-agreed",
            Self::Decide => "assessment-decided",
            Self::GiveRecord => "assessment-record-given",
            Self::Decline => "assessment-declined",
            Self::Resume => "assessment-resumed",
        }
    }
}

impl Change {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Begin => Kind::Begin,
            Self::Conversation(_) => Kind::Conversation,
            Self::AskAboutJoint(_) => Kind::AskAboutJoint,
            Self::ChangeAnswer(_) => Kind::ChangeAnswer,
            Self::Agree => Kind::Agree,
            Self::Decide(_) => Kind::Decide,
            Self::GiveRecord(_) => Kind::GiveRecord,
            Self::Decline(_) => Kind::Decline,
            Self::Resume(_) => Kind::Resume,
        }
    }

    /// The reason that was given, as the audit names it.
    pub fn because(&self) -> Option<&str> {
        match self {
            Self::ChangeAnswer(changed) => Some(&changed.because),
            Self::Decide(decision) => Some(&decision.reasons),
            Self::Decline(said) | Self::Resume(said) => Some(said),
            _ => None,
        }
    }
}
