//! How people come to an account: a code to the contact on record, a provider of identities, sessions.
//!
//! Nothing in here may tell whether an account exists, is closed, is suspended, or has no contact to which a
//! code could go. So there is one path, which nobody leaves early: the same statements in the same order, as
//! many bytes sealed and opened, the same rows written. Who is not to be let in gets a code that nobody knows
//! and a message that nobody sends.

mod codes;
mod links;
mod lock_out;
mod sessions;
mod tallies;
mod way_in;
mod who;

pub(crate) use codes::VALID_SECONDS;
pub use sessions::{Begun, Visit};
pub(crate) use who::Who;

use crate::{Delivery, Fault, Store};
use database::{Connection, Row, transaction};
use sealing::{Randomness, same};
use tallies::Counted;
use vocabulary::Instant;

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TurnedAway {
    /// Too many from this address of the internet; carries the seconds to wait. It says nothing of any account.
    TooMany(u32),
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for TurnedAway {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Sends a code to whoever this reference and date of birth belong to, if they may be let in and a message
    /// has a way to them. Does the same work for anybody else.
    ///
    /// # Errors
    /// As [`TurnedAway`] says.
    pub async fn ask(
        &self,
        account_reference: &str,
        date_of_birth: &str,
        address: Option<&str>,
        delivery: Delivery,
        now: Instant,
    ) -> Result<(), TurnedAway> {
        let reference = self.keys.reference_hash(account_reference);
        let who = self.who(&reference, now).await?;
        let born = same(
            who.date_of_birth.as_bytes(),
            date_of_birth.trim().as_bytes(),
        );
        let has_way = who.contact.is_some() && delivery != Delivery::None;
        let right = who.let_in & born & has_way & !who.held;

        let code = self.draw_code()?;
        let kept = self.code_hash(&reference, &code);
        let decoy = self.randomness.bytes()?;
        let letter = self.code_letter(&who, &code)?;
        let unsent = self.decoy_letter(&code)?;
        transaction(&self.connection, async |connection| {
            self.count_address(connection, Counted::Asks, address, now)
                .await?;
            let way_in = self.way_in(connection, &reference, decoy, now).await?;
            let sends = right & way_in.allows_a_code(now);
            let (way_in, letter) = match sends {
                true => (way_in.with_code(kept, now), &letter),
                false => (way_in, &unsent),
            };
            self.write_way_in(connection, &reference, &way_in, now)
                .await?;
            Ok(self.post(connection, letter, now).await?)
        })
        .await
    }

    /// Begins a session with a code; none when the code is wrong, or nobody is to be let in, or the reference
    /// is locked. The three are one.
    ///
    /// # Errors
    /// As [`TurnedAway`] says.
    pub async fn enter(
        &self,
        account_reference: &str,
        code: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<Option<Begun>, TurnedAway> {
        let reference = self.keys.reference_hash(account_reference);
        let who = self.who(&reference, now).await?;
        let typed = self.code_hash(&reference, code);
        let decoy = self.randomness.bytes()?;
        let token = self.draw_token()?;
        transaction(&self.connection, async |connection| {
            self.count_address(connection, Counted::Enters, address, now)
                .await?;
            let way_in = self.way_in(connection, &reference, decoy, now).await?;
            // A code that went to the contact before is not the person's any more once that has changed.
            let opens = way_in.opens_with(&typed, now) & who.let_in & !who.held;
            let way_in = match opens {
                true => way_in.with_code_used(decoy),
                false => way_in.with_wrong_code(now),
            };
            self.write_way_in(connection, &reference, &way_in, now)
                .await?;
            match opens {
                true => Ok(self.begin(connection, &who, token, "a code", now).await?),
                false => Ok(None),
            }
        })
        .await
    }
}

/// What background work let go of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expired {
    pub codes: u32,
    pub sessions: u32,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Removes some of what is of no use any more: references that nobody typed for a day, with their codes,
    /// sessions that have ended, old messages and counts of addresses. At most `most` of each.
    pub(crate) async fn expire_access(&self, now: Instant, most: i64) -> Result<Expired, Fault> {
        let sql = "DELETE FROM way_in WHERE reference IN (
            SELECT reference FROM way_in WHERE touched_at <= ?1 ORDER BY touched_at LIMIT ?2)
            RETURNING 1";
        let oldest = now.as_unix() - way_in::KEPT_SECONDS;
        let codes = self.run(sql, vec![oldest.into(), most.into()]).await?;
        let sql = "DELETE FROM tally WHERE key IN (
            SELECT key FROM tally WHERE since <= ?1 ORDER BY since LIMIT ?2)";
        let oldest = now.as_unix() - tallies::KEPT_SECONDS;
        self.run(sql, vec![oldest.into(), most.into()]).await?;
        self.remove_old_messages(now, most).await?;
        let sessions = self.remove_ended_sessions(now, most).await?;
        let count = |rows: Vec<Row>| u32::try_from(rows.len()).unwrap_or(u32::MAX);
        Ok(Expired {
            codes: count(codes),
            sessions: count(sessions),
        })
    }

    /// Removes everything about who may come to an account, inside the caller's transaction that removes it.
    pub(crate) async fn forget_access(&self, connection: &C, account: i64) -> Result<(), Fault> {
        self.end_all(connection, account).await?;
        self.unlink(connection, account).await?;
        let sql = "DELETE FROM delegate WHERE account = ?1";
        connection.execute(sql, vec![account.into()]).await?;
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;
