//! For the host and the slice of work: readiness, background work, verification. Nothing here is needed for an
//! account to be right.

mod verify;

use crate::desk::REASON_STANDS_SECONDS;
use crate::{Delivery, Fault, Store};
use audit_chain::write_checkpoint;
use database::{Connection, is_durable};
use sealing::Randomness;
use vocabulary::Instant;

/// How many rows of a kind one slice touches.
const SLICE: i64 = 500;

/// What a slice did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    pub messages_sent: u32,
    pub codes_expired: u32,
    pub sessions_expired: u32,
    pub checkpoints: u32,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Keys right, durable as promised, one read. (`open` has migrated.)
    ///
    /// # Errors
    /// When the store cannot do its work.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.check_keys().await?;
        is_durable(&self.connection).await?;
        let sql = "SELECT number FROM account ORDER BY number DESC LIMIT 1";
        self.run(sql, Vec::new()).await?;
        Ok(())
    }

    /// Does one bounded slice of background work.
    ///
    /// # Errors
    /// When the database does not allow it; what was done before stays done.
    pub async fn work(&self, delivery: Delivery, now: Instant) -> Result<Worked, Fault> {
        let sql = "DELETE FROM reason WHERE (who, account) IN (
            SELECT who, account FROM reason WHERE given_at <= ?1 ORDER BY given_at LIMIT ?2)";
        let oldest = now.as_unix() - REASON_STANDS_SECONDS;
        self.run(sql, vec![oldest.into(), SLICE.into()]).await?;
        let messages_sent = match delivery {
            Delivery::Mailbox => self.send_messages(now, SLICE).await?,
            Delivery::None => 0,
        };
        let expired = self.expire_access(now, SLICE).await?;
        Ok(Worked {
            messages_sent,
            codes_expired: expired.codes,
            sessions_expired: expired.sessions,
            checkpoints: write_checkpoint(&self.connection, &self.keys.index, now).await?,
        })
    }
}
