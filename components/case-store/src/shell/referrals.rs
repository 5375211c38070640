//! The referrals that staff work.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault;
use super::wall::exports::front_door::case_store::{casework as steps, referrals as wall};
use super::wall::front_door::types::types::{Actor, Priority};
use crate::model;
use crate::referrals::Refusal;
use casework::{mirror_change, mirror_word};
use vocabulary::Instant;

type Answered<T> = Result<T, wall::Refusal>;

async fn store() -> Answered<crate::Store<super::edge::SpinConnection>> {
    open()
        .await
        .map_err(|fault| wall::Refusal::Failed(fault.into()))
}

impl wall::Guest for CaseStore {
    async fn browse(
        filter: wall::Filter,
        cursor: Option<String>,
        limit: u32,
        by: Actor,
        now: i64,
    ) -> Answered<wall::Listing> {
        let store = store().await?;
        let (filter, by) = (filter.into(), by.into());
        let listing = store
            .browse(&filter, cursor.as_deref(), limit, &by, instant(now))
            .await?;
        Ok(wall::Listing {
            entries: entries(listing.entries),
            next_cursor: listing.next_cursor,
        })
    }

    async fn read(
        reference: String,
        shown_for: wall::ShownFor,
        by: Actor,
        now: i64,
    ) -> Answered<wall::Referral> {
        let shown_for = mirror_word!(shown_for, wall => casework, ShownFor);
        let referral = store()
            .await?
            .read_for(&reference, shown_for, &by.into(), instant(now))
            .await?;
        Ok(referral.into())
    }

