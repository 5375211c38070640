//! Changing an account: looked at and written in one transaction, so that of any number of people who do the
//! same thing at the same moment exactly one succeeds.

use super::Refusal;
use super::effects::{Effect, because, effect};
use super::looking::may;
use crate::audit::Happening;
use crate::delegates::{NotPlanned, Planned};
use crate::importing::{SealedEntry, write_entries};
use crate::records::Entry;
use crate::standing::Standing;
use crate::{Fault, Store};
use account_model::{Change, Held, Power};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Actor, Instant};
use working_calendar::local_date;

impl From<NotPlanned> for Refusal {
    fn from(not: NotPlanned) -> Self {
        match not {
            NotPlanned::Unknown => Self::invalid("number", "There is no such delegate."),
            NotPlanned::Conflict(sentence) => Self::conflict(sentence),
            NotPlanned::Invalid(problems) => Self::Invalid(problems),
            NotPlanned::Failed(fault) => Self::Failed(fault),
        }
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Makes a change. Answers the account as it stands then; none after it was removed. `tag` is the `If-Match`
    /// that was sent.
    ///
    /// # Errors
    /// As [`Refusal`] says, in its order.
    pub async fn make_change(
        &self,
        id: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Held>, Refusal> {
        let before = self.standing(&self.connection, id).await?;
        let before = before.ok_or(Refusal::NotFound)?;
        may(Power::of(change), by)?;
        let tag = tag.ok_or(Refusal::TagMissing)?;
        if tag != "*" && tag != before.tag() {
            return Err(Refusal::Stale(before.tag()));
        }
        let latest = match change {
            Change::Correct { figures, .. } => {
                let day = figures.week_starting.to_string();
                self.latest_entry(&before, &day).await?
            }
            _ => None,
        };
        let mut after = before.clone();
        let mut effect = effect(&mut after, change, latest.as_ref(), local_date(now), now)?;
        effect.particulars.because = because(change)?;
        let planned = self.planned(&before, change, by, now).await?;
        if let Some(planned) = &planned {
            effect.what = planned.what;
            effect.particulars.detail = Some(format!("delegate {}", planned.number));
        }
        transaction(&self.connection, async |connection| {
            // Somebody may have changed it since it was looked at.
            let meanwhile = self.standing(connection, id).await?;
            let meanwhile = meanwhile.ok_or(Refusal::NotFound)?;
            if meanwhile.revision != before.revision {
                return Err(Refusal::Stale(meanwhile.tag()));
            }
            after.chain = meanwhile.chain;
            if let Some(planned) = &planned {
                self.write_delegate(connection, after.number(), planned)
                    .await?;
            }
            Ok(self.write(connection, &mut after, effect, by, now).await?)
        })
        .await?;
        match change {
            Change::Remove { .. } => Ok(None),
            _ => Ok(Some(self.held(after, now).await?)),
        }
    }

    async fn write(
        &self,
        connection: &C,
        after: &mut Standing,
        effect: Effect,
        by: &Actor,
        now: Instant,
    ) -> Result<(), Fault> {
        let mut particulars = effect.particulars;
        if let Some((number, entry)) = &effect.entry {
            let entries = vec![SealedEntry {
                week_starting: entry.figures.week_starting.to_string(),
                number: *number,
                sealed: self.seal_entry(after.id(), *number, entry)?,
            }];
            particulars.weeks = self.tell_weeks(after.id(), &entries, now);
            let position = after.chain.next_position();
            write_entries(connection, vec![(after.number(), position, entries)], now).await?;
        }
        if effect.ends_sessions {
            self.end_all(connection, after.number()).await?;
        }
        if effect.unlinks {
            self.unlink(connection, after.number()).await?;
        }
        self.keep(connection, after, now).await?;
        particulars.revision = Some(after.revision);
        let happening = Happening {
            at: now,
            who: &by.id,
            what: effect.what,
            particulars: &particulars,
        };
        self.append(connection, &mut after.chain, happening).await?;
        match effect.removes {
            true => self.remove(connection, after.number()).await,
            false => Ok(()),
        }
    }

    async fn planned(
        &self,
        before: &Standing,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Planned>, NotPlanned> {
        let account = (before.number(), before.id());
        Ok(match change {
            Change::RecordDelegate(new) => {
                Some(self.plan_recording(account, new, &by.id, now).await?)
            }
            Change::DecideDelegate {
                number, approve, ..
            } => {
                let planned = self.plan_decision(account, *number, *approve, &by.id, now);
                Some(planned.await?)
            }
            Change::EndDelegate { number, .. } => Some(self.plan_end(account, *number).await?),
            _ => None,
        })
    }

    /// The entry that counts for a week, and its number.
    async fn latest_entry(
        &self,
        standing: &Standing,
        day: &str,
    ) -> Result<Option<(i64, Entry)>, Fault> {
        let sql = "SELECT entry, sealed FROM week WHERE account = ?1 AND week_starting = ?2
            ORDER BY entry DESC LIMIT 1";
        let rows = self
            .run(sql, vec![standing.number().into(), day.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let number = row.integer(0)?;
        let entry = self.open_entry(standing.id(), day, number, row.blob(1)?)?;
        Ok(Some((number, entry)))
    }
}
