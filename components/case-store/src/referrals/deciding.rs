//! What a change does to a referral, or why it may not be: a pure function, so that every guard is in
//! one place and can be read and tested without a database.

use super::browse::is_queue;
use super::standing::Standing;
use super::{Refusal, assessing, working};
use crate::model::{Actor, Change, S42Decision};
use crate::permissions::{Action, allows};
use crate::records::Particulars;
use assessments::Kind;
use casework::Kind as Work;
use vocabulary::{EVENT_OUTCOMES, Instant, Priority, Status, queue};

/// The longest text that staff can write at once, in characters.
const LONGEST_TEXT: usize = 10_000;
/// How many people can be named for a restricted referral.
const MOST_PEOPLE: usize = 50;
/// The duty of section 42(2) does not arise.
const NO_ENQUIRY: &str = "no-enquiry";

/// A referral after a change, and what the history says of it.
#[derive(Debug)]
pub(super) struct Effect {
    pub after: Standing,
    pub what: &'static str,
    pub particulars: Particulars,
    /// Who alone may see it from now on, when that changes.
    pub people: Option<Vec<String>>,
    pub s42: Option<S42Decision>,
}

/// The action of a change.
pub(super) fn action(change: &Change) -> Action {
    match change {
        Change::Claim => Action::Claim,
        Change::Release => Action::Release,
        Change::Assign(_) => Action::Assign,
        Change::Note(_) => Action::Note,
        Change::SetPriority { .. } => Action::Priority,
        Change::Reroute { .. } => Action::Reroute,
        Change::DecideS42(_) => Action::S42Decision,
        Change::Close { .. } => Action::Close,
        Change::Restrict { .. } => Action::Restrict,
        Change::Assess(change) => Action::Assess(change.kind()),
        Change::Work(change) => Action::Work(change.kind()),
    }
}

/// The priority that a change asks for.
pub(super) fn wanted(change: &Change) -> Option<Priority> {
    match change {
        Change::SetPriority { priority, .. } => Some(*priority),
        _ => None,
    }
}

/// What can be refused before anything is changed: role, tag, and the state that the action needs
/// whatever else it carries. `wanted` is the priority that it asks for.
pub(super) fn may(
    standing: &Standing,
    action: Action,
    wanted: Option<Priority>,
    tag: Option<&str>,
    by: &Actor,
) -> Result<(), Refusal> {
    if !allows(action, &by.roles) {
        return Err(Refusal::NotAllowed);
    }
    let tag = tag.ok_or(Refusal::TagMissing)?;
    if tag != "*" && tag != standing.etag() {
        return Err(Refusal::Stale(standing.etag()));
    }
    state_allows(standing, action, wanted, by)
}

fn state_allows(
    standing: &Standing,
    action: Action,
    wanted: Option<Priority>,
    by: &Actor,
) -> Result<(), Refusal> {
    let needs_open = match action {
        Action::Note
        | Action::S42Decision
        | Action::Restrict
        // Whoever declined can want it after all, also once we have closed it.
        | Action::Assess(Kind::Resume) => false,
        Action::Work(kind) => working::needs_open(kind),
        _ => true,
    };
    if standing.merged_into.is_some() && !goes_on_though_merged(action) {
        return Err(Refusal::Conflict(
            "This referral goes on as part of another one. Work on that one, or take them apart."
                .to_owned(),
        ));
    }
    if needs_open && !standing.open {
        return Err(Refusal::Conflict("This referral is closed.".to_owned()));
    }
    match (action, &standing.assignee) {
        (Action::Claim, Some(holder)) => Err(Refusal::AlreadyClaimed(holder.clone())),
        (Action::Release, None) => Err(Refusal::Conflict("Nobody holds this referral.".to_owned())),
        (Action::Release, Some(holder))
            if *holder != by.id && !allows(Action::ReleaseForColleague, &by.roles) =>
        {
            Err(Refusal::Conflict(format!(
                "{holder} holds this referral. They, or a senior colleague, can release it."
            )))
        }
        (Action::Close, _) if guarded(standing) => Err(Refusal::NeedsS42Decision),
        (Action::Reroute, _)
            if guarded(standing) && standing.queue == queue::SAFEGUARDING_TRIAGE =>
        {
            Err(Refusal::NeedsS42Decision)
        }
        (Action::Priority, _)
            if guarded(standing) && wanted.is_some_and(|wanted| wanted < standing.priority) =>
        {
            Err(Refusal::NeedsS42Decision)
        }
        (Action::Close, _) if unreached(standing) => Err(working::no_reply()),
        (Action::Work(Work::Merge), _) if guarded(standing) => Err(Refusal::NeedsS42Decision),
        (Action::Work(kind), _) => working::may(standing, kind),
        _ => Ok(()),
    }
}

/// What can still be done with a referral that goes on as part of another one.
fn goes_on_though_merged(action: Action) -> bool {
    matches!(
        action,
        Action::Note | Action::Restrict | Action::Work(Work::Unmerge | Work::Link | Work::Unlink)
    )
}

