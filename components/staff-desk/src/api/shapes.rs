//! The JSON of the staff API.

use casework::Escalated;
use serde::Serialize;
use serde_json::Value;
use vocabulary::{Decision, Instant, Priority};

use super::assessments::AssessmentShape;
use super::casework::CaseworkShape;
use crate::referral::{Answer, AuditEvent, Entry, Event, FormVersion, Referral, S42Decision};

/// Which version of which form.
#[derive(Serialize)]
pub struct Form<'a> {
    id: &'a str,
    version: u32,
}

impl<'a> From<&'a FormVersion> for Form<'a> {
    fn from(form: &'a FormVersion) -> Self {
        Self {
            id: &form.id,
            version: form.version,
        }
    }
}

/// One line of a list.
#[derive(Serialize)]
pub struct Item<'a> {
    reference: &'a str,
    status: &'a str,
    form: Form<'a>,
    queue: &'a str,
    priority: Priority,
    respond_by: Instant,
    submitted_at: Instant,
    locality: Option<&'a str>,
    assignee: Option<&'a str>,
    name: Option<&'a str>,
    needs: &'a [String],
    risks: &'a [String],
    safeguarding_sign: bool,
    waiting_until: Option<Instant>,
    unanswered: u32,
    merged_into: Option<&'a str>,
    needs_welfare_check: bool,
    escalated: Option<&'static str>,
}

impl<'a> From<&'a Entry> for Item<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            reference: &entry.reference,
            status: &entry.status,
            form: Form::from(&entry.form),
            queue: &entry.queue,
            priority: entry.priority,
            respond_by: entry.respond_by,
            submitted_at: entry.received_at,
            locality: entry.locality.as_deref(),
            assignee: entry.assignee.as_deref(),
            name: entry.name.as_deref(),
            needs: &entry.needs,
            risks: &entry.risks,
            safeguarding_sign: entry.safeguarding_sign,
            waiting_until: entry.waiting_until,
            unanswered: entry.unanswered,
            merged_into: entry.merged_into.as_deref(),
            needs_welfare_check: entry.needs_welfare_check,
            escalated: entry.escalated.map(Escalated::id),
        }
    }
}

/// A page of a list.
#[derive(Serialize)]
pub struct Items<'a> {
    items: Vec<Item<'a>>,
    next_cursor: Option<&'a str>,
}

impl<'a> Items<'a> {
    pub fn of(entries: &'a [Entry], next_cursor: Option<&'a str>) -> Self {
        Self {
            items: entries.iter().map(Item::from).collect(),
            next_cursor,
        }
    }
}

/// An answer, as it was asked.
#[derive(Serialize)]
pub struct AnswerShape<'a> {
    id: &'a str,
    question: &'a str,
    answer: &'a Value,
}

impl<'a> From<&'a Answer> for AnswerShape<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self {
            id: &answer.question,
            question: &answer.asked,
            answer: &answer.value,
        }
    }
}

#[derive(Serialize)]
struct EventShape<'a> {
    at: Instant,
    who: &'a str,
    what: &'a str,
    text: Option<&'a str>,
}

impl<'a> From<&'a Event> for EventShape<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            at: event.at,
            who: &event.who,
            what: &event.what,
            text: event.text.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct FindingShape<'a> {
    finding: &'a str,
    because: &'a str,
}

#[derive(Serialize)]
struct LimbsShape<'a> {
    a: FindingShape<'a>,
    b: FindingShape<'a>,
    c: FindingShape<'a>,
}

#[derive(Serialize)]
struct S42Shape<'a> {
    limbs: LimbsShape<'a>,
    decision: &'a str,
    reasons: &'a str,
    /// The queue to which it went instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    queue: Option<&'a str>,
}

impl<'a> From<&'a S42Decision> for S42Shape<'a> {
    fn from(s42: &'a S42Decision) -> Self {
        let [a, b, c] = s42.limbs.each_ref().map(|limb| FindingShape {
            finding: &limb.finding,
            because: &limb.because,
        });
        Self {
            limbs: LimbsShape { a, b, c },
            decision: &s42.decision,
            reasons: &s42.reasons,
            queue: s42.passed_to.as_deref(),
        }
    }
}

/// One referral.
#[derive(Serialize)]
pub struct ReferralShape<'a> {
    #[serde(flatten)]
    item: Item<'a>,
    channel: &'a str,
    answers: Vec<AnswerShape<'a>>,
    decision: &'a Decision,
    rule_ten_sign: bool,
    about_someone_else: bool,
    flags: &'a [String],
    s42_decision: Option<S42Shape<'a>>,
    outcome: Option<&'a str>,
    restricted_to: &'a [String],
    timeline: Vec<EventShape<'a>>,
    assessment: Option<AssessmentShape<'a>>,
    casework: CaseworkShape<'a>,
    also_here: Vec<ReaderShape<'a>>,
    been_in: &'a [String],
    merged_here: &'a [String],
}

#[derive(Serialize)]
struct ReaderShape<'a> {
    who: &'a str,
    at: Instant,
}

impl<'a> From<&'a Referral> for ReferralShape<'a> {
    fn from(referral: &'a Referral) -> Self {
        Self {
            item: Item::from(&referral.entry),
            channel: &referral.channel,
            answers: referral.answers.iter().map(AnswerShape::from).collect(),
            decision: &referral.decision,
            rule_ten_sign: referral.rule_ten_sign,
            about_someone_else: referral.about_someone_else,
            flags: &referral.flags,
            s42_decision: referral.s42.as_ref().map(S42Shape::from),
            outcome: referral.outcome.as_deref(),
            restricted_to: &referral.restricted_to,
            timeline: referral.timeline.iter().map(EventShape::from).collect(),
            assessment: referral
                .assessment
                .as_ref()
                .map(|assessment| AssessmentShape::of(assessment, referral)),
            casework: CaseworkShape::from(referral),
            also_here: referral
                .also_here
                .iter()
                .map(|reader| ReaderShape {
                    who: &reader.who,
                    at: reader.at,
                })
                .collect(),
            been_in: &referral.been_in,
            merged_here: &referral.merged_here,
        }
    }
}

#[derive(Serialize)]
struct AuditShape<'a> {
    sequence: u64,
    at: Instant,
    who: &'a str,
    what: &'a str,
    because: Option<&'a str>,
    hash: &'a str,
}

/// A part of a referral's audit chain.
#[derive(Serialize)]
pub struct AuditShapes<'a> {
    items: Vec<AuditShape<'a>>,
    /// Send it as `after` to go on; null at the end.
    next_after: Option<u64>,
}

impl<'a> AuditShapes<'a> {
    /// `most` events come at once, so as many may have more behind them.
    pub fn of(events: &'a [AuditEvent], most: usize) -> Self {
        Self {
            items: events
                .iter()
                .map(|event| AuditShape {
                    sequence: event.sequence,
                    at: event.at,
                    who: &event.who,
                    what: &event.what,
                    because: event.because.as_deref(),
                    hash: &event.hash,
                })
                .collect(),
            next_after: events
                .last()
                .filter(|_| events.len() >= most)
                .map(|event| event.sequence),
        }
    }
}
