//! What whoever sent a contact may know of it afterwards, and still say.

use super::{Answer, FormVersion, SentDraft};
use vocabulary::Instant;

/// A status, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: Instant,
    pub status: String,
}

/// How far a carer's own assessment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedAssessment {
    /// Each state that it came to, and since when; the last one stands.
    pub states: Vec<(assessments::State, Instant)>,
    /// The carer has declined it then, and has not taken that back.
    pub declined_at: Option<Instant>,
}

/// What somebody who holds the reference and the code may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    pub reference: String,
    pub status: String,
    pub submitted_at: Instant,
    pub respond_by: Option<Instant>,
    pub timeline: Vec<Step>,
    /// Only of a carer's own assessment.
    pub assessment: Option<TrackedAssessment>,
}

/// What may be known of a contact in the browser that sent it, to say what it may do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Afterwards {
    /// There is a safeguarding sign or a risk of rule 10.
    pub in_danger: bool,
    /// Whoever wrote said that it is about themselves.
    pub about_oneself: bool,
    /// Whoever wrote did so in their work.
    pub at_work: bool,
    /// Their answers about equality were counted already.
    pub counted: bool,
    /// Their answers about equality stand with the contact already.
    pub on_record: bool,
}

/// A copy for whoever sent a contact: what they sent, and nothing that was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCopy {
    pub reference: String,
    pub submitted_at: Instant,
    pub form: FormVersion,
    /// There is a safeguarding sign or a risk of rule 10.
    pub in_danger: bool,
    pub answers: Vec<Answer>,
}

/// Answers about equality, as they were asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityAnswers {
    pub form: FormVersion,
    pub answers: Vec<Answer>,
    /// The draft that they were. It ends with them.
    pub draft: SentDraft,
}

/// What became of answers about equality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Taken,
    /// This contact has some. Nothing was changed.
    Before,
    /// It is not offered: nothing was sent from this browser lately, or the contact does not allow it.
    NotOffered,
    /// The draft was saved since it was read, or has ended. Load it again.
    DraftChanged,
}