/// Somebody may be in danger, nobody answered the last time that they were tried, and nobody who leads has decided
/// what to do about it.
fn unreached(standing: &Standing) -> bool {
    standing.in_danger() && standing.unanswered > 0 && !standing.welfare_decided
}

/// There was a safeguarding sign, and nobody has decided under section 42 yet.
pub(super) fn guarded(standing: &Standing) -> bool {
    standing.safeguarding_sign && !standing.s42_decided
}

/// What the change does, once [`may`] has let it through. `time_given` is what its priority gives,
/// counted from when the contact was received. The step of an assessment was looked at before.
pub(super) fn effect(
    standing: &Standing,
    change: &Change,
    time_given: Option<Instant>,
    by: &Actor,
    now: Instant,
) -> Result<Effect, Refusal> {
    let mut after = standing.clone();
    let mut particulars = Particulars::default();
    let mut people = None;
    let mut s42 = None;
    let what = match change {
        Change::Claim => {
            after.assignee = Some(by.id.clone());
            working::taken_on(&mut after, now);
            "claimed"
        }
        Change::Release => {
            after.assignee = None;
            after.status = working::status_of(&after).to_owned();
            "released"
        }
        Change::Assign(to) => {
            let to = worded("assignee", to)?;
            particulars.text = Some(format!("To {to}."));
            after.assignee = Some(to);
            working::taken_on(&mut after, now);
            "assigned"
        }
        Change::Note(text) => {
            particulars.text = Some(worded("text", text)?);
            "noted"
        }
        Change::SetPriority { priority, reason } => {
            particulars.text = Some(from_to(standing.priority.id(), priority.id()));
            particulars.because = Some(worded("reason", reason)?);
            after.priority = *priority;
            // The day that the person was told is never moved back.
            after.respond_by =
                time_given.map_or(standing.respond_by, |given| given.min(standing.respond_by));
            "priority-changed"
        }
        Change::Reroute { queue, reason } => {
            may_go_round(standing, queue, by)?;
            let reason_given = worded("reason", reason).map(|_| ());
            moved(&mut after, "queue", queue, reason_given)?;
            particulars.text = Some(from_to(&standing.queue, queue));
            particulars.because = Some(worded("reason", reason)?);
            "rerouted"
        }
        Change::DecideS42(decision) => {
            decided(&mut after, decision, by)?;
            particulars.text = Some(match &decision.passed_to {
                Some(queue) => {
                    let moved = from_to(&standing.queue, queue);
                    format!("{}. {moved}", decision.decision)
                }
                None => decision.decision.clone(),
            });
            particulars.because = Some(decision.reasons.clone());
            particulars.s42 = Some(decision.clone());
            after.s42_decided = true;
            s42 = Some(decision.clone());
            "s42-decided"
        }
        Change::Close {
            outcome,
            note,
            no_reply,
        } => {
            if *no_reply && standing.in_danger() && !standing.welfare_decided {
                return Err(working::no_reply());
            }
            closed(&mut after, outcome, note.as_deref())?;
            particulars.text = Some(outcome.clone());
            particulars.because = note.clone().filter(|note| !note.trim().is_empty());
            "closed"
        }
        Change::Restrict {
            people: named,
            reason,
        } => {
            let named = named_people(named, reason)?;
            particulars.text =
                Some(format!("To {}.", named.join(", "))).filter(|_| !named.is_empty());
            particulars.because = Some(worded("reason", reason)?);
            after.restricted = !named.is_empty();
            let keeps = |holder: &String| named.is_empty() || named.contains(holder);
            after.assignee = after.assignee.filter(keeps);
            let what = if named.is_empty() {
                "restriction-lifted"
            } else {
                "restricted"
            };
            people = Some(named);
            what
        }
        Change::Assess(change) => {
            let change = assessing::checked(change, now)?;
            assessing::assessed(&mut after, &change);
            let what = change.kind().verb();
            particulars.because = change.because().map(str::to_owned);
            particulars.assessment = Some(change);
            what
        }
        Change::Work(change) => {
            let change = working::checked(change, now)?;
            working::worked(&mut after, &change, by, now)?;
            let what = change.kind().verb();
            particulars.because = change.because().map(str::to_owned);
            particulars.work = Some(change);
            what
        }
    };
    Ok(Effect {
        after,
        what,
        particulars,
        people,
        s42,
    })
}

/// How many stays in a queue a referral may have had before anybody sends it there again. A referral that goes round
/// is nobody's, so after that somebody who leads has to say whose it is.
const STAYS_IN_A_QUEUE: usize = 1;

