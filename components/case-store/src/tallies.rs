//! How often something was done within an hour: contacts of one address, and wrong words for a draft.
//!
//! A tally is a row of a keyed hash and a count, written by a statement that writes anyway. Addresses
//! are hashed with the day, so that nobody can tell whether the same one came yesterday. A row is of no
//! use after an hour, whether or not background work has removed it.

use crate::{Fault, Store};
use database::{Connection, SqlError, Value, patiently};
use sealing::Randomness;
use vocabulary::Instant;

/// How long a tally counts, and a lock holds.
pub(crate) const HOUR: i64 = 3_600;
/// When a tally is removed. Any time after an hour would do.
pub(crate) const KEPT_SECONDS: i64 = 86_400;

/// What stands in the row of a key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub count: u32,
    since: i64,
}

impl Tally {
    /// The seconds until it counts no more.
    pub(crate) fn seconds_left(self, now: Instant) -> u32 {
        u32::try_from(self.since + HOUR - now.as_unix()).unwrap_or(0)
    }
}

/// A tally that began then or before counts no more.
pub(crate) fn counts_after(now: Instant) -> i64 {
    now.as_unix() - HOUR
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The key of an address; none for an address that is not counted.
    pub(crate) fn address_tally(
        &self,
        what: &str,
        address: &str,
        now: Instant,
    ) -> Option<[u8; 32]> {
        self.keys.index.address(what, address, now.as_unix())
    }

    /// The tally of a key, as far as it still counts.
    pub(crate) async fn tally(
        &self,
        connection: &C,
        key: [u8; 32],
        now: Instant,
    ) -> Result<Tally, SqlError> {
        let sql = "SELECT count, since FROM tally WHERE key = ?1 AND since > ?2";
        let parameters: Vec<Value> = vec![key.into(), counts_after(now).into()];
        let rows = patiently(connection, async |connection| {
            connection.execute(sql, parameters.clone()).await
        })
        .await?;
        rows.first().map_or(Ok(Tally::default()), |row| {
            Ok(Tally {
                count: row.count(0)?,
                since: row.integer(1)?,
            })
        })
    }

    /// Counts one more, from now on for an hour.
    pub(crate) async fn count_one(
        &self,
        connection: &C,
        key: [u8; 32],
        now: Instant,
    ) -> Result<(), SqlError> {
        let sql = "INSERT INTO tally (key, count, since) VALUES (?1, 1, ?2)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN since > ?3 THEN count + 1 ELSE 1 END,
                since = excluded.since";
        let after: Value = counts_after(now).into();
        let parameters = vec![key.into(), now.as_unix().into(), after];
        connection.execute(sql, parameters).await?;
        Ok(())
    }

    /// The seconds until the tally of a key counts no more.
    pub(crate) async fn seconds_left(&self, key: [u8; 32], now: Instant) -> Result<u32, Fault> {
        let tally = self.tally(&self.connection, key, now).await?;
        Ok(tally.seconds_left(now))
    }
}
