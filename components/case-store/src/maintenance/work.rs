//! One bounded slice of background work.

use crate::{Fault, Store, drafts, equality, receipts, tallies};
use audit_chain::write_checkpoint;
use database::{Connection, Value};
use sealing::Randomness;
use vocabulary::Instant;

/// How many rows of a kind one slice touches.
const SLICE: i64 = 500;

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
    /// Referrals that were at risk or overdue, and somebody who leads was to hear of.
    pub escalated: u32,
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
            escalated: self.escalate(now).await?,
            checkpoints: write_checkpoint(&self.connection, &self.keys.index, now).await?,
        })
    }

    async fn touched(&self, sql: &str, parameters: Vec<Value>) -> Result<u32, Fault> {
        let rows = self.run(sql, parameters).await?;
        Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }
}