fn may_go_round(standing: &Standing, queue: &str, by: &Actor) -> Result<(), Refusal> {
    let been_there = standing
        .been_in
        .iter()
        .filter(|been| *been == queue)
        .count();
    if been_there <= STAYS_IN_A_QUEUE || allows(Action::Assign, &by.roles) {
        return Ok(());
    }
    Err(Refusal::Conflict(format!(
        "This referral has been sent away from that queue {been_there} times. A senior colleague has to say whose \
         it is."
    )))
}

/// How many of the queues that a referral was moved out of are kept.
const MOST_BEEN_IN: usize = 100;

/// Another team starts afresh: nobody of it holds the referral yet. The clock is the one that it came with.
fn moved(
    after: &mut Standing,
    field: &str,
    queue: &str,
    reason: Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    if !is_queue(queue) {
        wrong.push((
            field.to_owned(),
            "There is no queue of that name.".to_owned(),
        ));
    } else if after.queue == queue {
        wrong.push((
            field.to_owned(),
            "The referral is in this queue already.".to_owned(),
        ));
    }
    also(&mut wrong, reason);
    let left = std::mem::replace(&mut after.queue, queue.to_owned());
    if after.been_in.len() < MOST_BEEN_IN {
        after.been_in.push(left);
    }
    after.assignee = None;
    after.waiting_until = None;
    after.status = Status::PassedOn.id().to_owned();
    none_wrong(wrong)
}

fn closed(after: &mut Standing, outcome: &str, note: Option<&str>) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    if !EVENT_OUTCOMES.contains(&outcome) {
        let known = EVENT_OUTCOMES.join("; ");
        wrong.push((
            "outcome".to_owned(),
            format!("This must be one of: {known}."),
        ));
    }
    if let Some(note) = note.filter(|note| !note.trim().is_empty()) {
        also(&mut wrong, worded("note", note));
    }
    after.outcome = Some(outcome.to_owned());
    after.waiting_until = None;
    after.open = false;
    after.status = "closed".to_owned();
    none_wrong(wrong)
}

/// What safeguarding decided under section 42, and where the referral goes instead.
fn decided(after: &mut Standing, decision: &S42Decision, by: &Actor) -> Result<(), Refusal> {
    if let Some(queue) = &decision.passed_to {
        if !after.open {
            return Err(Refusal::Conflict("This referral is closed.".to_owned()));
        }
        may_go_round(after, queue, by)?;
    }
    let mut wrong = Vec::new();
    let limbs = [
        ("a", &decision.limb_a),
        ("b", &decision.limb_b),
        ("c", &decision.limb_c),
    ];
    for (limb, found) in limbs {
        also(
            &mut wrong,
            worded(&format!("limbs.{limb}.finding"), &found.finding),
        );
        also(
            &mut wrong,
            worded(&format!("limbs.{limb}.because"), &found.because),
        );
    }
    also(&mut wrong, worded("decision", &decision.decision));
    also(&mut wrong, worded("reasons", &decision.reasons));
    if let Some(queue) = &decision.passed_to {
        if decision.decision.trim() != NO_ENQUIRY {
            let sentence = format!("Only with the decision {NO_ENQUIRY} does it go elsewhere.");
            wrong.push(("queue".to_owned(), sentence));
        }
        also(&mut wrong, moved(after, "queue", queue, Ok(())));
    }
    none_wrong(wrong)
}

/// Each once, in order. Nobody named lifts the restriction.
fn named_people(people: &[String], reason: &str) -> Result<Vec<String>, Refusal> {
    let mut wrong = Vec::new();
    if people.len() > MOST_PEOPLE {
        wrong.push((
            "people".to_owned(),
            format!("Name at most {MOST_PEOPLE} people."),
        ));
    }
    let mut named = Vec::new();
    for person in people {
        match worded("people", person) {
            Ok(person) => named.push(person),
            refused => also(&mut wrong, refused),
        }
    }
    also(&mut wrong, worded("reason", reason));
    named.sort();
    named.dedup();
    none_wrong(wrong).map(|()| named)
}

/// A text with something in it, without spaces around it.
pub(super) fn worded(field: &str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::invalid(field, "Write something here."));
    }
    if text.contains('\0') {
        return Err(Refusal::invalid(
            field,
            "This holds a character that cannot be stored.",
        ));
    }
    if text.chars().count() > LONGEST_TEXT {
        let sentence = format!("This must be {LONGEST_TEXT} characters or fewer.");
        return Err(Refusal::invalid(field, sentence));
    }
    Ok(text.to_owned())
}

fn also<T>(wrong: &mut Vec<(String, String)>, checked: Result<T, Refusal>) {
    if let Err(Refusal::Invalid(more)) = checked {
        wrong.extend(more);
    }
}

fn none_wrong(wrong: Vec<(String, String)>) -> Result<(), Refusal> {
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(wrong)),
    }
}

fn from_to(from: &str, to: &str) -> String {
    format!("From {from} to {to}")
}

// `Priority` compares by how pressing it is, which `state_allows` relies on for "lower".
const _: () = assert!(Priority::Emergency.rank() < Priority::Standard.rank());