    async fn make_change(
        reference: String,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Answered<wall::Referral> {
        let store = store().await?;
        let (change, by) = (change.into(), by.into());
        let changed = store
            .change(&reference, tag.as_deref(), &change, &by, instant(now))
            .await?;
        Ok(changed.into())
    }

    async fn next(queues: Vec<String>, by: Actor, now: i64) -> Answered<Option<wall::Referral>> {
        let store = store().await?;
        let next = store.next(&queues, &by.into(), instant(now)).await?;
        Ok(next.map(Into::into))
    }

    async fn may_change(
        reference: String,
        action: String,
        wanted: Option<Priority>,
        tag: Option<String>,
        by: Actor,
    ) -> Answered<()> {
        let store = store().await?;
        Ok(store
            .may_change(
                &reference,
                &action,
                wanted.map(Into::into),
                tag.as_deref(),
                &by.into(),
            )
            .await?)
    }

    async fn queues(by: Actor, now: i64) -> Answered<Vec<wall::QueueCount>> {
        let queues = store().await?.queues(&by.into(), instant(now)).await?;
        Ok(queues
            .into_iter()
            .map(|count| wall::QueueCount {
                queue: count.queue,
                unclaimed: count.unclaimed,
                claimed: count.claimed,
                overdue: count.overdue,
                next_respond_by: count.next_respond_by.map(|at| at.as_unix()),
            })
            .collect())
    }

    async fn unclaimed_emergencies(by: Actor, now: i64) -> Answered<Vec<wall::Entry>> {
        let store = store().await?;
        Ok(entries(
            store
                .unclaimed_emergencies(&by.into(), instant(now))
                .await?,
        ))
    }

    async fn change_counter() -> Result<u64, Fault> {
        Ok(open().await?.change_counter().await?)
    }

    async fn search(
        criteria: wall::Criteria,
        reason: String,
        by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::Entry>> {
        let criteria = model::Criteria {
            given_name: criteria.given_name,
            family_name: criteria.family_name,
            date_of_birth: criteria.date_of_birth,
            phone: criteria.phone,
            email: criteria.email,
            postcode: criteria.postcode,
        };
        let store = store().await?;
        Ok(entries(
            store
                .search(&criteria, &reason, &by.into(), instant(now))
                .await?,
        ))
    }

    async fn possible_matches(
        reference: String,
        by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::PossibleMatch>> {
        let store = store().await?;
        let found = store
            .possible_matches(&reference, &by.into(), instant(now))
            .await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn audit(
        reference: String,
        after: u64,
        by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::AuditEvent>> {
        let store = store().await?;
        let events = store
            .audit(&reference, after, &by.into(), instant(now))
            .await?;
        Ok(events
            .into_iter()
            .map(|event| wall::AuditEvent {
                sequence: event.sequence,
                at: event.at.as_unix(),
                who: event.who,
                what: event.what,
                because: event.because,
                hash: event.hash,
            })
            .collect())
    }
}

fn entries(entries: Vec<model::Entry>) -> Vec<wall::Entry> {
    entries.into_iter().map(Into::into).collect()
}

impl From<Refusal> for wall::Refusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::NotAllowed => Self::NotAllowed,
            Refusal::TagMissing => Self::TagMissing,
            Refusal::Stale(tag) => Self::Stale(tag),
            Refusal::AlreadyClaimed(holder) => Self::AlreadyClaimed(holder),
            Refusal::NeedsS42Decision => Self::NeedsS42Decision,
            Refusal::Conflict(sentence) => Self::Conflict(sentence),
            Refusal::Invalid(wrong) => Self::Invalid(wrong),
            Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<wall::Filter> for model::Filter {
    fn from(filter: wall::Filter) -> Self {
        Self {
            queue: filter.queue,
            status: filter.status,
            priority: filter.priority.map(Into::into),
            locality: filter.locality,
            assignee: filter.assignee,
            due_before: filter.due_before.map(instant),
            reference: filter.reference,
            open_only: filter.open_only,
            form: filter.form,
            channel: filter.channel,
            unassigned: filter.unassigned,
            waiting: filter.waiting,
            sign: filter
                .sign
                .map(|word| mirror_word!(word, wall => casework, Sign)),
            attention: filter
                .attention
                .map(|word| mirror_word!(word, wall => casework, Attention)),
            order: mirror_word!(filter.order, wall => casework, Order),
        }
    }
}

impl From<wall::Change> for model::Change {
    fn from(change: wall::Change) -> Self {
        match change {
            wall::Change::Claim => Self::Claim,
            wall::Change::Release => Self::Release,
            wall::Change::Assign(to) => Self::Assign(to),
            wall::Change::Note(text) => Self::Note(text),
            wall::Change::SetPriority(change) => Self::SetPriority {
                priority: change.priority.into(),
                reason: change.reason,
            },
            wall::Change::Reroute(reroute) => Self::Reroute {
                queue: reroute.queue,
                reason: reroute.reason,
            },
            wall::Change::DecideS42(decision) => Self::DecideS42(decision.into()),
            wall::Change::Close(closing) => Self::Close {
                outcome: closing.outcome,
                note: closing.note,
                no_reply: closing.no_reply,
            },
            wall::Change::Restrict(restriction) => Self::Restrict {
                people: restriction.people,
                reason: restriction.reason,
            },
            wall::Change::Assess(change) => Self::Assess(change.into()),
            wall::Change::Work(change) => Self::Work(mirror_change!(change, steps => casework)),
        }
    }
}

impl From<wall::S42Decision> for model::S42Decision {
    fn from(decision: wall::S42Decision) -> Self {
        let limb = |limb: wall::LimbFinding| model::LimbFinding {
            finding: limb.finding,
            because: limb.because,
        };
        Self {
            limb_a: limb(decision.limb_a),
            limb_b: limb(decision.limb_b),
            limb_c: limb(decision.limb_c),
            decision: decision.decision,
            reasons: decision.reasons,
            passed_to: decision.passed_to,
        }
    }
}

impl From<model::S42Decision> for wall::S42Decision {
    fn from(decision: model::S42Decision) -> Self {
        let limb = |limb: model::LimbFinding| wall::LimbFinding {
            finding: limb.finding,
            because: limb.because,
        };
        Self {
            limb_a: limb(decision.limb_a),
            limb_b: limb(decision.limb_b),
            limb_c: limb(decision.limb_c),
            decision: decision.decision,
            reasons: decision.reasons,
            passed_to: decision.passed_to,
        }
    }
}

impl From<model::Entry> for wall::Entry {
    fn from(entry: model::Entry) -> Self {
        Self {
            reference: entry.reference,
            form: entry.form.into(),
            status: entry.status,
            queue: entry.queue,
            priority: entry.priority.into(),
            respond_by: entry.respond_by.as_unix(),
            received_at: entry.received_at.as_unix(),
            locality: entry.locality,
            assignee: entry.assignee,
            name: entry.name,
            needs: entry.needs,
            risks: entry.risks,
            safeguarding_sign: entry.safeguarding_sign,
            waiting_until: entry.waiting_until.map(Instant::as_unix),
            unanswered: entry.unanswered,
            merged_into: entry.merged_into,
            needs_welfare_check: entry.needs_welfare_check,
            escalated: entry
                .escalated
                .map(|word| mirror_word!(word, casework => wall, Escalated)),
        }
    }
}

impl From<model::Referral> for wall::Referral {
    fn from(referral: model::Referral) -> Self {
        Self {
            entry: referral.entry.into(),
            etag: referral.etag,
            channel: referral.channel,
            answers: referral.answers.into_iter().map(Into::into).collect(),
            decision: referral.decision.into(),
            rule_ten_sign: referral.rule_ten_sign,
            about_someone_else: referral.about_someone_else,
            flags: referral.flags,
            s42: referral.s42.map(Into::into),
            outcome: referral.outcome,
            restricted_to: referral.restricted_to,
            timeline: referral
                .timeline
                .into_iter()
                .map(|event| wall::Event {
                    at: event.at.as_unix(),
                    who: event.who,
                    what: event.what,
                    text: event.text,
                })
                .collect(),
            assessment: referral
                .assessment
                .map(|steps| steps.into_iter().map(Into::into).collect()),
            casework: referral
                .casework
                .into_iter()
                .map(|step| steps::Step {
                    at: step.at.as_unix(),
                    who: step.who,
                    change: mirror_change!(step.change, casework => steps),
                })
                .collect(),
            also_here: referral
                .also_here
                .into_iter()
                .map(|reader| wall::Reader {
                    who: reader.who,
                    at: reader.at.as_unix(),
                })
                .collect(),
            been_in: referral.been_in,
            merged_here: referral.merged_here,
        }
    }
}
