//! What goes through the wall, in Rust: the records of `wit/case-store`, field by field.

mod possible_match;

pub use possible_match::{Likeness, PossibleMatch, Relation, Score};

use serde::{Deserialize, Serialize};
use vocabulary::{Decision, FactValue, Instant, Priority, RulesetId};

/// A published version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormVersion {
    pub id: String,
    pub version: u32,
}

pub use vocabulary::Actor;

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

/// The draft that a contact was, as its answers were read. It ends with the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentDraft {
    pub cookie: String,
    pub revision: u32,
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

/// A form that somebody is filling in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub form: FormVersion,
    /// A JSON object of question id and value.
    pub answers: String,
    pub revision: u32,
    pub started_at: Instant,
    /// The words that open it, while only its first page is saved. Nobody is told them again.
    pub words: Option<String>,
}

/// How somebody went further in a form than before: what is counted, and kept with nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Went {
    /// The page that they answered for the first time.
    pub passed: Option<String>,
    /// The page that they came to for the first time, or `check-answers`.
    pub reached: Option<String>,
}

/// What a cookie leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Open(Draft),
    /// Nobody has used it for 20 minutes: nothing of it may be shown before its words were given.
    Asleep(Draft),
}

impl Found {
    /// The draft, whether or not it may be shown.
    pub fn draft(self) -> Option<Draft> {
        match self {
            Self::Nothing => None,
            Self::Open(draft) | Self::Asleep(draft) => Some(draft),
        }
    }
}

/// How somebody comes back to a draft that was saved for later. Neither is ever told again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// Four plain words, with a space between two.
    pub words: String,
    /// The last segment of the link.
    pub token: String,
    pub messaged: Messaged,
}

/// How a message leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageChannel {
    Email,
    TextMessage,
}

impl MessageChannel {
    /// The word that is stored and shown.
    pub fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::TextMessage => "text-message",
        }
    }
}

/// A message with the link that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkMessage {
    pub channel: MessageChannel,
    /// As it was typed.
    pub to: String,
    /// What the link begins with; its token follows.
    pub link: String,
    /// The client's address, where it is counted.
    pub address: Option<String>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messaged {
    NotAsked,
    /// It is in the outbox.
    Waiting,
    /// There were too many today.
    TooMany,
}

/// What somebody has who comes back, besides the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    Cookie(&'a str),
    Link(&'a str),
}

/// What became of coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// Carries the draft's new cookie; the one before leads nowhere any more.
    Opened { cookie: String, draft: Draft },
    /// There is no such draft, or these are not its words: nobody is told which.
    Refused,
    /// There were too many wrong words. Carries the seconds until it may be tried again.
    Locked(u32),
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    Stored(u32),
    /// Another tab saved meanwhile.
    Changed(Draft),
    Gone,
}

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

/// A version of a form as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub form: FormVersion,
    pub text: String,
}

/// Why a version was not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPublished {
    /// This version was published with another text.
    PublishedDifferently(FormVersion),
    Failed(crate::Fault),
}

impl<E: Into<crate::Fault>> From<E> for NotPublished {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

/// A rule set as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub id: RulesetId,
    pub rules: String,
    pub places: String,
    pub calendar: String,
}

/// Which referrals. No filter means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub queue: Option<String>,
    pub status: Option<String>,
    pub priority: Option<Priority>,
    pub locality: Option<String>,
    pub assignee: Option<String>,
    pub due_before: Option<Instant>,
    /// Exactly this reference, as typed.
    pub reference: Option<String>,
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

pub use casework::{Attention, Escalated, Order, Sign};

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub reference: String,
    pub form: FormVersion,
    pub status: String,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub received_at: Instant,
    pub locality: Option<String>,
    pub assignee: Option<String>,
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

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub entries: Vec<Entry>,
    pub next_cursor: Option<String>,
}

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

/// How much stands in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueCount {
    pub queue: String,
    pub unclaimed: u32,
    pub claimed: u32,
    /// 100 means 100 or more.
    pub overdue: u32,
    pub next_respond_by: Option<Instant>,
}

/// What staff look for: every field that is given must match.
pub type Criteria = Person;

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
