//! One bounded slice of background work.

use crate::audit::only;
use crate::{Fault, Store, drafts, equality, receipts, tallies};
use database::{Connection, Value};
use sealing::Randomness;
use vocabulary::Instant;

/// How many rows of a kind one slice touches.
const SLICE: i64 = 500;
/// How often a checkpoint is written while little happens, and how many events do not wait for that.
const CHECKPOINT_EVERY_SECONDS: i64 = 300;
const EVENTS_THAT_DO_NOT_WAIT: i64 = 1_000;
/// How many audit events one checkpoint holds at most.
pub(super) const MOST_IN_CHECKPOINT: i64 = 5_000;

/// How notices leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Into the mailbox that the host shows in development.
    Mailbox,
    /// No sender is configured: notices wait in the outbox.
    None,
}

/// What a slice did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    pub notices_sent: u32,
    pub drafts_expired: u32,
    pub receipts_expired: u32,
    pub checkpoints: u32,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Does one bounded slice of background work.
    ///
    /// # Errors
    /// When the database does not allow it; what was done before stays done.
    pub async fn work(&self, delivery: Delivery, now: Instant) -> Result<Worked, Fault> {
        let at = now.as_unix();
        let notices_sent = match delivery {
            Delivery::None => 0,
            Delivery::Mailbox => {
                let sql = "UPDATE outbox SET sent_at = ?1 WHERE (referral, number) IN (
                    SELECT referral, number FROM outbox WHERE sent_at IS NULL
                    ORDER BY created_at LIMIT ?2) RETURNING number";
                let notices = self.touched(sql, vec![at.into(), SLICE.into()]).await?;
                let sql = "UPDATE link_message SET sent_at = ?1 WHERE id IN (
                    SELECT id FROM link_message WHERE sent_at IS NULL
                    ORDER BY created_at LIMIT ?2) RETURNING id";
                notices + self.touched(sql, vec![at.into(), SLICE.into()]).await?
            }
        };
        let sql = "DELETE FROM link_message WHERE id IN (
            SELECT id FROM link_message WHERE created_at <= ?1 ORDER BY created_at LIMIT ?2)";
        let oldest = at - drafts::link_message::KEPT_SECONDS;
        self.run(sql, vec![oldest.into(), SLICE.into()]).await?;
        let sql = "DELETE FROM draft WHERE id IN (
            SELECT id FROM draft WHERE saved_at <= ?1 ORDER BY saved_at LIMIT ?2) RETURNING id";
        let oldest = at - drafts::KEPT_SECONDS;
        let drafts_expired = self.touched(sql, vec![oldest.into(), SLICE.into()]).await?;
        let sql = "DELETE FROM draft WHERE id IN (
            SELECT id FROM draft WHERE form = 'equality' AND saved_at <= ?1
            ORDER BY saved_at LIMIT ?2) RETURNING id";
        let oldest = at - equality::DRAFT_KEPT_SECONDS;
        let left_open = self.touched(sql, vec![oldest.into(), SLICE.into()]).await?;
        let sql = "DELETE FROM equality_once WHERE month < ?1";
        let oldest = equality::remembered_since(now);
        self.run(sql, vec![oldest.into()]).await?;
        let sql = "DELETE FROM tally WHERE key IN (
            SELECT key FROM tally WHERE since <= ?1 ORDER BY since LIMIT ?2)";
        let oldest = at - tallies::KEPT_SECONDS;
        self.run(sql, vec![oldest.into(), SLICE.into()]).await?;
        // Receipts are numbered as they come, so the oldest are the first.
        let sql = "DELETE FROM receipt WHERE id IN (SELECT id FROM receipt ORDER BY id LIMIT ?2)
            AND created_at <= ?1 RETURNING id";
        let oldest = at - receipts::KEPT_SECONDS;
        let receipts_expired = self.touched(sql, vec![oldest.into(), SLICE.into()]).await?;
        Ok(Worked {
            notices_sent,
            drafts_expired: drafts_expired + left_open,
            receipts_expired,
            checkpoints: self.write_checkpoint(now).await?,
        })
    }

    async fn touched(&self, sql: &str, parameters: Vec<Value>) -> Result<u32, Fault> {
        let rows = self.run(sql, parameters).await?;
        Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }

    /// Signs the events since the last checkpoint. Whoever else does it at the same moment signs the
    /// same ones, and one of the two is kept.
    async fn write_checkpoint(&self, now: Instant) -> Result<u32, Fault> {
        let (last, written_at, mut hash) = self.last_checkpoint().await?;
        let sql = "SELECT coalesce(max(sequence), 0) FROM audit";
        let newest = only(&self.run(sql, Vec::new()).await?)?.integer(0)?;
        let lately = now.as_unix() - written_at < CHECKPOINT_EVERY_SECONDS;
        if lately && newest - last < EVENTS_THAT_DO_NOT_WAIT {
            return Ok(0);
        }
        let mut reached = last;
        while reached < last + MOST_IN_CHECKPOINT {
            let sql =
                "SELECT sequence, hash FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
            let rows = self.run(sql, vec![reached.into(), SLICE.into()]).await?;
            for row in &rows {
                reached = row.integer(0)?;
                hash = self.checkpoint_hash(&hash, reached, row.blob(1)?);
            }
            if rows.len() < usize::try_from(SLICE).unwrap_or_default() {
                break;
            }
        }
        if reached == last {
            return Ok(0);
        }
        let sql = "INSERT OR IGNORE INTO checkpoint (sequence, at, hash) VALUES (?1, ?2, ?3)
            RETURNING sequence";
        let parameters = vec![reached.into(), now.as_unix().into(), hash.into()];
        self.touched(sql, parameters).await
    }

    /// The last checkpoint: up to which event, written when, its hash.
    async fn last_checkpoint(&self) -> Result<(i64, i64, Vec<u8>), Fault> {
        let sql = "SELECT sequence, at, hash FROM checkpoint ORDER BY sequence DESC LIMIT 1";
        let rows = self.run(sql, Vec::new()).await?;
        rows.first().map_or(Ok((0, 0, Vec::new())), |row| {
            Ok((row.integer(0)?, row.integer(1)?, row.blob(2)?.to_vec()))
        })
    }

    /// One more event under the hash of all before it.
    pub(super) fn checkpoint_hash(&self, before: &[u8], sequence: i64, event: &[u8]) -> Vec<u8> {
        let parts = [before, &sequence.to_be_bytes(), event];
        self.keys.index.hash("checkpoint", &parts).to_vec()
    }

    /// The checkpoint at or before a sequence number: its own number and hash.
    pub(super) async fn checkpoint_before(&self, sequence: i64) -> Result<(i64, Vec<u8>), Fault> {
        let sql = "SELECT sequence, hash FROM checkpoint WHERE sequence <= ?1
            UNION ALL SELECT 0, x'' ORDER BY 1 DESC LIMIT 1";
        let rows = self.run(sql, vec![sequence.into()]).await?;
        let row = only(&rows)?;
        Ok((row.integer(0)?, row.blob(1)?.to_vec()))
    }
}
