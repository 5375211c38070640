//! Who read and changed one account.

use super::Refusal;
use super::looking::may;
use crate::Store;
use crate::audit::Happening;
use crate::records::Particulars;
use account_model::{AuditEvent, Power};
use database::Connection;
use sealing::Randomness;
use vocabulary::{Actor, Instant};

/// How many events are answered at once.
const PAGE: i64 = 100;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Up to 100 events after a sequence number, the oldest first. Reading them is one.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn audit(
        &self,
        id: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        let sql = "SELECT number FROM account WHERE id = ?1";
        let rows = self.run(sql, vec![id.into()]).await?;
        let number = rows.first().ok_or(Refusal::NotFound)?.integer(0)?;
        may(Power::ReadAudit, by)?;
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "audit-read",
            particulars: &Particulars::default(),
        };
        self.write_read(&[number], happening).await?;
        let sql = "SELECT sequence, position, at, who, what, sealed FROM audit
            WHERE chain = ?1 AND sequence > ?2 ORDER BY position LIMIT ?3";
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let rows = self
            .run(sql, vec![number.into(), after.into(), PAGE.into()])
            .await?;
        rows.iter()
            .map(|row| {
                let told = self.particulars(id, row.integer(1)?, row.optional_blob(5)?)?;
                Ok(AuditEvent {
                    sequence: row.integer(0)?.unsigned_abs(),
                    at: Instant::from_unix(row.integer(2)?),
                    who: row.text(3)?.to_owned(),
                    what: row.text(4)?.to_owned(),
                    because: told.because,
                    detail: told.detail,
                })
            })
            .collect()
    }
}
