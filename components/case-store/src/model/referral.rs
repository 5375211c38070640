//! One referral, and what a person does to it.

use super::{Answer, Entry};
use serde::{Deserialize, Serialize};
use vocabulary::{Decision, Instant, Priority};

/// Something that happened to a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub at: Instant,
    pub who: String,
    pub what: String,
    pub text: Option<String>,
}

/// What somebody found on one limb of section 42(1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimbFinding {
    pub finding: String,
    pub because: String,
}

/// A decision under section 42 of the Care Act 2014, by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct S42Decision {
    pub limb_a: LimbFinding,
    pub limb_b: LimbFinding,
    pub limb_c: LimbFinding,
    /// What was decided, such as `enquiry` or `no-enquiry`.
    pub decision: String,
    pub reasons: String,
    /// The queue to which it goes instead, in the same step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_to: Option<String>,
}

/// One referral, in clear.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral {
    pub entry: Entry,
    /// Changes with every change and with no read.
    pub etag: String,
    pub channel: String,
    pub answers: Vec<Answer>,
    /// As it was decided on arrival.
    pub decision: Decision,
    pub rule_ten_sign: bool,
    pub about_someone_else: bool,
    pub flags: Vec<String>,
    pub s42: Option<S42Decision>,
    pub outcome: Option<String>,
    /// Who alone may see it; empty when it is not restricted.
    pub restricted_to: Vec<String>,
    pub timeline: Vec<Event>,
    /// What was done to the carer's assessment, oldest first; none for another form.
    pub assessment: Option<Vec<assessments::Step>>,
    /// What was done besides, oldest first.
    pub casework: Vec<casework::Step>,
    /// Who else has opened it within the last 15 minutes, the latest first.
    pub also_here: Vec<Reader>,
    /// The queues that it was moved out of, in the order in which it was.
    pub been_in: Vec<String>,
    /// The references of those that go on as part of this one.
    pub merged_here: Vec<String>,
}

/// Somebody who has opened a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub who: String,
    pub at: Instant,
}

/// Something that a person does to a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Claim,
    Release,
    Assign(String),
    Note(String),
    SetPriority {
        priority: Priority,
        reason: String,
    },
    Reroute {
        queue: String,
        reason: String,
    },
    DecideS42(S42Decision),
    Close {
        outcome: String,
        note: Option<String>,
        /// It is closed because nobody could be reached.
        no_reply: bool,
    },
    Restrict {
        people: Vec<String>,
        reason: String,
    },
    Assess(assessments::Change),
    Work(casework::Change),
}

/// One link of a referral's audit chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    pub sequence: u64,
    pub at: Instant,
    pub who: String,
    pub what: String,
    pub because: Option<String>,
    /// In hex.
    pub hash: String,
}
