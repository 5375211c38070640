//! Between the case store's words and the desk's.

use ::casework::{self, Casework, Step};
use vocabulary::{Decision, Instant, Priority};

use super::assessments;
use super::wit::front_door::case_store::casework as steps;
use super::wit::front_door::case_store::faults as wit_faults;
use super::wit::front_door::case_store::referrals as wit;
use super::wit::front_door::types::types;
use crate::referral::{
    Answer, AuditEvent, Change, Criteria, Entry, Event, Filter, FormVersion, LimbFinding,
    QueueCount, Reader, Referral, S42Decision,
};
use crate::stores::{Actor, Fault, Refusal};

pub fn fault(fault: wit_faults::Fault) -> Fault {
    web::mirror_fault!(
        fault,
        wit_faults,
        "staff-desk: failed to use the case store"
    )
}

pub fn refusal(refusal: wit::Refusal) -> Refusal {
    match refusal {
        wit::Refusal::NotFound => Refusal::NotFound,
        wit::Refusal::NotAllowed => Refusal::NotAllowed,
        wit::Refusal::TagMissing => Refusal::TagMissing,
        wit::Refusal::Stale(tag) => Refusal::Stale(tag),
        wit::Refusal::AlreadyClaimed(who) => Refusal::AlreadyClaimed(who),
        wit::Refusal::NeedsS42Decision => Refusal::NeedsS42Decision,
        wit::Refusal::Conflict(sentence) => Refusal::Conflict(sentence),
        wit::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        wit::Refusal::Failed(reason) => Refusal::Failed(fault(reason)),
    }
}

pub fn actor(actor: &Actor) -> types::Actor {
    types::Actor {
        id: actor.id.clone(),
        roles: actor.roles.clone(),
    }
}

fn priority(priority: types::Priority) -> Priority {
    vocabulary::mirror_priority!(priority, types => vocabulary)
}

pub fn priority_out(priority: Priority) -> types::Priority {
    vocabulary::mirror_priority!(priority, vocabulary => types)
}

pub fn filter(filter: &Filter) -> wit::Filter {
    wit::Filter {
        queue: filter.queue.clone(),
        status: filter.status.clone(),
        priority: filter.priority.map(priority_out),
        locality: filter.locality.clone(),
        assignee: filter.assignee.clone(),
        due_before: filter.due_before.map(Instant::as_unix),
        reference: filter.reference.clone(),
        open_only: filter.open_only,
        form: filter.form.clone(),
        channel: filter.channel.clone(),
        unassigned: filter.unassigned,
        waiting: filter.waiting,
        sign: filter
            .sign
            .map(|word| casework::mirror_word!(word, casework => wit, Sign)),
        attention: filter
            .attention
            .map(|word| casework::mirror_word!(word, casework => wit, Attention)),
        order: casework::mirror_word!(filter.order, casework => wit, Order),
    }
}

pub fn criteria(criteria: &Criteria) -> wit::Criteria {
    wit::Criteria {
        given_name: criteria.given_name.clone(),
        family_name: criteria.family_name.clone(),
        date_of_birth: criteria.date_of_birth.clone(),
        phone: criteria.phone.clone(),
        email: criteria.email.clone(),
        postcode: criteria.postcode.clone(),
    }
}

pub fn entry(entry: wit::Entry) -> Entry {
    Entry {
        reference: entry.reference,
        form: FormVersion {
            id: entry.form.id,
            version: entry.form.version,
        },
        status: entry.status,
        queue: entry.queue,
        priority: priority(entry.priority),
        respond_by: Instant::from_unix(entry.respond_by),
        received_at: Instant::from_unix(entry.received_at),
        locality: entry.locality,
        assignee: entry.assignee,
        name: entry.name,
        needs: entry.needs,
        risks: entry.risks,
        safeguarding_sign: entry.safeguarding_sign,
        waiting_until: entry.waiting_until.map(Instant::from_unix),
        unanswered: entry.unanswered,
        merged_into: entry.merged_into,
        needs_welfare_check: entry.needs_welfare_check,
        escalated: entry
            .escalated
            .map(|word| casework::mirror_word!(word, wit => casework, Escalated)),
    }
}

