//! A referral as the desk sees it: what the store hands over, in the words of the contract.

use assessments::{Assessment, Kind};
use casework::{Attention, Casework, Escalated, Kind as Work, Order, Sign};
use vocabulary::{Decision, Instant, Priority, Status};

/// A published version of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVersion {
    pub id: String,
    pub version: u32,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub reference: String,
    pub form: FormVersion,
    /// A status of the contract.
    pub status: String,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub received_at: Instant,
    pub locality: Option<String>,
    /// The user name of whoever holds it.
    pub assignee: Option<String>,
    /// The person's name as it was given; none was needed.
    pub name: Option<String>,
    pub needs: Vec<String>,
    pub risks: Vec<String>,
    pub safeguarding_sign: bool,
    /// Something is being waited for, and it stands in the queue again from then on.
    pub waiting_until: Option<Instant>,
    /// How many tries in a row nobody answered.
    pub unanswered: u32,
    /// The reference of the contact as part of which this one goes on.
    pub merged_into: Option<String>,
    /// Nobody answers who may be in danger, and somebody who leads has yet to decide on a welfare check.
    pub needs_welfare_check: bool,
    /// How far it was written down that it is late.
    pub escalated: Option<Escalated>,
}

impl Entry {
    /// Closed referrals have no clock.
    pub fn is_open(&self) -> bool {
        self.status != Status::Closed.id()
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    pub entries: Vec<Entry>,
    pub next_cursor: Option<String>,
}

/// One answer, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub question: String,
    /// The question's words as the person read them.
    pub asked: String,
    /// The value of the contract.
    pub value: serde_json::Value,
    /// The answer in words.
    pub said: String,
}

/// Something that happened to a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: Instant,
    /// A user name, `resident` or `system`.
    pub who: String,
    /// A kebab-case verb, such as `claimed`.
    pub what: String,
    /// Words for staff, such as a note or a reason.
    pub text: Option<String>,
}

/// What somebody found on one limb of section 42(1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimbFinding {
    pub finding: String,
    pub because: String,
}

/// A decision under section 42 of the Care Act 2014, by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S42Decision {
    /// (a) has needs for care and support, (b) is experiencing or at risk of abuse or neglect,
    /// (c) because of those needs cannot protect themselves.
    pub limbs: [LimbFinding; 3],
    pub decision: String,
    pub reasons: String,
    /// The queue to which it goes instead, in the same step.
    pub passed_to: Option<String>,
}

/// One referral, in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    pub entry: Entry,
    /// Without quotes.
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
    pub restricted_to: Vec<String>,
    pub timeline: Vec<Event>,
    /// What staff did with a carer's self-assessment; none for another form.
    pub assessment: Option<Assessment>,
    /// What staff did between taking it on and closing it.
    pub casework: Casework,
    /// Who else has opened it within the last 15 minutes, the latest first.
    pub also_here: Vec<Reader>,
    /// The queues that it was moved out of, in the order in which it was.
    pub been_in: Vec<String>,
    /// The references of those that go on as part of this one.
    pub merged_here: Vec<String>,
}

/// Somebody who has opened a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub who: String,
    pub at: Instant,
}

impl Referral {
    /// What is being waited for, whether or not its day has come. Another team does not wait for what the one
    /// before it waited for, and nobody does once it is closed.
    pub fn waiting(&self) -> Option<(&casework::Step, &casework::Wait)> {
        let waits = self.entry.is_open() && self.entry.waiting_until.is_some();
        self.casework.waiting().filter(|_| waits)
    }

    /// The answer to a question of this id.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.question == question)
    }
}

/// How much stands in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueCount {
    pub queue: String,
    pub unclaimed: u32,
    pub claimed: u32,
    /// 100 means 100 or more.
    pub overdue: u32,
    pub next_respond_by: Option<Instant>,
}

/// Which referrals. No filter means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub queue: Option<String>,
    pub status: Option<String>,
    pub priority: Option<Priority>,
    pub locality: Option<String>,
    pub assignee: Option<String>,
    pub due_before: Option<Instant>,
    pub reference: Option<String>,
    /// Leaves out what is closed.
    pub open_only: bool,
    /// The id of a form.
    pub form: Option<String>,
    pub channel: Option<String>,
    /// Nobody holds it.
    pub unassigned: bool,
    /// Something is being waited for now, or nothing is.
    pub waiting: Option<bool>,
    pub sign: Option<Sign>,
    /// Leaves out what is closed, too.
    pub attention: Option<Attention>,
    pub order: Order,
}

/// What staff look for by a person's particulars.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub date_of_birth: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
}

/// One link of a referral's audit chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    pub sequence: u64,
    pub at: Instant,
    pub who: String,
    pub what: String,
    pub because: Option<String>,
    /// The chain's hash after this event, in hex.
    pub hash: String,
}

/// Something that a person does to a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Claim,
    Release,
    Assign {
        assignee: String,
    },
    Note {
        text: String,
    },
    Priority {
        priority: Priority,
        reason: String,
    },
    Reroute {
        queue: String,
        reason: String,
    },
    S42Decision(S42Decision),
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

/// The name of a change: the last segment of its URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Claim,
    Release,
    Assign,
    Note,
    Priority,
    Reroute,
    S42Decision,
    Close,
    Restrict,
    /// A step of a carer's assessment.
    Assess(Kind),
    /// A step between taking it on and closing it.
    Work(Work),
}

impl Action {
    /// Those that every referral has, besides the steps of [`Work::ALL`]; a carer's has those of [`Kind::ALL`] too.
    pub const ALL: [Self; 9] = [
        Self::Claim,
        Self::Release,
        Self::Assign,
        Self::Note,
        Self::Priority,
        Self::Reroute,
        Self::S42Decision,
        Self::Close,
        Self::Restrict,
    ];

    /// The action of the last segment of its address.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|action| action.id() == id)
            .or_else(|| Kind::from_id(id).map(Self::Assess))
            .or_else(|| Work::from_id(id).map(Self::Work))
    }

    pub const fn id(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Assign => "assign",
            Self::Note => "note",
            Self::Priority => "priority",
            Self::Reroute => "reroute",
            Self::S42Decision => "s42-decision",
            Self::Close => "close",
            Self::Restrict => "restrict",
            Self::Assess(kind) => kind.id(),
            Self::Work(kind) => kind.id(),
        }
    }
}
