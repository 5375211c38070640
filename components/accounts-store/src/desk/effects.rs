//! What a change makes of an account. Nothing is read or written in here.

use super::{Refusal, reason};
use crate::records::{Entry, Particulars};
use crate::standing::Standing;
use account_model::{Change, Online};
use vocabulary::{Date, Instant};

/// What becomes of an account besides its own row.
#[derive(Debug)]
pub(super) struct Effect {
    /// What the audit calls it.
    pub what: &'static str,
    pub particulars: Particulars,
    /// Every session ends.
    pub ends_sessions: bool,
    /// The link with a provider of identities ends.
    pub unlinks: bool,
    /// An entry for a week, and its number.
    pub entry: Option<(i64, Entry)>,
    pub removes: bool,
}

/// Why somebody makes a change; a delegate's evidence speaks for itself.
pub(super) fn because(change: &Change) -> Result<Option<String>, Refusal> {
    let written = match change {
        Change::CloseOnline(because)
        | Change::OpenOnline(because)
        | Change::Suspend(because)
        | Change::LiftSuspension(because)
        | Change::ConfirmContact(because)
        | Change::EndSessions(because)
        | Change::Correct { because, .. }
        | Change::DecideDelegate { because, .. }
        | Change::EndDelegate { because, .. }
        | Change::RecordDeath { because, .. }
        | Change::Remove { because, .. } => because,
        Change::RecordDelegate(_) => return Ok(None),
    };
    reason(written, "because").map(Some)
}

/// Changes the account as it stands. `latest` is the entry that counts for the week of a correction. A delegate
/// is changed elsewhere.
pub(super) fn effect(
    standing: &mut Standing,
    change: &Change,
    latest: Option<&(i64, Entry)>,
    today: Date,
    now: Instant,
) -> Result<Effect, Refusal> {
    let mut effect = Effect {
        what: "changed",
        particulars: Particulars::default(),
        ends_sessions: false,
        unlinks: false,
        entry: None,
        removes: false,
    };
    match change {
        Change::CloseOnline(_) => {
            require(
                standing.online == Online::Open,
                "The account is not open to online access.",
            )?;
            standing.online = Online::Closed;
            (effect.what, effect.ends_sessions) = ("closed-online", true);
        }
        Change::OpenOnline(_) => {
            require(
                standing.online == Online::Closed,
                "The account is not closed. While it is suspended, it cannot be opened.",
            )?;
            require(
                !standing.has_died(),
                "The person has died. The account stays closed.",
            )?;
            standing.online = Online::Open;
            effect.what = "opened-online";
        }
        Change::Suspend(_) => {
            require(
                standing.online != Online::Suspended,
                "The account is suspended already.",
            )?;
            standing.suspend();
            effect.what = "suspended";
            // Whoever harms the person may have linked a sign-in of their own.
            (effect.ends_sessions, effect.unlinks) = (true, true);
        }
        Change::LiftSuspension(_) => {
            require(
                standing.online == Online::Suspended,
                "The account is not suspended.",
            )?;
            let closed = std::mem::take(&mut standing.record.closed_before) || standing.has_died();
            standing.online = if closed { Online::Closed } else { Online::Open };
            effect.what = "suspension-lifted";
        }
        Change::ConfirmContact(_) => {
            let waits = standing.contact_held_until.is_some_and(|until| until > now);
            require(waits, "No change of the contact on record waits.")?;
            standing.contact_held_until = None;
            effect.what = "contact-confirmed";
        }
        Change::EndSessions(_) => {
            effect.what = "sessions-ended";
            (effect.ends_sessions, effect.unlinks) = (true, true);
        }
        Change::Correct { figures, because } => {
            let (number, standing_entry) = latest.ok_or_else(|| {
                let sentence = "There is no such week in this account. Weeks come from imports.";
                Refusal::invalid("week_starting", sentence)
            })?;
            require(
                standing_entry.figures != *figures,
                "These are the figures that stand.",
            )?;
            effect.what = "week-corrected";
            effect.particulars.detail = Some(format!("the week of {}", figures.week_starting));
            let entry = Entry {
                figures: figures.clone(),
                because: Some(reason(because, "because")?),
            };
            effect.entry = Some((number + 1, entry));
        }
        Change::RecordDeath { died_on, .. } => {
            let day = died_on.parse::<Date>().ok();
            let born = standing.record.date_of_birth.parse::<Date>().ok();
            let possible =
                day.is_some_and(|day| day <= today && born.is_none_or(|born| born <= day));
            if !possible {
                let sentence = "Enter the day of death, which cannot be in the future.";
                return Err(Refusal::invalid("died_on", sentence));
            }
            let day = day.map(|day| day.to_string());
            require(
                standing.record.died_on != day,
                "This day of death is recorded already.",
            )?;
            standing.record.died_on = day;
            standing.close_after_death();
            (effect.what, effect.ends_sessions) = ("death-recorded", true);
        }
        Change::Remove { changed_before, .. } => {
            require(
                standing.has_died() || standing.updated_at < *changed_before,
                "The account must still be kept: the person is not known to have died, and it has changed since.",
            )?;
            (effect.what, effect.removes) = ("removed", true);
        }
        Change::RecordDelegate(_) | Change::DecideDelegate { .. } | Change::EndDelegate { .. } => {}
    }
    Ok(effect)
}

fn require(holds: bool, sentence: &str) -> Result<(), Refusal> {
    match holds {
        true => Ok(()),
        false => Err(Refusal::conflict(sentence)),
    }
}
