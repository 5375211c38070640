//! What the store does when a worker changes a referral.

use super::*;
use ::assessments::Kind;

/// Whether the store would allow it.
pub fn may(
    found: &Referral,
    action: Action,
    wanted: Option<Priority>,
    tag: Option<&str>,
    by: &Actor,
) -> Result<(), Refusal> {
    let allowed = match action {
        Action::S42Decision => by.has(Role::Safeguarding),
        Action::Assess(Kind::Decide) => by.has(Role::Senior),
        _ => by.has(Role::Adviser) || by.has(Role::Senior),
    };
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    match tag {
        None => return Err(Refusal::TagMissing),
        Some(tag) if tag != "*" && tag != found.etag => {
            return Err(Refusal::Stale(found.etag.clone()));
        }
        Some(_) => {}
    }
    match (action, &found.entry.assignee) {
        (Action::Claim, Some(who)) => Err(Refusal::AlreadyClaimed(who.clone())),
        (Action::Close, _) if found.entry.safeguarding_sign && found.s42.is_none() => {
            Err(Refusal::NeedsS42Decision)
        }
        (Action::Priority, _)
            if found.entry.safeguarding_sign
                && found.s42.is_none()
                && wanted.is_some_and(|wanted| wanted < found.entry.priority) =>
        {
            Err(Refusal::NeedsS42Decision)
        }
        (_, _) if !found.entry.is_open() && action != Action::Assess(Kind::Resume) => {
            Err(Refusal::Conflict("This referral is closed.".to_owned()))
        }
        (Action::Assess(kind), _) => assessing::may(found, kind),
        _ => Ok(()),
    }
}

/// Applies a change as the store would.
pub fn apply(referral: &mut Referral, change: &Change, by: &Actor, now: Instant) {
    let (what, text) = match change {
        Change::Claim => {
            referral.entry.assignee = Some(by.id.clone());
            referral.entry.status = "being-looked-at".to_owned();
            ("claimed", None)
        }
        Change::Release => {
            referral.entry.assignee = None;
            ("released", None)
        }
        Change::Assign { assignee } => {
            referral.entry.assignee = Some(assignee.clone());
            ("assigned", Some(assignee.clone()))
        }
        Change::Note { text } => ("noted", Some(text.clone())),
        Change::Priority { priority, reason } => {
            referral.entry.priority = *priority;
            ("priority-changed", Some(reason.clone()))
        }
        Change::Reroute { queue, reason } => {
            referral.entry.queue.clone_from(queue);
            ("rerouted", Some(reason.clone()))
        }
        Change::S42Decision(decision) => {
            referral.s42 = Some(decision.clone());
            ("s42-decided", Some(decision.reasons.clone()))
        }
        Change::Close { outcome, note, .. } => {
            referral.outcome = Some(outcome.clone());
            referral.entry.status = "closed".to_owned();
            ("closed", note.clone())
        }
        Change::Restrict { people, reason } => {
            referral.restricted_to.clone_from(people);
            ("restricted", Some(reason.clone()))
        }
        Change::Assess(change) => (change.kind().verb(), change.because().map(str::to_owned)),
        Change::Work(change) => {
            referral.casework.steps.push(casework::Step {
                at: now,
                who: by.id.clone(),
                change: change.clone(),
            });
            if let casework::Change::Wait(wait) = change {
                let until = format!("{}T00:00:00Z", wait.until);
                referral.entry.waiting_until = Some(until.parse().unwrap());
            }
            referral.entry.unanswered = u32::try_from(referral.casework.unanswered()).unwrap();
            referral.entry.needs_welfare_check = referral.rule_ten_sign
                && referral.entry.unanswered >= 2
                && referral.casework.welfare_check().is_none();
            (change.kind().verb(), change.because().map(str::to_owned))
        }
    };
    referral.timeline.push(Event {
        at: now,
        who: by.id.clone(),
        what: what.to_owned(),
        text,
    });
    referral.etag = format!("{}", referral.timeline.len());
}
