//! What staff do with a referral between taking it on and closing it. Each step is an event of the referral's
//! audit chain, sealed like every other word of staff, so nothing of it can be changed or left out afterwards.
//!
//! What a step must say stands in `shared/casework`.

use super::standing::Standing;
use super::{Refusal, steps};
use crate::model::{Actor, Change};
use crate::permissions::{Action, allows};
use crate::{Fault, Store};
use casework::{Casework, Kind, Step};
use database::Connection;
use reference::Reference;
use sealing::Randomness;
use vocabulary::{Instant, Status};
use working_calendar::{day_begins, local_date};

/// The change as it is recorded, or everything that is wrong with it.
pub(super) fn checked(
    change: &casework::Change,
    now: Instant,
) -> Result<casework::Change, Refusal> {
    let checked = change.clone().checked(local_date(now));
    checked.map_err(Refusal::Invalid)
}

/// The longest that anything is waited for, in days: shorter where somebody may be in danger.
const LONGEST_WAIT_DAYS: i64 = 92;
const LONGEST_WAIT_IN_DANGER_DAYS: i64 = 7;

/// What nobody reaches who may be in danger needs before it can be closed.
pub(super) fn no_reply() -> Refusal {
    Refusal::Conflict(
        "Somebody may be in danger, and nobody was reached, so this cannot be closed. After two tries a senior \
         colleague decides on a welfare check."
            .to_owned(),
    )
}

/// The change with the reference of another referral as the store writes it.
pub(super) fn canonical(change: &Change) -> Change {
    let mut change = change.clone();
    let written = match &mut change {
        Change::Work(casework::Change::Link(link) | casework::Change::Unlink(link)) => {
            Some(&mut link.other)
        }
        Change::Work(casework::Change::Merge(merge)) => Some(&mut merge.into),
        _ => None,
    };
    if let Some(written) = written
        && let Some(reference) = Reference::read(written)
    {
        *written = reference.to_string();
    }
    change
}

/// Whether a step can be taken on open referrals only.
pub(super) const fn needs_open(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ContactAttempt
            | Kind::Wait
            | Kind::EndWait
            | Kind::DecideWelfareCheck
            | Kind::Escalate
            | Kind::Merge
    )
}

/// Whether a step may be taken as the referral stands, whatever it says.
pub(super) fn may(standing: &Standing, kind: Kind) -> Result<(), Refusal> {
    let conflict = |sentence: &str| Err(Refusal::Conflict(sentence.to_owned()));
    match kind {
        Kind::Wait | Kind::Merge if standing.needs_welfare_check() => conflict(
            "Nobody answers who may be in danger. First a senior colleague decides on a welfare check.",
        ),
        Kind::EndWait if standing.waiting_until.is_none() => {
            conflict("Nothing is being waited for.")
        }
        Kind::DecideWelfareCheck if standing.unanswered == 0 => {
            conflict("Nobody has been tried without an answer, so there is nothing to decide.")
        }
        Kind::Unmerge if standing.merged_into.is_none() => {
            conflict("This referral stands alone already.")
        }
        _ => Ok(()),
    }
}

/// Whether a step follows from those that were taken.
pub(super) fn follows(casework: &Casework, change: &casework::Change) -> Result<(), Refusal> {
    let conflict = |sentence: &str| Err(Refusal::Conflict(sentence.to_owned()));
    match change {
        casework::Change::EndVisitorSafety(_) if casework.visitor_safety().is_none() => {
            conflict("Nothing is noted for visitors.")
        }
        casework::Change::Unlink(link)
            if !casework
                .links()
                .iter()
                .any(|known| known.link.other == link.other) =>
        {
            conflict("The two are not linked.")
        }
        _ => Ok(()),
    }
}

/// What a step does to the referral itself. What it does to another one stands in `joining`.
pub(super) fn worked(
    after: &mut Standing,
    change: &casework::Change,
    by: &Actor,
    now: Instant,
) -> Result<(), Refusal> {
    match change {
        casework::Change::ContactAttempt(attempt) if attempt.was_answered() => {
            after.unanswered = 0;
            after.welfare_decided = false;
        }
        casework::Change::ContactAttempt(_) => {
            after.unanswered = after.unanswered.saturating_add(1);
            // It goes to somebody who leads: whoever may not decide lets it go.
            let decides = allows(Action::Work(Kind::DecideWelfareCheck), &by.roles);
            if after.needs_welfare_check() && !decides {
                after.assignee = None;
                after.status = status_of(after).to_owned();
            }
        }
        casework::Change::Wait(wait) => {
            after.waiting_until = Some(waiting_until(after, &wait.until, now)?);
            after.status = status_of(after).to_owned();
        }
        casework::Change::EndWait(_) => {
            after.waiting_until = None;
            after.status = status_of(after).to_owned();
        }
        casework::Change::DecideWelfareCheck(_) => after.welfare_decided = true,
        casework::Change::Unmerge(_) => {
            after.merged_into = None;
            after.merged_reference = None;
            after.open = true;
            after.status = status_of(after).to_owned();
        }
        _ => {}
    }
    Ok(())
}

/// The beginning of the day on which it stands in the queue again.
fn waiting_until(standing: &Standing, until: &str, now: Instant) -> Result<Instant, Refusal> {
    let longest = match standing.in_danger() {
        true => LONGEST_WAIT_IN_DANGER_DAYS,
        false => LONGEST_WAIT_DAYS,
    };
    let sentence = match standing.in_danger() {
        true => format!("Somebody may be in danger: wait at most {longest} days."),
        false => format!("Wait at most {longest} days."),
    };
    until
        .parse()
        .ok()
        .filter(|day| *day <= local_date(now).plus_days(longest))
        .map(day_begins)
        .ok_or_else(|| Refusal::invalid("until", sentence))
}

/// Somebody has it: what it waited for is over if its day has come.
pub(super) fn taken_on(after: &mut Standing, now: Instant) {
    after.waiting_until = after.waiting_until.filter(|until| *until > now);
    after.status = status_of(after).to_owned();
}

/// The status of an open referral that stands in its queue.
pub(super) fn status_of(standing: &Standing) -> &'static str {
    match (standing.waiting_until, &standing.assignee) {
        (Some(_), _) => Status::WaitingForYou.id(),
        (None, Some(_)) => Status::BeingLookedAt.id(),
        (None, None) => Status::Received.id(),
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Whether a step follows from those that were taken. Other changes always do, as far as this goes.
    pub(super) async fn may_be_worked(
        &self,
        connection: &C,
        standing: &Standing,
        change: &Change,
    ) -> Result<(), Refusal> {
        let Change::Work(change) = change else {
            return Ok(());
        };
        let steps = self.casework(connection, standing).await?;
        follows(&Casework { steps }, change)
    }

    /// What was done with a referral, oldest first.
    pub(super) async fn casework(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<Vec<Step>, Fault> {
        let sql = steps::sql(Kind::ALL.map(Kind::verb));
        let rows = connection.execute(&sql, vec![standing.id().into()]).await?;
        let what = "a step of casework";
        self.steps_of(standing.reference(), &rows, what, |at, who, told| {
            let change = told.work?;
            Some(Step { at, who, change })
        })
    }
}