pub fn referral(referral: wit::Referral) -> Referral {
    let submitted_at = referral.entry.received_at;
    Referral {
        entry: entry(referral.entry),
        etag: referral.etag,
        channel: referral.channel,
        answers: referral.answers.into_iter().map(answer).collect(),
        decision: decision(referral.decision),
        rule_ten_sign: referral.rule_ten_sign,
        about_someone_else: referral.about_someone_else,
        flags: referral.flags,
        s42: referral.s42.map(|s42| S42Decision {
            limbs: [s42.limb_a, s42.limb_b, s42.limb_c].map(|limb| LimbFinding {
                finding: limb.finding,
                because: limb.because,
            }),
            decision: s42.decision,
            reasons: s42.reasons,
            passed_to: s42.passed_to,
        }),
        outcome: referral.outcome,
        restricted_to: referral.restricted_to,
        timeline: referral
            .timeline
            .into_iter()
            .map(|event| Event {
                at: Instant::from_unix(event.at),
                who: event.who,
                what: event.what,
                text: event.text,
            })
            .collect(),
        assessment: referral
            .assessment
            .map(|steps| assessments::assessment(submitted_at, steps)),
        casework: Casework {
            steps: referral.casework.into_iter().map(step).collect(),
        },
        also_here: referral
            .also_here
            .into_iter()
            .map(|reader| Reader {
                who: reader.who,
                at: Instant::from_unix(reader.at),
            })
            .collect(),
        been_in: referral.been_in,
        merged_here: referral.merged_here,
    }
}

fn step(step: steps::Step) -> Step {
    Step {
        at: Instant::from_unix(step.at),
        who: step.who,
        change: casework::mirror_change!(step.change, steps => casework),
    }
}

/// A value that is not JSON, which the store does not keep, is shown as the words that were said.
pub fn answer(answer: types::Answer) -> Answer {
    let value = serde_json::from_str(&answer.value)
        .unwrap_or_else(|_| serde_json::Value::String(answer.said.clone()));
    Answer {
        question: answer.question,
        asked: answer.asked,
        value,
        said: answer.said,
    }
}

fn decision(decision: types::Decision) -> Decision {
    vocabulary::mirror_decision!(decision, types => vocabulary, Instant::from_unix)
}

pub fn queue_count(count: wit::QueueCount) -> QueueCount {
    QueueCount {
        queue: count.queue,
        unclaimed: count.unclaimed,
        claimed: count.claimed,
        overdue: count.overdue,
        next_respond_by: count.next_respond_by.map(Instant::from_unix),
    }
}

pub fn audit_event(event: wit::AuditEvent) -> AuditEvent {
    AuditEvent {
        sequence: event.sequence,
        at: Instant::from_unix(event.at),
        who: event.who,
        what: event.what,
        because: event.because,
        hash: event.hash,
    }
}

pub fn change(change: &Change) -> wit::Change {
    match change {
        Change::Claim => wit::Change::Claim,
        Change::Release => wit::Change::Release,
        Change::Assign { assignee } => wit::Change::Assign(assignee.clone()),
        Change::Note { text } => wit::Change::Note(text.clone()),
        Change::Priority { priority, reason } => wit::Change::SetPriority(wit::PriorityChange {
            priority: priority_out(*priority),
            reason: reason.clone(),
        }),
        Change::Reroute { queue, reason } => wit::Change::Reroute(wit::Reroute {
            queue: queue.clone(),
            reason: reason.clone(),
        }),
        Change::S42Decision(decision) => wit::Change::DecideS42(s42_out(decision)),
        Change::Close {
            outcome,
            note,
            no_reply,
        } => wit::Change::Close(wit::Closing {
            outcome: outcome.clone(),
            note: note.clone(),
            no_reply: *no_reply,
        }),
        Change::Restrict { people, reason } => wit::Change::Restrict(wit::Restriction {
            people: people.clone(),
            reason: reason.clone(),
        }),
        Change::Assess(change) => wit::Change::Assess(assessments::change_out(change)),
        Change::Work(change) => {
            wit::Change::Work(casework::mirror_change!(change.clone(), casework => steps))
        }
    }
}

fn s42_out(decision: &S42Decision) -> wit::S42Decision {
    let [limb_a, limb_b, limb_c] = decision.limbs.each_ref().map(|limb| wit::LimbFinding {
        finding: limb.finding.clone(),
        because: limb.because.clone(),
    });
    wit::S42Decision {
        limb_a,
        limb_b,
        limb_c,
        decision: decision.decision.clone(),
        reasons: decision.reasons.clone(),
        passed_to: decision.passed_to.clone(),
    }
}
